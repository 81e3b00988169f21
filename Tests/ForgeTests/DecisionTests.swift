import Git
import Testing

@testable import Forge

/// What a run does with what it finds: one table, from which everything that is pushed and written follows.
@Suite struct DecisionTests {
    static let bot = id("b")
    static let next = id("c")
    static let human = id("d")

    private static func id(_ digit: Character) -> ObjectID {
        ObjectID(hex: String(repeating: digit, count: 40)) ?? .emptyBlob
    }

    /// A service with an upgrade to 1.2.0, and no branch yet.
    static func situation(_ change: (inout Situation) -> Void = { _ in }) -> Situation {
        var found = Situation(
            release: "1.2.0", isUpToDate: false, branch: .absent, commit: next, isSameChange: false, pullRequests: [],
            opensPullRequest: true, goesOntoPerson: false, base: "main", text: text(), labels: [],
            reviewers: Reviewers())
        change(&found)
        return found
    }

    static func text(
        release: String = "1.2.0", commit: ObjectID = next, hash: String = "1", isDraft: Bool = false
    ) -> Situation.Text {
        Situation.Text(
            title: "Upgrade mini to \(release)", body: "Body.", isDraft: isDraft, hasConflicts: isDraft,
            block: MachineBlock(
                scaffold: "mini", directory: "", release: release, commit: commit.hex, text: hash, isDraft: isDraft,
                verification: nil)
        )
    }

    static func request(
        _ state: PullRequest.State = .open, text: Situation.Text = text(commit: bot), labels: [String] = [],
        base: String = "main"
    ) -> PullRequest {
        PullRequest(
            number: 7, state: state, title: text.title, body: text.written, isDraft: text.isDraft, labels: labels,
            head: "scaffold/mini", headOwner: "acme", headCommit: bot.hex, base: base, url: "https://x/7")
    }

    static func outcome(_ change: (inout Situation) -> Void) -> Decision { Decision(situation(change)) }

    // MARK: Nothing there yet

