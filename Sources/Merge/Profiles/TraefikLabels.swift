/// What a Compose file says to Traefik by labels: names that lead nowhere, and routers that two services claim.
enum TraefikLabels {
    static func dangling(_ services: ComposeServices) -> Set<String> {
        let labels = services.all.values.flatMap(labels)
        let defined = Set(labels.compactMap { name(in: $0.name, of: "middlewares") })
        var found: Set<String> = []
        for label in labels where label.name.hasSuffix(".middlewares") {
            for name in label.value.split(separator: ",").map({ $0.filter { $0 != " " } })
            // `@` names one of another place.
            where !name.contains("@") && !defined.contains(name.lowercased()) {
                found.insert("middleware \(name)")
            }
        }
        return found
    }

    static func clashes(_ services: ComposeServices) -> Set<String> {
        let routers = services.all.values.flatMap { service in
            Array(
                Set(
                    labels(of: service).filter { $0.name.hasSuffix(".rule") }.compactMap {
                        name(in: $0.name, of: "routers")
                    }))
        }
        return doubled(routers).mapped { "second router \($0)" }
    }

    private static func labels(of service: Value) -> [(name: String, value: String)] {
        let all = service.assignments("labels") + (service["deploy"]?.assignments("labels") ?? [])
        return all.filter { $0.name.hasPrefix("traefik.") }
    }

    /// `auth` of `traefik.http.middlewares.auth.basicauth.users`.
    private static func name(in label: String, of kind: String) -> String? {
        let parts = label.lowercased().split(separator: ".")
        return parts.count > 4 && parts[2] == kind ? String(parts[3]) : nil
    }
}
