import FakeForge
import Foundation
import TestSupport
import Testing

/// The life of an update pull request, on each kind of forge: nobody is annoyed, overwritten or surprised.
@Suite(.serialized) struct PullRequestTests {
    static let kinds = ["github", "gitlab", "gitea"]
    /// Owners' edits that the second release's change can't be merged with.
    static let conflicting = ["app.txt": SampleScaffold.lines([9: "line of the owners"])]

    @Test(arguments: kinds) func oneIsOpenedAndThenLeftInPeace(kind: String) async throws {
        let night = try await ForgeBench.start(kind)
        let first = try await night.night("--label", "deps", "--reviewer", "ann", "--to", "1.1.0")
        #expect(first.outcome == "created")
        let open = try night.open
        #expect(first.number == open.number)
        #expect(open.title.hasSuffix("Upgrade mini to 1.1.0"))
        #expect(open.head == ForgeBench.branch)
        #expect(open.headCommit == first.commit)
        #expect(open.labels == ["deps"])
        #expect(open.reviewers == ["ann"])
        #expect(!open.isDraft)

        night.forge.forgetRequests()
        for _ in 0..<2 {
            let again = try await night.night("--label", "deps", "--reviewer", "ann", "--to", "1.1.0")
            #expect(again.outcome == "unchanged")
            #expect(again.steps.isEmpty)
        }
        #expect(night.forge.writes.isEmpty)
        #expect(night.forge.idleWrites.isEmpty)
        #expect(!night.forge.requests.contains { $0.path.contains("git-receive-pack") })
    }

