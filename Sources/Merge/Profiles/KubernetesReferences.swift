/// References within one manifest file that lead nowhere: to objects, to what is in them, and to parts of a pod.
enum KubernetesReferences {
    static func dangling(_ objects: ManifestObjects) -> Set<String> {
        var found = NamedReferences(objects).found
        for pod in objects.pods { found.formUnion(parts(of: pod)) }
        found.formUnion(KubernetesSelectors.dangling(objects))
        found.formUnion(KubernetesPorts.dangling(objects))
        found.formUnion(KubernetesVariables.dangling(objects))
        found.formUnion(KubernetesVariables.unknownHosts(objects))
        found.formUnion(DeliveryReferences.dangling(objects))
        return found
    }

    /// Mounts that name no volume of the pod, and names of containers that it does not have.
    private static func parts(of pod: ManifestPod) -> Set<String> {
        let claims = pod.object["spec"]?["volumeClaimTemplates"]?.elements ?? []
        let volumes = Set(pod.spec.entryNames("volumes") + claims.compactMap(\.name))
        let names = Set(pod.containers.compactMap { $0["name"]?.text })
        var found: Set<String> = []
        for container in pod.containers {
            for name in container.entryNames("volumeMounts") + container.entryNames("volumeDevices")
            where !volumes.contains(name) {
                found.insert("volume \(name)")
            }
            for variable in container["env"]?.elements ?? [] {
                guard let name = variable["valueFrom"]?["resourceFieldRef"]?["containerName"]?.text,
                    !names.contains(name)
                else { continue }
                found.insert("container \(name)")
            }
        }
        for key in ["default-container", "default-logs-container"] {
            guard let name = pod.annotations[Key("kubectl.kubernetes.io/" + key)]?.text, !names.contains(name) else {
                continue
            }
            found.insert("container \(name)")
        }
        return found
    }
}

/// References by kind and name, wherever they stand in an object.
private struct NamedReferences {
    private(set) var found: Set<String> = []
    private let objects: ManifestObjects
    /// The keys of each ConfigMap and Secret of the file, and the names and numbers of each Service's ports; by kind and name.
    ///
    /// What an object of another file has is not known, nor what a controller puts into a Secret.
    private var contents: [String: Set<String>] = [:]

    init(_ objects: ManifestObjects) {
        self.objects = objects
        for object in objects.all {
            guard let kind = object["kind"]?.text, let name = object.name else { continue }
            switch kind {
            case "ConfigMap", "Secret":
                let keys = ["data", "binaryData", "stringData"].flatMap { object[$0]?.pairs.keys.map(\.name) ?? [] }
                contents["\(kind) \(name)", default: []].formUnion(keys)
            case "Service":
                let ports = object["spec"]?["ports"]?.elements ?? []
                let texts = ports.flatMap { [$0["name"]?.text, $0["port"]?.text].compactMap { $0 } }
                contents["\(kind) \(name)", default: []].formUnion(texts)
            case "Gateway":
                contents["\(kind) \(name)", default: []].formUnion(object["spec"]?.entryNames("listeners") ?? [])
            default: break
            }
        }
        for object in objects.all { visit(object) }
        for pod in objects.pods { lookForFiles(in: pod) }
    }

    /// Single files that a container mounts of a ConfigMap or a Secret.
    private mutating func lookForFiles(in pod: ManifestPod) {
        var files: [String: (source: String, keys: Set<String>)] = [:]
        for volume in pod.spec["volumes"]?.elements ?? [] {
            guard let name = volume["name"]?.text, let source = volume["configMap"] ?? volume["secret"],
                source["items"] == nil, let object = (source["name"] ?? source["secretName"])?.text
            else { continue }
            let place = "\(volume["configMap"] == nil ? "Secret" : "ConfigMap") \(object)"
            files[name] = contents[place].map { (place, $0) }
        }
        for mount in pod.containers.flatMap({ $0["volumeMounts"]?.elements ?? [] }) {
            guard let path = mount["subPath"]?.text, let volume = files[mount["name"]?.text ?? ""],
                !volume.keys.contains(path)
            else { continue }
            found.insert("part of \(volume.source) \(path)")
        }
    }

