import FakeForge
import Foundation
import TestSupport
import Testing

/// Forges fail, people are quick, and jobs die: there is never a second pull request and never a lost commit.
@Suite(.serialized) struct ForgeFaultTests {
    /// Requests that open a pull request, by kind of forge.
    static let creation = [
        ("github", "POST */pulls"), ("gitlab", "POST */merge_requests"), ("gitea", "POST */pulls"),
    ]

    @Test(
        arguments: creation, [FaultKind.status(500, afterDoing: true), .brokenConnection(afterDoing: true), .tornJSON])
    func anErrorAfterItWasOpenedOpensNoSecond(place: (kind: String, pattern: String), fault: FaultKind) async throws {
        let night = try await ForgeBench.start(place.kind)
        night.forge.inject(fault, on: place.pattern)
        #expect(try await night.night("--label", "deps").outcome == "created")
        #expect(try night.open.labels == ["deps"])
        #expect(try await night.night("--label", "deps").outcome == "unchanged")
    }

    /// The branch is there, and the pull request is not: the next run opens it on the same branch.
    @Test(arguments: creation) func aDeathBetweenPushAndOpeningIsMended(kind: String, pattern: String) async throws {
        let night = try await ForgeBench.start(kind)
        night.forge.inject(.status(503), on: pattern)
        let failed = try await night.night(status: 75)
        #expect(failed.errors.contains("injected fault"), "\(failed.errors)")
        let tip = try #require(night.tip)
        #expect(try night.requests.isEmpty)
        #expect(try await night.night().outcome == "created")
        #expect(night.tip == tip)
        #expect(try night.open.headCommit == tip)
    }

    @Test func aStaleListOpensNoSecond() async throws {
        let night = try await ForgeBench.start()
        try await night.night()
        night.forge.inject(.staleList, on: "GET */pulls")
        #expect(try await night.night(status: nil).status == 0)
        #expect(try night.requests.count == 1)
    }

    @Test(arguments: [0, 3600]) func tooManyCallsEndWithTryAgain(retryAfter: Int) async throws {
        let night = try await ForgeBench.start()
        night.forge.inject(.secondaryLimit(retryAfter: retryAfter), on: "POST */pulls", times: retryAfter == 0 ? 1 : 99)
        let result = try await night.night(status: nil)
        #expect(result.status == (retryAfter == 0 ? 0 : 75), "\(result.errors)")
        #expect(try night.requests.count == (retryAfter == 0 ? 1 : 0))
    }

    @Test(arguments: [FaultKind.html, .status(404), .status(403, message: "Resource not accessible by integration")])
    func whatTheForgeMeansIsSaid(fault: FaultKind) async throws {
        let night = try await ForgeBench.start()
        night.forge.inject(fault, on: "GET */pulls", times: 9)
        let result = try await night.night(status: 2)
        #expect(
            result.errors.contains("error: ") && result.errors.contains("/repos/acme/shop/pulls"), "\(result.errors)")
        #expect(night.tip == nil)
    }

    @Test func aTokenThatExpiresInTheMiddleLosesNothing() async throws {
        let night = try await ForgeBench.start()
        // It reads the list and the repository, pushes, and is refused when it opens.
        night.forge.inject(.status(401, message: "Bad credentials"), on: "POST */pulls")
        let failed = try await night.night(status: 2)
        #expect(!failed.errors.contains("fake-token"))
        #expect(try await night.night().outcome == "created")
        #expect(try night.requests.count == 1)
    }

    @Test(arguments: ["POST */labels", "POST */requested_reviewers"])
    func aPullRequestWithoutLabelOrReviewerIsStillOne(pattern: String) async throws {
        let night = try await ForgeBench.start()
        night.forge.inject(.status(422, message: "no such"), on: pattern)
        let result = try await night.night("--label", "deps", "--reviewer", "ann")
        #expect(result.outcome == "created")
        #expect(result.warnings == 1)
        #expect(try night.requests.count == 1)
    }

    /// Right before the push somebody else pushes: the lease fails, and the second look sees their commit.
    @Test func whoPushesInTheMiddleKeepsTheBranch() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let path = night.path
        night.forge.onRequest("POST */git-receive-pack") { forge in
            try forge.commit(to: path, branch: ForgeBench.branch, files: ["extra.txt": "kept\n"])
        }
        #expect(try await night.night(status: 1).outcome == "edited")
        let tip = try #require(night.tip)
        #expect(try night.bench.git("--git-dir", night.forge.gitDirectory(path), "show", "\(tip):extra.txt") == "kept")
    }

    @Test func twoBotsAtOnceOpenOne() async throws {
        let night = try await ForgeBench.start()
        async let one = night.night(status: nil)
        async let two = night.night(status: nil)
        let results = try await [one, two]
        #expect(results.allSatisfy { [0, 75].contains($0.status) }, "\(results)")
        #expect(try night.requests.count == 1)
        #expect(try await night.night().outcome == "unchanged")
    }

    /// Between the look and the push somebody merges it: the push goes to a branch that is merged, and a new one is not
    /// opened for what the base has already.
    @Test func aMergeInTheMiddleOpensNothingForNothing() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        let path = night.path
        let number = try night.open.number
        night.forge.onRequest("GET */pulls") { forge in try forge.merge(path, number) }
        _ = try await night.night("--to", "1.1.0", status: nil)
        #expect(try await night.night("--to", "1.1.0").outcome == "up-to-date")
        #expect(try night.requests.map(\.state) == ["merged"])
    }

    @Test func aRenamedRepositoryIsFollowed() async throws {
        let night = try await ForgeBench.start()
        try await night.night("--to", "1.1.0")
        try night.forge.rename(night.path, to: "acme/store")
        let result = try await night.night("--to", "1.2.0", status: nil)
        #expect(result.status == 0, "\(result.errors)")
        let titles = try night.forge.pullRequests("acme/store").map(\.title)
        #expect(titles == ["Upgrade mini to 1.2.0"], "\(result)")
    }

    @Test func theTokenIsNowhere() async throws {
        let night = try await ForgeBench.start()
        // A git that writes its arguments down.
        let log = night.bench.directory.path("arguments")
        let folder = try night.bench.wrapperOfGit("echo \"$@\" >> \(log); exec $GIT \"$@\"")
        let path = folder + ":" + (night.bench.environment["PATH"] ?? "")
        let result = try await offPool {
            try run(
                Tool.path, ["upgrade", "--pr", "--forge", "github", "--forge-url", night.forge.api("github")],
                environment: night.bench.environment.merging(["SCAFFOLD_TOKEN": "fake-token", "PATH": path]) { $1 },
                directory: URL(filePath: night.bench.service))
        }
        #expect(result.status == 0, "\(result.stderr)")
        let arguments = try String(contentsOfFile: log, encoding: .utf8)
        #expect(arguments.contains("push"))
        for text in [arguments, result.text, result.stderr, try night.open.body] {
            #expect(!text.contains("fake-token"))
        }
        let found = try night.bench.shell("grep -rl fake-token .git || true", at: night.bench.service).trimmed
        #expect(found == "")
    }
}
