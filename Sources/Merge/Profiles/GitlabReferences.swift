/// References within a GitLab pipeline that lead nowhere, and jobs that can't wait for one another.
enum GitlabReferences {
    static func dangling(_ documents: Value) -> Set<String> {
        documents.withoutAnchors.elements.reduce(into: []) { $0.formUnion(GitlabPipeline($1).dangling()) }
    }
}

/// The jobs of one pipeline file.
///
/// What an included file defines is not known here, and so is unknown on the side that uses it, too.
private struct GitlabPipeline {
    let document: Value
    let jobs: [Key: Value]
    /// The place of each stage; nil where an included file may say what stages there are.
    let stages: [String: Int]?

    init(_ document: Value) {
        self.document = document
        jobs = document.pairs.filter { !Self.settings.contains($0.key.name) && !$0.value.pairs.isEmpty }
        let named = document["stages"]?.texts ?? (document["include"] == nil ? ["build", "test", "deploy"] : nil)
        stages = named.map { names in
            Dictionary(([".pre"] + names + [".post"]).enumerated().map { ($1, $0) }) { first, _ in first }
        }
    }

    func dangling() -> Set<String> {
        var found: Set<String> = []
        var waits: [String: [String]] = [:]
        let shared = variables(document)
        for (key, job) in jobs {
            if let stage = job["stage"]?.text, let stages, stages[stage] == nil { found.insert("stage \(stage)") }
            // Jobs that name no stage are in this one.
            if let stages, stages["test"] == nil, !key.name.hasPrefix("."), stage(of: job) == "test" {
                found.insert("stage test of \(key.name)")
            }
            let others =
                (job["extends"]?.texts ?? []) + (job["dependencies"]?.texts ?? [])
                + [job["environment"]?["on_stop"]?.text].compactMap { $0 }
            for name in others where jobs[Key(name)] == nil { found.insert("job \(name)") }
            for path in references(job) where !leads(path) { found.insert("job \(path.joined(separator: "."))") }
            found.formUnion(needs(of: job, name: key.name))
            waits[key.name] = needed(by: job).map(\.name)
            // What a job extends gives it its keys.
            let chain = chain(of: job)
            func says(_ key: String) -> Bool { chain.contains { $0[key] != nil } }
            if says("rules"), says("only") || says("except") {
                found.insert("rules and only of \(key.name)")
            }
            if !key.name.hasPrefix("."), !isOpen(job),
                !says("script"), !says("run"), !says("trigger")
            {
                found.insert("nothing to run in \(key.name)")
            }
            if job["trigger"] != nil, job["script"] != nil { found.insert("trigger and script of \(key.name)") }
            // A variable that a script sets itself is as unknown on the side that it comes from.
            let known = shared.union(chain.flatMap(variables))
            for name in job.allTexts.flatMap(ShellUses.names) where !known.contains(name) {
                found.insert("variable \(name)")
            }
        }
        for job in jobs.values {
            // What is stopped or looked at must be an environment that a job makes.
            guard let place = job["environment"],
                ["stop", "prepare", "verify", "access"].contains(place["action"]?.text),
                let name = place["name"]?.text, !environments.contains(name)
            else { continue }
            found.insert("environment \(name)")
        }
        for (name, rules) in jobs.map({ ($0.key.name, $0.value["rules"]) }) + [
            ("workflow", document["workflow"]?["rules"])
        ] {
            let rules = rules?.elements ?? []
            // The first rule that fits counts, and one without a condition fits always.
            if rules.dropLast().contains(where: Self.fitsAlways) { found.insert("rule behind the last of \(name)") }
        }
        // GitLab refuses a setting for all jobs in both places.
        for name in Self.shared where document[name] != nil && document["default"]?[name] != nil {
            found.insert("second \(name)")
        }
        for text in ["variables", "workflow", "default"].flatMap({ document[$0]?.allTexts ?? [] }) {
            for name in ShellUses.names(in: text) where !shared.contains(name) { found.insert("variable \(name)") }
        }
        for name in NameGraph.cyclic(waits) { found.insert("cycle of \(name)") }
        return found
    }

