extension ListPolicy {
    /// Whether each side changed entries of a list that the other left alone, and no two that they brought may be the same
    /// thing.
    ///
    /// Between texts one must stand that nobody touched, since two may say one thing: a flag and its value.
    func areApart(_ values: Sides<[Value]>) -> Bool {
        if isLedByFirst, !values.areLedAlike { return false }
        let (numbers, distinct) = numbered(values)
        let areMappings = (values.base + values.local + values.incoming).allSatisfy {
            if case .map = $0 { true } else { false }
        }
        var position = SidePositions()
        var said = Sides(base: Novelties(), local: Novelties(), incoming: Novelties())
        for region in MergeRegion.all(
            local: lineDiff(numbers.base, numbers.local, distinct: distinct),
            incoming: lineDiff(numbers.base, numbers.incoming, distinct: distinct))
        {
            position.advance(by: region.base.lowerBound - position.base)
            let lines = position.lines(of: region)
            let isSame = numbers.local[lines.local] == numbers.incoming[lines.incoming]
            for piece in areMappings && !isSame ? region.pieces(canCut: { _, _ in true }) : [region] {
                let lines = position.lines(of: piece)
                position.move(past: lines)
                if isSame { continue }
                let old = values.base[lines.base]
                switch piece.origin {
                case .local: said.local.add(values.local[lines.local], to: old)
                case .incoming: said.incoming.add(values.incoming[lines.incoming], to: old)
                case .both: return false
                }
            }
        }
        return !said.local.meets(said.incoming)
    }
}

/// What a side's new entries of a list say, and what it says anew in others: `key=text` of every text in a mapping.
private struct Novelties {
    private var brought: Set<String> = []
    private var changed: Set<String> = []

    /// - Parameter old: the entries in whose place the new ones are.
    mutating func add(_ new: ArraySlice<Value>, to old: ArraySlice<Value>) {
        guard new.count == old.count else {
            // What was there already is no news where an entry was put beside it.
            let known = Set(old)
            for value in new where !known.contains(value) { brought.formUnion(value.said(under: "")) }
            return
        }
        for (new, old) in zip(new, old) { changed.formUnion(new.said(under: "").subtracting(old.said(under: ""))) }
    }

    /// Whether both brought entries that agree about something, or one brought what the other made of an old one.
    func meets(_ other: Novelties) -> Bool {
        !brought.isDisjoint(with: other.brought) || !brought.isDisjoint(with: other.changed)
            || !changed.isDisjoint(with: other.brought)
    }
}

extension Value {
    /// The texts of a mapping and of those in it, each with its key; a path counts without a slash at its end.
    fileprivate func said(under key: String) -> Set<String> {
        switch self {
        case .map(let pairs): pairs.reduce(into: []) { $0.formUnion($1.value.said(under: $1.key.name)) }
        case .marked(_, let inner): inner.said(under: key)
        // A setting that has its name before the sign: two values of it are about one thing.
        case .string(let text) where key.isEmpty && text.contains("="): [String(text.prefix { $0 != "=" })]
        case .string(let text), .literal(let text): ["\(key)=\(text.withoutLastSlash)"]
        case .list, .empty, .alias: []
        }
    }
}

extension Sides<[Value]> {
    /// Whether all sides begin with the same command or program, or none of them with one: a flag says nothing of the rest.
    fileprivate var areLedAlike: Bool {
        let first = map(\.first)
        if first.base == first.local, first.base == first.incoming { return true }
        return [first.base, first.local, first.incoming].allSatisfy { $0?.text?.hasPrefix("-") == true }
    }
}
