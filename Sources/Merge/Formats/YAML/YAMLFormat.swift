extension FileFormat {
    /// YAML; what its lists mean depends on the file.
    static func yaml(path: String) -> FileFormat {
        FileFormat(
            name: "yaml", parse: YAMLSyntaxParser.parse, read: YAMLReader.read, agree: YAMLReader.agree,
            brokenReference: {
                AnchorUses.broken($0, $1) ?? MergeKeys.broken($0, $1) ?? BooleanKeys.broken($0, $1)
                    ?? InheritedValues.lost($0, $1)
            }, aligned: YAMLLayout.aligned,
            profile: profile(path: path) ?? .plainYAML,
            recognise: { values in
                guard profile(path: path) == nil else { return nil }
                if isKubernetes(values.local) && isKubernetes(values.incoming) { return .kubernetes }
                return isConda(values.local) && isConda(values.incoming) ? .conda : nil
            })
    }

    /// Whether a file is an environment of conda, whatever its name.
    private static func isConda(_ documents: Value) -> Bool {
        guard documents.elements.count == 1, case .list? = documents.elements[0]["channels"],
            case .list? = documents.elements[0]["dependencies"]
        else { return false }
        return true
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
        if path.contains(".circleci/") { return .circle }
        if name.hasPrefix("docker-compose") || name.hasPrefix("compose") || name.hasPrefix("docker-stack") {
            return .compose
        }
        if ["environment.", "environment-", "environment_"].contains(where: name.hasPrefix) { return .conda }
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
        profile.list = { path in
            switch path.last {
            case nil: .springDocuments
            // A program and what it is given.
            case "command", "entrypoint", "cmd", "argv": .command
            default: nil
            }
        }
        return profile
    }()
}
