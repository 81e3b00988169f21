import Foundation
import Synchronization

extension FakeForge {
    /// A request that came in.
    public struct Request: Sendable {
        /// The verb.
        public var method: String
        /// The path as it was sent.
        public var path: String
        /// The query's fields.
        public var query: [String: String]
        /// Whose token it came with.
        public var user: String
        /// What was answered.
        public var status: Int
        /// What it changed, such as `create`, `title`, `comment`.
        public var changed: [String]
    }

    /// All requests so far, oldest first; those of git too.
    public var requests: [Request] { log.withLock { $0 } }

    /// The requests that changed something through an API.
    public var writes: [Request] { requests.filter { !$0.changed.isEmpty } }

    /// The requests that were accepted as changes, but changed nothing.
    public var idleWrites: [Request] {
        requests.filter {
            $0.method != "GET" && $0.changed.isEmpty && $0.status < 300 && $0.path.hasPrefix("/api/")
        }
    }

    /// Forgets the requests so far.
    public func forgetRequests() {
        log.withLock { $0 = [] }
    }

    func answer(_ call: Call) -> Reply {
        if call.parts.first == "_control" { return control(call) }
        var call = call
        let isGit = call.parts.first != "api"
        for hook in takeHooks(call) {
            do {
                try hook.run(self)
            } catch {
                return .json(599, ["message": "the test's own hook failed: \(error)"])
            }
        }
        var refused: Reply?
        let token = isGit ? basicPassword(call) : Self.token(call)
        world.withLock { world in
            call.user = world.user(of: token) ?? ""
            if call.user.isEmpty {
                refused = .json(
                    401, ["message": "Bad credentials", "error": "invalid_token"],
                    headers: isGit ? ["WWW-Authenticate": "Basic realm=\"fake\""] : [:])
            }
        }
        let reply = refused ?? faulty(call, takeFault(call), token: token)
        let request = Request(
            method: call.method, path: call.path, query: call.query, user: call.user, status: reply.status,
            changed: reply.changed)
        log.withLock { $0.append(request) }
        return reply
    }

    private func faulty(_ call: Call, _ fault: FaultKind?, token: String) -> Reply {
        var call = call
        switch fault {
        case nil: return plain(call, token)
        case .status(let status, let message, let headers, let afterDoing):
            let done = afterDoing ? plain(call, token) : nil
            return .json(status, ["message": message], headers: headers, changed: done?.changed ?? [])
        case .secondaryLimit(let seconds):
            let text = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            return .json(403, ["message": text], headers: seconds.map { ["Retry-After": "\($0)"] } ?? [:])
        case .html:
            let page = "<!DOCTYPE html><html><body>Sign in to the network</body></html>"
            return Reply(status: 200, headers: ["Content-Type": "text/html"], body: Data(page.utf8))
        case .tornJSON:
            var reply = plain(call, token)
            reply.body = reply.body.prefix(reply.body.count / 2)
            return reply
        case .brokenConnection(let afterDoing):
            let done = afterDoing ? plain(call, token) : nil
            return Reply(
                status: 200, body: Data(repeating: 0x20, count: 64), changed: done?.changed ?? [], breaksAfter: 8)
        case .slow(let seconds):
            Thread.sleep(forTimeInterval: seconds)
            return plain(call, token)
        case .redirect(let status, let location):
            return Reply(status: status, headers: ["Location": location])
        case .pageLoop:
            call.isLoop = true
            return plain(call, token)
        case .staleList:
            call.isStale = true
            return plain(call, token)
        }
    }

    private func plain(_ call: Call, _ token: String) -> Reply {
        if call.parts.first != "api" { return gitHTTP(call, token) }
        return world.withLock { world in
            let isWrite = call.method != "GET" && call.method != "HEAD"
            let isReadOnly = world.tokens[token]?.canWrite == false
            if isWrite, isReadOnly {
                return .json(403, ["message": "Resource not accessible by personal access token"])
            }
            do throws(Refusal) {
                var reply =
                    switch call.parts.dropFirst().first {
                    case "v3", "graphql": try GitHubAPI.answer(call, &world)
                    case "v4": try GitLabAPI.answer(call, &world)
                    case "v1": try GiteaAPI.answer(call, &world)
                    default: throw Refusal.notFound
                    }
                if call.parts.dropFirst().first == "v3", let scopes = world.tokens[token]?.scopes {
                    reply.headers["X-OAuth-Scopes"] = scopes.joined(separator: ", ")
                }
                return reply
            } catch {
                return error.reply(call.parts.count > 1 ? call.parts[1] : "")
            }
        }
    }

    private static func token(_ call: Call) -> String {
        if let token = call.headers["private-token"] { return token }
        let words = (call.headers["authorization"] ?? "").split(separator: " ")
        return words.count == 2 ? String(words[1]) : ""
    }

    private func basicPassword(_ call: Call) -> String {
        let words = (call.headers["authorization"] ?? "").split(separator: " ")
        guard words.count == 2, let data = Data(base64Encoded: String(words[1])) else { return "" }
        let pair = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
        return pair.count == 2 ? String(pair[1]) : ""
    }
}

/// Why a request is refused.
enum Refusal: Error {
    case notFound
    case method
    case exists(String)
    case invalid(String, field: String = "")
    case forbidden(String)
    case conflict(String)
    case moved(to: String, isReading: Bool)

    /// As each of the three says it.
    func reply(_ api: String) -> Reply {
        switch self {
        case .notFound:
            if api == "v4" { return .json(404, ["message": "404 Not Found"]) }
            return .json(
                404, ["message": "Not Found", "documentation_url": "https://example.invalid/rest", "status": "404"])
        case .method: return .json(405, ["message": "405 Method Not Allowed"])
        case .exists(let text):
            if api == "v4" { return .json(409, ["message": [text]]) }
            if api == "v1" { return .json(409, ["message": text, "url": ""]) }
            return .json(
                422,
                [
                    "message": "Validation Failed",
                    "errors": [["resource": "PullRequest", "code": "custom", "message": text]],
                ])
        case .invalid(let text, let field):
            if api == "v4" { return .json(400, ["message": field.isEmpty ? text : [field: [text]] as Any]) }
            if api == "v1" { return .json(422, ["message": text, "url": ""]) }
            var detail = ["resource": "PullRequest", "code": field.isEmpty ? "custom" : "invalid", "message": text]
            if !field.isEmpty { detail["field"] = field }
            return .json(422, ["message": "Validation Failed", "errors": [detail]])
        case .forbidden(let text): return .json(403, ["message": text])
        case .conflict(let text): return .json(api == "v4" ? 406 : 405, ["message": text])
        case .moved(let location, let isReading):
            return .json(
                isReading ? 301 : 307, ["message": "Moved Permanently", "url": location],
                headers: ["Location": location])
        }
    }
}
