/// The objects of a manifest file, and the pods that they make.
struct ManifestObjects {
    /// Every object, those of a `List` too.
    let all: [Value]
    /// The pods, of workloads and those that stand alone.
    let pods: [ManifestPod]
    private let names: [String: Set<String>]
    private let podsByLabel: [String: [ManifestPod]]

    init(_ documents: Value) {
        all = documents.elements.flatMap { $0["kind"]?.text == "List" ? $0["items"]?.elements ?? [] : [$0] }
        pods = all.compactMap(ManifestPod.init)
        var names: [String: Set<String>] = [:]
        for object in all {
            guard let kind = object["kind"]?.text, let name = object.name else { continue }
            names[kind, default: []].insert(name)
            for secret in Self.secrets(of: object, kind: kind, name: name) {
                names["Secret", default: []].insert(secret)
            }
        }
        self.names = names
        var podsByLabel: [String: [ManifestPod]] = [:]
        for pod in pods {
            for label in pod.labels { podsByLabel[Self.text(label), default: []].append(pod) }
        }
        self.podsByLabel = podsByLabel
    }

    /// The pods that have all of some labels; none for no labels.
    func pods(with labels: [Key: Value]) -> [ManifestPod] {
        guard let first = labels.first else { return [] }
        return podsByLabel[Self.text(first), default: []].filter { $0.fits(labels) }
    }

    private static func text(_ label: (key: Key, value: Value)) -> String {
        "\(label.key.name)=\(label.value.text ?? "")"
    }

    /// The objects of a kind.
    func of(_ kind: String) -> [Value] { all.filter { $0["kind"]?.text == kind } }

    /// Whether the file has an object of a kind and name.
    func has(_ kind: String, _ name: String) -> Bool { names[kind]?.contains(name) ?? false }

    /// Whether all objects of a kind and name say that they are in another namespace.
    func isElsewhere(_ kind: String, _ name: String, than namespace: String) -> Bool {
        let found = of(kind).filter { $0.name == name }.map { $0["metadata"]?["namespace"]?.text }
        return !found.isEmpty && found.allSatisfy { $0 != nil && $0 != namespace }
    }

    /// The secrets that a controller makes of an object.
    static func secrets(of object: Value, kind: String, name: String) -> [String] {
        switch kind {
        case "SealedSecret": [name]
        case "ExternalSecret": [object["spec"]?["target"]?["name"]?.text ?? name]
        case "Certificate": [object["spec"]?["secretName"]?.text].compactMap { $0 }
        default: []
        }
    }
}

/// A pod, or the template of one.
struct ManifestPod {
    /// The object that has it.
    let object: Value
    let labels: [Key: Value]
    let annotations: [Key: Value]
    let spec: Value

    /// - Returns: nil when the object has no pod.
    init?(_ object: Value) {
        let isPod = object["kind"]?.text == "Pod"
        let template =
            isPod ? object : object["spec"]?["template"] ?? object["spec"]?["jobTemplate"]?["spec"]?["template"]
        guard let template, let spec = template["spec"] else { return nil }
        self.object = object
        self.spec = spec
        labels = template["metadata"]?["labels"]?.pairs ?? [:]
        annotations = template["metadata"]?["annotations"]?.pairs ?? [:]
    }

    /// Every container, those that run first too.
    var containers: [Value] { ["containers", "initContainers"].flatMap { spec[$0]?.elements ?? [] } }

    /// Whether the pod has all of some labels.
    func fits(_ selector: [Key: Value]) -> Bool { selector.allSatisfy { labels[$0.key]?.text == $0.value.text } }
}

extension Value {
    /// The name of an object.
    var name: String? { self["metadata"]?["name"]?.text }

    /// The names of the entries of a list.
    func entryNames(_ field: String) -> [String] { (self[field]?.elements ?? []).compactMap { $0["name"]?.text } }
}
