/// Reads JSON, with comments and trailing commas, into a lossless tree.
///
/// Gives up (nil) on anything else: a duplicate key, an invalid string, text behind the value. Numbers keep their
/// spelling, since `1.0` and `1` may differ to a reader.
struct JSONSyntaxParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// Deeper nesting is no configuration file.
    private static let deepest = 200

    /// The tree of a file whose root is an object or an array; nil where it can't be read.
    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        var parser = JSONSyntaxParser(bytes: bytes)
        guard parser.skipTrivia(), var root = parser.value(), var container = root.container, parser.skipTrivia(),
            parser.position == bytes.count
        else { return nil }
        container.opening = 0..<container.opening.upperBound
        container.closing = container.closing.lowerBound..<bytes.count
        root.span = 0..<bytes.count
        if case .map = root.content { root.content = .map(container) } else { root.content = .list(container) }
        return SyntaxTree(bytes: bytes, root: root)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value() -> SyntaxNode? {
        let start = position
        switch current {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            defer { depth -= 1 }
            return depth > Self.deepest ? nil : container(isMap: current == UInt8(ascii: "{"))
        case UInt8(ascii: "\""):
            guard let text = string() else { return nil }
            return SyntaxNode(span: start..<position, content: .scalar(.string(text), .inline))
        default:
            while let byte = current, Self.isLiteral(byte) { position += 1 }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            guard Self.isKnownLiteral(text) else { return nil }
            return SyntaxNode(span: start..<position, content: .scalar(.literal(text), .inline))
        }
    }

    private mutating func container(isMap: Bool) -> SyntaxNode? {
        let start = position
        let close = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
        position += 1
        skipLineEnd()
        let opening = start..<position
        var entries: [SyntaxEntry] = []
        var keys: Set<Key> = []
        var needsComma = false
        while true {
            let leadingStart = position
            guard skipTrivia(), let byte = current else { return nil }
            if byte == close {
                position += 1
                let container = SyntaxContainer(
                    layout: .flow(allowsTrailingComma: true), opening: opening, entries: entries,
                    closing: leadingStart..<position)
                return SyntaxNode(span: start..<position, content: isMap ? .map(container) : .list(container))
            }
            guard !needsComma, let entry = entry(leadingStart: leadingStart, isMap: isMap) else { return nil }
            if isMap, !keys.insert(entry.key).inserted { return nil }
            needsComma = entry.comma.isEmpty
            entries.append(entry)
        }
    }

    private mutating func entry(leadingStart: Int, isMap: Bool) -> SyntaxEntry? {
        let headStart = position
        var key = Key("")
        if isMap {
            guard let name = string(), skipTrivia(), current == UInt8(ascii: ":") else { return nil }
            position += 1
            guard skipTrivia() else { return nil }
            key = Key(name)
        }
        let head = headStart..<position
        guard let node = value() else { return nil }
        let end = position
        guard skipTrivia() else { return nil }
        var comma: Range<Int>?
        if current == UInt8(ascii: ",") {
            comma = position..<position + 1
            position += 1
        } else {
            position = end
        }
        let trailingStart = position
        skipLineEnd()
        return SyntaxEntry(
            key: key, leading: leadingStart..<headStart, head: head, node: node, comma: comma,
            trailing: trailingStart..<position)
    }

    /// Moves behind the rest of the line, where that is nothing but space and comments; else stays.
    private mutating func skipLineEnd() {
        var index = position
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), carriageReturn: index += 1
            case lineFeed:
                position = index + 1
                return
            case UInt8(ascii: "/"):
                guard let end = commentEnd(at: index) else { return }
                // A comment over several lines stays with what follows it.
                guard !bytes[index..<end].contains(lineFeed) else { return }
                index = end
            default: return
            }
        }
    }

    /// Moves behind space and comments; false where a comment has no end.
    private mutating func skipTrivia() -> Bool {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), carriageReturn, lineFeed: position += 1
            case UInt8(ascii: "/"):
                guard let end = commentEnd(at: position) else { return false }
                position = end
            default: return true
            }
        }
        return true
    }

    /// Where a comment ends, its line end not included; nil where there is none or it has no end.
    private func commentEnd(at start: Int) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        if bytes[start + 1] == UInt8(ascii: "/") {
            return bytes[start...].firstIndex(of: lineFeed) ?? bytes.count
        }
        guard bytes[start + 1] == UInt8(ascii: "*") else { return nil }
        var index = start + 2
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
            index += 1
        }
        return nil
    }

    private mutating func string() -> String? {
        guard current == UInt8(ascii: "\"") else { return nil }
        let start = position + 1
        position = start
        var hasEscapes = false
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { return nil }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard current != nil else { return nil }
        let content = bytes[start..<position]
        position += 1
        return hasEscapes ? JSONString.unescape(content) : String(validating: content, as: UTF8.self)
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isKnownLiteral(_ text: String) -> Bool {
        if text == "true" || text == "false" || text == "null" { return true }
        return isNumber(Array(text.utf8)[...])
    }

    /// Whether a word is a number as JSON writes it.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        /// Takes digits away; false where there are none.
        func dropDigits() -> Bool {
            let count = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(count)
            return count > 0
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        if rest.first == UInt8(ascii: "0") {
            rest = rest.dropFirst()
        } else if !dropDigits() {
            return false
        }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard dropDigits() else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard dropDigits() else { return false }
        }
        return rest.isEmpty
    }
}

/// The escapes of JSON strings.
enum JSONString {
    /// What an escaped text says; nil where an escape is unknown or names half a character.
    static func unescape(_ content: ArraySlice<UInt8>) -> String? {
        var units: [UInt16] = []
        guard let text = String(validating: content, as: UTF8.self) else { return nil }
        var rest = Array(text.utf16)[...]
        while let unit = rest.popFirst() {
            guard unit == 0x5C else {
                units.append(unit)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            switch UInt8(exactly: escaped) {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(escaped)
            case UInt8(ascii: "b"): units.append(8)
            case UInt8(ascii: "f"): units.append(12)
            case UInt8(ascii: "n"): units.append(10)
            case UInt8(ascii: "r"): units.append(13)
            case UInt8(ascii: "t"): units.append(9)
            case UInt8(ascii: "u"):
                guard rest.count >= 4, let code = UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16)
                else { return nil }
                units.append(code)
                rest = rest.dropFirst(4)
            default: return nil
            }
        }
        return String(validating: units, as: UTF16.self)
    }
}
