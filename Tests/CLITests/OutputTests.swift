import Foundation
import TestSupport
import Testing

/// What reaches a terminal, a pipe or a program.
@Suite struct OutputTests {
    private static let hostile = "evil\u{1B}[2J\u{9B}31m\u{202E}"

    /// A service with hostile names in it.
    private func service() throws -> Workbench {
        let bench = try Workbench.withService()
        try bench.git("mv", "app.txt", "app\(Self.hostile).txt")
        try bench.git("mv", "docs", "docs\(Self.hostile)")
        try bench.commit(["Dockerfile": "FROM \(Self.hostile)\n"])
        return bench
    }

    @Test(arguments: [
        ["status"], ["status", "--json"], ["upgrade", "--plan"], ["upgrade", "--plan", "--json"], ["upgrade"],
        ["upgrade", "--set", "name=\(hostile)"], ["upgrade", "--set", "size=\(hostile)"], ["upgrade", "--to", hostile],
        ["upgrade", "--branch", hostile], ["status", hostile], ["resolve", hostile], ["new", hostile, "x"],
        ["show", hostile],
        ["new", "../template", "x", "--set", "name=\(hostile)", "--plan"], ["upgrade", "--conflicts", "fail"],
        ["--\(hostile)"],
        ["new", "../template", hostile], ["doctor"], ["upgrade", "--in-place"],
        ["merge-file", hostile, hostile, hostile],
        ["render", "../template", "--out", hostile],
    ]) func nothingDrivesATerminal(command: [String]) throws {
        let bench = try service()
        let result = try run(
            Tool.path, command, environment: bench.environment,
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        let scalars = (result.text + result.stderr).unicodeScalars
        #expect(
            !scalars.contains {
                ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
            })
    }

    @Test(arguments: [
        ["status", "--json"], ["upgrade", "--plan", "--json"], ["upgrade", "--json"],
        ["upgrade", "--in-place", "--json"],
        ["list", "--json"],
    ]) func jsonIsJSONWithASchema(command: [String]) throws {
        let bench = try service()
        let result = try run(
            Tool.path, command, environment: bench.environment,
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        let document = try json(result.text)
        #expect(document["schema"] as? Int == 1)
        if command.first == "upgrade" {
            let files = try #require(document["files"] as? [[String: Any]])
            #expect(files.contains { ($0["path"] as? String)?.contains(Self.hostile) == true })
        }
    }

    /// `script` gives the command a terminal.
    @Test func colourIsForTerminalsOnly() throws {
        let bench = try Workbench.withService()
        let inTerminal = "script --quiet --command \"$SCAFFOLD status\" /dev/null < /dev/null"
        #expect(try bench.shell("TERM=xterm \(inTerminal)").stdout.contains(0x1B))
        #expect(try !bench.shell("TERM=xterm NO_COLOR=1 \(inTerminal)").stdout.contains(0x1B))
        #expect(try bench.shell("TERM=xterm NO_COLOR= \(inTerminal)").stdout.contains(0x1B))
        #expect(try !bench.shell("TERM=dumb \(inTerminal)").stdout.contains(0x1B))
        #expect(try !bench.shell("TERM=xterm \"$SCAFFOLD\" status").stdout.contains(0x1B))
    }

    @Test func aPatchOnATerminalIsHarmlessAndElsewhereExact() throws {
        let bench = try service()
        let terminal = try bench.shell(
            "TERM=xterm NO_COLOR=1 script --quiet --command \"$SCAFFOLD diff --edited\" /dev/null < /dev/null")
        #expect(!terminal.stdout.contains(0x1B))
        let patch = try bench.scaffold("diff", "--edited", "--path", "Dockerfile").text
        #expect(patch.contains("+FROM \(Self.hostile)\n"))
        try bench.git("checkout", "--quiet", "HEAD~1")
        try bench.git("apply", "--check", stdin: Array(patch.utf8))
    }

    @Test func aPatchOfTheMergeIsTheMerge() throws {
        let bench = try Workbench.withService(edits: ["app.txt": SampleScaffold.lines([5: "my line"])])
        let patch = try bench.scaffold("diff").stdout
        try bench.scaffold("upgrade")
        try bench.git("apply", "--index", stdin: patch)
        let record = try bench.text(".scaffold.yml", at: "scaffold/mini")
        try bench.write(".scaffold.yml", record)
        try bench.git("add", "--all")
        #expect(try bench.git("write-tree") == bench.git("rev-parse", "scaffold/mini^{tree}"))
    }

    @Test func questionsAreNotAskedWithoutATerminal() throws {
        let bench = try Workbench(
            SampleScaffold(
                questions: "questions:\n  - { name: name, type: string, prompt: Name }\n",
                releases: [.init(version: "1.0.0", files: ["a": "<%= name %>\n"])]))
        let result = try bench.scaffold("new", "./template", "service", at: bench.directory.path, status: 2)
        #expect(result.stderr.contains("name"))
        #expect(result.stderr.contains("--set"))
        #expect(!bench.directory.exists("service"))
    }
}
