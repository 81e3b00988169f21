extension YAMLReader {
    /// Whether the parser's tree says what libyaml reads once references are followed and marks are taken off.
    static func agree(_ tree: SyntaxTree, _ read: Value) -> Bool {
        guard case .list(let documents) = read, let container = tree.root.container,
            documents.count == container.entries.count
        else { return false }
        return zip(container.entries, documents).allSatisfy { entry, document in
            var comparison = YAMLComparison(budget: 200_000 + tree.bytes.count)
            return comparison.isSame(entry.node, document)
        }
    }
}

/// Compares one document of the parser with what libyaml reads, in the order of the file, so that each alias means the
/// anchor before it.
private struct YAMLComparison {
    /// How many values are looked at: aliases within aliases would make any file endless.
    var budget: Int
    private var anchors: [String: SyntaxNode] = [:]

    init(budget: Int) {
        self.budget = budget
    }

    mutating func isSame(_ node: SyntaxNode, _ value: Value, followsAlias: Bool = false) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        if case .scalar(.alias(let name), _) = node.content {
            guard let target = anchors[name] else { return false }
            return isSame(target, value, followsAlias: true)
        }
        guard hasSameContent(node, value, followsAlias: followsAlias) else { return false }
        // What an alias repeats defines nothing again.
        if !followsAlias, let name = AnchorUses.anchor(in: node.mark) { anchors[name] = node }
        return true
    }

    private mutating func hasSameContent(_ node: SyntaxNode, _ value: Value, followsAlias: Bool) -> Bool {
        switch (node.content, value) {
        // A plain scalar over several lines is text for the parser; libyaml doesn't tell.
        case (.scalar(.string(let text), _), .literal(let other)):
            return text == other && text.contains(" ")
        case (.scalar(let scalar, _), _):
            return scalar == value
        case (.list(let container), .list(let values)):
            guard container.entries.count == values.count else { return false }
            for (entry, value) in zip(container.entries, values)
            where !isSame(entry.node, value, followsAlias: followsAlias) { return false }
            return true
        case (.map(let container), .map(let pairs)):
            guard container.entries.count == pairs.count else { return false }
            for entry in container.entries {
                guard let value = pairs[entry.key], isSame(entry.node, value, followsAlias: followsAlias) else {
                    return false
                }
            }
            return true
        default: return false
        }
    }
}
