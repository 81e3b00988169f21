import FakeForge
import Foundation
import TestSupport

/// A service on a fake forge, and the job that runs `scaffold upgrade --pr` for it every night.
final class ForgeBench: Sendable {
    let bench: Workbench
    let forge: FakeForge
    /// `github`, `gitlab` or `gitea`.
    let kind: String
    let path = "acme/shop"
    static let branch = "scaffold/mini"

    private init(_ bench: Workbench, _ forge: FakeForge, _ kind: String) {
        self.bench = bench
        self.forge = forge
        self.kind = kind
    }

    /// A forge with a service of a scaffold's first release, edited by its owners.
    static func start(
        _ kind: String = "github", scaffold: SampleScaffold = .standard, edits: [String: String] = [:]
    ) async throws -> ForgeBench {
        let forge = try await FakeForge.start()
        forge.addUser("ann")
        return try await offPool {
            let bench = try Workbench.withService(scaffold, edits: edits)
            let made = ForgeBench(bench, forge, kind)
            try forge.addRepository(made.path, files: [:])
            try bench.git("push", "--quiet", forge.cloneURL(made.path), "main")
            try bench.git("remote", "add", "origin", forge.remote(made.path))
            forge.forgetRequests()
            return made
        }
    }

    /// The job's variables: the token is in one of them.
    var environment: [String: String] { ["SCAFFOLD_TOKEN": "fake-token", "TMPDIR": bench.directory.path] }

    /// A night's job; gives what it says.
    @discardableResult
    func night(_ more: String..., status: Int32? = 0) async throws -> Night {
        try await offPool { [self] in try job(more, status: status) }
    }

    /// The same on this thread.
    func job(_ more: [String], status: Int32?) throws -> Night {
        let result = try run(
            Tool.path, ["upgrade", "--pr", "--json", "--forge", kind, "--forge-url", forge.api(kind)] + more,
            environment: bench.environment.merging(environment) { $1 },
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        if let status, result.status != status {
            throw Unexpected(
                description: "upgrade --pr ended with \(result.status), not \(status):\n\(result.text)\(result.stderr)")
        }
        let object = result.text.isEmpty ? [:] : try json(result.text)
        return Night(
            status: result.status, outcome: object["outcome"] as? String ?? "",
            reason: object["reason"] as? String ?? "", number: object["number"] as? Int,
            steps: object["steps"] as? [String] ?? [], commit: object["commit"] as? String,
            warnings: (object["warnings"] as? [Any])?.count ?? 0, errors: result.stderr)
    }

    /// What a job said.
    struct Night {
        var status: Int32
        var outcome: String
        var reason: String
        var number: Int?
        var steps: [String]
        var commit: String?
        var warnings: Int
        var errors: String
    }

    /// The pull requests of the service.
    var requests: [FakePullRequest] { get throws { try forge.pullRequests(path) } }

    /// The only open one.
    var open: FakePullRequest {
        get throws {
            let open = try requests.filter { $0.state == "open" }
            guard open.count == 1, let only = open.first else {
                throw Unexpected(description: "\(open.count) pull requests are open")
            }
            return only
        }
    }

    /// The commit of the update branch.
    var tip: String? { forge.tip(path, Self.branch) }

    /// Adds a release to the scaffold.
    func release(_ release: SampleScaffold.Release, to scaffold: SampleScaffold = .standard) throws -> SampleScaffold {
        var scaffold = scaffold
        scaffold.releases.append(release)
        try scaffold.write(to: "template", in: bench.directory)
        return scaffold
    }
}
