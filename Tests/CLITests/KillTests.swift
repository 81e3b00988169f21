import Foundation
import TestSupport
import Testing

/// kill -9 at random moments: the old state or the new one, and a rerun finishes.
@Suite struct KillTests {
    @Test func anUpgradeOnABranch() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        let runTime = try bench.medianRunTime("upgrade")
        let expected = try bench.git("rev-parse", "scaffold/mini^{tree}")
        try bench.git("status")
        var untouched = try bench.snapshotWithoutBranch()
        var random = SeededRandom(seed: 9)
        var outcomes: [String: Int] = [:]
        for round in 0..<60 {
            switch round % 3 {
            case 0: try? FileManager.default.removeItem(atPath: "\(bench.service)/.git/refs/heads/scaffold/mini")
            case 1: break
            default:
                // Another commit on the main branch, so that the next run moves the branch.
                try bench.git("commit", "--quiet", "--allow-empty", "--message", "\(round)")
                untouched = try bench.snapshotWithoutBranch()
            }
            let old = try bench.branch(read: "scaffold/mini")
            try bench.killed("upgrade", after: Double.random(in: 0...1.1, using: &random) * runTime)
            let now = try bench.branch(read: "scaffold/mini")
            outcomes[now == nil ? "none" : now == old ? "old" : "new", default: 0] += 1
            #expect(try bench.snapshotWithoutBranch().differences(to: untouched) == [], "round \(round)")
            let report = try json(bench.scaffold("upgrade", "--json", status: 1).text)
            #expect(report["tree"] as? String == expected)
            // What a killed run wrote is whole: the rerun leaves it.
            if now != old { #expect(report["commit"] as? String == now) }
            if round % 30 == 0 { try bench.git("fsck", "--strict", "--no-dangling") }
        }
        try bench.git("fsck", "--strict", "--no-dangling")
        #expect(outcomes.count > 1, "every kill hit the same moment: \(outcomes)")
    }

