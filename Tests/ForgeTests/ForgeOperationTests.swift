import FakeForge
import Forge
import TestSupport
import Testing

/// Each thing that is asked of a forge, with each of the three.
@Suite struct ForgeOperationTests {
    @Test(arguments: ForgeKind.allCases) func aRepositoryIsDescribed(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let repository = try stage.forge.repository()
            #expect(repository.path == "acme/orders")
            #expect(repository.defaultBranch == "main")
            #expect(repository.cloneURL == stage.fake.remote("acme/orders"))
            #expect(repository.canPush == true)
            #expect(repository.takesPullRequests)
            #expect(!repository.isArchived && !repository.isReadOnly && !repository.isFork && !repository.isEmpty)
        }
    }

    @Test(arguments: ForgeKind.allCases) func whatRulesARepositoryOutIsTold(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            func look(_ edit: (inout FakeForge.Traits) -> Void) throws -> ForgeRepository {
                try stage.fake.set("acme/orders", traits: edit)
                return try stage.forge.repository()
            }
            #expect(try look { $0.isArchived = true }.isArchived)
            #expect(try look { $0.isMirror = true }.isReadOnly)
            #expect(try look { $0.canPush = false }.canPush == false)
            #expect(try !look { $0.takesPullRequests = false }.takesPullRequests)
            #expect(try look { $0.topics = ["b", "a"] }.topics == ["a", "b"])
            if kind == .github { #expect(try look { $0.isDisabled = true }.isReadOnly) }
            try stage.fake.addRepository("acme/empty", files: [:])
            let empty = try Stage.connect(stage.fake, kind, stage.clock.pacer(), path: "acme/empty").repository()
            #expect(empty.isEmpty)
            #expect(empty.defaultBranch == nil)
        }
    }

    @Test func gitHubTellsWhatAClassicTokenMayDo() async throws {
        try await Stage(.github).play { stage in
            #expect(try stage.forge.repository().scopes == nil)
            stage.fake.addToken("ghp_other", scopes: ["repo", "workflow"])
            let other = try Stage.connect(stage.fake, .github, stage.clock.pacer(), token: "ghp_other")
            #expect(try other.repository().scopes == ["repo", "workflow"])
        }
    }

    @Test(arguments: ForgeKind.allCases) func aPullRequestIsOpenedAndFound(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal())
            #expect(made.number == 1)
            #expect(made.state == .open)
            #expect(made.title == "Update to 2.0")
            #expect(made.body == "What and why.")
            #expect(made.head == stage.branch)
            #expect(made.headOwner == "acme")
            #expect(made.headCommit == stage.commit)
            #expect(made.base == "main")
            #expect(!made.isDraft)
            #expect(made.url.hasPrefix(stage.fake.url))
            let found = try stage.forge.pullRequests(from: stage.branch, of: nil)
            #expect(found.map(\.number) == [1])
            #expect(found.first?.isMergeable == true)
            #expect(try stage.forge.openPullRequests().map(\.number) == [1])
            #expect(try stage.forge.pullRequests(from: "scaffold/other", of: nil) == [])
        }
    }

    @Test(arguments: ForgeKind.allCases) func aSecondOneFromTheSameBranchExists(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            _ = try stage.forge.create(stage.proposal())
            #expect(failure { try stage.forge.create(stage.proposal()) }?.code == .exists)
            #expect(try stage.fake.pullRequests("acme/orders").count == 1)
        }
    }

    @Test(arguments: ForgeKind.allCases) func statesAreToldApart(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            _ = try stage.forge.create(stage.proposal())
            try stage.fake.close("acme/orders", 1)
            _ = try stage.forge.create(stage.proposal())
            try stage.fake.merge("acme/orders", 2)
            try stage.fake.commit(to: "acme/orders", branch: stage.branch, files: ["code": "3\n"])
            _ = try stage.forge.create(stage.proposal())
            let found = try stage.forge.pullRequests(from: stage.branch, of: nil)
            #expect(found.map(\.number) == [3, 2, 1])
            #expect(found.map(\.state) == [.open, .merged, .closed])
        }
    }

    @Test(arguments: ForgeKind.allCases) func draftsAreNoPartOfTheTitle(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal(isDraft: true))
            #expect(made.isDraft)
            #expect(made.title == "Update to 2.0")
            try stage.forge.update(made, PullRequestChange(title: "Update to 2.1"))
            var now = try stage.fake.pullRequests("acme/orders")[0]
            #expect(now.isDraft)
            #expect(now.title == "Update to 2.1")
            try stage.forge.setDraft(made, false)
            now = try stage.fake.pullRequests("acme/orders")[0]
            #expect(!now.isDraft)
            #expect(now.title == "Update to 2.1")
            try stage.forge.update(made, PullRequestChange(title: "Update to 2.2"))
            #expect(try !stage.fake.pullRequests("acme/orders")[0].isDraft)
            try stage.forge.setDraft(made, true)
            #expect(try stage.fake.pullRequests("acme/orders")[0].isDraft)
        }
    }

    @Test(arguments: ForgeKind.allCases) func textsChangeAndAreClosed(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal())
            stage.fake.forgetRequests()
            try stage.forge.update(made, PullRequestChange())
            #expect(stage.fake.requests.isEmpty)
            try stage.forge.update(made, PullRequestChange(body: "New.\n\n<!-- hidden -->"))
            #expect(try stage.fake.pullRequests("acme/orders")[0].body == "New.\n\n<!-- hidden -->")
            try stage.forge.update(made, PullRequestChange(closes: true))
            #expect(try stage.fake.pullRequests("acme/orders")[0].state == "closed")
            #expect(stage.fake.writes.map(\.changed) == [["body"], ["state"]])
        }
    }

    @Test(arguments: ForgeKind.allCases) func labelsAreMadeAndTakenOff(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal())
            try stage.forge.addLabels(["update", "two words/\u{E4}"], to: made)
            #expect(try stage.fake.pullRequests("acme/orders")[0].labels.sorted() == ["two words/\u{E4}", "update"])
            let found = try stage.forge.pullRequests(from: stage.branch, of: nil)
            #expect(found[0].labels.sorted() == ["two words/\u{E4}", "update"])
            stage.fake.forgetRequests()
            try stage.forge.addLabels(["update"], to: made)
            #expect(stage.fake.writes.isEmpty)
            try stage.forge.removeLabel("two words/\u{E4}", from: made)
            try stage.forge.removeLabel("not there", from: made)
            #expect(try stage.fake.pullRequests("acme/orders")[0].labels == ["update"])
        }
    }

    @Test(arguments: ForgeKind.allCases) func reviewersAreAsked(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal())
            try stage.forge.requestReviewers(Reviewers(people: ["ann"], teams: ["core"]), on: made)
            try stage.forge.requestReviewers(Reviewers(people: ["carl"]), on: made)
            try stage.forge.requestReviewers(Reviewers(), on: made)
            let now = try stage.fake.pullRequests("acme/orders")[0]
            #expect(now.reviewers == ["ann", "carl"])
            #expect(now.teams == (kind == .gitlab ? [] : ["core"]))
            let error = failure { try stage.forge.requestReviewers(Reviewers(people: ["stranger"]), on: made) }
            #expect(error?.code == .invalid)
        }
    }

    @Test(arguments: ForgeKind.allCases) func commentsAreWrittenReadAndEdited(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal())
            #expect(try stage.forge.comments(on: made) == [])
            try stage.forge.comment("first", on: made)
            try stage.fake.comment("acme/orders", 1, "second")
            let comments = try stage.forge.comments(on: made)
            #expect(comments.map(\.body) == ["first", "second"])
            try stage.forge.edit(comments[0], to: "changed", on: made)
            #expect(try stage.fake.pullRequests("acme/orders")[0].comments == ["changed", "second"])
        }
    }

    @Test(arguments: ForgeKind.allCases) func checksAreTakenTogether(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            func state() throws -> CheckState { try stage.forge.checks(of: stage.commit) }
            #expect(try state() == .none)
            try stage.fake.setCheck("acme/orders", stage.commit, "success", isRun: false)
            #expect(try state() == .passed)
            try stage.fake.setCheck("acme/orders", stage.commit, "pending")
            #expect(try state() == .pending)
            try stage.fake.setCheck("acme/orders", stage.commit, "success")
            #expect(try state() == .passed)
            try stage.fake.setCheck("acme/orders", stage.commit, "pending", name: "slow", isRun: false)
            try stage.fake.setCheck("acme/orders", stage.commit, "failure", name: "lint")
            #expect(try state() == .failed)
        }
    }

    @Test(arguments: ForgeKind.allCases) func withoutARequiredCheckNothingMergesByItself(_ kind: ForgeKind) async throws
    {
        try await Stage(kind).play { stage in
            func obstacle(_ edit: (inout FakeForge.Traits) -> Void) throws -> String? {
                try stage.fake.set("acme/orders", traits: edit)
                return try stage.forge.automergeObstacle(base: "main")
            }
            #expect(try obstacle { _ in }?.contains("require") == true)
            #expect(try obstacle { $0.requiresChecks = true } == nil)
            #expect(try obstacle { $0.requiresChecksByRuleset = true } == nil)
            guard kind == .github else { return }
            let refused = try obstacle { ($0.requiresChecks, $0.allowsAutomerge) = (true, false) }
            #expect(refused?.contains("auto-merge") == true)
        }
    }

    @Test(arguments: ForgeKind.allCases) func whatIsThroughIsMerged(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            func state() throws -> FakePullRequest { try stage.fake.pullRequests("acme/orders")[0] }
            try stage.fake.set("acme/orders") { $0.requiresChecks = true }
            let made = try stage.forge.create(stage.proposal())
            try stage.fake.setCheck("acme/orders", stage.commit, "pending")
            // Never another commit than the one that was looked at.
            let other = String(repeating: "0", count: 40)
            #expect(failure { try stage.forge.setAutomerge(made, true, commit: other) } != nil || kind == .gitea)
            #expect(try !state().isAutomerging)
            try stage.forge.setAutomerge(made, true, commit: stage.commit)
            try stage.forge.setAutomerge(made, true, commit: stage.commit)
            #expect(try state().isAutomerging)
            let found = try stage.forge.pullRequests(from: stage.branch, of: nil)
            #expect(found.first?.isAutomerging == (kind == .gitea ? nil : true))
            try stage.forge.setAutomerge(found[0], false, commit: stage.commit)
            #expect(try !state().isAutomerging)
            try stage.forge.setAutomerge(made, true, commit: stage.commit)
            try stage.fake.setCheck("acme/orders", stage.commit, "success")
            #expect(try state().state == "merged")
        }
    }

    /// GitLab refuses until it has begun the pipeline.
    @Test func gitLabIsGivenTimeToBeginThePipeline() async throws {
        try await Stage(.gitlab).play { stage in
            try stage.fake.set("acme/orders") { $0.requiresChecks = true }
            let made = try stage.forge.create(stage.proposal())
            try stage.fake.setCheck("acme/orders", stage.commit, "pending")
            let text = "405 Method Not Allowed"
            let early = FaultKind.status(405, message: text, headers: [:], afterDoing: false)
            stage.fake.inject(early, on: "PUT */merge", times: 2)
            try stage.forge.setAutomerge(made, true, commit: stage.commit)
            #expect(stage.clock.waits == [5, 5])
            #expect(try stage.fake.pullRequests("acme/orders")[0].isAutomerging)
        }
    }

    @Test(arguments: ForgeKind.allCases) func conflictsAreSeen(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            _ = try stage.forge.create(stage.proposal())
            try stage.fake.commit(to: "acme/orders", files: ["code": "other\n"])
            #expect(try stage.forge.pullRequests(from: stage.branch, of: nil)[0].isMergeable == false)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aForkIsMadeOnceAndProposesToItsParent(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            #expect(try stage.forge.fork(makingIt: false) == nil)
            let fork = try #require(try stage.forge.fork(makingIt: true))
            #expect(fork.path == "bot/orders")
            #expect(fork.isFork)
            #expect(try stage.forge.fork(makingIt: false)?.path == "bot/orders")
            try stage.fake.commit(to: "bot/orders", branch: "scaffold/fork", files: ["code": "9\n"])
            var proposal = stage.proposal()
            proposal.head = "scaffold/fork"
            proposal.headOwner = "bot"
            let made = try stage.forge.create(proposal)
            #expect(made.headOwner == "bot")
            let found = try stage.forge.pullRequests(from: "scaffold/fork", of: "bot")
            #expect(found.map(\.number) == [made.number])
            #expect(try stage.forge.pullRequests(from: "scaffold/fork", of: nil) == [])
            #expect(try stage.forge.openPullRequests().map(\.headOwner) == ["bot"])
        }
    }

    @Test(arguments: ForgeKind.allCases) func repositoriesOfOrganisationsAndPeopleAreListed(_ kind: ForgeKind)
        async throws
    {
        try await Stage(kind).play { stage in
            for name in ["a", "b", "c"] { try stage.fake.addRepository("acme/\(name)", files: [:]) }
            try stage.fake.addRepository("ann/own", files: [:])
            let host = ForgeHost(
                kind: kind, api: stage.fake.api(kind.rawValue), token: try Token(secret, origin: "a test"))
            #expect(try host.repositories(of: "acme").map(\.path) == ["acme/a", "acme/b", "acme/c", "acme/orders"])
            #expect(try host.repositories(of: "ann").map(\.path) == ["ann/own"])
            #expect(failure { try host.repositories(of: "nobody") }?.code == .notFound)
        }
    }

    @Test(arguments: ForgeKind.allCases) func longListsAreReadToTheirEnd(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let made = try stage.forge.create(stage.proposal())
            for number in 1...130 { try stage.fake.comment("acme/orders", 1, "\(number)") }
            #expect(try stage.forge.comments(on: made).map(\.body) == (1...130).map(String.init))
        }
    }

    @Test(arguments: ForgeKind.allCases) func aBranchThatIsGoneKeepsItsPullRequest(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            _ = try stage.forge.create(stage.proposal())
            try stage.fake.merge("acme/orders", 1, deletingBranch: true)
            let found = try stage.forge.pullRequests(from: stage.branch, of: nil)
            #expect(found.map(\.state) == [.merged])
            #expect(found.first?.headCommit == stage.commit)
        }
    }

    @Test(arguments: ForgeKind.allCases) func gitSpeaksToTheSameRepository(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            let work = try TempDirectory()
            let url = stage.fake.cloneURL("acme/orders", token: secret)
            let environment = ["HOME": work.path, "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin"]
            func git(_ arguments: String...) throws -> Int32 {
                let all = ["-c", "user.name=a", "-c", "user.email=a@example.com"] + arguments
                return try run("git", all, environment: environment).status
            }
            let clone = work.path("clone")
            #expect(try git("clone", "--quiet", url, clone) == 0)
            #expect(try git("-C", clone, "commit", "--quiet", "--allow-empty", "-m", "x") == 0)
            #expect(try git("-C", clone, "push", "--quiet", "origin", "HEAD:refs/heads/pushed") == 0)
            #expect(stage.fake.tip("acme/orders", "pushed") != nil)
            try stage.fake.protect("acme/orders", "main")
            #expect(try git("-C", clone, "push", "--quiet", "origin", "HEAD:refs/heads/main") != 0)
            let wrong = stage.fake.cloneURL("acme/orders", token: "wrong")
            #expect(try git("ls-remote", wrong) != 0)
        }
    }
}
