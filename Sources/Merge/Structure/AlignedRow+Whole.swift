extension [AlignedRow] {
    /// Makes conflicts so large that what stands there of a side is all that this side did there: with the instruction that a
    /// side put in beside the one that it took out, and with both places of one that it moved.
    ///
    /// People choose a side in a conflict. Half of a change outside of it would stay, or be lost, whatever they choose.
    mutating func widenConflicts(_ values: Sides<[Value]>) {
        var spans = indices.filter { self[$0].conflict != nil }.map { withReplacements(of: $0) }
        if spans.isEmpty { return }
        for side in [SideName.local, .incoming] {
            var gone: [Value: Int] = [:]
            for (index, row) in enumerated() where row[side].isEmpty {
                for value in values.base[row.base] { gone[value] = index }
            }
            for (index, row) in enumerated() where row.base.isEmpty {
                for value in values[side][row[side]] {
                    guard let old = gone[value], self[old].conflict != nil || row.conflict != nil else { continue }
                    spans.append(index < old ? index...old : old...index)
                }
            }
        }
        join(spans)
    }

    /// The rows of a conflict and of what a side that has nothing there put in directly above or below.
    private func withReplacements(of index: Int) -> ClosedRange<Int> {
        var (first, last) = (index, index)
        for side in [SideName.local, .incoming] where self[index][side].isEmpty {
            func isAdded(_ row: Int) -> Bool {
                indices.contains(row) && self[row].conflict == nil && self[row].base.isEmpty
                    && !self[row][side].isEmpty
            }
            while isAdded(first - 1) { first -= 1 }
            while isAdded(last + 1) { last += 1 }
        }
        return first...last
    }

    /// Makes one row of the rows of each span, and of spans that overlap.
    private mutating func join(_ spans: [ClosedRange<Int>]) {
        var joined: [ClosedRange<Int>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let before = joined.last, before.overlaps(span) {
                joined[joined.count - 1] = before.lowerBound...Swift.max(before.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
        for span in joined.reversed() where span.count > 1 {
            let rows = self[span]
            guard let base = rows.map(\.base).joined, let local = rows.map(\.local).joined,
                let incoming = rows.map(\.incoming).joined
            else { continue }
            let kind = rows.lazy.compactMap(\.conflict).first
            replaceSubrange(span, with: [AlignedRow(base: base, local: local, incoming: incoming, conflict: kind)])
        }
    }
}

extension [Range<Int>] {
    /// All of the ranges as one; nil where something else stands between them.
    ///
    /// An empty one need not be at its place.
    fileprivate var joined: Range<Int>? {
        let full = filter { !$0.isEmpty }
        guard let first = full.first, let last = full.last else { return self.first }
        let isGapless = zip(full, full.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }
        return isGapless ? first.lowerBound..<last.upperBound : nil
    }
}
