/// Where a forge's pages and its API are.
struct WebRoot: Hashable {
    /// The API's root, without a slash at its end.
    var api: String
    /// The host of the pages, with its port.
    var host: String
    /// The path below which the forge is installed; mostly empty.
    var path = ""

    /// From the API's address alone.
    init(api text: String) {
        var api = text
        while api.hasSuffix("/") { api.removeLast() }
        self.api = api
        (host, path) = Self.split(api)
        for suffix in ["api/v3", "api/v4", "api/v1"] where path == suffix || path.hasSuffix("/" + suffix) {
            path = path.droppingSuffix(suffix).droppingSuffix("/")
        }
        // GitHub's own, and GitHub Enterprise Cloud's hosts.
        if host == "api.github.com" || (host.hasPrefix("api.") && host.hasSuffix(".ghe.com")) {
            host = host.droppingPrefix("api.")
        }
    }

    /// From a server's page, and its API where it is named.
    init(server: String, api: String?, kind: ForgeKind) {
        (host, path) = Self.split(server.droppingSuffix("/"))
        let scheme = server.hasPrefix("http://") ? "http" : "https"
        self.api = api ?? Self.api(scheme: scheme, host: host, path: path, kind: kind)
        while self.api.hasSuffix("/") { self.api.removeLast() }
    }

    /// The usual places on a host.
    init(of place: RemotePlace, kind: ForgeKind) {
        host = place.host
        // Nobody's token is sent unencrypted because git's address is; who wants that names the API.
        let scheme = ForgeClient.isLoopback("http://\(host)") ? place.scheme : "https"
        api = Self.api(scheme: scheme, host: place.host, path: "", kind: kind)
    }

    /// What kind of forge the API's address tells.
    var kind: ForgeKind? {
        if api.hasSuffix("/api/v4") { return .gitlab }
        if api.hasSuffix("/api/v1") { return .gitea }
        let isGitHub = api.hasSuffix("/api/v3") || host == "github.com" || host.hasSuffix(".ghe.com")
        return isGitHub ? .github : nil
    }

    /// Whether a remote's repository is on this server.
    func holds(_ place: RemotePlace) -> Bool {
        let own = place.isSSH ? host.prefix { $0 != ":" } : host[...]
        guard own == place.host else { return false }
        return place.isSSH || path.isEmpty || place.path.hasPrefix(path + "/")
    }

    private static func api(scheme: String, host: String, path: String, kind: ForgeKind) -> String {
        if kind == .github, host == "github.com" || host.hasSuffix(".ghe.com") { return "https://api.\(host)" }
        let version = [ForgeKind.github: "v3", .gitlab: "v4", .gitea: "v1"][kind] ?? ""
        return "\(scheme)://\(host)\(path.isEmpty ? "" : "/" + path)/api/\(version)"
    }

    /// Host and path of `https://host/path`; an empty host for anything else.
    private static func split(_ url: String) -> (host: String, path: String) {
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), let mark = url.firstRange(of: "://") else {
            return ("", "")
        }
        let rest = url[mark.upperBound...]
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        return (rest[..<end].lowercased(), String(rest[end...].drop { $0 == "/" }))
    }
}

/// A server that a CI job names in its variables as its own.
struct ForgeServer {
    var kind: ForgeKind
    var root: WebRoot

    static func all(_ environment: [String: String]) -> [ForgeServer] {
        var servers: [ForgeServer] = []
        func add(_ kind: ForgeKind, _ server: String, _ api: String) {
            guard let address = environment[server], !address.isEmpty else { return }
            let named = environment[api].flatMap { $0.isEmpty ? nil : $0 }
            let root = WebRoot(server: address, api: named, kind: kind)
            if !root.host.isEmpty { servers.append(ForgeServer(kind: kind, root: root)) }
        }
        add(.gitea, "GITEA_SERVER_URL", "GITEA_API_URL")
        add(.gitea, "FORGEJO_SERVER_URL", "FORGEJO_API_URL")
        add(.gitlab, "CI_SERVER_URL", "CI_API_V4_URL")
        add(isGiteaJob(environment) ? .gitea : .github, "GITHUB_SERVER_URL", "GITHUB_API_URL")
        return servers
    }

    /// Gitea's and Forgejo's runners set GitHub's variables to their own addresses.
    static func isGiteaJob(_ environment: [String: String]) -> Bool {
        environment["GITEA_ACTIONS"] == "true" || environment["FORGEJO_ACTIONS"] == "true"
            || environment["GITHUB_API_URL"]?.droppingSuffix("/").hasSuffix("/api/v1") == true
    }
}

extension ForgeKind {
    /// By the name of a host: the public ones, and those called `gitlab.…`, `github.…`, `gitea.…`, `forgejo.…`.
    init?(host: String) {
        let name = host.prefix { $0 != ":" }
        let known: [Substring: ForgeKind] = ["codeberg.org": .gitea, "gitea.com": .gitea]
        let first = name.prefix { $0 != "." }
        let kinds: [Substring: ForgeKind] = [
            "github": .github, "gitlab": .gitlab, "gitea": .gitea, "forgejo": .gitea,
        ]
        guard let kind = known[name] ?? (name.hasSuffix(".ghe.com") ? .github : nil) ?? kinds[first] else {
            return nil
        }
        self = kind
    }
}
