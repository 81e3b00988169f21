import Foundation
import TestSupport
import Testing

/// Help texts and completion scripts.
@Suite struct HelpTests {
    static let commands = [
        "new", "list", "show", "status", "diff", "upgrade", "resolve", "undo", "render", "render-text", "merge-file",
        "doctor", "completions", "release", "adopt", "audit", "fleet", "restore",
    ]

    static let releaseCommands = ["lint", "check", "diff", "new"]

    private func output(_ arguments: [String]) throws -> String {
        let result = try run(Tool.path, arguments, environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
        #expect(result.status == 0)
        #expect(result.stderr == "")
        return result.text
    }

    @Test func theRootListsEveryCommand() throws {
        let text = try output(["--help"])
        golden("help.txt", text)
        for command in Self.commands { #expect(text.contains("\n  \(command) ")) }
    }

    @Test(arguments: commands) func everyCommandHasAnExampleThatFits(command: String) throws {
        let text = try output([command, "--help"])
        golden("help-\(command).txt", text)
        #expect(text.contains("\nEXAMPLE\n  scaffold \(command)"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: ["upgrade", "status", "forecast"]) func everyFleetCommandHasAnExampleThatFits(command: String)
        throws
    {
        let text = try output(["fleet", command, "--help"])
        golden("help-fleet-\(command).txt", text)
        #expect(text.contains("\nEXAMPLE\n  scaffold fleet \(command)"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: ["run", "merge", "compare"]) func everyAuditCommandHasAnExampleThatFits(command: String) throws {
        let text = try output(["audit", command, "--help"])
        golden("help-audit-\(command).txt", text)
        #expect(text.contains("\nEXAMPLE\n  scaffold audit"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    /// A line of the source that is longer than a line of the help is cut in two, the second of them short.
    @Test(
        arguments: commands.map { [$0] } + releaseCommands.map { ["release", $0] }
            + ["run", "merge", "compare"].map { ["audit", $0] }
            + ["upgrade", "status", "forecast"].map { ["fleet", $0] })
    func noLineIsWrappedTwice(command: [String]) throws {
        let text = try output(command + ["--help"])
        let discussion = text.prefix(upTo: text.firstRange(of: "USAGE:")?.lowerBound ?? text.endIndex)
        for paragraph in discussion.split(separator: "\n\n") {
            let lines = paragraph.split(separator: "\n").dropLast()
            for line in lines {
                #expect(line == line.uppercased() || line.contains("  ") || line.count > 40, "\(line)")
            }
        }
    }

    @Test(arguments: releaseCommands) func everyReleaseCommandHasAnExampleThatFits(command: String) throws {
        let text = try output(["release", command, "--help"])
        golden("help-release-\(command).txt", text)
        #expect(text.contains("\nEXAMPLE\n  scaffold release \(command)"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreAScript(shell: String) throws {
        let script = try output(["completions", shell])
        for command in Self.commands { #expect(script.contains(command)) }
        // A shell that is not installed can't check; bash always is.
        guard try shell == "bash" || run("sh", ["-c", "command -v \(shell)"]).status == 0 else { return }
        let checked = try run(shell, ["-n", "/dev/stdin"], stdin: Array(script.utf8))
        #expect(checked.status == 0, "\(checked.stderr)")
    }
}
