import Foundation
import TestSupport
import Testing

/// `scaffold resolve`, with git's own tools beside it.
@Suite struct ResolveTests {
    private let mine = "FROM mine\nRUN install\n"
    private let template = "FROM base:2\nRUN install\n"

    /// A service whose Dockerfile is held, on its main branch.
    private func held() throws -> Workbench {
        let bench = try Workbench.withService(edits: ["Dockerfile": mine])
        try bench.scaffold("upgrade", "--to", "1.1.0", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        return bench
    }

    private func isHeld(_ bench: Workbench) -> Bool {
        bench.text(".scaffold.yml")?.contains("path: Dockerfile") ?? false
    }

    @Test func startPutsMarkersInTheFileAndStagesInTheIndex() throws {
        let bench = try held()
        try bench.scaffold("resolve", "Dockerfile", status: 1)
        #expect(bench.text("Dockerfile")?.hasPrefix("<<<<<<< yours\nFROM mine\n") == true)
        let stages = try bench.git("ls-files", "-u").split(separator: "\n").map {
            $0.split(separator: " ")[2].prefix(1)
        }
        #expect(stages == ["1", "2", "3"])
        #expect(try bench.git("status", "--short", "Dockerfile") == "UU Dockerfile")
        #expect(isHeld(bench))
    }

    @Test func startingTwiceKeepsWhatWasMergedByHandSoFar() throws {
        let bench = try held()
        try bench.scaffold("resolve", status: 1)
        let marked = try #require(bench.text("Dockerfile"))
        try bench.write("Dockerfile", marked + "RUN more\n")
        #expect(try bench.scaffold("resolve", status: 1).text.contains("is marked already"))
        #expect(bench.text("Dockerfile") == marked + "RUN more\n")
    }

    @Test(arguments: [
        (["checkout", "--ours", "Dockerfile"], "FROM mine\nRUN install\n"),
        (["checkout", "--theirs", "Dockerfile"], "FROM base:2\nRUN install\n"),
    ]) func gitCheckoutTakesASide(command: [String], expected: String) throws {
        let bench = try held()
        try bench.scaffold("resolve", status: 1)
        try run("git", command, environment: bench.environment, directory: URL(filePath: bench.service))
        #expect(bench.text("Dockerfile") == expected)
        try bench.scaffold("resolve", "--done")
        #expect(try bench.git("ls-files", "-u") == "")
        #expect(!isHeld(bench))
        try bench.git("commit", "--quiet", "-m", "Resolve")
        #expect(try bench.git("status", "--short") == "")
    }

    @Test("What --mine takes the place of is said", arguments: [(true, "merged by hand is gone"), (false, "unmarked")])
    func mineSaysWhatItReplaces(isMerged: Bool, words: String) throws {
        let bench = try held()
        try bench.scaffold("resolve", status: 1)
        if isMerged { try bench.write("Dockerfile", "FROM both\n") }
        #expect(try bench.scaffold("resolve", "--mine", "Dockerfile").text.contains(words))
        #expect(bench.text("Dockerfile") == mine)
        guard isMerged else { return }
        try bench.scaffold("undo")
        #expect(bench.text("Dockerfile") == "FROM both\n")
    }

    @Test func gitCheckoutMergeMakesTheMarkersAgain() throws {
        let bench = try held()
        try bench.scaffold("resolve", status: 1)
        try bench.write("Dockerfile", "spoilt\n")
        try bench.git("checkout", "-m", "--", "Dockerfile")
        #expect(bench.text("Dockerfile")?.contains("<<<<<<<") == true)
    }

    @Test func gitMergetoolMergesIt() throws {
        let bench = try held()
        try bench.scaffold("resolve", status: 1)
        try bench.git(
            "config", "mergetool.script.cmd", "(cat \"$LOCAL\"; cat \"$BASE\"; cat \"$REMOTE\") > \"$MERGED\"")
        try bench.git("config", "mergetool.script.trustExitCode", "true")
        try bench.git("config", "mergetool.keepBackup", "false")
        try bench.git("mergetool", "--no-prompt", "--tool=script")
        #expect(
            bench.text("Dockerfile") == "FROM mine\nRUN install\nFROM base:1\nRUN install\nFROM base:2\nRUN install\n")
        try bench.scaffold("resolve", "--done", "Dockerfile")
        try bench.git("commit", "--quiet", "-m", "Resolve")
        #expect(!isHeld(bench))
        #expect(try bench.git("status", "--short") == "")
    }

