public import Git

/// What a run finds before it decides: all that the decision depends on.
public struct Situation: Sendable {
    /// Whose the update branch at the remote is.
    public enum Branch: Hashable, Sendable {
        /// There is none.
        case absent
        /// It holds nothing that the base branch lacks: merged, or left over.
        case spent(ObjectID)
        /// It is at a commit of this tool, as it was made.
        case ours(ObjectID)
        /// It holds commits of people.
        case theirs(ObjectID, Progress)

        /// The commit that it is at.
        public var commit: ObjectID? {
            switch self {
            case .absent: nil
            case .spent(let commit), .ours(let commit), .theirs(let commit, _): commit
            }
        }
    }

    /// How far people's commits on the branch have come.
    public enum Progress: Hashable, Sendable {
        /// At the release that is wanted, with nothing left to resolve.
        case resolved
        /// At the release that is wanted, with files that wait.
        case held
        /// At another release.
        case elsewhere
    }

    /// The release that the upgrade goes to.
    public var release: String
    /// Whether there is anything to upgrade on the base branch.
    public var isUpToDate: Bool
    /// The update branch.
    public var branch: Branch
    /// The commit to push; nil where there is nothing to upgrade, and where the branch is people's.
    public var commit: ObjectID?
    /// Whether the branch's own commit makes the same change already.
    public var isSameChange: Bool
    /// The pull requests from the branch, newest first.
    public var pullRequests: [PullRequest]
    /// Whether pull requests are wanted, and not the branch alone.
    public var opensPullRequest: Bool
    /// Whether new commits go on top of people's.
    public var goesOntoPerson: Bool
    /// The branch that it is to go to.
    public var base: String
    /// Title and text of the pull request, and what they are kept by.
    public var text: Text
    /// Labels of a new pull request.
    public var labels: [String]
    /// Who reviews a new pull request.
    public var reviewers: Reviewers
    /// Whether the forge is to merge it by itself; nil where nobody asked for that.
    public var automerges: Bool?
    /// Open pull requests of this tool for the same scaffold from other branches, that this one replaces.
    public var superseded: [PullRequest] = []

    /// The words of a pull request.
    public struct Text: Hashable, Sendable {
        /// The title.
        public var title: String
        /// The text without its block.
        public var body: String
        /// Whether it is to be a draft.
        public var isDraft: Bool
        /// Whether files wait for a decision.
        public var hasConflicts: Bool
        /// The block for the next run.
        public var block: MachineBlock

        /// The text as it is written.
        var written: String { "\(body)\n\(block.comment)\n" }
    }

    /// The open pull request.
    var open: PullRequest? { pullRequests.first { $0.state == .open } }

    /// A pull request that somebody closed, to the same release.
    var declined: PullRequest? {
        pullRequests.first { request in
            guard request.state == .closed else { return false }
            if let block = MachineBlock(in: request.body) { return block.release == release && !block.isWithdrawn }
            // Somebody cut the block out: the title has the release.
            return request.title.split(separator: " ").contains { $0 == release }
        }
    }
}
