/// Python source code as tokens.
enum PythonTokens {
    /// Nil for what can't be read with certainty.
    static func read(_ bytes: [UInt8]) -> TokenizedSource? {
        var scanner = SourceScanner(bytes)
        var startsLine = true
        var indentation = ""
        while let byte = scanner.byte {
            switch byte {
            case lineFeed:
                if !startsLine, scanner.state.brackets.isEmpty {
                    scanner.tokens.append(
                        SourceToken(kind: .newline, text: "\n", lines: scanner.line...scanner.line))
                    startsLine = true
                }
                if startsLine { indentation = "" }
                scanner.state.isContinued = false
                scanner.advance(to: scanner.index + 1, isSpace: true)
                continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C, carriageReturn:
                let end = scanner.end { $0 == byte }
                if startsLine { indentation += String(decoding: bytes[scanner.index..<end], as: UTF8.self) }
                scanner.advance(to: end)
                continue
            case UInt8(ascii: "\\"):
                guard scanner.byte(1) == lineFeed, !startsLine else { return nil }
                scanner.state.isContinued = true
                scanner.advance(to: scanner.index + 2, isSpace: true)
                continue
            case UInt8(ascii: "#"):
                let end = scanner.end { $0 != lineFeed }
                let isAlone = scanner.tokens.last.map { $0.lines.upperBound < scanner.line } ?? true
                let says = SourceScanner.comment(bytes[scanner.index..<end], mark: 1)
                scanner.take(.comment, to: end, as: (isAlone ? "#\n" : "#") + says)
                continue
            default: break
            }
            if startsLine {
                scanner.tokens.append(
                    SourceToken(kind: .indentation, text: indentation, lines: scanner.line...scanner.line))
                startsLine = false
            }
            if SourceScanner.isBracket(byte) {
                guard scanner.follow(byte) else { return nil }
                scanner.take(.code, to: scanner.index + 1)
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                guard readText(&scanner, prefix: "") else { return nil }
            } else if byte.isASCIIDigit {
                scanner.take(.code, to: scanner.end { isWord($0) || $0 == UInt8(ascii: ".") })
            } else if isWord(byte) {
                let end = scanner.end(while: isWord)
                let word = String(decoding: bytes[scanner.index..<end], as: UTF8.self)
                if end < bytes.count, bytes[end] == UInt8(ascii: "'") || bytes[end] == UInt8(ascii: "\""),
                    prefixes.contains(word.lowercased())
                {
                    scanner.advance(to: end)
                    guard readText(&scanner, prefix: word.lowercased()) else { return nil }
                } else {
                    scanner.take(.code, to: end)
                }
            } else {
                scanner.take(.code, to: scanner.index + 1)
            }
        }
        guard var source = scanner.finished() else { return nil }
        dropLastCommas(&source.tokens)
        return source
    }

    private static func isWord(_ byte: UInt8) -> Bool { byte.isWordByte || byte >= 0x80 }

    private static let prefixes: Set<String> = [
        "r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt",
    ]

    /// Reads a text from its first quotation mark on.
    private static func readText(_ scanner: inout SourceScanner, prefix: String) -> Bool {
        let bytes = scanner.bytes
        let quote = bytes[scanner.index]
        let width = scanner.byte(1) == quote && scanner.byte(2) == quote ? 3 : 1
        let start = scanner.index + width
        var end = start
        while true {
            guard end < bytes.count else { return false }
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
            } else if bytes[end] == lineFeed, width == 1 {
                return false
            } else if bytes[end] == quote,
                width == 1 || end + 2 < bytes.count && bytes[end + 1] == quote && bytes[end + 2] == quote
            {
                break
            } else {
                end += 1
            }
        }
        let body = bytes[start..<end]
        let kind = String(prefix.filter { $0 != "u" }.sorted())
        if kind.contains("f") || kind.contains("t") {
            // With a mark inside, the text may have ended within one of its expressions.
            guard isEven(body) else { return false }
            let isPlain = !body.contains { "'\"\\".utf8.contains($0) }
            let marks = isPlain ? "" : String(repeating: Character(UnicodeScalar(quote)), count: width)
            scanner.take(.string, to: end + width, as: "\(kind)\(marks):" + String(decoding: body, as: UTF8.self))
        } else {
            let text = kind.contains("r") ? String(decoding: body, as: UTF8.self) : SourceScanner.unquoted(body)
            scanner.take(.string, to: end + width, as: "\(kind):" + text)
        }
        return true
    }

    /// Whether a formatted text closes each brace that it opens.
    private static func isEven(_ body: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in body {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
        }
        return depth == 0
    }

    // MARK: Commas

    /// Takes out the commas before closing brackets that say nothing: not the one that makes a tuple of one value.
    private static func dropLastCommas(_ tokens: inout [SourceToken]) {
        var open: [(isCall: Bool, commas: Int)] = []
        var dropped: Set<Int> = []
        var last: Int?
        for (index, token) in tokens.enumerated() {
            guard token.kind != .comment else { continue }
            if token.kind == .code {
                switch token.text {
                case "(", "[", "{":
                    open.append((token.text == "{" || isCall(token.text, after: last.map { tokens[$0] }), 0))
                case ",": if !open.isEmpty { open[open.count - 1].commas += 1 }
                case ")", "]", "}":
                    let bracket = open.popLast()
                    if let bracket, let last, tokens[last].kind == .code, tokens[last].text == ",",
                        bracket.isCall || bracket.commas > 1
                    {
                        dropped.insert(last)
                    }
                default: break
                }
            }
            last = index
        }
        tokens = tokens.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    /// Whether a comma before the end of such brackets says nothing even behind a single value.
    private static func isCall(_ bracket: String, after token: SourceToken?) -> Bool {
        let isBehindValue: Bool =
            switch token?.kind {
            case .string: true
            case .code: token.map { [")", "]", "}"].contains($0.text) || isName($0.text) } ?? false
            default: false
            }
        // A single value with a comma is a tuple in an index too.
        if bracket == "[" { return !isBehindValue }
        return isBehindValue || token?.text == "import"
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.first.map { isWord($0) && !$0.isASCIIDigit } == true && !keywords.contains(text)
    }

    private static let keywords: Set<String> = [
        "and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else", "except", "exec", "for",
        "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "print", "raise",
        "return", "type", "while", "with", "yield",
    ]
}
