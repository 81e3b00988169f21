extension StructureMerge {
    /// Merges three lists whose entries are told apart by their content, as the line merge does with lines.
    mutating func mergeSequence(_ containers: Sides<SyntaxContainer>, path: [String]) -> PieceBuilder {
        if containers.local.entries.isEmpty || containers.incoming.entries.isEmpty { return wholeConflict(containers) }
        if containers.map({ $0.entries.map(\.node.value) }).isRewritten(mayBeEdited: true) {
            return wholeConflict(containers, kind: .contentOverlap)
        }
        let outer = enter(containers)
        defer { frame = outer }
        frame = Frame(prefix: frame.prefix, layout: frame.layout)
        let (values, distinct) = numbered(containers.map { $0.entries.map(\.node.value) })
        let localChanges = lineDiff(values.base, values.local, distinct: distinct)
        let incomingChanges = lineDiff(values.base, values.incoming, distinct: distinct)
        var merged: [MergedEntry] = []
        var position = SidePositions()
        let regions = MergeRegion.all(local: localChanges, incoming: incomingChanges)
        for region in regions {
            appendUnchanged(upTo: region.base.lowerBound, &position, &merged, containers, path: path)
            let lines = position.lines(of: region)
            let sameOnBoth = values.local[lines.local] == values.incoming[lines.incoming]
            let pieces = region.origin == .both && !sameOnBoth ? region.pieces { _, _ in true } : [region]
            for piece in pieces {
                let lines = position.lines(of: piece)
                append(piece, lines, sameOnBoth: sameOnBoth, &merged, containers, path: path)
                position.move(past: lines)
            }
        }
        appendUnchanged(upTo: containers.base.entries.count, &position, &merged, containers, path: path)
        if bringsTwins(values, regions) { return wholeConflict(containers, kind: .contentOverlap) }
        return assemble(merged, containers)
    }

    /// Whether both sides bring the same entry, each to a place of its own.
    private func bringsTwins(_ values: Sides<[Int32]>, _ regions: [MergeRegion]) -> Bool {
        func added(_ side: [Int32]) -> Set<Int32> {
            var counts: [Int32: Int] = [:]
            for value in side { counts[value, default: 0] += 1 }
            for value in values.base where counts[value] != nil { counts[value, default: 0] -= 1 }
            return Set(counts.filter { $0.value > 0 }.keys)
        }
        let both = added(values.local).intersection(added(values.incoming))
        guard !both.isEmpty else { return false }
        // Brought to one place it is one entry: the alignment has taken it once.
        var position = SidePositions()
        for region in regions {
            position.advance(by: region.base.lowerBound - position.base)
            let lines = position.lines(of: region)
            position.move(past: lines)
            if values.local[lines.local] == values.incoming[lines.incoming] { continue }
            let mine = Set(values.local[lines.local])
            let theirs = Set(values.incoming[lines.incoming])
            if mine.symmetricDifference(theirs).contains(where: both.contains) { return true }
        }
        return false
    }

    private mutating func appendUnchanged(
        upTo index: Int, _ position: inout SidePositions, _ merged: inout [MergedEntry],
        _ containers: Sides<SyntaxContainer>, path: [String]
    ) {
        while position.base < index {
            let entries = EntrySides(
                base: containers.base.entries[position.base], local: containers.local.entries[position.local],
                incoming: containers.incoming.entries[position.incoming])
            if let entry = merge(entries, key: Key(""), in: containers, path: path) { merged.append(entry) }
            position.advance(by: 1)
        }
    }

    private mutating func append(
        _ piece: MergeRegion, _ lines: SideLines, sameOnBoth: Bool, _ merged: inout [MergedEntry],
        _ containers: Sides<SyntaxContainer>, path: [String]
    ) {
        func each(_ entries: some Sequence<SyntaxEntry>, _ make: (SyntaxEntry) -> MergedEntry?) {
            for entry in entries { if let entry = make(entry) { merged.append(entry) } }
        }
        let base = containers.base.entries[lines.base]
        let local = containers.local.entries[lines.local]
        let incoming = containers.incoming.entries[lines.incoming]
        // Entries that one side changed may carry comments or a style of the other's: they are merged one by one.
        if base.count == local.count, base.count == incoming.count, base.count == 1 || piece.origin != .both,
            !sameOnBoth
        {
            for ((base, local), incoming) in zip(zip(base, local), incoming) {
                let sides = EntrySides(base: base, local: local, incoming: incoming)
                if let entry = merge(sides, key: Key(""), in: containers, path: path) { merged.append(entry) }
            }
            return
        }
        switch piece.origin {
        case _ where sameOnBoth:
            each(local) { copy($0, of: \.local, key: Key("")) }
        case .local where givesWay(incoming, \.incoming, base):
            each(local) { copy($0, of: \.local, key: Key("")) }
        case .incoming where givesWay(local, \.local, base):
            for entry in incoming {
                let sides = EntrySides(base: nil, local: nil, incoming: entry)
                if let entry = merge(sides, key: Key(""), in: containers, path: path) { merged.append(entry) }
            }
        case .local, .incoming, .both:
            let kind: ConflictKind = base.isEmpty ? .contentInsertInsert : .contentOverlap
            var builder = PieceBuilder()
            builder.append(
                conflict(
                    kind,
                    Sides(
                        base: span(of: lines.base, in: containers.base),
                        local: span(of: lines.local, in: containers.local),
                        incoming: span(of: lines.incoming, in: containers.incoming))))
            merged.append(MergedEntry(key: Key(""), text: builder, isConflict: true))
        }
    }

    /// Whether a side's entries, which are the base's, go without a loss when the other side's come in their place.
    private func givesWay(
        _ entries: ArraySlice<SyntaxEntry>, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>,
        _ base: ArraySlice<SyntaxEntry>
    ) -> Bool {
        zip(base, entries).allSatisfy { isSame($0, \.base, $1, side) }
    }

    /// The bytes of a run of entries; the place where it would be when it is empty.
    func span(of run: Range<Int>, in container: SyntaxContainer) -> Range<Int> {
        guard let first = container.entries[run].first, let last = container.entries[run].last else {
            let place =
                run.lowerBound < container.entries.count
                ? container.entries[run.lowerBound].span.lowerBound : container.closing.lowerBound
            return place..<place
        }
        return first.span.lowerBound..<last.span.upperBound
    }
}
