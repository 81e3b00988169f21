/// Names that take from one another in a ring, each side's part of which is harmless: neither end is ever reached.
///
/// Rings of jobs and services that wait for one another are looked for where those are.
enum NameRings {
    /// Jobs of GitLab that extend one another.
    static func jobs(_ documents: Value) -> Set<String> {
        documents.withoutAnchors.elements.reduce(into: []) { found, document in
            found.formUnion(ring(document.pairs) { $0["extends"]?.texts ?? [] })
        }
    }

    /// Groups of Python dependencies that include one another.
    static func groups(_ file: Value) -> Set<String> {
        let groups = file.pairs[Key("dependency-groups", kind: "table")]?.pairs ?? [:]
        return ring(groups, named: RequirementText.normalized) { group in
            group.elements.compactMap { $0["include-group"]?.text }
        }
    }

    /// Scripts of a package.json that run one another.
    static func scripts(_ file: Value) -> Set<String> {
        ring(file["scripts"]?.pairs ?? [:]) { Array(PackageScripts.scriptsRun(by: $0.text ?? "")) }
    }

    /// Variables whose values hold one another's.
    static func variables(_ file: Value, _ uses: (Value) -> Set<String>) -> Set<String> {
        ring(file.pairs) { Array(uses($0)) }
    }

    /// - Parameter named: The name as its readers see it.
    private static func ring(
        _ parts: [Key: Value], named: (String) -> String = { $0 }, _ uses: (Value) -> [String]
    ) -> Set<String> {
        var needs: [String: [String]] = [:]
        for (key, part) in parts { needs[named(key.name)] = uses(part).map(named) }
        return NameGraph.cyclic(needs).mapped { "ring of \($0)" }
    }
}