    @Test func aNewerReleaseUpdatesTheSameOne() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let before = try night.open
        #expect(try await night.night("--to", "1.2.0").outcome == "updated")
        let after = try night.open
        #expect(after.number == before.number)
        #expect(after.title.hasSuffix("Upgrade mini to 1.2.0"))
        #expect(after.headCommit == night.tip)
        #expect(after.headCommit != before.headCommit)
        #expect(after.comments.isEmpty)
    }

    @Test(arguments: kinds) func whatWaitsMakesADraftThatPeopleResolve(kind: String) async throws {
        let night = try await ForgeBench.start(kind, edits: Self.conflicting)
        #expect(try await night.night("--to", "1.1.0", status: 1).outcome == "created")
        let open = try night.open
        #expect(open.isDraft)
        #expect(open.labels == ["template-conflict"])
        #expect(open.title.hasSuffix("(conflicts in 1 file)"))
        for text in ["app.txt", "scaffold resolve", "git switch scaffold/mini", "+line nine"] {
            #expect(open.body.contains(text), "\(open.body)")
        }
        // A night later nothing has changed.
        night.forge.forgetRequests()
        #expect(try await night.night("--to", "1.1.0", status: 1).outcome == "unchanged")
        #expect(night.forge.writes.isEmpty)
        // A person resolves it on the branch, with the tool, and pushes.
        let mine = try await offPool {
            let folder = night.bench.directory.path("person")
            try night.bench.git("clone", "--quiet", "-b", ForgeBench.branch, night.forge.cloneURL(night.path), folder)
            try night.bench.scaffold("resolve", "--template", "app.txt", at: folder)
            try night.bench.git("add", "--all", at: folder)
            try night.bench.git("commit", "--quiet", "--message", "Resolve", at: folder)
            try night.bench.git("push", "--quiet", at: folder)
            return try night.bench.git("rev-parse", "HEAD", at: folder)
        }
        #expect(try await night.night("--to", "1.1.0").outcome == "resolved")
        let resolved = try night.open
        #expect(!resolved.isDraft)
        #expect(resolved.labels.isEmpty)
        #expect(resolved.headCommit == mine)
        night.forge.forgetRequests()
        #expect(try await night.night("--to", "1.1.0").outcome == "resolved")
        #expect(night.forge.writes.isEmpty)
    }

    @Test func commitsOfPeopleStay() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let mine = try night.forge.commit(to: night.path, branch: ForgeBench.branch, files: ["extra.txt": "kept\n"])
        for _ in 0..<3 { #expect(try await night.night(status: 1).outcome == "edited") }
        #expect(night.tip == mine)
        // Said once, and not every night.
        #expect(try night.open.comments.count == 1)
        #expect(try night.open.comments[0].contains("--onto-human"))
        // On top of them, when asked for.
        #expect(try await night.night("--onto-human").outcome == "updated")
        let parent = try night.bench.git(
            "--git-dir", night.forge.gitDirectory(night.path), "rev-parse", "\(try #require(night.tip))^")
        #expect(parent == mine)
    }

    @Test func anAmendedCommitIsAPersons() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let mine = try night.forge.commit(
            to: night.path, branch: ForgeBench.branch, files: ["extra.txt": "kept\n"], amending: true)
        #expect(try await night.night(status: 1).outcome == "edited")
        #expect(night.tip == mine)
    }

    @Test func theRebuildLabelMakesItAnew() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        try night.forge.commit(to: night.path, branch: ForgeBench.branch, files: ["extra.txt": "thrown away\n"])
        try night.forge.label(night.path, night.open.number, "scaffold-rebuild")
        #expect(try await night.night().outcome == "updated")
        #expect(try night.open.labels.isEmpty)
        #expect(try night.open.title.hasSuffix("1.2.0"))
        night.forge.forgetRequests()
        #expect(try await night.night().outcome == "unchanged")
        #expect(night.forge.writes.isEmpty)
    }

    @Test func closedMeansNoForThatReleaseOnly() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let number = try night.open.number
        try night.forge.close(night.path, number)
        for _ in 0..<2 { #expect(try await night.night("--to", "1.1.0").outcome == "declined") }
        #expect(try night.requests.count == 1)
        #expect(try night.requests[0].comments.count == 1)
        #expect(try await night.night("--to", "1.2.0").outcome == "created")
        #expect(try night.open.number != number)
    }

    @Test(arguments: kinds, [false, true]) func afterAMergeTheNextOneIsNew(kind: String, isSquashed: Bool) async throws
    {
        let night = try await ForgeBench.start(kind)
        try await night.night("--to", "1.1.0")
        try night.forge.merge(night.path, night.open.number, squash: isSquashed)
        night.forge.forgetRequests()
        #expect(try await night.night("--to", "1.1.0").outcome == "up-to-date")
        #expect(night.forge.writes.isEmpty)
        #expect(try await night.night("--to", "1.2.0").outcome == "created")
        #expect(try night.requests.map(\.state) == ["merged", "open"])
    }

    /// Merged as one commit, with what a person added: nothing of it is on the branch alone, which is used again.
    @Test func aSquashedBranchOfAPersonIsUsedAgain() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        try night.forge.commit(to: night.path, branch: ForgeBench.branch, files: ["extra.txt": "kept\n"])
        try night.forge.merge(night.path, night.open.number, squash: true)
        #expect(try await night.night("--to", "1.2.0").outcome == "created")
        let base = try #require(night.forge.tip(night.path, "main"))
        #expect(
            try night.bench.git("--git-dir", night.forge.gitDirectory(night.path), "show", "\(base):extra.txt")
                == "kept")
    }

    @Test func whatIsDoneOtherwiseIsWithdrawn() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        // Somebody upgrades by hand, on the base branch.
        try await offPool {
            let folder = night.bench.directory.path("person")
            try night.bench.git("clone", "--quiet", night.forge.cloneURL(night.path), folder)
            try night.bench.scaffold("upgrade", "--to", "1.1.0", at: folder)
            try night.bench.git("merge", "--quiet", ForgeBench.branch, at: folder)
            try night.bench.git("push", "--quiet", "origin", "main", at: folder)
        }
        #expect(try await night.night("--to", "1.1.0").outcome == "withdrawn")
        #expect(try night.requests.map(\.state) == ["closed"])
        #expect(night.tip == nil)
        night.forge.forgetRequests()
        #expect(try await night.night("--to", "1.1.0").outcome == "up-to-date")
        #expect(night.forge.writes.isEmpty)
        // That it was closed is nobody's no: a revert brings it back.
        try night.forge.commit(
            to: night.path, files: [".scaffold.yml": try night.bench.text(".scaffold.yml", at: "main")])
        #expect(try await night.night("--to", "1.1.0").outcome == "created")
    }

    @Test func pausedAndRetargetedOnesAreLeftAlone() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let number = try night.open.number
        try night.forge.label(night.path, number, "scaffold-pause")
        night.forge.forgetRequests()
        #expect(try await night.night().outcome == "paused")
        try night.forge.unlabel(night.path, number, "scaffold-pause")
        try night.forge.commit(to: night.path, branch: "develop", files: ["a.txt": "a\n"])
        try night.forge.retarget(night.path, number, to: "develop")
        #expect(try await night.night(status: 1).outcome == "edited")
        #expect(night.forge.writes.isEmpty)
    }

    @Test func aPlanIsWhatARunDoes() async throws {
        let night = try await ForgeBench.start(edits: Self.conflicting)
        let plan = try await night.night("--plan", "--label", "deps", status: 1)
        #expect(night.forge.writes.isEmpty)
        #expect(night.tip == nil)
        let done = try await night.night("--label", "deps", status: 1)
        // The commit's time is in its id.
        #expect(plan.steps.dropFirst() == done.steps.dropFirst())
        #expect(plan.steps.count == done.steps.count)
        #expect(plan.outcome == done.outcome)
    }

    @Test(arguments: kinds) func cleanOnesMergeByThemselvesOnceChecksAreThrough(kind: String) async throws {
        let night = try await ForgeBench.start(kind)
        // Without a check that is required it would be merged at once, unseen.
        let open = try await night.night("--automerge", "--to", "1.1.0")
        #expect(open.outcome == "created")
        #expect(open.warnings == 1)
        #expect(!open.steps.contains { $0.contains("merged") })
        try night.forge.set(night.path) { $0.requiresChecks = true }
        let number = try night.open.number
        let plan = try await night.night("--automerge", "--plan")
        #expect(plan.steps.last == "have it merged when its checks are through")
        // The forge begins a pipeline when it sees the commit.
        let path = night.path
        night.forge.onRequest("PUT */merge") { forge in
            try forge.setCheck(path, forge.tip(path, ForgeBench.branch) ?? "", "pending")
        }
        #expect(try await night.night("--automerge").outcome == "updated")
        let waiting = try night.open
        #expect(waiting.isAutomerging)
        night.forge.forgetRequests()
        #expect(try await night.night("--automerge").outcome == "unchanged")
        #expect(night.forge.writes.isEmpty)
        try night.forge.setCheck(night.path, waiting.headCommit, "success")
        #expect(try night.requests.first { $0.number == number }?.state == "merged")
        #expect(try await night.night("--automerge").outcome == "up-to-date")
    }

    @Test func whatWaitsOrChangesTheChecksIsForPeople() async throws {
        let night = try await ForgeBench.start(edits: Self.conflicting)
        try night.forge.set(night.path) { $0.requiresChecks = true }
        let held = try await night.night("--automerge", "--to", "1.1.0", status: 1)
        #expect(held.warnings == 1)
        #expect(try !night.open.isAutomerging)
        var scaffold = SampleScaffold.standard
        for index in scaffold.releases.indices {
            scaffold.releases[index].files[".github/workflows/ci.yml"] =
                "name: ci \(scaffold.releases[index].version)\n"
        }
        let other = try await ForgeBench.start(scaffold: scaffold)
        try other.forge.set(other.path) { $0.requiresChecks = true }
        #expect(try await other.night("--automerge").warnings == 1)
        #expect(try !other.open.isAutomerging)
    }

    @Test(arguments: kinds) func anotherBranchTakesThePlaceOfTheOldOne(kind: String) async throws {
        let night = try await ForgeBench.start(kind)
        try await night.night("--to", "1.1.0", "--branch", "updates/1.1.0")
        let edited = "updates/edited"
        try await night.night("--to", "1.1.0", "--branch", edited)
        #expect(try night.requests.map(\.state) == ["closed", "open"])
        #expect(night.forge.tip(night.path, "updates/1.1.0") == nil)
        #expect(try night.requests[0].comments.first?.contains("2 takes its place") == true)
        // A person's commits stay, and so does their pull request.
        try night.forge.commit(to: night.path, branch: edited, files: ["extra.txt": "kept\n"])
        #expect(try await night.night("--branch", "updates/1.2.0").outcome == "created")
        #expect(try night.requests.map(\.state) == ["closed", "open", "open"])
        // That it was closed is nobody's no.
        #expect(try await night.night("--branch", "updates/1.1.0", "--to", "1.1.0").outcome == "created")
    }

    @Test func ownersOfTheChangedFilesAreAsked() async throws {
        let night = try await ForgeBench.start(
            edits: [".github/CODEOWNERS": "* @ann\nDockerfile @bob @acme/platform\n/docs/ @eve\n"])
        night.forge.addUser("bob")
        try await night.night("--codeowners", "--to", "1.1.0")
        #expect(try night.open.reviewers.sorted() == ["ann", "bob"])
        #expect(try night.open.teams == ["platform"])
    }

    @Test func noMoreAreAskedThanMayBe() async throws {
        let night = try await ForgeBench.start()
        for name in ["bob", "eve", "kim"] { night.forge.addUser(name) }
        let names = ["ann", "bob", "eve", "kim"].flatMap { ["--reviewer", $0] }
        _ = try await offPool { try night.job(names + ["--max-reviewers", "2"], status: 0) }
        #expect(try night.open.reviewers.count == 2)
    }

    @Test(arguments: [("exit 0", "passed", false), ("echo broken; exit 1", "failed", true)])
    func itsCheckDecidesOnDraftOrReady(command: String, words: String, isDraft: Bool) async throws {
        let night = try await ForgeBench.start()
        try await night.night("--verify", command)
        let open = try night.open
        #expect(open.isDraft == isDraft)
        #expect(open.body.contains(words))
        #expect(open.labels.isEmpty)
        night.forge.forgetRequests()
        #expect(try await night.night("--verify", command).outcome == "unchanged")
        #expect(night.forge.writes.isEmpty)
    }

    @Test func workflowsGoToABranchOfTheirOwn() async throws {
        var scaffold = SampleScaffold.standard
        for index in scaffold.releases.indices {
            scaffold.releases[index].files[".github/workflows/ci.yml"] =
                "name: ci \(scaffold.releases[index].version)\n"
        }
        let night = try await ForgeBench.start(scaffold: scaffold)
        try night.forge.refuseWorkflowFiles(night.path)
        let refused = try await night.night(status: 2)
        #expect(refused.errors.contains("--split-workflows"), "\(refused.errors)")
        #expect(night.tip == nil)
        #expect(try night.requests.isEmpty)
        // The second branch is refused, too: the patch is in the text.
        #expect(try await night.night("--split-workflows").outcome == "created")
        #expect(try night.open.body.contains("+name: ci 1.2.0"))
        #expect(try !night.open.isDraft)
        night.forge.forgetRequests()
        #expect(try await night.night("--split-workflows").outcome == "unchanged")
        #expect(night.forge.writes.isEmpty)
        let git = ["--git-dir", night.forge.gitDirectory(night.path)]
        let record = try run("git", git + ["show", "\(ForgeBench.branch):.scaffold.yml"], environment: [:]).text
        #expect(record.contains(".github/workflows/ci.yml"), "\(record)")
    }

    @Test func theBranchOfWorkflowsIsAPersonsOnceTheyCommitToIt() async throws {
        var scaffold = SampleScaffold.standard
        for index in scaffold.releases.indices {
            scaffold.releases[index].files[".github/workflows/ci.yml"] =
                "name: ci \(scaffold.releases[index].version)\n"
        }
        let night = try await ForgeBench.start(scaffold: scaffold)
        let branch = "scaffold/mini-workflows"
        try await night.night("--split-workflows", "--to", "1.1.0")
        let first = try #require(night.forge.tip(night.path, branch))
        try await night.night("--split-workflows", "--to", "1.2.0")
        let second = try #require(night.forge.tip(night.path, branch))
        #expect(second != first)
        let mine = try night.forge.commit(to: night.path, branch: branch, files: ["extra.txt": "kept\n"])
        // The other branch is made anew, since its base has moved; this one stays.
        try night.forge.commit(to: night.path, files: ["owners.txt": "new\n"])
        #expect(try await night.night("--split-workflows", "--rebase", "always").outcome == "updated")
        #expect(night.forge.tip(night.path, branch) == mine)
    }

    @Test func aTokenThatLacksTheScopeIsToldBeforeThePush() async throws {
        var scaffold = SampleScaffold.standard
        for index in scaffold.releases.indices {
            scaffold.releases[index].files[".github/workflows/ci.yml"] = "name: ci \(index)\n"
        }
        let night = try await ForgeBench.start(scaffold: scaffold)
        night.forge.addToken("ghp_classic", scopes: ["repo"])
        let result = try await offPool {
            try run(
                Tool.path, ["upgrade", "--pr", "--forge", "github", "--forge-url", night.forge.api("github")],
                environment: night.bench.environment.merging(["SCAFFOLD_TOKEN": "ghp_classic"]) { $1 },
                directory: URL(filePath: night.bench.service))
        }
        #expect(result.status == 2)
        #expect(result.stderr.contains("workflow"))
        #expect(!result.stderr.contains("ghp_classic"))
        #expect(!night.forge.requests.contains { $0.path.contains("receive-pack") })
    }

    @Test(arguments: kinds) func withoutTheRightToPushAForkDoes(kind: String) async throws {
        let night = try await ForgeBench.start(kind)
        try night.forge.set(night.path) { $0.canPush = false }
        let refused = try await night.night(status: 2)
        #expect(refused.errors.contains("--fork"), "\(refused.errors)")
        #expect(try await night.night("--fork", "--plan").outcome == "created")
        #expect(night.forge.writes.isEmpty)
        #expect(try await night.night("--fork").outcome == "created")
        #expect(try night.open.source == "bot/shop")
        night.forge.forgetRequests()
        #expect(try await night.night("--fork").outcome == "unchanged")
    }

    @Test(arguments: ["archived", "disabled", "mirror", "no pull requests"])
    func repositoriesThatTakeNoneAreNamedAndSkipped(trait: String) async throws {
        let night = try await ForgeBench.start()
        try night.forge.set(night.path) { traits in
            switch trait {
            case "archived": traits.isArchived = true
            case "disabled": traits.isDisabled = true
            case "mirror": traits.isMirror = true
            default: traits.takesPullRequests = false
            }
        }
        #expect(try await night.night().outcome == "skipped")
        #expect(night.forge.writes.isEmpty)
        #expect(night.tip == nil)
    }

    @Test(arguments: [
        "error: GH006: Protected branch update failed for refs/heads/scaffold/mini.",
        "error: GH013: Repository rule violations found for refs/heads/scaffold/mini.",
        "GitLab: You are not allowed to push code to protected branches on this project.",
        "Gitea: Not allowed to push to protected branch scaffold/mini",
    ])
    func aBranchThatARuleKeepsFromTheTokenIsNamedAndSkipped(saying text: String) async throws {
        let night = try await ForgeBench.start()
        try night.forge.hook(night.path, "pre-receive", "cat >&2 <<'END'\n\(text)\nEND\nexit 1")
        let refused = try await night.night()
        #expect(refused.outcome == "skipped")
        #expect(refused.reason.contains(text), "\(refused.reason)")
        #expect(night.forge.writes.isEmpty)
        #expect(night.tip == nil)
    }
}
