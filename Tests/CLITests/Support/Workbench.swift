import Foundation
import TestSupport

/// A folder with a scaffold in it, a home for git, and services made by the real binary.
final class Workbench: Sendable {
    let directory: TempDirectory
    let environment: [String: String]
    /// The service's repository.
    var service: String { directory.path("service") }

    /// Writes the scaffold to `template/`; makes nothing else yet.
    init(_ scaffold: SampleScaffold = .standard) throws {
        directory = try TempDirectory()
        try scaffold.write(to: "template", in: directory)
        try directory.write(
            "home/.gitconfig",
            """
            [user]
            \tname = Test User
            \temail = test@example.com
            [safe]
            \tbareRepository = all
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false
            [init]
            \tdefaultBranch = main
            [advice]
            \tdetachedHead = false

            """)
        environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": directory.path("home"),
            "XDG_CONFIG_HOME": directory.path("home/.config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        ]
    }

    /// A workbench with a service of the standard scaffold's first release, committed.
    static func withService(
        _ scaffold: SampleScaffold = .standard, release: String = "1.0.0", edits: [String: String] = [:]
    ) throws -> Workbench {
        let bench = try Workbench(scaffold)
        try bench.scaffold("new", "./template@\(release)", "service", at: bench.directory.path)
        if !edits.isEmpty { try bench.commit(edits) }
        return bench
    }

    /// Runs the binary in the service (or `folder`); fails on any exit status but those allowed.
    @discardableResult
    func scaffold(
        _ arguments: String..., at folder: String? = nil, status: Int32? = 0, environment extra: [String: String] = [:],
        stdin: [UInt8] = []
    ) throws -> ProcessResult {
        let result = try run(
            Tool.path, arguments, environment: environment.merging(extra) { $1 }, stdin: stdin,
            directory: URL(filePath: folder ?? service, directoryHint: .isDirectory))
        if let status, result.status != status {
            throw Unexpected(
                description:
                    "scaffold \(arguments.joined(separator: " ")) ended with \(result.status), not \(status):\n"
                    + result.text + result.stderr)
        }
        return result
    }

    /// Runs `scaffold upgrade` in the service; fails on another exit status than this one, if one is given.
    func upgrade(_ arguments: [String], status: Int32?) throws -> ProcessResult {
        let result = try run(
            Tool.path, ["upgrade"] + arguments, environment: environment,
            directory: URL(filePath: service, directoryHint: .isDirectory))
        guard status == nil || result.status == status else {
            throw Unexpected(
                description: "scaffold upgrade \(arguments.joined(separator: " ")) ended with \(result.status):\n"
                    + result.text + result.stderr)
        }
        return result
    }

    /// Runs git in the service (or `folder`) and returns its output, trimmed; fails when git does.
    @discardableResult
    func git(_ arguments: String..., at folder: String? = nil, status: Int32 = 0, stdin: [UInt8] = []) throws -> String
    {
        let result = try run(
            "git", arguments, environment: environment, stdin: stdin,
            directory: URL(filePath: folder ?? service, directoryHint: .isDirectory))
        guard result.status == status else {
            throw Unexpected(
                description: "git \(arguments.joined(separator: " ")) ended with \(result.status): \(result.stderr)")
        }
        return result.trimmed
    }

    /// Runs a shell script in the service (or `folder`).
    @discardableResult
    func shell(_ script: String, at folder: String? = nil) throws -> ProcessResult {
        try run(
            "sh", ["-c", script], environment: environment.merging(["SCAFFOLD": Tool.path]) { $1 },
            directory: URL(filePath: folder ?? service, directoryHint: .isDirectory))
    }

    /// A folder with a `git` that is this script; GIT in it is the real one.
    ///
    /// A shell writes it: a program that this process has open for writing while it forks can't be run.
    func wrapperOfGit(_ script: String) throws -> String {
        try shell(
            """
            mkdir -p bin
            printf '#!/bin/sh\\nGIT=%s\\n' "$(command -v git)" > bin/git
            cat >> bin/git <<'END'
            \(script)
            END
            chmod +x bin/git
            """, at: directory.path)
        return directory.path("bin")
    }

    /// Writes a file of the service.
    func write(_ name: String, _ content: String) throws { try directory.write("service/\(name)", content) }

    /// A file of the service as text; nil when there is none.
    func text(_ name: String) -> String? {
        (try? directory.read("service/\(name)")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Deletes a file of the service.
    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(service)/\(name)") }

    /// Writes files of the service and commits everything.
    @discardableResult
    func commit(_ files: [String: String] = [:], message: String = "Edit") throws -> String {
        for (name, content) in files { try write(name, content) }
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "--message", message)
        return try git("rev-parse", "HEAD")
    }

    /// A file as a branch or commit has it.
    func text(_ name: String, at revision: String) throws -> String {
        let result = try run(
            "git", ["show", "\(revision):\(name)"], environment: environment, directory: URL(filePath: service))
        guard result.status == 0 else { throw Unexpected(description: result.stderr) }
        return result.text
    }

    /// The commit of a branch; nil when there is none.
    func branch(_ name: String = "scaffold/mini") throws -> String? {
        let result = try run(
            "git", ["rev-parse", "--verify", "--quiet", "refs/heads/\(name)"], environment: environment,
            directory: URL(filePath: service))
        return result.status == 0 ? result.trimmed : nil
    }

    /// Everything in the service and its repository but objects.
    func snapshot(objects: Bool = false) throws -> Snapshot { try Snapshot(of: service, objects: objects) }
}

/// JSON as dictionaries and lists.
func json(_ text: String) throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
        throw Unexpected(description: "no JSON object: \(text)")
    }
    return object
}

/// A program that ended as it should not have, or said what it should not have.
struct Unexpected: Error, CustomStringConvertible {
    var description: String
}
