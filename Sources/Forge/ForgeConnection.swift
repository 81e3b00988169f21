public import Git

/// The way from a git remote to its forge.
public struct ForgeConnection: Sendable {
    /// The repository on its forge.
    public var forge: any Forge
    /// Which forge it is, and where.
    public var location: ForgeLocation
    /// The token that is used.
    public var token: Token

    /// Finds forge and token of a remote; no call is made.
    ///
    /// - Parameters:
    ///   - remote: the address as git has it: https, ssh, or `git@host:path`.
    ///   - environment: the variables of the process.
    ///   - kind: the kind of forge, when the user named it.
    ///   - api: the API's root, when the user named it.
    ///   - git: whose credential helpers are asked when nothing else has a token; nil asks none.
    ///   - transport: what carries the calls.
    ///   - pacer: when they are made; one for all repositories of a forge.
    /// - Throws: `unknownForge`, `unauthorized`.
    public static func open(
        remote: String, environment: [String: String], kind: ForgeKind? = nil, api: String? = nil,
        git: GitExecutable? = nil, transport: (any HTTPTransport)? = nil, pacer: Pacer = Pacer()
    ) throws(ForgeError) -> ForgeConnection {
        let location = try ForgeLocation(remote: remote, environment: environment, kind: kind, api: api)
        let token = try TokenLookup(environment: environment, git: git).token(for: location)
        let client = ForgeClient(
            kind: location.kind, api: location.address.api, token: token,
            transport: transport ?? CurlTransport(), pacer: pacer)
        let forge: any Forge =
            switch location.kind {
            case .github: GitHub(client: client, address: location.address)
            case .gitlab: GitLab(client: client, address: location.address)
            case .gitea: Gitea(client: client, address: location.address)
            }
        return ForgeConnection(forge: forge, location: location, token: token)
    }
}
