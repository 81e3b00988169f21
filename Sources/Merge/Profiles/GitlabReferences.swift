/// References within a GitLab pipeline.
enum GitlabReferences {
    static func dangling(_ documents: Value) -> Set<String> {
        var found: Set<String> = []
        for document in documents.elements {
            let jobs = document.pairs
            let names = Set(jobs.keys.map(\.name))
            let stages = Set(document["stages"]?.texts ?? ["build", "test", "deploy"]).union([".pre", ".post"])
            let shared = variables(document)
            // What an included file defines is not known here.
            guard document["include"] == nil else { continue }
            for (key, job) in jobs where key.name != "stages" {
                if let stage = job["stage"]?.text, !stages.contains(stage) { found.insert("stage \(stage)") }
                for name in job["extends"]?.texts ?? [] where !names.contains(name) { found.insert("job \(name)") }
                for name in job["dependencies"]?.texts ?? [] where !names.contains(name) { found.insert("job \(name)") }
                for path in references(job) where !leads(path, from: document) {
                    found.insert("job \(path.joined(separator: "."))")
                }
                for need in job["needs"]?.elements ?? [] {
                    guard let name = need["job"]?.text ?? need.text, need["pipeline"] == nil, need["project"] == nil
                    else { continue }
                    // A hidden job never runs.
                    if !names.contains(name) || name.hasPrefix(".") { found.insert("job \(name)") }
                }
                if job["rules"] != nil, job["only"] != nil || job["except"] != nil {
                    found.insert("rules and only of \(key.name)")
                }
                // A variable that a script sets itself is as unknown on the side that it comes from.
                let known = shared.union(variables(job)).union(
                    (job["extends"]?.texts ?? []).flatMap { base in
                        jobs[Key(base)].map(variables) ?? []
                    })
                for name in job.allTexts.flatMap(ShellUses.names) where !known.contains(name) {
                    found.insert("variable \(name)")
                }
            }
        }
        return found
    }

    private static func variables(_ value: Value) -> Set<String> {
        Set(value["variables"]?.pairs.keys.map(\.name) ?? [])
    }

    /// What `!reference [job, key]` tags take from.
    private static func references(_ value: Value) -> [[String]] {
        switch value {
        case .marked("!reference", let list): [list.texts]
        case .marked(_, let value): references(value)
        case .list(let values): values.flatMap(references)
        case .map(let pairs): pairs.values.flatMap(references)
        default: []
        }
    }

    /// Whether a path of names leads to something.
    private static func leads(_ path: [String], from document: Value) -> Bool {
        var place: Value? = document
        for name in path { place = place?.pairs[Key(name)] }
        return place != nil
    }
}
