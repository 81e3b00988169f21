/// Entries that one side put under another table, so that what the other side changed in them belongs there: `ignore` of
/// `[tool.ruff]` that is in `[tool.ruff.lint]` now.
///
/// Lines follow such a move where the table's head alone is new. A merge of values does only where it is told of it, and
/// takes an entry for the same one where its name is, and what it says, or most of what is in it.
enum MovedValues {
    /// The sides as if each move had been made on all of them; nil where the other side changed nothing that was moved.
    static func followed(_ values: Sides<Value>) -> Sides<Value>? {
        var result = values
        var isFollowed = false
        for (side, other) in SidedLines.pairs {
            let entries = contested(values.base, values[side], values[other])
            // Each is looked for in the whole of a side.
            guard entries.count <= mostEntries else { return nil }
            for (old, value) in entries {
                let places = places(of: value, named: old.last, in: values[side], beside: values.base, values[other])
                guard places.count == 1, let new = places.first, !value.isScalar || isWithin(new, old) else { continue }
                isFollowed = true
                result.base.move(old, to: new)
                result[other].move(old, to: new)
            }
        }
        return isFollowed ? result : nil
    }

    private static let mostEntries = 50

    /// What one side took out and the other one changed or took out, too, with the names that lead to it, and then what was in it.
    private static func contested(_ base: Value, _ side: Value, _ other: Value) -> [(path: [Key], value: Value)] {
        guard case .map(let old) = base, case .map(let mine) = side, case .map(let theirs) = other else { return [] }
        return old.sorted { $0.key.name < $1.key.name }.flatMap { key, value -> [(path: [Key], value: Value)] in
            let changed = theirs[key]
            if changed == value { return [] }
            let whole = mine[key] == nil ? [(path: [key], value: value)] : []
            return whole
                + contested(value, mine[key] ?? .map([:]), changed ?? .map([:])).map { ([key] + $0.path, $0.value) }
        }
    }

    /// Where a side has an entry of a name that the others do not have there, saying the same or most of it.
    private static func places(
        of value: Value, named name: Key?, in side: Value, beside base: Value, _ other: Value
    ) -> [[Key]] {
        guard case .map(let pairs) = side else { return [] }
        return pairs.flatMap { key, new -> [[Key]] in
            let (old, theirs) = (base.pairs[key], other.pairs[key])
            let isSame = old == nil && theirs == nil && key.ownName == name?.ownName && isMostly(value, new)
            let inner = places(of: value, named: name, in: new, beside: old ?? .empty, theirs ?? .empty)
            return (isSame ? [[key]] : []) + inner.map { [key] + $0 }
        }
    }

    private static func isMostly(_ old: Value, _ new: Value) -> Bool {
        if old == new { return true }
        let (mine, theirs) = (Set(old.members), Set(new.members))
        return !mine.isEmpty && mine.intersection(theirs).count * 10 >= max(mine.count, theirs.count) * 6
    }

    /// Whether an entry went from a table to one within it: under another one it may be another setting.
    private static func isWithin(_ new: [Key], _ old: [Key]) -> Bool {
        let tables = [new, old].map { $0.dropLast().map(\.name).joined(separator: ".") }
        return tables[0].hasPrefix(tables[1] + ".")
    }
}

extension Key {
    /// The name without the tables that lead to it: `per-file-ignores` of `tool.ruff.per-file-ignores`.
    fileprivate var ownName: Substring { name[(name.lastIndex(of: ".").map(name.index(after:)) ?? name.startIndex)...] }
}

extension Value {
    /// The names of what is in a mapping or a list, those of packages without their versions.
    fileprivate var members: [String] {
        switch self {
        case .map(let pairs): pairs.keys.map(\.name)
        case .list(let values): values.compactMap(\.text).map { RequirementText($0)?.name ?? $0 }
        default: []
        }
    }

    /// Puts an entry under other names; where it is not there, the table alone that would hold it.
    fileprivate mutating func move(_ old: [Key], to new: [Key]) {
        let value = removed(old[...])
        set(value, at: new[...])
    }

    private mutating func removed(_ path: ArraySlice<Key>) -> Value? {
        guard let key = path.first, case .map(var pairs) = self else { return nil }
        defer { self = .map(pairs) }
        if path.count == 1 { return pairs.removeValue(forKey: key) }
        return pairs[key]?.removed(path.dropFirst())
    }

    private mutating func set(_ value: Value?, at path: ArraySlice<Key>) {
        guard let key = path.first else { return }
        var pairs = pairs
        if path.count == 1 {
            if let value { pairs[key] = value }
        } else {
            pairs[key, default: .map([:])].set(value, at: path.dropFirst())
        }
        self = .map(pairs)
    }
}
