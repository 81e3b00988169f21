/// Text from repositories and templates in Markdown, where none of it may act.
///
/// Everything stands in code, which no renderer searches for mentions, references, HTML or commands; the fence is longer
/// than any run of its character in the text, so that the text can't end it.
enum MarkdownText {
    /// Text on one line, as a code span.
    static func code(_ text: String) -> String {
        let line = singleLine(text)
        let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
        // A renderer takes one space off each end, and only together; a span must not be empty.
        let needsSpace =
            line.isEmpty || line.hasPrefix("`") || line.hasSuffix("`") || line.hasPrefix(" ") || line.hasSuffix(" ")
        return needsSpace ? "\(fence) \(line) \(fence)" : fence + line + fence
    }

    /// A code span for a cell of a table, which a bar would end even inside of code.
    static func cell(_ text: String) -> String { code(text.replacing("|", with: "\\u{7c}")) }

    /// Lines of text as a block; `language` is ours, never the text's.
    static func block(_ text: String, language: String = "") -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        var body = sanitized(text)
        if !body.isEmpty, body.utf8.last != 0x0A { body += "\n" }
        return "\(fence)\(language)\n\(body)\(fence)\n"
    }

    /// A word for a POSIX shell, whatever it holds.
    static func shellWord(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x2F, 0x3D, 0x40, 0x5F, 0x2B, 0x3A, 0x2C].contains(byte)
            }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == character.unicodeScalars.first ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
