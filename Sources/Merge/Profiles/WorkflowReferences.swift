/// References within a workflow or an action that lead nowhere.
enum WorkflowReferences {
    static func dangling(in document: Value) -> Set<String> {
        let jobs = document["jobs"]?.pairs ?? [:]
        let triggers = document["on"] ?? document["true"]
        var found = unknownInputs(in: document, triggers: triggers)
        let shared = document.variables
        var needs: [String: [String]] = [:]
        for (key, job) in jobs {
            needs[key.name] = job["needs"]?.texts ?? []
            for need in job["needs"]?.texts ?? [] where jobs[Key(need)] == nil { found.insert("job \(need)") }
            let steps = job["steps"]?.elements ?? []
            let known = shared.union(job.variables).union(steps.flatMap(\.variables))
                .union(steps.flatMap { written($0["run"]?.text ?? "") })
            let matrix = job["strategy"]?["matrix"]
            let axes = Set(matrix?.pairs.keys.map(\.name) ?? []).union(
                matrix?["include"]?.elements.flatMap { $0.pairs.keys.map(\.name) } ?? [])
            let texts = job.allTexts
            for text in texts {
                let uses = ContextUses(text)
                for name in uses.names(of: "env") where !known.contains(name) { found.insert("env.\(name)") }
                for name in uses.names(of: "matrix") where !axes.contains(name) { found.insert("axis \(name)") }
                for (need, output) in uses.outputs(of: "needs") {
                    if job["needs"]?.texts.contains(need) != true { found.insert("need of \(need)") }
                    found.formUnion(missing(need, output, in: jobs))
                }
            }
            found.formUnion(WorkflowSteps.dangling(steps, in: job))
            found.formUnion(WorkflowMatrix.dangling(in: job, texts))
            found.formUnion(WorkflowServices.dangling(in: job, texts))
        }
        for name in NameGraph.cyclic(needs) { found.insert("cycle of \(name)") }
        for text in triggers?["workflow_call"]?["outputs"]?.allTexts ?? [] {
            for (job, output) in ContextUses(text).outputs(of: "jobs") {
                found.formUnion(missing(job, output, in: jobs))
            }
        }
        found.formUnion(WorkflowSteps.missingArtifacts(Array(jobs.values)))
        found.formUnion(WorkflowSteps.unreadableArtifacts(Array(jobs.values)))
        if let steps = document["runs"]?["steps"]?.elements {
            found.formUnion(WorkflowSteps.dangling(steps, in: .list([document["outputs"] ?? .empty])))
        }
        return found
    }

    private static let writtenName = Pattern(/([A-Za-z_]\w*)(?:=|<<)/)

    /// The variables that a script may hand on to the steps below it.
    private static func written(_ script: String) -> [String] {
        guard script.holds("GITHUB_ENV") else { return [] }
        return script.matches(of: writtenName).map { String($0.1) }
    }

    /// A job that is not there, or does not give an output.
    private static func missing(_ job: String, _ output: String?, in jobs: [Key: Value]) -> Set<String> {
        guard let other = jobs[Key(job)] else { return ["job \(job)"] }
        // What a called workflow gives is not known here.
        guard let output, other["uses"] == nil, other["outputs"]?[output] == nil else { return [] }
        return ["output \(job).\(output)"]
    }

    private static let inputTest = Pattern(/inputs\.([\w-]+)\s*[!=]=\s*'([^']+)'/)

    /// Inputs that nobody can give.
    private static func unknownInputs(in document: Value, triggers: Value?) -> Set<String> {
        let inputs = ["workflow_dispatch", "workflow_call"].map { triggers?[$0]?["inputs"]?.pairs ?? [:] }
        let names = Set((inputs + [document["inputs"]?.pairs ?? [:]]).flatMap { $0.keys.map(\.name) })
        var found: Set<String> = []
        for text in document.allTexts where text.holds("inputs") {
            let uses = ContextUses(text)
            for name in uses.names(of: "inputs") + uses.names(of: "github.event.inputs") where !names.contains(name) {
                found.insert("input \(name)")
            }
            for match in text.matches(of: inputTest) {
                let input = inputs.lazy.compactMap { $0[Key(String(match.1))] }.first
                guard let options = input?["options"]?.texts, !options.contains(String(match.2)) else { continue }
                found.insert("choice \(match.2) of \(match.1)")
            }
        }
        return found
    }
}

extension Value {
    /// The names in `env`.
    var variables: Set<String> { Set(self["env"]?.pairs.keys.map(\.name) ?? []) }

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
