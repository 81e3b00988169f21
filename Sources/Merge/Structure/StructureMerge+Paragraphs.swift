/// Blank lines between the entries of a block, where the one that was first on its side stands below another one now.
///
/// Nothing stands above the first entry, so its own text does not say that blank lines part it from others.
extension StructureMerge {
    /// The merged entries in order, each paragraph parted from the one above.
    func parted(
        _ order: [Int], _ merged: [MergedEntry?], _ keys: NumberedKeys, _ containers: Sides<SyntaxContainer>
    ) -> [MergedEntry] {
        guard containers.local.layout == .block else { return order.compactMap { merged[$0] } }
        var result: [MergedEntry] = []
        for number in order {
            guard var entry = merged[number] else { continue }
            if result.isEmpty, isBelowOthers(number, keys) { entry.text.dropBlankLines() }
            if let above = result.last, !above.endsParagraph,
                startsParagraphBelow(number, keys, containers)
            {
                entry.text.startParagraph()
            }
            result.append(entry)
        }
        return result
    }

    /// Whether other entries stand above one on the side that its text is of.
    private func isBelowOthers(_ number: Int, _ keys: NumberedKeys) -> Bool {
        let places = keys.places(of: number)
        return (places.local ?? places.incoming ?? 0) > 0
    }

    /// Whether blank lines part an entry that is first on a side from what comes to stand above it: they did in the base, or
    /// part the paragraph of new entries that it starts from the base's.
    private func startsParagraphBelow(
        _ number: Int, _ keys: NumberedKeys, _ containers: Sides<SyntaxContainer>
    ) -> Bool {
        let places = keys.places(of: number)
        if let old = places.base, places.local == 0 || places.incoming == 0,
            startsParagraph(containers.base.entries[old], \.base)
        {
            return true
        }
        let (name, side): (SideName, KeyPath<Sides<SyntaxTree>, SyntaxTree>) =
            places.local != nil ? (.local, \.local) : (.incoming, \.incoming)
        guard places[name] == 0 else { return false }
        let entries = containers[name].entries
        guard startsLine(entries[0], of: side) else { return false }
        guard let next = entries.indices.dropFirst().first(where: { startsParagraph(entries[$0], side) }) else {
            return false
        }
        return keys.sides[name][..<next].allSatisfy { !keys.has($0, .base) }
    }

    /// Whether a blank line stands above an entry.
    func startsParagraph(_ entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> Bool {
        attachedLeading(entry, side).lowerBound > entry.leading.lowerBound
    }
}

extension MergedEntry {
    /// Whether its last line is blank.
    fileprivate var endsParagraph: Bool {
        let end = trailing.isEmpty ? text.lastBytes(2) : Array(trailing.suffix(2))
        return end == [lineFeed, lineFeed]
    }
}
