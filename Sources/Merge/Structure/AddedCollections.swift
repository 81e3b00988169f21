/// Collections that both sides brought at one place, `labels:` with a label each, which together are what both want.
extension MergeProfile {
    /// What stands for the base of two collections that it has not, where they are merged by their entries.
    ///
    /// These are mappings whose names have nothing to do with each other, and lists of things with names in any order; what
    /// both have they have alike.
    func emptyBase(of local: Value, _ incoming: Value, at path: [String]) -> Value? {
        switch (local, incoming) {
        case (.map(let mine), .map(let theirs)):
            // A table of TOML has its whole path for a name.
            let name = path.last?.split(separator: ".").last ?? ""
            guard isOpen(path) || Self.freeNames.contains(String(name)) else { return nil }
            return mine.allSatisfy { key, value in theirs[key] == nil || theirs[key] == value } ? .map([:]) : nil
        case (.list(let mine), .list(let theirs)):
            guard let policy = list(path), case .keyed(.free) = policy.kind,
                !(mine + theirs).contains(where: \.isScalar),
                let keys = policy.keys(Sides(base: [], local: mine, incoming: theirs))
            else { return nil }
            return Set(keys.local).isDisjoint(with: keys.incoming) ? .list([]) : nil
        default: return nil
        }
    }

    /// Mappings in which each name is a fact of its own, in whichever file they are.
    private static let freeNames: Set<String> = [
        "labels", "annotations", "env", "environment", "variables", "with", "args", "urls", "scripts",
        "per-file-ignores",
        "dependencies", "devDependencies", "dev-dependencies", "optional-dependencies", "dependency-groups",
        "nodeSelector",
        "extra_hosts", "outputs", "secrets", "securityContext", "resources",
    ]
}

extension StructureMerge {
    /// The entries of both sides' collections in one; nil where they don't go together, or are not written alike.
    mutating func joined(
        _ local: SyntaxEntry, _ incoming: SyntaxEntry, key: Key, in containers: Sides<SyntaxContainer>, path: [String]
    ) -> MergedEntry? {
        guard let base = profile.emptyBase(of: local.node.value, incoming.node.value, at: path),
            trees.local[local.head] == trees.incoming[incoming.head],
            let mine = local.node.container, let theirs = incoming.node.container, mine.layout == .block,
            theirs.layout == .block
        else { return nil }
        // What the base has of it is nothing, wherever that would stand.
        let empty = SyntaxContainer(layout: .block, opening: 0..<0, entries: [], closing: 0..<0)
        let none = SyntaxNode(span: 0..<0, content: base == .list([]) ? .list(empty) : .map(empty))
        var text = PieceBuilder()
        text.append(self.text(local.leading.lowerBound..<local.node.span.lowerBound, of: \.local))
        let decided = decisions
        let value = merge(Sides(base: none, local: local.node, incoming: incoming.node), path: path)
        // A conflict in it has no place in the base.
        guard !value.hasConflict else {
            decisions = decided
            return nil
        }
        text.append(value)
        return MergedEntry(
            key: key, text: text, gap: Array(self.text(local.gap, of: \.local)),
            trailing: Array(self.text(local.trailing, of: \.local)))
    }
}
