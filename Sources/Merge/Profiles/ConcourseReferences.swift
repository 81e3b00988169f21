/// Resources that the jobs of a pipeline of Concourse get and put and that it does not have.
enum ConcourseReferences {
    static func dangling(in document: Value) -> Set<String> {
        let known = (document["resources"]?.elements ?? []).compactMap { $0["name"]?.text }
        if known.isEmpty { return [] }
        let used = (document["jobs"]?.elements ?? []).flatMap { resources(in: $0["plan"] ?? .empty) }
        return Set(used).subtracting(known).mapped { "resource \($0)" }
    }

    /// The resources of the steps of a plan, those within others too.
    private static func resources(in value: Value) -> [String] {
        let own = value["get"] ?? value["put"]
        return (own == nil ? [] : [value["resource"]?.text ?? own?.text].compactMap { $0 })
            + (value.elements + value.pairs.values).flatMap(resources)
    }
}
