/// Keys that one side put under another one, `db_host` and `db_port` under `db`, or all of a file under `services`, while the
/// other side put a new one beside them: it would stay where nothing reads it any more.
struct NestedKeys {
    private struct Place: Hashable {
        /// The keys above, with nothing for the entries of lists.
        var path: [Key]
        var key: Key
    }

    /// The new keys whose company has moved.
    private let left: Set<Place>

    /// Nil where there is none.
    init?(_ values: Sides<Value>) {
        var left: Set<Place> = []
        for (side, other) in values.bothWays { Self.look(values.base, side, other, path: [], around: [], &left) }
        if left.isEmpty { return nil }
        self.left = left
    }

    /// A key that a merged value has where it was left alone.
    func named(in value: Value) -> String? {
        var found: Set<String> = []
        func look(_ value: Value, _ path: [Key]) {
            switch value {
            case .map(let pairs):
                for (key, inner) in pairs {
                    if left.contains(Place(path: path, key: key)) { found.insert(key.name) }
                    if !inner.isScalar { look(inner, path + [key]) }
                }
            case .list(let values): for inner in values where !inner.isScalar { look(inner, path) }
            case .marked(_, let inner): look(inner, path)
            case .empty, .string, .literal, .alias: break
            }
        }
        look(value, [])
        return found.min()
    }

    /// - Parameter around: mappings beside this one that the side put in.
    private static func look(
        _ base: Value, _ side: Value, _ other: Value, path: [Key], around: [Value], _ left: inout Set<Place>
    ) {
        if base == side || base == other { return }
        if case .list(let values) = base, case .list(let sides) = side, case .list(let others) = other {
            for (index, value) in values.enumerated() where index < sides.count && index < others.count {
                look(value, sides[index], others[index], path: path, around: [], &left)
            }
        }
        guard case .map(let old) = base, case .map(let now) = side, case .map(let new) = other else { return }
        let gone = old.filter { now[$0.key] == nil }
        let added = new.keys.filter { old[$0] == nil && now[$0] == nil }
        if !gone.isEmpty, !added.isEmpty {
            for map in around + maps(in: side, beside: base, depth: 3) {
                let moved = gone.compactMap { prefix(of: $0.key, $0.value, in: map) }
                let lost = moved.first ?? ""
                let isWrapped =
                    gone.count == old.count && moved.count * 2 >= old.count
                    && (moved.count > 1 || gone.values.contains { !$0.isScalar })
                let isGroup =
                    !lost.isEmpty && !lost.hasSuffix(".") && moved.count > 1 && moved.allSatisfy { $0 == lost }
                for key in added where isWrapped || isGroup && key.name.lowercased().hasPrefix(lost) {
                    left.insert(Place(path: path, key: key))
                }
            }
        }
        let siblings = now.filter { old[$0.key] == nil }.map { $0.value }
        for (key, inner) in old where !inner.isScalar {
            guard let mine = now[key], let theirs = new[key] else { continue }
            look(inner, mine, theirs, path: path + [key], around: siblings, &left)
        }
    }

    /// The mappings below a value that a side changed, each without what it had before.
    private static func maps(in value: Value, beside base: Value, depth: Int) -> [Value] {
        guard depth > 0, case .map(let pairs) = value else { return [] }
        let old = base.pairs
        return pairs.flatMap { key, inner -> [Value] in
            // Settings of an editor for one language leave those for all where they are.
            guard case .map(let inside) = inner, inner != old[key], !key.name.hasPrefix("[") else { return [] }
            let known = old[key]?.pairs ?? [:]
            return [.map(inside.filter { known[$0.key] == nil })]
                + maps(in: inner, beside: old[key] ?? .empty, depth: depth - 1)
        }
    }

    /// What a key lost at its beginning on the way into a mapping, in small letters: nothing where it kept its name; nil where it
    /// is not there.
    private static func prefix(of key: Key, _ value: Value, in map: Value) -> String? {
        let pairs = map.pairs
        if let same = pairs[key], same == value || !same.isScalar && !value.isScalar { return "" }
        let name = key.name.lowercased()
        let ends = pairs.filter { $0.value == value }.keys.map { $0.name.lowercased() }.filter { end in
            end.utf8.count > 1 && name.hasSuffix(end) && name != end
        }
        return ends.map(\.count).max().map { String(name.dropLast($0)) }
    }
}
