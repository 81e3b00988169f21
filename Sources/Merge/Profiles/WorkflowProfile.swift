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
        profile.dangling = WorkflowReferences.dangling
        profile.clashes = WorkflowClashes.all
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

/// References within a workflow or an action.
enum WorkflowReferences {
    static func dangling(_ documents: Value) -> Set<String> {
        documents.elements.reduce(into: []) { $0.formUnion(dangling(in: $1)) }
    }

    private static func dangling(in document: Value) -> Set<String> {
        var found: Set<String> = []
        let jobs = document["jobs"]?.pairs ?? [:]
        let names = Set(jobs.keys.map(\.name))
        let triggers = document["on"] ?? document["true"]
        let inputs = Set(
            ["workflow_dispatch", "workflow_call"].flatMap { triggers?[$0]?["inputs"]?.pairs.keys.map(\.name) ?? [] }
                + (document["inputs"]?.pairs.keys.map(\.name) ?? []))
        for text in document.allTexts {
            for name in ContextUses(text).names(of: "inputs") where !inputs.contains(name) {
                found.insert("input \(name)")
            }
        }
        let shared = variables(document)
        for job in jobs.values {
            for need in job["needs"]?.texts ?? [] where !names.contains(need) { found.insert("job \(need)") }
            let steps = job["steps"]?.elements ?? []
            let ids = Set(steps.compactMap { $0["id"]?.text })
            let known = shared.union(variables(job)).union(steps.flatMap { variables($0) })
            let matrix = job["strategy"]?["matrix"]
            let axes = Set(matrix?.pairs.keys.map(\.name) ?? []).union(
                matrix?["include"]?.elements.flatMap { $0.pairs.keys.map(\.name) } ?? [])
            for text in job.allTexts {
                let uses = ContextUses(text)
                for name in uses.names(of: "steps") where !ids.contains(name) { found.insert("step \(name)") }
                for name in uses.names(of: "env") where !known.contains(name) { found.insert("variable \(name)") }
                for name in uses.names(of: "matrix") where !axes.contains(name) { found.insert("axis \(name)") }
                for (need, output) in uses.needs() {
                    if !names.contains(need) { found.insert("job \(need)") }
                    guard let output, let other = jobs[Key(need)], other["uses"] == nil else { continue }
                    if other["outputs"]?[output] == nil { found.insert("output \(need).\(output)") }
                }
            }
        }
        return found
    }

    private static func variables(_ value: Value) -> Set<String> {
        Set(value["env"]?.pairs.keys.map(\.name) ?? [])
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
