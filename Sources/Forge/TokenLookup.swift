import Foundation
public import Git
import Yams

/// Finds the token for a host: variables first, then what `gh` and `glab` keep, then git's own credential helpers.
public struct TokenLookup: Sendable {
    /// The variables of the process.
    public var environment: [String: String]
    /// The git whose credential helpers are asked; nil asks none.
    public var git: GitExecutable?

    /// Makes a lookup.
    public init(environment: [String: String], git: GitExecutable? = nil) {
        self.environment = environment
        self.git = git
    }

    /// The token for the forge of a repository.
    ///
    /// - Throws: `unauthorized` when there is none, or when the first that is found can't be one.
    public func token(for location: ForgeLocation) throws(ForgeError) -> Token {
        let host = location.address.host
        for name in Self.variables(of: location.kind, host: host, environment) {
            if let value = environment[name], !value.isEmpty { return try Token(value, origin: name) }
        }
        if let found = try configured(location.kind, host) { return found }
        if let git, let secret = git.credential(for: Self.page(of: location)) {
            return try Token(secret, origin: "git credential")
        }
        let names = Self.variables(of: location.kind, host: host, environment).joined(separator: " or ")
        throw ForgeError(
            .unauthorized, "there is no token for \(host)",
            hint: "set \(names), or store one with \(location.kind == .gitlab ? "glab" : "gh") auth login")
    }

    /// The variables that may hold a token for a host, the first that is set counts.
    ///
    /// A job's own GITHUB_TOKEN is for the server that the job runs on: it is never sent to another host.
    static func variables(of kind: ForgeKind, host: String, _ environment: [String: String]) -> [String] {
        let servers = ForgeServer.all(environment)
        let isOwn = servers.contains { $0.root.host == host }
        let jobToken = ForgeServer.isGiteaJob(environment) ? ForgeKind.gitea : .github
        switch kind {
        case .github where host == "github.com" || (isOwn && jobToken == .github):
            let isEnterpriseJob = host != "github.com"
            return ["SCAFFOLD_TOKEN", "GH_TOKEN"] + (isEnterpriseJob || jobToken == .github ? ["GITHUB_TOKEN"] : [])
        case .github: return ["SCAFFOLD_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"]
        case .gitlab: return ["SCAFFOLD_TOKEN", "GITLAB_TOKEN"]
        case .gitea:
            let job = isOwn && jobToken == .gitea ? ["GITHUB_TOKEN"] : []
            return ["SCAFFOLD_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN"] + job
        }
    }

    /// What the command-line tools of GitHub and GitLab keep for a host.
    private func configured(_ kind: ForgeKind, _ host: String) throws(ForgeError) -> Token? {
        let home = environment["HOME"].map { $0 + "/.config" }
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home
        let file: String
        var keys = [host]
        switch kind {
        case .github:
            guard let folder = environment["GH_CONFIG_DIR"] ?? base.map({ $0 + "/gh" }) else { return nil }
            file = folder + "/hosts.yml"
            keys.append("oauth_token")
        case .gitlab:
            guard let folder = environment["GLAB_CONFIG_DIR"] ?? base.map({ $0 + "/glab-cli" }) else { return nil }
            file = folder + "/config.yml"
            keys = ["hosts", host, "token"]
        case .gitea: return nil
        }
        guard let bytes = try? Data(contentsOf: URL(filePath: file)) else { return nil }
        // Read as text whatever the tags say: `glab` writes `!!null` before its tokens.
        guard var node = try? Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) else { return nil }
        for key in keys {
            guard let next = node.mapping?[Node(key)] else { return nil }
            node = next
        }
        guard let secret = node.scalar?.string, !secret.isEmpty else { return nil }
        return try Token(secret, origin: file)
    }

    /// The address that credential helpers know.
    private static func page(of location: ForgeLocation) -> String {
        let scheme = location.address.api.hasPrefix("http://") ? "http" : "https"
        return "\(scheme)://\(location.address.host)/\(location.address.path).git"
    }
}
