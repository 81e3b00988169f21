/// The services of one Compose document, and what they refer to.
struct ComposeServices {
    let document: Value
    let all: [Key: Value]

    init(_ document: Value) {
        self.document = document
        all = document["services"]?.pairs ?? [:]
    }

    func has(_ name: String) -> Bool { all[Key(name)] != nil }

    func dangling() -> Set<String> {
        var sections: [String: Set<String>] = [:]
        for section in ["networks", "secrets", "configs", "volumes"] {
            sections[section] = Set(document[section]?.pairs.keys.map(\.name) ?? [])
        }
        var needs: [String: [String]] = [:]
        for (key, service) in all { needs[key.name] = service.names("depends_on") }
        var found = NameGraph.cyclic(needs).mapped { "cycle of \($0)" }
        for service in all.values {
            for section in ["networks", "secrets", "configs"] {
                let build = section == "secrets" ? service["build"]?.names("secrets") ?? [] : []
                for name in service.names(section) + build
                where sections[section]?.contains(name) == false && name != "default" {
                    found.insert("\(section) \(name)")
                }
            }
            for name in others(of: service) where !has(name) { found.insert("service \(name)") }
            for mount in service["volumes"]?.elements ?? [] {
                guard let source = mount["type"]?.text == "volume" ? mount["source"]?.text : mount.text.flatMap(named)
                else { continue }
                if sections["volumes"]?.contains(source) == false { found.insert("volume \(source)") }
            }
            found.formUnion(conditions(of: service))
        }
        return found
    }

    /// The services that one names.
    private func others(of service: Value) -> [String] {
        let mounted = (service["volumes_from"]?.texts ?? []).filter { !$0.hasPrefix("container:") }
        let named = (service.names("depends_on") + service.names("links") + mounted).compactMap {
            $0.split(separator: ":").first.map(String.init)
        }
        let contexts = service["build"]?["additional_contexts"]
        let shared =
            ["network_mode", "ipc", "pid"].compactMap { service[$0]?.text }
            + (contexts?.pairs.values.compactMap(\.text) ?? [])
            + (contexts?.texts ?? []).compactMap { $0.split(separator: "=", maxSplits: 1).last.map(String.init) }
        let other = service["extends"]?["file"] == nil ? service["extends"]?["service"] ?? service["extends"] : nil
        return named + shared.filter { $0.hasPrefix("service:") }.map { String($0.dropFirst(8)) }
            + [other?.text].compactMap { $0 }
    }

    /// What a service waits for in another one that can't come about.
    private func conditions(of service: Value) -> Set<String> {
        var found: Set<String> = []
        let profiles = Set(service["profiles"]?.texts ?? [])
        for name in service.names("depends_on") {
            guard let other = all[Key(name)] else { continue }
            let dependency = service["depends_on"]?[name]
            let check = other["healthcheck"]
            let isChecked = check != nil && check?["disable"]?.text != "true" || other["extends"] != nil
            if dependency?["condition"]?.text == "service_healthy", !isChecked {
                found.insert("health check of \(name)")
            }
            if dependency?["condition"]?.text == "service_completed_successfully",
                ["always", "unless-stopped"].contains(other["restart"]?.text)
            {
                found.insert("end of \(name)")
            }
            let needed = Set(other["profiles"]?.texts ?? [])
            if !needed.isEmpty, profiles.isEmpty || !profiles.isSubset(of: needed),
                dependency?["required"]?.text != "false"
            {
                found.insert("profile of \(name)")
            }
        }
        return found
    }

    /// The named volume of `name:/path`; nil for a path of the host.
    private func named(_ mount: String) -> String? {
        let source = mount.prefix { $0 != ":" }
        guard source.count < mount.count, let first = source.first, first.isLetter || first.isNumber else { return nil }
        return String(source)
    }
}

extension Value {
    /// The names in a field that is a list of names, a list of mappings with a source, or a mapping.
    func names(_ field: String) -> [String] {
        guard let value = self[field] else { return [] }
        let keys = value.pairs.keys.map(\.name)
        return keys.isEmpty ? value.elements.compactMap { $0["source"]?.text ?? $0.text } : keys
    }

    /// The pairs of a mapping, or those that a list writes as `name=value`.
    func assignments(_ field: String) -> [(name: String, value: String)] {
        let pairs = self[field]?.pairs.compactMap { key, value in value.text.map { (key.name, $0) } } ?? []
        let texts = (self[field]?.elements ?? []).compactMap(\.text).compactMap { text -> (String, String)? in
            guard let sign = text.firstIndex(of: "=") else { return nil }
            return (String(text[..<sign]), String(text[text.index(after: sign)...]))
        }
        return pairs + texts
    }
}