    @Test(arguments: [("--mine", "FROM mine\nRUN install\n"), ("--template", "FROM base:2\nRUN install\n")])
    func aChoiceSettlesItAtOnce(choice: String, expected: String) throws {
        for started in [false, true] {
            let bench = try held()
            if started { try bench.scaffold("resolve", status: 1) }
            try bench.scaffold("resolve", choice)
            #expect(bench.text("Dockerfile") == expected)
            #expect(!isHeld(bench))
            try bench.git("commit", "--quiet", "--allow-empty", "-m", "Resolve")
            #expect(try bench.git("status", "--short") == "")
            try bench.scaffold("upgrade", "--to", "1.1.0")
        }
    }

    @Test func afterMineOnlyLaterChangesAreMerged() throws {
        let bench = try held()
        try bench.scaffold("resolve", "--mine")
        try bench.git("commit", "--quiet", "-m", "Resolve")
        try bench.scaffold("upgrade", status: 1)
        let record = try bench.text(".scaffold.yml", at: "scaffold/mini")
        #expect(record.contains("- { path: Dockerfile, release: 1.1.0 }"))
    }

    @Test func doneRefusesMarkers() throws {
        let bench = try held()
        try bench.scaffold("resolve", status: 1)
        let before = try bench.snapshot()
        let result = try bench.scaffold("resolve", "--done", status: 2)
        #expect(result.stderr.contains("Dockerfile still has conflict markers (line 1)"))
        #expect(try bench.snapshot() == before)
    }

    @Test func templateRefusesToOverwriteUncommittedWork() throws {
        let bench = try held()
        try bench.write("Dockerfile", "FROM not-committed\n")
        let before = try bench.snapshot()
        let result = try bench.scaffold("resolve", "--template", status: 2)
        #expect(result.stderr.contains("uncommitted changes"))
        #expect(try bench.snapshot() == before)
    }

    @Test func nothingIsWrittenThroughALink() throws {
        let scaffold = SampleScaffold(releases: [
            .init(version: "1.0.0", files: ["deep/file.txt": "one\n"]),
            .init(version: "1.1.0", files: ["deep/file.txt": "two\n"]),
        ])
        let bench = try Workbench.withService(scaffold, edits: ["deep/file.txt": "mine\n"])
        try bench.scaffold("upgrade", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        try bench.directory.write("outside/file.txt", "mine\n")
        try FileManager.default.removeItem(atPath: "\(bench.service)/deep")
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.service)/deep", withDestinationPath: bench.directory.path("outside"))
        for choice in [[], ["--mine"], ["--template"], ["--done"]] {
            let result = try run(
                Tool.path, ["resolve"] + choice, environment: bench.environment, directory: URL(filePath: bench.service)
            )
            #expect(result.status == 2)
            #expect(result.stderr.contains("symbolic link"))
        }
        #expect(try bench.directory.read("outside/file.txt") == Array("mine\n".utf8))
    }

    @Test(arguments: [[String](), ["other.txt"]]) func whatIsNotHeldIsAnError(paths: [String]) throws {
        let bench = try Workbench.withService()
        let result = try run(
            Tool.path, ["resolve"] + paths, environment: bench.environment, directory: URL(filePath: bench.service))
        #expect(result.status == 2)
        #expect(result.stderr.contains("held"))
    }

    @Test func undoTakesAStartBack() throws {
        let bench = try held()
        let before = try bench.git("write-tree")
        try bench.scaffold("resolve", status: 1)
        try bench.scaffold("undo")
        #expect(bench.text("Dockerfile") == mine)
        #expect(try bench.git("write-tree") == before)
        #expect(try bench.git("status", "--short") == "")
    }
}
