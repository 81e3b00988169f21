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
            case "on" where inner.count == 1: return .set
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
            default:
                return name == "version" || name.hasSuffix("-version") || name.uppercased().hasSuffix("_VERSION")
                    ? .plain : nil
            }
        }
        profile.isOpen = { path in path.last == "env" || path.last == "jobs" }
        profile.contradiction = WorkflowFolders.moved
        profile.problems = { documents in
            documents.withoutAnchors.elements.reduce(into: []) { found, document in
                found.formUnion(WorkflowReferences.dangling(in: document))
                found.formUnion(WorkflowClashes.all(in: document))
            }
        }
        return profile
    }()
}

extension ListPolicy {
    /// Steps run in order; they are told apart by their id, else their name, else what they use or run.
    static var steps: ListPolicy {
        .identified(order: .strict) { step in
            if let id = step["id"]?.text { return Key(id, kind: "id") }
            if let name = step["name"]?.text { return Key(name, kind: "name") }
            if let uses = step["uses"]?.text {
                return Key(
                    String(uses.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)[0]), kind: "uses")
            }
            return step["run"]?.text.map {
                Key($0.split(whereSeparator: \.isWhitespace).joined(separator: " "), kind: "run")
            }
        }
    }

    /// Patterns without order, as long as none negates: a `!` takes back what patterns before it matched.
    static var patterns: ListPolicy {
        .identified { value in value.text.flatMap { $0.hasPrefix("!") ? nil : Key($0) } }
    }
}
