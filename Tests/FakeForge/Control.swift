import Foundation

/// The forge's switches for programs that run beside it: `POST /_control/NAME` with a JSON object.
extension FakeForge {
    func control(_ call: Call) -> Reply {
        let name = call.parts.count > 1 ? call.parts[1] : ""
        do {
            return .json(200, try control(name, call))
        } catch {
            return .json(400, ["error": "\(error)"])
        }
    }

    private struct Unknown: Error {
        var name: String
    }

    private func control(_ name: String, _ call: Call) throws -> Any {
        let path = call.string("repository") ?? ""
        let number = call.fields["number"] as? Int ?? 0
        switch name {
        case "requests": return requests.map(Self.object)
        case "writes": return writes.map(Self.object)
        case "idle-writes": return idleWrites.map(Self.object)
        case "forget": forgetRequests()
        case "pull-requests": return try pullRequests(path).map(Self.object)
        case "user": addUser(call.string("name") ?? "")
        case "token":
            addToken(
                call.string("token") ?? "", user: call.string("user") ?? "bot",
                scopes: call.fields["scopes"] as? [String], canWrite: call.bool("can_write") ?? true)
        case "expire":
            expire(call.string("token") ?? "", afterCalls: call.fields["after"] as? Int ?? 0)
        case "repository":
            let files = call.fields["files"] as? [String: String] ?? ["README.md": "hello\n"]
            try addRepository(path, files: files) { Self.read(call, into: &$0) }
            return ["clone_url": remote(path)]
        case "traits": try set(path) { Self.read(call, into: &$0) }
        case "rename": try rename(path, to: call.string("to") ?? "")
        case "commit":
            let files = (call.fields["files"] as? [String: Any] ?? [:]).mapValues { $0 as? String }
            let commit = try commit(
                to: path, branch: call.string("branch") ?? "main", files: files,
                message: call.string("message") ?? "Change",
                author: call.string("author") ?? "Ann <ann@example.com>", amending: call.bool("amend") ?? false)
            return ["commit": commit]
        case "merge": return ["commit": try merge(path, number, squash: call.bool("squash") ?? false)]
        case "close": try close(path, number)
        case "reopen": try reopen(path, number)
        case "comment": try comment(path, number, call.string("body") ?? "", by: call.string("user") ?? "ann")
        case "label": try label(path, number, call.string("label") ?? "")
        case "unlabel": try unlabel(path, number, call.string("label") ?? "")
        case "draft": try setDraft(path, number, call.bool("draft") ?? true)
        case "check":
            try setCheck(
                path, call.string("commit") ?? "", call.string("state") ?? "success",
                name: call.string("name") ?? "test", isRun: call.bool("run") ?? true)
        case "protect": try protect(path, call.string("pattern") ?? "")
        case "refuse-workflows": try refuseWorkflowFiles(path)
        case "fault":
            inject(
                try Self.fault(call), on: call.string("on") ?? "*", times: call.fields["times"] as? Int ?? 1,
                skipping: call.fields["skipping"] as? Int ?? 0)
        default: throw Unknown(name: name)
        }
        return [String: String]()
    }

    private static func read(_ call: Call, into traits: inout Traits) {
        traits.isArchived = call.bool("archived") ?? false
        traits.isDisabled = call.bool("disabled") ?? false
        traits.isMirror = call.bool("mirror") ?? false
        traits.canPush = call.bool("can_push") ?? true
        traits.isVisible = call.bool("visible") ?? true
        traits.takesPullRequests = call.bool("pull_requests") ?? true
        traits.topics = call.strings("topics")
        traits.requiresChecks = call.bool("requires_checks") ?? false
    }

    private static func fault(_ call: Call) throws -> FaultKind {
        let seconds = call.fields["retry_after"] as? Int
        switch call.string("kind") ?? "" {
        case "status":
            return .status(
                call.fields["status"] as? Int ?? 500, message: call.string("message") ?? "injected fault",
                headers: call.fields["headers"] as? [String: String] ?? [:],
                afterDoing: call.bool("after_doing") ?? false)
        case "secondary": return .secondaryLimit(retryAfter: seconds)
        case "html": return .html
        case "torn": return .tornJSON
        case "broken": return .brokenConnection(afterDoing: call.bool("after_doing") ?? false)
        case "slow": return .slow(call.fields["seconds"] as? Double ?? 1)
        case "redirect":
            return .redirect(call.fields["status"] as? Int ?? 302, to: call.string("to") ?? "")
        case "loop": return .pageLoop
        case "stale": return .staleList
        default: throw Unknown(name: call.string("kind") ?? "")
        }
    }

    private static func object(_ request: Request) -> [String: Any] {
        [
            "method": request.method, "path": request.path, "query": request.query, "user": request.user,
            "status": request.status, "changed": request.changed,
        ]
    }

    private static func object(_ pull: FakePullRequest) -> [String: Any] {
        [
            "number": pull.number, "title": pull.title, "body": pull.body, "draft": pull.isDraft,
            "state": pull.state, "head": pull.head, "source": pull.source, "base": pull.base,
            "head_commit": pull.headCommit, "labels": pull.labels, "reviewers": pull.reviewers,
            "teams": pull.teams, "comments": pull.comments, "automerging": pull.isAutomerging,
        ]
    }
}
