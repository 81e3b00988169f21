/// Entries that are left to people.
extension StructureMerge {
    func conflicting(
        _ kind: ConflictKind, _ entries: EntrySides, key: Key, in containers: Sides<SyntaxContainer>
    ) -> MergedEntry {
        func span(_ side: SideName) -> Range<Int> {
            entries[side].map(\.span) ?? place(of: entries, lackedBy: side, in: containers)
        }
        var builder = PieceBuilder()
        builder.append(conflict(kind, Sides(base: span(.base), local: span(.local), incoming: span(.incoming))))
        return MergedEntry(key: key, text: builder, isConflict: true)
    }

    /// Where an entry would stand on a side that lacks it: below what stands above it on another side.
    func place(of entries: EntrySides, lackedBy side: SideName, in containers: Sides<SyntaxContainer>) -> Range<Int> {
        if let places = frame.places { return places[side]..<places[side] }
        let other = [SideName.local, .base, .incoming].first { entries[$0] != nil }
        let above = other.flatMap { other in
            entries[other].map { frame.keys.sides[other].prefix(containers[other].index(of: $0)) }
        }
        let neighbour = above?.last { frame.keys.has($0, side) }.flatMap { frame.keys.places(of: $0)[side] }
        let place =
            neighbour.map { frame.entries[side][$0].span.upperBound }
            ?? (frame.keys.keys.isEmpty ? containers[side].closing.lowerBound : containers[side].opening.upperBound)
        return place..<place
    }
}

extension SyntaxContainer {
    /// The place of an entry among the entries.
    fileprivate func index(of entry: SyntaxEntry) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].span.lowerBound < entry.span.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
