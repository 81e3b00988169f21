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
            case "command", "entrypoint", "test": return .atomic
            default: return .sequence
            }
        }
        profile.isOpen = { path in
            guard path.count == 2 else { return path.last == "environment" || path.last == "labels" }
            return ["services", "volumes", "networks", "secrets", "configs"].contains(path[1])
        }
        profile.versions = { path in path.last == "image" ? .image : nil }
        profile.dangling = ComposeReferences.dangling
        profile.clashes = ComposeClashes.all
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
    private static func mount(_ value: Value) -> String? {
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

/// References within a Compose file.
enum ComposeReferences {
    static func dangling(_ documents: Value) -> Set<String> {
        var found: Set<String> = []
        for document in documents.elements {
            func names(_ section: String) -> Set<String> { Set((document[section]?.pairs ?? [:]).keys.map(\.name)) }
            let services = names("services")
            for service in (document["services"]?.pairs ?? [:]).values {
                for (section, field) in [("networks", "networks"), ("secrets", "secrets"), ("configs", "configs")] {
                    let known = names(section)
                    for name in service.names(field) where !known.contains(name) && name != "default" {
                        found.insert("\(section) \(name)")
                    }
                }
                let mounted = (service["volumes_from"]?.texts ?? []).filter { !$0.hasPrefix("container:") }
                for name in service.names("depends_on") + service.names("links") + mounted {
                    let plain = String(name.split(separator: ":")[0])
                    if !services.contains(plain) { found.insert("service \(plain)") }
                }
                let other = [service["extends"]?["service"]?.text ?? service["extends"]?.text].compactMap { $0 }
                let shared = ["network_mode", "ipc", "pid"].compactMap { service[$0]?.text }
                    .filter { $0.hasPrefix("service:") }.map { String($0.dropFirst(8)) }
                let isElsewhere = service["extends"]?["file"] != nil
                for name in (isElsewhere ? [] : other) + shared where !services.contains(name) {
                    found.insert("service \(name)")
                }
                let volumes = names("volumes")
                for mount in service["volumes"]?.elements ?? [] {
                    guard
                        let source = mount["type"]?.text == "volume" ? mount["source"]?.text : mount.text.flatMap(named)
                    else { continue }
                    if !volumes.contains(source) { found.insert("volume \(source)") }
                }
            }
        }
        return found
    }

    /// The named volume of `name:/path`; nil for a path of the host.
    private static func named(_ mount: String) -> String? {
        let source = mount.prefix { $0 != ":" }
        guard source.count < mount.count, let first = source.first, first.isLetter || first.isNumber else { return nil }
        return String(source)
    }
}

extension Value {
    /// The names in a field that is a list of names, a list of mappings with a source, or a mapping.
    fileprivate func names(_ field: String) -> [String] {
        guard let value = self[field] else { return [] }
        let keys = value.pairs.keys.map(\.name)
        return keys.isEmpty ? value.elements.compactMap { $0["source"]?.text ?? $0.text } : keys
    }
}
