/// A pull request (on GitLab a merge request) as the forge has it now.
public struct PullRequest: Hashable, Sendable {
    /// Where it is in its life.
    public enum State: String, Sendable {
        /// Waiting.
        case open
        /// Closed without a merge.
        case closed
        /// Merged.
        case merged
    }

    /// Its number in its repository.
    public var number: Int
    /// Where it is in its life.
    public var state: State
    /// The title, without the prefix by which GitLab and Gitea tell drafts.
    public var title: String
    /// The text, in Markdown.
    public var body: String
    /// Whether it is a draft.
    public var isDraft: Bool
    /// Its labels.
    public var labels: [String]
    /// The branch it comes from.
    public var head: String
    /// The owner of the repository that the branch is in; the repository's own, or a fork's.
    public var headOwner: String
    /// The commit that the forge last saw on that branch.
    public var headCommit: String
    /// The branch it goes to.
    public var base: String
    /// Its page.
    public var url: String
    /// Whether git can merge it; nil while the forge doesn't know.
    public var isMergeable: Bool?
    /// What else the forge needs to change it: GitHub's node id.
    public var handle: String
    /// Whether the forge merges it by itself once its checks are through; nil where the forge doesn't say.
    public var isAutomerging: Bool?

    /// Makes one.
    public init(
        number: Int, state: State, title: String, body: String, isDraft: Bool, labels: [String], head: String,
        headOwner: String, headCommit: String, base: String, url: String, isMergeable: Bool? = nil, handle: String = "",
        isAutomerging: Bool? = nil
    ) {
        self.number = number
        self.state = state
        self.title = title
        self.body = body
        self.isDraft = isDraft
        self.labels = labels
        self.head = head
        self.headOwner = headOwner
        self.headCommit = headCommit
        self.base = base
        self.url = url
        self.isMergeable = isMergeable
        self.handle = handle
        self.isAutomerging = isAutomerging
    }
}

/// A pull request that is to be opened.
public struct PullRequestProposal: Hashable, Sendable {
    /// The title.
    public var title: String
    /// The text, in Markdown.
    public var body: String
    /// The branch it comes from.
    public var head: String
    /// The owner of the fork that the branch is in; nil for the repository itself.
    public var headOwner: String?
    /// The branch it goes to.
    public var base: String
    /// Whether it begins as a draft.
    public var isDraft: Bool

    /// Makes a proposal.
    public init(title: String, body: String, head: String, headOwner: String? = nil, base: String, isDraft: Bool) {
        self.title = title
        self.body = body
        self.head = head
        self.headOwner = headOwner
        self.base = base
        self.isDraft = isDraft
    }
}

/// What is to change in a pull request; nil leaves a thing as it is.
public struct PullRequestChange: Hashable, Sendable {
    /// The new title.
    public var title: String?
    /// The new text.
    public var body: String?
    /// Whether it is closed without a merge.
    public var closes = false
    /// Whether there is nothing to change.
    public var isEmpty: Bool { title == nil && body == nil && !closes }

    /// Makes a change.
    public init(title: String? = nil, body: String? = nil, closes: Bool = false) {
        self.title = title
        self.body = body
        self.closes = closes
    }
}

/// A comment below a pull request.
public struct PullRequestComment: Hashable, Sendable {
    /// The forge's number for it.
    public var id: Int
    /// Its text.
    public var body: String

    /// Makes one.
    public init(id: Int, body: String) {
        self.id = id
        self.body = body
    }
}
