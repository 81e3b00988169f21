/// Brings collections that one side wrote in a row and another in lines to one layout, so that they can be merged entry
/// by entry.
///
/// The layout is the one that a side changed to, local's where both did. Only plain cases are rewritten: entries on one
/// line each, without comments of their own.
struct YAMLLayout {
    private let trees: Sides<SyntaxTree>
    private var edits = Sides<[Edit]>(base: [], local: [], incoming: [])

    private struct Edit {
        var range: Range<Int>
        var text: [UInt8]
    }

    /// The trees with like layouts; nil where there is nothing to bring into line.
    static func aligned(_ trees: Sides<SyntaxTree>) -> Sides<SyntaxTree>? {
        var layout = YAMLLayout(trees: trees)
        layout.visit(trees.map(\.root))
        let edits = layout.edits
        guard !edits.base.isEmpty || !edits.local.isEmpty || !edits.incoming.isEmpty,
            let base = applied(edits.base, to: trees.base), let local = applied(edits.local, to: trees.local),
            let incoming = applied(edits.incoming, to: trees.incoming)
        else { return nil }
        return Sides(base: base, local: local, incoming: incoming)
    }

    private init(trees: Sides<SyntaxTree>) {
        self.trees = trees
    }

    /// The tree of the edited text, which must say what the text said before.
    private static func applied(_ edits: [Edit], to tree: SyntaxTree) -> SyntaxTree? {
        if edits.isEmpty { return tree }
        var bytes: [UInt8] = []
        var position = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            bytes += tree[position..<edit.range.lowerBound]
            bytes += edit.text
            position = edit.range.upperBound
        }
        bytes += tree[position..<tree.bytes.count]
        guard let result = YAMLSyntaxParser.parse(bytes), result.value == tree.value else { return nil }
        return result
    }

    // MARK: Finding

    private mutating func visit(_ nodes: Sides<SyntaxNode>) {
        // What one side left alone needs no merge.
        let texts = Sides(
            base: trees.base[nodes.base.span], local: trees.local[nodes.local.span],
            incoming: trees.incoming[nodes.incoming.span])
        guard texts.local != texts.base, texts.incoming != texts.base,
            let base = nodes.base.container, let local = nodes.local.container,
            let incoming = nodes.incoming.container
        else { return }
        for entries in Self.matched(Sides(base: base, local: local, incoming: incoming), isMap: nodes.base.isMap) {
            if let edits = edits(for: entries) {
                self.edits = Sides(
                    base: self.edits.base + edits.base, local: self.edits.local + edits.local,
                    incoming: self.edits.incoming + edits.incoming)
            } else {
                visit(entries.map(\.node))
            }
        }
    }

    /// The entries that all sides have: by their keys in mappings, by their places in lists of one length.
    private static func matched(_ containers: Sides<SyntaxContainer>, isMap: Bool) -> [Sides<SyntaxEntry>] {
        let (base, local, incoming) = (containers.base.entries, containers.local.entries, containers.incoming.entries)
        guard isMap else {
            guard base.count == local.count, base.count == incoming.count else { return [] }
            return base.indices.map { Sides(base: base[$0], local: local[$0], incoming: incoming[$0]) }
        }
        let mine = Dictionary(local.map { ($0.key, $0) }) { first, _ in first }
        let theirs = Dictionary(incoming.map { ($0.key, $0) }) { first, _ in first }
        return base.compactMap { entry in
            guard let local = mine[entry.key], let incoming = theirs[entry.key] else { return nil }
            return Sides(base: entry, local: local, incoming: incoming)
        }
    }

    private func edits(for entries: Sides<SyntaxEntry>) -> Sides<[Edit]>? {
        guard let base = entries.base.node.container, let local = entries.local.node.container,
            let incoming = entries.incoming.node.container, entries.base.node.isMap == entries.local.node.isMap,
            entries.base.node.isMap == entries.incoming.node.isMap,
            !base.entries.isEmpty, !local.entries.isEmpty, !incoming.entries.isEmpty,
            base.layout != local.layout || base.layout != incoming.layout
        else { return nil }
        let isMine = local.layout != base.layout
        let model = isMine ? entries.local : entries.incoming
        let tree = isMine ? trees.local : trees.incoming
        let target = isMine ? local : incoming
        let step = target.entries[0].head.lowerBound.column(in: tree) - model.head.lowerBound.column(in: tree)
        func edits(_ entry: SyntaxEntry, _ container: SyntaxContainer, _ tree: SyntaxTree) -> [Edit]? {
            if container.layout == target.layout { return [] }
            let writer = YAMLEntryWriter(tree: tree, entry: entry, container: container)
            return (target.layout == .block ? writer.inLines(step: step) : writer.inRow()).map {
                [Edit(range: entry.body, text: $0)]
            }
        }
        guard let base = edits(entries.base, base, trees.base), let local = edits(entries.local, local, trees.local),
            let incoming = edits(entries.incoming, incoming, trees.incoming)
        else { return nil }
        return Sides(base: base, local: local, incoming: incoming)
    }
}

