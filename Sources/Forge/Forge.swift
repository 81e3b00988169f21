/// One repository on a forge, and the pull requests of it: what a job that opens update branches needs, and no more.
///
/// Calls block the thread they are made on. Reading ones are retried where that can help; those that write are not
/// repeated by themselves, since a write may have been done although its reply was an error: whoever writes looks again.
/// Each call throws ``ForgeError``.
public protocol Forge: Sendable {
    /// What kind of forge it is.
    var kind: ForgeKind { get }
    /// Where the repository is.
    var address: ForgeAddress { get }

    /// What the forge says of the repository.
    func repository() throws(ForgeError) -> ForgeRepository

    /// The pull requests from a branch, in every state, newest first.
    /// - Parameters:
    ///   - branch: the branch's name without `refs/heads/`.
    ///   - owner: the owner of the fork that has the branch; nil for the repository itself.
    func pullRequests(from branch: String, of owner: String?) throws(ForgeError) -> [PullRequest]

    /// The open pull requests of the repository, newest first.
    func openPullRequests() throws(ForgeError) -> [PullRequest]

    /// Opens a pull request.
    /// - Throws: `exists` when there is an open one from that branch already.
    func create(_ proposal: PullRequestProposal) throws(ForgeError) -> PullRequest

    /// Changes title, text or state; a change of nothing is no call.
    func update(_ pullRequest: PullRequest, _ change: PullRequestChange) throws(ForgeError)

    /// Makes a pull request a draft, or ready for review.
    func setDraft(_ pullRequest: PullRequest, _ isDraft: Bool) throws(ForgeError)

    /// Adds labels, and makes those that the repository lacks.
    func addLabels(_ labels: [String], to pullRequest: PullRequest) throws(ForgeError)

    /// Takes a label off; one that isn't there is no error.
    func removeLabel(_ label: String, from pullRequest: PullRequest) throws(ForgeError)

    /// Asks people to review; those who may not (the author, strangers) are left out by the forge or refused by name.
    func requestReviewers(_ reviewers: Reviewers, on pullRequest: PullRequest) throws(ForgeError)

    /// The comments below a pull request, oldest first.
    func comments(on pullRequest: PullRequest) throws(ForgeError) -> [PullRequestComment]

    /// Writes a comment.
    func comment(_ body: String, on pullRequest: PullRequest) throws(ForgeError)

    /// Replaces the text of a comment.
    func edit(_ comment: PullRequestComment, to body: String, on pullRequest: PullRequest) throws(ForgeError)

    /// How the checks of a commit stand.
    func checks(of commit: String) throws(ForgeError) -> CheckState

    /// Why the forge would not merge by itself what goes to a branch, once its checks are through; nil where it would.
    ///
    /// Without a check that is required it would merge at once, and what nobody has looked at.
    func automergeObstacle(base: String) throws(ForgeError) -> String?

    /// Has the forge merge a pull request by itself once its checks are through, or takes that back.
    /// - Parameter commit: The commit that is to be merged, and no other.
    func setAutomerge(_ pullRequest: PullRequest, _ isOn: Bool, commit: String) throws(ForgeError)

    /// The fork of the repository that the token's owner has; nil when there is none and none is to be made.
    /// - Parameter makingIt: Whether it is made where there is none.
    func fork(makingIt: Bool) throws(ForgeError) -> ForgeRepository?
}

/// The kinds of forges whose API is spoken.
public enum ForgeKind: String, CaseIterable, Sendable {
    /// GitHub, GitHub Enterprise.
    case github
    /// GitLab.
    case gitlab
    /// Gitea and Forgejo, which share their API.
    case gitea

    /// How many characters a pull request's text may have; one that is longer is refused.
    ///
    /// GitHub's hard limit is 65,536, GitLab's 1,048,576; some room is left.
    public var bodyLimit: Int { self == .github ? 60_000 : 250_000 }

    /// What the forge calls a pull request.
    public var noun: String { self == .gitlab ? "merge request" : "pull request" }
}

/// Where a repository is on a forge.
public struct ForgeAddress: Hashable, Sendable {
    /// The API's root without a slash at its end, such as `https://api.github.com` or `https://gitlab.com/api/v4`.
    public var api: String
    /// The host that credentials are for, with its port where it is no standard one.
    public var host: String
    /// Owner and name, or the whole path of groups on GitLab: `owner/name`.
    public var path: String

    /// Makes an address.
    public init(api: String, host: String, path: String) {
        self.api = api
        self.host = host
        self.path = path
    }

    /// Everything before the last part of the path.
    public var owner: String { Self.owner(of: path) }
    /// The last part of the path.
    public var name: String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// Everything before the last part of a path; "" where there is nothing.
    static func owner(of path: String) -> String { path.utf8.lastIndex(of: 0x2F).map { String(path[..<$0]) } ?? "" }
}

/// What a forge says of a repository.
public struct ForgeRepository: Hashable, Sendable {
    /// Owner and name, as they are now: a renamed repository answers with its new ones.
    public var path: String
    /// The branch that pull requests go to; nil for a repository without commits.
    public var defaultBranch: String?
    /// An address that git clones from.
    public var cloneURL: String
    /// Its page.
    public var webURL: String
    /// Whether it is archived: nothing can be written.
    public var isArchived = false
    /// Whether it is disabled, or a mirror of another one that a push would be lost in.
    public var isReadOnly = false
    /// Whether it is a fork of another one.
    public var isFork = false
    /// Whether it has no commit.
    public var isEmpty = false
    /// Whether pull requests can be opened.
    public var takesPullRequests = true
    /// Whether the token may push; nil where the forge doesn't say.
    public var canPush: Bool?
    /// What a classic token of GitHub may do (`X-OAuth-Scopes`); nil where the forge doesn't say.
    public var scopes: [String]?
    /// Its topics, sorted.
    public var topics: [String] = []

    /// Makes one.
    public init(path: String, defaultBranch: String?, cloneURL: String, webURL: String) {
        self.path = path
        self.defaultBranch = defaultBranch
        self.cloneURL = cloneURL
        self.webURL = webURL
    }
}

/// How the checks of a commit stand, all of them together.
public enum CheckState: String, Sendable {
    /// There are none.
    case none
    /// Some are not done, none has failed.
    case pending
    /// All are done and none has failed.
    case passed
    /// At least one has failed.
    case failed
}

/// Who is asked to review.
public struct Reviewers: Hashable, Sendable {
    /// People, by the names the forge knows them by.
    public var people: [String]
    /// Teams, without their organisation; only GitHub and Gitea ask teams.
    public var teams: [String]
    /// Whether nobody is asked.
    public var isEmpty: Bool { people.isEmpty && teams.isEmpty }

    /// Makes a choice.
    public init(people: [String] = [], teams: [String] = []) {
        self.people = people
        self.teams = teams
    }
}
