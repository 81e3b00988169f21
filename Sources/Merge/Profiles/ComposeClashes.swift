/// What cannot stand in one Compose file together, although each line alone is right.
enum ComposeClashes {
    static func all(in services: ComposeServices) -> Set<String> {
        var found: Set<String> = []
        for (key, service) in services.all {
            found.formUnion(clashes(of: service).mapped { "\($0) of \(key.name)" })
            for mount in doubled(mounts(of: service)) { found.insert("second mount \(mount)") }
        }
        let all = services.all.values
        for name in doubled(all.compactMap { $0["container_name"]?.text }) { found.insert("second container \(name)") }
        for address in doubled(all.flatMap(addresses).map { "\($0.network) \($0.address)" }) {
            found.insert("second address \(address)")
        }
        // Services with profiles need not run beside one another.
        let running = all.filter { $0["profiles"] == nil }
        found.formUnion(overlaps(running.flatMap { ($0["ports"]?.elements ?? []).map(ComposePort.init) }))
        let subnets = (services.document["networks"]?.pairs.values ?? [:].values).flatMap {
            ($0["ipam"]?["config"]?.elements ?? []).compactMap { $0["subnet"]?.text }
        }
        for subnet in doubled(subnets) { found.insert("second subnet \(subnet)") }
        for (name, address) in all.flatMap(addresses)
        where !holds(services.document["networks"]?[name], address) {
            found.insert("\(address) in \(name)")
        }
        for section in ["volumes", "networks"] {
            for (key, value) in services.document[section]?.pairs ?? [:] where isExternal(value) {
                for other in value.pairs.keys.map(\.name)
                where !["external", "name"].contains(other) && !other.hasPrefix("x-") {
                    found.insert("external and \(other) of \(key.name)")
                }
            }
        }
        return found
    }

    /// Whether a network may give an address of its own choice to a service; true where it can't be told.
    private static func holds(_ network: Value?, _ address: String) -> Bool {
        guard let network, !isExternal(network) else { return true }
        let subnets = (network["ipam"]?["config"]?.elements ?? []).compactMap { $0["subnet"]?.text }
        let bytes = address.split(separator: ".")
        if bytes.count != 4 { return !subnets.isEmpty }
        return subnets.contains { subnet in
            let parts = subnet.split(separator: "/")
            guard let bits = parts.last.flatMap({ Int($0) }) else { return subnet.contains("$") }
            // By whole bytes: what lies within the last one is not asked.
            return zip(parts[0].split(separator: "."), bytes).prefix(bits / 8).allSatisfy { $0 == $1 }
        }
    }

    /// What excludes one another in a service.
    private static func clashes(of service: Value) -> Set<String> {
        var found: Set<String> = []
        if let mode = service["network_mode"]?.text {
            if service["networks"] != nil { found.insert("network_mode and networks") }
            if service["ports"] != nil, mode != "bridge", mode != "default" { found.insert("network_mode and ports") }
        }
        let scales = [service["scale"]?.text, service["deploy"]?["replicas"]?.text].compactMap { $0 }
        if service["container_name"] != nil, scales.contains(where: { $0 != "0" && $0 != "1" }) {
            found.insert("container_name and replicas")
        }
        if Set(scales).count > 1 { found.insert("scale and replicas") }
        if scales.contains(where: { Int($0) ?? 0 > 1 }) {
            // Two containers can't have one port of the host; of a range each takes its own.
            for port in (service["ports"]?.elements ?? []).map(ComposePort.init) {
                if let published = port.published, published.count == 1 {
                    found.insert("port \(published.lowerBound) and replicas")
                }
            }
        }
        for (old, kind, new) in limits {
            guard let one = service[old]?.text, let other = service["deploy"]?["resources"]?[kind]?[new]?.text,
                one != other
            else { continue }
            found.insert("\(old) and \(new)")
        }
        if service["hostname"] != nil, let mode = service["network_mode"]?.text, mode.contains(":") {
            found.insert("hostname and network_mode \(mode)")
        }
        let check = service["healthcheck"]
        if check?["disable"]?.text == "true", let test = check?["test"]?.texts {
            found.insert("disable and test \(test.joined(separator: " "))")
        }
        return found
    }

    /// Limits that may be said in two ways, which must say the same.
    private static let limits = [
        ("mem_limit", "limits", "memory"), ("cpus", "limits", "cpus"), ("pids_limit", "limits", "pids"),
        ("mem_reservation", "reservations", "memory"),
    ]

    /// The fixed addresses of a service, each with its network.
    private static func addresses(of service: Value) -> [(network: String, address: String)] {
        (service["networks"]?.pairs ?? [:]).flatMap { key, network in
            ["ipv4_address", "ipv6_address"].compactMap { network[$0]?.text }.map { (key.name, $0) }
        }
    }

    /// The paths in the container that something is mounted at.
    private static func mounts(of service: Value) -> [String] {
        let temporary = (service["tmpfs"]?.texts ?? []).map { String($0.prefix { $0 != ":" }) }
        return ((service["volumes"]?.elements ?? []).compactMap(MergeProfile.mount) + temporary).map(\.withoutLastSlash)
    }

    /// The first port of each range of the host that two mappings take.
    private static func overlaps(_ ports: [ComposePort]) -> Set<String> {
        // What is taken on one address is not free on all of them; on two certain addresses one port may be taken twice.
        let taken = ports.filter { $0.address == nil || ["127.0.0.1", "0.0.0.0"].contains($0.address) }
        let ranges = taken.compactMap { port in port.published.map { (range: $0, transport: port.transport) } }
        var ends: [String: Int] = [:]
        var found: Set<String> = []
        for (range, transport) in ranges.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if range.lowerBound <= ends[transport, default: -1] {
                found.insert("second port \(range.lowerBound)/\(transport)")
            }
            ends[transport] = max(ends[transport, default: -1], range.upperBound)
        }
        return found
    }

    private static func isExternal(_ value: Value) -> Bool {
        value["external"]?.text == "true" || value["external"]?.pairs.isEmpty == false
    }
}
