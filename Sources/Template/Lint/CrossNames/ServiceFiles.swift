import Git

/// The files of one render that name the same things: image, compose files, Kubernetes objects, settings.
struct ServiceFiles {
    /// A Kubernetes object with the file it stands in.
    struct Object {
        var kind: String
        var name: String
        var source: String
        var body: AnswerValue
    }

    /// One service of a compose file.
    struct ComposeService {
        var name: String
        var source: String
        var body: AnswerValue
        /// Whether its image is built from this repository.
        var isBuilt: Bool { body["build"] != nil }
    }

    var objects: [Object] = []
    var composeServices: [ComposeService] = []
    /// The compose files as text, with their template and their folder in the service.
    var composeTexts: [(source: String, folder: String, text: String)] = []
    /// The ports that images of this repository listen on, with the Dockerfile's template.
    var exposed: [(port: Int, source: String)] = []
    /// The example settings: keys, and the template; nil when there is no such file.
    var example: (keys: Set<String>, source: String, folder: String)?

    init(_ baseline: Baseline, _ yaml: YAMLDocuments) {
        for file in baseline.files where file.mode != .symlink {
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            if name == "Dockerfile" || name.hasSuffix(".Dockerfile") {
                exposed += ServiceFiles.exposed(in: file.bytes).map { ($0, file.source) }
            } else if name == ".env.example" {
                example = (ServiceFiles.keys(ofSettings: file.bytes), file.source, Path.parent(of: file.path))
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                add(file, isCompose: name.contains("compose"), yaml)
            }
        }
    }

    private mutating func add(_ file: BaselineFile, isCompose: Bool, _ yaml: YAMLDocuments) {
        let documents = yaml.documents(of: file)
        if isCompose {
            composeTexts.append((file.source, Path.parent(of: file.path), String(decoding: file.bytes, as: UTF8.self)))
            guard case .map(let services)? = documents.first?["services"] else { return }
            composeServices += services.map { ComposeService(name: $0.key, source: file.source, body: $0.value) }
            return
        }
        for document in documents {
            guard document["apiVersion"] != nil, let kind = document["kind"]?.stringValue else { continue }
            let name = document.at("metadata", "name")?.display ?? ""
            objects.append(Object(kind: kind, name: name, source: file.source, body: document))
        }
    }

    private static func exposed(in bytes: [UInt8]) -> [Int] {
        lines(of: bytes).flatMap { line -> [Int] in
            let words = line.split(separator: " ")
            guard words.first == "EXPOSE" else { return [] }
            return words.dropFirst().compactMap { Int($0.prefix { $0 != "/" }) }
        }
    }

    /// The keys of a file of settings; a line that is commented out shows a key as well.
    private static func keys(ofSettings bytes: [UInt8]) -> Set<String> {
        Set(
            lines(of: bytes).compactMap { line in
                let text = line.drop { $0 == "#" || $0 == " " }
                let key = text.prefix { $0 != "=" }
                return key.count < text.count && isKey(String(key)) ? String(key) : nil
            })
    }

    /// Whether a word is spelt like the key of a setting.
    static func isKey(_ word: String) -> Bool {
        guard let first = word.utf8.first, (0x41...0x5A).contains(first) else { return false }
        return word.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0.isASCIIDigit || $0 == 0x5F }
    }

    /// Whether an object declares secrets.
    static func isSecret(_ object: Object) -> Bool {
        ["Secret", "ExternalSecret", "SealedSecret"].contains(object.kind) || object.body["secretGenerator"] != nil
    }

    private static func lines(of bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }
    }
}

extension ServiceFiles.Object {
    /// What runs pods: their labels and containers.
    var podTemplate: AnswerValue? {
        body.at("spec", "template") ?? body.at("spec", "jobTemplate", "spec", "template")
    }

    /// The labels of the pods.
    var podLabels: [String: String] { podTemplate?.at("metadata", "labels")?.texts ?? [:] }

    /// The containers of the pods, those that only prepare them included.
    var containers: [AnswerValue] {
        let spec = podTemplate?["spec"]
        return (spec?["containers"]?.elements ?? []) + (spec?["initContainers"]?.elements ?? [])
    }

    /// The ports of the pods, by number and name.
    var ports: [(number: Int, name: String?)] { containers.flatMap(ServiceFiles.Object.ports(of:)) }

    /// The ports of one container.
    static func ports(of container: AnswerValue) -> [(number: Int, name: String?)] {
        (container["ports"]?.elements ?? []).compactMap { port in
            port["containerPort"]?.intValue.map { ($0, port["name"]?.stringValue) }
        }
    }

    /// Whether a selector's labels are all among the pods' labels.
    func isSelected(by labels: [String: String]) -> Bool {
        podTemplate != nil && labels.allSatisfy { podLabels[$0.key] == $0.value }
    }
}
