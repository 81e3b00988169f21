import Forge
import Testing

/// What is sent, what errors say, and when calls are made, with a transport of the test's own.
@Suite struct ForgeClientTests {
    static let pulls = HTTPReply.json(200, "[]")

    @Test(arguments: [
        (ForgeKind.github, "Bearer ghp_hunter2", "https://api.github.com/repos/acme/orders/pulls"),
        (.gitlab, "Bearer ghp_hunter2", "https://gitlab.com/api/v4/projects/acme%2Forders/merge_requests"),
        (.gitea, "token ghp_hunter2", "https://codeberg.org/api/v1/repos/acme/orders/pulls"),
    ])
    func callsCarryTheToken(_ kind: ForgeKind, _ header: String, _ address: String) throws {
        let transport = ScriptedTransport(Self.pulls)
        _ = try scripted(kind, transport).openPullRequests()
        let request = try #require(transport.requests.first)
        #expect(request.headers["Authorization"] == header)
        #expect(request.headers["User-Agent"] == "scaffold")
        #expect(request.headers["X-GitHub-Api-Version"] == (kind == .github ? "2022-11-28" : nil))
        #expect(String(request.url.prefix { $0 != "?" }) == address)
    }

    @Test(arguments: [
        (HTTPReply.json(403, #"{"message":"token ghp_hunter2 may not"}"#), "token (hidden) may not"),
        (
            .json(422, #"{"message":"Validation Failed","errors":[{"field":"head","code":"invalid"}]}"#),
            "Validation Failed: head: invalid"
        ),
        (.json(400, #"{"message":{"title":["is too long","is odd"]}}"#), "title is too long, is odd"),
        (.json(400, #"{"error":"branch is missing"}"#), "branch is missing"),
        (.json(422, "{\"message\":\"a\\nb\\u001b[31m\\u202e\"}"), "a b[31m"),
        (.json(500, ""), "the forge failed with 500"),
    ])
    func theForgesOwnWordsAreOneHarmlessLine(_ reply: HTTPReply, _ message: String) throws {
        let forge = try scripted(.gitea, ScriptedTransport(reply))
        #expect(failure { try forge.openPullRequests() }?.message == message)
    }

    @Test func longTextsAreCut() throws {
        let text = String(repeating: "x", count: 5000)
        let forge = try scripted(.gitea, ScriptedTransport(.json(422, #"{"message":"\#(text)"}"#)))
        #expect(failure { try forge.openPullRequests() }?.message.count == 300)
    }

    @Test(arguments: [
        HTTPReply.json(200, "<html>ghp_hunter2</html>"), .json(404, "ghp_hunter2"), .json(418, "ghp_hunter2"),
        .json(302, "", ["Location": "https://evil.example/ghp_hunter2"]), .json(200, #"[{"number":1}]"#),
    ])
    func theTokenIsInNoError(_ reply: HTTPReply) throws {
        for kind in ForgeKind.allCases {
            let error = failure { try scripted(kind, ScriptedTransport(reply)).openPullRequests() }
            #expect(error?.code == .malformed)
            #expect(!"\(String(reflecting: error))".contains("hunter2"))
        }
    }

    @Test func theTokenGoesToNoOtherHost() throws {
        for target in ["https://evil.example/x", "//evil.example/x", "https://api.github.com.evil.example/x", "ftp:x"] {
            let transport = ScriptedTransport(.json(301, "", ["Location": target]))
            #expect(failure { try scripted(.github, transport).repository() }?.code == .malformed)
            #expect(transport.requests.count == 1)
            let link = ScriptedTransport(.json(200, "[]", ["Link": "<\(target)>; rel=\"next\""]))
            #expect(failure { try scripted(.github, link).openPullRequests() }?.code == .malformed)
            #expect(link.requests.count == 1)
        }
    }

    @Test func aRedirectNeverLeavesTLS() throws {
        let transport = ScriptedTransport(
            .json(301, "", ["Location": "http://codeberg.org/api/v1/repos/acme/new"]), .json(404, "{}"))
        _ = failure { try scripted(.gitea, transport).repository() }
        #expect(transport.requests.last?.url == "https://codeberg.org/api/v1/repos/acme/new")
    }

    @Test func aRedirectInACircleEnds() throws {
        let transport = ScriptedTransport(.json(302, "", ["Location": "/x"]))
        #expect(failure { try scripted(.github, transport).repository() }?.code == .malformed)
        #expect(transport.requests.count < 10)
    }

    @Test(arguments: [301, 302, 303]) func aWriteDoesNotTurnIntoARead(_ status: Int) throws {
        let transport = ScriptedTransport(.json(status, "", ["Location": "/x"]))
        let request = PullRequest(
            number: 1, state: .open, title: "", body: "", isDraft: false, labels: [], head: "", headOwner: "",
            headCommit: "", base: "", url: "")
        let error = failure { try scripted(.github, transport).comment("x", on: request) }
        #expect(error?.code == .malformed)
        #expect(transport.requests.count == 1)
    }

    @Test func pagesDontGoOnForEver() throws {
        final class Endless: HTTPTransport {
            func send(_ request: HTTPRequest) throws(ForgeError) -> HTTPReply {
                .json(200, "[]", ["Link": "<\(request.url)x>; rel=\"next\""])
            }
        }
        let forge = try ForgeConnection.open(
            remote: "https://github.com/acme/orders", environment: ["GH_TOKEN": "x"], transport: Endless()
        ).forge
        #expect(failure { try forge.openPullRequests() }?.code == .malformed)
    }

    @Test func gitLabsPagesGoOnByNumberToo() throws {
        let transport = ScriptedTransport(
            .json(200, "[]", ["X-Next-Page": "2"]), .json(200, "[]", ["X-Next-Page": "3"]),
            .json(200, "[]", ["X-Next-Page": ""]))
        _ = try scripted(.gitlab, transport).openPullRequests()
        #expect(transport.requests.count == 3)
        #expect(transport.requests[2].url.hasSuffix("&page=3"))
        #expect(!transport.requests[2].url.contains("page=2"))
    }

    @Test func writesOnGitHubAreASecondApart() throws {
        let clock = TestClock()
        let transport = ScriptedTransport(.json(201, "{}"))
        let forge = try scripted(.github, transport, clock.pacer())
        let request = PullRequest(
            number: 1, state: .open, title: "", body: "", isDraft: false, labels: [], head: "", headOwner: "",
            headCommit: "", base: "", url: "")
        for _ in 0..<3 { try forge.comment("x", on: request) }
        #expect(clock.waits == [1, 1])
        let other = TestClock()
        let gitlab = try scripted(.gitlab, transport, other.pacer())
        for _ in 0..<3 { try gitlab.comment("x", on: request) }
        #expect(other.waits.isEmpty)
    }

    @Test(
        arguments: [
            (["Retry-After": "7"], 7),
            (["Retry-After": "Sat, 28 Nov 2026 10:00:09 GMT", "Date": "Sat, 28 Nov 2026 10:00:00 GMT"], 9),
            (
                [
                    "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795860011",
                    "Date": "Sat, 28 Nov 2026 10:00:00 GMT",
                ],
                11
            ),
            ([:], nil),
        ] as [([String: String], Int?)])
    func theEndOfARateLimitIsRead(_ headers: [String: String], _ seconds: Int?) throws {
        let clock = TestClock()
        let forge = try scripted(.github, ScriptedTransport(.json(429, "{}", headers)), clock.pacer(patience: 0))
        let error = failure { try forge.openPullRequests() }
        #expect(error?.code == .rateLimited)
        #expect(error?.retryAfter == seconds)
        #expect(clock.waits.isEmpty)
    }

    @Test func draftsThatAPlanDoesNotHaveAreOpenedReady() throws {
        let made = """
            {"number":1,"state":"open","title":"t","draft":false,"head":{"ref":"b","sha":"1","user":{"login":"acme"}},\
            "base":{"ref":"main"},"html_url":"","node_id":"x"}
            """
        let transport = ScriptedTransport(
            .json(422, #"{"message":"Draft pull requests are not supported in this repository."}"#), .json(201, made))
        let proposal = PullRequestProposal(title: "t", body: "", head: "b", base: "main", isDraft: true)
        let pullRequest = try scripted(.github, transport).create(proposal)
        #expect(!pullRequest.isDraft)
        #expect(transport.requests.count == 2)
    }
}
