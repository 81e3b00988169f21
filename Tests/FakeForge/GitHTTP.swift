import Foundation
import Synchronization
import TestSupport

/// Git's smart HTTP, by git's own `http-backend` as a CGI program.
extension FakeForge {
    func gitHTTP(_ call: Call, _ token: String) -> Reply {
        guard let end = call.parts.firstIndex(where: { $0.hasSuffix(".git") }) else {
            return Reply(status: 404, body: Data("not found\n".utf8))
        }
        let path = call.parts[...end].joined(separator: "/").dropLast(4)
        let isPush = call.parts.last == "git-receive-pack" || call.query["service"] == "git-receive-pack"
        let refusal: (status: Int, text: String)? = world.withLock { world in
            guard let repository = world.repository(String(path)), repository.isVisible else {
                guard world.renames[path.lowercased()] == nil else { return nil }
                return (404, "Repository not found.")
            }
            guard isPush else { return nil }
            if repository.isArchived { return (403, "This repository was archived so it is read-only.") }
            let mayWrite = repository.canPush && world.tokens[token]?.canWrite == true
            return mayWrite ? nil : (403, "Permission to \(path).git denied to \(call.user).")
        }
        if let refusal { return Reply(status: refusal.status, body: Data("\(refusal.text)\n".utf8)) }
        // An old name leads to the same repository, as forges do for git too.
        let now = world.withLock { world in
            world.repository(String(path))?.path ?? world.renames[path.lowercased()] ?? String(path)
        }
        let rest = call.parts[(end + 1)...].joined(separator: "/")
        var environment = World.environment(root)
        environment["GIT_PROJECT_ROOT"] = root
        environment["GIT_HTTP_EXPORT_ALL"] = "1"
        environment["PATH_INFO"] = "/\(now).git/\(rest)"
        environment["REQUEST_METHOD"] = call.method
        environment["QUERY_STRING"] = call.rawQuery
        environment["CONTENT_TYPE"] = call.headers["content-type"] ?? ""
        environment["CONTENT_LENGTH"] = "\(call.body.count)"
        environment["HTTP_CONTENT_ENCODING"] = call.headers["content-encoding"]
        environment["GIT_PROTOCOL"] = call.headers["git-protocol"]
        environment["REMOTE_USER"] = call.user
        environment["REMOTE_ADDR"] = "127.0.0.1"
        guard
            let result = try? run(
                "git", ["http-backend"], environment: environment, stdin: [UInt8](call.body))
        else { return Reply(status: 500) }
        return Self.reply(cgi: result.stdout)
    }

    /// Splits what a CGI program writes into headers and body.
    private static func reply(cgi bytes: [UInt8]) -> Reply {
        let data = Data(bytes)
        guard let gap = data.firstRange(of: Data("\r\n\r\n".utf8)) else { return Reply(status: 500, body: data) }
        var reply = Reply(status: 200, body: Data(data[gap.upperBound...]))
        for line in String(decoding: data[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2 else { continue }
            if pair[0].lowercased() == "status" {
                reply.status = Int(pair[1].prefix(3)) ?? 500
            } else {
                reply.headers[pair[0]] = pair[1]
            }
        }
        return reply
    }
}
