extension [MergePiece] {
    /// The pieces as chunks of whole lines.
    ///
    /// A conflict in the middle of a line takes the rest of its line along, on all sides alike; conflicts that share a
    /// line become one.
    func chunks(of bodies: MergeBodies) -> [MergeChunk] {
        var chunks: [MergeChunk] = []
        var settled: [UInt8] = []
        var open: OpenConflict?

        var lines: Sides<LineText>?
        func close() {
            guard let conflict = open else { return }
            let sides = Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming)
            let known = lines ?? sides.map { LineText($0) }
            lines = known
            chunks.append(.conflict(conflict.hunk(in: known)))
            open = nil
        }
        for piece in self {
            switch piece {
            case .settled(let bytes):
                var rest = bytes[...]
                if open != nil, open?.endsLine == false {
                    let end = rest.firstIndex(of: lineFeed).map { $0 + 1 } ?? rest.endIndex
                    open?.append(rest[..<end])
                    rest = rest[end...]
                }
                if !rest.isEmpty { close() }
                settled += rest
            case .conflict(let conflict):
                if open?.endsLine == true { close() }
                if open == nil {
                    let start = settled.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
                    let head = [UInt8](settled[start...])
                    settled.removeLast(head.count)
                    if !settled.isEmpty { chunks.append(.resolved(settled)) }
                    settled = []
                    open = OpenConflict(conflict, head: head)
                } else {
                    open?.append(conflict)
                }
            }
        }
        close()
        if !settled.isEmpty { chunks.append(.resolved(settled)) }
        return chunks
    }
}

/// A conflict that grows until all its sides end a line.
private struct OpenConflict {
    private var kind: ConflictKind
    private var texts: Sides<[UInt8]>
    private var spans: Sides<Range<Int>>

    init(_ conflict: PieceConflict, head: [UInt8]) {
        kind = conflict.kind
        texts = conflict.texts.map { head + $0 }
        spans = conflict.spans
    }

    /// Whether nothing of the current line is missing on any side.
    var endsLine: Bool {
        [texts.base, texts.local, texts.incoming].allSatisfy { $0.isEmpty || $0.last == lineFeed }
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        texts.base += bytes
        texts.local += bytes
        texts.incoming += bytes
    }

    mutating func append(_ conflict: PieceConflict) {
        texts.base += conflict.texts.base
        texts.local += conflict.texts.local
        texts.incoming += conflict.texts.incoming
        func joined(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
            min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
        }
        spans = Sides(
            base: joined(spans.base, conflict.spans.base), local: joined(spans.local, conflict.spans.local),
            incoming: joined(spans.incoming, conflict.spans.incoming))
    }

    /// The conflict by lines; the base's are those of its file, without a comma or an indentation of another side.
    func hunk(in sides: Sides<LineText>) -> ConflictHunk {
        let baseLines = sides.base.lines(of: spans.base)
        return ConflictHunk(
            kind: kind, base: Array(sides.base[baseLines]), local: ended(texts.local),
            incoming: ended(texts.incoming), baseLines: baseLines, localLines: sides.local.lines(of: spans.local),
            incomingLines: sides.incoming.lines(of: spans.incoming))
    }

    private func ended(_ text: [UInt8]) -> [UInt8] {
        text.isEmpty || text.last == lineFeed ? text : text + [lineFeed]
    }
}

extension LineText {
    /// The lines that a run of bytes touches, or that a place stands in; none where it stands between two.
    fileprivate func lines(of span: Range<Int>) -> Range<Int> {
        let first = line(at: min(span.lowerBound, bytes.count))
        if span.isEmpty { return first..<first + (starts[first] < span.lowerBound ? 1 : 0) }
        return first..<line(at: min(span.upperBound, bytes.count) - 1) + 1
    }
}
