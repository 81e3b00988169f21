extension TOMLSyntaxParser {
    mutating func value() -> SyntaxNode? {
        let start = position
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let text = string() else { return nil }
            let isLong = bytes[start..<position].contains(lineFeed)
            return SyntaxNode(span: start..<position, content: .scalar(.string(text), isLong ? .lines : .inline))
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.deepest else { return nil }
            return current == UInt8(ascii: "[") ? array() : inlineTable()
        default:
            while let byte = current, Self.isLiteral(byte) { position += 1 }
            // A date and a time may stand a space apart.
            if position - start == 10, current == UInt8(ascii: " "), let next = byte(at: position + 1),
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= next
            {
                position += 1
                while let byte = current, Self.isLiteral(byte) { position += 1 }
            }
            guard TOMLLiterals.isValid(bytes[start..<position]) else { return nil }
            // Low lines between digits only help to read them.
            let text = String(decoding: bytes[start..<position], as: UTF8.self).filter { $0 != "_" }
            return SyntaxNode(span: start..<position, content: .scalar(.literal(text), .inline))
        }
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private mutating func array() -> SyntaxNode? {
        let start = position
        position += 1
        if endsLine() { guard skipLineEnd() else { return nil } }
        let opening = start..<position
        var entries: [SyntaxEntry] = []
        var needsComma = false
        while true {
            let leadingStart = position
            skipTrivia()
            if current == UInt8(ascii: "]") {
                position += 1
                let container = SyntaxContainer(
                    layout: .flow(allowsTrailingComma: true), opening: opening, entries: entries,
                    closing: leadingStart..<position)
                return SyntaxNode(span: start..<position, content: .list(container))
            }
            let headStart = position
            guard !needsComma, let node = value() else { return nil }
            let end = position
            skipTrivia()
            var comma: Range<Int>?
            if current == UInt8(ascii: ",") {
                comma = position..<position + 1
                position += 1
            } else {
                position = end
            }
            let trailingStart = position
            if endsLine(), position < bytes.count { guard skipLineEnd() else { return nil } }
            entries.append(
                SyntaxEntry(
                    key: Key(""), leading: leadingStart..<headStart, head: headStart..<headStart, node: node,
                    comma: comma,
                    trailing: trailingStart..<position))
            needsComma = comma == nil
        }
    }

    private mutating func inlineTable() -> SyntaxNode? {
        let start = position
        position += 1
        let opening = start..<position
        var entries: [SyntaxEntry] = []
        var keys: Set<Key> = []
        while true {
            let leadingStart = position
            skipSpaces()
            if current == UInt8(ascii: "}") {
                // No comma may stand before the brace.
                if let last = entries.last, !last.comma.isEmpty { return nil }
                position += 1
                let container = SyntaxContainer(
                    layout: .flow(allowsTrailingComma: false), opening: opening, entries: entries,
                    closing: leadingStart..<position)
                return SyntaxNode(span: start..<position, content: .map(container))
            }
            if let last = entries.last, last.comma.isEmpty { return nil }
            guard var entry = pair(leading: leadingStart..<position), keys.insert(entry.key).inserted else {
                return nil
            }
            let end = position
            skipSpaces()
            if current == UInt8(ascii: ",") {
                entry = SyntaxEntry(
                    key: entry.key, leading: entry.leading, head: entry.head, node: entry.node,
                    comma: position..<position + 1, trailing: position + 1..<position + 1)
                position += 1
            } else {
                position = end
            }
            entries.append(entry)
        }
    }

    private func endsLine() -> Bool {
        var ahead = self
        return ahead.skipLineEnd()
    }

    /// Moves behind space, line ends and comments.
    private mutating func skipTrivia() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), lineFeed: position += 1
            case UInt8(ascii: "#"): position = endOfLine(position)
            default: return
            }
        }
    }

    /// Reads a string of any of the four kinds; nil where it has no end or an unknown escape.
    mutating func string() -> String? {
        guard let quote = current else { return nil }
        let isBasic = quote == UInt8(ascii: "\"")
        let isLong = byte(at: position + 1) == quote && byte(at: position + 2) == quote
        position += isLong ? 3 : 1
        if isLong, current == lineFeed { position += 1 }
        let start = position
        while let byte = current {
            if isBasic, byte == UInt8(ascii: "\\") {
                position += 2
                continue
            }
            if byte == quote {
                if !isLong {
                    let text = bytes[start..<position]
                    position += 1
                    return TOMLStrings.decode(text, isBasic: isBasic)
                }
                if self.byte(at: position + 1) == quote, self.byte(at: position + 2) == quote {
                    // Up to two quotation marks may stand before the closing three.
                    while self.byte(at: position + 3) == quote { position += 1 }
                    let text = bytes[start..<position]
                    position += 3
                    return TOMLStrings.decode(text, isBasic: isBasic)
                }
            }
            if !isLong, byte == lineFeed { return nil }
            position += 1
        }
        return nil
    }
}

/// What TOML strings say.
enum TOMLStrings {
    static func decode(_ content: ArraySlice<UInt8>, isBasic: Bool) -> String? {
        guard let text = String(validating: content, as: UTF8.self) else { return nil }
        guard isBasic, text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            switch escaped {
            case "b": result.append("\u{8}")
            case "t": result.append("\t")
            case "n": result.append("\n")
            case "f": result.append("\u{C}")
            case "r": result.append("\r")
            case "e": result.append("\u{1B}")
            case "\"", "\\": result.append(escaped)
            case "u", "U":
                let length = escaped == "u" ? 4 : 8
                guard rest.count >= length, let code = UInt32(String(rest.prefix(length)), radix: 16),
                    let scalar = Unicode.Scalar(code)
                else { return nil }
                result.append(scalar)
                rest = rest.dropFirst(length)
            case " ", "\t", "\n":
                // A backslash at the end of a line takes all space up to the next letter away.
                guard escaped == "\n" || rest.first(where: { $0 != " " && $0 != "\t" }) == "\n" else { return nil }
                rest = rest.drop { " \t\n".unicodeScalars.contains($0) }
            default: return nil
            }
        }
        return String(result)
    }
}
