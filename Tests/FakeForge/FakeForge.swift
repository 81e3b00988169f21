import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import TestSupport

/// A forge for tests: one state behind the APIs of GitHub (`/api/v3`, `/api/graphql`), GitLab (`/api/v4`) and Gitea
/// (`/api/v1`), and git's smart HTTP at `/OWNER/NAME.git`, on one port of loopback.
///
/// Branches are those of bare repositories in a folder; merges are real ones. Everything else is in memory.
/// Its server runs on the threads that Swift shares among tasks: a test that blocks its own thread on a call to the
/// fake does so within ``offPool(_:)``, or the two wait for each other on a machine of few cores.
public final class FakeForge: Sendable {
    /// The folder that holds the repositories.
    public let root: String
    /// Such as `http://127.0.0.1:40123`, without a slash at its end.
    public let url: String

    let world: Mutex<World>
    let faults = Mutex<[Fault]>([])
    let hooks = Mutex<[Hook]>([])
    let log = Mutex<[Request]>([])
    private let server: HTTPServer
    private let folder: TempDirectory?

    /// Starts a forge.
    /// - Parameters:
    ///   - root: where the repositories are; nil for a new folder that goes with this object.
    ///   - port: the port; 0 for any free one.
    ///   - token: the first token, of the user `bot`, with all rights.
    public static func start(
        root: String? = nil, port: UInt16 = 0, token: String = "fake-token"
    ) async throws -> FakeForge {
        let folder = root == nil ? try TempDirectory() : nil
        let path = root ?? folder?.path ?? ""
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let handler = Handler()
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), timeout: 120, logger: .disabled, handler: handler)
        let running = Task { try await server.run() }
        do {
            // A machine that is busy with other tests takes its time.
            try await server.waitUntilListening(timeout: 60)
        } catch {
            running.cancel()
            throw error
        }
        guard case .ip4(_, let actual) = await server.listeningAddress else {
            throw FakeForgeFailure(description: "the fake forge has no address")
        }
        let forge = FakeForge(root: path, url: "http://127.0.0.1:\(actual)", server: server, folder: folder)
        forge.addToken(token)
        handler.use(forge)
        return forge
    }

    private init(root: String, url: String, server: HTTPServer, folder: TempDirectory?) {
        self.root = root
        self.url = url
        self.server = server
        self.folder = folder
        world = Mutex(World(root: root, url: url))
    }

    /// Stops the server.
    public func stop() async {
        await server.stop()
    }

    /// The root of an API.
    public func api(_ kind: String) -> String {
        url + (["github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"][kind] ?? "")
    }

    /// The address that git clones a repository from, with a token in it.
    public func cloneURL(_ path: String, token: String = "fake-token") -> String {
        url.replacing("://", with: "://bot:\(token)@") + "/\(path).git"
    }

    /// The address of a repository without a token.
    public func remote(_ path: String) -> String { "\(url)/\(path).git" }

    /// The bare repository.
    public func gitDirectory(_ path: String) -> String { "\(root)/\(path).git" }
}

/// What went wrong with the fake itself.
public struct FakeForgeFailure: Error, CustomStringConvertible {
    /// What happened.
    public var description: String
}

/// Runs something that blocks its thread where it takes none from the tasks that run beside it.
public func offPool<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread {
            continuation.resume(with: Swift.Result { try body() })
        }
        thread.stackSize = 8 << 20
        thread.start()
    }
}

/// Answers from the forge as soon as there is one; it doesn't keep it alive.
private final class Handler: HTTPHandler {
    private struct Weak {
        weak var forge: FakeForge?
    }

    private let weak = Mutex(Weak())

    func use(_ forge: FakeForge) {
        weak.withLock { $0.forge = forge }
    }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let forge = weak.withLock({ $0.forge }) else { return HTTPResponse(statusCode: .serviceUnavailable) }
        let call = Call(request, body: try await request.bodyData)
        let reply = try await offPool { forge.answer(call) }
        return try await reply.response()
    }
}
