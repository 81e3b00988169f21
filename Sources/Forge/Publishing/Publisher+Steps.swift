import Drift
public import Git
public import Report

/// What a run did, or with ``Publisher/plan()`` would do.
public struct Publication: Sendable {
    /// What was decided.
    public var decision: Decision
    /// The update branch.
    public var branch: String
    /// The branch it goes to.
    public var base: String
    /// The commit that the update branch has after it; nil where there is none.
    public var commit: ObjectID?
    /// The upgrade itself.
    public var upgrade: UpgradeReport
    /// The pull request; nil where there is none.
    public var pullRequest: PullRequest?
    /// What went wrong without harm: labels, reviewers.
    public var warnings: [Finding] = []
    /// How the service's own check ended; nil where it did not run.
    public var verification: PullRequestContext.Verification?
    /// The branch for workflow files; nil where there is none.
    public var workflowBranch: String?
    /// When this tool pushed the branch as it was found, in seconds; nil where it did not.
    public var branchPushedAt: Int64?
    /// The commit of the service that was upgraded.
    public var baseCommit: ObjectID

    /// Whether a person has something to do: files wait, or the branch is theirs.
    public var waitsForPeople: Bool {
        switch decision.outcome {
        case .edited: true
        case .created, .updated, .pushed, .unchanged: !upgrade.held.isEmpty
        default: false
        }
    }

    /// The same without the texts of pull requests, which are long: for many at once.
    public var withoutTexts: Publication {
        var copy = self
        copy.pullRequest?.body = ""
        copy.decision.pullRequest?.body = ""
        copy.decision.steps = decision.steps.map { step in
            switch step {
            case .open(var proposal):
                proposal.body = ""
                return .open(proposal)
            case .change(var change):
                if change.body != nil { change.body = "" }
                return .change(change)
            default: return step
            }
        }
        return copy
    }

    init(_ decision: Decision, _ found: Publisher.Found) {
        self.decision = decision
        branch = found.branch
        base = found.view.base
        baseCommit = found.view.baseCommit
        branchPushedAt = found.branchPushedAt
        upgrade = (found.onto?.plan ?? found.plan).report
        pullRequest = decision.pullRequest
        verification = found.verification
        workflowBranch = found.workflows.flatMap { $0.isRefused ? nil : $0.branch }
        commit = found.view.branchCommit
        if let obstacle = found.automergeObstacle, !decision.steps.isEmpty {
            let message = "people are to merge it: \(obstacle)"
            warnings.append(Finding(rule: "not-automerged", severity: .note, message: message))
        }
        for case .push(let pushed, _) in decision.steps { commit = pushed }
        for case .deleteBranch in decision.steps { commit = nil }
    }
}

extension Publisher {
    /// Carries the steps out in their order, and stops at the first that fails and matters.
    func carryOut(_ publication: inout Publication) throws {
        for step in publication.decision.steps {
            switch step {
            case .push(let commit, let expecting):
                try push(publication.branch, commit, expecting: expecting)
            case .deleteBranch(let expecting):
                try push(publication.branch, nil, expecting: expecting)
            case .open(var proposal):
                proposal.head = publication.branch
                proposal.headOwner = target.fork?.owner
                publication.pullRequest = try open(proposal)
            case .supersede(let old):
                guard let forge, let pullRequest = publication.pullRequest else { continue }
                try supersede(old, by: pullRequest, forge, &publication.warnings)
            case .automerge(let isOn):
                guard let forge, let pullRequest = publication.pullRequest, let commit = publication.commit else {
                    continue
                }
                try note(step, &publication.warnings) { () throws(ForgeError) in
                    try forge.setAutomerge(pullRequest, isOn, commit: commit.hex)
                }
            default:
                guard let forge, let pullRequest = publication.pullRequest else { continue }
                try write(step, on: pullRequest, forge, &publication.warnings)
            }
        }
    }

    func push(_ branch: String, _ commit: ObjectID?, expecting: ObjectID?) throws {
        var place = target.remote
        if case .known(let url, _) = target.fork { place = url }
        try git.push(
            from: service.repository.gitDirectory, to: place,
            [PushUpdate(name: "refs/heads/\(branch)", commit: commit, expecting: expecting)])
    }

    /// Opens a pull request, and never a second one: after an error it may be there nevertheless.
    private func open(_ proposal: PullRequestProposal) throws -> PullRequest? {
        guard let forge else { return nil }
        do {
            return try forge.create(proposal)
        } catch {
            guard [.exists, .server, .unreachable, .malformed].contains(error.code) else { throw error }
            let requests = try forge.pullRequests(from: proposal.head, of: proposal.headOwner)
            guard let found = requests.first(where: { $0.state == .open }) else { throw error }
            return found
        }
    }

