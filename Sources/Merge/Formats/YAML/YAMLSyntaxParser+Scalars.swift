extension YAMLSyntaxParser {
    /// Reads a value that starts here: an alias, a scalar of any style or a flow collection.
    ///
    /// - Parameter parent: the column that continuation lines must be behind.
    mutating func inlineNode(parent: Int) -> SyntaxNode? {
        let start = position
        switch current {
        case UInt8(ascii: "*"):
            position += 1
            while let byte = current, !isBlank(byte), !Self.flowIndicators.contains(byte) {
                position += 1
            }
            let name = String(decoding: bytes[start + 1..<position], as: UTF8.self)
            return name.isEmpty ? nil : SyntaxNode(span: start..<position, content: .scalar(.alias(name), .inline))
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return blockScalar(parent: parent)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let text = quoted(), continuationsAreIndented(start..<position, parent: parent) else { return nil }
            return SyntaxNode(span: start..<position, content: .scalar(.string(text), .inline))
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            guard let node = flowCollection(),
                continuationsAreIndented(start..<position, parent: parent, bracketsMayStandAtParent: true)
            else { return nil }
            return node
        default:
            return plain(parent: parent)
        }
    }

    /// Whether all lines but the first are indented deeper than a column; a document marker may not be inside.
    ///
    /// A line that starts with a closing bracket is often put at the very column, which libyaml reads too.
    private func continuationsAreIndented(
        _ span: Range<Int>, parent: Int, bracketsMayStandAtParent: Bool = false
    ) -> Bool {
        var index = span.lowerBound
        while let end = bytes[index..<span.upperBound].firstIndex(of: lineFeed) {
            index = end + 1
            var content = index
            while byte(at: content) == UInt8(ascii: " ") { content += 1 }
            let isBracket = byte(at: content) == UInt8(ascii: "]") || byte(at: content) == UInt8(ascii: "}")
            let least = bracketsMayStandAtParent && isBracket ? parent : parent + 1
            if byte(at: content) != lineFeed, content - index < least { return false }
            if byte(at: content) == UInt8(ascii: "\t") { return false }
        }
        return true
    }

    // MARK: Plain scalars

    private mutating func plain(parent: Int) -> SyntaxNode? {
        let start = position
        guard startsPlain(inFlow: false) else { return nil }
        var lines = [plainLine()]
        var end = position
        // Continuation lines are indented deeper than the parent; one that looks like a key is an error.
        while true {
            var ahead = self
            guard ahead.current == nil || ahead.current == lineFeed else { break }
            var blanks = 0
            var lineStart = ahead.position + 1
            while lineStart < bytes.count {
                var content = lineStart
                while byte(at: content) == UInt8(ascii: " ") { content += 1 }
                guard byte(at: content) == lineFeed else { break }
                blanks += 1
                lineStart = content + 1
            }
            guard lineStart < bytes.count else { break }
            ahead.position = lineStart
            while ahead.current == UInt8(ascii: " ") { ahead.position += 1 }
            guard let first = ahead.current, ahead.position - lineStart > parent, first != UInt8(ascii: "#"),
                !isMarker(at: lineStart, UInt8(ascii: "-")), !isMarker(at: lineStart, UInt8(ascii: "."))
            else { break }
            guard first != UInt8(ascii: "\t"), !ahead.isKey() else { return nil }
            lines += Array(repeating: "", count: blanks)
            lines.append(ahead.plainLine())
            self = ahead
            end = position
        }
        let text = Self.folded(lines)
        let value: Value = lines.count == 1 ? YAMLScalars.resolve(plain: text) : .string(text)
        guard !text.isEmpty, lines.count == 1 || !text.holds(": ") else { return nil }
        return SyntaxNode(span: start..<end, content: .scalar(value, .inline))
    }

    /// One line of a plain scalar, up to a comment or the line end; the position is behind its last letter.
    private mutating func plainLine() -> String {
        let start = position
        var end = position
        while let byte = current, byte != lineFeed {
            if byte == UInt8(ascii: "#"), position > start, isBlank(bytes[position - 1]) { break }
            position += 1
            if !isBlank(byte) { end = position }
        }
        position = end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    func startsPlain(inFlow: Bool) -> Bool {
        guard let first = current, !isBlank(first) else { return false }
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            guard let next = byte(at: position + 1), !isBlank(next) else { return false }
            return !inFlow || !Self.flowIndicators.contains(next)
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"):
            return false
        default: return true
        }
    }

    static let flowIndicators: Set<UInt8> = Set(",[]{}".utf8)

    /// Joins lines as YAML folds them: a single line end is a space, each blank line a line end.
    static func folded(_ lines: [String]) -> String {
        var text = ""
        var blanks = 0
        for (index, line) in lines.enumerated() {
            if line.isEmpty, index > 0, index < lines.count - 1 {
                blanks += 1
                continue
            }
            if index > 0 { text += blanks == 0 ? " " : String(repeating: "\n", count: blanks) }
            blanks = 0
            text += line
        }
        return text
    }

    // MARK: Quoted scalars

    /// Reads a quoted scalar; nil where it has no end or an unknown escape.
    mutating func quoted() -> String? {
        guard let quote = current else { return nil }
        let isDouble = quote == UInt8(ascii: "\"")
        position += 1
        let start = position
        while let byte = current {
            if isDouble, byte == UInt8(ascii: "\\") {
                position += 2
                continue
            }
            if byte == quote {
                if !isDouble, self.byte(at: position + 1) == quote {
                    position += 2
                    continue
                }
                let content = bytes[start..<position]
                position += 1
                return YAMLScalars.unquote(content, isDouble: isDouble)
            }
            position += 1
        }
        return nil
    }

    // MARK: Block scalars

    private mutating func blockScalar(parent: Int) -> SyntaxNode? {
        let start = position
        let isFolded = current == UInt8(ascii: ">")
        position += 1
        var chomping: UInt8?
        var indentation: Int?
        while let byte = current, !isBlank(byte) {
            switch byte {
            case UInt8(ascii: "+"), UInt8(ascii: "-"): chomping = byte
            case UInt8(ascii: "1")...UInt8(ascii: "9"): indentation = max(parent, 0) + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            position += 1
        }
        guard skipLineEnd() else { return nil }
        var lines: [ArraySlice<UInt8>] = []
        var end = position
        while position < bytes.count {
            let lineStart = position
            var content = lineStart
            while byte(at: content) == UInt8(ascii: " ") { content += 1 }
            let lineEnd = endOfLine(content)
            let isBlankLine = byte(at: content) == lineFeed || content == bytes.count
            if !isBlankLine {
                let width = indentation ?? content - lineStart
                guard content - lineStart >= width, width > parent, width > 0 else { break }
                if indentation == nil, lines.contains(where: { $0.count > width }) { return nil }
                indentation = width
            }
            let skipped = min(indentation ?? content - lineStart, content - lineStart)
            let text = bytes[lineStart + skipped..<lineEnd]
            lines.append(text.last == lineFeed ? text.dropLast() : text)
            position = lineEnd
            if !isBlankLine {
                end = lineEnd
            }
        }
        if chomping == UInt8(ascii: "+") {
            end = position
        } else {
            // Blank lines behind it say nothing: they belong to what follows.
            position = end
        }
        let value = YAMLScalars.block(lines, isFolded: isFolded, chomping: chomping)
        return SyntaxNode(span: start..<end, content: .scalar(.string(value), .lines))
    }
}
