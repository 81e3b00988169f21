/// Whether a line between values holds a comment.
private func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "#"))
        || zip(line, line.dropFirst()).contains {
            $0 == UInt8(ascii: "/") && ($1 == UInt8(ascii: "/") || $1 == UInt8(ascii: "*"))
        }
}

extension String {
    /// Whether it is what stands between two commands of a shell, also where a line goes on: no comment of a Dockerfile.
    var isShellSeparator: Bool { ["&&", "||", ";", "|", "&", ""].contains(filter { $0 != "\\" && $0 != " " }) }
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
                let isOther = text.hasPrefix("!") || text.hasPrefix(";") && !text.isShellSeparator
                guard isComment(line) || isOther else { continue }
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
