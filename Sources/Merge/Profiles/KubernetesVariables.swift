/// Variables that a container's texts take and that it does not have.
enum KubernetesVariables {
    static func dangling(_ objects: ManifestObjects) -> Set<String> {
        var found: Set<String> = []
        for container in objects.pods.flatMap(\.containers) {
            var known = provided(to: container, objects)
            // A variable is there for those below it.
            let variables = container["env"]?.elements ?? []
            let own = Set(variables.compactMap { $0["name"]?.text })
            for variable in variables {
                for use in uses(in: variable) where !known.contains(use) {
                    found.insert(own.contains(use) ? "order of \(use)" : "variable \(use)")
                }
                if let name = variable["name"]?.text { known.insert(name) }
            }
            for text in (container["command"]?.texts ?? []) + (container["args"]?.texts ?? []) {
                for use in uses(in: text) where !known.contains(use) { found.insert("variable \(use)") }
            }
        }
        return found
    }

    /// Hosts that variables of containers call and that are no Service of the file.
    ///
    /// Those of other files are unknown on the side that calls them, too.
    static func unknownHosts(_ objects: ManifestObjects) -> Set<String> {
        let variables = objects.pods.flatMap(\.containers).flatMap { $0["env"]?.elements ?? [] }
        let hosts = variables.compactMap { $0["value"]?.text }.flatMap(AddressUses.addresses)
        return Set(hosts.filter { !$0.isOwn && !objects.has("Service", $0.host) }.map { "host \($0.host)" })
    }

    /// The names that a container has from the ConfigMaps and Secrets of the file.
    ///
    /// Those of other files are unknown on the side that uses them, too.
    private static func provided(to container: Value, _ objects: ManifestObjects) -> Set<String> {
        var known: Set<String> = []
        for source in container["envFrom"]?.elements ?? [] {
            for (field, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
                guard let name = source[field]?["name"]?.text, objects.has(kind, name) else { continue }
                for object in objects.of(kind) where object.name == name {
                    let keys = ["data", "stringData"].flatMap { object[$0]?.pairs.keys.map(\.name) ?? [] }
                    known.formUnion(keys.map { (source["prefix"]?.text ?? "") + $0 })
                }
            }
        }
        return known
    }

    /// The variables that the value of another one takes.
    static func uses(in variable: Value) -> Set<String> { Set(uses(in: variable["value"]?.text ?? "")) }

    private static let variableUse = Pattern(/(?:^|[^$])\$\(([A-Za-z_][A-Za-z0-9_]*)\)/)

    /// The names in `$(NAME)`; `$$(NAME)` is text.
    private static func uses(in text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        return text.matches(of: variableUse).map { String($0.1) }
    }
}
