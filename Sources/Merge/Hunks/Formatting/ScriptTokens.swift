/// JavaScript and TypeScript source code as tokens.
enum ScriptTokens {
    /// Nil for what can't be read with certainty: where a slash may begin a pattern, and for markup between statements.
    static func read(_ bytes: [UInt8]) -> TokenizedSource? {
        var scanner = SourceScanner(bytes)
        var hasNewline = false
        while let byte = scanner.byte {
            if isBlank(byte) {
                if byte == lineFeed { hasNewline = true }
                scanner.advance(to: scanner.index + 1, isSpace: true)
                continue
            }
            if scanner.starts(with: "//") || scanner.index == 0 && scanner.starts(with: "#!") {
                takeComment(&scanner, to: scanner.end { $0 != lineFeed }, mark: 2)
                continue
            }
            if scanner.starts(with: "/*") {
                guard let end = end(of: "*/", in: bytes, from: scanner.index + 2) else { return nil }
                takeComment(&scanner, to: end, mark: 0)
                continue
            }
            let end: Int
            var (kind, text) = (SourceToken.Kind.code, String?.none)
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard let quote = endOfText(bytes, from: scanner.index) else { return nil }
                end = quote + 1
                (kind, text) = (.string, SourceScanner.unquoted(bytes[scanner.index + 1..<quote]))
            case UInt8(ascii: "`"):
                guard let quote = endOfTemplate(bytes, from: scanner.index) else { return nil }
                (kind, end) = (.string, quote + 1)
            case UInt8(ascii: "/"):
                switch mayBePattern(lastCode(scanner)) {
                case false?: end = scanner.index + 1
                case true?:
                    guard let slash = endOfPattern(bytes, from: scanner.index) else { return nil }
                    (kind, end) = (.string, slash + 1)
                case nil: return nil
                }
            case UInt8(ascii: "<"):
                // Scripts that are no modules read `<!--` as a comment.
                guard !mayBeMarkup(scanner), !scanner.starts(with: "<!--") else { return nil }
                end = scanner.index + 1
            case 0x30...0x39: end = scanner.end { isWord($0) || $0 == UInt8(ascii: ".") }
            default:
                if isWord(byte) {
                    end = scanner.end(while: isWord)
                } else if ["++", "--", "=>"].contains(where: { scanner.starts(with: $0) }) {
                    end = scanner.index + 2
                } else {
                    end = scanner.index + 1
                }
            }
            let said = text ?? String(decoding: bytes[scanner.index..<end], as: UTF8.self)
            if hasNewline, endsStatement(scanner, before: said, kind: kind), let last = scanner.tokens.last {
                let line = last.lines.upperBound
                scanner.tokens.append(SourceToken(kind: .newline, text: "\n", lines: line...line))
            }
            hasNewline = false
            if SourceScanner.isBracket(byte) {
                guard scanner.follow(byte) else { return nil }
            }
            scanner.take(kind, to: end, as: said)
        }
        guard var source = scanner.finished() else { return nil }
        dropLastCommas(&source.tokens)
        return source
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isWordByte || byte >= 0x80 || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "#")
    }

    private static func takeComment(_ scanner: inout SourceScanner, to end: Int, mark: Int) {
        let isAlone = scanner.tokens.last.map { $0.lines.upperBound < scanner.line } ?? true
        let says = SourceScanner.comment(scanner.bytes[scanner.index..<end], mark: mark)
        scanner.take(.comment, to: end, as: (isAlone ? "/\n" : "/") + "\(mark)" + says)
    }

    // MARK: Texts

    private static func end(of mark: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        mark.withUTF8Buffer { mark in
            guard start <= bytes.count else { return nil }
            return (start..<max(start, bytes.count - mark.count + 1)).first { bytes[$0...].starts(with: mark) }
                .map { $0 + mark.count }
        }
    }

    /// The mark that ends a text on one line.
    private static func endOfText(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count, bytes[index] != lineFeed {
            if bytes[index] == bytes[start] { return index }
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == lineFeed { return nil }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// The mark that ends a template; nil where texts stand in its expressions, which may hold one too.
    private static func endOfTemplate(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "`"): return depth == 0 ? index : nil
            case let byte where depth > 0 && "'\"/".utf8.contains(byte): return nil
            case UInt8(ascii: "{") where depth > 0: depth += 1
            case UInt8(ascii: "{") where bytes[index - 1] == UInt8(ascii: "$"): depth = 1
            case UInt8(ascii: "}") where depth > 0: depth -= 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The last token but for comments; no line end, since one is noted only with the token behind it.
    private static func lastCode(_ scanner: SourceScanner) -> SourceToken? {
        scanner.tokens.last { $0.kind != .comment }
    }

    /// Whether a slash begins a pattern; nil where only a parser can tell.
    private static func mayBePattern(_ last: SourceToken?) -> Bool? {
        guard let last else { return true }
        if last.kind == .string { return false }
        if [")", "}", "++", "--"].contains(last.text) { return nil }
        if last.text == "]" { return false }
        return last.text.utf8.first.map(isWord) == true ? words.contains(last.text) : true
    }

    private static func endOfPattern(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        var isInSet = false
        while index < bytes.count, bytes[index] != lineFeed {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInSet = true
            case UInt8(ascii: "]"): isInSet = false
            case UInt8(ascii: "/") where !isInSet: return index
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Whether `<` may begin an element: not behind a value, where it compares or opens types.
    private static func mayBeMarkup(_ scanner: SourceScanner) -> Bool {
        guard let next = scanner.byte(1), isWord(next) || next == UInt8(ascii: ">") || next == UInt8(ascii: "/") else {
            return false
        }
        guard let last = lastCode(scanner) else { return true }
        if last.kind == .string || [")", "]"].contains(last.text) { return false }
        return last.text.utf8.first.map(isWord) != true || words.contains(last.text)
    }

    /// Words behind which a value begins.
    private static let words: Set<String> = [
        "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw", "new", "instanceof", "yield",
        "await", "default", "extends",
    ]

    // MARK: Statements

    /// Whether a line end before a token may end a statement.
    ///
    /// It does not within brackets other than braces, behind what can't end one, and before what can't begin one.
    private static func endsStatement(_ scanner: SourceScanner, before next: String, kind: SourceToken.Kind) -> Bool {
        guard scanner.state.brackets.last ?? 0x7B == 0x7B, let last = lastCode(scanner) else { return false }
        if last.kind == .code, open.contains(last.text) { return false }
        return kind == .string || !closing.contains(next)
    }

    private static let open: Set<String> = [
        "{", "}", "(", "[", ",", ";", "=", "=>", "&", "|", "?", ":", "+", "*", ".",
    ]
    private static let closing: Set<String> = ["}", ")", "]", ",", ";", ".", "?", ":", "=", "&", "|"]

    /// Takes out the commas before closing brackets, which say nothing but where an element of a list is left out.
    private static func dropLastCommas(_ tokens: inout [SourceToken]) {
        var dropped: Set<Int> = []
        var last: (comma: Int, before: String)?
        var before = ""
        for (index, token) in tokens.enumerated() where token.kind != .comment && token.kind != .newline {
            if token.kind == .code, [")", "]", "}"].contains(token.text), let last,
                !["", ",", "(", "[", "{"].contains(last.before)
            {
                dropped.insert(last.comma)
            }
            last = token.kind == .code && token.text == "," ? (index, before) : nil
            before = token.kind == .code ? token.text : "text"
        }
        tokens = tokens.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }
}
