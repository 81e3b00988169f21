extension StructureMerge {
    /// Merges comments, blank lines and line ends; where both sides changed them, local's stay and it is noted.
    mutating func mergeTrivia(_ spans: Sides<Range<Int>>) -> [UInt8] {
        let texts = texts(spans)
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
        if isBlank(texts.incoming) && isBlank(texts.base) { return Array(texts.local) }
        // Blank lines beside a comment are no reason to lose it.
        let comments = texts.map { withoutIndentation($0).filter { !isBlank($0) } }
        if comments.local == comments.base {
            guard comments.base.isEmpty else { return Array(texts.incoming) }
            return Array(blankLines(texts.local) + texts.incoming.dropFirst(blankLines(texts.incoming).count))
        }
        if let lines = merged(MergeOptions(adjacency: true)) { return lines }
        let startsLine = spans.local.lowerBound == 0 || trees.local.bytes[spans.local.lowerBound - 1] == lineFeed
        if startsLine, let merged = withBoth(texts) { return merged }
        note("comments", "both sides changed a comment: kept local's", at: spans.local.lowerBound)
        return Array(texts.local)
    }

    /// Local's comments with the template's below them, where both only added lines to what stood there; nil elsewhere.
    private func withBoth(_ texts: Sides<ArraySlice<UInt8>>) -> [UInt8]? {
        let lines = texts.map { $0.split(separator: lineFeed).map { String(decoding: $0, as: UTF8.self).trimmed } }
        guard lines.base.allSatisfy({ lines.local.contains($0) && lines.incoming.contains($0) }) else { return nil }
        let known = Set(lines.base + lines.local)
        let added = texts.incoming.split(separator: lineFeed).filter {
            !known.contains(String(decoding: $0, as: UTF8.self).trimmed) && !isBlank($0)
        }
        // The indentation of what they stand above is the end of the text.
        let end = texts.local.lastIndex(of: lineFeed).map { $0 + 1 } ?? texts.local.startIndex
        guard isBlank(texts.local[end...]) else { return nil }
        return texts.local[..<end] + added.flatMap { $0 + [lineFeed] } + texts.local[end...]
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
