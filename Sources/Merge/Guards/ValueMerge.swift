/// The three-way merge of what three files say, without a look at how they say it: the oracle for every merged text.
///
/// Written apart from ``StructureMerge`` on purpose: a merged file is accepted only when reading it gives the very value
/// that is computed here. They share the list policies and the resolvers, which are rules, not algorithms.
struct ValueMerge {
    let profile: MergeProfile
    let resolvers: ScalarResolvers
    /// Whether entries may have the same of what no two had, and a number may count wrong: to tell what speaks against a merge.
    var isLenient = false

    /// What the merged file must say at one place.
    enum Expectation: Hashable {
        /// This.
        case value(Value)
        /// Nothing.
        case absent
        /// The sides disagree: no clean merge is right.
        case contested
    }

    /// Merges the values of three files.
    func merge(_ values: Sides<Value>) -> Expectation {
        let values = resolvers.followsMovedEntries ? MovedValues.followed(values) ?? values : values
        return merge(Sides(base: values.base, local: values.local, incoming: values.incoming), path: [])
    }

    func merge(_ sides: Sides<Value?>, path: [String]) -> Expectation {
        // Nothing is right that was not looked at to its end.
        if resolvers.deadline.stops { return .contested }
        if sides.local == sides.incoming || sides.incoming == sides.base { return Self.expectation(sides.local) }
        if sides.local == sides.base { return Self.expectation(sides.incoming) }
        if sides.base == nil, let local = sides.local, let incoming = sides.incoming {
            if resolvers.isAlike(local, incoming, path: path) { return .value(local) }
            if let empty = profile.emptyBase(of: local, incoming, at: path) {
                return merge(Sides(base: empty, local: local, incoming: incoming), both: path)
            }
            let side = resolvers.higherBound(local, incoming, path: path)
            return side.map { .value($0 == .local ? local : incoming) } ?? .contested
        }
        if sides.local == nil, let base = sides.base, let incoming = sides.incoming,
            profile.isRecord(path) && resolvers.removesEntries
                || resolvers.packageThatStaysOut(base, incoming, path: path) != nil
                || resolvers.staysOut(base, incoming, path: path)
                || resolvers.hasParts(incoming, outOf: base, gone: .local)
        {
            return .absent
        }
        if sides.incoming == nil, let base = sides.base, let local = sides.local,
            resolvers.hasParts(local, outOf: base, gone: .incoming)
        {
            return .absent
        }
        guard let base = sides.base, let local = sides.local, let incoming = sides.incoming else { return .contested }
        return merge(Sides(base: base, local: local, incoming: incoming), both: path)
    }

    private static func expectation(_ value: Value?) -> Expectation {
        value.map(Expectation.value) ?? .absent
    }

    /// All three sides have it and no two say the same.
    private func merge(_ sides: Sides<Value>, both path: [String]) -> Expectation {
        if let (anchor, values) = sides.apartFromAnchors {
            let optional = Sides<Value?>(base: values.base, local: values.local, incoming: values.incoming)
            let inner = merge(optional, path: path)
            guard case .value(let value) = inner, !anchor.isEmpty else { return inner }
            return .value(.marked(anchor, value))
        }
        switch (sides.base, sides.local, sides.incoming) {
        case (.marked(let mark, let base), .marked(let localMark, let local), .marked(let incomingMark, let incoming))
        where mark == localMark && mark == incomingMark && !(mark.contains("!") && !base.isScalar):
            let inner = merge(Sides(base: base, local: local, incoming: incoming), path: path)
            guard case .value(let value) = inner else { return inner }
            return .value(.marked(mark, value))
        case (.map(let base), .map(let local), .map(let incoming)) where !isOneValue(sides, path):
            return mergeMaps(Sides(base: base, local: local, incoming: incoming), path: path)
        case (.list(let base), .list(let local), .list(let incoming)) where !isOneValue(sides, path):
            return mergeLists(Sides(base: base, local: local, incoming: incoming), path: path)
        default:
            return mergeScalars(sides, path: path)
        }
    }

    private func isOneValue(_ sides: Sides<Value>, _ path: [String]) -> Bool {
        profile.isOneValue(path) { names in sides.map { $0.members(names) } }
    }

    private func mergeScalars(_ sides: Sides<Value>, path: [String]) -> Expectation {
        if let choice = resolvers.decide(sides, path: path) {
            return .value(choice.takesIncoming ? sides.incoming : sides.local)
        }
        if profile.isCommand(path), let text = CommandWords.merged(sides) { return .value(.string(text)) }
        // A text of several lines is a list of lines.
        guard case .string(let base) = sides.base, case .string(let local) = sides.local,
            case .string(let incoming) = sides.incoming, base.contains("\n"), local.contains("\n"),
            incoming.contains("\n")
        else { return .contested }
        return mergeTexts(Sides(base: base, local: local, incoming: incoming), path: path)
    }