    @Test func anUpgradeInPlace() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        let runTime = try bench.medianRunTime("upgrade", "--in-place", "--conflicts", "hold")
        let expected = try bench.git("write-tree")
        var random = SeededRandom(seed: 11)
        for round in 0..<60 {
            try bench.git("reset", "--quiet", "--hard")
            try bench.killed(
                "upgrade", "--in-place", "--conflicts", "hold",
                after: Double.random(in: 0...1.1, using: &random) * runTime)
            try bench.scaffold("upgrade", "--in-place", "--conflicts", "hold", status: 1)
            #expect(try bench.git("write-tree") == expected, "round \(round)")
            #expect(
                try bench.git("status", "--short").split(separator: "\n").allSatisfy { $0.dropFirst().hasPrefix(" ") })
        }
        try bench.git("fsck", "--strict", "--no-dangling")
    }

    @Test func undoOfAnUpgradeInPlace() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", "--in-place", status: 1)
        var random = SeededRandom(seed: 13)
        for round in 0..<20 {
            try bench.killed("undo", after: Double.random(in: 0...0.03, using: &random))
            // Finished before the kill: there is nothing left to undo.
            let again = try bench.scaffold("undo", status: nil)
            #expect(
                again.status == 0 || again.stderr.contains("no upgrade to take back"), "round \(round): \(again.stderr)"
            )
            #expect(try bench.git("status", "--short") == "", "round \(round)")
            try bench.scaffold("upgrade", "--in-place", status: 1)
        }
    }

    /// Killed after the record and before the index: the record alone would say that nothing is held any more.
    @Test func aResolveThatStoppedHalfwayIsDoneAgain() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        let before = try ["Dockerfile", ".scaffold.yml"].map { try bench.git("rev-parse", "HEAD:\($0)") }
        let index = try bench.directory.read("service/.git/index")
        try bench.scaffold("resolve", "--template")
        let after = try ["Dockerfile", ".scaffold.yml"].map { try bench.git("rev-parse", ":\($0)") }
        let expected = try bench.git("write-tree")
        try bench.directory.write("service/.git/index", index)
        try bench.write(".git/index.lock", "")
        try bench.write(
            ".git/scaffold/last",
            """
            in-place\twriting
            file\t100644 \(before[0])\t100644 \(after[0])\tDockerfile
            file\t100644 \(before[1])\t100644 \(after[1])\t.scaffold.yml

            """)
        try bench.write(".git/index.lock", "")
        try bench.scaffold("resolve", "--template")
        #expect(try bench.git("write-tree") == expected)
        #expect(try bench.git("diff", "--name-only") == "")
    }

    @Test func aNewService() throws {
        let bench = try Workbench()
        var random = SeededRandom(seed: 17)
        for round in 0..<20 {
            let name = "service\(round)"
            try bench.killed(
                "new", "./template", name, at: bench.directory.path, after: Double.random(in: 0...0.04, using: &random))
            let exists = bench.directory.exists(name)
            if !exists { try bench.scaffold("new", "./template", name, at: bench.directory.path) }
            #expect(try bench.git("status", "--short", at: bench.directory.path(name)) == "")
            try bench.scaffold("status", at: bench.directory.path(name))
        }
    }

    /// Work that somebody did on a file which a killed run left halfway is never overwritten.
    @Test func workDoneAfterTheKillIsKept() throws {
        let bench = try Workbench.withService()
        let blob = try bench.git("rev-parse", "HEAD:app.txt")
        let newBlob = try bench.git("hash-object", "-w", "--stdin", stdin: Array("new\n".utf8))
        let note = """
            in-place\twriting
            file\t100644 \(blob)\t100644 \(newBlob)\tapp.txt
            file\t-\t100644 \(newBlob)\tnew.txt

            """
        try bench.write(".git/scaffold/last", note)
        try bench.write("new.txt", "new\n")
        try bench.write("app.txt", "my work\n")
        for command in [["upgrade"], ["upgrade", "--in-place"], ["undo"], ["resolve"]] {
            let result = try run(
                Tool.path, command, environment: bench.environment, directory: URL(filePath: bench.service))
            #expect(result.status == 2, "\(command)")
            #expect(bench.text("app.txt") == "my work\n")
        }
        // Committed work is safe, and no longer in the way: it stays, and the rest is taken back.
        try bench.git("commit", "--quiet", "-m", "Work", "--", "app.txt")
        try bench.scaffold("undo")
        #expect(bench.text("app.txt") == "my work\n")
        #expect(try bench.git("status", "--short") == "")
        try bench.git("reset", "--quiet", "--hard", "HEAD~1")
        try bench.write(".git/scaffold/last", note)
        try bench.write("new.txt", "new\n")
        #expect(try bench.scaffold("upgrade", status: 2).stderr.contains("was interrupted"))
        try bench.scaffold("undo")
        #expect(try bench.git("status", "--short") == "")
        try bench.scaffold("upgrade")
    }
}

extension Workbench {
    /// Runs the binary and kills it after a delay in seconds.
    fileprivate func killed(_ arguments: String..., at folder: String? = nil, after delay: Double) throws {
        let process = Process()
        process.executableURL = URL(filePath: Tool.path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder ?? service, directoryHint: .isDirectory)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(delay * 1_000_000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// How long a command takes, in seconds.
    fileprivate func medianRunTime(_ arguments: String...) throws -> Double {
        let times = try (0..<3).map { _ in
            let start = ContinuousClock.now
            _ = try run(
                Tool.path, arguments, environment: environment,
                directory: URL(filePath: service, directoryHint: .isDirectory))
            return (ContinuousClock.now - start) / .seconds(1)
        }
        return times.sorted()[1]
    }

    /// Everything but the branch, its log and the note.
    fileprivate func snapshotWithoutBranch() throws -> Snapshot {
        try Snapshot(of: service, leavingOut: { $0.contains("heads/scaffold") || $0.contains(".git/scaffold") })
    }

    /// The branch's commit, read from its file.
    fileprivate func branch(read name: String) throws -> String? {
        (try? directory.read("service/.git/refs/heads/\(name)")).map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }
}
