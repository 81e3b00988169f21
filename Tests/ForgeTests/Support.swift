import FakeForge
import Forge
import Synchronization

/// A clock that only waiting moves, and a record of the waits.
final class TestClock: Sendable {
    private let state = Mutex<(now: Double, waits: [Double])>((0, []))

    var waits: [Double] { state.withLock { $0.waits } }

    func pacer(tries: Int = 3, patience: Double = 60, interval: Double? = nil) -> Pacer {
        Pacer(
            tries: tries, patience: patience, interval: interval, now: { [self] in state.withLock { $0.now } },
            sleep: { [self] seconds in
                state.withLock { state in
                    state.now += seconds
                    state.waits.append(seconds)
                }
            })
    }
}

/// Answers calls from a list, the last one for ever, and keeps what was asked.
final class ScriptedTransport: HTTPTransport {
    private let replies: Mutex<[Result<HTTPReply, ForgeError>]>
    private let kept = Mutex<[HTTPRequest]>([])

    init(_ replies: [Result<HTTPReply, ForgeError>]) {
        self.replies = Mutex(replies)
    }

    convenience init(_ replies: HTTPReply...) {
        self.init(replies.map { .success($0) })
    }

    var requests: [HTTPRequest] { kept.withLock { $0 } }

    func send(_ request: HTTPRequest) throws(ForgeError) -> HTTPReply {
        kept.withLock { $0.append(request) }
        let next = replies.withLock { replies in
            replies.count > 1 ? replies.removeFirst() : replies[0]
        }
        return try next.get()
    }
}

extension HTTPReply {
    static func json(_ status: Int, _ text: String, _ headers: [String: String] = [:]) -> HTTPReply {
        HTTPReply(status: status, headers: headers, body: Array(text.utf8))
    }
}

let secret = "ghp_hunter2"

/// A connection whose calls a test answers itself.
func scripted(
    _ kind: ForgeKind = .github, _ transport: ScriptedTransport, _ pacer: Pacer = TestClock().pacer()
) throws -> any Forge {
    let hosts: [ForgeKind: String] = [.github: "github.com", .gitlab: "gitlab.com", .gitea: "codeberg.org"]
    return try ForgeConnection.open(
        remote: "https://\(hosts[kind] ?? "")/acme/orders", environment: ["SCAFFOLD_TOKEN": secret],
        transport: transport, pacer: pacer
    ).forge
}

/// The error of something that has to fail.
func failure<Value>(_ body: () throws -> Value) -> ForgeError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? ForgeError
    }
}

/// A fake forge with one repository, `acme/orders`, and a branch `scaffold/service` that changes a file.
struct Stage: Sendable {
    let fake: FakeForge
    let forge: any Forge
    let kind: ForgeKind
    let clock = TestClock()
    let path = "acme/orders"
    let branch = "scaffold/service"
    let commit: String

    init(_ kind: ForgeKind) async throws {
        self.kind = kind
        let fake = try await FakeForge.start(token: secret)
        self.fake = fake
        commit = try await offPool {
            try fake.addRepository("acme/orders", files: ["README.md": "hello\n", "code": "1\n"])
            fake.addUser("ann")
            fake.addUser("carl")
            return try fake.commit(to: "acme/orders", branch: "scaffold/service", files: ["code": "2\n"])
        }
        forge = try Self.connect(fake, kind, clock.pacer())
    }

    static func connect(
        _ fake: FakeForge, _ kind: ForgeKind, _ pacer: Pacer, path: String = "acme/orders", token: String = secret
    ) throws -> any Forge {
        try ForgeConnection.open(
            remote: fake.remote(path), environment: ["SCAFFOLD_TOKEN": token], kind: kind,
            api: fake.api(kind.rawValue), pacer: pacer
        ).forge
    }

    func proposal(isDraft: Bool = false, title: String = "Update to 2.0") -> PullRequestProposal {
        PullRequestProposal(title: title, body: "What and why.", head: branch, base: "main", isDraft: isDraft)
    }

    /// Makes blocking calls away from the threads that the fake's server needs, and stops the server afterwards.
    func play(_ body: @escaping @Sendable (Stage) throws -> Void) async throws {
        do {
            try await offPool { try body(self) }
        } catch {
            await fake.stop()
            throw error
        }
        await fake.stop()
    }
}
