// The fake forge as a program, for tests that are not written in Swift.
//
//     fake-forge --root DIR [--port 0] --token T [--token …]
//
// It prints one line of JSON, {"url": "http://127.0.0.1:PORT", "root": "DIR"}, and runs until its standard input
// ends or it is killed. The APIs are below /api/v3 (with /api/graphql), /api/v4 and /api/v1, git is at
// /OWNER/NAME.git with any user name and the token as the password. All tokens are of the user "bot".
//
// POST /_control/NAME with a JSON object controls it, without a token:
//
//     repository        {"repository": "acme/orders", "files": {"a": "1\n"}, "archived", "disabled", "mirror",
//                        "can_push", "visible", "pull_requests", "topics"}
//     traits            the same without files: changes a repository, from what is usual
//     rename            {"repository", "to"}
//     user              {"name"}: a person who can be asked to review
//     token             {"token", "user", "scopes": ["repo"], "can_write": true}
//     expire            {"token", "after": 3}: refused after three more calls
//     commit            {"repository", "branch", "files": {"a": "2\n", "b": null}, "message", "author", "amend"}
//     merge             {"repository", "number", "squash"}
//     close, reopen     {"repository", "number"}
//     comment           {"repository", "number", "body", "user"}
//     label, unlabel    {"repository", "number", "label"}
//     draft             {"repository", "number", "draft"}
//     check             {"repository", "commit", "state": "success", "name", "run": true}
//     protect           {"repository", "pattern": "scaffold/*"}
//     refuse-workflows  {"repository"}
//     pull-requests     {"repository"}: lists them
//     requests, writes, idle-writes, forget
//     fault             {"on": "POST */pulls", "kind": "status", "status": 503, "after_doing": true, "times": 1,
//                        "skipping": 0}; kinds: status, secondary ("retry_after"), html, torn, broken
//                        ("after_doing"), slow ("seconds"), redirect ("status", "to"), loop, stale

import ArgumentParser
import FakeForge
import Foundation

@main
struct FakeForgeServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fake-forge", abstract: "A forge for tests, on loopback.")

    @Option(help: "The folder of the bare repositories.")
    var root: String

    @Option(help: "The port; 0 for any free one.")
    var port: UInt16 = 0

    @Option(help: "A token that may do everything; can be given more than once.")
    var token: [String] = []

    func validate() throws {
        if token.isEmpty { throw ValidationError("at least one --token is needed") }
    }

    func run() async throws {
        let path = URL(filePath: root).standardizedFileURL.path(percentEncoded: false)
        let forge = try await FakeForge.start(root: path, port: port, token: token[0])
        for more in token.dropFirst() { forge.addToken(more) }
        let line = try JSONSerialization.data(
            withJSONObject: ["url": forge.url, "root": forge.root], options: [.sortedKeys, .withoutEscapingSlashes])
        FileHandle.standardOutput.write(line + Data("\n".utf8))
        try await offPool {
            while let data = try FileHandle.standardInput.read(upToCount: 4096), !data.isEmpty {}
        }
        await forge.stop()
    }
}
