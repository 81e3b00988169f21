import Foundation
import TestSupport
import Testing

/// Services of a built-in scaffold in the repositories that people really have, upgraded by the whole program.
@Suite struct BuiltinServiceTests {
    private func service(_ release: String, edits: [String: String] = [:]) throws -> Workbench {
        let bench = try Workbench()
        try generate(release, "service", bench)
        if !edits.isEmpty { try bench.commit(edits) }
        return bench
    }

    private func generate(_ release: String, _ folder: String, _ bench: Workbench) throws {
        let name = release < "2" ? "service_name" : "name"
        try bench.scaffold(
            "new", "fastapi-service@\(release)", folder, "--defaults", "--set", "\(name)=shop",
            at: bench.directory.path)
    }

    @Test func twoServicesOfOneRepositoryAreUpgradedOneByOne() throws {
        let bench = try Workbench()
        try FileManager.default.createDirectory(atPath: bench.service, withIntermediateDirectories: true)
        try bench.git("init", "--quiet")
        for folder in ["shop", "stock"] { try generate("1.1.0", "service/services/\(folder)", bench) }
        try bench.commit(["services/stock/requirements.txt": "fastapi==0.105.0\n", "shared.txt": "shared\n"])
        try bench.scaffold("upgrade", "services/shop", "--to", "1.1.1")
        try bench.git("merge", "--quiet", "scaffold/services.shop.fastapi-service")
        let changed = try bench.git("diff", "--name-only", "HEAD~1").split(separator: "\n")
        #expect(!changed.isEmpty && changed.allSatisfy { $0.hasPrefix("services/shop/") })
        // The other one is held back by its own edit only.
        let held = try json(bench.scaffold("upgrade", "services/stock", "--to", "1.1.1", "--json", status: 1).text)
        #expect((held["held"] as? [[String: Any]])?.compactMap { $0["path"] as? String } == ["requirements.txt"])
        try bench.scaffold("status", "services/shop", "--fail-on", "edited,held,error")
    }

    @Test func aFolderCanFollowTwoScaffolds() throws {
        let notes = SampleScaffold(
            name: "notes",
            releases: [
                .init(version: "1.0.0", files: ["NOTES.md": SampleScaffold.lines()]),
                .init(version: "1.1.0", files: ["NOTES.md": SampleScaffold.lines([9: "nine"])]),
            ])
        let bench = try Workbench(notes)
        try generate("1.1.0", "service", bench)
        try bench.scaffold("new", "./template@1.0.0", "service", at: bench.directory.path)
        try bench.commit()
        let refused = try bench.scaffold("upgrade", status: 2)
        #expect(refused.stderr.contains("fastapi-service") && refused.stderr.contains("notes"))
        for (name, release) in [("notes", "1.1.0"), ("fastapi-service", "1.1.1")] {
            try bench.scaffold("upgrade", "--scaffold", name, "--to", release)
            try bench.git("merge", "--quiet", "scaffold/\(name)")
            try bench.scaffold("status", "--scaffold", name, "--fail-on", "edited,held,error")
        }
        #expect(bench.text("NOTES.md") == SampleScaffold.lines([9: "nine"]))
        #expect(bench.text("requirements.txt")?.contains("fastapi==0.110.0") == true)
        let record = try #require(bench.text(".scaffold.yml"))
        #expect(record.contains("release: 1.1.1") && record.contains("name: notes"))
    }

    @Test func aDirtyWorkTreeIsLeftAlone() throws {
        let bench = try service("1.1.0")
        try bench.write("requirements.txt", "unstaged\n")
        try bench.write("Dockerfile", "staged\n")
        try bench.git("add", "Dockerfile")
        try bench.write("Makefile.local", "untracked\n")
        try bench.git("status")
        let before = try bench.git("status", "--porcelain")
        let report = try json(bench.scaffold("upgrade", "--to", "1.1.1", "--json").text)
        let findings = report["findings"] as? [[String: Any]] ?? []
        #expect(findings.contains { $0["rule"] as? String == "uncommitted" })
        #expect(try bench.git("status", "--porcelain") == before)
        #expect(bench.text("requirements.txt") == "unstaged\n")
        #expect(try bench.text("requirements.txt", at: "scaffold/fastapi-service").contains("fastapi==0.110.0"))
        // In place, files with uncommitted changes are in the way.
        #expect(try bench.scaffold("upgrade", "--to", "1.1.1", "--in-place", status: 2).stderr.contains("Dockerfile"))
        #expect(try bench.git("status", "--porcelain") == before)
    }

