import Foundation
import TestSupport
import Testing

/// Files whose incoming change can't be merged.
@Suite struct HeldFileTests {
    private let edited = "FROM mine\nRUN install\n"

    private func upgraded() throws -> Workbench {
        let bench = try Workbench.withService(edits: ["Dockerfile": edited])
        try bench.scaffold("upgrade", "--to", "1.1.0", status: 1)
        return bench
    }

    @Test func theRestLandsAndTheRecordNamesTheFile() throws {
        let bench = try upgraded()
        #expect(try bench.text("Dockerfile", at: "scaffold/mini") == edited)
        #expect(try bench.text("new.txt", at: "scaffold/mini") == "new\n")
        let record = try bench.text(".scaffold.yml", at: "scaffold/mini")
        #expect(record.contains("    release: 1.1.0\n"))
        #expect(record.contains("- { path: Dockerfile, release: 1.0.0 }"))
        #expect(try bench.git("log", "-1", "--format=%B", "scaffold/mini").contains("Dockerfile (value/scalar)"))
    }

    @Test func statusKeepsSayingSo() throws {
        let bench = try upgraded()
        try bench.git("merge", "--quiet", "scaffold/mini")
        let status = try json(bench.scaffold("status", "--json", status: 1).text)
        let files = status["files"] as? [[String: Any]] ?? []
        #expect(files.first { $0["path"] as? String == "Dockerfile" }?["held"] as? Bool == true)
        #expect(
            try bench.scaffold("status", "--fail-on", "held", status: 1).text.contains("scaffold resolve Dockerfile"))
    }

    @Test func theNextUpgradeMergesFromTheOlderBase() throws {
        let bench = try upgraded()
        try bench.git("merge", "--quiet", "scaffold/mini")
        // Its owners take the line back: now only the template changed it since the file's own base.
        try bench.commit(["Dockerfile": "FROM base:1\nRUN install\nRUN mine\n"])
        try bench.scaffold("upgrade", "--to", "1.2.0")
        #expect(try bench.text("Dockerfile", at: "scaffold/mini") == "FROM base:3\nRUN install\nRUN mine\n")
        #expect(try bench.text(".scaffold.yml", at: "scaffold/mini").contains("held: []"))
    }

    @Test func aFileThatStaysInConflictStaysAtItsFirstBase() throws {
        let bench = try upgraded()
        try bench.git("merge", "--quiet", "scaffold/mini")
        try bench.scaffold("upgrade", "--to", "1.2.0", status: 1)
        #expect(try bench.text(".scaffold.yml", at: "scaffold/mini").contains("- { path: Dockerfile, release: 1.0.0 }"))
    }

    @Test func upgradingAgainWithNothingNewWritesNothing() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": edited])
        try bench.scaffold("upgrade", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        let before = try bench.snapshot(objects: true)
        try bench.scaffold("upgrade", status: 1)
        #expect(try bench.snapshot(objects: true) == before)
    }

    @Test func conflictsFailWritesNothing() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": edited])
        let before = try bench.snapshot(objects: true)
        let result = try bench.scaffold("upgrade", "--conflicts", "fail", status: 2)
        #expect(result.stderr.contains("error: Dockerfile can't be merged"))
        #expect(result.stderr.contains("fix: "))
        #expect(try bench.snapshot(objects: true) == before)
    }

    @Test func conflictsMarkersPutsThemOnTheBranchAndSaysSo() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": edited])
        try bench.scaffold("upgrade", "--to", "1.1.0", "--conflicts", "markers", status: 1)
        let expected = """
            <<<<<<< yours
            FROM mine
            ||||||| mini 1.0.0 (base)
            FROM base:1
            =======
            FROM base:2
            >>>>>>> mini 1.1.0
            RUN install

            """
        #expect(try bench.text("Dockerfile", at: "scaffold/mini") == expected)
        #expect(try bench.text(".scaffold.yml", at: "scaffold/mini").contains("held: []"))
        #expect(try bench.git("log", "-1", "--format=%B", "scaffold/mini").contains("With conflict markers"))
    }

    @Test func aDeletionOfAnEditedFileIsHeld() throws {
        let bench = try Workbench.withService(edits: ["old.txt": "old\nfile\nmine\n"])
        try bench.scaffold("upgrade", "--to", "1.1.0", status: 1)
        #expect(try bench.text("old.txt", at: "scaffold/mini") == "old\nfile\nmine\n")
        try bench.git("merge", "--quiet", "scaffold/mini")
        try bench.scaffold("resolve", "--template", "old.txt")
        #expect(bench.text("old.txt") == nil)
        try bench.commit()
        try bench.scaffold("upgrade", "--to", "1.2.0")
        #expect(try bench.git("ls-tree", "--name-only", "scaffold/mini", "old.txt") == "")
    }
}
