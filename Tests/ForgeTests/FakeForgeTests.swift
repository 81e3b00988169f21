import FakeForge
import Forge
import Foundation
import TestSupport
import Testing

/// What later tests rely on in the fake itself.
@Suite struct FakeForgeTests {
    @Test func onlyChangesCountAsWrites() async throws {
        try await Stage(.gitlab).play { stage in
            let made = try stage.forge.create(stage.proposal())
            try stage.forge.update(made, PullRequestChange(title: made.title, body: "New."))
            try stage.forge.update(made, PullRequestChange(body: "New."))
            #expect(stage.fake.writes.map(\.changed) == [["create"], ["body"]])
            #expect(stage.fake.idleWrites.count == 1)
        }
    }

    @Test func workflowFilesAreRefusedInAPush() async throws {
        try await Stage(.github).play { stage in
            try stage.fake.refuseWorkflowFiles("acme/orders")
            let push = try push(stage, file: ".github/workflows/ci.yml")
            #expect(push.status != 0)
            #expect(push.stderr.contains("without `workflows` permission"))
            #expect(stage.fake.tip("acme/orders", "pushed") == nil)
            #expect(try self.push(stage, file: ".github/CODEOWNERS").status == 0)
        }
    }

    @Test func pushesNeedTheRightToo() async throws {
        try await Stage(.github).play { stage in
            try stage.fake.set("acme/orders") { $0.canPush = false }
            #expect(try push(stage, file: "a").stderr.contains("403"))
            try stage.fake.set("acme/orders") { $0.isArchived = true }
            #expect(try push(stage, file: "a").stderr.contains("403"))
            try stage.fake.set("acme/orders") { _ in }
            #expect(try push(stage, file: "a").status == 0)
        }
    }

    /// Commits a file in a new clone and pushes it as the branch `pushed`.
    private func push(_ stage: Stage, file: String) throws -> ProcessResult {
        let work = try TempDirectory()
        let clone = work.path("clone")
        let environment = ["HOME": work.path, "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin"]
        func git(_ arguments: String...) throws -> ProcessResult {
            let all = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
            return try run("git", all + arguments, environment: environment)
        }
        _ = try git("clone", "--quiet", stage.fake.cloneURL("acme/orders", token: secret), clone)
        try work.write("clone/\(file)", "x\n")
        _ = try git("-C", clone, "add", "--all")
        _ = try git("-C", clone, "commit", "--quiet", "-m", "x")
        return try git("-C", clone, "push", "--quiet", "origin", "HEAD:refs/heads/pushed")
    }

    @Test func programsControlItOverHTTP() async throws {
        try await Stage(.github).play { stage in
            func control(_ name: String, _ body: String) throws -> String {
                let request = HTTPRequest(
                    method: "POST", url: "\(stage.fake.url)/_control/\(name)", body: Array(body.utf8))
                let reply = try CurlTransport().send(request)
                #expect(reply.status == 200)
                return String(decoding: reply.body, as: UTF8.self)
            }
            _ = try control("repository", #"{"repository":"acme/new","files":{"a":"1\n"},"archived":true}"#)
            let new = try Stage.connect(stage.fake, .github, stage.clock.pacer(), path: "acme/new")
            #expect(try new.repository().isArchived)
            _ = try control("commit", #"{"repository":"acme/orders","branch":"x","files":{"a":"2\n","code":null}}"#)
            #expect(stage.fake.tip("acme/orders", "x") != nil)
            _ = try control("fault", #"{"on":"GET *","kind":"status","status":403}"#)
            #expect(failure { try stage.forge.repository() }?.code == .forbidden)
            #expect(try control("requests", "{}").contains("/api/v3/repos/acme/orders"))
        }
    }
}
