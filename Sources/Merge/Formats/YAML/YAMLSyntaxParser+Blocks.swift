extension YAMLSyntaxParser {
    /// Reads a mapping or a list whose entries start at a column; the position is at the start of a line, or at
    /// the first entry where that stands behind `- `.
    ///
    /// Nil where neither is there.
    mutating func blockNode(column: Int, parent: Int) -> SyntaxNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return nil }
        var ahead = self
        if ahead.column == 0 {
            guard ahead.skipBlankLines() else { return nil }
            ahead.skipSpaces()
        }
        let start = position
        let isList = ahead.isDash()
        guard isList || ahead.isKey() else { return nil }
        var entries: [SyntaxEntry] = []
        var keys: Set<Key> = []
        while let entryStart = nextEntry(column: column, isFirst: entries.isEmpty) {
            let leading = position..<entryStart
            position = entryStart
            guard isDash() == isList, let entry = isList ? item(leading: leading) : pair(leading: leading) else {
                // A list may stand at the column of the key above it, so that a mapping ends where no dash is.
                if !isList || isDash() || entries.isEmpty { return nil }
                position = leading.lowerBound
                break
            }
            guard isList || keys.insert(entry.key).inserted else { return nil }
            entries.append(entry)
        }
        guard !entries.isEmpty else { return nil }
        let closing = position..<(column > parent ? closingEnd(column: column) : position)
        position = closing.upperBound
        let container = SyntaxContainer(layout: .block, opening: start..<start, entries: entries, closing: closing)
        return SyntaxNode(span: start..<position, content: isList ? .list(container) : .map(container))
    }

    /// Where the next entry of a block at a column starts; nil where the block ends.
    private func nextEntry(column: Int, isFirst: Bool) -> Int? {
        if isFirst, self.column == column, column > 0 { return position }
        guard contentColumn() == column else { return nil }
        var ahead = self
        guard ahead.skipBlankLines() else { return nil }
        return ahead.position + column
    }

    /// The comments after the last entry that are indented like the entries belong to the block.
    private func closingEnd(column: Int) -> Int {
        var end = position
        var index = position
        while index < bytes.count {
            var content = index
            while byte(at: content) == UInt8(ascii: " ") { content += 1 }
            switch byte(at: content) {
            case lineFeed: index = content + 1
            case UInt8(ascii: "#") where content - index >= column:
                index = endOfLine(content)
                end = index
            default: return end
            }
        }
        return end
    }

    func isDash() -> Bool {
        guard current == UInt8(ascii: "-") else { return false }
        guard let next = byte(at: position + 1) else { return true }
        return isBlank(next)
    }

    private mutating func item(leading: Range<Int>) -> SyntaxEntry? {
        let headStart = position
        let dash = column
        position += 1
        let afterDash = position
        if isAtLineEnd() { return entry(Key(""), leading, headStart..<afterDash, parent: dash, allowsDash: false) }
        skipSpaces()
        if bytes[afterDash..<position].contains(UInt8(ascii: "\t")) { return nil }
        let head = headStart..<position
        if isDash() || isKey() {
            guard let node = blockNode(column: column, parent: dash) else { return nil }
            return SyntaxEntry(
                key: Key(""), leading: leading, head: head, node: node, trailing: position..<position)
        }
        return inlineEntry(Key(""), leading, head, parent: dash)
    }

    private mutating func pair(leading: Range<Int>) -> SyntaxEntry? {
        let headStart = position
        let parent = column
        guard let name = key(), current == UInt8(ascii: ":") else { return nil }
        position += 1
        let afterColon = position
        if isAtLineEnd() { return entry(Key(name), leading, headStart..<afterColon, parent: parent, allowsDash: true) }
        skipSpaces()
        // A mapping or a list can't begin behind a key.
        if isDash() { return nil }
        return inlineEntry(Key(name), leading, headStart..<position, parent: parent)
    }

    /// An entry whose value stands on the lines below, or that has none.
    private mutating func entry(
        _ key: Key, _ leading: Range<Int>, _ head: Range<Int>, parent: Int, allowsDash: Bool, mark: String = ""
    ) -> SyntaxEntry? {
        let openingStart = head.upperBound
        var below = self
        guard below.skipLineEnd() else { return nil }
        guard let column = below.contentColumn(), column >= 0 else {
            return emptyEntry(key, leading, head, mark: mark)
        }
        var dash = below
        guard dash.skipBlankLines() else { return nil }
        dash.skipSpaces()
        guard column > parent || (allowsDash && column == parent && dash.isDash()) else {
            return emptyEntry(key, leading, head, mark: mark)
        }
        position = below.position
        if dash.isDash() || dash.isKey() {
            guard var node = blockNode(column: column, parent: parent) else { return nil }
            node.extend(from: openingStart)
            node.mark = mark
            return SyntaxEntry(key: key, leading: leading, head: head, node: node, trailing: position..<position)
        }
        // A scalar or a flow collection on the line below; comments between would have no home.
        guard mark.isEmpty, isBlank(bytes[openingStart..<dash.position]) else { return nil }
        position = dash.position
        return inlineEntry(key, leading, head.lowerBound..<position, parent: parent)
    }

    private mutating func emptyEntry(
        _ key: Key, _ leading: Range<Int>, _ head: Range<Int>, mark: String
    ) -> SyntaxEntry? {
        // A mark alone is a value too: `!!python/name:module.function`.
        var start = head.upperBound
        if mark.isEmpty {
            position = start
        } else {
            while isBlank(bytes[start]) { start += 1 }
        }
        let end = position
        var node = SyntaxNode(span: start..<end, content: .scalar(.empty, .inline))
        node.mark = mark
        guard skipLineEnd() else { return nil }
        return SyntaxEntry(
            key: key, leading: leading, head: head.lowerBound..<start, node: node, trailing: end..<position)
    }

    /// An entry whose value starts on the line of its head.
    private mutating func inlineEntry(
        _ key: Key, _ leading: Range<Int>, _ head: Range<Int>, parent: Int
    ) -> SyntaxEntry? {
        let start = position
        guard let mark = properties() else { return nil }
        if !mark.isEmpty, isAtLineEnd() {
            let head = head.lowerBound..<headEnd(head)
            return nestedMarked(key, leading, head, parent: parent, mark: mark)
        }
        guard var node = inlineNode(parent: parent) else { return nil }
        node.extend(from: start)
        node.mark = mark
        let end = position
        if case .scalar(_, .lines) = node.content {
            return SyntaxEntry(key: key, leading: leading, head: head, node: node, trailing: end..<end)
        }
        guard skipLineEnd() else { return nil }
        takeVersionComment(into: &node, lineEnd: position)
        return SyntaxEntry(
            key: key, leading: leading, head: head, node: node, trailing: node.span.upperBound..<position)
    }

    /// A commit id and the comment behind it, which says what version that is, are one value: they move together.
    private func takeVersionComment(into node: inout SyntaxNode, lineEnd: Int) {
        guard case .scalar(let value, .inline) = node.content, node.mark.isEmpty, let text = value.text,
            text.utf8.count >= 40, text.suffix(40).allSatisfy(\.isHexDigit)
        else { return }
        var end = lineEnd
        while end > node.span.upperBound, isBlank(bytes[end - 1]) { end -= 1 }
        let comment = String(decoding: bytes[node.span.upperBound..<end], as: UTF8.self).trimmed
        guard comment.hasPrefix("#"), VersionScheme.version(inComment: comment) != nil else { return }
        node.span = node.span.lowerBound..<end
        node.mark = comment
    }

    /// The end of `key:` or `-`, without the space behind it.
    private func headEnd(_ head: Range<Int>) -> Int {
        var end = head.upperBound
        while end > head.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
        return end
    }

    private mutating func nestedMarked(
        _ key: Key, _ leading: Range<Int>, _ head: Range<Int>, parent: Int, mark: String
    ) -> SyntaxEntry? {
        let isItem = bytes[head.lowerBound] == UInt8(ascii: "-")
        return entry(key, leading, head, parent: parent, allowsDash: !isItem, mark: mark)
    }
}
