/// References within the root manifest of a Cargo workspace.
enum CargoWorkspace {
    /// Default members that are no members, and dependencies that are taken from the workspace and that it does not have.
    static func dangling(_ file: Value) -> Set<String> {
        let tables = file.pairs
        let workspace = tables[Key("workspace", kind: "table")]
        let prefix = "workspace.dependencies"
        let shared = tables[Key(prefix, kind: "table")] ?? workspace?["dependencies"]
        let single = tables.keys.map(\.name).filter { $0.hasPrefix(prefix + ".") }.map {
            String($0.dropFirst(prefix.utf8.count + 1))
        }
        // A member's own manifest has no workspace: its dependencies are elsewhere.
        guard workspace != nil || shared != nil || !single.isEmpty else { return [] }
        var found: Set<String> = []
        let members = (workspace?["members"]?.texts ?? []).map(folder)
        if !members.contains(where: { $0.contains("*") || $0.contains("?") }) {
            for name in (workspace?["default-members"]?.texts ?? []).map(folder)
            where name != "." && !members.contains(name) {
                found.insert("member \(name)")
            }
        }
        let known = Set(shared?.pairs.keys.map(\.name) ?? []).union(single)
        for name in inherited(tables) where !known.contains(name) { found.insert("workspace dependency \(name)") }
        return found
    }

    /// The dependencies that say `workspace = true`.
    private static func inherited(_ tables: [Key: Value]) -> [String] {
        tables.flatMap { table, value -> [String] in
            let parts = table.name.split(separator: ".").map(String.init)
            guard parts.first != "workspace" else { return [] }
            if parts.last?.hasSuffix("dependencies") == true {
                return value.pairs.compactMap { key, dependency in
                    if key.name.hasSuffix(".workspace"), dependency.text == "true" {
                        return String(key.name.dropLast(10))
                    }
                    return dependency["workspace"]?.text == "true" ? key.name : nil
                }
            }
            let isOne = parts.count > 1 && parts[parts.count - 2].hasSuffix("dependencies")
            return isOne && value["workspace"]?.text == "true" ? [parts[parts.count - 1]] : []
        }
    }

    private static func folder(_ path: String) -> String {
        (path.hasPrefix("./") && path.utf8.count > 2 ? String(path.dropFirst(2)) : path).withoutLastSlash
    }
}
