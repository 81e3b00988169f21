/// A CSS style sheet as tokens; space says something but at the borders of rules, declarations and lists.
enum StyleTokens {
    /// Nil for what can't be read with certainty.
    static func read(_ bytes: [UInt8]) -> TokenizedSource? {
        var scanner = SourceScanner(bytes)
        while let byte = scanner.byte {
            if isBlank(byte) || byte == 0x0C {
                let start = scanner.line
                let end = scanner.end { isBlank($0) || $0 == 0x0C }
                scanner.advance(to: end, isSpace: true)
                scanner.tokens.append(SourceToken(kind: .space, text: " ", lines: start...start))
            } else if scanner.starts(with: "/*") {
                var end = scanner.index + 2
                while end + 1 < bytes.count, bytes[end] != UInt8(ascii: "*") || bytes[end + 1] != UInt8(ascii: "/") {
                    end += 1
                }
                guard end + 1 < bytes.count else { return nil }
                scanner.take(
                    .comment, to: end + 2, as: SourceScanner.comment(bytes[scanner.index..<end + 2], mark: 0))
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                guard let end = endOfText(bytes, from: scanner.index) else { return nil }
                scanner.take(.string, to: end + 1, as: SourceScanner.unquoted(bytes[scanner.index + 1..<end]))
            } else if SourceScanner.isBracket(byte) {
                guard scanner.follow(byte) else { return nil }
                scanner.take(.code, to: scanner.index + 1)
            } else if ",;:".utf8.contains(byte) {
                scanner.take(.code, to: scanner.index + 1)
            } else if byte == UInt8(ascii: "\\") {
                // What an escape hides may be any of the marks.
                return nil
            } else {
                scanner.take(.code, to: endOfWord(bytes, from: scanner.index))
                // An address without marks may hold any of them.
                guard scanner.tokens.last?.text.lowercased().hasSuffix("url") != true || isMarkedAddress(scanner) else {
                    return nil
                }
            }
        }
        guard var source = scanner.finished() else { return nil }
        dropSpaces(&source.tokens)
        dropLastSemicolons(&source.tokens)
        return source
    }

    /// Where a run of bytes ends that are no space, no mark and no start of a comment.
    private static func endOfWord(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[(start + 1)...].indices.first { index in
            isBlank(bytes[index]) || bytes[index] == 0x0C || SourceScanner.isBracket(bytes[index])
                || ",;:'\"\\".utf8.contains(bytes[index]) || bytes[index...].starts(with: "/*".utf8)
        } ?? bytes.count
    }

    private static func isMarkedAddress(_ scanner: SourceScanner) -> Bool {
        guard scanner.byte == UInt8(ascii: "(") else { return true }
        let next = scanner.byte(1)
        return next == UInt8(ascii: "'") || next == UInt8(ascii: "\"")
    }

    private static func endOfText(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count, bytes[index] != lineFeed {
            if bytes[index] == bytes[start] { return index }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// Takes out the space beside brackets of rules, semicolons and commas, behind colons, and at the ends of the file.
    private static func dropSpaces(_ tokens: inout [SourceToken]) {
        let borders: Set<String> = ["{", "}", ";", ","]
        func isBorder(_ index: Int, _ others: Set<String>) -> Bool {
            guard tokens.indices.contains(index) else { return true }
            let token = tokens[index]
            return token.kind == .code && (borders.contains(token.text) || others.contains(token.text))
        }
        tokens = tokens.indices.filter { index in
            tokens[index].kind != .space || !isBorder(index - 1, [":"]) && !isBorder(index + 1, [])
        }.map { tokens[$0] }
    }

    /// Takes out the semicolon before the end of a rule.
    private static func dropLastSemicolons(_ tokens: inout [SourceToken]) {
        tokens = tokens.indices.filter { index in
            guard tokens[index].kind == .code, tokens[index].text == ";", index + 1 < tokens.count else { return true }
            return tokens[index + 1].kind != .code || tokens[index + 1].text != "}"
        }.map { tokens[$0] }
    }
}
