/// The hosts and ports that services call one another by.
enum ComposeAddresses {
    /// Hosts that no service answers to.
    static func unknownHosts(_ services: ComposeServices) -> Set<String> {
        var known: Set<String> = []
        for (key, service) in services.all {
            known.formUnion([key.name, service["container_name"]?.text, service["hostname"]?.text].compactMap { $0 })
            for network in service["networks"]?.pairs.values.map({ $0 }) ?? [] {
                known.formUnion(network["aliases"]?.texts ?? [])
            }
            let pairs = (service["extra_hosts"]?.texts ?? []).map { String($0.prefix { $0 != ":" && $0 != "=" }) }
            known.formUnion(pairs + (service["extra_hosts"]?.pairs.keys.map(\.name) ?? []))
            known.formUnion(
                (service["links"]?.texts ?? []).compactMap { $0.split(separator: ":").last.map(String.init) })
        }
        return services.all.values.reduce(into: []) { found, service in
            for address in called(by: service) where !address.isOwn && !known.contains(address.host) {
                found.insert("host \(address.host)")
            }
        }
    }

    private static let databaseAddress = Pattern(/:\/\/(?:[^\/@\s]*@)?([\w-]+)(?::\d+)?\/([\w-]+)/)

    /// Databases that are called on a server of the file which makes another one.
    static func unknownDatabases(_ services: ComposeServices) -> Set<String> {
        found(services, databaseNames) { address, made in
            guard let call = address.firstMatch(of: databaseAddress),
                let database = made[String(call.1)], database != call.2
            else { return nil }
            return "database \(call.2) of \(call.1)"
        }
    }

    private static let accountAddress = Pattern(/:\/\/([\w-]+)(?::[^\/@\s]*)?@([\w-]+)/)

    /// Accounts that call a server of the file which makes another one.
    static func unknownAccounts(_ services: ComposeServices) -> Set<String> {
        found(services, accountNames) { address, made in
            guard let call = address.firstMatch(of: accountAddress),
                let account = made[String(call.2)], account != call.1, call.1 != "root"
            else { return nil }
            return "account \(call.1) of \(call.2)"
        }
    }

    /// What the addresses in the services' variables get wrong.
    /// - Parameters:
    ///   - names: Variables that tell a server what to make.
    ///   - wrong: What an address gets wrong, beside what each server makes; nil for nothing.
    private static func found(
        _ services: ComposeServices, _ names: Set<String>,
        _ wrong: (_ address: String, _ made: [String: String]) -> String?
    ) -> Set<String> {
        var made: [String: String] = [:]
        for (key, service) in services.all {
            let values = service.assignments("environment").filter { names.contains($0.name) }.map(\.value)
            if values.count == 1, !values[0].contains("$") { made[key.name] = values[0] }
        }
        if made.isEmpty { return [] }
        return services.all.values.reduce(into: []) { found, service in
            for (_, value) in service.assignments("environment") where value.contains("://") {
                if let problem = wrong(value, made) { found.insert(problem) }
            }
        }
    }

    /// Variables that tell a server which account to make.
    private static let accountNames: Set<String> = [
        "POSTGRES_USER", "MYSQL_USER", "MARIADB_USER", "MONGO_INITDB_ROOT_USERNAME", "RABBITMQ_DEFAULT_USER",
    ]

    /// Variables that tell a server which database to make.
    private static let databaseNames: Set<String> = [
        "POSTGRES_DB", "MYSQL_DATABASE", "MARIADB_DATABASE", "MONGO_INITDB_DATABASE",
    ]

    /// A port that only the merge makes unanswered, since the service that answers has another one now.
    ///
    /// A service need not say its ports; so this speaks only where a side has the port, and the merge others in its place.
    static func contradiction(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let found = unknownPorts(in: merged, ofSilent: false)
        if found.isEmpty { return nil }
        return found.subtracting(unknownPorts(in: local, ofSilent: true))
            .subtracting(unknownPorts(in: incoming, ofSilent: true)).min()
    }

    /// Ports that are called and that the service does not say; those of services without any ports too, or not.
    private static func unknownPorts(in documents: Value, ofSilent: Bool) -> Set<String> {
        var found: Set<String> = []
        for services in documents.withoutAnchors.elements.map(ComposeServices.init) {
            let calls = services.all.map { ($0, $1, called(by: $1)) }.filter { !$2.isEmpty }
            if calls.isEmpty { continue }
            var ports: [String: Set<String>] = [:]
            for (key, service) in services.all { ports[key.name] = Self.ports(of: service) }
            for (key, service, addresses) in calls {
                let tests = Set((service["healthcheck"]?["test"]?.texts ?? []).flatMap(AddressUses.addresses))
                for address in addresses {
                    // What listens within a container is its own affair, apart from what its check calls.
                    if address.isOwn, !tests.contains(address) { continue }
                    guard let port = address.port,
                        let known = ports[address.isOwn ? key.name : address.host] ?? (ofSilent ? [] : nil)
                    else { continue }
                    if ofSilent || !known.isEmpty, !known.contains(port) {
                        found.insert("port of \(address.host) \(port)")
                    }
                }
            }
        }
        return found
    }

    /// The ports that a service says it listens on.
    private static func ports(of service: Value) -> Set<String> {
        var found = Set((service["expose"]?.texts ?? []).map { String($0.prefix { $0 != "/" }) })
        found.formUnion(service.assignments("environment").filter { $0.name.hasSuffix("PORT") }.map(\.value))
        for port in service["ports"]?.elements ?? [] {
            guard let range = ComposePort(port).target else { continue }
            for number in range { found.insert(String(number)) }
        }
        return found
    }

    /// The addresses in what a service is given and runs.
    private static func called(by service: Value) -> [AddressUses.Address] {
        let texts =
            service.assignments("environment").map(\.value) + (service["command"]?.texts ?? [])
            + (service["entrypoint"]?.texts ?? []) + (service["healthcheck"]?["test"]?.texts ?? [])
        return texts.flatMap(AddressUses.addresses)
    }
}

/// One entry of `ports`: what the host gives, and what the container listens on.
struct ComposePort {
    /// The ports of the host; nil for one of its choice, and where a variable without a default says it.
    let published: ClosedRange<Int>?
    /// The ports of the container.
    let target: ClosedRange<Int>?
    /// The address of the host, where one is said.
    let address: String?
    let transport: String

    init(_ value: Value) {
        if value["target"] != nil {
            published = Self.range(value["published"]?.text)
            target = Self.range(value["target"]?.text)
            address = value["host_ip"]?.text
            transport = value["protocol"]?.text ?? "tcp"
            return
        }
        let text = Self.withDefaults(value.text ?? "")
        let parts = text.split(separator: "/")
        let numbers = (parts.first ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        published = numbers.count > 1 ? Self.range(numbers[numbers.count - 2]) : nil
        target = Self.range(numbers.last)
        address = numbers.count > 2 ? numbers[0] : nil
        transport = parts.count > 1 ? String(parts[1]) : "tcp"
    }

    /// `8000` or `8000-8010`.
    private static func range(_ text: String?) -> ClosedRange<Int>? {
        let ends = (text.map(withDefaults) ?? "").split(separator: "-", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
            last < 65_536
        else { return nil }
        return first...last
    }

    private static let defaultValue = Pattern(/\$\{[A-Za-z0-9_]+:?-([^{}]*)\}/)

    /// The text with `8080` in place of `${PORT:-8080}`.
    private static func withDefaults(_ text: String) -> String {
        guard text.contains("$") else { return text }
        return text.replacing(defaultValue) { String($0.1) }
    }
}