/// Writes an entry whose value is a collection of one-line entries in the other layout.
private struct YAMLEntryWriter {
    let tree: SyntaxTree
    let entry: SyntaxEntry
    let container: SyntaxContainer

    private var isItem: Bool { tree.bytes[entry.head.lowerBound] == UInt8(ascii: "-") && entry.key.name.isEmpty }

    /// The entry with each part on a line of its own; nil where that needs more than moving texts.
    ///
    /// - Parameter step: how many columns the parts stand behind the entry.
    func inLines(step: Int) -> [UInt8]? {
        guard entry.node.mark.isEmpty, let parts = parts(), tree[entry.trailing].last == lineFeed else { return nil }
        let indentation = [UInt8](
            repeating: UInt8(ascii: " "), count: entry.head.lowerBound.column(in: tree) + max(step, 0))
        let lines = parts.map { (entry.node.isMap ? [] : Array("- ".utf8)) + $0 + [lineFeed] }
        guard isItem else { return head + tree[entry.trailing] + lines.flatMap { indentation + $0 } }
        // Behind a dash the first part stands on its line.
        guard entry.node.isMap, isBlank(tree[entry.trailing]) else { return nil }
        return Array(tree[entry.head]) + lines.joined(separator: indentation)
    }

    /// The entry in one row.
    func inRow() -> [UInt8]? {
        guard entry.node.mark.isEmpty, isBlank(tree[container.closing]), let parts = parts(),
            parts.allSatisfy(Self.standsInRow)
        else { return nil }
        let (open, close) = entry.node.isMap ? ("{", "}") : ("[", "]")
        let end = container.opening.isEmpty ? [lineFeed] : Array(tree[container.opening])
        return [head, Array(" \(open)".utf8), Array(parts.joined(separator: Array(", ".utf8))), Array(close.utf8), end]
            .flatMap { $0 }
    }

    /// What introduces the value, without the space behind it.
    private var head: [UInt8] {
        let bytes = tree[entry.head]
        return Array(bytes.prefix(bytes.count - bytes.reversed().prefix { isBlank($0) }.count))
    }

    /// The texts of the parts: `name: value` or `value`; nil where one has a comment or more than a line.
    private func parts() -> [[UInt8]]? {
        var parts: [[UInt8]] = []
        for part in container.entries {
            let value = tree[part.node.span]
            guard !value.isEmpty, !value.contains(lineFeed), part.node.mark.isEmpty,
                isBlank(tree[part.leading]), isBlank(tree[part.gap]), isBlank(tree[part.trailing])
            else { return nil }
            let name = entry.node.isMap ? tree[part.head].prefix { $0 != lineFeed } : []
            let trimmed = name.prefix(name.count - name.reversed().prefix { isBlank($0) }.count)
            parts.append(Array(trimmed) + (trimmed.isEmpty ? [] : [UInt8(ascii: " ")]) + value)
        }
        return parts
    }

    /// Whether a part can stand between brackets as it is: plain text without what means something there.
    private static func standsInRow(_ part: [UInt8]) -> Bool {
        let indicators = YAMLSyntaxParser.flowIndicators.union("\"'*&!|>#?".utf8)
        guard part.contains(where: indicators.contains) else { return true }
        // A quoted text alone is fine whatever it holds.
        return
            (part.first == UInt8(ascii: "\"") && part.last == UInt8(ascii: "\"")
            || part.first == UInt8(ascii: "'") && part.last == UInt8(ascii: "'"))
    }
}

extension SyntaxNode {
    fileprivate var isMap: Bool {
        if case .map = content { return true }
        return false
    }
}

extension Int {
    /// The column of an offset.
    fileprivate func column(in tree: SyntaxTree) -> Int {
        self - (tree.bytes[..<self].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0)
    }
}
