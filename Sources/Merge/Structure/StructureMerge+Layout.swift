/// How the entries of a container in brackets stand beside each other.
enum FlowShape {
    /// All on one line.
    case row
    /// Each starts a line of its own.
    case lines
    /// Some share a line.
    case mixed
}

/// How a container in brackets is written where the sides break its lines otherwise: one side's brackets with another's
/// lines between them are nobody's.
extension StructureMerge {
    /// The side whose brackets and line breaks a container gets; nil where its brackets are merged like any text.
    ///
    /// Local's, unless the template brought comments, which have no place in a row.
    func layoutSide(_ containers: Sides<SyntaxContainer>) -> SideName? {
        guard case .flow = containers.local.layout, case .flow = containers.incoming.layout,
            let local = shape(of: containers.local, \.local), let incoming = shape(of: containers.incoming, \.incoming),
            local != incoming, isSameApartFromSpace(containers.map(\.opening)),
            isSameApartFromSpace(containers.map(\.closing))
        else { return nil }
        guard local == .row else { return .local }
        let known = comments(between: containers.base, \.base)
        return comments(between: containers.incoming, \.incoming).isSubset(of: known) ? .local : .incoming
    }

    /// The comments above and behind the entries of a container.
    private func comments(
        between container: SyntaxContainer, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>
    ) -> Set<[UInt8]> {
        container.entries.flatMap { [$0.leading, $0.trailing] }.reduce(into: []) { found, span in
            for line in trees[keyPath: side][span].split(separator: lineFeed) {
                let text = line.filter { !isBlank($0) }
                if !text.isEmpty { found.insert(text) }
            }
        }
    }

    private func isSameApartFromSpace(_ spans: Sides<Range<Int>>) -> Bool {
        let texts = Sides<ArraySlice<UInt8>>(
            base: trees.base[spans.base], local: trees.local[spans.local], incoming: trees.incoming[spans.incoming])
        let plain = texts.map { $0.filter { !isBlank($0) } }
        return plain.base == plain.local && plain.base == plain.incoming
    }

    /// How the entries of a container in brackets stand; nil where it has none.
    func shape(
        of container: SyntaxContainer, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>
    ) -> FlowShape? {
        if container.entries.isEmpty { return nil }
        let tree = trees[keyPath: side]
        let space =
            [container.opening, container.closing] + container.entries.flatMap { [$0.leading, $0.gap, $0.trailing] }
        if !space.contains(where: { tree[$0].contains(lineFeed) }) { return .row }
        let startLines = container.entries.allSatisfy {
            tree[$0.leading].contains(lineFeed) || startsLine($0, of: side)
        }
        return startLines ? .lines : .mixed
    }

    /// Makes entries stand as those of a side do.
    func laidOut(
        _ entries: [MergedEntry], like side: KeyPath<Sides<SyntaxTree>, SyntaxTree>, _ container: SyntaxContainer
    ) -> [MergedEntry] {
        guard let shape = shape(of: container, side), shape != .row else { return entries }
        var result = entries
        let isOwn = side == \.local
        let endsLine = container.entries.last.map { trees[keyPath: side][$0.trailing].last == lineFeed } ?? false
        for index in result.indices where !result[index].isConflict && !result[index].isComment {
            if shape == .mixed {
                // Behind an entry that ended its line, where the side that brought it has it on that line.
                if index > 0, result[index].continuesLine, isBlank(result[index - 1].trailing[...]) {
                    if result[index].trailing.isEmpty { result[index].trailing = result[index - 1].trailing }
                    result[index - 1].trailing = []
                }
                continue
            }
            if !isOwn, let first = container.entries.first {
                let leading = text(first.leading, of: side)
                result[index].text.startLine(
                    with: leading[(leading.lastIndex(of: lineFeed).map { $0 + 1 } ?? leading.startIndex)...])
            }
            if index < result.count - 1 || endsLine {
                if result[index].trailing.last != lineFeed { result[index].trailing.append(lineFeed) }
            } else if isBlank(result[index].trailing[...]) {
                result[index].trailing = []
            }
        }
        return result
    }

    /// An entry that only the template has, written like local's entries.
    func inserted(_ entry: SyntaxEntry, key: Key, in containers: Sides<SyntaxContainer>) -> MergedEntry {
        var result = copy(entry, of: \.incoming, key: key)
        guard case .flow = containers.local.layout, frame.layout != .incoming else { return result }
        // The first entry may stand behind the bracket in either style.
        let others = containers.local.entries.suffix(max(1, containers.local.entries.count - 1))
        let hangs =
            !others.isEmpty && others.allSatisfy { trees.local[$0.leading].contains(lineFeed) || startsLine($0) }
        let comesHanging = startsLine(entry, of: \.incoming)
        if hangs == comesHanging {
            result.continuesLine = !comesHanging
            return result
        }
        // Where some entries share a line, one with a line of its own keeps it.
        if comesHanging, containers.local.entries.contains(where: { startsLine($0) }) {
            result.startsLine = true
            return result
        }
        var builder = PieceBuilder()
        let body = text(entry.head.lowerBound..<entry.node.span.upperBound, of: \.incoming)
        if hangs {
            builder.append(prefix(of: containers.local, \.local) ?? frame.prefix.local)
        } else if let second = containers.local.entries.dropFirst().first {
            builder.append(text(second.leading, of: \.local))
        }
        builder.append(body)
        result.text = builder
        result.gap = []
        result.trailing = hangs ? [lineFeed] : []
        return result
    }
}
