extension MergeProfile {
    /// Kubernetes manifests, kustomizations and custom resources.
    ///
    /// The merge keys are those of the API's own schema (`x-kubernetes-patch-merge-key`); lists without one are one value,
    /// as the API server treats them, unless one side changed nothing but what is in their entries, or the changes lie apart.
    static let kubernetes: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in
            if path.isEmpty { return .documents }
            guard let name = path.last else { return nil }
            switch name {
            case "initContainers": return .keyed("name", order: .strict)
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
            case "command", "args": return .command
            default: return .fixed
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
        profile.uses = KubernetesVariables.uses
        profile.problems = { documents in
            let objects = ManifestObjects(documents.withoutAnchors)
            return KubernetesReferences.dangling(objects).union(KubernetesClashes.all(objects)).union(
                KubernetesTwins.all(objects)
            ).union(DownwardFields.dangling(objects))
        }
        profile.contradiction = { merged, local, incoming in
            KubernetesPorts.contradiction(merged, local, incoming)
                ?? RouteWeights.contradiction(merged, local, incoming)
        }
        profile.followsNames = false
        return profile
    }()
}

extension ListPolicy {
    /// The documents of a file: told apart as Kubernetes objects where all are, else by their place.
    static var documents: ListPolicy {
        ListPolicy(kind: .keyed(.free), fallsBackToPlace: true, fixedKeys: ["kind"]) { value in
            guard let kind = value["kind"]?.text, let name = value["metadata"]?["name"]?.text else { return nil }
            // The version of the API may move; the group stays.
            let version = value["apiVersion"]?.text ?? ""
            let group = version.split(separator: "/").count > 1 ? version.split(separator: "/")[0] : ""
            let namespace = value["metadata"]?["namespace"]?.text ?? ""
            return Key([String(group), kind, namespace, name].joined(separator: "/"))
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
