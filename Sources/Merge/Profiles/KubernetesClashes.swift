/// What the API refuses in an object although each line alone is right, and names within a container that lead nowhere.
enum KubernetesClashes {
    static func all(in documents: Value) -> Set<String> {
        guard case .list(let objects) = documents else { return [] }
        let accounts = Set(
            objects.filter { $0["kind"]?.text == "ServiceAccount" }.compactMap { $0["metadata"]?["name"]?.text })
        return objects.reduce(into: []) { found, object in
            let spec = object["spec"]
            if spec?["minAvailable"] != nil, spec?["maxUnavailable"] != nil {
                found.insert("minAvailable and maxUnavailable")
            }
            if let least = number(spec?["minReplicas"]), let most = number(spec?["maxReplicas"]), least > most {
                found.insert("minReplicas above maxReplicas")
            }
            guard let pod = KubernetesReferences.pod(object) else { return }
            if let account = pod["serviceAccountName"]?.text, account != "default", !accounts.contains(account) {
                found.insert("ServiceAccount \(account)")
            }
            for volume in pod["volumes"]?.elements ?? [] where volume.pairs.count > 2 {
                found.insert("two kinds of volume \(volume["name"]?.text ?? "")")
            }
            for container in KubernetesReferences.containers(pod) { found.formUnion(clashes(of: container)) }
        }
    }

    private static func clashes(of container: Value) -> Set<String> {
        var found: Set<String> = []
        let name = container["name"]?.text ?? ""
        for (resource, least) in container["resources"]?["requests"]?.pairs ?? [:] {
            guard let wanted = quantity(least), let limit = container["resources"]?["limits"]?[resource.name],
                let most = quantity(limit), wanted > most
            else { continue }
            found.insert("requests above limits of \(name)")
        }
        let variables = container["env"]?.elements ?? []
        for variable in variables where variable["value"] != nil && variable["valueFrom"] != nil {
            found.insert("value and valueFrom of \(variable["name"]?.text ?? "")")
        }
        // What a ConfigMap brings is not known here.
        guard container["envFrom"] == nil else { return found }
        let known = Set(variables.compactMap { $0["name"]?.text })
        let texts = variables.compactMap { $0["value"]?.text } + (container["args"]?.texts ?? [])
        for use in texts.flatMap(uses) where !known.contains(use) { found.insert("variable \(use)") }
        return found
    }

    /// The names in `$(NAME)`.
    private static func uses(in text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        return text.matches(of: /(?:^|[^$])\$\(([A-Za-z_][A-Za-z0-9_]*)\)/).map { String($0.1) }
    }

    private static func number(_ value: Value?) -> Int? { value?.text.flatMap { Int($0) } }

    /// A quantity of the API, such as `500m` or `1.5Gi`; nil where it is written otherwise.
    private static func quantity(_ value: Value) -> Double? {
        guard let text = value.text, let end = text.firstIndex(where: { !"0123456789.".contains($0) }) else {
            return value.text.flatMap { Double($0) }
        }
        guard let number = Double(text[..<end]), let scale = scales[String(text[end...])] else { return nil }
        return number * scale
    }

    private static let scales: [String: Double] = [
        "m": 0.001, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824,
        "Ti": 1_099_511_627_776,
    ]
}
