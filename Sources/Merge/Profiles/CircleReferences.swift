/// References within a configuration of CircleCI that lead nowhere: to executors, jobs, parameters and a workspace.
enum CircleReferences {
    private static let parameterUse = Pattern(/<<\s*parameters\.([\w-]+)/)
    private static let pipelineUse = Pattern(/<<\s*pipeline\.parameters\.([\w-]+)/)

    static func dangling(in document: Value) -> Set<String> {
        let jobs = document["jobs"]?.pairs ?? [:]
        let executors = document["executors"]?.pairs ?? [:]
        let commands = document["commands"]?.pairs ?? [:]
        var found: Set<String> = []
        for (key, job) in jobs {
            if let name = (job["executor"]?["name"] ?? job["executor"])?.text, executors[Key(name)] == nil, isOwn(name)
            {
                found.insert("executor \(name) of \(key.name)")
            }
        }
        for (key, part) in Array(jobs) + Array(commands) + Array(executors) {
            found.formUnion(unknown(parameterUse, in: part, parameters(of: part), of: key.name))
        }
        found.formUnion(
            unknown(pipelineUse, in: document, parameters(of: document), of: "the pipeline"))
        let steps = (Array(jobs.values) + Array(commands.values)).flatMap(steps)
        for step in steps {
            for (name, given) in step.pairs {
                guard let command = commands[name] else { continue }
                let known = parameters(of: command)
                for parameter in given.pairs.keys.map(\.name) where !known.contains(parameter) {
                    found.insert("parameter \(parameter) of \(name.name)")
                }
            }
        }
        let isUsed = { (name: String) in steps.contains { $0.text == name || $0[name] != nil } }
        if isUsed("attach_workspace"), !isUsed("persist_to_workspace") { found.insert("workspace") }
        for flow in document["workflows"]?.pairs.values.map({ $0["jobs"]?.elements ?? [] }) ?? [] {
            found.formUnion(missing(in: flow))
        }
        return found
    }

    /// Jobs of a workflow that others of it wait for and that it does not run.
    private static func missing(in flow: [Value]) -> Set<String> {
        let runs = flow.flatMap { run in
            run.text.map { [$0] } ?? run.pairs.map { $0.value["name"]?.text ?? $0.key.name }
        }
        let needs = flow.flatMap { $0.pairs.values.flatMap { $0["requires"]?.texts ?? [] } }
        return Set(needs.filter { !runs.contains($0) && !$0.contains("<<") }.map { "job \($0)" })
    }

    /// Whether a name is one of this file: not of an orb, and not made of parameters.
    private static func isOwn(_ name: String) -> Bool { !name.contains("/") && !name.contains("<<") }

    private static func parameters(of part: Value) -> Set<String> {
        Set(part["parameters"]?.pairs.keys.map(\.name) ?? [])
    }

    private static func unknown(
        _ use: Pattern<(Substring, Substring)>, in part: Value, _ known: Set<String>, of name: String
    ) -> Set<String> {
        var found: Set<String> = []
        for text in part.allTexts where text.holds("<<") {
            for match in text.matches(of: use) where !known.contains(String(match.1)) {
                found.insert("parameter \(match.1) of \(name)")
            }
        }
        return found
    }

    /// The steps of a job or a command, those under a condition too.
    private static func steps(of part: Value) -> [Value] {
        (part["steps"]?.elements ?? []).flatMap { step in
            [step] + ["when", "unless"].flatMap { step[$0].map(steps) ?? [] }
        }
    }
}
