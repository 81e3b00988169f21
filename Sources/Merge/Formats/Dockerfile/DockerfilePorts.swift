/// Ports that a health check asks for or a variable names, and those that the file says to be served.
enum DockerfilePorts {
    /// A port of a health check or a variable that only the merge leads nowhere, since the file exposes another one now.
    ///
    /// A file need not say its ports; so this speaks only where a side has the port, and the merge others in its place.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let exposed = exposed(by: merged)
        if exposed.isEmpty { return nil }
        let sides = [local, incoming].map { (asked: asked(by: $0), exposed: self.exposed(by: $0)) }
        return asked(by: merged).subtracting(exposed).filter { port in
            sides.contains { $0.exposed.contains(port) }
                && !sides.contains { $0.asked.contains(port) && !$0.exposed.contains(port) }
        }.min().map { "port \($0)" }
    }

    private static func exposed(by file: Value) -> Set<String> {
        let pairs = file.elements.flatMap { value -> [Key] in
            guard case .marked("EXPOSE", let inner) = value else { return [] }
            return Array(inner.pairs.keys)
        }
        return Set(pairs.map { String($0.name.prefix { $0 != "/" }) })
    }

    private static func asked(by file: Value) -> Set<String> {
        let checks = file.elements.filter { $0.mark == "HEALTHCHECK" }.flatMap(\.instructionTexts)
        let variables = file.elements.filter { $0.mark == "ENV" }.flatMap { instruction -> [String] in
            guard case .marked(_, let inner) = instruction else { return [] }
            return inner.pairs.compactMap {
                $0.key.name == "PORT" || $0.key.name.hasSuffix("_PORT") ? $0.value.text : nil
            }
        }
        return Set(checks.flatMap(AddressUses.addresses).filter(\.isOwn).compactMap(\.port)).union(variables)
    }
}
