/// Reads TOML into a lossless tree.
///
/// The root's entries are the pairs above the first header, then the tables in the order of the file. A table keeps its
/// full name as its key, so that the tree is as flat as the file; the tables of an array of tables are a list. What can't
/// be read, or has tables of one array apart from each other, gives nil.
struct TOMLSyntaxParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    static let deepest = 100

    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var parser = TOMLSyntaxParser(bytes: bytes)
        return parser.document()
    }

    /// Whether the text can be handed to toml++, which ends the program on some broken keys: twins and the like are
    /// left for it to judge.
    static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        var parser = TOMLSyntaxParser(bytes: bytes, allowsTwins: true)
        return parser.document() != nil
    }

    /// Whether one name may stand twice, and tables of one array apart.
    private let allowsTwins: Bool

    private init(bytes: [UInt8], allowsTwins: Bool = false) {
        self.bytes = bytes
        self.allowsTwins = allowsTwins
    }

    private mutating func document() -> SyntaxTree? {
        guard let pairs = pairs() else { return nil }
        var entries = pairs.entries
        var keys = Set(entries.map(\.key))
        var closing = pairs.closing
        while position < bytes.count {
            guard let table = table(leadingStart: closing.lowerBound) else { return nil }
            if table.isElement, let last = entries.last, last.key == table.entry.key {
                guard entries[entries.count - 1].append(table.entry) || allowsTwins else { return nil }
            } else {
                guard keys.insert(table.entry.key).inserted || allowsTwins else { return nil }
                entries.append(table.isElement ? table.entry.asFirstElement() : table.entry)
            }
            closing = position..<position
            guard skipBlankLines() else { return nil }
            closing = closing.lowerBound..<position
            if position < bytes.count { position = closing.lowerBound }
        }
        let container = SyntaxContainer(
            layout: .block, opening: 0..<0, entries: entries, closing: closing.lowerBound..<bytes.count)
        return SyntaxTree(bytes: bytes, root: SyntaxNode(span: 0..<bytes.count, content: .map(container)))
    }

    /// A header and the pairs below it.
    private mutating func table(leadingStart: Int) -> (entry: SyntaxEntry, isElement: Bool)? {
        position = leadingStart
        guard skipBlankLines() else { return nil }
        skipSpaces()
        let headStart = lineStart(position)
        guard isBlank(bytes[headStart..<position]), current == UInt8(ascii: "[") else { return nil }
        let isElement = byte(at: position + 1) == UInt8(ascii: "[")
        position += isElement ? 2 : 1
        skipSpaces()
        guard let name = dottedKey() else { return nil }
        for _ in 0..<(isElement ? 2 : 1) {
            guard current == UInt8(ascii: "]") else { return nil }
            position += 1
        }
        guard skipLineEnd() else { return nil }
        let head = headStart..<position
        guard let body = pairs() else { return nil }
        let closingEnd = ownComments(from: body.closing.lowerBound)
        let container = SyntaxContainer(
            layout: .block, opening: head.upperBound..<head.upperBound, entries: body.entries,
            closing: body.closing.lowerBound..<closingEnd)
        position = closingEnd
        let node = SyntaxNode(span: head.upperBound..<closingEnd, content: .map(container))
        let entry = SyntaxEntry(
            key: Key(name, kind: isElement ? "array" : "table"), leading: leadingStart..<headStart, head: head,
            node: node,
            trailing: closingEnd..<closingEnd)
        return (entry, isElement)
    }

    /// The comments right below a table's last pair are the table's own, unless a header follows them at once.
    private func ownComments(from start: Int) -> Int {
        var index = start
        var end = start
        while index < bytes.count {
            var content = index
            while let byte = byte(at: content), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { content += 1 }
            switch byte(at: content) {
            case UInt8(ascii: "#"):
                index = endOfLine(content)
                end = index
            case nil, lineFeed: return end
            default: return start
            }
        }
        return end
    }

    /// Pairs up to the next header or the end.
    ///
    /// The closing is what stands below the last one.
    private mutating func pairs() -> (entries: [SyntaxEntry], closing: Range<Int>)? {
        var entries: [SyntaxEntry] = []
        var keys: Set<Key> = []
        while true {
            let leadingStart = position
            guard skipBlankLines() else { return nil }
            skipSpaces()
            if position == bytes.count || current == UInt8(ascii: "[") {
                let end = position == bytes.count ? position : lineStart(position)
                position = leadingStart
                if end == bytes.count { position = end }
                return (entries, leadingStart..<end)
            }
            let headStart = position
            guard let pair = pair(leading: leadingStart..<headStart) else { return nil }
            guard skipLineEnd() else { return nil }
            var entry = pair
            entry.trailing = pair.trailing.lowerBound..<position
            guard keys.insert(entry.key).inserted || allowsTwins else { return nil }
            entries.append(entry)
        }
    }

    /// `key = value`, without what follows the value.
    mutating func pair(leading: Range<Int>) -> SyntaxEntry? {
        let headStart = position
        guard let name = dottedKey(), current == UInt8(ascii: "=") else { return nil }
        position += 1
        skipSpaces()
        let head = headStart..<position
        guard let node = value() else { return nil }
        return SyntaxEntry(
            key: Key(name), leading: leading, head: head, node: node, trailing: position..<position)
    }

    /// A key of one or more parts and the space behind it; parts are joined with dots, quoted ones keep a dot of their own
    /// apart by their quotes, and a quotation mark of their own by a backslash.
    private mutating func dottedKey() -> String? {
        var parts: [String] = []
        while true {
            let start = position
            switch current {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let text = string(), !bytes[start..<position].contains(lineFeed) else { return nil }
                let isBare = !text.isEmpty && text.utf8.allSatisfy(Self.isBare)
                parts.append(isBare ? text : TOMLReader.quoted(text))
            default:
                while let byte = current, Self.isBare(byte) { position += 1 }
                guard position > start else { return nil }
                parts.append(String(decoding: bytes[start..<position], as: UTF8.self))
            }
            skipSpaces()
            guard current == UInt8(ascii: ".") else { return parts.joined(separator: ".") }
            position += 1
            skipSpaces()
        }
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    // MARK: Lines

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    func endOfLine(_ index: Int) -> Int {
        bytes[index...].firstIndex(of: lineFeed).map { $0 + 1 } ?? bytes.count
    }

    private func lineStart(_ index: Int) -> Int {
        var index = index
        while index > 0, bytes[index - 1] != lineFeed { index -= 1 }
        return index
    }

    mutating func skipSpaces() {
        while let byte = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
    }

    /// Moves behind the rest of a line of space and a comment; false where it holds more.
    mutating func skipLineEnd() -> Bool {
        var ahead = self
        ahead.skipSpaces()
        switch ahead.current {
        case nil: position = ahead.position
        case lineFeed: position = ahead.position + 1
        case UInt8(ascii: "#"): position = endOfLine(ahead.position)
        default: return false
        }
        return true
    }

    /// Moves to the start of the next line that holds more than space and comments.
    mutating func skipBlankLines() -> Bool {
        while position < bytes.count {
            var ahead = self
            guard ahead.skipLineEnd() else { return true }
            position = ahead.position
        }
        return true
    }
}

extension SyntaxEntry {
    /// The first table of an array of tables, as a list of one.
    fileprivate func asFirstElement() -> SyntaxEntry {
        var element = self
        element.key = Key("")
        let start = leading.lowerBound
        let container = SyntaxContainer(
            layout: .block, opening: start..<start, entries: [element], closing: span.upperBound..<span.upperBound)
        return SyntaxEntry(
            key: key, leading: start..<start, head: start..<start,
            node: SyntaxNode(span: span, content: .list(container)), trailing: span.upperBound..<span.upperBound)
    }

    /// Adds a table to an array of tables; false where this is none.
    fileprivate mutating func append(_ table: SyntaxEntry) -> Bool {
        guard case .list(var container) = node.content, table.span.lowerBound == span.upperBound else { return false }
        var element = table
        element.key = Key("")
        container.entries.append(element)
        let end = table.span.upperBound
        container.closing = end..<end
        node = SyntaxNode(span: node.span.lowerBound..<end, content: .list(container))
        gap = end..<end
        comma = end..<end
        trailing = end..<end
        return true
    }
}
