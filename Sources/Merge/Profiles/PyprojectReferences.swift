/// References within the TOML of a Python project or of a Rust package.
enum PyprojectReferences {
    static func dangling(_ file: Value) -> Set<String> {
        var found: Set<String> = []
        let tables = file.pairs
        func table(_ name: String) -> [Key: Value] { tables[Key(name, kind: "table")]?.pairs ?? [:] }
        let groups = table("dependency-groups")
        let groupNames = Set(groups.keys.map { RequirementText.normalized($0.name) })
        for entry in groups.values.flatMap(\.elements) {
            guard let name = entry["include-group"]?.text, !groupNames.contains(RequirementText.normalized(name)) else {
                continue
            }
            found.insert("group \(name)")
        }
        let extras = table("project.optional-dependencies")
        let extraNames = Set(extras.keys.map { RequirementText.normalized($0.name) })
        if let project = table("project")[Key("name")]?.text {
            let lists = Array(extras.values) + Array(groups.values)
            for requirement in lists.flatMap(\.texts).compactMap(RequirementText.init)
            where requirement.name == RequirementText.normalized(project) {
                for extra in requirement.extras where !extraNames.contains(RequirementText.normalized(extra)) {
                    found.insert("extra \(extra)")
                }
            }
        }
        let packages = Set(
            tables.filter { $0.key.name.split(separator: ".").last?.hasSuffix("dependencies") == true }
                .flatMap { $0.value.pairs.keys.map(\.name) }
                + tables.keys.compactMap { key in
                    key.name.firstMatch(of: /dependencies\.([^.]+)$/).map { String($0.1) }
                })
        for text in table("features").values.flatMap(\.texts) where text.hasPrefix("dep:") {
            let name = String(text.dropFirst(4))
            if !packages.contains(name) { found.insert("package \(name)") }
        }
        return found
    }
}

extension RequirementText {
    /// The extras that a requirement asks for.
    fileprivate var extras: [String] {
        guard variant.hasPrefix("[") else { return [] }
        return variant.dropFirst().prefix { $0 != "]" }.split(separator: ",").map(String.init)
    }
}
