/// What cannot stand in one Compose file together, although each line alone is right.
enum ComposeClashes {
    static func all(in documents: Value) -> Set<String> {
        var found: Set<String> = []
        for document in documents.elements {
            var containers: [String: Int] = [:]
            var ports: [String: Int] = [:]
            for (key, service) in document["services"]?.pairs ?? [:] {
                if service["network_mode"] != nil, service["networks"] != nil {
                    found.insert("network_mode and networks of \(key.name)")
                }
                if let name = service["container_name"]?.text { containers[name, default: 0] += 1 }
                // Services with profiles need not run beside one another.
                guard service["profiles"] == nil else { continue }
                for port in Set((service["ports"]?.elements ?? []).flatMap(publishedPorts)) {
                    ports[port, default: 0] += 1
                }
                for port in twice((service["ports"]?.elements ?? []).flatMap(publishedPorts)) {
                    found.insert("second port \(port)")
                }
            }
            for (name, count) in containers where count > 1 { found.insert("second container \(name)") }
            for (port, count) in ports where count > 1 { found.insert("second port \(port)") }
        }
        return found
    }

    private static func twice(_ names: [String]) -> Set<String> {
        var seen: Set<String> = []
        return Set(names.filter { !seen.insert($0).inserted })
    }

    /// The port of the host that a mapping takes, with its protocol; none for a range, a variable or a port of its choice.
    ///
    /// On two certain addresses one port may be taken twice, so those are left out.
    private static func publishedPorts(_ value: Value) -> [String] {
        if let published = value["published"]?.text {
            guard value["host_ip"] == nil else { return [] }
            return [published + "/" + (value["protocol"]?.text ?? "tcp")]
        }
        guard let text = value.text else { return [] }
        let parts = text.split(separator: "/")
        let numbers = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        // What a service takes on one address it does not get on all of them.
        guard numbers.count == 2 || numbers.count == 3 && ["127.0.0.1", "0.0.0.0"].contains(numbers[0]),
            let port = numbers.dropLast().last, port.allSatisfy(\.isNumber)
        else { return [] }
        return [port + "/" + (parts.count > 1 ? String(parts[1]) : "tcp")]
    }
}
