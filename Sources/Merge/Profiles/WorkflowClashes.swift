/// Keys of a workflow that exclude one another, and names that the shell or a caller no longer gets from it.
enum WorkflowClashes {
    static func all(in documents: Value) -> Set<String> {
        documents.elements.reduce(into: []) { $0.formUnion(clashes(in: $1)) }
    }

    private static func clashes(in document: Value) -> Set<String> {
        var found: Set<String> = []
        let triggers = document["on"] ?? document["true"]
        for (event, filters) in triggers?.pairs ?? [:] {
            for name in ["branches", "paths", "tags"] where filters[name] != nil && filters[name + "-ignore"] != nil {
                found.insert("\(name) and \(name)-ignore of \(event.name)")
            }
        }
        if let secrets = triggers?["workflow_call"]?["secrets"]?.pairs {
            let known = Set(secrets.keys.map(\.name)).union(["GITHUB_TOKEN"])
            for text in document.allTexts {
                for name in ContextUses(text).names(of: "secrets") where !known.contains(name) {
                    found.insert("secret \(name)")
                }
            }
        }
        let shared = variables(document)
        for (key, job) in document["jobs"]?.pairs ?? [:] {
            if job["uses"] != nil {
                for name in ofRunners where job[name] != nil { found.insert("uses and \(name) of \(key.name)") }
            }
            for step in job["steps"]?.elements ?? [] {
                found.formUnion(clashes(of: step, known: shared.union(variables(job)).union(variables(step))))
            }
        }
        for step in document["runs"]?["steps"]?.elements ?? [] {
            found.formUnion(clashes(of: step, known: variables(step)))
        }
        return found
    }

    private static func clashes(of step: Value, known: Set<String>) -> Set<String> {
        var found: Set<String> = []
        for name in ["run", "shell", "working-directory"] where step["uses"] != nil && step[name] != nil {
            found.insert("uses and \(name)")
        }
        if step["run"] != nil, step["with"] != nil { found.insert("run and with") }
        // A variable that the script sets itself is as unknown on the side that it comes from.
        for name in ShellUses.names(in: step["run"]?.text ?? "") where !known.contains(name) {
            found.insert("variable \(name)")
        }
        return found
    }

    private static func variables(_ value: Value) -> Set<String> {
        Set(value["env"]?.pairs.keys.map(\.name) ?? [])
    }

    /// Keys of a job that runs steps, which one that calls a workflow can't have.
    private static let ofRunners = [
        "runs-on", "steps", "timeout-minutes", "env", "container", "services", "outputs", "environment", "defaults",
        "continue-on-error",
    ]
}
