/// Keys that one side renamed, found by what stands under them.
///
/// A key that a side dropped and one that it brought are one entry under a new name when most of what stood under the
/// old one stands under the new one, and no other key fits as well.
struct EntryRenames {
    enum Side { case base, local, incoming }

    /// New names on local's and on the template's side, to the name in the base.
    private var local: [Key: Key] = [:]
    private var incoming: [Key: Key] = [:]

    /// The least share of equal leaves, in hundredths: what is only alike may be something else.
    private static let threshold = 90
    /// Too few leaves say nothing.
    private static let fewestLeaves = 2

    init(_ sides: Sides<[Key: Value]>) {
        local = Self.renames(from: sides.base, to: sides.local, other: sides.incoming)
        incoming = Self.renames(from: sides.base, to: sides.incoming, other: sides.local)
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

    /// Whether a side would bring back under a new name what the other one took out, or gave another name.
    static func revivesRemoved(_ sides: Sides<[Key: Value]>) -> Bool {
        let gone = sides.base.filter { sides.local[$0.key] == nil && sides.incoming[$0.key] == nil }
        guard !gone.isEmpty else { return false }
        func brought(_ side: [Key: Value], _ other: [Key: Value]) -> [Leaves] {
            side.filter { sides.base[$0.key] == nil && other[$0.key] == nil }.values.map(Leaves.init)
        }
        let new = brought(sides.local, sides.incoming) + brought(sides.incoming, sides.local)
        guard !new.isEmpty, gone.count * new.count <= 400 else { return false }
        return gone.values.contains { value in
            let before = Leaves(value)
            return before.count >= fewestLeaves && new.contains { before.likeness(to: $0) >= threshold }
        }
    }

    private static func renames(
        from base: [Key: Value], to side: [Key: Value], other: [Key: Value]
    ) -> [Key: Key] {
        // Only what the other side still has is worth following: it may have been edited there.
        let gone = base.filter { side[$0.key] == nil && other[$0.key] != nil }
        guard !gone.isEmpty else { return [:] }
        let new = side.filter { base[$0.key] == nil && other[$0.key] == nil }
        guard !new.isEmpty, gone.count * new.count <= 400 else { return [:] }
        let leaves = new.mapValues { Leaves($0) }
        var matches: [Key: [Key]] = [:]
        for (old, value) in gone {
            let before = Leaves(value)
            let fitting = leaves.filter { before.likeness(to: $0.value) >= threshold }
            guard before.count >= fewestLeaves, fitting.count == 1, let match = fitting.first else { continue }
            matches[match.key, default: []].append(old)
        }
        return matches.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
}

extension Sides<[Key]> {
    /// The identities of lists' entries, where one whose identity a side changed keeps the one it had.
    func following(_ values: Sides<[Value]>) -> Sides<[Key]> {
        func map(_ keys: [Key], _ values: [Value]) -> [Key: Value] {
            Dictionary(zip(keys, values)) { first, _ in first }
        }
        let renames = EntryRenames(
            Sides<[Key: Value]>(
                base: map(base, values.base), local: map(local, values.local), incoming: map(incoming, values.incoming))
        )
        return Sides(
            base: base, local: local.map { renames.common($0, of: .local) },
            incoming: incoming.map { renames.common($0, of: .incoming) })
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
