extension MergeProfile {
    /// package.json: conditions of `exports` and `imports` are tried in order.
    static let packageJSON: MergeProfile = {
        var profile = MergeProfile()
        profile.isOrdered = { path, names in
            // Paths of one package stand in any order, conditions don't.
            ["exports", "imports"].contains(path.first ?? "")
                && !names().allSatisfy { $0.hasPrefix(".") || $0.hasPrefix("#") }
        }
        profile.list = { path in
            switch path.last {
            case "files", "keywords", "os", "cpu", "browserslist", "bundledDependencies": .set
            default: .sequence
            }
        }
        profile.contradiction = { merged, local, incoming in
            let packages = [merged, local, incoming].map(sectionsOfPackages)
            return doubled(packages[0], packages[1], packages[2]).map { "second \($0)" }
        }
        profile.problems = PackageScripts.dangling
        profile.versions = { path in
            if path == ["version"] { return .plain }
            // Written as an action is: `pnpm@8.6.0`.
            if path == ["packageManager"] { return .action }
            guard path.count >= 2 else { return nil }
            let sections = [
                "dependencies", "devDependencies", "peerDependencies", "optionalDependencies", "engines", "overrides",
            ]
            return sections.contains(path[path.count - 2]) ? .range : nil
        }
        return profile
    }()

    /// In how many sections each package stands; one to develop with and to ask of others is one.
    private static func sectionsOfPackages(_ file: Value) -> [String: Int] {
        var counts: [String: Int] = [:]
        for section in ["dependencies", "optionalDependencies", "devDependencies"] {
            for key in file[section]?.pairs.keys ?? [:].keys { counts[key.name, default: 0] += 1 }
        }
        for key in file["peerDependencies"]?.pairs.keys ?? [:].keys
        where file["devDependencies"]?[key.name] == nil {
            counts[key.name, default: 0] += 1
        }
        return counts
    }

    /// Settings of editors, TypeScript, linters, Renovate and the like.
    static let settings: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            switch path.last {
            case "recommendations", "unwantedRecommendations", "lib", "types", "include", "exclude", "labels",
                "extensions", "keywords",
                "forwardPorts":
                .set
            case "configurations", "tasks", "inputs":
                .identified { ($0["name"] ?? $0["label"] ?? $0["id"])?.text.map { Key($0) } }
            case "packageRules", "extends", "plugins", "presets", "overrides", "mounts", "runArgs", "args": .sequence
            default: nil
            }
        }
        // Tasks of an editor that others wait for, and programs that start together.
        profile.problems = { file in
            let tasks = Set((file["tasks"]?.elements ?? []).compactMap { ($0["label"] ?? $0["taskName"])?.text })
            let awaited = (file["tasks"]?.elements ?? []).flatMap { $0["dependsOn"]?.allTexts ?? [] }
            let programs = Set((file["configurations"]?.elements ?? []).compactMap { $0["name"]?.text })
            let started = (file["compounds"]?.elements ?? []).flatMap { $0["configurations"]?.texts ?? [] }
            let missing = awaited.filter { !tasks.contains($0) } + started.filter { !programs.contains($0) }
            // Of two rules for the same packages the later one wins.
            var seen: Set<Value> = []
            var found = Set(missing.map { "task \($0)" })
            for rule in file["packageRules"]?.elements ?? [] {
                let condition = rule.pairs.filter { $0.key.name.hasPrefix("match") }
                if !condition.isEmpty, !seen.insert(.map(condition)).inserted {
                    found.insert("second rule \(condition.values.flatMap(\.allTexts).sorted().joined(separator: ","))")
                }
            }
            return found.union(SettingsClashes.all(in: file))
        }
        profile.versions = { path in
            if path.last == "image" { return .image }
            // A feature of a development container.
            return path.count == 3 && path[0] == "features" && path[2] == "version" ? .plain : nil
        }
        return profile
    }()

    /// What a project was made from, which templates have written by `{{ cookiecutter | jsonify }}`.
    static let cookiecutterContext: MergeProfile = {
        var profile = MergeProfile.settings
        profile.isRecord = { path in
            path.last.map { ["_commit", "_template", "_checkout", "_repo_dir", "_output_dir"].contains($0) } ?? false
        }
        return profile
    }()
}
