extension MergeProfile {
    /// Compose files and stack files.
    static let compose: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            if path.isEmpty { return .documents }
            switch path.last {
            case "environment", "labels", "args", "extra_hosts", "annotations", "sysctls": return .assignments
            case "depends_on", "profiles", "cap_add", "cap_drop", "dns", "networks", "configs", "secrets", "links",
                "security_opt", "devices", "group_add":
                return .identified { value in (value["source"]?.text ?? value.text).map { Key($0) } }
            case "ports":
                return .identified { Self.port($0).map { Key($0) } }.or { $0.text.map { Key($0, kind: "text") } }
            case "volumes" where path.contains("services"), "tmpfs":
                return .identified { Self.mount($0).map { Key($0) } }
            case "command", "entrypoint", "test": return .command
            default: return .sequence
            }
        }
        profile.isOpen = { path in
            guard path.count == 2 else { return path.last == "environment" || path.last == "labels" }
            return ["services", "volumes", "networks", "secrets", "configs"].contains(path[1])
        }
        // Options of one driver mean nothing, or harm, under another.
        profile.discriminator = { path in path.last == "logging" ? "driver" : nil }
        profile.versions = { path in path.last == "image" ? .image : nil }
        profile.problems = { documents in
            documents.withoutAnchors.elements.reduce(into: []) { found, document in
                let services = ComposeServices(document)
                found.formUnion(services.dangling())
                found.formUnion(ComposeAddresses.unknownHosts(services))
                found.formUnion(ComposeAddresses.unknownDatabases(services))
                found.formUnion(ComposeAddresses.unknownAccounts(services))
                found.formUnion(TraefikLabels.dangling(services))
                found.formUnion(TraefikLabels.clashes(services))
                found.formUnion(ComposeClashes.all(in: services))
            }
        }
        profile.contradiction = { merged, local, incoming in
            ComposeAddresses.contradiction(merged, local, incoming) ?? ComposeImages.unbuilt(merged, local, incoming)
        }
        return profile
    }()

    /// The container's side of a published port: what can be published once for each address.
    private static func port(_ value: Value) -> String? {
        if let target = value["target"]?.text { return target + "/" + (value["protocol"]?.text ?? "tcp") }
        guard let text = value.text else { return nil }
        let parts = text.split(separator: "/")
        let numbers = parts[0].split(separator: ":")
        let address = numbers.count > 2 ? numbers[0] + "/" : ""
        return address + (numbers.last ?? "") + "/" + (parts.count > 1 ? String(parts[1]) : "tcp")
    }

    /// The path in the container: what can be mounted once.
    ///
    /// A `:` within `${…}` parts nothing.
    static func mount(_ value: Value) -> String? {
        if let target = value["target"]?.text { return target }
        guard let text = value.text else { return nil }
        var depth = 0
        var parts = [""]
        for character in text {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if character == ":", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.count > 1 ? parts[1] : parts[0]
    }
}

extension ListPolicy {
    /// `NAME=value` or `NAME: value`: one of a name.
    static var assignments: ListPolicy {
        .identified { value in
            value.text.map { Key(String($0.prefix { $0 != "=" && $0 != ":" })) }
        }
    }
}
