/// Builds the tree of a file that keeps one fact a line: a container of entries, each with the comments above it.
struct LineTreeBuilder {
    let bytes: [UInt8]
    private(set) var entries: [SyntaxEntry] = []
    private var leadingStart: Int
    private let start: Int
    private var seen: [Key: Int] = [:]

    init(bytes: [UInt8], start: Int = 0) {
        self.bytes = bytes
        self.start = start
        leadingStart = start
    }

    /// Adds a fact: everything since the last one that is not it stands above it.
    ///
    /// - Parameters:
    ///   - key: what it is called; a second one of a name gets a number, so that both are kept.
    ///   - head: what introduces the value.
    ///   - value: the value's bytes.
    ///   - lineEnd: the index behind the fact's last line.
    mutating func add(_ key: Key, head: Range<Int>, node: SyntaxNode, lineEnd: Int) {
        let count = seen[key, default: 0]
        seen[key] = count + 1
        var key = key
        if count > 0 { key.kind += "#\(count)" }
        entries.append(
            SyntaxEntry(
                key: key, leading: leadingStart..<head.lowerBound, head: head, node: node,
                trailing: node.span.upperBound..<lineEnd))
        leadingStart = lineEnd
    }

    /// The container, up to an index.
    func container(to end: Int) -> SyntaxContainer {
        SyntaxContainer(layout: .block, opening: start..<start, entries: entries, closing: leadingStart..<end)
    }

    /// The container as the tree of the whole file.
    func tree(isMap: Bool) -> SyntaxTree {
        let container = container(to: bytes.count)
        return SyntaxTree(
            bytes: bytes,
            root: SyntaxNode(span: 0..<bytes.count, content: isMap ? .map(container) : .list(container)))
    }
}

/// The lines of a file as spans, each with its line end.
func lineSpans(_ bytes: [UInt8]) -> [Range<Int>] { lineSpans(bytes, in: 0..<bytes.count) }

/// The lines of a part of a file, which ends with a line.
func lineSpans(_ bytes: [UInt8], in part: Range<Int>) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var start = part.lowerBound
    while start < part.upperBound {
        let end = bytes[start..<part.upperBound].firstIndex(of: lineFeed).map { $0 + 1 } ?? part.upperBound
        spans.append(start..<end)
        start = end
    }
    return spans
}

/// A line without its line end and the space at its ends.
func content(of span: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var start = span.lowerBound
    var end = span.upperBound
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    return start..<end
}
