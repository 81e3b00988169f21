public import Git

/// What a run does, computed before anything is pushed or written: `--plan` prints the very steps that a run carries out.
public struct Decision: Hashable, Sendable {
    /// How it ends, by name, for logs and for whoever runs it over many repositories.
    public enum Outcome: String, Sendable, CaseIterable {
        /// A pull request was opened.
        case created
        /// The branch, or the pull request's words, are new.
        case updated
        /// The branch was pushed; pull requests were not asked for.
        case pushed
        /// All is as the last run left it.
        case unchanged
        /// There is nothing to upgrade.
        case upToDate = "up-to-date"
        /// The branch is people's and was left alone.
        case edited
        /// People resolved what waited: it is theirs to merge.
        case resolved
        /// People said no to this release.
        case declined
        /// People asked for it to be left as it is.
        case paused
        /// It was closed, because there is nothing left to do.
        case withdrawn
        /// The repository takes no pull requests, or its rules keep the branch from the token.
        case skipped
    }

    /// The kinds of things that are said once.
    public enum Topic: String, Sendable {
        /// The branch has commits of people, and there is something newer.
        case edited
        /// It was closed, so its release is not proposed again.
        case declined
        /// There is nothing left to do.
        case withdrawn
        /// Another pull request takes its place.
        case superseded
    }

    /// One thing to do.
    public enum Step: Hashable, Sendable {
        /// Move the branch, if it is where it is expected to be; nil expects none.
        case push(ObjectID, expecting: ObjectID?)
        /// Delete the branch, if it is where it is expected to be.
        case deleteBranch(expecting: ObjectID)
        /// Open the pull request.
        case open(PullRequestProposal)
        /// Change its words or close it.
        case change(PullRequestChange)
        /// Make it a draft, or ready.
        case draft(Bool)
        /// Add labels.
        case label([String])
        /// Take a label off.
        case unlabel(String)
        /// Ask people to review.
        case review(Reviewers)
        /// Have the forge merge it by itself once its checks are through, or no longer.
        case automerge(Bool)
        /// Close another one, and delete its branch.
        case supersede(PullRequest)
        /// Say something once.
        case comment(topic: Topic, text: String)
    }

    /// How it ends.
    public var outcome: Outcome
    /// What to do, in order.
    public var steps: [Step] = []
    /// Why, in a few words.
    public var reason: String
    /// The pull request concerned; nil where there is none yet.
    public var pullRequest: PullRequest?
}

extension Decision {
    /// Decides from what was found, and from nothing else.
    public init(_ found: Situation) {
        let open = found.open
        if let open, open.labels.contains(PublishRequest.pauseLabel) {
            self.init(outcome: .paused, reason: "it has the label \(PublishRequest.pauseLabel)", pullRequest: open)
        } else if let open, open.base != found.base {
            self.init(outcome: .edited, reason: "people pointed it at \(open.base)", pullRequest: open)
        } else if case .theirs(let commit, let progress) = found.branch,
            open?.labels.contains(PublishRequest.rebuildLabel) != true
        {
            self = Self.theirs(found, commit, progress)
        } else if found.isUpToDate {
            self = Self.upToDate(found)
        } else if open == nil, let declined = found.declined {
            self.init(
                outcome: .declined,
                steps: [
                    .comment(
                        topic: .declined,
                        text: "This was closed, so \(found.release) is not proposed again; the next release is. "
                            + "Reopen it to change your mind.")
                ], reason: "it was closed without a merge", pullRequest: declined)
        } else {
            self = Self.upgrade(found)
        }
    }

    // MARK: The cases

    private static func upToDate(_ found: Situation) -> Decision {
        guard let open = found.open else {
            // A run that was killed after it closed the pull request.
            if case .ours(let commit) = found.branch, let last = found.pullRequests.first, last.state == .closed,
                MachineBlock(in: last.body)?.isWithdrawn == true
            {
                return Decision(
                    outcome: .withdrawn, steps: [.deleteBranch(expecting: commit)],
                    reason: "there is nothing left to upgrade", pullRequest: last)
            }
            return Decision(outcome: .upToDate, reason: "there is nothing to upgrade")
        }
        var steps: [Step] = [
            .comment(
                topic: .withdrawn,
                text: "\(found.base) has all of this by now, so this is closed.")
        ]
        var change = PullRequestChange(closes: true)
        if var block = MachineBlock(in: open.body) {
            block.isWithdrawn = true
            change.body = block.replacing(in: open.body)
        }
        steps.append(.change(change))
        if let commit = found.branch.commit { steps.append(.deleteBranch(expecting: commit)) }
        return Decision(
            outcome: .withdrawn, steps: steps, reason: "there is nothing left to upgrade", pullRequest: open)
    }

