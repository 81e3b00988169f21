extension MergeProfile {
    /// pre-commit's hooks.
    static let preCommit: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            switch path.last {
            case nil: .documents
            case "repos":
                .identified(order: .kept) { $0["repo"]?.text.map { Key(address($0)) } }
                    .or { repository in
                        guard let name = repository["repo"]?.text.map(address) else { return nil }
                        guard name == "local" || name == "meta" else { return Key(name) }
                        return Key(name, kind: repository["hooks"]?.elements.first?["id"]?.text ?? "")
                    }
            case "hooks":
                .identified(order: .kept) { hook in
                    hook["id"]?.text.map { Key(renamedHooks[$0] ?? $0, kind: hook["alias"]?.text ?? "") }
                }
            case "types", "types_or", "exclude_types", "stages", "default_stages", "default_install_hook_types": .set
            case "additional_dependencies": .requirements
            case "args": .sequence
            default: .sequence
            }
        }
        profile.versions = { path in
            path.last == "rev" ? .plain : path.dropLast().last == "additional_dependencies" ? .requirement : nil
        }
        // pre-commit refuses packages for a hook that gets no environment of its own.
        profile.problems = { documents in
            let hooks = documents.elements.flatMap { $0["repos"]?.elements ?? [] }.flatMap {
                $0["hooks"]?.elements ?? []
            }
            let wrong = hooks.filter { hook in
                bareLanguages.contains(hook["language"]?.text ?? "")
                    && hook["additional_dependencies"]?.elements.isEmpty == false
            }
            // One hook of two repositories: both would run.
            let repositories = documents.elements.flatMap { $0["repos"]?.elements ?? [] }
            let names = repositories.map { repository in
                Set(
                    (repository["hooks"]?.elements ?? []).compactMap { hook in
                        hook["id"]?.text.map { "\($0) \(hook["alias"]?.text ?? "")".trimmed }
                    })
            }
            let skipped = Set(documents.elements.flatMap { $0["ci"]?["skip"]?.texts ?? [] })
            return Set(wrong.map { "packages of hook \($0["id"]?.text ?? "")" })
                .union(skipped.subtracting(hooks.compactMap { $0["id"]?.text }).mapped { "hook \($0)" })
                .union(doubled(names.flatMap { $0 }).mapped { "second hook \($0)" })
        }
        return profile
    }()

    /// The languages of pre-commit whose hooks run in what is there.
    private static let bareLanguages: Set<String> = [
        "system", "script", "fail", "pygrep", "docker_image", "unsupported", "unsupported_script",
    ]

    /// Hooks that have a new name; the old one still works.
    private static let renamedHooks = ["ruff": "ruff-check"]

    /// GitLab CI.
    static let gitlab: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            switch path.last {
            case nil: .documents
            case "needs", "dependencies": .identified { value in (value["job"]?.text ?? value.text).map { Key($0) } }
            case "tags": .set
            case "services": .identified { value in (value["name"]?.text ?? value.text).map { Key(imageName($0)) } }
            default: .sequence
            }
        }
        profile.versions = { path in
            if path.suffix(3) == ["include", "[]", "ref"] { return .plain }
            return path.last == "image" || path.suffix(2) == ["image", "name"] || path.suffix(2) == ["services", "[]"]
                || path.suffix(3) == ["services", "[]", "name"] ? .image : nil
        }
        profile.problems = { GitlabReferences.dangling($0).union(NameRings.jobs($0)) }
        return profile
    }()

    /// Dependabot.
    static let dependabot: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            switch path.last {
            case nil: .documents
            case "updates":
                .identified { update in
                    guard let ecosystem = update["package-ecosystem"]?.text else { return nil }
                    let places = update["directory"]?.texts ?? update["directories"]?.texts ?? []
                    let place = places.map(folder).joined(separator: ",")
                    let kind = packageKinds[ecosystem] ?? ecosystem
                    return Key([kind, place, update["target-branch"]?.text ?? ""].joined(separator: "\u{1F}"))
                }.fixing("package-ecosystem")
            case "ignore", "allow": .keyed("dependency-name")
            case "labels", "reviewers", "assignees", "patterns", "exclude-patterns", "update-types", "registries": .set
            default: .sequence
            }
        }
        profile.versions = { _ in nil }
        profile.problems = { dependabotProblems($0.elements.flatMap { $0["updates"]?.elements ?? [] }) }
        return profile
    }()

    /// What updates packages of one registry by other files: what is said of the packages stays right.
    private static let packageKinds = ["uv": "pip", "bun": "npm"]

    /// Days without weeks, times of day beside a table of times, and folders that are looked at twice.
    private static func dependabotProblems(_ updates: [Value]) -> Set<String> {
        var found: Set<String> = []
        var places: [String] = []
        for update in updates {
            let ecosystem = update["package-ecosystem"]?.text ?? ""
            let folders = (update["directory"]?.texts ?? []) + (update["directories"]?.texts ?? [])
            places += Set(folders.map(folder)).map {
                "\(ecosystem) \($0) \(update["target-branch"]?.text ?? "")".trimmed
            }
            let schedule = update["schedule"]
            guard let interval = schedule?["interval"]?.text else { continue }
            let unfit = (interval == "weekly" ? [] : ["day"]) + (interval == "cron" ? ["time"] : ["cronjob"])
            for name in unfit where schedule?[name] != nil {
                found.insert("\(interval) and \(name) of \(ecosystem) \(folders.joined(separator: " "))")
            }
        }
        return found.union(doubled(places).mapped { "second update of \($0)" })
    }

    /// MkDocs.
    static let mkdocs: MergeProfile = {
        var profile = MergeProfile()
        // Options of one theme mean nothing to another.
        profile.discriminator = { $0.last == "theme" ? "name" : nil }
        profile.takesOptions = { ["plugins", "markdown_extensions"].contains($0.last) }
        profile.list = { path in
            switch path.last {
            case nil: .documents
            case "plugins", "markdown_extensions":
                // Plug-ins run one after another.
                .identified(order: path.last == "plugins" ? .strict : .free) { value in
                    if let text = value.text { return Key(text) }
                    return value.pairs.count == 1 ? value.pairs.keys.first : nil
                }
            case "features" where path.dropLast().last == "theme": .set
            default: .sequence
            }
        }
        // A page that stands twice has two places, of which it shows one.
        profile.problems = { documents in
            let pages = documents.elements.flatMap { $0["nav"]?.allTexts ?? [] }.filter { $0.hasSuffix(".md") }
            return doubled(pages).mapped { "second page \($0)" }
        }
        profile.versions = { _ in nil }
        return profile
    }()

    /// An environment of conda: packages without order, and under `pip` those of another tool.
    static let conda: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            switch path.last {
            case nil: .documents
            case "dependencies":
                .identified { value in
                    guard let text = value.text else {
                        return value.pairs.count == 1 ? value.pairs.keys.first.map { Key($0.name, kind: "tool") } : nil
                    }
                    // The channel that it comes from is no part of its name.
                    let package = text.firstRange(of: "::").map { text[$0.upperBound...] } ?? text[...]
                    let name = package.utf8.prefix { !" =<>!~[".utf8.contains($0) }
                    return name.isEmpty ? nil : Key(String(Substring(name)).lowercased())
                }
            case "pip": .requirements
            // The first channel wins.
            default: .sequence
            }
        }
        // One package of both tools: the second one writes over what the first one brought.
        profile.problems = { documents in
            documents.elements.reduce(into: []) { found, document in
                let list = document["dependencies"]?.elements ?? []
                func names(_ texts: [String]) -> Set<String> { Set(texts.compactMap { RequirementText($0)?.name }) }
                let own = names(list.compactMap(\.text).map { $0.split(separator: ":").last.map(String.init) ?? $0 })
                found.formUnion(
                    own.intersection(names(list.flatMap { $0["pip"]?.texts ?? [] })).mapped { "second \($0)" })
            }
        }
        profile.versions = { path in
            path.suffix(2) == ["dependencies", "[]"] || path.suffix(2) == ["pip", "[]"] ? .requirement : nil
        }
        return profile
    }()

    private static func imageName(_ image: String) -> String {
        guard let colon = image.lastIndex(of: ":"), !image[colon...].contains("/") else { return image }
        return String(image[..<colon])
    }
}

extension ListPolicy {
    /// Python requirements: one of a name, its extras and its marker; other texts stand for themselves.
    static var requirements: ListPolicy {
        .identified { value in
            value.text.map { RequirementText($0)?.key ?? Key($0, kind: "text") }
        }
    }
}

/// The address of a repository, however it is written.
private func address(_ text: String) -> String {
    var address = text.lowercased()[...]
    while address.hasSuffix("/") { address = address.dropLast() }
    if address.hasSuffix(".git") { address = address.dropLast(4) }
    return String(address)
}

/// A folder of a repository, however it is written.
private func folder(_ text: String) -> String {
    "/" + text.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
}
