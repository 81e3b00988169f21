public import Drift
public import Git
import Report
import Template

/// Brings the upgrade of a service from the base branch of a remote to an update branch there, and to a pull request.
///
/// Nothing of the user's changes: no work tree, no index, no branch of the local repository. All that a run remembers of
/// earlier ones is at the remote: the branch's own commit, and a block in the pull request's text.
public struct Publisher {
    /// The service; what it is at the remote's base branch counts, and not its own commit.
    public let service: Service
    /// What is asked for.
    public let request: PublishRequest
    /// Where it goes.
    public private(set) var target: PublishTarget
    /// Runs git, with the credentials it needs.
    public let git: GitExecutable
    /// The forge; nil for a branch alone.
    public let forge: (any Forge)?
    /// The variables of this process.
    public let environment: [String: String]
    /// The tool and its version.
    public let tool: String
    /// The scaffold of the service that is upgraded.
    let scaffold: String
    /// Makes what plans the upgrade of a state of the service; it may ask the template's remote.
    let planner: (Service) throws -> any UpgradePlanner

    /// Makes a publisher.
    public init(
        service: Service, scaffold: String, request: PublishRequest, target: PublishTarget, git: GitExecutable,
        forge: (any Forge)?, environment: [String: String], tool: String,
        planner: @escaping (Service) throws -> any UpgradePlanner
    ) {
        self.service = service
        self.scaffold = scaffold
        self.request = request
        self.target = target
        self.git = git
        self.forge = forge
        self.environment = environment
        self.tool = tool
        self.planner = planner
    }

    /// Where a repository's branch goes: to the remote itself, or to a fork.
    public static func target(
        _ remote: String, name: String = "origin", forge: (any Forge)?, _ request: PublishRequest
    ) throws -> PublishTarget {
        var target = PublishTarget(remote: remote, remoteName: name)
        if request.usesFork, let forge { target.fork = Self.fork(try forge.fork(makingIt: false)) }
        return target
    }

    private static func fork(_ repository: ForgeRepository?) -> PublishTarget.Fork {
        guard let repository else { return .missing }
        return .known(url: repository.cloneURL, owner: ForgeAddress.owner(of: repository.path))
    }

    /// Decides and carries it out.
    ///
    /// Where somebody moves the branch in between, it is looked at once more: people's commits are then seen.
    public func run() throws -> Publication {
        do {
            return try attempt()
        } catch let error as GitError where error.code == .modified {
            return try attempt()
        }
    }

    /// Only decides: the steps are those that ``run()`` would take now.
    public func plan() throws -> Publication {
        var found = try find()
        let decision = try decide(&found)
        return Publication(decision, found)
    }

    private func attempt() throws -> Publication {
        var found = try find()
        var decision = try decide(&found)
        if try verify(&found, decision) {
            // Checks take minutes, in which people merge, close and push.
            found.view = try RemoteView(
                service.repository, target, git: git, base: request.base, branch: found.branch)
            found.pullRequests = try pullRequests(from: found)
            decision = try decide(&found)
        }
        if target.fork == .missing, decision.isPush, let forge {
            var copy = self
            copy.target.fork = Self.fork(try forge.fork(makingIt: true))
            return try copy.attempt()
        }
        if found.workflows != nil { try pushWorkflows(&found, &decision) }
        var publication = Publication(decision, found)
        do {
            try carryOut(&publication)
        } catch let error as GitError where skips(error, decision) {
            let reason = [error.message, error.hint].filter { !$0.isEmpty }.joined(separator: "; ")
            return Publication(
                Decision(outcome: .skipped, reason: reason, pullRequest: decision.pullRequest), found)
        }
        return publication
    }

    /// Whether a rule of the repository keeps the branch from the token, which a job over many names and passes over.
    ///
    /// Nothing is written before a push.
    private func skips(_ error: GitError, _ decision: Decision) -> Bool {
        guard request.opensPullRequest, error.isAboutProtection, case .push? = decision.steps.first else {
            return false
        }
        return true
    }

    // MARK: What is there

    /// What a run finds and makes, before it decides.
    struct Found {
        var branch: String
        var view: RemoteView
        var plan: Plan
        var service: Service
        var commit: UpgradeCommit?
        var pullRequests: [PullRequest] = []
        var workflows: Workflows?
        var verification: PullRequestContext.Verification?
        var branchPushedAt: Int64?
        /// Why the forge is not to merge it by itself, where that was asked for.
        var automergeObstacle: String?
        /// The plan on top of people's commits, where that is wanted.
        var onto: (plan: Plan, service: Service, commit: UpgradeCommit)?
    }

    /// Workflow files on a branch of their own.
    struct Workflows {
        var branch: String
        var commit: UpgradeCommit
        var paths: [String]
        var patch: String
        var isRefused = false
    }

    private func find() throws -> Found {
        let branch = request.branch ?? Upgrade.branch(of: scaffold, in: service.directory)
        let view = try RemoteView(
            service.repository, target, git: git, base: request.base, branch: branch)
        let service = try service.at(view.baseCommit)
        let plan = try planner(service).plan(request.plan).treating(conflicts: request.conflicts)
        var found = Found(branch: branch, view: view, plan: plan, service: service)
        if !plan.isUpToDate {
            if request.splitsWorkflows { try splitWorkflows(&found) }
            found.commit = try Upgrade(service: service, plan: found.plan).makeCommit(unlessAt: view.branchCommit)
        }
        found.pullRequests = try pullRequests(from: found)
        return found
    }

    private func pullRequests(from found: Found) throws -> [PullRequest] {
        guard let forge, request.opensPullRequest else { return [] }
        guard target.fork != .missing else { return [] }
        // Without a branch no request from it is open, and with nothing to propose none is wanted.
        guard found.view.branchCommit != nil || found.commit != nil else { return [] }
        return try forge.pullRequests(from: found.branch, of: target.fork?.owner)
    }

    private func splitWorkflows(_ found: inout Found) throws {
        let whole = found.plan
        let branch = RemoteView.workflowBranch(of: found.branch)
        let (plan, changes) = whole.holding(because: "is on the branch \(branch), since it is a workflow") { path in
            WorkflowFiles.holds(found.service.repositoryPath(path))
        }
        guard !changes.isEmpty else { return }
        let paths = changes.keys.sorted()
        let patch = try whole.patch(.merged, paths: paths) { try self.content($0) }
        found.plan = plan
        found.workflows = Workflows(
            branch: branch,
            commit: try Upgrade(service: found.service, plan: plan).makeCommit(
                of: changes, summary: "Upgrade the workflows of \(plan.scaffold) to \(plan.to)",
                unlessAt: found.view.workflowCommit),
            paths: paths.map(found.service.repositoryPath), patch: String(decoding: patch, as: UTF8.self))
    }

    func content(_ version: FileVersion) throws -> [UInt8] {
        try version.bytes ?? service.repository.blob(version.id)
    }

    // MARK: Its check

    /// Runs the service's own check where a commit is about to be pushed or proposed.
    private func verify(_ found: inout Found, _ decision: Decision) throws -> Bool {
        guard let command = request.check, found.verification == nil else { return false }
        let isNew = decision.steps.contains { step in
            switch step {
            case .push, .open: true
            default: false
            }
        }
        guard isNew, let commit = Publication(decision, found).commit else { return false }
        let check = Verification(command: command, seconds: request.checkSeconds, environment: environment)
        found.verification = try check.run(
            on: commit, directory: service.directory, in: service.repository, git: git)
        return true
    }
}
