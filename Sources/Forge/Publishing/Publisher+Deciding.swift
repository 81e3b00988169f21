import Drift
import Git
import Report

extension Publisher {
    /// Decides from what was found, and asks the forge about the repository where there is something to write.
    func decide(_ found: inout Found) throws -> Decision {
        let branch = try branch(in: found)
        if case .ours(let commit) = branch {
            found.branchPushedAt = try service.repository.commit(commit).committer.seconds
        }
        if case .theirs(let commit, .elsewhere) = branch, request.goesOntoPerson, found.onto == nil {
            try goOnto(commit, &found)
        }
        var situation = try situation(found, branch)
        var decision = Decision(situation)
        if try ask(&situation, decision, &found) { decision = Decision(situation) }
        guard !decision.steps.isEmpty, let forge else { return decision }
        let repository = try forge.repository()
        if let reason = repository.refusal(forge.kind) {
            return Decision(outcome: .skipped, reason: reason, pullRequest: decision.pullRequest)
        }
        let pushes = decision.isPush
        if pushes, target.fork == nil, repository.canPush == false {
            throw ForgeError(
                .forbidden, "the token may not push to \(repository.path)",
                hint: "give it that right, or push to a fork with --fork")
        }
        if pushes, forge.kind == .github {
            let paths = found.plan.changes.keys.map(found.service.repositoryPath).filter(WorkflowFiles.holds).sorted()
            try WorkflowFiles.check(paths, scopes: repository.scopes)
        }
        return decision
    }

    /// Asks what only a new commit or a new pull request depends on; returns whether anything came of it.
    private func ask(_ situation: inout Situation, _ decision: Decision, _ found: inout Found) throws -> Bool {
        guard let forge, decision.outcome == .created || (decision.outcome == .updated && decision.isPush) else {
            return false
        }
        if request.automerges {
            let obstacle = try automergeObstacle(situation, found) ?? forge.automergeObstacle(base: found.view.base)
            situation.automerges = obstacle == nil
            found.automergeObstacle = obstacle
        }
        if decision.outcome == .created {
            let owner = target.fork?.owner ?? forge.address.owner
            situation.superseded = try forge.openPullRequests().filter { other in
                guard let block = MachineBlock(in: other.body) else { return false }
                return block.scaffold == scaffold && block.directory == service.directory
                    && other.head != found.branch && other.base == found.view.base
                    && other.headOwner.lowercased() == owner.lowercased()
                    // Where somebody has pushed to it, it is theirs.
                    && other.headCommit == block.commit && !other.labels.contains(PublishRequest.pauseLabel)
            }
        }
        return situation.automerges != nil || !situation.superseded.isEmpty
    }

    /// Why this upgrade is for people to merge, whatever the forge would do.
    private func automergeObstacle(_ situation: Situation, _ found: Found) throws -> String? {
        if situation.text.hasConflicts { return "files wait for a decision" }
        if situation.text.isDraft { return "it is a draft" }
        let paths = (found.onto?.plan ?? found.plan).changes.keys.map(found.service.repositoryPath)
        let hasPipeline = found.workflows != nil || paths.contains(where: WorkflowFiles.decide)
        return hasPipeline ? "it changes what the checks are" : nil
    }

    /// Whose the branch is.
    private func branch(in found: Found) throws -> Situation.Branch {
        guard let id = found.view.branchCommit else { return .absent }
        let repository = service.repository
        if try repository.isAncestor(id, of: found.view.baseCommit) { return .spent(id) }
        let commit = try repository.commit(id)
        if BranchAuthor(of: commit) == .scaffold { return .ours(id) }
        // Merged as one commit: what people did on the branch is in the base branch under another id.
        let isOpen = found.pullRequests.contains { $0.state == .open }
        if !isOpen, found.pullRequests.contains(where: { $0.state == .merged && $0.headCommit == id.hex }) {
            return .spent(id)
        }
        return .theirs(id, try progress(of: id, found))
    }

    /// How far people have come, as the record on their branch says.
    private func progress(of commit: ObjectID, _ found: Found) throws -> Situation.Progress {
        do {
            let entry = try service.at(commit).entry(named: scaffold)
            guard entry.release == found.plan.to else { return .elsewhere }
            return entry.held.isEmpty ? .resolved : .held
        } catch is DriftError {
            return .elsewhere
        }
    }

    private func goOnto(_ commit: ObjectID, _ found: inout Found) throws {
        let service = try service.at(commit)
        let plan = try planner(service).plan(request.plan).treating(conflicts: request.conflicts)
        guard !plan.isUpToDate else { return }
        found.onto = (plan, service, try Upgrade(service: service, plan: plan).makeCommit(isOntoPerson: true))
    }

    private func situation(_ found: Found, _ branch: Situation.Branch) throws -> Situation {
        let plan = found.onto?.plan ?? found.plan
        let isSame = try isSameChange(found, branch)
        // The block names the commit that the branch has after this run.
        let commit = isSame ? branch.commit : found.onto?.commit.id ?? found.commit?.id
        return Situation(
            release: plan.to.description, isUpToDate: found.plan.isUpToDate, branch: branch,
            commit: commit, isSameChange: isSame, pullRequests: found.pullRequests,
            opensPullRequest: request.opensPullRequest, goesOntoPerson: request.goesOntoPerson, base: found.view.base,
            text: try text(found, plan, commit),
            labels: request.labels, reviewers: try reviewers(found))
    }

    /// Whether the branch's own commit makes the same change to the files as the upgrade would.
    ///
    /// It does when it is the very commit; and, unless asked otherwise, when the base branch has moved only in files that
    /// the upgrade leaves alone.
    private func isSameChange(_ found: Found, _ branch: Situation.Branch) throws -> Bool {
        guard case .ours(let id) = branch, let made = found.commit else { return false }
        if made.id == id { return true }
        guard request.rebasing == .conflicted else { return false }
        let repository = service.repository
        let commit = try repository.commit(id)
        guard let parent = commit.parents.first, repository.contains(parent) else { return false }
        let before = try repository.diff(try repository.commit(parent).tree, commit.tree)
        let after = try repository.diff(try repository.commit(found.view.baseCommit).tree, made.tree)
        return before == after
    }
}

extension ForgeRepository {
    /// Why the repository takes no pull requests; nil where it does.
    fileprivate func refusal(_ kind: ForgeKind) -> String? {
        if isArchived { return "the repository is archived" }
        if isReadOnly { return "the repository is disabled or a mirror" }
        if isEmpty { return "the repository is empty" }
        if !takesPullRequests { return "\(kind.noun)s are switched off" }
        return nil
    }
}
