/// A file as a lossless tree: every byte belongs to exactly one node, so that printing is the identity.
///
/// Parsers of all formats make this one shape; the merge takes parts of it from three files and puts them together
/// again. It knows nothing of a format but what ``SyntaxContainer/Layout`` says.
struct SyntaxTree: Sendable {
    /// The whole file, line-feed normalised, without a byte order mark.
    let bytes: [UInt8]
    /// The root; it spans all bytes.
    let root: SyntaxNode
    /// What the file says, where that was put together already.
    var known: Value?

    init(bytes: [UInt8], root: SyntaxNode) {
        self.bytes = bytes
        self.root = root
    }

    /// What the file says.
    var value: Value { known ?? root.value }

    /// The bytes of a span.
    subscript(span: Range<Int>) -> ArraySlice<UInt8> { bytes[span] }
}

/// A value where it stands in a file.
struct SyntaxNode: Sendable {
    /// The bytes of the value, its parts included.
    var span: Range<Int>
    /// What the bytes are.
    var content: Content
    /// A tag or an anchor before the value, as it is part of what the file says; empty for none.
    var mark: String = ""

    enum Content: Sendable {
        /// One value without parts, and what it says.
        case scalar(Value, ScalarStyle)
        /// Entries with keys.
        case map(SyntaxContainer)
        /// Entries in order, without keys.
        case list(SyntaxContainer)
    }

    /// How a scalar is written, as far as a merge cares.
    enum ScalarStyle: Sendable {
        /// On one line.
        case inline
        /// Over several lines, each a line of the value: a YAML block scalar, a multi-line string, a here-document.
        case lines
    }

    /// What the node says.
    var value: Value {
        let plain: Value =
            switch content {
            case .scalar(let value, _): value
            case .map(let container): .map(container.pairs(\.node.value))
            case .list(let container): .list(container.entries.map(\.node.value))
            }
        return mark.isEmpty ? plain : .marked(mark, plain)
    }

    /// The node's parts; nil for a scalar.
    var container: SyntaxContainer? {
        switch content {
        case .scalar: nil
        case .map(let container), .list(let container): container
        }
    }
}

extension SyntaxNode {
    /// Moves the start of the node forward, so that what stands before its value becomes part of it.
    mutating func extend(from start: Int) {
        span = start..<span.upperBound
        switch content {
        case .scalar: break
        case .map(var container):
            container.opening = start..<container.opening.upperBound
            content = .map(container)
        case .list(var container):
            container.opening = start..<container.opening.upperBound
            content = .list(container)
        }
    }
}

/// A mapping or a list: entries between an opening and a closing.
struct SyntaxContainer: Sendable {
    /// How entries stand beside each other.
    enum Layout: Hashable, Sendable {
        /// Each on lines of its own, first to last byte.
        case block
        /// Within brackets, with commas between them; whether a comma may follow the last one.
        case flow(allowsTrailingComma: Bool)
        /// Behind each other; what stands above an entry is what separates it from the one before.
        case words
    }

    var layout: Layout
    /// What stands before the first entry: a bracket, a header line, comments that belong to none.
    var opening: Range<Int>
    /// The entries, in the order of the file; their spans tile what lies between opening and closing.
    var entries: [SyntaxEntry]
    /// What stands after the last entry: a bracket, comments that belong to none.
    var closing: Range<Int>

    /// What the entries say by their keys; of two with one key the first.
    /// - Parameter value: What an entry says.
    func pairs(_ value: (SyntaxEntry) -> Value) -> [Key: Value] {
        var pairs: [Key: Value] = [:]
        pairs.reserveCapacity(entries.count)
        for entry in entries {
            if let first = pairs.updateValue(value(entry), forKey: entry.key) { pairs[entry.key] = first }
        }
        return pairs
    }
}

/// One entry of a container: `leading`, `head`, `node.span`, `gap`, `comma` and `trailing` tile its span.
struct SyntaxEntry: Sendable {
    /// What it is called; in a list the index is no identity, and the key is empty.
    var key: Key
    /// Blank lines, comments above, and the indentation.
    var leading: Range<Int>
    /// What introduces the value: `name: `, `- `, `name = `, `[table]` and its line end.
    var head: Range<Int>
    /// The value.
    var node: SyntaxNode
    /// What stands between the value and its comma; empty where there is no comma.
    var gap: Range<Int>
    /// The comma after the value; empty where there is none.
    var comma: Range<Int>
    /// A comment behind the value, and the line end.
    var trailing: Range<Int>

    init(
        key: Key, leading: Range<Int>, head: Range<Int>, node: SyntaxNode, comma: Range<Int>? = nil,
        trailing: Range<Int>
    ) {
        self.key = key
        self.leading = leading
        self.head = head
        self.node = node
        let end = node.span.upperBound
        self.gap = end..<(comma?.lowerBound ?? end)
        self.comma = comma ?? end..<end
        self.trailing = trailing
    }

    /// All bytes of the entry.
    var span: Range<Int> { leading.lowerBound..<trailing.upperBound }
    /// The bytes of the entry without what stands above it.
    var body: Range<Int> { head.lowerBound..<trailing.upperBound }
}

extension SyntaxTree {
    /// Where the tree breaks the law that every byte has one home; nil when it keeps it.
    ///
    /// Parsers are checked against it in tests, and before a merge relies on a tree.
    func firstGap() -> Int? {
        guard root.span == 0..<bytes.count else { return root.span.lowerBound == 0 ? root.span.upperBound : 0 }
        return firstGap(in: root)
    }

    private func firstGap(in node: SyntaxNode) -> Int? {
        guard let container = node.container else { return nil }
        var position = node.span.lowerBound
        func passes(_ span: Range<Int>) -> Bool {
            guard span.lowerBound == position else { return false }
            position = span.upperBound
            return true
        }
        guard passes(container.opening) else { return position }
        for entry in container.entries {
            for span in [entry.leading, entry.head, entry.node.span, entry.gap, entry.comma, entry.trailing] {
                guard passes(span) else { return position }
            }
            if let gap = firstGap(in: entry.node) { return gap }
        }
        guard passes(container.closing), position == node.span.upperBound else { return position }
        return nil
    }
}
