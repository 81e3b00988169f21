/// Keys of one mapping that mean something only together, such as the name of an image and its tag.
///
/// Where one side changes one of them and the other side another, the result is what nobody asked for: the fork of the one at
/// the version of the other. Told by the names that keys have everywhere.
enum TornUnits {
    /// The names of all such keys.
    static let names = Set((states + partners).flatMap { [$0.0, $0.1] })

    /// Whether the sides tore a pair apart.
    /// - Parameters:
    ///   - path: Where the mapping is.
    ///   - members: Its keys of ``names``, with what they have on each side.
    static func exist(in members: Sides<[String: Value]>, at path: [String]) -> Bool {
        func isChanged(_ name: String, by side: [String: Value]) -> Bool {
            guard side[name]?.isSaid == true || members.base[name]?.isSaid == true, side[name] != members.base[name],
                members.local[name] != members.incoming[name]
            else { return false }
            // Another version of an action is the same action.
            return name != "uses" || action(side[name]) != action(members.base[name])
        }
        let local = names.filter { isChanged($0, by: members.local) }
        if local.isEmpty { return false }
        let incoming = names.filter { isChanged($0, by: members.incoming) }
        if incoming.isEmpty { return false }
        let isDependency = path.suffix(2) == ["dependencies", "[]"]
        let isOtherState = (states + (isDependency ? [("repository", "version")] : [])).contains { one, other in
            local.contains(one) && incoming.contains(other) || local.contains(other) && incoming.contains(one)
        }
        // Where both sides changed one of the two, they meet there.
        let (mine, yours) = (local.subtracting(incoming), incoming.subtracting(local))
        return isOtherState
            || partners.contains { one, other in
                members.base[one] != nil && members.base[other] != nil
                    && (mine.contains(one) && yours.contains(other) || mine.contains(other) && yours.contains(one))
            }
    }

    private static func action(_ value: Value?) -> Substring? { value?.text?.prefix { $0 != "@" } }

    /// Where something comes from, and which state of it.
    private static let states = [
        ("repository", "tag"), ("repository", "digest"), ("registry", "tag"), ("registry", "digest"), ("image", "tag"),
        ("image", "digest"), ("tag", "digest"), ("tag", "sha256"), ("newName", "newTag"), ("chart", "version"),
        ("chart", "targetRevision"), ("repoURL", "targetRevision"), ("repoURL", "chart"), ("project", "ref"),
        ("repoURL", "path"), ("context", "dockerfile"), ("baseUrl", "paths"), ("git", "tag"), ("git", "rev"),
        ("git", "branch"), ("git", "ref"), ("source", "ref"), ("source", "rev"),
    ]

    /// A program and what it is given, a folder and what is looked for in it, a kind and what fits it.
    private static let partners = [
        ("command", "args"), ("entrypoint", "command"), ("name", "state"), ("type", "default"),
        ("type", "enum"),
        ("type", "options"), ("type", "format"), ("type", "settings"), ("type", "jsonData"), ("type", "config"),
        ("type", "params"), ("type", "channel"), ("type", "url"), ("engine", "engine_version"),
        ("engine", "engineVersion"), ("engine", "version"), ("package", "version"), ("module", "version"),
        ("plugin", "version"), ("provider", "version"), ("provider", "settings"), ("provider", "config"),
        ("driver", "options"), ("driver", "driver_opts"), ("class", "args"), ("class", "stream"), ("class", "filename"),
        ("uses", "with"), ("registry", "username"), ("registry", "password"), ("language", "additional_dependencies"),
        ("log-driver", "log-opts"),
    ]
}

extension Value {
    /// What stands under some names in a mapping; nothing in anything else.
    func members(_ names: Set<String>) -> [String: Value] {
        guard case .map(let pairs) = self else { return [:] }
        return Dictionary(
            pairs.lazy.filter { names.contains($0.key.name) }.map { ($0.key.name, $0.value) }
        ) { first, _ in first }
    }
}

extension SyntaxNode {
    /// The same of a node.
    func members(_ names: Set<String>) -> [String: Value] {
        guard case .map(let container) = content else { return [:] }
        return Dictionary(
            container.entries.lazy.filter { names.contains($0.key.name) }.map { ($0.key.name, $0.node.value) }
        ) { first, _ in first }
    }
}

extension Value {
    /// Whether there is anything in a value: `digest: ""` is no digest.
    fileprivate var isSaid: Bool { self != .empty && text?.isEmpty != true && text != "null" }
}
