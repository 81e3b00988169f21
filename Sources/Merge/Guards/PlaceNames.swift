/// What the entries of lists are called where a side gave them another name: for all sides as in the base.
///
/// Without it whatever stands in a renamed step, or in a document whose `name` changed, would be somewhere else.
struct PlaceNames {
    /// The name in the base, by the place under the new one.
    private var names: [String: String] = [:]

    /// No names but the entries' own.
    init() {}

    init(_ trees: Sides<SyntaxTree>, profile: MergeProfile, reach: RenameReach) {
        visit(trees.map(\.root), of: trees, profile, reach, path: [], prefix: "")
    }

    /// The name that an entry has on all sides.
    func common(_ name: String, below prefix: String) -> String {
        names.isEmpty ? name : names[prefix + "\u{1E}" + name] ?? name
    }

    private mutating func visit(
        _ nodes: Sides<SyntaxNode>, of trees: Sides<SyntaxTree>, _ profile: MergeProfile, _ reach: RenameReach,
        path: [String], prefix: String
    ) {
        let base = trees.base[nodes.base.span]
        if base == trees.local[nodes.local.span], base == trees.incoming[nodes.incoming.span] { return }
        func places(_ keys: [Key]) -> [Key: Int] { Dictionary(zip(keys, keys.indices)) { first, _ in first } }
        switch (nodes.base.content, nodes.local.content, nodes.incoming.content) {
        case (.map(let base), .map(let local), .map(let incoming)):
            let (mine, theirs) = (places(local.entries.map(\.key)), places(incoming.entries.map(\.key)))
            for entry in base.entries where entry.node.container != nil {
                guard let first = mine[entry.key], let second = theirs[entry.key] else { continue }
                visit(
                    Sides(
                        base: entry.node, local: local.entries[first].node, incoming: incoming.entries[second].node),
                    of: trees, profile, reach, path: path + [entry.key.name],
                    prefix: prefix + "\u{1E}" + CommentPlaces.name(of: entry.key))
            }
        case (.list(let base), .list(let local), .list(let incoming)):
            let entries = Sides(base: base.entries, local: local.entries, incoming: incoming.entries)
            let policy = profile.list(path)
            guard let keys = Self.keys(entries, policy, reach) else { return }
            let (mine, theirs) = (places(keys.local), places(keys.incoming))
            for (index, key) in keys.base.enumerated() {
                let old = entries.base[index]
                guard let name = CommentPlaces.name(of: old, index, policy, path: path) else { continue }
                for (side, place) in [(entries.local, mine[key]), (entries.incoming, theirs[key])] {
                    guard let place, let new = CommentPlaces.name(of: side[place], place, policy, path: path),
                        new != name
                    else { continue }
                    names[prefix + "\u{1E}" + new] = name
                }
                guard old.node.container != nil, let first = mine[key], let second = theirs[key] else { continue }
                visit(
                    Sides(base: old.node, local: local.entries[first].node, incoming: incoming.entries[second].node),
                    of: trees, profile, reach, path: path + ["[]"], prefix: prefix + "\u{1E}" + name)
            }
        default: return
        }
    }

    /// What tells the entries of three lists apart; nil where nothing does.
    private static func keys(
        _ entries: Sides<[SyntaxEntry]>, _ policy: ListPolicy?, _ reach: RenameReach
    ) -> Sides<[Key]>? {
        let values = entries.map { $0.map(\.node.value) }
        let policy = policy ?? .guessed(values, at: [])
        guard case .keyed = policy.kind else { return nil }
        return policy.identities(values, reach: reach)?.keys.names
    }
}
