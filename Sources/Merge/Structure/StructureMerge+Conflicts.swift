/// Entries that are left to people.
extension StructureMerge {
    func conflicting(
        _ kind: ConflictKind, _ entries: EntrySides, key: Key, in containers: Sides<SyntaxContainer>
    ) -> MergedEntry {
        func span(_ entry: SyntaxEntry?, _ side: KeyPath<EntrySides, SyntaxEntry?>) -> Range<Int> {
            entry.map(\.span) ?? place(of: entries, lackedBy: side, in: containers)
        }
        var builder = PieceBuilder()
        builder.append(
            conflict(
                kind,
                Sides(
                    base: span(entries.base, \.base), local: span(entries.local, \.local),
                    incoming: span(entries.incoming, \.incoming))))
        return MergedEntry(key: key, text: builder, isConflict: true)
    }

    /// Where an entry would stand on a side that lacks it: below what stands above it on another side.
    func place(
        of entries: EntrySides, lackedBy side: KeyPath<EntrySides, SyntaxEntry?>, in containers: Sides<SyntaxContainer>
    ) -> Range<Int> {
        if let places = frame.places {
            let place = side == \.base ? places.base : side == \.local ? places.local : places.incoming
            return place..<place
        }
        let (container, known) =
            side == \.base
            ? (containers.base, frame.entries.base)
            : side == \.local ? (containers.local, frame.entries.local) : (containers.incoming, frame.entries.incoming)
        let (keys, index) =
            entries.local.map { (frame.keys.local, containers.local.index(of: $0)) }
            ?? entries.base.map { (frame.keys.base, containers.base.index(of: $0)) }
            ?? entries.incoming.map { (frame.keys.incoming, containers.incoming.index(of: $0)) } ?? ([], 0)
        let neighbour = keys.prefix(index).last { known[$0] != nil }.flatMap { known[$0] }
        let place =
            neighbour?.span.upperBound ?? (keys.isEmpty ? container.closing.lowerBound : container.opening.upperBound)
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
