extension StructureMerge {
    /// Merges comments, blank lines and line ends; where both sides changed them, local's stay and it is noted.
    ///
    /// Not where lines would be lost that the template only added or took out: nobody decided between those and local's.
    mutating func mergeTrivia(_ spans: Sides<Range<Int>>) -> PieceBuilder {
        var builder = PieceBuilder()
        let texts = texts(spans)
        if let merged = mergedTrivia(spans, texts) {
            builder.append(merged)
        } else if Self.losesLines(texts) {
            builder.append(conflict(.contentOverlap, spans))
        } else {
            builder.append(keptTrivia(spans, texts))
        }
        return builder
    }

    /// The same of what stands behind a value or between words, where a conflict would have no lines of its own.
    mutating func mergeInnerTrivia(_ spans: Sides<Range<Int>>) -> [UInt8] {
        let texts = texts(spans)
        return mergedTrivia(spans, texts) ?? keptTrivia(spans, texts)
    }

    /// Whether one side changed a value with the comment behind it, and the other side that comment alone: neither comment
    /// may be about the other side's value.
    func isCommentedAnew(_ entries: Sides<SyntaxEntry>) -> Bool {
        let comments = texts(entries.map(\.trailing)).map { $0.filter { !isBlank($0) } }
        guard comments.local != comments.base, comments.incoming != comments.base, comments.local != comments.incoming,
            !comments.base.isEmpty, !comments.local.isEmpty, !comments.incoming.isEmpty
        else { return false }
        let values = entries.map(\.node.value)
        return values.base.isScalar && (values.local == values.base) != (values.incoming == values.base)
    }

    private mutating func keptTrivia(_ spans: Sides<Range<Int>>, _ texts: Sides<ArraySlice<UInt8>>) -> [UInt8] {
        note("comments", "both sides changed a comment: kept local's", at: spans.local.lowerBound)
        return Array(texts.local)
    }

    /// Nil where both sides changed a comment.
    private mutating func mergedTrivia(_ spans: Sides<Range<Int>>, _ texts: Sides<ArraySlice<UInt8>>) -> [UInt8]? {
        if texts.incoming == texts.base || texts.local == texts.incoming { return Array(texts.local) }
        if texts.local == texts.base {
            let isOnlyIndented =
                frame.prefix.local != frame.prefix.incoming
                && withoutIndentation(texts.incoming) == withoutIndentation(texts.base)
            return Array(isOnlyIndented ? texts.local : texts.incoming)
        }
        func merged(_ options: MergeOptions) -> [UInt8]? {
            LineMerge(
                base: Array(texts.base), local: Array(texts.local), incoming: Array(texts.incoming), options: options
            ).settledBytes
        }
        if let lines = merged(MergeOptions()) { return lines }
        let startsLine = spans.local.lowerBound == 0 || trees.local.bytes[spans.local.lowerBound - 1] == lineFeed
        if isBlank(texts.incoming) && isBlank(texts.base) {
            // A comment that local put there stands below the blank lines that the template did.
            let blank = texts.map(blankLines)
            guard startsLine, blank.local == blank.base else { return Array(texts.local) }
            return Array(blank.incoming + texts.local.dropFirst(blank.local.count))
        }
        // Blank lines beside a comment are no reason to lose it, nor to take it from the value that it stands behind.
        let comments = texts.map { withoutIndentation($0).filter { !isBlank($0) } }
        if comments.local == comments.base {
            guard startsLine, comments.base.isEmpty else { return Array(texts.incoming) }
            return Array(blankLines(texts.local) + texts.incoming.dropFirst(blankLines(texts.incoming).count))
        }
        if let lines = merged(MergeOptions(adjacency: true)) { return lines }
        guard startsLine, let (text, isRespelled) = withBoth(texts) else { return nil }
        if isRespelled {
            note(
                "comments", "both sides added a comment in two spellings: kept local's", at: spans.local.lowerBound)
        }
        return text
    }

    /// Local's comments with the template's below them, where both only added lines to what stood there; nil elsewhere.
    /// - Returns: `isRespelled` where a line of the template is left out, since local has it in another spelling.
    private func withBoth(_ texts: Sides<ArraySlice<UInt8>>) -> (text: [UInt8], isRespelled: Bool)? {
        let lines = texts.map(Self.commentLines)
        guard lines.base.allSatisfy({ lines.local.contains($0) && lines.incoming.contains($0) }) else { return nil }
        let known = Set(lines.base + lines.local)
        let own = lines.local.filter { !lines.base.contains($0) }.map(CommentWords.init)
        var isRespelled = false
        let added = texts.incoming.split(separator: lineFeed).filter { line in
            let text = String(decoding: line, as: UTF8.self).trimmed
            guard !text.isEmpty, !known.contains(text) else { return false }
            let words = CommentWords(text)
            if own.contains(where: { $0.isRespelled(words) }) {
                isRespelled = true
                return false
            }
            return true
        }
        // The indentation of what they stand above is the end of the text.
        let end = texts.local.lastIndex(of: lineFeed).map { $0 + 1 } ?? texts.local.startIndex
        guard isBlank(texts.local[end...]) else { return nil }
        return (texts.local[..<end] + added.flatMap { $0 + [lineFeed] } + texts.local[end...], isRespelled)
    }

    /// Whether local's text lacks lines that the template put between those of the base, or has lines that it took out there.
    private static func losesLines(_ texts: Sides<ArraySlice<UInt8>>) -> Bool {
        let lines = texts.map { commentLines($0).filter { !$0.isEmpty } }
        let (values, distinct) = numbered(lines.map { $0.map { Value.string($0) } })
        let kept = Set(values.local)
        return lineDiff(values.base, values.incoming, distinct: distinct).contains { change in
            if change.old.isEmpty { return !kept.isSuperset(of: values.incoming[change.new]) }
            return change.new.isEmpty && !kept.isDisjoint(with: values.base[change.old])
        }
    }

    private static func commentLines(_ text: ArraySlice<UInt8>) -> [String] {
        text.split(separator: lineFeed).map { String(decoding: $0, as: UTF8.self).trimmed }
    }
}

/// The bytes without the space at the start of lines.
func withoutIndentation(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: lineFeed).map { line in line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
}

/// The lines at the start that have nothing on them.
private func blankLines(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let start = bytes[..<text].lastIndex(of: lineFeed).map { $0 + 1 } ?? bytes.startIndex
    return bytes[..<start]
}
