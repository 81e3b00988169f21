/// Keys that readers of the old YAML take for one: `on`, `yes` and `true` are one value to them.
enum BooleanKeys {
    /// A mapping that has two of them in the merge only.
    static func broken(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        let found = doubled(in: merged.value)
        if found.isEmpty { return nil }
        return found.subtracting(doubled(in: sides.local.value)).subtracting(
            doubled(in: sides.incoming.value)
        )
        .min().map { "second \($0)" }
    }

    private static func doubled(in value: Value) -> Set<String> {
        switch value {
        case .map(let pairs):
            var found: Set<String> = []
            var names: [String] = []
            for (key, inner) in pairs {
                // Most names are longer than any of these.
                if key.name.utf8.count < 6 { names.append(key.name.lowercased()) }
                if !inner.isScalar { found.formUnion(doubled(in: inner)) }
            }
            guard names.count > 1 else { return found }
            for (name, group) in [("true", yes), ("false", no)] where names.count(where: group.contains) > 1 {
                found.insert(name)
            }
            return found
        case .list(let values): return values.reduce(into: []) { $0.formUnion(doubled(in: $1)) }
        case .marked(_, let inner): return doubled(in: inner)
        default: return []
        }
    }

    private static let yes: Set<String> = ["true", "yes", "on"]
    private static let no: Set<String> = ["false", "no", "off"]
}
