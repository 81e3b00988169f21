/// Values of a matrix that something of the job names.
enum WorkflowMatrix {
    private static let valueTest = Pattern(/matrix\.([A-Za-z_][A-Za-z0-9_-]*)\s*[!=]=\s*'([^']*)'/)

    /// Values that are left out, added to or compared with although the axis has them no more.
    ///
    /// An `include` with a value of its own makes a job of its own: so it is here on the side that wrote it, too.
    static func dangling(in job: Value, _ texts: [String]) -> Set<String> {
        guard let matrix = job["strategy"]?["matrix"] else { return [] }
        let axes = matrix.pairs.filter { !["include", "exclude"].contains($0.key.name) && !$0.value.elements.isEmpty }
            .mapValues { Set($0.elements.compactMap(\.text)) }
        var found: Set<String> = []
        var known = axes
        for field in ["exclude", "include"] {
            for (key, value) in matrix[field]?.elements.flatMap(\.pairs) ?? [] {
                guard let text = value.text, let values = axes[key], !values.contains(text) else { continue }
                found.insert("\(field) of \(key.name) \(text)")
                if field == "include" { known[key, default: []].insert(text) }
            }
        }
        // GitHub refuses to leave out by what is no axis; what is added under a name that no step reads is read by nobody.
        let used = Set(texts.filter { $0.holds("matrix") }.flatMap { ContextUses($0).names(of: "matrix") })
        for (field, names) in [("exclude", []), ("include", used)] {
            for key in matrix[field]?.elements.flatMap(\.pairs.keys) ?? []
            where matrix.pairs[key] == nil && !names.contains(key.name) {
                found.insert("\(field) of \(key.name)")
            }
        }
        for text in texts where text.holds("matrix.") && text.holds("=") {
            for use in text.matches(of: valueTest) {
                guard let values = known[Key(String(use.1))], !values.contains(String(use.2)) else { continue }
                found.insert("value of \(use.1) \(use.2)")
            }
        }
        return found
    }
}

/// The services of a job, and what its steps call them by.
enum WorkflowServices {
    /// Services and ports that are called and that the job does not start.
    ///
    /// What a step starts itself is unknown on the side that brought it, too.
    static func dangling(in job: Value, _ texts: [String]) -> Set<String> {
        let services = job["services"]?.pairs ?? [:]
        var published: Set<String> = []
        for port in services.values.flatMap({ $0["ports"]?.elements ?? [] }) {
            guard let range = ComposePort(port).published else { continue }
            for number in range { published.insert(String(number)) }
        }
        // A job in a container calls its services by their names.
        let isInside = job["container"] != nil && !services.isEmpty
        var found: Set<String> = []
        for text in texts {
            if isInside, ["localhost", "127.0.0.1"].contains(text) { found.insert("services at \(text)") }
            if text.holds("job.services") { found.formUnion(unknown(in: text, services)) }
            for address in AddressUses.addresses(in: text) {
                if address.isOwn {
                    guard let port = address.port else { continue }
                    if isInside, published.contains(port) { found.insert("services at port \(port)") }
                    if published.contains(port) { continue }
                    found.insert("port \(port)")
                } else if services[Key(address.host)] == nil {
                    found.insert("host \(address.host)")
                }
            }
        }
        return found
    }

    /// The services and the ports in `job.services.name.ports['1']` that the job does not have.
    private static func unknown(in text: String, _ services: [Key: Value]) -> Set<String> {
        var found: Set<String> = []
        for name in ContextUses(text).names(of: "job.services") where services[Key(name)] == nil {
            found.insert("service \(name)")
        }
        for use in text.matches(of: portUse) {
            let ports = services[Key(String(use.1))]?["ports"]?.texts ?? []
            if !ports.contains(where: { $0.split(separator: ":").last.map(String.init) == String(use.2) }) {
                found.insert("port of \(use.1) \(use.2)")
            }
        }
        return found
    }

    private static let portUse = Pattern(
        /job\.services\.([A-Za-z0-9_-]+)\.ports\[['"]?([0-9]+)/)
}
