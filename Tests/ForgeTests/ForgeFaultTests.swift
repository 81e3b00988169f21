import FakeForge
import Forge
import Testing

/// What goes wrong with a forge, as the error that callers see, and how often it is tried.
@Suite struct ForgeFaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var fault: FaultKind
        var code: ForgeError.Code
        var testDescription: String { name }
    }

    static let limit = "API rate limit exceeded for user"
    static let cases = [
        Case(name: "401", fault: .status(401, message: "Bad credentials"), code: .unauthorized),
        Case(name: "403", fault: .status(403, message: "Resource not accessible by integration"), code: .forbidden),
        Case(name: "403 secondary", fault: .secondaryLimit(retryAfter: 3600), code: .rateLimited),
        Case(
            name: "403 primary",
            fault: .status(403, message: limit, headers: ["X-RateLimit-Remaining": "0", "Retry-After": "900"]),
            code: .rateLimited),
        Case(
            name: "429", fault: .status(429, message: "slow down", headers: ["Retry-After": "900"]), code: .rateLimited),
        Case(name: "404 for a token that may not see it", fault: .status(404, message: "Not Found"), code: .notFound),
        Case(name: "409", fault: .status(409, message: "a pull request already exists"), code: .exists),
        Case(name: "422 exists", fault: .status(422, message: "A pull request already exists for x"), code: .exists),
        Case(name: "422", fault: .status(422, message: "Validation Failed"), code: .invalid),
        Case(
            name: "archived", fault: .status(403, message: "Repository was archived so is read-only."), code: .readOnly),
        Case(name: "archived on Gitea", fault: .status(423, message: "ann, acme/orders"), code: .readOnly),
        Case(name: "500", fault: .status(500), code: .server),
        Case(name: "503", fault: .status(503), code: .server),
        Case(name: "HTML", fault: .html, code: .malformed),
        Case(name: "torn JSON", fault: .tornJSON, code: .malformed),
        Case(name: "a broken connection", fault: .brokenConnection(afterDoing: false), code: .unreachable),
        Case(name: "a redirect to another host", fault: .redirect(302, to: "http://127.0.0.2/x"), code: .malformed),
        Case(name: "a redirect to nowhere", fault: .redirect(302, to: ""), code: .malformed),
    ]

    @Test(arguments: cases, ForgeKind.allCases) func readingFails(_ example: Case, _ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(example.fault, on: "GET *", times: 10)
            let error = failure { try stage.forge.openPullRequests() }
            #expect(error?.code == example.code)
            #expect(error?.call.hasPrefix("GET http://127.0.0.1:") == true)
            // Only what may pass by itself is tried again.
            let isTried = example.code == .server || example.code == .unreachable
            #expect(stage.fake.requests.count == (isTried ? 3 : 1))
            #expect(stage.clock.waits == (isTried ? [1, 4] : []))
        }
    }

    @Test(arguments: cases, ForgeKind.allCases) func writingFailsOnce(_ example: Case, _ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(example.fault, on: "POST *", times: 10)
            let error = failure { try stage.forge.create(stage.proposal()) }
            #expect(error?.code == example.code)
            #expect(stage.fake.requests.filter { $0.method == "POST" }.count == 1)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aWriteThatWasDoneIsNotRepeated(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(.status(500, afterDoing: true), on: "POST *")
            #expect(failure { try stage.forge.create(stage.proposal()) }?.code == .server)
            // Who looks again finds it.
            let found = try stage.forge.pullRequests(from: stage.branch, of: nil)
            #expect(found.map(\.number) == [1])
        }
    }

    @Test(arguments: ForgeKind.allCases) func aConnectionThatBreaksAfterAWriteSaysSo(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(.brokenConnection(afterDoing: true), on: "POST *")
            let error = failure { try stage.forge.create(stage.proposal()) }
            #expect(error?.code == .unreachable)
            #expect(error?.hint.contains("may have been made") == true)
            let found = try stage.fake.pullRequests("acme/orders")
            #expect(found.count == 1)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aFailureThatPassesIsNoFailure(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(.status(502), on: "GET *", times: 2)
            let found = try stage.forge.openPullRequests()
            #expect(found == [])
            #expect(stage.clock.waits == [1, 4])
        }
    }

    @Test(arguments: ForgeKind.allCases) func aShortRateLimitIsWaitedFor(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(.secondaryLimit(retryAfter: 20), on: "POST *", times: 2)
            _ = try stage.forge.create(stage.proposal())
            #expect(stage.clock.waits == [20, 20])
            #expect(try stage.fake.pullRequests("acme/orders").count == 1)
        }
    }

    @Test(arguments: ForgeKind.allCases) func patienceEnds(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(.secondaryLimit(retryAfter: 25), on: "POST *", times: 9)
            let error = failure { try stage.forge.create(stage.proposal()) }
            #expect(error?.code == .rateLimited)
            #expect(error?.retryAfter == 25)
            #expect(stage.clock.waits == [25, 25])
        }
    }

    @Test func aLimitWithoutATimeIsWaitedForAMinute() async throws {
        try await Stage(.github).play { stage in
            stage.fake.inject(.secondaryLimit(retryAfter: nil), on: "POST *")
            _ = try stage.forge.create(stage.proposal())
            #expect(stage.clock.waits == [60])
        }
    }

    @Test(arguments: ForgeKind.allCases) func aTokenExpiresInTheMiddle(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            _ = try stage.forge.create(stage.proposal())
            stage.fake.expire(secret, afterCalls: 0)
            let error = failure { try stage.forge.repository() }
            #expect(error?.code == .unauthorized)
            #expect(error?.hint.contains("SCAFFOLD_TOKEN") == true)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aTokenThatOnlyReadsIsForbidden(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.addToken("reader", canWrite: false)
            let reader = try Stage.connect(stage.fake, kind, stage.clock.pacer(), token: "reader")
            #expect(try reader.openPullRequests() == [])
            let error = failure { try reader.create(stage.proposal()) }
            #expect(error?.code == .forbidden)
            #expect(error?.hint.isEmpty == false)
        }
    }

    @Test(arguments: ForgeKind.allCases) func archivedMeansReadOnly(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            try stage.fake.set("acme/orders") { $0.isArchived = true }
            #expect(failure { try stage.forge.create(stage.proposal()) }?.code == .readOnly)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aRenamedRepositoryIsFollowed(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            try stage.fake.rename("acme/orders", to: "acme/shop")
            #expect(try stage.forge.repository().path == "acme/shop")
            let made = try stage.forge.create(stage.proposal())
            try stage.forge.comment("hello", on: made)
            #expect(try stage.fake.pullRequests("acme/shop")[0].comments == ["hello"])
        }
    }

    @Test(arguments: ForgeKind.allCases) func pagesThatLeadInACircleEnd(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.inject(.pageLoop, on: "GET *", times: 5000)
            #expect(failure { try stage.forge.openPullRequests() }?.code == .malformed)
            #expect(stage.fake.requests.count <= 3)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aListMayLackTheNewest(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            _ = try stage.forge.create(stage.proposal())
            stage.fake.inject(.staleList, on: "GET *")
            #expect(try stage.forge.pullRequests(from: stage.branch, of: nil) == [])
            #expect(try stage.forge.pullRequests(from: stage.branch, of: nil).count == 1)
        }
    }

    @Test(arguments: ForgeKind.allCases) func aPersonPushesInTheMiddle(_ kind: ForgeKind) async throws {
        try await Stage(kind).play { stage in
            stage.fake.onRequest("POST *") { fake in
                try fake.commit(to: "acme/orders", branch: "scaffold/service", files: ["code": "3\n"])
            }
            let made = try stage.forge.create(stage.proposal())
            #expect(made.headCommit != stage.commit)
            #expect(made.headCommit == stage.fake.tip("acme/orders", stage.branch))
        }
    }

    @Test func whereNothingListensIsUnreachable() async throws {
        let clock = TestClock()
        let forge = try ForgeConnection.open(
            remote: "http://127.0.0.1:1/acme/orders", environment: ["SCAFFOLD_TOKEN": secret], kind: .gitea,
            pacer: clock.pacer()
        ).forge
        let error = try await offPool { failure { try forge.repository() } }
        #expect(error?.code == .unreachable)
        #expect(clock.waits == [1, 4])
    }

    @Test(arguments: ForgeKind.allCases) func aSlowReplyEndsInTime(_ kind: ForgeKind) async throws {
        let stage = try await Stage(kind)
        let forge = try ForgeConnection.open(
            remote: stage.fake.remote("acme/orders"), environment: ["SCAFFOLD_TOKEN": secret], kind: kind,
            api: stage.fake.api(kind.rawValue), transport: CurlTransport(timeoutSeconds: 1),
            pacer: stage.clock.pacer(tries: 1)
        ).forge
        try await stage.play { stage in
            stage.fake.inject(.slow(2), on: "GET *")
            #expect(failure { try forge.repository() }?.code == .unreachable)
        }
    }
}
