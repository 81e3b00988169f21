extension MergeProfile {
    /// pyproject.toml and other files of Python tools in TOML.
    static let pyproject: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            // A table's name has dots of its own.
            let name = path.joined(separator: ".")
            if isRequirements(name) { return .requirements }
            switch name.split(separator: ".").last.map(String.init) ?? "" {
            case "classifiers", "keywords", "dynamic", "license-files", "select", "extend-select", "ignore",
                "extend-ignore",
                "fixable", "unfixable", "exclude", "extend-exclude", "known-first-party", "known-third-party",
                "plugins",
                "testpaths", "markers", "packages", "omit", "exclude_lines", "exclude_also", "namespace-packages":
                return .set
            case "authors", "maintainers": return .identified { ($0["email"] ?? $0["name"])?.text.map { Key($0) } }
            default: break
            }
            if name.contains("per-file-ignores") { return .set }
            if name == "tool.mypy.overrides" {
                // Others may come to the first module of an override.
                return .identified(order: .kept) { $0["module"]?.texts.first.map { Key($0) } }
            }
            return .sequence
        }
        // What is installed for one backend does nothing under another.
        profile.discriminator = { $0 == ["build-system"] ? "build-backend" : nil }
        profile.contradiction = { merged, local, incoming in
            let names = [merged, local, incoming].map { $0.pairs.keys.map(\.name) }
            if let table = orphan(Set(names[0]), Set(names[1]), Set(names[2])) { return "removed \(table)" }
            if let package = PyprojectReferences.movedPackage(merged, local, incoming) { return "name \(package)" }
            if let module = PyprojectReferences.movedModule(merged, local, incoming) { return "name \(module)" }
            let packages = [merged, local, incoming].map { file in
                var counts: [String: Int] = [:]
                countPackages(in: file, path: [], &counts)
                for (table, packages) in file.pairs where isOfPoetry(table.name) {
                    for name in packages.pairs.keys.map(\.name) {
                        counts["poetry " + RequirementText.normalized(name), default: 0] += 1
                    }
                }
                return counts
            }
            return doubled(packages[0], packages[1], packages[2]).map { "second \($0)" }
        }
        profile.problems = { file in
            let found = PyprojectReferences.dangling(file).union(PyprojectReferences.clashes(file))
            return found.union(CargoFlags.clashes(in: file)).union(NameRings.groups(file)).union(defaultGroups(file))
        }
        profile.versions = { path in
            let name = path.filter { $0 != "[]" }.joined(separator: ".")
            if isRequirements(name) { return .requirement }
            let last = name.split(separator: ".").last.map(String.init) ?? ""
            if last == "requires-python" { return .specifier }
            // Cargo: `name = "1.2"` in a table of dependencies.
            if path.count == 2, path[0].split(separator: ".").last?.hasSuffix("dependencies") == true { return .range }
            if name.hasPrefix("tool.poetry."), name.contains("dependencies") { return .range }
            // A state of a repository that packages come from.
            if last == "tag", name.contains("sources.") || name.contains("dependencies.") { return .plain }
            return versionNames.contains(last) ? .plain : nil
        }
        return profile
    }()

    private static let versionNames: Set<String> = [
        "version", "rust-version", "required-version", "minversion", "target-version", "python_version",
        "python-version",
    ]

    /// The groups that uv installs where nobody asks for others and that are not there.
    private static func defaultGroups(_ file: Value) -> Set<String> {
        let groups = file.pairs[Key("dependency-groups", kind: "table")]?.pairs.keys.map(\.name) ?? []
        let wanted = file.pairs[Key("tool.uv", kind: "table")]?["default-groups"]?.texts ?? []
        return Set(wanted.map(RequirementText.normalized)).subtracting(groups.map(RequirementText.normalized))
            .mapped { "default group \($0)" }
    }

    /// How often each list of requirements names a package, in whatever variants.
    private static func countPackages(in value: Value, path: [String], _ counts: inout [String: Int]) {
        switch value {
        case .map(let pairs):
            for (key, value) in pairs { countPackages(in: value, path: path + [key.name], &counts) }
        case .list(let elements):
            let name = path.joined(separator: ".")
            guard isRequirements(name) else { return }
            for requirement in elements.compactMap(\.text).compactMap(RequirementText.init) {
                counts[name + " " + requirement.name, default: 0] += 1
            }
        default: break
        }
    }

    /// Whether a table has packages of poetry: to run with, or to develop with.
    private static func isOfPoetry(_ table: String) -> Bool {
        table == "tool.poetry.dependencies" || table == "tool.poetry.dev-dependencies"
            || table.hasPrefix("tool.poetry.group.") && table.hasSuffix(".dependencies")
    }

    /// A table that only the merge took away from above a table that was put below it.
    private static func orphan(_ merged: Set<String>, _ local: Set<String>, _ incoming: Set<String>) -> String? {
        for name in merged.sorted() {
            let sides = [local, incoming].filter { $0.contains(name) }
            var parent = name[...]
            while let dot = parent.lastIndex(of: ".") {
                parent = parent[..<dot]
                let above = String(parent)
                if !merged.contains(above), !sides.isEmpty, sides.allSatisfy({ $0.contains(above) }) { return above }
            }
        }
        return nil
    }

    /// Whether a key holds a list of requirements.
    private static func isRequirements(_ name: String) -> Bool {
        name == "project.dependencies" || name == "build-system.requires"
            || name.hasPrefix("project.optional-dependencies.") || name.hasPrefix("dependency-groups.")
            || name.hasPrefix("tool.pdm.dev-dependencies.") || name == "tool.uv.dev-dependencies"
            || name == "tool.uv.constraint-dependencies" || name == "tool.uv.override-dependencies"
    }
}
