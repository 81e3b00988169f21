import Foundation
import TestSupport
import Testing

/// `scaffold upgrade --in-place`.
@Suite struct InPlaceTests {
    @Test func itWritesWhatTheBranchWouldHoldAndStagesIt() throws {
        let bench = try Workbench.withService(edits: ["app.txt": SampleScaffold.lines([1: "my line"])])
        let tree = try #require(try json(bench.scaffold("upgrade", "--to", "1.1.0", "--json").text)["tree"] as? String)
        try bench.scaffold("upgrade", "--to", "1.1.0", "--in-place")
        #expect(try bench.git("write-tree") == tree)
        #expect(try bench.git("diff") == "")
        #expect(bench.text("old.txt") == nil)
        #expect(bench.text("new.txt") == "new\n")
        #expect(try bench.git("log", "--format=%s") == "Edit\nGenerate from mini 1.0.0")
    }

    @Test func runningItTwiceIsRunningItOnce() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", "--in-place", status: 1)
        try bench.git("status")
        let before = try bench.snapshot()
        try bench.scaffold("upgrade", "--in-place", status: 1)
        let changed = before.differences(to: try bench.snapshot())
        #expect(changed.allSatisfy { $0 == ".git/index" }, "\(changed)")
    }

    @Test func conflictsAreMarkedAndStaged() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", "--in-place", status: 1)
        #expect(try bench.git("status", "--short", "Dockerfile") == "UU Dockerfile")
        #expect(bench.text("Dockerfile")?.contains("||||||| mini 1.0.0 (base)") == true)
        try bench.git("checkout", "--theirs", "Dockerfile")
        #expect(bench.text("Dockerfile") == "FROM base:3\nRUN install\n")
        try bench.commit()
        #expect(bench.text(".scaffold.yml")?.contains("held: []") == true)
    }

    @Test func holdLeavesTheFileAlone() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", "--in-place", "--conflicts", "hold", status: 1)
        #expect(bench.text("Dockerfile") == "FROM mine\nRUN install\n")
        #expect(bench.text(".scaffold.yml")?.contains("path: Dockerfile") == true)
    }

    @Test(arguments: [
        ("git merge other", "a merge", "git merge --abort"), ("git rebase other", "a rebase", "git rebase --abort"),
        ("git cherry-pick other", "a cherry-pick", "git cherry-pick --abort"),
    ])
    func itIsNoPartOfAMerge(start: String, name: String, end: String) throws {
        let bench = try Workbench.withService()
        try bench.shell(
            "git checkout --quiet -b other && echo a > mine.txt && git add mine.txt && git commit --quiet -m a "
                + "&& git checkout --quiet - && echo b > mine.txt && git add mine.txt && git commit --quiet -m b; "
                + "\(start) > /dev/null 2>&1 || true")
        let before = try bench.git("status", "--short")
        let refused = try bench.scaffold("upgrade", "--in-place", status: nil)
        #expect(refused.status == 2 && refused.stderr.contains("\(name) is under way"))
        #expect(try bench.git("status", "--short") == before)
        #expect(try bench.scaffold("upgrade").text.contains("\(name) is under way"))
        try bench.shell(end)
        try bench.scaffold("upgrade", "--in-place")
        #expect(bench.text("new.txt")?.hasPrefix("new\n") == true)
    }

    @Test func otherDirtyFilesAreLeftAlone() throws {
        let bench = try Workbench.withService()
        try bench.write("hello.txt", "dirty\n")
        try bench.write("untracked.txt", "untracked\n")
        try bench.scaffold("upgrade", "--in-place")
        #expect(bench.text("hello.txt") == "dirty\n")
        #expect(bench.text("untracked.txt") == "untracked\n")
    }

    /// What stands in the way, as a shell script in the service, and the word that the error must have.
    @Test(arguments: [
        ("echo dirty >> app.txt", "app.txt"),
        ("echo dirty >> app.txt && git add app.txt", "app.txt"),
        ("echo dirty >> app.txt && git add app.txt && git show HEAD:app.txt > app.txt", "app.txt"),
        ("rm app.txt", "app.txt"),
        ("chmod +x app.txt", "app.txt"),
        ("rm app.txt && ln -s hello.txt app.txt", "app.txt"),
        ("rm app.txt && mkfifo app.txt", "app.txt"),
        ("echo mine > new.txt", "new.txt"),
        ("echo new.txt > .git/info/exclude && echo secret > new.txt", "new.txt"),
        ("mkdir new.txt && echo mine > new.txt/file", "new.txt"),
        ("ln -s /nowhere new.txt", "new.txt"),
        ("mkfifo new.txt", "new.txt"),
        ("echo dirty >> old.txt", "old.txt"),
        ("echo dirty >> .scaffold.yml", ".scaffold.yml"),
        ("git update-index --assume-unchanged app.txt && echo hidden >> app.txt", "app.txt"),
        ("git update-index --skip-worktree app.txt && echo hidden >> app.txt", "app.txt"),
    ]) func uncommittedWorkIsNeverOverwritten(script: String, path: String) throws {
        let bench = try Workbench.withService()
        #expect(try bench.shell(script).status == 0)
        try bench.git("status")
        let before = try bench.snapshot()
        let result = try bench.scaffold("upgrade", "--in-place", status: 2)
        #expect(result.stderr.contains("would overwrite uncommitted work in \(path)"))
        #expect(result.stderr.contains("fix: "))
        #expect(try bench.snapshot() == before)
    }

    @Test func aFileInTheWayOfAFolderIsRefused() throws {
        let scaffold = SampleScaffold(releases: [
            .init(version: "1.0.0", files: ["a.txt": "one\n"]),
            .init(version: "1.1.0", files: ["a.txt": "two\n", "deep/er/file.txt": "new\n"]),
        ])
        for (script, word) in [
            ("echo mine > deep", "deep/er/file.txt"), ("ln -s \(NSTemporaryDirectory()) deep", "symbolic link"),
        ] {
            let bench = try Workbench.withService(scaffold)
            try bench.shell(script)
            let before = try bench.snapshot()
            let result = try bench.scaffold("upgrade", "--in-place", status: 2)
            #expect(result.stderr.contains(word))
            #expect(try bench.snapshot() == before)
        }
    }

    @Test func filesAndFoldersTradePlaces() throws {
        let scaffold = SampleScaffold(releases: [
            .init(version: "1.0.0", files: ["a": "file\n", "b/one": "1\n", "b/two": "2\n"]),
            .init(version: "1.1.0", files: ["a/one": "in a folder now\n", "b": "a file now\n"]),
        ])
        let bench = try Workbench.withService(scaffold)
        try bench.scaffold("upgrade", "--in-place")
        #expect(bench.text("a/one") == "in a folder now\n")
        #expect(bench.text("b") == "a file now\n")
        #expect(try bench.git("diff") == "")
        try bench.scaffold("undo")
        #expect(bench.text("a") == "file\n")
        #expect(bench.text("b/two") == "2\n")
        #expect(try bench.git("status", "--short") == "")
    }

    @Test func lineEndsOfTheWorkTreeAreNoEdits() throws {
        let bench = try Workbench.withService()
        try bench.git("config", "core.autocrlf", "true")
        try bench.write("app.txt", SampleScaffold.lines().replacingOccurrences(of: "\n", with: "\r\n"))
        #expect(try bench.git("diff", "--name-only") == "")
        try bench.scaffold("upgrade", "--in-place")
        #expect(
            try bench.git("show", ":app.txt")
                == SampleScaffold.lines([1: "line one", 9: "line nine"]).trimmingCharacters(in: .newlines))
    }

    @Test func aHardLinkToAFileOutsideIsBroken() throws {
        let bench = try Workbench.withService()
        let outside = bench.directory.path("outside.txt")
        try FileManager.default.linkItem(atPath: "\(bench.service)/app.txt", toPath: outside)
        try bench.scaffold("upgrade", "--in-place")
        #expect(try bench.directory.read("outside.txt") == Array(SampleScaffold.lines().utf8))
    }

    @Test func aHeldIndexLockIsRefusedBeforeAnythingIsWritten() throws {
        let bench = try Workbench.withService()
        try bench.write(".git/index.lock", "")
        let before = try bench.snapshot()
        let result = try bench.scaffold("upgrade", "--in-place", status: 75)
        #expect(result.stderr.contains("index.lock"))
        #expect(try bench.snapshot() == before)
    }

    @Test func undoRestoresFilesAndIndex() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        let tree = try bench.git("write-tree")
        try bench.scaffold("upgrade", "--in-place", status: 1)
        try bench.scaffold("undo")
        #expect(try bench.git("write-tree") == tree)
        #expect(try bench.git("status", "--short") == "")
        #expect(try bench.scaffold("undo", status: 2).stderr.contains("no upgrade to take back"))
    }

    @Test func undoRefusesWhenSomebodyWorkedOnTheResult() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade", "--in-place")
        try bench.write("new.txt", "worked on\n")
        let before = try bench.snapshot()
        #expect(try bench.scaffold("undo", status: 2).stderr.contains("changed since the upgrade: new.txt"))
        #expect(try bench.snapshot() == before)
    }

    @Test func aBareRepositoryHasNoPlaceForIt() throws {
        let bench = try Workbench.withService()
        try bench.git("clone", "--quiet", "--bare", "service", "bare.git", at: bench.directory.path)
        #expect(
            try bench.scaffold("upgrade", "--in-place", at: bench.directory.path("bare.git"), status: 2).stderr
                .contains("bare repository"))
    }
}
