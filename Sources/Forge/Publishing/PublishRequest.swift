public import Drift

/// What is asked of a run that publishes an upgrade.
public struct PublishRequest: Sendable {
    /// When a branch that is there already is made anew on a base branch that has moved.
    public enum Rebasing: String, CaseIterable, Sendable {
        /// Only when the change itself is another one then: a base that moved elsewhere makes no noise.
        case conflicted
        /// Each time that the base has moved.
        case always
    }

    /// Whether a pull request is wanted, and not the branch alone.
    public var opensPullRequest = false
    /// The branch that the upgrade goes to; nil for the remote's default branch.
    public var base: String?
    /// The update branch; nil for the service's own, the same for each release.
    public var branch: String?
    /// What the upgrade goes to, and with which answers.
    public var plan = PlanRequest()
    /// What becomes of files that can't be merged.
    public var conflicts = ConflictMode.hold
    /// Whether new commits go on top of people's.
    public var goesOntoPerson = false
    /// When a branch is made anew.
    public var rebasing = Rebasing.conflicted
    /// Whether workflow files go to a branch of their own.
    public var splitsWorkflows = false
    /// Whether the branch is pushed to a fork.
    public var usesFork = false
    /// Whether pull requests are drafts in any case.
    public var isDraft = false
    /// Whether the forge merges what waits for nobody by itself, once the checks that it requires are through.
    public var automerges = false
    /// The title; nil for the usual one.
    ///
    /// `{scaffold}`, `{from}` and `{to}` stand for their values.
    public var title: String?
    /// Labels of new pull requests.
    public var labels: [String] = []
    /// Who is asked to review new ones: people, and teams as `org/team`.
    public var reviewers: [String] = []
    /// Whether the owners of the files that change are asked, as CODEOWNERS has them.
    public var asksOwners = false
    /// How many are asked at most.
    public var maximumReviewers = 5
    /// The service's own check, a command of the shell; nil for none.
    public var check: String?
    /// How long it may take.
    public var checkSeconds = 600

    /// A request for the branch alone, to the newest release.
    public init() {}

    /// The label of pull requests with files that wait.
    public static let conflictLabel = "template-conflict"
    /// The label by which people throw their commits away.
    public static let rebuildLabel = "scaffold-rebuild"
    /// The label by which people have a pull request left as it is.
    public static let pauseLabel = "scaffold-pause"
}

/// A repository as its remote has it, and how it is reached.
public struct PublishTarget: Sendable {
    /// The remote as git takes it: a name in the repository, or an address.
    public var remote: String
    /// What people's clones call it.
    public var remoteName: String
    /// Where a fork is pushed to; nil pushes to the remote itself.
    public var fork: Fork?

    /// A fork that the branch is pushed to.
    public enum Fork: Hashable, Sendable {
        /// It is there.
        case known(url: String, owner: String)
        /// It is made before the first push.
        case missing

        /// Its owner; nil where there is none yet.
        var owner: String? { if case .known(_, let owner) = self { owner } else { nil } }
    }

    /// Makes a target.
    public init(remote: String, remoteName: String = "origin", fork: Fork? = nil) {
        self.remote = remote
        self.remoteName = remoteName
        self.fork = fork
    }
}
