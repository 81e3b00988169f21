/// Changes to a tree arranged by directory.
struct ChangeNode {
    /// The change at this very path.
    var change: TreeChange?
    /// The changes below it by name, as bytes: Swift's strings call a composed and a decomposed accent equal.
    var children: [[UInt8]: ChangeNode] = [:]

    /// Whether any change below this path puts something there.
    var putsBelow: Bool {
        children.values.contains { $0.change?.content != nil || $0.putsBelow }
    }

    /// Arranges changes; refuses paths that git can't hold and paths that are named twice.
    init(_ changes: [TreeChange]) throws(GitError) {
        for change in changes {
            try insert(change, Self.components(of: change.path)[...])
        }
    }

    private init() {}

    private mutating func insert(_ change: TreeChange, _ components: ArraySlice<[UInt8]>) throws(GitError) {
        guard let name = components.first else {
            if self.change != nil { throw Self.refusal(change.path, "the path is changed twice in one update") }
            self.change = change
            return
        }
        var child = children.removeValue(forKey: name) ?? ChangeNode()
        try child.insert(change, components.dropFirst())
        children[name] = child
    }

    private static func components(of path: String) throws(GitError) -> [[UInt8]] {
        let components = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
        for component in components where isRefused(component) {
            let name = String(decoding: component, as: UTF8.self)
            throw refusal(path, "a path in a tree can't have the component '\(name)'")
        }
        return components
    }

    private static func isRefused(_ component: [UInt8]) -> Bool {
        let special = [[], Array(".".utf8), Array("..".utf8), Array(".git".utf8)]
        let lowered = component.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        return special.contains(lowered) || component.contains(0)
    }

    private static func refusal(_ path: String, _ reason: String) -> GitError {
        GitError(code: .invalid, category: "tree", message: reason, operation: "updateTree", subject: path)
    }
}
