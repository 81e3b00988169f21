extension StructureMerge {
    /// Merges three lists that a rule of the format put side by side; indentation says nothing there, and stays.
    mutating func mergeAligned(_ containers: Sides<SyntaxContainer>, rows: [AlignedRow], path: [String]) -> PieceBuilder
    {
        let outer = frame
        defer { frame = outer }
        var rows = rows
        let decided = decisions
        for (index, row) in rows.enumerated() where row.conflict == nil && !row.base.isEmpty {
            if row.isDropped || !row.local.isEmpty && !row.incoming.isEmpty { continue }
            rows[index].conflict = mergeRow(row, containers, path: path)?.text.onlyConflict?.kind
        }
        decisions = decided
        rows.widenConflicts(containers.map { $0.entries.map(\.node.value) })
        var merged: [MergedEntry] = []
        for row in rows where !row.isDropped {
            if let kind = row.conflict {
                merged.append(conflicting(kind, row, containers))
            } else if let entry = mergeRow(row, containers, path: path) {
                merged.append(entry)
            }
        }
        for row in rows {
            guard let decision = row.decision else { continue }
            let place = span(of: row.local, in: containers.local).lowerBound
            note(decision.resolver, decision.message, at: min(place, trees.local.bytes.count))
        }
        return assemble(merged, containers)
    }

    private mutating func mergeRow(_ row: AlignedRow, _ containers: Sides<SyntaxContainer>, path: [String])
        -> MergedEntry?
    {
        let entries = EntrySides(
            base: containers.base.entries[row.base].first, local: containers.local.entries[row.local].first,
            incoming: containers.incoming.entries[row.incoming].first)
        return merge(entries, key: Key(""), in: containers, path: path)
    }

    private func conflicting(
        _ kind: ConflictKind, _ row: AlignedRow, _ containers: Sides<SyntaxContainer>
    ) -> MergedEntry {
        var builder = PieceBuilder()
        builder.append(conflict(kind, spans(of: row, in: containers)))
        return MergedEntry(key: Key(""), text: builder)
    }

    private func spans(of row: AlignedRow, in containers: Sides<SyntaxContainer>) -> Sides<Range<Int>> {
        Sides(
            base: span(of: row.base, in: containers.base), local: span(of: row.local, in: containers.local),
            incoming: span(of: row.incoming, in: containers.incoming))
    }

    /// Merges the entries of one key in a row of words; what separates it from the one before is kept apart.
    mutating func mergeWord(
        _ entries: EntrySides, key: Key, in containers: Sides<SyntaxContainer>, path: [String]
    ) -> MergedEntry? {
        func body(_ entry: SyntaxEntry) -> Range<Int> { entry.head.lowerBound..<entry.span.upperBound }
        var builder = PieceBuilder()
        switch (entries.base, entries.local, entries.incoming) {
        case (let base?, let local?, let incoming?):
            builder.append(mergeHead(Sides(base: base.head, local: local.head, incoming: incoming.head)))
            builder.append(merge(Sides(base: base.node, local: local.node, incoming: incoming.node), path: path))
            let spans = Sides(base: base.leading, local: local.leading, incoming: incoming.leading)
            let separator = isFirst(local, of: containers.local) ? nil : mergeSeparator(spans)
            return MergedEntry(key: key, text: builder, separator: separator)
        case (nil, let local?, let incoming?) where local.node.value != incoming.node.value:
            return conflicting(.contentInsertInsert, entries, key: key, in: containers)
        case (nil, let local?, _):
            builder.append(text(body(local), of: \.local))
            let separator = isFirst(local, of: containers.local) ? nil : Array(trees.local[local.leading])
            return MergedEntry(key: key, text: builder, separator: separator)
        case (nil, nil, let incoming?):
            builder.append(text(body(incoming), of: \.incoming))
            return MergedEntry(key: key, text: builder, separator: separator(for: incoming, key: key, in: containers))
        case (let base?, nil, let incoming?):
            return isSame(base, \.base, incoming, \.incoming)
                ? nil : conflicting(.valueDeleteModify, entries, key: key, in: containers)
        case (let base?, let local?, nil):
            return isSame(base, \.base, local, \.local)
                ? nil : conflicting(.valueDeleteModify, entries, key: key, in: containers)
        case (_, nil, nil): return nil
        }
    }

    private func isFirst(_ entry: SyntaxEntry, of container: SyntaxContainer) -> Bool {
        entry.span.lowerBound == container.entries.first?.span.lowerBound
    }

    /// Local's space, with the comments that only the template changed.
    private mutating func mergeSeparator(_ spans: Sides<Range<Int>>) -> [UInt8] {
        let texts = texts(spans)
        let hasComments = [texts.base, texts.local, texts.incoming].contains { $0.contains(UInt8(ascii: "#")) }
        return hasComments ? mergeInnerTrivia(spans) : Array(texts.local)
    }

    /// What stands before an entry that only the template has: as local separates the others like it.
    private func separator(for entry: SyntaxEntry, key: Key, in containers: Sides<SyntaxContainer>) -> [UInt8]? {
        let own = Array(trees.incoming[entry.leading])
        if own.contains(UInt8(ascii: "#")) { return own }
        let alike = containers.local.entries.dropFirst().last {
            $0.key.kind == key.kind && !trees.local[$0.leading].contains(UInt8(ascii: "#"))
        }
        if let alike { return Array(trees.local[alike.leading]) }
        return isFirst(entry, of: containers.incoming) ? nil : own
    }

    /// Writes entries behind each other: the first one where local's first stands, each other with what separates it.
    func append(words entries: [MergedEntry], _ containers: Sides<SyntaxContainer>, to builder: inout PieceBuilder) {
        let first = containers.local.entries.first.map { Array(trees.local[$0.leading]) } ?? []
        let usual =
            containers.local.entries.dropFirst().first.map { Array(trees.local[$0.leading]) }
            ?? containers.incoming.entries.dropFirst().first.map { Array(trees.incoming[$0.leading]) }
            ?? [UInt8(ascii: " ")]
        for (index, entry) in entries.enumerated() {
            if entry.separator?.isEmpty != true { builder.append(index == 0 ? first : entry.separator ?? usual) }
            builder.append(entry.text)
        }
    }

    /// The order of merged words: names that both sides have sorted stay so, all other words keep their places.
    func arranged(_ merged: [Int], _ keys: NumberedKeys, _ containers: Sides<SyntaxContainer>) -> [Int] {
        guard containers.local.layout == .words else { return merged }
        func isPackage(_ number: Int) -> Bool { keys.keys[number].kind.hasPrefix("package") }
        func isSorted(_ numbers: [Int]) -> Bool {
            let names = numbers.filter(isPackage).map { keys.keys[$0].name }
            return names.count > 1 && names == names.sorted()
        }
        guard isSorted(keys.sides.local), isSorted(keys.sides.incoming) else { return merged }
        var sorted = merged.filter(isPackage).sorted { keys.keys[$0].name < keys.keys[$1].name }[...]
        return merged.map { isPackage($0) ? sorted.removeFirst() : $0 }
    }
}
