/// References in a file of Traefik's own settings: routers to services and middlewares of the same protocol.
enum TraefikReferences {
    static func dangling(in document: Value) -> Set<String> {
        var found: Set<String> = []
        for protocolName in ["http", "tcp", "udp"] {
            guard let section = document[protocolName], section["routers"] != nil else { continue }
            for router in section["routers"]?.pairs.values ?? [:].values {
                for (kind, names) in [
                    ("services", router["service"]?.texts), ("middlewares", router["middlewares"]?.texts),
                ] {
                    // `@` names one of another place; what no file of this kind says is in others.
                    for name in names ?? [] where !name.contains("@") && section[kind]?[name] == nil {
                        found.insert("\(kind) \(name)")
                    }
                }
            }
        }
        return found
    }
}