    private mutating func visit(_ object: Value) {
        if let namespace = object["metadata"]?["namespace"]?.text { refer(to: "Namespace", namespace) }
        for (key, value) in object.pairs where !["metadata", "data", "stringData", "binaryData"].contains(key.name) {
            look(at: key.name, value)
        }
    }

    private mutating func look(at key: String, _ value: Value) {
        switch value {
        case .list(let values):
            for value in values { look(at: key, value) }
        case .map(let pairs):
            take(key, value)
            for (key, value) in pairs { look(at: key.name, value) }
        case .string, .literal:
            if let kind = Self.names[key], let name = value.text { refer(to: kind, name) }
        case .marked(_, let inner): look(at: key, inner)
        case .empty, .alias: break
        }
    }

    /// A mapping that may refer to an object: under a key that says of what kind, or by a kind of its own.
    private mutating func take(_ key: String, _ value: Value) {
        let rule = Self.mappings[key]
        let isNamed = rule != nil || key.hasSuffix("Ref") || key.hasSuffix("Refs") || Self.lists.contains(key)
        guard isNamed, let kind = value["kind"]?.text ?? rule?.kind,
            let name = (rule?.fields ?? ["name"]).lazy.compactMap({ value[$0]?.text }).first,
            value["optional"]?.text != "true"
        else { return }
        refer(to: kind, name)
        if let namespace = value["namespace"]?.text, objects.isElsewhere(kind, name, than: namespace) {
            found.insert("\(kind) \(name) in \(namespace)")
        }
        guard let known = contents["\(kind) \(name)"] else { return }
        let port = value["port"]
        let parts =
            kind == "Service"
            ? [port?.text ?? port?["name"]?.text ?? port?["number"]?.text]
            : kind == "Gateway"
                ? [value["sectionName"]?.text] : ([value] + (value["items"]?.elements ?? [])).map { $0["key"]?.text }
        for case let part? in parts where !known.contains(part) { found.insert("part of \(kind) \(name) \(part)") }
    }

    private mutating func refer(to kind: String, _ name: String) {
        // Every namespace has an account of this name, and every cluster a namespace.
        if !objects.has(kind, name), name != "default" { found.insert("\(kind) \(name)") }
    }

    /// Keys whose mapping names an object: its kind, and where the name stands.
    private static let mappings: [String: (kind: String, fields: [String])] = [
        "configMapRef": ("ConfigMap", ["name"]), "configMapKeyRef": ("ConfigMap", ["name"]),
        "configMap": ("ConfigMap", ["name"]), "secretRef": ("Secret", ["name"]), "secretKeyRef": ("Secret", ["name"]),
        "secret": ("Secret", ["secretName", "name"]), "secrets": ("Secret", ["name"]),
        "imagePullSecrets": ("Secret", ["name"]), "tls": ("Secret", ["secretName"]),
        "certificateRefs": ("Secret", ["name"]), "persistentVolumeClaim": ("PersistentVolumeClaim", ["claimName"]),
        "service": ("Service", ["name"]), "backendRefs": ("Service", ["name"]), "parentRefs": ("Gateway", ["name"]),
        "issuerRef": ("Issuer", ["name"]), "taskRef": ("Task", ["name"]), "pipelineRef": ("Pipeline", ["name"]),
        "authenticationRef": ("TriggerAuthentication", ["name"]), "scaleTargetRef": ("Deployment", ["name"]),
        "middlewares": ("Middleware", ["name"]), "services": ("Service", ["name"]),
        "templates": ("AnalysisTemplate", ["templateName"]), "virtualService": ("VirtualService", ["name"]),
    ]

    /// Keys whose text names an object of a kind.
    private static let names = [
        "serviceAccountName": "ServiceAccount", "serviceName": "Service", "ingressClassName": "IngressClass",
        "priorityClassName": "PriorityClass", "storageClassName": "StorageClass", "runtimeClassName": "RuntimeClass",
        "canaryService": "Service", "stableService": "Service", "activeService": "Service", "previewService": "Service",
    ]

    /// Keys of lists whose mappings say kind and name themselves, beside those that end in `Ref`.
    private static let lists: Set<String> = ["subjects", "valuesFrom", "substituteFrom", "targets"]
}
