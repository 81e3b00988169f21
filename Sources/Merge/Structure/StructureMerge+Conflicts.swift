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
        var result = MergedEntry(key: key, text: builder, isConflict: true)
        if case .flow = containers.local.layout {
            result.commas = Sides(
                base: entries.base.map { comma(of: $0, \.base) }, local: entries.local.map { comma(of: $0, \.local) },
                incoming: entries.incoming.map { comma(of: $0, \.incoming) })
        }
        return result
    }

    /// Where the comma of an entry is, or would be, in its text.
    private func comma(of entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> Range<Int> {
        let start = text(entry.leading.lowerBound..<entry.node.span.upperBound, of: side).count
        return start..<start + (entry.comma.isEmpty ? 0 : entry.gap.count + entry.comma.count)
    }

    /// Where an entry would stand on a side that lacks it: below what stands above it on another side.
    func place(of entries: EntrySides, lackedBy side: SideName, in containers: Sides<SyntaxContainer>) -> Range<Int> {
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

extension StructureMerge {
    /// A conflict about the last entry together with the end of the one above, which needs a comma only where a side has
    /// the last one; nil where both sides have it.
    func contestedEnd(of entries: [MergedEntry], at last: Int, in containers: Sides<SyntaxContainer>) -> PieceBuilder? {
        guard last > 0, !entries[last - 1].isConflict, !entries[last - 1].isComment else { return nil }
        let above = entries[last - 1]
        var entry = entries[last]
        entry.punctuate(endsList: true)
        guard entry.commas != nil, var conflict = entry.text.onlyConflict,
            conflict.texts.local.isEmpty || conflict.texts.incoming.isEmpty
        else { return nil }
        conflict.texts = conflict.texts.map { text in
            text.isEmpty ? above.trailing : above.gap + [UInt8(ascii: ",")] + above.trailing + text
        }
        for side in [SideName.base, .local, .incoming] {
            let span = conflict.spans[side]
            guard let end = containers[side].entries.last(where: { $0.span.upperBound <= span.lowerBound }) else {
                return nil
            }
            conflict.spans[side] = end.node.span.upperBound..<span.upperBound
        }
        var result = PieceBuilder()
        result.append(conflict)
        return result
    }
}

extension MergedEntry {
    /// Gives each text of a conflict the comma that it needs where the entry comes to stand, or takes it away.
    /// - Parameter endsList: Whether no comma may follow.
    mutating func punctuate(endsList: Bool) {
        guard let commas, var conflict = text.onlyConflict else { return }
        for side in [SideName.base, .local, .incoming] {
            guard let comma = commas[side], comma.upperBound <= conflict.texts[side].count,
                comma.isEmpty != endsList
            else { continue }
            conflict.texts[side].replaceSubrange(comma, with: endsList ? [] : [UInt8(ascii: ",")])
        }
        text = PieceBuilder()
        text.append(conflict)
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
