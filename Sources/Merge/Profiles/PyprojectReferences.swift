/// References within the TOML of a Python project or of a Rust package.
enum PyprojectReferences {
    private static let taskCall = Pattern(/(?:^|[;&|] *)task ([\w-]+)/)

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
        let environments = tables.keys.filter { $0.name.hasPrefix("tool.hatch.envs.") }
        let known = Set(environments.compactMap { $0.name.split(separator: ".").dropFirst(3).first.map(String.init) })
        for template in environments.compactMap({ tables[$0]?["template"]?.text })
        where !known.contains(template) && template != "default" {
            found.insert("environment \(template)")
        }
        let tasks = table("tool.taskipy.tasks")
        for command in tasks.values.flatMap(\.allTexts) {
            for match in command.matches(of: taskCall) where tasks[Key(String(match.1))] == nil {
                found.insert("task \(match.1)")
            }
        }
        let isWorkspace =
            tables.keys.contains { $0.name == "tool.uv.workspace" }
            || table("tool.uv").keys.contains { $0.name == "workspace" }
        if !isWorkspace {
            let members = table("tool.uv.sources").filter { $0.value["workspace"]?.text == "true" }
            found.formUnion(members.keys.map { "member \($0.name)" })
        }
        // What stands in the table of the linter makes void what stood above it.
        let lint = table("tool.ruff.lint")
        for key in table("tool.ruff").keys where lint[key] != nil {
            found.insert("\(key.name) of ruff and of its linter")
        }
        found.formUnion(markers(table("tool.pytest.ini_options")))
        let backend = table("build-system")[Key("build-backend")]?.text ?? ""
        for (name, tool) in Self.builders where !backend.hasPrefix(name) && !backend.isEmpty {
            if tables.keys.contains(where: { $0.name == tool || $0.name.hasPrefix(tool + ".") }) {
                found.insert("tables of \(tool)")
            }
        }
        found.formUnion(poetryExtras(table("tool.poetry.extras"), in: file))
        found.formUnion(features(table("features"), in: file))
        found.formUnion(CargoWorkspace.dangling(file))
        found.formUnion(DependencySources.clashes(in: file))
        return found
    }

    /// What the tables of a build are called, by the beginning of the backend that reads them.
    private static let builders = [
        "hatchling": "tool.hatch.build", "setuptools": "tool.setuptools", "flit": "tool.flit",
        "poetry": "tool.poetry", "pdm": "tool.pdm.build",
    ]

    private static let markerOption = Pattern(/(?:^|\s)-m[ =]*(?:'([^']+)'|"([^"]+)"|(\w+))/)

    /// Markers that pytest chooses by and no test may have.
    private static func markers(_ options: [Key: Value]) -> Set<String> {
        guard let markers = options[Key("markers")]?.texts else { return [] }
        let known = Set(markers.map { $0[...].identifier() })
        var found: Set<String> = []
        for text in options[Key("addopts")]?.texts ?? [] {
            for use in text.matches(of: markerOption) {
                let words = (use.1 ?? use.2 ?? use.3 ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                found.formUnion(words.map(String.init))
            }
        }
        return found.subtracting(["and", "or", "not"]).subtracting(known).mapped { "marker \($0)" }
    }

    /// The packages of poetry's extras that are not among its dependencies.
    private static func poetryExtras(_ extras: [Key: Value], in file: Value) -> Set<String> {
        if extras.isEmpty { return [] }
        let project = file.pairs[Key("project", kind: "table")]?["dependencies"]?.texts ?? []
        let known = packages(of: file).union(project.compactMap { RequirementText($0)?.name })
        let wanted = extras.values.flatMap(\.texts).compactMap { RequirementText($0)?.name }
        return Set(wanted.filter { !known.contains($0) }.map { "package \($0)" })
    }

    /// What the features of a Rust package turn on and what is not there: another feature, or an optional package.
    private static func features(_ features: [Key: Value], in file: Value) -> Set<String> {
        if features.isEmpty { return [] }
        let packages = packages(of: file)
        var found: Set<String> = []
        for text in features.values.flatMap(\.texts) {
            let name = String(
                (text.hasPrefix("dep:") ? text.dropFirst(4) : text[...]).prefix { $0 != "/" && $0 != "?" })
            let isFeature = !text.hasPrefix("dep:") && !text.contains("/")
            if packages.contains(RequirementText.normalized(name)) || isFeature && features[Key(name)] != nil {
                continue
            }
            found.insert("\(isFeature ? "feature" : "package") \(name)")
        }
        return found
    }

    private static let dependencyTable = Pattern(/dependencies\.([^.]+)$/)

    /// What all tables of dependencies name.
    private static func packages(of file: Value) -> Set<String> {
        let tables = file.pairs
        let names =
            tables.filter { $0.key.name.split(separator: ".").last?.hasSuffix("dependencies") == true }
            .flatMap { $0.value.pairs.keys.map(\.name) }
            + tables.keys.compactMap { key in
                key.name.firstMatch(of: dependencyTable).map { String($0.1) }
            }
        return Set(names.map(RequirementText.normalized))
    }

    /// A package that one side's commands are all in, and the other side's all in another one: it has a new name.
    static func movedPackage(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let (mine, theirs) = (packagesRun(by: local), packagesRun(by: incoming))
        let found = packagesRun(by: merged)
        guard !mine.isEmpty, mine.isDisjoint(with: theirs), !found.isDisjoint(with: mine) else { return nil }
        return found.intersection(theirs).min()
    }

    /// A module that one side's commands are no more in, and a new one of the other side's is.
    static func movedModule(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let (mine, theirs, found) = (entryPoints(of: local), entryPoints(of: incoming), entryPoints(of: merged))
        for (name, point) in found.sorted(by: { $0.key < $1.key }) {
            guard let one = mine[name], let other = theirs[name], one.module != other.module, one.object == other.object
            else { continue }
            let (own, old) = point.module == one.module ? (mine, other) : (theirs, one)
            if !own.values.contains(where: { $0.module == old.module }),
                found.values.contains(where: { $0.module == old.module })
            {
                return String(old.module)
            }
        }
        return nil
    }

    /// Where each command is: `app.cli` and `main` of `app.cli:main`.
    private static func entryPoints(of file: Value) -> [String: (module: Substring, object: Substring)] {
        var found: [String: (Substring, Substring)] = [:]
        for table in commandTables {
            for (key, value) in file.pairs[Key(table, kind: "table")]?.pairs ?? [:] {
                guard let text = value.text, let colon = text.firstIndex(of: ":") else { continue }
                found[key.name] = (text[..<colon], text[text.index(after: colon)...])
            }
        }
        return found
    }

    private static let commandTables = ["project.scripts", "project.gui-scripts", "tool.poetry.scripts"]

    /// The packages of entry points: `svc` in `svc.cli:main`.
    private static func packagesRun(by file: Value) -> Set<String> {
        let texts = commandTables.flatMap { file.pairs[Key($0, kind: "table")]?.pairs.values.compactMap(\.text) ?? [] }
        let data = file.pairs[Key("tool.setuptools.package-data", kind: "table")]?.pairs.keys.map(\.name) ?? []
        return Set((texts + data.filter { $0 != "*" }).map { String($0.prefix { $0 != "." && $0 != ":" }) })
    }

    /// What a Python project says of itself and leaves to its build as well.
    static func clashes(_ file: Value) -> Set<String> {
        let project = file.pairs[Key("project", kind: "table")]
        let fields = (project?["dynamic"]?.texts ?? []).filter { project?[$0] != nil }
        // Of two overrides for one module mypy takes what stands last, wherever they disagree.
        let overrides = file.pairs.filter { $0.key.name == "tool.mypy.overrides" }.flatMap(\.value.elements)
        let modules = doubled(overrides.flatMap { Set($0["module"]?.texts ?? []) })
        var found = Set(fields.map { "second \($0)" })
        // A license by its name has no classifier beside it.
        if project?["license"]?.text != nil,
            project?["classifiers"]?.texts.contains(where: { $0.hasPrefix("License ::") }) == true
        {
            found.insert("license and its classifier")
        }
        return found.union(modules.mapped { "second override of \($0)" })
    }
}

extension RequirementText {
    /// The extras that a requirement asks for.
    fileprivate var extras: [String] {
        guard variant.hasPrefix("[") else { return [] }
        return variant.dropFirst().prefix { $0 != "]" }.split(separator: ",").map(String.init)
    }
}
