/// What the steps of a job take from one another.
enum WorkflowSteps {
    /// Steps that are named above themselves, or not there at all.
    static func dangling(_ steps: [Value], in job: Value) -> Set<String> {
        var found: Set<String> = []
        var known: Set<String> = []
        var scripts: [String: String] = [:]
        for step in steps {
            if let id = step["id"]?.text, let script = step["run"]?.text { scripts[id] = script }
        }
        func look(at value: Value) {
            for text in value.allTexts where text.holds("steps") {
                for name in ContextUses(text).names(of: "steps") where !known.contains(name) {
                    found.insert("step \(name)")
                }
                // A script writes `name=value` or `name<<END`; what a program writes is as unknown on the side that reads it.
                for case (let step, let output?) in ContextUses(text).outputs(of: "steps") {
                    guard let script = scripts[step],
                        script.occurrences(of: output + "=") + script.occurrences(of: output + "<<") == 0
                    else { continue }
                    found.insert("output \(output) of \(step)")
                }
            }
        }
        for step in steps {
            look(at: step)
            if let id = step["id"]?.text { known.insert(id) }
        }
        // The rest of the job is read when all steps are done.
        if case .map(var pairs) = job {
            pairs[Key("steps")] = nil
            look(at: .map(pairs))
        } else {
            look(at: job)
        }
        return found
    }

    /// What no two steps of a job may have in common.
    static func clashes(_ steps: [Value]) -> Set<String> {
        var found: Set<String> = []
        var seen: Set<Value> = []
        for step in steps {
            // One action twice with the same settings is one step that both sides brought.
            guard let uses = step["uses"], let with = step["with"], !seen.insert(.list([uses, with])).inserted else {
                continue
            }
            found.insert("second use of \(uses.text ?? "")")
        }
        return found
    }

    /// Artifacts that are downloaded and that no job of the file uploads.
    ///
    /// One of another run is unknown on the side that brought it, too.
    static func missingArtifacts(_ jobs: [Value]) -> Set<String> {
        let steps = jobs.flatMap { $0["steps"]?.elements ?? [] }
        let uploads = names(in: steps, of: "actions/upload-artifact@").map { $0 ?? "artifact" }
        var found: Set<String> = []
        for case let name? in names(in: steps, of: "actions/download-artifact@")
        where !name.contains("${{") && !uploads.contains(where: { fits(name, $0) }) {
            found.insert("artifact \(name)")
        }
        let downloads = steps.filter { $0["uses"]?.text?.hasPrefix("actions/download-artifact@") == true }
        for pattern in downloads.compactMap({ $0["with"]?["pattern"]?.text }) where !pattern.contains("${{") {
            let start = pattern.prefix { !"*?[{!+@".contains($0) }
            // An expression in a name may come out as anything.
            let fits = uploads.contains { name in
                let known = name.firstRange(of: "${{").map { name[..<$0.lowerBound] }
                return name.hasPrefix(start) || known.map { start.hasPrefix($0) } == true
            }
            if !fits { found.insert("artifacts \(pattern)") }
        }
        return found
    }

    /// Names under which two steps of a file upload an artifact: from the fourth version on the second one fails.
    static func doubledArtifacts(_ jobs: [Value]) -> Set<String> {
        let uploads = jobs.flatMap { $0["steps"]?.elements ?? [] }.filter { step in
            guard let action = step["uses"]?.text, action.hasPrefix("actions/upload-artifact@") else { return false }
            return !["v1", "v2", "v3"].contains(where: action.dropFirst(24).hasPrefix)
                && step["with"]?["overwrite"]?.text != "true"
        }
        let names = uploads.map { $0["with"]?["name"]?.text ?? "artifact" }
        return doubled(names.filter { !$0.contains("${{") }).mapped { "second artifact \($0)" }
    }

    /// Artifacts that are fetched by an action of before its fourth version, and uploaded by one of after it; or the other
    /// way round.
    static func unreadableArtifacts(_ jobs: [Value]) -> Set<String> {
        func all(_ action: String) -> [(name: String, isOld: Bool)] {
            jobs.flatMap { $0["steps"]?.elements ?? [] }.compactMap { step in
                guard let uses = step["uses"]?.text, uses.hasPrefix(action + "@v"),
                    let version = Int(uses.dropFirst(action.utf8.count + 2).prefix { $0 != "." })
                else { return nil }
                return (step["with"]?["name"]?.text ?? "artifact", version < 4)
            }
        }
        let uploads = all("actions/upload-artifact")
        var found: Set<String> = []
        for (name, isOld) in all("actions/download-artifact") where !name.contains("${{") {
            let same = uploads.filter { fits(name, $0.name) }
            if !same.isEmpty, same.allSatisfy({ $0.isOld != isOld }) { found.insert("kind of artifact \(name)") }
        }
        return found
    }

    private static func names(in steps: [Value], of action: String) -> [String?] {
        steps.filter { $0["uses"]?.text?.hasPrefix(action) == true }.map { $0["with"]?["name"]?.text }
    }

    /// Whether an uploaded name can come out as another one: an expression in it may stand for anything.
    private static func fits(_ name: String, _ upload: String) -> Bool {
        guard let start = upload.firstRange(of: "${{"), let end = upload.ranges(of: "}}").last else {
            return name == upload
        }
        return name.hasPrefix(upload[..<start.lowerBound]) && name.hasSuffix(upload[end.upperBound...])
    }
}
