import Foundation
import TestSupport
import Testing

@Suite struct UpgradeFlowTests {
    @Test func newMakesARepositoryWithOneCommitAndNothingLeftOver() throws {
        let bench = try Workbench.withService()
        #expect(try bench.git("status", "--short") == "")
        #expect(try bench.git("log", "--format=%s") == "Generate from mini 1.0.0")
        #expect(try bench.git("branch", "--show-current") == "main")
        #expect(bench.text("hello.txt") == "hello shop\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bench.directory.path).sorted() == [
                "home", "service", "template",
            ])
    }

    @Test func theRecordFindsItsSourceAlsoThroughALink() throws {
        let bench = try Workbench()
        let place = bench.directory.path("far/away")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: bench.directory.path("link"), withDestinationPath: place)
        try bench.scaffold("new", "./template@1.0.0", "link/service/", at: bench.directory.path)
        try bench.scaffold("status", at: "\(place)/service", status: 1)
        try bench.scaffold("new", "./template@1.0.0", "link/new/folders/service", at: bench.directory.path)
        try bench.scaffold("status", at: "\(place)/new/folders/service", status: 1)
    }

    @Test func markersThatWereCommittedAreNeverNested() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", "--to", "1.1.0", "--conflicts", "markers", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        let marked = bench.text("Dockerfile")
        try bench.scaffold("upgrade", "--to", "1.2.0", status: 1)
        #expect(try bench.text("Dockerfile", at: "scaffold/mini") == marked)
    }

    @Test func statusOfAFreshServiceSaysWhatIsBehind() throws {
        let bench = try Workbench.withService()
        golden("status-fresh.txt", try bench.scaffold("status", status: 1).text)
        golden("status-fresh.json", try bench.scaffold("status", "--json", status: 1).text)
    }

    @Test func statusOfAnEditedServiceHasTwoAxes() throws {
        let bench = try Workbench.withService(edits: [
            "app.txt": SampleScaffold.lines([5: "my line"]), "Dockerfile": "FROM mine\nRUN install\n",
            "own.txt": "own\n",
            "docs/guide.txt": "size huge\nport 8080\n",
        ])
        try bench.remove("old.txt")
        try bench.commit()
        golden("status-edited.txt", try bench.scaffold("status", status: 1).text)
        golden("status-edited.json", try bench.scaffold("status", "--json", status: 1).text)
    }

    @Test(arguments: ["plan", "plan.json", "run"]) func planAndRunGolden(form: String) throws {
        let bench = try Workbench.withService(edits: [
            "app.txt": SampleScaffold.lines([5: "my line"]), "Dockerfile": "FROM mine\nRUN install\n",
        ])
        let arguments = ["plan": ["--plan"], "plan.json": ["--plan", "--json"], "run": []][form] ?? []
        let result = try run(
            Tool.path, ["upgrade"] + arguments, environment: bench.environment, directory: URL(filePath: bench.service))
        #expect(result.status == 1)
        golden("upgrade-\(form)\(form.contains(".") ? "" : ".txt")", result.text)
    }

    @Test(arguments: ["1.1.0", "1.2.0"]) func thePlanIsWhatTheRunDoes(target: String) throws {
        let bench = try Workbench.withService(edits: [
            "app.txt": SampleScaffold.lines([1: "my line"]), "Dockerfile": "FROM mine\nRUN install\n",
            "own.txt": "own\n",
        ])
        let before = try bench.snapshot(objects: true)
        var plan = try json(bench.scaffold("upgrade", "--to", target, "--plan", "--json", status: 1).text)
        #expect(try bench.snapshot(objects: true) == before)
        var done = try json(bench.scaffold("upgrade", "--to", target, "--json", status: 1).text)
        #expect(done["branch"] as? String == "scaffold/mini")
        for key in ["branch", "commit", "tree"] {
            plan[key] = nil
            done[key] = nil
        }
        #expect(NSDictionary(dictionary: plan).isEqual(to: done))

        let changed = try bench.git("diff", "--name-only", "--no-renames", "main", "scaffold/mini").split(
            separator: "\n")
        let rows = plan["files"] as? [[String: Any]] ?? []
        let writing: Set<String> = ["add", "update", "merge", "move", "delete"]
        let planned = rows.filter { writing.contains($0["action"] as? String ?? "") }.compactMap {
            $0["path"] as? String
        }
        #expect(changed.map(String.init).sorted() == (planned + [".scaffold.yml"]).sorted())
    }

    @Test func anUpgradeIsOneCommitOnABranchAndNothingElse() throws {
        let bench = try Workbench.withService(edits: ["app.txt": SampleScaffold.lines([1: "my line"])])
        try bench.write("hello.txt", "not committed\n")
        try bench.write("untracked.txt", "untracked\n")
        try bench.write("old.txt", "staged\n")
        try bench.git("add", "old.txt")
        try bench.git("status")
        let before = try bench.snapshot()
        try bench.scaffold("upgrade", "--to", "1.1.0")
        let after = try bench.snapshot()
        let changed = before.differences(to: after)
        #expect(
            changed.allSatisfy {
                $0.hasPrefix(".git/refs/heads/scaffold") || $0.hasPrefix(".git/logs/refs/heads/scaffold")
                    || $0 == ".git/scaffold/last"
            }, "\(changed)")
        #expect(try bench.git("rev-list", "--count", "main..scaffold/mini") == "1")
        #expect(try bench.text("app.txt", at: "scaffold/mini") == SampleScaffold.lines([1: "my line", 9: "line nine"]))
        #expect(try bench.git("ls-tree", "--name-only", "scaffold/mini", "old.txt") == "")
        #expect(try bench.text("hello.txt", at: "scaffold/mini") == "hello shop\n")
    }

    @Test func anUntouchedServiceBecomesAFreshRenderOfTheTarget() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade")
        try bench.scaffold("new", "./template@1.2.0", "fresh", at: bench.directory.path)
        #expect(
            try bench.git("rev-parse", "scaffold/mini^{tree}")
                == bench.git("rev-parse", "HEAD^{tree}", at: bench.directory.path("fresh")))
    }

    @Test func mergingTheBranchBringsTheServiceInSync() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade")
        try bench.git("merge", "--quiet", "scaffold/mini")
        #expect(try bench.scaffold("status").text == "mini 1.2.0: the newest release; no file edited\n")
        #expect(try bench.scaffold("upgrade").text == "mini 1.2.0: up to date\n")
    }

    @Test func steppingThroughReleasesEndsWhereSkippingThemDoes() throws {
        let edits = [
            "app.txt": SampleScaffold.lines([5: "my line"]), "docs/guide.txt": "size small\nport 8080\nmore\n",
        ]
        let skipping = try Workbench.withService(edits: edits)
        try skipping.scaffold("upgrade")
        let stepping = try Workbench.withService(edits: edits)
        for release in ["1.1.0", "1.2.0"] {
            try stepping.scaffold("upgrade", "--to", release)
            try stepping.git("merge", "--quiet", "scaffold/mini")
        }
        #expect(try skipping.git("rev-parse", "scaffold/mini^{tree}") == stepping.git("rev-parse", "HEAD^{tree}"))
    }

    @Test func aSecondRunMakesNoSecondCommit() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.scaffold("upgrade", status: 1)
        let first = try bench.branch()
        try bench.scaffold("upgrade", status: 1, environment: ["TZ": "Asia/Tokyo"])
        #expect(try bench.branch() == first)
    }

    @Test func aNewerCommitOnTheMainBranchIsTakenAlong() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade")
        let head = try bench.commit(["own.txt": "own\n"])
        try bench.scaffold("upgrade")
        #expect(try bench.git("rev-parse", "scaffold/mini^") == head)
        #expect(try bench.text("own.txt", at: "scaffold/mini") == "own\n")
    }

    @Test func anAnswerChangesByAnUpgradeToTheSameRelease() throws {
        let bench = try Workbench.withService(
            release: "1.2.0", edits: ["docs/guide.txt": "size small\nport 8080\nmine\n"])
        try bench.scaffold("upgrade", "--set", "size=large", "--set", "name=store")
        #expect(try bench.text("hello.txt", at: "scaffold/mini") == "hello store\n")
        #expect(try bench.text("docs/guide.txt", at: "scaffold/mini") == "size large\nport 8080\nmine\n")
        try bench.git("merge", "--quiet", "scaffold/mini")
        #expect(bench.text(".scaffold.yml")?.contains("size: large") == true)
        try bench.scaffold("status", "--fail-on", "behind,held,error")
    }

    @Test func deletedFilesStayDeletedAndTheRecordSaysSo() throws {
        let bench = try Workbench.withService()
        try bench.remove("Dockerfile")
        try bench.commit()
        let text = try bench.scaffold("upgrade", "--to", "1.1.0").text
        #expect(text.contains("Dockerfile  deleted by its owners"))
        try bench.git("merge", "--quiet", "scaffold/mini")
        #expect(bench.text(".scaffold.yml")?.contains("- { path: Dockerfile, deleted: true }") == true)
        #expect(bench.text("Dockerfile") == nil)
        try bench.scaffold("upgrade")
        try bench.git("merge", "--quiet", "scaffold/mini")
        #expect(bench.text("Dockerfile") == nil)
    }
}
