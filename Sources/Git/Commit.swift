/// Who made a commit, and when.
public struct Signature: Hashable, Sendable {
    /// The person's name.
    public var name: String
    /// The person's mail address.
    public var email: String
    /// Seconds since 1970-01-01 00:00 UTC.
    public var seconds: Int64
    /// Minutes east of UTC.
    public var offsetMinutes: Int

    /// Creates a signature.
    public init(name: String, email: String, seconds: Int64, offsetMinutes: Int = 0) {
        self.name = name
        self.email = email
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }
}

/// A commit as a value.
public struct Commit: Hashable, Sendable {
    /// The commit's own id.
    public var id: ObjectID
    /// The tree of its content.
    public var tree: ObjectID
    /// Its parents, the first one first; a shallow clone may not hold them.
    public var parents: [ObjectID]
    /// Who wrote the change.
    public var author: Signature
    /// Who made the commit.
    public var committer: Signature
    /// The whole message; bytes that aren't UTF-8 are replaced.
    public var message: String

    /// The first line of the message that isn't blank.
    public var summary: String {
        message.split(separator: "\n").lazy.map { String($0).trimmingSpaces() }.first { !$0.isEmpty } ?? ""
    }
}

/// Where HEAD points.
public enum Head: Hashable, Sendable {
    /// HEAD is a branch, named in full (`refs/heads/main`), at a commit.
    case branch(name: String, commit: ObjectID)
    /// HEAD is a commit, without a branch.
    case detached(ObjectID)
    /// HEAD is a branch, named in full, that has no commit yet.
    case unborn(name: String)

    /// The commit; nil when unborn.
    public var commit: ObjectID? {
        switch self {
        case .branch(_, let commit): commit
        case .detached(let commit): commit
        case .unborn: nil
        }
    }

    /// The branch's full name; nil when detached.
    public var branch: String? {
        switch self {
        case .branch(let name, _): name
        case .detached: nil
        case .unborn(let name): name
        }
    }
}

/// A branch, tag or other ref.
public struct Reference: Hashable, Sendable {
    /// The full name, such as `refs/tags/v1.0.0`.
    public var name: String
    /// The commit it stands for: annotated tags are followed.
    public var commit: ObjectID
    /// The object it holds: for an annotated tag the tag object, otherwise the commit.
    public var target: ObjectID
}
