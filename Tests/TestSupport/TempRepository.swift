import Foundation

/// A repository made by the real git, isolated from the configuration of the user who runs the tests.
public final class TempRepository: Sendable {
    /// The folder that holds the repository and a home folder for git.
    public let directory: TempDirectory
    /// The path of the work tree, or of the bare repository.
    public let path: String

    /// Runs `git init` with a branch `main` and a fixed user.
    public init(bare: Bool = false, arguments: [String] = []) throws {
        directory = try TempDirectory()
        path = directory.path(bare ? "repository.git" : "repository")
        try FileManager.default.createDirectory(atPath: directory.path("home"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        // Without a template git copies no sample hooks; one file of settings spares a process for each.
        try git(
            ["init", "--quiet", "--template=", "--initial-branch=main"] + (bare ? ["--bare"] : []) + arguments)
        let settings = """
            [user]
            \tname = Test User
            \temail = test@example.com
            [commit]
            \tgpgsign = false
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false

            """
        try directory.write("home/.gitconfig", "[safe]\n\tbareRepository = all\n")
        let file = bare ? "config" : ".git/config"
        let configuration = String(decoding: try read(file), as: UTF8.self)
        try write(file, configuration + settings)
    }

    /// The environment that git runs in: own home, no system configuration, fixed dates.
    public var environment: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": directory.path("home"),
            "XDG_CONFIG_HOME": directory.path("home/.config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_DATE": "1700000000 +0000",
            "GIT_COMMITTER_DATE": "1700000000 +0000",
            "LC_ALL": "C",
            "TZ": "UTC",
        ]
    }

    /// Runs git in the repository; fails on any exit status but those allowed.
    @discardableResult
    public func git(
        _ arguments: [String], stdin: [UInt8] = [], allowing statuses: Set<Int32> = [0],
        environment extra: [String: String] = [:]
    ) throws -> ProcessResult {
        let result = try run(
            "git", arguments, environment: environment.merging(extra) { $1 }, stdin: stdin,
            directory: URL(filePath: path, directoryHint: .isDirectory))
        guard statuses.contains(result.status) else {
            throw ProcessFailure(
                description: "git \(arguments.joined(separator: " ")) ended with \(result.status): \(result.stderr)")
        }
        return result
    }

    /// Runs git in the repository and returns its output, trimmed; fails when git does.
    @discardableResult
    public func git(_ arguments: String...) throws -> String {
        try git(arguments).trimmed
    }

    /// The path of something in the work tree.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file of the work tree.
    public func write(_ name: String, _ content: String) throws {
        try write(name, Array(content.utf8))
    }

    /// Writes a file of the work tree from bytes.
    public func write(_ name: String, _ content: [UInt8]) throws {
        try directory.write("\(folder)/\(name)", content)
    }

    /// Reads a file of the work tree.
    public func read(_ name: String) throws -> [UInt8] {
        try directory.read("\(folder)/\(name)")
    }

    /// Deletes a file or folder of the work tree.
    public func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path(name))
    }

    /// Writes files, adds everything and commits; returns the commit's id.
    @discardableResult
    public func commit(_ files: [String: String] = [:], message: String = "change") throws -> String {
        for (name, content) in files { try write(name, content) }
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "--message", message)
        return try git("rev-parse", "HEAD")
    }

    private var folder: String { String(path.dropFirst(directory.path.count + 1)) }
}
