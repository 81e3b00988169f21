extension MergeProfile {
    /// Kubernetes manifests, kustomizations and custom resources.
    ///
    /// The merge keys are those of the API's own schema (`x-kubernetes-patch-merge-key`); lists without one are one value,
    /// as the API server treats them.
    static let kubernetes: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            if path.isEmpty { return .documents }
            guard let name = path.last else { return nil }
            switch name {
            case "initContainers": return .keyed("name", ordered: true)
            case "containers", "ephemeralContainers", "volumes", "env", "imagePullSecrets", "secrets",
                "webhooks":
                return .keyed("name")
            case "volumeMounts": return .keyed("mountPath")
            case "volumeDevices": return .keyed("devicePath")
            case "ports":
                return path.contains("containers") || path.contains("initContainers")
                    ? .identified { port in
                        port["containerPort"]?.text.map { Key($0, kind: port["protocol"]?.text ?? "TCP") }
                    }
                    : .identified { port in
                        (port["port"] ?? port["number"])?.text.map { Key($0, kind: port["protocol"]?.text ?? "TCP") }
                    }
            case "hostAliases": return .keyed("ip")
            case "topologySpreadConstraints": return .keyed("topologyKey", "whenUnsatisfiable")
            case "finalizers", "verbs", "apiGroups", "resourceNames", "nonResourceURLs", "namespaces": return .set
            // In a Role a list of names; in a kustomization a list of files, whose order is the order of output only.
            case "resources", "components", "configurations", "crds": return .set
            case "images" where path.count == 2: return .keyed("name")
            case "configMapGenerator", "secretGenerator": return .keyed("name")
            case "patches", "patchesStrategicMerge", "transformers", "generators": return .sequence
            case "literals", "files", "envs":
                return .identified { value in
                    value.text.map {
                        Key(String($0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)[0]))
                    }
                }
            default: return .atomic
            }
        }
        // Unions told apart by their type: fields of one type mean nothing, or harm, under another.
        profile.discriminator = { path in path.last == "strategy" || path.last == "updateStrategy" ? "type" : nil }
        profile.isOpen = { path in ["labels", "annotations", "data", "stringData"].contains(path.last) }
        profile.versions = { path in
            switch path.last {
            case "image": .image
            case "newTag", "targetRevision", "tag": .plain
            default: nil
            }
        }
        profile.dangling = KubernetesReferences.dangling
        profile.clashes = KubernetesClashes.all
        profile.followsNames = false
        return profile
    }()
}

extension ListPolicy {
    /// The documents of a file: told apart as Kubernetes objects where all are, else by their place.
    static var documents: ListPolicy {
        ListPolicy(kind: .keyed(ordered: false), fallsBackToPlace: true, fixedKeys: ["kind"]) { value in
            guard let kind = value["kind"]?.text, let name = value["metadata"]?["name"]?.text else { return nil }
            // The version of the API may move; the group stays.
            let version = value["apiVersion"]?.text ?? ""
            let group = version.split(separator: "/").count > 1 ? version.split(separator: "/")[0] : ""
            let namespace = value["metadata"]?["namespace"]?.text ?? ""
            return Key([String(group), kind, namespace, name].joined(separator: "/"))
        }
    }
}

/// References within one manifest file.
enum KubernetesReferences {
    static func dangling(_ documents: Value) -> Set<String> {
        guard case .list(let objects) = documents else { return [] }
        var found = Set(objects.compactMap(pod).flatMap { volumes($0) + probes($0) })
        let containers = objects.compactMap(pod).flatMap(containers)
        let ports = Set(containers.flatMap { $0["ports"]?.elements ?? [] }.compactMap { $0["name"]?.text })
        for object in objects where object["kind"]?.text == "Service" {
            for port in object["spec"]?["ports"]?.elements ?? [] {
                guard case .string(let name) = port["targetPort"], !ports.contains(name) else { continue }
                found.insert("port \(name)")
            }
        }
        for kind in ["ConfigMap", "Secret"] {
            let field = kind == "ConfigMap" ? "configMap" : "secret"
            let known = Set(objects.filter { $0["kind"]?.text == kind }.compactMap { $0["metadata"]?["name"]?.text })
            let used = containers.flatMap { container in
                (container["envFrom"]?.elements ?? []).compactMap { $0[field + "Ref"]?["name"]?.text }
                    + (container["env"]?.elements ?? []).compactMap {
                        $0["valueFrom"]?[field + "KeyRef"]?["name"]?.text
                    }
            }
            for name in used where !known.contains(name) { found.insert("\(kind) \(name)") }
        }
        return found
    }

    static func pod(_ object: Value) -> Value? {
        object["spec"]?["template"]?["spec"] ?? object["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"]
    }

    static func containers(_ pod: Value) -> [Value] {
        (pod["containers"]?.elements ?? []) + (pod["initContainers"]?.elements ?? [])
    }

    /// Mounts that name no volume of the pod.
    ///
    /// What a StatefulSet claims is dangling on all sides, and so is not new.
    private static func volumes(_ pod: Value) -> [String] {
        let known = Set(pod["volumes"]?.elements.compactMap { $0["name"]?.text } ?? [])
        return containers(pod).flatMap { $0["volumeMounts"]?.elements ?? [] }.compactMap { $0["name"]?.text }
            .filter { !known.contains($0) }.map { "volume \($0)" }
    }

    /// Probes that name no port of their container.
    private static func probes(_ pod: Value) -> [String] {
        containers(pod).flatMap { container -> [String] in
            let known = Set(container["ports"]?.elements.compactMap { $0["name"]?.text } ?? [])
            return ["livenessProbe", "readinessProbe", "startupProbe"].compactMap { probe in
                let way = container[probe]?["httpGet"] ?? container[probe]?["tcpSocket"]
                guard case .string(let name) = way?["port"], !known.contains(name) else { return nil }
                return "port \(name)"
            }
        }
    }
}

extension Value {
    /// The entries of a list; none for anything else.
    var elements: [Value] {
        switch self {
        case .list(let values): values
        case .marked(_, let value): value.elements
        default: []
        }
    }

    /// The pairs of a mapping; none for anything else.
    var pairs: [Key: Value] {
        switch self {
        case .map(let pairs): pairs
        case .marked(_, let value): value.pairs
        default: [:]
        }
    }

    /// The texts of a list, or the one text that stands where a list could.
    var texts: [String] {
        if let text { return [text] }
        return elements.compactMap(\.text)
    }
}
