/// What the lines of a Markdown file are parts of.
struct MarkdownPlaces {
    private var code: Set<Int> = []
    private var comments: Set<Int> = []

    init(_ lines: [String]) {
        var fence: Substring?
        var isHeader = false
        var isComment = false
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " }
            if index == 0, line == "---" {
                isHeader = true
                code.insert(index)
            } else if isHeader {
                code.insert(index)
                if line == "---" { isHeader = false }
            } else if let open = fence {
                code.insert(index)
                if text.hasPrefix(open) { fence = nil }
            } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
                code.insert(index)
                fence = text.prefix(3)
            } else {
                if isComment { comments.insert(index) }
                let opened = line.ranges(of: "<!--").count
                let closed = line.ranges(of: "-->").count
                isComment = isComment ? closed <= opened : opened > closed
            }
        }
    }

    /// Whether a line stands in a block of code, or in what is written for machines above the text.
    func isCode(_ line: Int) -> Bool { code.contains(line) }

    /// Whether a line stands in a comment that began above it.
    func isComment(_ line: Int) -> Bool { comments.contains(line) }
}