    /// The environments that jobs make.
    private var environments: Set<String> {
        Set(
            jobs.values.compactMap { job in
                let place = job["environment"]
                return [nil, "start"].contains(place?["action"]?.text) ? place?.text ?? place?["name"]?.text : nil
            })
    }

    private static func fitsAlways(_ rule: Value) -> Bool {
        guard case .map(let pairs) = rule else { return false }
        return ["if", "changes", "exists"].allSatisfy { pairs[Key($0)] == nil }
    }

    /// What is wrong with the jobs that one waits for.
    private func needs(of job: Value, name: String) -> Set<String> {
        var found: Set<String> = []
        let needed = needed(by: job)
        for (need, wantsArtifacts) in needed {
            // A hidden job never runs.
            guard let other = jobs[Key(need)], !need.hasPrefix(".") else {
                found.insert("job \(need)")
                continue
            }
            if let stages, let own = stage(of: job), let its = stage(of: other), stages[its] ?? 0 > stages[own] ?? .max
            {
                found.insert("later stage of \(need)")
            }
            let given = chain(of: other) + [document["default"] ?? .empty]
            if wantsArtifacts, !isOpen(other), !given.contains(where: { $0["artifacts"] != nil }) {
                found.insert("artifacts of \(need)")
            }
        }
        if job["needs"] != nil {
            for name in job["dependencies"]?.texts ?? [] where !needed.contains(where: { $0.name == name }) {
                found.insert("dependency on \(name)")
            }
        }
        return found
    }

    /// The jobs of this pipeline that one waits for, each with whether it asks for artifacts by word.
    private func needed(by job: Value) -> [(name: String, wantsArtifacts: Bool)] {
        (job["needs"]?.elements ?? []).compactMap { need in
            guard let name = need["job"]?.text ?? need.text, need["pipeline"] == nil, need["project"] == nil else {
                return nil
            }
            return (name, need["artifacts"]?.text == "true")
        }
    }

    /// The stage of a job; nil where a base in another file may say it.
    private func stage(of job: Value) -> String? {
        chain(of: job).lazy.compactMap { $0["stage"]?.text }.first ?? (isOpen(job) ? nil : "test")
    }

    /// Whether a job extends one of another file.
    private func isOpen(_ job: Value) -> Bool {
        chain(of: job).flatMap { $0["extends"]?.texts ?? [] }.contains { jobs[Key($0)] == nil }
    }

    /// A job and those that it extends, the nearest first.
    private func chain(of job: Value) -> [Value] {
        var chain = [job]
        var seen: Set<String> = []
        var next = job["extends"]?.texts ?? []
        // The last one named wins.
        while let name = next.popLast() {
            guard seen.insert(name).inserted, let base = jobs[Key(name)] else { continue }
            chain.append(base)
            next += base["extends"]?.texts ?? []
        }
        return chain
    }

    private func variables(_ value: Value) -> Set<String> {
        Set(value["variables"]?.pairs.keys.map(\.name) ?? [])
    }

    /// What `!reference [job, key]` tags take from.
    private func references(_ value: Value) -> [[String]] {
        switch value {
        case .marked("!reference", let list): [list.texts]
        case .marked(_, let value): references(value)
        case .list(let values): values.flatMap(references)
        case .map(let pairs): pairs.values.flatMap(references)
        default: []
        }
    }

    /// Whether a path of names leads to something.
    private func leads(_ path: [String]) -> Bool {
        var place: Value? = document
        for name in path { place = place?.pairs[Key(name)] }
        return place != nil
    }

    /// What may stand at the top for all jobs, or in `default`.
    private static let shared = ["image", "cache", "services", "before_script", "after_script"]

    /// Keys of the file that are no jobs.
    private static let settings = Set(["stages", "variables", "workflow", "default", "include", "spec"] + shared)
}
