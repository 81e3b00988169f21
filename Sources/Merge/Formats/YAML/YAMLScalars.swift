/// What YAML scalars say.
enum YAMLScalars {
    /// A plain scalar: text, or a literal where any reader, of YAML 1.1 or 1.2, might see no text.
    static func resolve(plain text: String) -> Value {
        if text.isEmpty { return .empty }
        if text.utf8.count < 6, words.contains(text.lowercased()) { return .literal(text) }
        guard let first = text.utf8.first else { return .empty }
        let second = text.utf8.dropFirst().first ?? 0
        switch first {
        // Options such as `--all`, and paths.
        case UInt8(ascii: "-") where second.isASCIILetter || second == UInt8(ascii: "-"),
            UInt8(ascii: "+") where second.isASCIILetter || second == UInt8(ascii: "-"),
            UInt8(ascii: ".") where second == UInt8(ascii: "/"),
            UInt8(ascii: ".") where second.isASCIILetter && ![".inf", ".nan"].contains(text.lowercased()):
            return .string(text)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "="), UInt8(ascii: "~"):
            return .literal(text)
        default: return .string(text)
        }
    }

    private static let words: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~",
    ]

    /// The text of a block scalar.
    ///
    /// - Parameters:
    ///   - lines: the lines without indentation and line end, blank ones at the end included.
    ///   - isFolded: whether it is written with `>`.
    ///   - chomping: `+`, `-` or nothing.
    static func block(_ lines: [ArraySlice<UInt8>], isFolded: Bool, chomping: UInt8?) -> String {
        let texts = lines.map { String(decoding: $0, as: UTF8.self) }
        let content = texts.lastIndex { !$0.isEmpty }.map { Array(texts[...$0]) } ?? []
        let blanks = texts.count - content.count
        let body = isFolded ? folded(content) : content.joined(separator: "\n")
        switch chomping {
        case UInt8(ascii: "-"): return body
        case UInt8(ascii: "+"):
            return body + String(repeating: "\n", count: content.isEmpty ? blanks : blanks + 1)
        default: return content.isEmpty ? "" : body + "\n"
        }
    }

    /// Folds the lines of a `>` scalar: lines that start with a space keep their line ends.
    private static func folded(_ lines: [String]) -> String {
        var text = ""
        var pending = 0
        var previousIsDeep = false
        for (index, line) in lines.enumerated() {
            if line.isEmpty {
                pending += 1
                continue
            }
            let isDeep = line.hasPrefix(" ") || line.hasPrefix("\t")
            if index == pending {
                text += String(repeating: "\n", count: pending)
            } else if previousIsDeep || isDeep {
                text += String(repeating: "\n", count: pending + 1)
            } else {
                text += pending == 0 ? " " : String(repeating: "\n", count: pending)
            }
            text += line
            pending = 0
            previousIsDeep = isDeep
        }
        return text
    }

    /// The text of a quoted scalar without its quotes; nil where an escape is unknown.
    static func unquote(_ content: ArraySlice<UInt8>, isDouble: Bool) -> String? {
        guard let raw = String(validating: content, as: UTF8.self) else { return nil }
        if !raw.utf8.contains(lineFeed) {
            return isDouble ? (raw.contains("\\") ? unescape(raw) : raw) : raw.replacing("''", with: "'")
        }
        let parts = raw.split(separator: "\n", omittingEmptySubsequences: false)
        var lines: [String] = []
        // An escaped line end joins lines without a space.
        var isJoined = false
        for (index, part) in parts.enumerated() {
            var line = String(index > 0 ? part.drop { $0 == " " || $0 == "\t" } : part)
            if index < parts.count - 1 {
                while line.last == " " || line.last == "\t" { line.removeLast() }
            }
            // Blank lines behind it are line ends: rare enough to leave it.
            if isJoined, line.isEmpty { return nil }
            let isEscaped = isDouble && line.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
            if isEscaped { line.removeLast() }
            if isJoined { lines[lines.count - 1] += line } else { lines.append(line) }
            isJoined = isEscaped
        }
        let text = YAMLSyntaxParser.folded(lines)
        return isDouble ? unescape(text) : text.replacing("''", with: "'")
    }

    private static func unescape(_ text: String) -> String? {
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            if let simple = escapes[escaped] {
                result.append(simple)
            } else if let length = ["x": 2, "u": 4, "U": 8][escaped] {
                guard rest.count >= length, let code = UInt32(String(rest.prefix(length)), radix: 16),
                    let scalar = Unicode.Scalar(code)
                else { return nil }
                result.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                return nil
            }
        }
        return String(result)
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}",
        "r": "\r", "e": "\u{1B}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}", "_": "\u{A0}",
        "L": "\u{2028}", "P": "\u{2029}",
    ]
}
