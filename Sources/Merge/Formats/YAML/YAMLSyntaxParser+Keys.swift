extension YAMLSyntaxParser {
    /// Whether a key and its colon stand here.
    func isKey() -> Bool {
        if isPlainKeyStart { return plainKeyEnd() != nil }
        var ahead = self
        guard ahead.key() != nil, ahead.current == UInt8(ascii: ":") else { return false }
        return ahead.isColon()
    }

    /// Whether a plain scalar can begin here, as far as its first letter tells.
    private var isPlainKeyStart: Bool {
        switch current {
        case nil, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "!"),
            UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "#"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "]"),
            UInt8(ascii: "}"), UInt8(ascii: ","):
            false
        default: true
        }
    }

    /// The place of the colon that ends a plain key here; nil where there is none on this line.
    private func plainKeyEnd() -> Int? {
        var index = position
        while index < bytes.count, bytes[index] != lineFeed {
            if bytes[index] == UInt8(ascii: ":"), index + 1 == bytes.count || isBlank(bytes[index + 1]) { return index }
            if bytes[index] == UInt8(ascii: "#"), index > position, isBlank(bytes[index - 1]) { return nil }
            index += 1
        }
        return nil
    }

    /// Whether a colon here ends a key.
    func isColon() -> Bool {
        guard current == UInt8(ascii: ":") else { return false }
        guard let next = byte(at: position + 1) else { return true }
        return isBlank(next)
    }

    /// Reads a key of a block mapping up to its colon; nil where there is none on this line.
    mutating func key() -> String? {
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let start = position
            guard let text = quoted(), !bytes[start..<position].contains(lineFeed) else { return nil }
            skipSpaces()
            return isColon() ? text : nil
        default:
            guard isPlainKeyStart, let end = plainKeyEnd() else { return nil }
            defer { position = end }
            return String(decoding: bytes[position..<end], as: UTF8.self).trimmed
        }
    }

    /// Reads anchors and tags before a value and the space behind them; nil for what is no tag of a known form.
    mutating func properties() -> String? {
        guard current == UInt8(ascii: "&") || current == UInt8(ascii: "!") else { return "" }
        var marks: [String] = []
        while current == UInt8(ascii: "&") || current == UInt8(ascii: "!") {
            let start = position
            while let byte = current, !isBlank(byte) {
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return nil }
                position += 1
            }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            guard text.utf8.count > 1, !text.hasPrefix("!<") else { return nil }
            marks.append(text)
            if isAtLineEnd() { break }
            skipSpaces()
        }
        guard marks.count <= 2 else { return nil }
        return marks.joined(separator: " ")
    }
}
