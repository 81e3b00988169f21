public import Git

/// A commit of an upgrade, which no ref needs to hold yet.
public struct UpgradeCommit: Hashable, Sendable {
    /// The commit.
    public var id: ObjectID
    /// The repository's root tree in it.
    public var tree: ObjectID
    /// Whether it was there before.
    public var isUnchanged: Bool
}

/// Who made the commit that an update branch is at.
public enum BranchAuthor: Hashable, Sendable {
    /// This tool, on top of a commit of the base branch; nobody amended it.
    case scaffold
    /// A person, or this tool on top of a person's commits.
    case person

    /// Reads it from the commit alone: no history is needed, so a shallow clone will do.
    public init(of commit: Commit) {
        let isOurs = Seal.isIntact(commit) && !commit.message.contains("\n" + Upgrade.ontoTrailer)
        self = isOurs ? .scaffold : .person
    }
}

extension Upgrade {
    /// Marks a commit that stands on a person's: the branch is theirs from then on.
    static let ontoTrailer = "Scaffold-Onto: "

    /// Writes the upgrade as one commit on top of the service's commit; no ref moves.
    /// - Parameters:
    ///   - earlier: A commit that is given back instead when it is exactly this upgrade.
    ///   - isOntoPerson: Whether the service's commit is a person's on the update branch.
    public func makeCommit(unlessAt earlier: ObjectID? = nil, isOntoPerson: Bool = false) throws -> UpgradeCommit {
        let onto = isOntoPerson ? "\(Self.ontoTrailer)\(service.commit.id.hex)\n" : ""
        return try write(unlessAt: earlier, message: message + onto) { try writeTree() }
    }

    /// Without a name to commit with nothing is written at all.
    func write(
        unlessAt earlier: ObjectID?, message: String, tree makeTree: () throws -> ObjectID
    ) throws -> UpgradeCommit {
        let repository = service.repository
        let parents = [service.commit.id]
        let author = try repository.signature(.author)
        let committer = try repository.signature(.committer)
        let tree = try makeTree()
        if let earlier {
            let commit = try repository.commit(earlier)
            if commit.tree == tree, commit.parents == parents, Seal.isIntact(commit) {
                return UpgradeCommit(id: earlier, tree: tree, isUnchanged: true)
            }
        }
        let text = Seal.sealed(message, tree: tree, parents: parents, author: author, committer: committer)
        let write = try isSigned ? writeSigned : repository.writeCommit
        let id = try write(tree, parents, author, committer, text)
        return UpgradeCommit(id: id, tree: tree, isUnchanged: false)
    }
}
