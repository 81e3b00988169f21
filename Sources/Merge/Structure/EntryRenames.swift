/// Keys that one side renamed, found by what stands under them.
///
/// A key that a side dropped and one that it brought are one entry under a new name when most of what stood under the
/// old one stands under the new one, and no other key fits as well.
struct EntryRenames {
    enum Side { case base, local, incoming }

    /// New names on local's and on the template's side, to the name in the base.
    private var local: [Key: Key] = [:]
    private var incoming: [Key: Key] = [:]

    /// The least share of equal leaves, in hundredths.
    private static let threshold = 60
    /// Too few leaves say nothing.
    private static let fewestLeaves = 2

    init(_ containers: Sides<SyntaxContainer>) {
        let keys = containers.map { Set($0.entries.map(\.key)) }
        local = Self.renames(from: containers.base, to: containers.local, other: keys.incoming)
        incoming = Self.renames(from: containers.base, to: containers.incoming, other: keys.local)
        // Both renamed the same entry, or onto one name: no rename can be followed.
        let clashes = Set(local.values).intersection(incoming.values)
        local = local.filter { !clashes.contains($0.value) }
        incoming = incoming.filter { !clashes.contains($0.value) }
    }

    /// The name of an entry that all sides agree on.
    func common(_ key: Key, of side: Side) -> Key {
        switch side {
        case .base: key
        case .local: local[key] ?? key
        case .incoming: incoming[key] ?? key
        }
    }

    private static func renames(
        from base: SyntaxContainer, to side: SyntaxContainer, other: Set<Key>
    ) -> [Key: Key] {
        let before = Set(base.entries.map(\.key))
        let after = Set(side.entries.map(\.key))
        // Only what the other side still has is worth following: it may have been edited there.
        let gone = base.entries.filter { !after.contains($0.key) && other.contains($0.key) }
        let new = side.entries.filter { !before.contains($0.key) && !other.contains($0.key) }
        guard !gone.isEmpty, !new.isEmpty, gone.count * new.count <= 400 else { return [:] }
        var result: [Key: Key] = [:]
        for old in gone {
            let leaves = Leaves(old.node.value)
            let fitting = new.filter { leaves.likeness(to: Leaves($0.node.value)) >= threshold }
            guard leaves.count >= fewestLeaves, fitting.count == 1, let match = fitting.first, result[match.key] == nil
            else { continue }
            result[match.key] = old.key
        }
        return result
    }
}

/// The scalars of a value, each with its path.
private struct Leaves {
    private var counts: [String: Int] = [:]
    private(set) var count = 0

    init(_ value: Value) {
        add(value, path: "")
    }

    private mutating func add(_ value: Value, path: String) {
        switch value {
        case .map(let pairs):
            for (key, value) in pairs { add(value, path: path + "\u{1F}" + key.name) }
        case .list(let values):
            for value in values { add(value, path: path + "\u{1F}[]") }
        case .marked(let mark, let value):
            add(value, path: path + "\u{1E}" + mark)
        case .empty, .string, .literal, .alias:
            counts[path + "\u{1F}=" + (value.text ?? "\(value)"), default: 0] += 1
            count += 1
        }
    }

    /// How much two values share, in hundredths of the larger.
    func likeness(to other: Leaves) -> Int {
        let shared = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
        return max(count, other.count) == 0 ? 0 : shared * 100 / max(count, other.count)
    }
}
