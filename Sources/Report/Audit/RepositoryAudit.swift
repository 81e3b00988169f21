/// What an audit found in one repository: one line of its NDJSON.
public struct RepositoryAudit: Hashable, Sendable, Decodable {
    /// The repository's name in the fleet, the same however it is addressed: `github.com/acme/shop`, or a folder.
    public var id: String
    /// Where it was read: an address without credentials, or a folder.
    public var location: String
    /// Who owns it, as the fleet's file says; nil where it does not.
    public var owner: String?
    /// The groups that the fleet's file puts it in, sorted.
    public var groups: [String]
    /// The commit that was looked at; nil where there was none.
    public var commit: String?
    /// Its services, sorted by folder and scaffold.
    public var services: [ServiceAudit]
    /// Why it could not be looked at, or is not to be; nil where it was.
    public var failure: Failure?
    /// What the result depends on besides the commit: tool, sources' releases, policies.
    ///
    /// An audit with the same commit and the same fingerprint would say the same.
    public var fingerprint: String
    /// How often this was tried, from 1.
    public var attempt: Int
    /// How long it took, in milliseconds.
    ///
    /// It is in the NDJSON only: all other reports of the same state are the same.
    public var milliseconds: Int

    /// Why a repository could not be looked at.
    public struct Failure: Hashable, Sendable, Decodable {
        /// The kinds of failures.
        public enum Kind: String, Sendable, CaseIterable, Decodable {
            /// The network, the server or the credentials.
            case unreachable
            /// Not there, or no git repository.
            case missing
            /// It has no commit.
            case empty
            /// No record: nothing in it was made from a scaffold.
            case unrecorded
            /// The repository's own data can't be read.
            case corrupt
            /// The record can't be read.
            case record
            /// The scaffold or its release can't be had.
            case source
            /// Took longer than a repository may.
            case timedOut = "timed-out"
            /// Not looked at on purpose: archived or exempt.
            case exempt
            /// Anything else.
            case other
        }

        /// The kind.
        public var kind: Kind
        /// What is wrong and where.
        public var message: String
        /// How to fix it.
        public var fix: String?

        /// Makes a failure.
        public init(kind: Kind, message: String, fix: String? = nil) {
            self.kind = kind
            self.message = message
            self.fix = fix
        }

        /// Whether the repository is left out on purpose, which is no failure of the audit.
        public var isIntended: Bool { kind == .exempt }
        /// Whether trying again may help.
        public var isTemporary: Bool { kind == .unreachable || kind == .timedOut }
    }

    /// Makes a repository's result.
    public init(
        id: String, location: String, owner: String? = nil, groups: [String] = [], commit: String? = nil,
        services: [ServiceAudit] = [], failure: Failure? = nil, fingerprint: String = "", attempt: Int = 1,
        milliseconds: Int = 0
    ) {
        self.id = id
        self.location = location
        self.owner = owner
        self.groups = groups
        self.commit = commit
        self.services = services
        self.failure = failure
        self.fingerprint = fingerprint
        self.attempt = attempt
        self.milliseconds = milliseconds
    }

    /// What reports call a service of it: the repository, and the folder where it is not the root.
    public func name(of service: ServiceAudit) -> String {
        // A part of a repository has its folder in its name already.
        service.directory.isEmpty || id.hasSuffix("/" + service.directory) ? id : "\(id)/\(service.directory)"
    }
}