    /// Merges texts by lines; how a text ends is a choice of its own, as it is with the block scalars of YAML.
    private func mergeTexts(_ texts: Sides<String>, path: [String]) -> Expectation {
        let parts = texts.map { text -> (lines: [UInt8], end: Int) in
            let bytes = Array(text.utf8)
            let end = bytes.reversed().prefix { $0 == lineFeed }.count
            return (Array(bytes.dropLast(end)) + [lineFeed], end)
        }
        let ends = parts.map(\.end)
        guard ends.local == ends.base || ends.incoming == ends.base || ends.local == ends.incoming else {
            return .contested
        }
        // What lines are in the file, which may have more of them in a folded text, is for the line merge to say.
        let lines = LineMerge(
            base: parts.base.lines, local: parts.local.lines, incoming: parts.incoming.lines,
            options: MergeOptions(adjacency: true))
        guard let merged = lines.settledBytes,
            EmbeddedText.accepts(merged, of: parts.map(\.lines), at: path, before: resolvers.deadline)
        else { return .contested }
        let end = ends.local == ends.base ? ends.incoming : ends.local
        let text = merged.dropLast(merged.last == lineFeed ? 1 : 0) + [UInt8](repeating: lineFeed, count: end)
        return .value(.string(String(decoding: text, as: UTF8.self)))
    }

    private func mergeMaps(_ sides: Sides<[Key: Value]>, path: [String]) -> Expectation {
        guard case .value(.map(let result)) = mergedAlike(sides, path: path) ?? mergedApart(sides, path: path) else {
            return .contested
        }
        if !isLenient,
            SharedPlaces.exist(in: result.values, sides.map { Array($0.values) }, isNamed: true)
                || CountedEntries.areWrong(in: result, sides)
        {
            return .contested
        }
        return .value(.map(result))
    }

    /// Mappings that have the same keys, which most large ones have; nil for others.
    private func mergedAlike(_ sides: Sides<[Key: Value]>, path: [String]) -> Expectation? {
        guard sides.local.count == sides.base.count, sides.incoming.count == sides.base.count else { return nil }
        var result = sides.local
        for (key, base) in sides.base {
            guard let local = sides.local[key], let incoming = sides.incoming[key] else { return nil }
            if incoming == base || local == incoming { continue }
            let merged = merge(Sides<Value?>(base: base, local: local, incoming: incoming), path: path + [key.name])
            guard case .value(let value) = merged else { return .contested }
            result[key] = value
        }
        return .value(.map(result))
    }

    private func mergedApart(_ sides: Sides<[Key: Value]>, path: [String]) -> Expectation {
        if EntryRenames.revivesRemoved(sides) || Self.renamedApart(sides) { return .contested }
        let renames = EntryRenames(sides, reach: resolvers.renameReach)
        let local = Self.renamed(sides.local) { renames.common($0, of: .local) }
        let incoming = Self.renamed(sides.incoming) { renames.common($0, of: .incoming) }
        let keys = Sides(base: Set(sides.base.keys), local: Set(local.keys), incoming: Set(incoming.keys))
        if renames.isContested || !profile.isOpen(path) && replacedTwice(keys) { return .contested }
        var result: [Key: Value] = [:]
        for key in Set(sides.base.keys).union(local.keys).union(incoming.keys) {
            let values = Sides(base: sides.base[key], local: local[key]?.value, incoming: incoming[key]?.value)
            switch merge(values, path: path + [key.name]) {
            case .value(let value):
                // The side that renamed it decides its name.
                let names = [local[key]?.name, incoming[key]?.name].compactMap { $0 }
                result[names.first { $0 != key } ?? key] = value
            case .absent: continue
            case .contested: return .contested
            }
        }
        return .value(.map(result))
    }

    /// Whether both sides gave one entry a name of their own: what it says stands under two names then.
    private static func renamedApart(_ sides: Sides<[Key: Value]>) -> Bool {
        let gone = sides.base.filter { sides.local[$0.key] == nil && sides.incoming[$0.key] == nil }
        if gone.isEmpty { return false }
        let new = (
            local: sides.local.filter { sides.base[$0.key] == nil },
            incoming: sides.incoming.filter { sides.base[$0.key] == nil }
        )
        return gone.values.contains { value in
            guard value.text.map({ $0.utf8.count > 2 }) ?? !value.isScalar,
                sides.base.values.count(where: { $0 == value }) == 1
            else { return false }
            let names = [new.local, new.incoming].map { Set($0.filter { $0.value == value }.keys) }
            return names.allSatisfy { $0.count == 1 } && names[0] != names[1]
        }
    }

    private static func renamed(_ map: [Key: Value], _ name: (Key) -> Key) -> [Key: (name: Key, value: Value)] {
        Dictionary(map.map { (name($0.key), (name: $0.key, value: $0.value)) }) { first, _ in first }
    }
}