    @Test func aReadOnlyFileIsUpgraded() throws {
        let bench = try service("1.1.0")
        try bench.shell("chmod 444 requirements.txt")
        try bench.scaffold("upgrade", "--to", "1.1.1", "--in-place")
        #expect(bench.text("requirements.txt")?.contains("fastapi==0.110.0") == true)
        #expect(try bench.git("diff", "--name-only") == "")
    }

    @Test func nothingIsWrittenThroughALink() throws {
        let bench = try service("1.1.0")
        try bench.directory.write("outside/pins.txt", "not yours\n")
        try bench.shell("ln -sf ../outside/pins.txt requirements.txt && git add -A && git commit -qm Link")
        for mode in ["hold", "markers"] {
            try bench.scaffold("upgrade", "--to", "1.1.1", "--in-place", "--conflicts", mode, status: 1)
            #expect(String(decoding: try bench.directory.read("outside/pins.txt"), as: UTF8.self) == "not yours\n")
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: "\(bench.service)/requirements.txt")
            #expect(target == "../outside/pins.txt")
            try bench.scaffold("undo")
        }
    }

    @Test func aRepositoryInsideIsNotTouched() throws {
        let bench = try service("1.1.0")
        try bench.shell(
            """
            git init -q app/vendored && cd app/vendored && echo mine > crud.py &&
            git add -A && git commit -qm Vendored && cd ../.. && git add app/vendored && git commit -qm Vendor
            git init -q local && echo mine > local/requirements.txt
            """)
        let inside = try bench.git("rev-parse", "HEAD:app/vendored")
        try bench.scaffold("upgrade", "--to", "1.4.2")
        #expect(try bench.git("rev-parse", "scaffold/fastapi-service:app/vendored") == inside)
        try bench.git("merge", "--quiet", "scaffold/fastapi-service")
        try bench.scaffold("upgrade", "--to", "1.4.2", "--in-place", "--set", "ci=gitlab")
        #expect(bench.text("app/vendored/crud.py") == "mine\n" && bench.text("local/requirements.txt") == "mine\n")
        // With 3.0.1 app/ moves to src/; what has its address in .gitmodules stays, and the report says so.
        try bench.git("commit", "--quiet", "--message", "GitLab")
        let text = try bench.scaffold("upgrade", "--to", "3.0.1", "--json").text
        #expect(text.contains("app/vendored"))
        #expect(try bench.git("rev-parse", "scaffold/fastapi-service:app/vendored") == inside)
    }

    @Test func whatTheTemplateGaveUpIsNamedInPlanReportAndStatus() throws {
        let bench = try service("1.4.2")
        let workflow = ".github/workflows/ci-cd.yml"
        let text = try #require(bench.text(workflow))
        try bench.scaffold("upgrade", "--to", "2.0.0")
        try bench.git("merge", "--quiet", "scaffold/fastapi-service")
        try bench.commit([workflow: text])
        for command in [["status"], ["upgrade", "--to", "2.1.0", "--plan"], ["upgrade", "--to", "2.1.0"]] {
            let result = try bench.shell("\"$SCAFFOLD\" \(command.joined(separator: " "))")
            let line = result.text.split(separator: "\n").first { $0.contains("left-behind") }
            #expect(line?.contains(workflow) == true, "\(command): \(result.text)")
            #expect(line?.contains("main.yml") == true, "\(command): \(result.text)")
            #expect(line?.contains("keep: local") == true)
        }
    }

    @Test func aWithdrawnReleaseMakesNoNewService() throws {
        let bench = try Workbench()
        let result = try bench.scaffold(
            "new", "fastapi-service@1.4.1", "service", "--defaults", "--set", "service_name=shop",
            at: bench.directory.path, status: 2)
        #expect(result.stderr.contains("withdrawn") && result.stderr.contains("fix: "))
        #expect(!bench.directory.exists("service"))
    }
}