    /// The branch has commits of people: it is never moved back or away, only further.
    private static func theirs(_ found: Situation, _ commit: ObjectID, _ progress: Situation.Progress) -> Decision {
        let open = found.open
        switch progress {
        case .resolved:
            var steps: [Step] = []
            // Only what this tool did is taken back.
            if let open, open.isDraft, MachineBlock(in: open.body)?.isDraft == true { steps.append(.draft(false)) }
            if let open, open.labels.contains(PublishRequest.conflictLabel) {
                steps.append(.unlabel(PublishRequest.conflictLabel))
            }
            return Decision(
                outcome: .resolved, steps: steps, reason: "people's commits on it leave nothing to resolve",
                pullRequest: open)
        case .held:
            return Decision(outcome: .edited, reason: "people are at work on it", pullRequest: open)
        case .elsewhere where found.goesOntoPerson:
            guard let next = found.commit else {
                return Decision(outcome: .edited, reason: "there is nothing to put on top of it", pullRequest: open)
            }
            return Decision(
                outcome: .updated, steps: [.push(next, expecting: commit)] + words(found, open),
                reason: "on top of people's commits", pullRequest: open)
        case .elsewhere:
            let steps: [Step] =
                open == nil || found.isUpToDate
                ? []
                : [
                    .comment(
                        topic: .edited,
                        text: "\(found.release) is there, but this branch has commits of people, so it is left alone. "
                            + "`scaffold upgrade --pr --onto-human` puts the release on top of them; the label "
                            + "`\(PublishRequest.rebuildLabel)` throws them away and makes the branch anew.")
                ]
            return Decision(
                outcome: .edited, steps: steps, reason: "it has commits of people", pullRequest: open)
        }
    }

    private static func upgrade(_ found: Situation) -> Decision {
        var steps: [Step] = []
        let open = found.open
        let discards = if case .theirs = found.branch { true } else { false }
        if let commit = found.commit, discards || !found.isSameChange {
            steps.append(.push(commit, expecting: found.branch.commit))
        }
        guard found.opensPullRequest else {
            return steps.isEmpty
                ? Decision(outcome: .unchanged, reason: "the branch has it already")
                : Decision(outcome: .pushed, steps: steps, reason: found.text.title)
        }
        guard let open else {
            steps.append(
                .open(
                    PullRequestProposal(
                        title: found.text.title, body: found.text.written, head: "", base: found.base,
                        isDraft: found.text.isDraft)))
            let labels = found.labels + (found.text.hasConflicts ? [PublishRequest.conflictLabel] : [])
            if !labels.isEmpty { steps.append(.label(labels)) }
            if !found.reviewers.isEmpty { steps.append(.review(found.reviewers)) }
            if found.automerges == true { steps.append(.automerge(true)) }
            steps += found.superseded.map(Step.supersede)
            return Decision(outcome: .created, steps: steps, reason: found.text.title)
        }
        let isPush = !steps.isEmpty
        steps += words(found, open)
        if discards { steps.append(.unlabel(PublishRequest.rebuildLabel)) }
        // Only with a new commit: where somebody switched it off afterwards, it stays off.
        if isPush, let automerges = found.automerges, automerges || open.isAutomerging != false {
            steps.append(.automerge(automerges))
        }
        return Decision(
            outcome: steps.isEmpty ? .unchanged : .updated, steps: steps,
            reason: steps.isEmpty ? "the pull request has it already" : found.text.title, pullRequest: open)
    }

    /// New words, and draft and label where what they stand for has changed since the last run.
    private static func words(_ found: Situation, _ open: PullRequest?) -> [Step] {
        guard let open, found.opensPullRequest else { return [] }
        let before = MachineBlock(in: open.body)
        guard before?.text != found.text.block.text || before?.commit != found.text.block.commit else { return [] }
        var steps: [Step] = []
        if found.text.isDraft != (before?.isDraft ?? open.isDraft), found.text.isDraft != open.isDraft {
            steps.append(.draft(found.text.isDraft))
        }
        let hasLabel = open.labels.contains(PublishRequest.conflictLabel)
        if found.text.hasConflicts, !hasLabel {
            steps.append(.label([PublishRequest.conflictLabel]))
        }
        if !found.text.hasConflicts, hasLabel { steps.append(.unlabel(PublishRequest.conflictLabel)) }
        let title = open.title == found.text.title ? nil : found.text.title
        steps.insert(.change(PullRequestChange(title: title, body: found.text.written)), at: 0)
        return steps
    }
}
