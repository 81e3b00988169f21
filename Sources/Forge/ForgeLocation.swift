import Git

/// Which forge a repository is on, and where: learnt from a git remote.
public struct ForgeLocation: Hashable, Sendable {
    /// The kind of forge.
    public var kind: ForgeKind
    /// Where the repository is.
    public var address: ForgeAddress

    /// Makes one.
    public init(kind: ForgeKind, address: ForgeAddress) {
        self.kind = kind
        self.address = address
    }

    /// Finds the forge of a git remote.
    ///
    /// The address of a server that a CI job names for itself wins over guesses by host name.
    /// - Parameters:
    ///   - remote: an address as git takes it: https, ssh, or `git@host:path`.
    ///   - environment: the variables of the process.
    ///   - kind: the kind of forge, when the user named it.
    ///   - api: the API's root, when the user named it.
    /// - Throws: `unknownForge`.
    public init(
        remote: String, environment: [String: String], kind: ForgeKind? = nil, api: String? = nil
    ) throws(ForgeError) {
        guard let place = RemotePlace(remote) else {
            throw ForgeError(
                .unknownForge, "\(ForeignText.line(RemoteURL.withoutCredentials(remote))) is no address on a forge",
                hint: "a pull request needs a remote on GitHub, GitLab, Gitea or Forgejo")
        }
        let explicit = api.map(WebRoot.init(api:))
        if let explicit, explicit.host.isEmpty {
            throw ForgeError(.unknownForge, "the API's address has to begin with https://")
        }
        let server = ForgeServer.all(environment).first { $0.root.holds(place) && (kind ?? $0.kind) == $0.kind }
        let isKnown = kind ?? explicit?.kind ?? server?.kind ?? ForgeKind(host: place.host)
        guard let isKnown else {
            throw ForgeError(
                .unknownForge, "what kind of forge \(place.host) is can't be told from its name",
                hint: "name it with --forge github, gitlab or gitea")
        }
        let root = explicit ?? server?.root ?? WebRoot(of: place, kind: isKnown)
        // A host of ssh may be an alias; where credentials are for is told by the API then.
        var host = place.host
        if place.isSSH, explicit != nil || server != nil { host = root.host }
        let path = root.path.isEmpty ? place.path : place.path.droppingPrefix(root.path + "/")
        guard Self.isPath(path, on: isKnown) else {
            throw ForgeError(
                .unknownForge, "\(ForeignText.line(path)) is no repository's path on \(place.host)",
                hint: isKnown == .gitlab
                    ? "it has to be GROUP/PROJECT or GROUP/SUBGROUP/PROJECT" : "it has to be OWNER/NAME")
        }
        self.init(kind: isKnown, address: ForgeAddress(api: root.api, host: host, path: path))
    }

    /// The path goes into addresses of calls: only what forges allow in names may stand there.
    private static func isPath(_ path: String, on kind: ForgeKind) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard kind == .gitlab ? parts.count >= 2 : parts.count == 2 else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && part.utf8.allSatisfy { $0.isLetterOrDigit || ".-_+~".utf8.contains($0) }
        }
    }
}

/// Scheme, host and path of a remote.
struct RemotePlace {
    var isSSH: Bool
    var scheme: String
    /// With its port, but for ssh, whose port says nothing of the web's.
    var host: String
    var path: String

    init?(_ remote: String) {
        guard !RemoteURL.isLocal(remote), !remote.hasPrefix("-") else { return nil }
        let text = RemoteURL.normalized(remote)
        guard let mark = text.firstRange(of: "://") else { return nil }
        scheme = String(text[..<mark.lowerBound])
        isSSH = ["ssh", "git+ssh", "ssh+git"].contains(scheme)
        guard isSSH || scheme == "https" || scheme == "http" else { return nil }
        let rest = text[mark.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        host = String(rest[..<slash])
        path = String(rest[rest.index(after: slash)...].drop { $0 == "/" })
        if let at = host.lastIndex(of: "@") { host = String(host[host.index(after: at)...]) }
        if isSSH {
            if let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber) {
                host = String(host[..<colon])
            }
            // What the two big ones offer where only port 443 is open.
            host = ["ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"][host] ?? host
            scheme = "https"
        }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0.isLetterOrDigit || ".-_:[]".utf8.contains($0) }) else {
            return nil
        }
    }
}

extension UInt8 {
    var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}

extension String {
    func droppingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }

    func droppingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
