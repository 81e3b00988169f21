/// Where the dependencies of Cargo, poetry and uv are from: each has one source, and of that source one state.
enum DependencySources {
    static func clashes(in file: Value) -> Set<String> {
        var found: Set<String> = []
        for (table, value) in file.pairs {
            let parts = table.name.split(separator: ".").map(String.init)
            if let last = parts.last, isOfDependencies(last) {
                for (name, keys) in dependencies(in: value) { found.formUnion(clashes(of: name, keys)) }
            } else if let last = parts.last, parts.dropLast().last.map(isOfDependencies) == true {
                found.formUnion(clashes(of: last, Set(value.pairs.keys.map(\.name))))
            }
        }
        return found.union(doubled(in: file))
    }

    /// Packages that a Python project runs with, and lists again among those of a group or an extra, or in a Pipfile among
    /// those to develop with.
    private static func doubled(in file: Value) -> Set<String> {
        func table(_ name: String) -> [Key: Value] { file.pairs[Key(name, kind: "table")]?.pairs ?? [:] }
        func names(_ list: Value?) -> Set<String> { Set((list?.texts ?? []).compactMap { RequirementText($0)?.name }) }
        let packages = Set(table("packages").keys.map { RequirementText.normalized($0.name) })
        let twice = packages.intersection(table("dev-packages").keys.map { RequirementText.normalized($0.name) })
        if !twice.isEmpty { return twice.mapped { "second dependency \($0)" } }
        let own = names(table("project")[Key("dependencies")])
        if own.isEmpty { return [] }
        let others = Array(table("dependency-groups").values) + Array(table("project.optional-dependencies").values)
        return others.reduce(into: []) { found, list in
            found.formUnion(own.intersection(names(list)).mapped { "second dependency \($0)" })
        }
    }

    private static func isOfDependencies(_ name: String) -> Bool { name.hasSuffix("dependencies") || name == "sources" }

    /// The keys of each dependency of a table: `name = { git = … }`, or `name.git = …`.
    private static func dependencies(in table: Value) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for (key, value) in table.pairs {
            if let dot = key.name.lastIndex(of: ".") {
                found[String(key.name[..<dot]), default: []].insert(String(key.name[key.name.index(after: dot)...]))
            } else {
                found[key.name, default: []].formUnion(value.pairs.keys.map(\.name))
            }
        }
        return found
    }

    private static func clashes(of name: String, _ keys: Set<String>) -> [String] {
        exclusive.filter { keys.contains($0.0) && keys.contains($0.1) }.map { "\($0.0) and \($0.1) of \(name)" }
    }

    private static let exclusive = [
        ("git", "path"), ("git", "registry"), ("git", "url"), ("path", "url"), ("branch", "tag"), ("branch", "rev"),
        ("tag", "rev"), ("workspace", "version"), ("workspace", "path"), ("workspace", "git"),
        ("workspace", "registry"),
    ]
}