    @Test func theFirstRunPushesAndOpens() {
        let decision = Self.outcome {
            $0.labels = ["deps"]
            $0.reviewers = Reviewers(people: ["ann"])
        }
        #expect(decision.outcome == .created)
        #expect(
            decision.steps.map(\.text) == [
                "push cccccccccccc as a new branch", "open a pull request: Upgrade mini to 1.2.0",
                "add the labels deps", "ask ann to review",
            ])
    }

    @Test func heldFilesMakeALabelledDraft() {
        let decision = Self.outcome { $0.text = Self.text(isDraft: true) }
        #expect(
            decision.steps.map(\.text) == [
                "push cccccccccccc as a new branch", "open a draft: Upgrade mini to 1.2.0",
                "add the labels template-conflict",
            ])
    }

    @Test func theBranchAloneIsOnlyPushed() {
        let decision = Self.outcome { $0.opensPullRequest = false }
        #expect(decision.outcome == .pushed)
        #expect(decision.steps == [.push(Self.next, expecting: nil)])
    }

    @Test func nothingToUpgradeIsNothingToDo() {
        let decision = Self.outcome {
            $0.isUpToDate = true
            $0.commit = nil
        }
        #expect(decision.outcome == .upToDate)
        #expect(decision.steps.isEmpty)
    }

    // MARK: The branch is ours

    /// A run that was killed between its push and its pull request: the next one finds the branch and opens it.
    @Test func aBranchWithoutAPullRequestGetsOne() {
        let decision = Self.outcome {
            ($0.branch, $0.isSameChange, $0.commit) = (.ours(Self.bot), true, Self.bot)
        }
        #expect(decision.outcome == .created)
        #expect(decision.steps.map(\.text) == ["open a pull request: Upgrade mini to 1.2.0"])
    }

    @Test func theSameAgainIsNoPushAndNoWrite() {
        let decision = Self.outcome {
            ($0.branch, $0.isSameChange, $0.commit) = (.ours(Self.bot), true, Self.bot)
            $0.text = Self.text(commit: Self.bot)
            $0.pullRequests = [Self.request()]
        }
        #expect(decision.outcome == .unchanged)
        #expect(decision.steps.isEmpty)
    }

    /// Also where a person edited title and text: what this tool has to say is no other.
    @Test func wordsOfPeopleStay() {
        let decision = Self.outcome {
            ($0.branch, $0.isSameChange, $0.commit) = (.ours(Self.bot), true, Self.bot)
            $0.text = Self.text(commit: Self.bot)
            var request = Self.request()
            request.title = "Mine"
            request.body = "My own words.\n" + $0.text.block.comment
            request.labels = []
            request.isDraft = true
            $0.pullRequests = [request]
        }
        #expect(decision.steps.isEmpty)
    }

    @Test func aNewerReleaseGoesToTheSamePullRequest() {
        let decision = Self.outcome {
            $0.branch = .ours(Self.bot)
            $0.pullRequests = [Self.request(text: Self.text(release: "1.1.0", commit: Self.bot, hash: "0"))]
        }
        #expect(decision.outcome == .updated)
        #expect(
            decision.steps.map(\.text) == [
                "push cccccccccccc over bbbbbbbbbbbb", "rewrite it: Upgrade mini to 1.2.0",
            ])
    }

    /// A run that was killed after its push: the words are still the last ones.
    @Test func wordsOfAnEarlierCommitAreRewritten() {
        let decision = Self.outcome {
            ($0.branch, $0.isSameChange) = (.ours(Self.next), true)
            $0.pullRequests = [Self.request()]
        }
        #expect(decision.outcome == .updated)
        #expect(decision.steps.map(\.text) == ["rewrite its text"])
    }

    @Test(arguments: [
        // Was a draft, is a draft now, what is to be one: what happens.
        (true, true, false, ["rewrite its text", "mark it ready for review"]),
        (false, false, true, ["rewrite its text", "make it a draft", "add the labels template-conflict"]),
        // A person marked it ready, or made it a draft: their word counts until what waits changes.
        (true, false, true, ["rewrite its text", "add the labels template-conflict"]),
        (false, true, false, ["rewrite its text"]),
    ])
    func draftsFollowWhatWaits(before: Bool, now: Bool, wanted: Bool, expected: [String]) {
        let decision = Self.outcome {
            ($0.branch, $0.isSameChange) = (.ours(Self.next), true)
            $0.text = Self.text(hash: "2", isDraft: wanted)
            var request = Self.request(text: Self.text(commit: Self.bot, isDraft: before))
            request.isDraft = now
            $0.pullRequests = [request]
        }
        #expect(decision.steps.map(\.text) == expected)
    }

    // MARK: People

    @Test func closedMeansNoForThatRelease() {
        let decision = Self.outcome {
            $0.branch = .ours(Self.bot)
            $0.pullRequests = [Self.request(.closed)]
        }
        #expect(decision.outcome == .declined)
        #expect(decision.steps.map(\.text) == ["say once that it is declined"])
    }

    @Test func theNextReleaseMayAskAgain() {
        let decision = Self.outcome {
            $0.branch = .ours(Self.bot)
            $0.pullRequests = [Self.request(.closed, text: Self.text(release: "1.1.0", commit: Self.bot))]
        }
        #expect(decision.outcome == .created)
        #expect(decision.steps.first == .push(Self.next, expecting: Self.bot))
    }

    @Test func aClosedOneIsKnownByItsTitleWhereTheBlockIsGone() {
        let decision = Self.outcome {
            var request = Self.request(.closed)
            request.body = "cut"
            $0.pullRequests = [request]
        }
        #expect(decision.outcome == .declined)
    }

    @Test func whatThisToolClosedIsNobodysNo() {
        let decision = Self.outcome {
            var text = Self.text(commit: Self.bot)
            text.block.isWithdrawn = true
            $0.pullRequests = [Self.request(.closed, text: text)]
        }
        #expect(decision.outcome == .created)
    }

    @Test func mergedIsNoNo() {
        let decision = Self.outcome {
            $0.branch = .spent(Self.bot)
            $0.pullRequests = [Self.request(.merged)]
        }
        #expect(decision.outcome == .created)
        #expect(decision.steps.first == .push(Self.next, expecting: Self.bot))
    }

    @Test(arguments: [true, false])
    func aBranchOfPeopleIsLeftAlone(isOpen: Bool) {
        let decision = Self.outcome {
            $0.branch = .theirs(Self.human, .elsewhere)
            $0.pullRequests = isOpen ? [Self.request(text: Self.text(release: "1.1.0"))] : []
        }
        #expect(decision.outcome == .edited)
        #expect(decision.steps.map(\.text) == (isOpen ? ["say once that it is edited"] : []))
    }

    @Test func peopleAtWorkAreLeftInPeace() {
        let decision = Self.outcome {
            $0.branch = .theirs(Self.human, .held)
            $0.pullRequests = [Self.request(text: Self.text(isDraft: true))]
        }
        #expect(decision.outcome == .edited)
        #expect(decision.steps.isEmpty)
    }

    @Test func whatPeopleResolvedIsReady() {
        let decision = Self.outcome {
            $0.branch = .theirs(Self.human, .resolved)
            $0.pullRequests = [Self.request(text: Self.text(isDraft: true), labels: ["template-conflict"])]
        }
        #expect(decision.outcome == .resolved)
        #expect(decision.steps.map(\.text) == ["mark it ready for review", "take the label template-conflict off"])
    }

    /// A draft that a person made stays one.
    @Test func theirDraftStays() {
        let decision = Self.outcome {
            $0.branch = .theirs(Self.human, .resolved)
            var request = Self.request()
            request.isDraft = true
            $0.pullRequests = [request]
        }
        #expect(decision.steps.isEmpty)
    }

    @Test func ontoPeopleGoesOnTopOfThem() {
        let decision = Self.outcome {
            ($0.branch, $0.goesOntoPerson) = (.theirs(Self.human, .elsewhere), true)
            $0.pullRequests = [Self.request(text: Self.text(release: "1.1.0"))]
        }
        #expect(decision.outcome == .updated)
        #expect(decision.steps.first == .push(Self.next, expecting: Self.human))
    }

    @Test func theLabelThrowsTheirCommitsAwayOnce() {
        let decision = Self.outcome {
            $0.branch = .theirs(Self.human, .elsewhere)
            $0.pullRequests = [Self.request(labels: ["scaffold-rebuild"])]
        }
        #expect(decision.outcome == .updated)
        #expect(decision.steps.first == .push(Self.next, expecting: Self.human))
        #expect(decision.steps.last == .unlabel("scaffold-rebuild"))
    }

    @Test func pausedIsPaused() {
        let decision = Self.outcome {
            $0.branch = .ours(Self.bot)
            $0.pullRequests = [Self.request(labels: ["scaffold-pause"])]
        }
        #expect(decision.outcome == .paused)
        #expect(decision.steps.isEmpty)
    }

    @Test func pointedElsewhereIsTheirs() {
        let decision = Self.outcome {
            $0.branch = .ours(Self.bot)
            $0.pullRequests = [Self.request(base: "develop")]
        }
        #expect(decision.outcome == .edited)
        #expect(decision.steps.isEmpty)
    }

    @Test func nothingLeftToDoClosesIt() {
        let decision = Self.outcome {
            ($0.branch, $0.isUpToDate, $0.commit) = (.ours(Self.bot), true, nil)
            $0.pullRequests = [Self.request()]
        }
        #expect(decision.outcome == .withdrawn)
        #expect(decision.steps.map(\.text) == ["say once that it is withdrawn", "close it", "delete the branch"])
    }

    /// A run that was killed after it closed it, and before it deleted the branch.
    @Test func whatWasWithdrawnLeavesNoBranch() {
        let decision = Self.outcome {
            ($0.branch, $0.isUpToDate, $0.commit) = (.ours(Self.bot), true, nil)
            var text = Self.text(commit: Self.bot)
            text.block.isWithdrawn = true
            $0.pullRequests = [Self.request(.closed, text: text)]
        }
        #expect(decision.steps == [.deleteBranch(expecting: Self.bot)])
    }

    @Test func whatPeopleAddedIsNeverClosedAway() {
        let decision = Self.outcome {
            ($0.branch, $0.isUpToDate, $0.commit) = (.theirs(Self.human, .elsewhere), true, nil)
            $0.pullRequests = [Self.request()]
        }
        #expect(decision.outcome == .edited)
        #expect(decision.steps.isEmpty)
    }

    // MARK: What takes another's place, and what nobody needs to merge

    @Test func anotherBranchIsSuperseded() {
        var old = Self.request()
        (old.number, old.head) = (5, "updates/mini-1.1.0")
        let decision = Self.outcome { $0.superseded = [old] }
        #expect(
            decision.steps.map(\.text) == [
                "push cccccccccccc as a new branch", "open a pull request: Upgrade mini to 1.2.0",
                "close 5, whose place it takes, and delete updates/mini-1.1.0",
            ])
    }

    @Test func theForgeIsToldOnceToMerge() {
        let opened = Self.outcome { $0.automerges = true }
        #expect(opened.steps.last == .automerge(true))
        // Somebody switched it off since: nothing switches it on again without a new commit.
        var open = Self.request(text: Self.text())
        open.isAutomerging = false
        let unchanged = Self.outcome {
            ($0.branch, $0.commit, $0.isSameChange) = (.ours(Self.bot), Self.next, true)
            ($0.pullRequests, $0.automerges) = ([open], true)
        }
        #expect(unchanged.outcome == .unchanged)
    }

    /// A forge that doesn't say whether it merges by itself is told not to, too.
    @Test(arguments: [(Bool?.some(true), true), (nil, true), (false, false)])
    func whatWaitsForPeopleNoLongerMergesByItself(isAutomerging: Bool?, isTold: Bool) {
        var open = Self.request()
        open.isAutomerging = isAutomerging
        let decision = Self.outcome {
            ($0.branch, $0.pullRequests, $0.automerges) = (.ours(Self.bot), [open], false)
            $0.text = Self.text(hash: "2", isDraft: true)
        }
        #expect(decision.outcome == .updated)
        #expect(decision.steps.contains(.automerge(false)) == isTold)
        #expect(!decision.steps.contains(.automerge(true)))
    }

    // MARK: Laws

    /// Over every combination: a branch of people is pushed to only where they are asked for it, and every push expects
    /// the very commit that was seen.
    @Test func everyPushExpectsWhatWasSeen() {
        let branches: [Situation.Branch] = [
            .absent, .spent(Self.bot), .ours(Self.bot), .theirs(Self.human, .elsewhere), .theirs(Self.human, .held),
            .theirs(Self.human, .resolved),
        ]
        let requests: [[PullRequest]] = [
            [], [Self.request()], [Self.request(.closed)], [Self.request(.merged)],
            [Self.request(labels: ["scaffold-rebuild"])], [Self.request(labels: ["scaffold-pause"])],
            [Self.request(base: "other")],
        ]
        for branch in branches {
            for requests in requests {
                for bits in 0..<16 {
                    let found = Self.situation {
                        ($0.branch, $0.pullRequests) = (branch, requests)
                        ($0.isUpToDate, $0.isSameChange) = (bits & 1 != 0, bits & 2 != 0)
                        ($0.goesOntoPerson, $0.opensPullRequest) = (bits & 4 != 0, bits & 8 != 0)
                        if $0.isUpToDate { $0.commit = nil }
                    }
                    let decision = Decision(found)
                    let mayTouch = found.goesOntoPerson || requests.first?.labels == ["scaffold-rebuild"]
                    for step in decision.steps {
                        switch step {
                        case .push(_, let expecting), .deleteBranch(let expecting as ObjectID?):
                            #expect(expecting == branch.commit)
                            if case .theirs = branch { #expect(mayTouch, "\(found)") }
                        case .open: #expect(requests.allSatisfy { $0.state != .open })
                        default: break
                        }
                    }
                }
            }
        }
    }
}
