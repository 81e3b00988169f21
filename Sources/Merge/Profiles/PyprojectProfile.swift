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
                return .identified(ordered: true) { override in
                    override["module"].flatMap {
                        $0.texts.isEmpty ? nil : Key($0.texts.sorted().joined(separator: ","))
                    }
                }
            }
            return .sequence
        }
        profile.versions = { path in
            let name = path.filter { $0 != "[]" }.joined(separator: ".")
            if isRequirements(name) { return .requirement }
            let last = name.split(separator: ".").last.map(String.init) ?? ""
            if last == "requires-python" { return .range }
            if name.hasPrefix("tool.poetry."), name.contains("dependencies") { return .range }
            return ["version", "required-version", "minversion", "target-version", "python_version", "python-version"]
                .contains(last)
                ? .plain : nil
        }
        return profile
    }()

    /// Whether a key holds a list of requirements.
    private static func isRequirements(_ name: String) -> Bool {
        name == "project.dependencies" || name == "build-system.requires"
            || name.hasPrefix("project.optional-dependencies.") || name.hasPrefix("dependency-groups.")
            || name.hasPrefix("tool.pdm.dev-dependencies.") || name == "tool.uv.dev-dependencies"
            || name == "tool.uv.constraint-dependencies" || name == "tool.uv.override-dependencies"
    }
}
