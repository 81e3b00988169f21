import Git
import OrderedCollections

extension Lint {
    /// Something that files of a render do not agree on.
    struct Disagreement: Hashable {
        /// The template of the file that is named.
        var source: String
        var message: String
        var fix: String
    }

    /// Applies a check to every render, and reports each disagreement once, with the first answers that show it.
    static func everyRender(
        _ rule: LintRule, _ subject: LintSubject, _ check: (ServiceFiles) -> [Disagreement]
    ) -> [LintFinding] {
        let yaml = YAMLDocuments()
        var seen: Set<Disagreement> = []
        var checked: Set<ObjectID> = []
        var places: Set<String> = []
        var findings: [LintFinding] = []
        for render in subject.renders where checked.insert(render.baseline.tree).inserted {
            for found in check(ServiceFiles(render.baseline, yaml)) where seen.insert(found).inserted {
                // Values differ with the answers; the place and the advice are the finding.
                guard places.insert("\(found.source) \(found.fix)").inserted else { continue }
                findings.append(
                    LintFinding(
                        rule, "\(subject.place)/files/\(found.source)", "\(found.message) (with \(render.label))",
                        fix: found.fix))
            }
        }
        return findings
    }

    /// Keys of settings: the example, what compose asks for, and what pods get.
    static func environment(_ subject: LintSubject) -> [LintFinding] {
        everyRender(.environment, subject) { files in
            guard let example = files.example else { return [] }
            var found: [Disagreement] = []
            // Compose reads the settings beside its file; one in another folder gets them from whoever runs it.
            for (source, folder, text) in files.composeTexts where folder == example.folder {
                for key in interpolated(in: text, onlyRequired: true).subtracting(example.keys).sorted() {
                    found.append(
                        Disagreement(
                            source: source, message: "\(key) is required, but \(example.source) does not have it",
                            fix: "add \(key) to \(example.source)"))
                }
            }
            return found + pods(files, example) + references(files)
        }
    }

    /// Whether the example has exactly the keys that pods get; keys that only compose's other services read are its own.
    private static func pods(
        _ files: ServiceFiles, _ example: (keys: Set<String>, source: String, folder: String)
    ) -> [Disagreement] {
        var given: [String: String] = [:]
        for object in files.objects
        where ["ConfigMap", "Secret", "ExternalSecret", "Kustomization"].contains(object.kind) {
            for key in keys(of: object) { given[key] = object.source }
        }
        if given.isEmpty { return [] }
        // Secrets that are kept outside of the repository can't be compared.
        let isComplete = files.objects.contains { ServiceFiles.isSecret($0) }
        var found: [Disagreement] = []
        for (key, source) in given.sorted(by: { $0.key < $1.key }) where !example.keys.contains(key) {
            found.append(
                Disagreement(
                    source: source, message: "pods get \(key), which \(example.source) does not have",
                    fix: "add \(key) to \(example.source), or take it away here"))
        }
        var elsewhere: Set<String> = []
        var own: Set<String> = []
        for service in files.composeServices {
            let keys = interpolated(in: text(of: service.body), onlyRequired: false)
            if service.isBuilt { own.formUnion(keys) } else { elsewhere.formUnion(keys) }
        }
        for key in example.keys.subtracting(elsewhere.subtracting(own)).sorted() where isComplete && given[key] == nil {
            found.append(
                Disagreement(
                    source: example.source,
                    message: "\(key) is in the example, but neither ConfigMap nor Secret has it",
                    fix: "add \(key) to the ConfigMap, or to the Secret"))
        }
        return found
    }

    /// Whether the ConfigMaps and Secrets that containers read are there.
    private static func references(_ files: ServiceFiles) -> [Disagreement] {
        var there: Set<String> = []
        for object in files.objects {
            switch object.kind {
            case "ConfigMap": there.insert("configMapRef \(object.name)")
            case _ where ServiceFiles.isSecret(object) && object.kind != "Kustomization":
                there.insert("secretRef \(object.name)")
            case "Kustomization":
                for item in object.body["configMapGenerator"]?.elements ?? [] {
                    there.insert("configMapRef \(item["name"]?.display ?? "")")
                }
                for item in object.body["secretGenerator"]?.elements ?? [] {
                    there.insert("secretRef \(item["name"]?.display ?? "")")
                }
            default: break
            }
        }
        let hasSecrets = files.objects.contains { ServiceFiles.isSecret($0) }
        return files.objects.flatMap { object in
            object.containers.flatMap { $0["envFrom"]?.elements ?? [] }.flatMap { source in
                ["configMapRef", "secretRef"].compactMap { kind in
                    guard kind == "configMapRef" || hasSecrets, let name = source.at(kind, "name")?.display,
                        source.at(kind, "optional") != true,
                        !there.contains("\(kind) \(name)")
                    else { return nil }
                    return Disagreement(
                        source: object.source,
                        message: "\(object.kind) \(object.name) reads \(kind) \(name), which is not there",
                        fix: "add it, or correct the name")
                }
            }
        }
    }

    /// The keys that an object gives pods.
    ///
    /// A Secret without values names its keys in an annotation.
    private static func keys(of object: ServiceFiles.Object) -> Set<String> {
        var keys: Set<String> = []
        for field in ["data", "stringData"] { keys.formUnion((object.body[field]?.texts ?? [:]).keys) }
        for field in ["configMapGenerator", "secretGenerator"] {
            for item in object.body[field]?.elements ?? [] {
                for literal in item["literals"]?.elements ?? [] {
                    keys.insert(String(literal.display.prefix { $0 != "=" }))
                }
            }
        }
        for item in object.body.at("spec", "data")?.elements ?? [] { keys.insert(item["secretKey"]?.display ?? "") }
        if object.kind == "Secret" {
            for note in (object.body.at("metadata", "annotations")?.texts ?? [:]).values {
                let words = note.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
                keys.formUnion(words.filter { $0.contains("_") })
            }
        }
        return keys.filter(ServiceFiles.isKey)
    }

    /// The variables of `${X}`, or only those of `${X:?…}`.
    private static func interpolated(in text: String, onlyRequired: Bool) -> Set<String> {
        var names: Set<String> = []
        for piece in text.split(separator: "${", omittingEmptySubsequences: false).dropFirst() {
            let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let rest = piece.dropFirst(name.count)
            if onlyRequired, !rest.hasPrefix(":?"), !rest.hasPrefix("?") { continue }
            names.insert(String(name))
        }
        return names
    }

    private static func text(of value: AnswerValue) -> String {
        switch value {
        case .list(let values): values.map(text(of:)).joined(separator: "\n")
        case .map(let values): values.values.map(text(of:)).joined(separator: "\n")
        default: value.display
        }
    }
}
