/// A forge as a whole: the lists of repositories that a fleet begins with.
public struct ForgeHost: Sendable {
    private let client: ForgeClient

    /// Takes a forge.
    public init(
        kind: ForgeKind, api: String, token: Token, transport: (any HTTPTransport)? = nil, pacer: Pacer = Pacer()
    ) {
        client = ForgeClient(
            kind: kind, api: api, token: token, transport: transport ?? CurlTransport(), pacer: pacer)
    }

    /// The repositories of an organisation or a group with the groups in it, or else of a person, by their paths.
    public func repositories(of owner: String) throws(ForgeError) -> [ForgeRepository] {
        let name = percentEncoded(owner)
        let lists: [String]
        switch client.kind {
        case .github, .gitea: lists = ["orgs/\(name)/repos", "users/\(name)/repos"]
        case .gitlab: lists = ["groups/\(name)/projects?include_subgroups=true", "users/\(name)/projects"]
        }
        let found: [JSON]
        do throws(ForgeError) {
            found = try client.all(lists[0])
        } catch {
            guard error.code == .notFound else { throw error }
            found = try client.all(lists[1])
        }
        var repositories: [ForgeRepository] = []
        for json in found { repositories.append(try ForgeRepository(json, client.kind)) }
        return repositories.sorted { $0.path < $1.path }
    }
}

extension ForgeRepository {
    /// From the object that a forge describes a repository with.
    init(_ json: JSON, _ kind: ForgeKind) throws(ForgeError) {
        let branch = json["default_branch"].string.flatMap { $0.isEmpty ? nil : $0 }
        if kind == .gitlab {
            self.init(
                path: try json.required("path_with_namespace"), defaultBranch: branch,
                cloneURL: json["http_url_to_repo"].string ?? "", webURL: json["web_url"].string ?? "")
            isEmpty = json["empty_repo"].bool ?? (branch == nil)
            isReadOnly = json["mirror"].bool ?? false
            isFork = json["forked_from_project"].exists
            takesPullRequests =
                json["merge_requests_access_level"].string.map { $0 != "disabled" }
                ?? json["merge_requests_enabled"].bool ?? true
            if json["permissions"].exists {
                let levels = ["project_access", "group_access"].compactMap {
                    json["permissions"][$0]["access_level"].int
                }
                // Developer.
                canPush = (levels.max() ?? 0) >= 30
            }
        } else {
            self.init(
                path: try json.required("full_name"), defaultBranch: branch,
                cloneURL: json["clone_url"].string ?? "", webURL: json["html_url"].string ?? "")
            let isMirror = json["mirror"].bool ?? json["mirror_url"].exists
            isReadOnly = isMirror || (json["disabled"].bool ?? false)
            isFork = json["fork"].bool ?? false
            isEmpty = json["empty"].bool ?? false
            takesPullRequests = json["has_pull_requests"].bool ?? true
            canPush = json["permissions"]["push"].bool
        }
        isArchived = json["archived"].bool ?? false
        topics = (json["topics"].array ?? json["tag_list"].array ?? []).compactMap(\.string).sorted()
    }
}
