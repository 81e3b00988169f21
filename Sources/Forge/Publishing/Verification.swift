import Drift
import Git
import Report

/// The service's own check, run on the upgraded files in a work tree that is thrown away.
struct Verification {
    /// The command of the shell.
    var command: String
    /// How long it may take.
    var seconds: Int
    /// The variables it gets.
    var environment: [String: String]

    /// Variables with tokens: the check runs code of the repository, which must not see them.
    private static let secrets: Set<String> = [
        "SCAFFOLD_TOKEN", "GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GITLAB_TOKEN",
        "GITEA_TOKEN", "FORGEJO_TOKEN", "CI_JOB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    ]

    /// Runs it.
    /// - Parameters:
    ///   - commit: The upgraded files.
    ///   - directory: The service's folder in the repository.
    func run(
        on commit: ObjectID, directory: String, in repository: Repository, git: GitExecutable
    ) throws -> PullRequestContext.Verification {
        let variables = environment.filter { !Self.secrets.contains($0.key) && !$0.key.hasPrefix("GIT_CONFIG_") }
            .map { "\($0.key)=\($0.value)" }
        let temporary = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let folder = "\(temporary)/scaffold-check-\(commit.hex.prefix(12))-\(ProcessEnvironment.processID)"
        return try git.withWorkTree(of: commit, gitDirectory: repository.gitDirectory, at: folder) { place in
            let process = ChildProcess(
                shell: command, environment: variables,
                directory: directory.isEmpty ? place : "\(place)/\(directory)", timeoutSeconds: seconds)
            let (ending, output, errors) = try process.run()
            let result: PullRequestContext.Verification.Result =
                switch ending {
                case .exited(0): .passed
                case .exited: .failed
                case .timedOut: .timedOut
                }
            let text = String(decoding: (output + errors).suffix(4_000), as: UTF8.self)
            return .init(command: command, result: result, output: RemoteURL.withoutCredentials(inText: text))
        }
    }
}