    private func write(
        _ step: Decision.Step, on pullRequest: PullRequest, _ forge: any Forge, _ warnings: inout [Finding]
    ) throws {
        try note(step, &warnings) { () throws(ForgeError) in
            switch step {
            case .push, .deleteBranch, .open, .automerge, .supersede: break
            case .change(let change): try forge.update(pullRequest, change)
            case .draft(let isDraft): try forge.setDraft(pullRequest, isDraft)
            case .label(let labels): try forge.addLabels(labels, to: pullRequest)
            case .unlabel(let label): try forge.removeLabel(label, from: pullRequest)
            case .review(let reviewers): try forge.requestReviewers(reviewers, on: pullRequest)
            case .comment(let topic, let text):
                let comment = TopicComment(topic: topic, text: text)
                guard let earlier = try forge.comments(on: pullRequest).first(where: comment.isSame) else {
                    try forge.comment(comment.body, on: pullRequest)
                    break
                }
                if earlier.body.withoutTrailingSpace != comment.body.withoutTrailingSpace {
                    try forge.edit(earlier, to: comment.body, on: pullRequest)
                }
            }
        }
    }

    /// Closes one that another takes the place of; nobody has committed to its branch, which goes, too.
    private func supersede(
        _ old: PullRequest, by new: PullRequest, _ forge: any Forge, _ warnings: inout [Finding]
    ) throws {
        let text = "This is closed, since \(forge.kind == .gitlab ? "!" : "#")\(new.number) takes its place."
        try write(.comment(topic: .superseded, text: text), on: old, forge, &warnings)
        var change = PullRequestChange(closes: true)
        if var block = MachineBlock(in: old.body) {
            block.isWithdrawn = true
            change.body = block.replacing(in: old.body)
        }
        try forge.update(old, change)
        if let commit = ObjectID(hex: old.headCommit) { try push(old.head, nil, expecting: commit) }
    }

    /// Does what the pull request is right without; that nobody was asked, or it has no label, is worth a word only.
    private func note(
        _ step: Decision.Step, _ warnings: inout [Finding], _ body: () throws(ForgeError) -> Void
    ) throws {
        do throws(ForgeError) {
            try body()
        } catch {
            guard step.isDecoration, !error.isTemporary || error.code == .server else { throw error }
            warnings.append(
                Finding(rule: "not-decorated", severity: .warning, message: "\(step.text): \(error.message)"))
        }
    }

    /// Pushes the branch with workflow files first, since the pull request says whether that went well.
    func pushWorkflows(_ found: inout Found, _ decision: inout Decision) throws {
        guard let workflows = found.workflows, [.created, .updated, .pushed].contains(decision.outcome) else { return }
        let known = found.view.workflowCommit
        guard known != workflows.commit.id, try known.map({ try isOurs($0, found) }) ?? true else { return }
        do {
            try push(workflows.branch, workflows.commit.id, expecting: known)
        } catch let error as GitError where error.isAboutWorkflows {
            found.workflows?.isRefused = true
            decision = try decide(&found)
        }
    }
}

extension Publisher {
    /// Whether nothing of a person's is lost when a branch that is at this commit moves away.
    func isOurs(_ commit: ObjectID, _ found: Found) throws -> Bool {
        let repository = service.repository
        if try repository.isAncestor(commit, of: found.view.baseCommit) { return true }
        return BranchAuthor(of: try repository.commit(commit)) == .scaffold
    }
}

extension Decision {
    /// Whether a branch is pushed, which makes people and machines work.
    public var isPush: Bool { steps.contains { if case .push = $0 { true } else { false } } }
}

extension Decision.Step {
    /// Whether the pull request is right without it.
    fileprivate var isDecoration: Bool {
        switch self {
        case .label, .unlabel, .review, .comment, .automerge: true
        default: false
        }
    }

    /// The step in words.
    public var text: String {
        switch self {
        case .push(let commit, let expecting):
            "push \(commit.hex.prefix(12))" + (expecting.map { " over \($0.hex.prefix(12))" } ?? " as a new branch")
        case .deleteBranch: "delete the branch"
        case .open(let proposal): "open \(proposal.isDraft ? "a draft" : "a pull request"): \(proposal.title)"
        case .change(let change):
            change.closes ? "close it" : change.title.map { "rewrite it: \($0)" } ?? "rewrite its text"
        case .draft(let isDraft): isDraft ? "make it a draft" : "mark it ready for review"
        case .label(let labels): "add the labels \(labels.joined(separator: ", "))"
        case .unlabel(let label): "take the label \(label) off"
        case .review(let reviewers): "ask \((reviewers.people + reviewers.teams).joined(separator: ", ")) to review"
        case .automerge(let isOn): isOn ? "have it merged when its checks are through" : "have it merged by people only"
        case .supersede(let old): "close \(old.number), whose place it takes, and delete \(old.head)"
        case .comment(let topic, _): "say once that it is \(topic.rawValue)"
        }
    }
}

extension String {
    /// Forges trim what they keep, and some turn line ends into CRLF.
    fileprivate var withoutTrailingSpace: String {
        var text = replacing("\r\n", with: "\n")
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
