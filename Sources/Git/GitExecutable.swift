#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The `git` executable: used for the network only, since it brings credential helpers, ssh settings and proxies.
///
/// Every command runs without hooks, prompts, submodules and `ext::` transports, with English messages, and never
/// reads the terminal's input. Addresses and names come after `--`.
public struct GitExecutable: Sendable {
    /// Where the executable is.
    public var path: String
    /// How long one command may take.
    public var timeoutSeconds: Int
    /// When all commands have to be done; nil where each has its own time only.
    public var deadline: ContinuousClock.Instant?
    /// Variables (`NAME=value`) that are added to the environment of every command.
    public var environment: [String]

    /// Uses the executable at a path.
    public init(path: String, timeoutSeconds: Int = 600, environment: [String] = []) {
        self.path = path
        self.timeoutSeconds = timeoutSeconds
        self.environment = environment
    }

    /// Finds `git` on PATH.
    ///
    /// - Throws: `gitMissing` when it isn't there.
    public static func find(timeoutSeconds: Int = 600) throws(GitError) -> GitExecutable {
        let search = ProcessEnvironment.value("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        for folder in search.utf8.split(separator: UInt8(ascii: ":")) {
            let candidate = String(Substring(folder)) + "/git"
            // A relative folder on PATH could be one of the repository that is looked at.
            if candidate.hasPrefix("/"), access(candidate, X_OK) == 0, !FileSystem.isDirectory(candidate) {
                return GitExecutable(path: candidate, timeoutSeconds: timeoutSeconds)
            }
        }
        throw GitError(
            code: .gitMissing, category: "git", message: "the git executable isn't on PATH", operation: "git",
            subject: "git", hint: "install git 2.30 or newer; it is needed for remote repositories only")
    }

    /// Runs a git command and returns how it ended, whatever the exit status.
    ///
    /// - Parameters:
    ///   - arguments: the command and its arguments; what comes from outside must stand behind `--`.
    ///   - gitDirectory: the repository, or nil for commands that need none.
    ///   - input: what the command reads from standard input, at most 4,096 bytes.
    /// - Throws: `network` when the time is up; failures to start the program.
    public func run(
        _ arguments: [String], gitDirectory: String? = nil, input: [UInt8] = []
    ) throws(GitError) -> GitOutput {
        var all = [
            "-c", "protocol.ext.allow=never", "-c", "core.hooksPath=/dev/null", "-c", "submodule.recurse=false",
            "-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false",
        ]
        if let gitDirectory { all.append("--git-dir=\(gitDirectory)") }
        all += arguments
        let seconds = allowedSeconds
        let process = ChildProcess(
            path: path, arguments: all, environment: Self.childEnvironment(adding: environment),
            timeoutSeconds: seconds, input: input)
        let (ending, stdout, stderr) = try process.run()
        let errors = RemoteURL.withoutCredentials(inText: String(decoding: stderr, as: UTF8.self))
        switch ending {
        case .exited(let status): return GitOutput(status: status, stdout: stdout, stderr: errors)
        case .timedOut:
            let command = arguments.first ?? ""
            throw GitError(
                code: .network, category: "git", message: "git \(command) took longer than \(seconds) seconds",
                operation: "git \(command)", hint: "check the connection and try again")
        }
    }

    /// How long a command that begins now may take; at least a second, in which it can end by itself.
    private var allowedSeconds: Int {
        guard let deadline else { return timeoutSeconds }
        return min(timeoutSeconds, max(1, Int(ContinuousClock.now.duration(to: deadline) / .seconds(1))))
    }

    /// Runs a command that has to succeed; its failure becomes an error about a remote address.
    @discardableResult
    func succeed(
        _ arguments: [String], gitDirectory: String? = nil, subject: String
    ) throws(GitError) -> GitOutput {
        let shown = RemoteURL.withoutCredentials(subject)
        do throws(GitError) {
            let output = try run(arguments, gitDirectory: gitDirectory)
            if output.status == 0 { return output }
            throw GitError(failed: arguments.first ?? "", output: output, subject: shown)
        } catch {
            var error = error
            if error.subject.isEmpty { error.subject = shown }
            throw error
        }
    }

    /// The process's environment without the variables that would point git to another repository.
    private static func childEnvironment(adding extra: [String]) -> [String] {
        let dropped = [
            "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_CONFIG", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
            "GIT_TERMINAL_PROMPT", "GIT_ALLOW_PROTOCOL", "GIT_TRACE", "GIT_TRACE_CURL", "LC_ALL", "LANGUAGE",
        ]
        let fixed = ["GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh"] + extra
        let replaced = fixed.map(name)
        return ProcessEnvironment.all.filter { entry in
            !dropped.contains(name(entry)) && !replaced.contains(name(entry))
        } + fixed
    }

    private static func name(_ entry: String) -> String {
        String(entry.prefix { $0 != "=" })
    }
}
