extension MergeProfile {
    /// GitHub Actions: workflows, and actions made of steps.
    static let workflow: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            if path.isEmpty { return .documents }
            let inner = Array(path.dropFirst())
            switch inner.last {
            case "steps": return .steps
            case "needs": return .set
            case "runs-on": return .atomic
            case "include", "exclude": return .sequence
            case "types", "branches", "branches-ignore", "paths", "paths-ignore", "tags", "tags-ignore":
                return inner.first == "on" || inner.first == "true" ? .patterns : .sequence
            case _ where fits(inner, "jobs.*.strategy.matrix.*"): return .set
            default: return nil
            }
        }
        profile.versions = { path in
            let name = path.last ?? ""
            switch name {
            case "uses": return .action
            case "image", "container": return .image
            default: return name == "version" || name.hasSuffix("-version") ? .plain : nil
            }
        }
        profile.dangling = WorkflowReferences.dangling
        return profile
    }()
}

extension ListPolicy {
    /// Steps run in order; they are told apart by their id, else their name, else what they use or run.
    static var steps: ListPolicy {
        .identified(ordered: true) { step in
            if let id = step["id"]?.text { return Key(id, kind: "id") }
            if let name = step["name"]?.text { return Key(name, kind: "name") }
            if let uses = step["uses"]?.text {
                return Key(String(uses.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)[0]), kind: "uses")
            }
            return step["run"]?.text.map { Key($0.split(whereSeparator: \.isWhitespace).joined(separator: " "), kind: "run") }
        }
    }

    /// Patterns without order, as long as none negates: a `!` takes back what patterns before it matched.
    static var patterns: ListPolicy {
        .identified { value in value.text.flatMap { $0.hasPrefix("!") ? nil : Key($0) } }
    }
}

/// References within a workflow.
enum WorkflowReferences {
    static func dangling(_ documents: Value) -> Set<String> {
        var found: Set<String> = []
        for document in documents.elements {
            let jobs = document["jobs"]?.pairs ?? [:]
            let names = Set(jobs.keys.map(\.name))
            for job in jobs.values {
                for need in job["needs"]?.texts ?? [] where !names.contains(need) { found.insert("job \(need)") }
                let ids = Set(job["steps"]?.elements.compactMap { $0["id"]?.text } ?? [])
                for text in job.allTexts {
                    for match in text.matches(of: /steps\.([A-Za-z_][A-Za-z0-9_-]*)\./) where !ids.contains(String(match.1)) {
                        found.insert("step \(match.1)")
                    }
                    for match in text.matches(of: /needs\.([A-Za-z_][A-Za-z0-9_-]*)\./) where !names.contains(String(match.1)) {
                        found.insert("job \(match.1)")
                    }
                }
            }
        }
        return found
    }
}

extension Value {
    /// Every text in the value.
    var allTexts: [String] {
        switch self {
        case .string(let text), .literal(let text): [text]
        case .list(let values): values.flatMap(\.allTexts)
        case .map(let pairs): pairs.values.flatMap(\.allTexts)
        case .marked(_, let value): value.allTexts
        case .empty, .alias: []
        }
    }
}
