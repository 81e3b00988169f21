extension StructureMerge {
    /// Merges three lists whose entries are told apart by their content, as the line merge does with lines.
    mutating func mergeSequence(_ containers: Sides<SyntaxContainer>, path: [String]) -> PieceBuilder {
        if containers.local.entries.isEmpty || containers.incoming.entries.isEmpty { return wholeConflict(containers) }
        let outer = enter(containers)
        defer { frame = outer }
        var numbers: [Value: Int32] = [:]
        let values = containers.map { container in
            container.entries.map { entry -> Int32 in
                let next = Int32(numbers.count)
                return numbers[entry.node.value, default: next].also { numbers[entry.node.value] = $0 }
            }
        }
        let localChanges = lineDiff(values.base, values.local, distinct: numbers.count)
        let incomingChanges = lineDiff(values.base, values.incoming, distinct: numbers.count)
        var merged: [MergedEntry] = []
        var position = SidePositions()
        for region in MergeRegion.all(local: localChanges, incoming: incomingChanges) {
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
        let result = assemble(merged, containers)
        return bringsTwins(values) ? wholeConflict(containers, kind: .contentOverlap) : result
    }

    /// Whether both sides bring the same entry, each to a place of its own.
    private func bringsTwins(_ values: Sides<[Int32]>) -> Bool {
        func added(_ side: [Int32]) -> [Int32: Int] {
            var counts: [Int32: Int] = [:]
            for value in side { counts[value, default: 0] += 1 }
            for value in values.base where counts[value] != nil { counts[value, default: 0] -= 1 }
            return counts.filter { $0.value > 0 }
        }
        let local = added(values.local)
        guard added(values.incoming).contains(where: { local[$0.key] != nil }) else { return false }
        // Brought to one place it is one entry: the alignment has taken it once.
        let common = MergeRegion.all(
            local: lineDiff(values.base, values.local, distinct: Int(values.maximum) + 1),
            incoming: lineDiff(values.base, values.incoming, distinct: Int(values.maximum) + 1))
        var position = SidePositions()
        for region in common {
            position.advance(by: region.base.lowerBound - position.base)
            let lines = position.lines(of: region)
            position.move(past: lines)
            if values.local[lines.local] == values.incoming[lines.incoming] { continue }
            let mine = Set(values.local[lines.local])
            let theirs = Set(values.incoming[lines.incoming])
            for (value, _) in local
            where mine.contains(value) != theirs.contains(value) && added(values.incoming)[value] != nil {
                return true
            }
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
        func each(_ entries: ArraySlice<SyntaxEntry>, _ make: (SyntaxEntry) -> MergedEntry?) {
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
        let isPlain = zip(base, local).allSatisfy { isSame($0, \.base, $1, \.local) }
        switch piece.origin {
        case .local: each(local) { copy($0, of: \.local, key: Key("")) }
        case _ where sameOnBoth: each(local) { copy($0, of: \.local, key: Key("")) }
        case .incoming where isPlain:
            for entry in incoming {
                let sides = EntrySides(base: nil, local: nil, incoming: entry)
                if let entry = merge(sides, key: Key(""), in: containers, path: path) { merged.append(entry) }
            }
        case .incoming, .both:
            let kind: ConflictKind = base.isEmpty ? .contentInsertInsert : .contentOverlap
            var builder = PieceBuilder()
            builder.append(
                conflict(
                    kind,
                    Sides(
                        base: span(of: lines.base, in: containers.base),
                        local: span(of: lines.local, in: containers.local),
                        incoming: span(of: lines.incoming, in: containers.incoming))))
            merged.append(MergedEntry(key: Key(""), text: builder))
        }
    }

    /// The bytes of a run of entries; the place where it would be when it is empty.
    private func span(of run: Range<Int>, in container: SyntaxContainer) -> Range<Int> {
        guard let first = container.entries[run].first, let last = container.entries[run].last else {
            let place =
                run.lowerBound < container.entries.count
                ? container.entries[run.lowerBound].span.lowerBound : container.closing.lowerBound
            return place..<place
        }
        return first.span.lowerBound..<last.span.upperBound
    }
}

extension Sides<[Int32]> {
    fileprivate var maximum: Int32 { [base, local, incoming].compactMap { $0.max() }.max() ?? 0 }
}

extension Int32 {
    fileprivate func also(_ use: (Int32) -> Void) -> Int32 {
        use(self)
        return self
    }
}
