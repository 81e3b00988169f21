/// Artifacts of one run of Azure's pipelines that are fetched and that no step of the file publishes.
struct AzureArtifacts {
    private var published: Set<String> = []
    private var fetched: Set<String> = []

    static func dangling(in document: Value) -> Set<String> {
        guard ["stages", "jobs", "steps"].contains(where: { document[$0]?.elements.isEmpty == false }) else {
            return []
        }
        var artifacts = AzureArtifacts()
        artifacts.look(at: document)
        return artifacts.fetched.subtracting(artifacts.published).mapped { "artifact \($0)" }.union(
            outputs(of: document))
    }

    /// Stages and jobs whose outputs an expression takes, and that are not there.
    private static func outputs(of document: Value) -> Set<String> {
        let stages = document["stages"]?.elements ?? []
        let jobs = (document["jobs"]?.elements ?? []) + stages.flatMap { $0["jobs"]?.elements ?? [] }
        // A template may bring others.
        if (stages + jobs).contains(where: { $0["template"] != nil }) { return [] }
        let names = Set(stages.compactMap { $0["stage"]?.text })
        let known = names.union(jobs.compactMap { ($0["job"] ?? $0["deployment"])?.text })
        var found: Set<String> = []
        for text in document.allTexts where text.holds("ependencies") {
            let uses = ContextUses(text)
            found.formUnion(Set(uses.names(of: "stageDependencies")).subtracting(names))
            found.formUnion(Set(uses.names(of: "dependencies")).subtracting(known))
        }
        return found.mapped { "part \($0)" }
    }

    private mutating func look(at value: Value) {
        switch value {
        case .map(let pairs):
            if let task = pairs[Key("task")]?.text, task.holds("Artifact") {
                let inputs = pairs[Key("inputs")]
                let names = ["artifact", "artifactName", "ArtifactName", "targetArtifact"].compactMap {
                    inputs?[$0]?.text
                }
                if task.hasPrefix("Publish") { published.formUnion(names) }
                // One of another run is made elsewhere.
                if task.hasPrefix("Download"), inputs?["source"]?.text ?? "current" == "current" { fetch(names) }
            } else if let name = pairs[Key("artifact")]?.text {
                if pairs[Key("publish")] != nil { published.insert(name) }
                if pairs[Key("download")]?.text == "current" { fetch([name]) }
            }
            for inner in pairs.values { look(at: inner) }
        case .list(let values): for inner in values { look(at: inner) }
        case .marked(_, let inner): look(at: inner)
        case .empty, .string, .literal, .alias: break
        }
    }

    private mutating func fetch(_ names: [String]) { fetched.formUnion(names.filter { !$0.contains("$") }) }
}
