/// Whether a line between values holds a comment.
private func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "#"))
        || zip(line, line.dropFirst()).contains {
            $0 == UInt8(ascii: "/") && ($1 == UInt8(ascii: "/") || $1 == UInt8(ascii: "*"))
        }
}

extension SyntaxTree {
    /// How often each comment stands in the file: the text outside of keys, values, brackets and commas.
    var commentCounts: [String: Int] { commentCounts(in: root) }

    /// How often each comment stands within a node.
    func commentCounts(in node: SyntaxNode) -> [String: Int] {
        var counts: [String: Int] = [:]
        func add(_ span: Range<Int>) {
            guard !span.isEmpty, !isBlank(bytes[span]) else { return }
            for line in bytes[span].split(separator: lineFeed) {
                let text = String(decoding: line, as: UTF8.self).trimmed
                guard isComment(line) || text.hasPrefix(";") else { continue }
                counts[text, default: 0] += 1
            }
        }
        func visit(_ node: SyntaxNode) {
            guard let container = node.container else { return }
            add(container.opening)
            for entry in container.entries {
                add(entry.leading)
                visit(entry.node)
                add(entry.gap)
                add(entry.trailing)
            }
            add(container.closing)
        }
        visit(node)
        return counts
    }
}

/// How often a text that nobody can read, since it has conflicts, may hold each comment.
struct CommentLines {
    private(set) var counts: [String: Int] = [:]

    init(_ text: [UInt8]) {
        for line in text.split(separator: lineFeed) {
            var starts = line.indices.filter { Self.mayStart(at: $0, in: line) }.prefix(Self.mostStarts)
            // Where a comment over several lines goes on, all of the line is one.
            if let first = line.firstIndex(where: { !isBlank(CollectionOfOne($0)) }), starts.first != first {
                starts = [first] + starts
            }
            for start in starts {
                var comment = line[start...]
                if comment.starts(with: "/*".utf8), let end = Self.end(of: comment) { comment = comment[..<end] }
                counts[String(decoding: comment, as: UTF8.self).trimmed, default: 0] += 1
            }
        }
    }

    /// Nobody writes more comments into one line.
    private static let mostStarts = 8

    private static func mayStart(at index: Int, in line: ArraySlice<UInt8>) -> Bool {
        if line[index] == UInt8(ascii: "#") || line[index] == UInt8(ascii: ";") { return true }
        guard line[index] == UInt8(ascii: "/"), index + 1 < line.endIndex else { return false }
        return line[index + 1] == UInt8(ascii: "/") || line[index + 1] == UInt8(ascii: "*")
    }

    private static func end(of comment: ArraySlice<UInt8>) -> Int? {
        comment.indices.dropFirst(3).first { comment[$0 - 1] == UInt8(ascii: "*") && comment[$0] == UInt8(ascii: "/") }
            .map { $0 + 1 }
    }
}
