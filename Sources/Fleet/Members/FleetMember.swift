/// One repository of a fleet.
public struct FleetMember: Hashable, Sendable {
    /// Where a repository is.
    public enum Location: Hashable, Sendable {
        /// A folder of this machine: a work tree or a bare repository.
        case folder(String)
        /// An address that git fetches from.
        case remote(String)
    }

    /// Its name, the same however it is addressed; see ``MemberName``.
    public var id: String
    /// Where it is.
    public var location: Location
    /// Only the services in this folder of it and below; "" for all.
    public var directory: String
    /// Who owns it; nil where nothing says so.
    public var owner: String?
    /// The groups it is in, sorted.
    public var groups: [String]

    /// Makes a member.
    public init(
        id: String, location: Location, directory: String = "", owner: String? = nil, groups: [String] = []
    ) {
        self.id = id
        self.location = location
        self.directory = directory
        self.owner = owner
        self.groups = groups
    }
}
