/// What the aliases of a YAML file mean: the nearest anchor of their name above them, which only the order tells.
struct AnchorUses {
    /// An alias and the anchor it means, each by the names on the way to it.
    struct Binding: Hashable {
        var name: String
        var alias: [String]
        var anchor: [String]
    }

    /// Names of aliases without an anchor above them.
    private(set) var dangling: Set<String> = []
    private(set) var bindings: Set<Binding> = []
    /// Names with more than one anchor in one document.
    private(set) var repeated: Set<String> = []

    private var known: [String: [String]] = [:]
    private var path: [String] = []

    init(_ tree: SyntaxTree) {
        for document in tree.root.container?.entries ?? [] {
            known = [:]
            visit(document.node)
        }
    }

    private mutating func visit(_ node: SyntaxNode) {
        if case .scalar(.alias(let name), _) = node.content {
            if let anchor = known[name] {
                bindings.insert(Binding(name: name, alias: path, anchor: anchor))
            } else {
                dangling.insert(name)
            }
        }
        for entry in node.container?.entries ?? [] {
            path.append(entry.key.name)
            visit(entry.node)
            path.removeLast()
        }
        if let name = Self.anchor(in: node.mark), known.updateValue(path, forKey: name) != nil {
            repeated.insert(name)
        }
    }

    /// The name of the anchor among the marks of a node.
    static func anchor(in mark: String) -> String? {
        guard mark.contains("&") else { return nil }
        return mark.split(separator: " ").first { $0.hasPrefix("&") }.map { String($0.dropFirst()) }
    }

    /// The alias of a merged file that means nothing, or means something else than on the side it comes from.
    static func broken(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        guard merged.bytes.contains(UInt8(ascii: "*")) || merged.bytes.contains(UInt8(ascii: "&")) else { return nil }
        let result = AnchorUses(merged)
        if result.dangling.isEmpty && result.repeated.isEmpty { return nil }
        let mine = AnchorUses(sides.local)
        let theirs = AnchorUses(sides.incoming)
        if let name = result.dangling.subtracting(mine.dangling).subtracting(theirs.dangling).min() {
            return "anchor \(name)"
        }
        if let name = result.repeated.subtracting(mine.repeated).subtracting(theirs.repeated).min() {
            return "second anchor \(name)"
        }
        let moved = result.bindings.subtracting(mine.bindings).subtracting(theirs.bindings).map(\.name)
        return moved.filter { result.repeated.contains($0) }.min().map { "other anchor \($0)" }
    }
}
