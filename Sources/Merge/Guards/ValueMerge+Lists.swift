extension ValueMerge {
    func mergeLists(_ sides: Sides<[Value]>, path: [String]) -> Expectation {
        let policy = profile.list(path) ?? ListPolicy.guessed(sides, at: path)
        let inner = path + ["[]"]
        switch policy.kind {
        case .atomic: return .contested
        case .fixed:
            guard let keys = policy.fixedKeys(sides) else {
                return policy.areApart(sides) ? mergeSequences(sides, path: inner) : .contested
            }
            return mergeKeyed(sides, keys: NumberedKeys(keys), order: .strict, path: inner)
        case .sequence: return mergeSequences(sides, path: inner)
        case .aligned: return mergeAligned(sides, rows: policy.align(sides), path: inner)
        case .keyed(let order):
            guard let keys = policy.identities(sides, reach: resolvers.renameReach)?.keys else {
                return mergeSequences(sides, path: inner)
            }
            if sides.local.isEmpty || sides.incoming.isEmpty || policy.isRewritten(sides) {
                return .contested
            }
            return mergeKeyed(sides, keys: keys, order: order, path: inner)
        }
    }

    /// Entries with an identity.
    ///
    /// The order of the result is a matter of the text; where it says something, it is checked against every
    /// order that keeps both sides' own.
    private func mergeKeyed(
        _ sides: Sides<[Value]>, keys: NumberedKeys, order meaning: ListPolicy.Order, path: [String]
    ) -> Expectation {
        var result = [Value?](repeating: nil, count: keys.all.count)
        for number in keys.all {
            switch merge(Sides.at(keys.places(of: number), of: sides), path: path) {
            case .value(let value): result[number] = value
            case .absent: continue
            case .contested: return .contested
            }
        }
        let order = EntryOrder(keys, isPresent: result.map { $0 != nil }) { _ in false }
        if order.isContested(where: meaning) { return .contested }
        let merged = order.numbers.compactMap { result[$0] }
        if !isLenient, SharedPlaces.exist(in: merged, sides, isNamed: false) { return .contested }
        return .value(.list(merged))
    }

    private func mergeAligned(_ sides: Sides<[Value]>, rows: [AlignedRow], path: [String]) -> Expectation {
        var result: [Value] = []
        for row in rows where !row.isDropped {
            guard row.conflict == nil else { return .contested }
            let values = Sides(
                base: sides.base[row.base].first, local: sides.local[row.local].first,
                incoming: sides.incoming[row.incoming].first)
            switch merge(values, path: path) {
            case .value(let value): result.append(value)
            case .absent: continue
            case .contested: return .contested
            }
        }
        return .value(.list(result))
    }

    /// Lists without identities: a three-way alignment by value.
    private func mergeSequences(_ sides: Sides<[Value]>, path: [String]) -> Expectation {
        // An emptied list is a statement about the whole list.
        if sides.local.isEmpty || sides.incoming.isEmpty || sides.isRewritten(mayBeEdited: true) { return .contested }
        var result: [Value] = []
        let alignment = SequenceAlignment(sides)
        var order = ListOrder(sides, numbers: alignment.numbers)
        for region in alignment.regions {
            if resolvers.deadline.stops { return .contested }
            switch region {
            case .unchanged(let value):
                result.append(value)
                order.append(Sides(base: 1, local: 1, incoming: 1), count: 1)
            case .changed(let part):
                let before = result.count
                if part.local == part.base || part.local == part.incoming {
                    result += part.local == part.base ? part.incoming : part.local
                } else if part.incoming == part.base {
                    result += part.local
                } else if part.base.count == 1, part.local.count == 1, part.incoming.count == 1 {
                    let values = Sides<Value?>(base: part.base[0], local: part.local[0], incoming: part.incoming[0])
                    guard case .value(let value) = merge(values, path: path) else { return .contested }
                    result.append(value)
                } else {
                    return .contested
                }
                order.append(part.map(\.count), count: result.count - before)
            }
        }
        if isMiscounted(result, sides) || order.isBroken(in: result) { return .contested }
        if !isLenient, SharedPlaces.exist(in: result, sides, isNamed: false) { return .contested }
        return .value(.list(result))
    }

    /// Whether the result holds a value more often than any side, since both brought it, each to a place of its own;
    /// still holds one that a side took out, since the other moved it or repeated it elsewhere; or holds one less often
    /// than either side, since each took out another of two.
    private func isMiscounted(_ result: [Value], _ sides: Sides<[Value]>) -> Bool {
        let (values, distinct) = numbered([sides.base, sides.local, sides.incoming, result])
        let counts = values.map { $0.counts(below: distinct) }
        let (known, left) = (Sides(base: counts[0], local: counts[1], incoming: counts[2]), counts[3])
        let isShorter = result.count < min(sides.local.count, sides.incoming.count)
        return left.indices.contains { value in
            let (old, mine, theirs) = (known.base[value], known.local[value], known.incoming[value])
            if isShorter, old > 1, left[value] < min(mine, theirs) { return true }
            if left[value] == 0 { return false }
            // A value that no side has was merged from two.
            let most = max(old, mine, theirs)
            return most > 0 && left[value] > most || old > 0 && (mine == 0 || theirs == 0)
        }
    }
}

/// Three lists side by side: what all have, and the stretches between.
struct SequenceAlignment {
    enum Region {
        case unchanged(Value)
        case changed(Sides<[Value]>)
    }

    private(set) var regions: [Region] = []
    /// The lists with a number for each value.
    let numbers: Sides<[Int32]>

    init(_ sides: Sides<[Value]>) {
        let (values, distinct) = numbered(sides)
        numbers = values
        var position = SidePositions()
        func unchanged(upTo end: Int) {
            while position.base < end {
                regions.append(.unchanged(sides.base[position.base]))
                position.advance(by: 1)
            }
        }
        for region in MergeRegion.all(
            local: lineDiff(values.base, values.local, distinct: distinct),
            incoming: lineDiff(values.base, values.incoming, distinct: distinct))
        {
            unchanged(upTo: region.base.lowerBound)
            let lines = position.lines(of: region)
            let same = values.local[lines.local] == values.incoming[lines.incoming]
            for piece in region.origin == .both && !same ? region.pieces(canCut: { _, _ in true }) : [region] {
                let lines = position.lines(of: piece)
                regions.append(
                    .changed(
                        Sides(
                            base: Array(sides.base[lines.base]), local: Array(sides.local[lines.local]),
                            incoming: Array(sides.incoming[lines.incoming]))))
                position.move(past: lines)
            }
        }
        unchanged(upTo: sides.base.count)
    }
}
