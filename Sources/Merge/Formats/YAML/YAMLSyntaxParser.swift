/// Reads YAML into a lossless tree: a list of documents.
///
/// What configuration files use is read: block and flow collections, all scalar styles, comments, anchors, aliases,
/// local tags, several documents. Anything rarer (complex keys, directives, tabs as indentation, a mapping whose key has
/// an anchor) is refused with nil, which leaves the file to the line merge. A duplicate key is refused too.
struct YAMLSyntaxParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    /// Deeper nesting is no configuration file.
    static let deepest = 100

    /// The tree of a file that holds at least one document which is a mapping or a list; nil where it can't be read.
    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var parser = YAMLSyntaxParser(bytes: bytes)
        var documents: [SyntaxEntry] = []
        while true {
            let start = parser.position
            guard parser.skipBlankLines() else { return nil }
            if parser.position == bytes.count {
                guard !documents.isEmpty else { return nil }
                let container = SyntaxContainer(
                    layout: .block, opening: 0..<0, entries: documents, closing: start..<bytes.count)
                return SyntaxTree(
                    bytes: bytes, root: SyntaxNode(span: 0..<bytes.count, content: .list(container)))
            }
            guard let document = parser.document(leadingStart: start, isFirst: documents.isEmpty) else { return nil }
            documents.append(document)
        }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// One document: comments above `---`, the marker's line, the root, comments up to the next marker.
    private mutating func document(leadingStart: Int, isFirst: Bool) -> SyntaxEntry? {
        let hasMarker = isMarker(at: position, UInt8(ascii: "-"))
        guard hasMarker || isFirst else { return nil }
        let headStart = hasMarker ? position : leadingStart
        if hasMarker {
            position += 3
            guard skipLineEnd() else { return nil }
        } else {
            position = leadingStart
        }
        let head = headStart..<position
        position = endOfOpening()
        guard var node = root(isEmptyAllowed: hasMarker) else { return nil }
        node.extend(from: head.upperBound)
        let trailingStart = position
        // Comments at the end belong to the document; those above the next marker go with that one's document.
        if isMarker(at: position, UInt8(ascii: ".")) {
            position += 3
            guard skipLineEnd() else { return nil }
        }
        return SyntaxEntry(
            key: Key(""), leading: leadingStart..<headStart, head: head, node: node,
            trailing: trailingStart..<position)
    }

    /// What a document holds: a collection, or nothing where a marker says that there is a document.
    private mutating func root(isEmptyAllowed: Bool) -> SyntaxNode? {
        if let column = contentColumn(), column >= 0 { return blockNode(column: column, parent: -1) }
        return isEmptyAllowed ? SyntaxNode(span: position..<position, content: .scalar(.empty, .inline)) : nil
    }

    /// The end of the comments that a blank line sets off from the first entry: they are about the whole document.
    private func endOfOpening() -> Int {
        var end = position
        var index = position
        var hasComment = false
        while index < bytes.count {
            var content = index
            while byte(at: content) == UInt8(ascii: " ") { content += 1 }
            switch byte(at: content) {
            case UInt8(ascii: "#"):
                hasComment = true
                index = endOfLine(content)
            case lineFeed:
                index = content + 1
                if hasComment { end = index }
            default: return end
            }
        }
        return end
    }

    // MARK: Lines

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Whether a line starts here with three of a byte and nothing else that counts.
    func isMarker(at index: Int, _ byte: UInt8) -> Bool {
        guard index + 3 <= bytes.count, index == 0 || bytes[index - 1] == lineFeed,
            bytes[index..<index + 3].allSatisfy({ $0 == byte })
        else { return false }
        return index + 3 == bytes.count || isBlank(bytes[index + 3])
    }

    /// Moves to the start of the next line that is neither blank nor a comment; false where a tab indents.
    mutating func skipBlankLines() -> Bool {
        while position < bytes.count {
            var index = position
            while byte(at: index) == UInt8(ascii: " ") { index += 1 }
            switch byte(at: index) {
            case nil: position = index
            case lineFeed: position = index + 1
            case UInt8(ascii: "#"): position = endOfLine(index)
            case UInt8(ascii: "\t"):
                guard isBlank(bytes[index..<endOfLine(index)]) else { return false }
                position = endOfLine(index)
            default: return true
            }
        }
        return true
    }

    /// The index behind the line end.
    func endOfLine(_ index: Int) -> Int {
        var index = index
        while index < bytes.count {
            if bytes[index] == lineFeed { return index + 1 }
            index += 1
        }
        return index
    }

    /// The column of the next content, without moving: nil where there is none, -1 where a document marker comes first.
    func contentColumn() -> Int? {
        var ahead = self
        guard ahead.skipBlankLines(), ahead.position < bytes.count else { return nil }
        if ahead.isMarker(at: ahead.position, UInt8(ascii: "-"))
            || ahead.isMarker(at: ahead.position, UInt8(ascii: "."))
        {
            return -1
        }
        let start = ahead.position
        while ahead.current == UInt8(ascii: " ") { ahead.position += 1 }
        return ahead.position - start
    }

    /// Moves behind the rest of a line that holds nothing but space and a comment; false where it holds more.
    mutating func skipLineEnd() -> Bool {
        var index = position
        while let byte = byte(at: index), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
        switch byte(at: index) {
        case nil:
            position = index
            return true
        case lineFeed:
            position = index + 1
            return true
        case UInt8(ascii: "#"):
            guard index > position || index == 0 || bytes[index - 1] == lineFeed else { return false }
            position = endOfLine(index)
            return true
        default: return false
        }
    }

    /// Whether the rest of the line is space and a comment.
    func isAtLineEnd() -> Bool {
        var ahead = self
        return ahead.skipLineEnd()
    }

    mutating func skipSpaces() {
        while let byte = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
    }

    /// The column of the position.
    var column: Int {
        var index = position
        while index > 0, bytes[index - 1] != lineFeed { index -= 1 }
        return position - index
    }
}
