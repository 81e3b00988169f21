extension YAMLSyntaxParser {
    /// Reads `[…]` or `{…}`.
    mutating func flowCollection() -> SyntaxNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest, let open = current else { return nil }
        let isMap = open == UInt8(ascii: "{")
        let close = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let start = position
        position += 1
        if isAtLineEnd() { guard skipLineEnd() else { return nil } }
        let opening = start..<position
        var entries: [SyntaxEntry] = []
        var keys: Set<Key> = []
        var needsComma = false
        while true {
            let leadingStart = position
            guard skipFlowTrivia(), let byte = current else { return nil }
            if byte == close {
                position += 1
                let container = SyntaxContainer(
                    layout: .flow(allowsTrailingComma: true), opening: opening, entries: entries,
                    closing: leadingStart..<position)
                return SyntaxNode(span: start..<position, content: isMap ? .map(container) : .list(container))
            }
            guard !needsComma, let entry = flowEntry(leadingStart: leadingStart, isMap: isMap) else { return nil }
            if isMap, !keys.insert(entry.key).inserted { return nil }
            needsComma = entry.comma.isEmpty
            entries.append(entry)
        }
    }

    private mutating func flowEntry(leadingStart: Int, isMap: Bool) -> SyntaxEntry? {
        let headStart = position
        var key = Key("")
        if isMap {
            guard let name = flowKey() else { return nil }
            key = Key(name)
        }
        let head = headStart..<position
        let nodeStart = position
        guard let mark = properties(), var node = flowValue(isMap: isMap) else { return nil }
        node.extend(from: nodeStart)
        node.mark = mark
        let end = position
        guard skipFlowTrivia() else { return nil }
        // `[a: b]` is a mapping in disguise.
        if !isMap, current == UInt8(ascii: ":") { return nil }
        var comma: Range<Int>?
        if current == UInt8(ascii: ",") {
            comma = position..<position + 1
            position += 1
        } else {
            position = end
        }
        let trailingStart = position
        if isAtLineEnd(), position < bytes.count { guard skipLineEnd() else { return nil } }
        return SyntaxEntry(
            key: key, leading: leadingStart..<headStart, head: head, node: node, comma: comma,
            trailing: trailingStart..<position)
    }

    private mutating func flowKey() -> String? {
        let name: String
        let isQuoted = current == UInt8(ascii: "\"") || current == UInt8(ascii: "'")
        if isQuoted {
            let start = position
            guard let text = quoted(), !bytes[start..<position].contains(lineFeed) else { return nil }
            name = text
            skipSpaces()
        } else {
            guard startsPlain(inFlow: true) else { return nil }
            name = flowPlain()
        }
        guard current == UInt8(ascii: ":"), let next = byte(at: position + 1),
            isQuoted || isBlank(next)
        else { return nil }
        position += 1
        guard skipFlowTrivia() else { return nil }
        return name
    }

    private mutating func flowValue(isMap: Bool) -> SyntaxNode? {
        let start = position
        switch current {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return flowCollection()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let text = quoted() else { return nil }
            return SyntaxNode(span: start..<position, content: .scalar(.string(text), .inline))
        case UInt8(ascii: "*"):
            return inlineNode(parent: -1)
        default:
            guard startsPlain(inFlow: true) else { return nil }
            let text = flowPlain()
            // Over several lines it would have to be folded: rare enough to leave it.
            guard current != lineFeed || isFlowEnd() else { return nil }
            return SyntaxNode(span: start..<position, content: .scalar(YAMLScalars.resolve(plain: text), .inline))
        }
    }

    /// Whether a comma or a bracket comes next, behind space, line ends and comments.
    private func isFlowEnd() -> Bool {
        var ahead = self
        guard ahead.skipFlowTrivia(), let byte = ahead.current else { return false }
        return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }

    /// A plain scalar within brackets, on one line.
    private mutating func flowPlain() -> String {
        let start = position
        var end = position
        while let byte = current, byte != lineFeed, !Self.flowIndicators.contains(byte) {
            if byte == UInt8(ascii: ":") {
                let next = self.byte(at: position + 1)
                if next == nil || next.map({ isBlank($0) || Self.flowIndicators.contains($0) }) == true {
                    break
                }
            }
            if byte == UInt8(ascii: "#"), position > start, isBlank(bytes[position - 1]) { break }
            position += 1
            if !isBlank(byte) { end = position }
        }
        position = end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Moves behind space, line ends and comments within brackets; false where a comment is not set off.
    private mutating func skipFlowTrivia() -> Bool {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), lineFeed: position += 1
            case UInt8(ascii: "#"):
                guard isBlank(bytes[position - 1]) else { return false }
                position = endOfLine(position)
            default: return true
            }
        }
        return true
    }
}
