/// Keys of a workflow that exclude one another, and names that the shell or a caller no longer gets from it.
enum WorkflowClashes {
    private static let refTest = Pattern(/'refs\/(heads|tags)\/([^']*)'/)

    /// Branches and tags that conditions ask for, and that a push of which starts no run.
    private static func unmet(in document: Value, push: Value?) -> Set<String> {
        let branches = push?["branches"]?.texts ?? []
        guard !branches.isEmpty, !branches.contains(where: { $0.contains("*") || $0.contains("!") }) else { return [] }
        var found: Set<String> = []
        for text in document.allTexts where text.holds("refs/") {
            for match in text.matches(of: refTest) {
                if match.1 == "tags", push?["tags"] == nil { found.insert("tags of pushes") }
                if match.1 == "heads", !branches.contains(String(match.2)) { found.insert("pushes to \(match.2)") }
            }
        }
        return found
    }

    private static let workflowTest = Pattern(/github\.workflow\s*[!=]=\s*'([^']*)'/)

    static func all(in document: Value) -> Set<String> {
        var found: Set<String> = []
        let triggers = document["on"] ?? document["true"]
        for (event, filters) in triggers?.pairs ?? [:] {
            for name in ["branches", "paths", "tags"] where filters[name] != nil && filters[name + "-ignore"] != nil {
                found.insert("\(name) and \(name)-ignore of \(event.name)")
            }
        }
        // Of these two a repository has one.
        let branches = self.branches(in: document, triggers)
        if branches.isSuperset(of: ["main", "master"]) { found.insert("branches main and master") }
        found.formUnion(unmet(in: document, push: triggers?["push"]))
        if let secrets = triggers?["workflow_call"]?["secrets"]?.pairs {
            let known = Set(secrets.keys.map(\.name)).union(["GITHUB_TOKEN"])
            for text in document.allTexts {
                for name in ContextUses(text).names(of: "secrets") where !known.contains(name) {
                    found.insert("secret \(name)")
                }
            }
        }
        for text in document.allTexts where text.holds("github.workflow") {
            for match in text.matches(of: workflowTest)
            where document["name"]?.text != String(match.1) {
                found.insert("workflow \(match.1)")
            }
        }
        found.formUnion(WorkflowSteps.doubledArtifacts(document["jobs"]?.pairs.values.map { $0 } ?? []))
        let shared = document.variables
        // GitHub takes `Lint` and `lint` for one.
        for name in doubled((document["jobs"]?.pairs.keys.map(\.name) ?? []).map { $0.lowercased() }) {
            found.insert("second job \(name)")
        }
        for (key, job) in document["jobs"]?.pairs ?? [:] {
            found.formUnion(WorkflowSteps.clashes(job["steps"]?.elements ?? []))
            let services = (job["services"]?.pairs.values ?? [:].values).flatMap { $0["ports"]?.elements ?? [] }
            for port in doubled(services.map(ComposePort.init).compactMap { $0.published.map { "\($0.lowerBound)" } }) {
                found.insert("second port \(port) of \(key.name)")
            }
            if job["uses"] != nil {
                for name in ofRunners where job[name] != nil { found.insert("uses and \(name) of \(key.name)") }
            }
            for step in job["steps"]?.elements ?? [] {
                found.formUnion(clashes(of: step, known: shared.union(job.variables).union(step.variables)))
            }
        }
        let steps = document["runs"]?["steps"]?.elements ?? []
        found.formUnion(WorkflowSteps.clashes(steps))
        for step in steps {
            found.formUnion(clashes(of: step, known: step.variables))
        }
        return found
    }

    private static let branchTest = Pattern(/(?:refs\/heads\/|ref_name == ')([\w-]+)/)

    /// The branches that events are limited to and that conditions name.
    private static func branches(in document: Value, _ triggers: Value?) -> Set<String> {
        var found = Set((triggers?.pairs.values.map { $0 } ?? []).flatMap { $0["branches"]?.texts ?? [] })
        for text in document.allTexts where text.holds("ref") {
            for match in text.matches(of: branchTest) { found.insert(String(match.1)) }
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

    /// Keys of a job that runs steps, which one that calls a workflow can't have.
    private static let ofRunners = [
        "runs-on", "steps", "timeout-minutes", "env", "container", "services", "outputs", "environment", "defaults",
        "continue-on-error",
    ]
}
