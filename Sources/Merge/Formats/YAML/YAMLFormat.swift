extension FileFormat {
    /// YAML; what its lists mean depends on the file.
    static func yaml(path: String) -> FileFormat {
        FileFormat(
            name: "yaml", parse: YAMLSyntaxParser.parse, read: YAMLReader.read, agree: YAMLReader.agree,
            profile: (profile(path: path) ?? .plainYAML).lookingAtAnchors,
            recognise: { values in
                guard profile(path: path) == nil else { return nil }
                return isKubernetes(values.local) && isKubernetes(values.incoming)
                    ? MergeProfile.kubernetes.lookingAtAnchors : nil
            })
    }

    /// Whether every document is an object of a Kubernetes API.
    private static func isKubernetes(_ documents: Value) -> Bool {
        !documents.elements.isEmpty
            && documents.elements.allSatisfy {
                $0["apiVersion"]?.text != nil && $0["kind"]?.text != nil || $0 == .empty
            }
    }

    private static func profile(path: String) -> MergeProfile? {
        let parts = path.split(separator: "/").map(String.init)
        let name = parts.last ?? ""
        if path.contains(".github/workflows/") || name == "action.yml" || name == "action.yaml" { return .workflow }
        if name.hasPrefix("docker-compose") || name.hasPrefix("compose") || name.hasPrefix("docker-stack") {
            return .compose
        }
        switch name {
        case ".pre-commit-config.yaml", ".pre-commit-config.yml": return .preCommit
        case ".gitlab-ci.yml", ".gitlab-ci.yaml": return .gitlab
        case "dependabot.yml", "dependabot.yaml": return .dependabot
        case "mkdocs.yml", "mkdocs.yaml": return .mkdocs
        case "kustomization.yaml", "kustomization.yml": return .kubernetes
        default: return nil
        }
    }
}

extension MergeProfile {
    /// YAML of no known kind: Kubernetes objects are recognised by what they say, other lists by looking at them.
    static let plainYAML: MergeProfile = {
        var profile = MergeProfile()
        profile.list = { path in path.isEmpty ? .documents : nil }
        return profile
    }()
}

extension MergeProfile {
    /// The profile with a look at anchors: an alias means the anchor before it, so two of one name are a trap.
    fileprivate var lookingAtAnchors: MergeProfile {
        var profile = self
        profile.dangling = { documents in
            var found = dangling(documents)
            for document in documents.elements {
                var counts: [String: Int] = [:]
                document.countAnchors(&counts)
                for (name, count) in counts where count > 1 { found.insert("second anchor \(name)") }
            }
            return found
        }
        return profile
    }
}

extension Value {
    fileprivate func countAnchors(_ counts: inout [String: Int]) {
        switch self {
        case .marked(let mark, let value):
            for word in mark.split(separator: " ") where word.hasPrefix("&") { counts[String(word), default: 0] += 1 }
            value.countAnchors(&counts)
        case .list(let values): for value in values { value.countAnchors(&counts) }
        case .map(let pairs): for value in pairs.values { value.countAnchors(&counts) }
        case .empty, .string, .literal, .alias: break
        }
    }
}
