import Foundation
import TestSupport
import Testing

/// `scaffold release`: from a copy of the last release to a frozen one.
@Suite struct ReleaseTests {
    private static let scaffold = SampleScaffold(
        questions: "questions:\n  - { name: name, type: string, prompt: Name, default: shop }\n",
        releases: [
            .init(version: "1.0.0", files: ["a.txt": "a <%= name %>\n", "old.txt": "same\n", "gone.txt": "x\n"]),
            .init(
                version: "1.1.0", files: ["a.txt": "b <%= name %>\n", "new.txt": "same\n", "added.txt": "y\n"],
                manifest: """
                    renames:
                      - { from: old.txt, to: new.txt }
                    deletions:
                      - { path: gone.txt, reason: Nobody needs it. }
                    notes: |
                      Read a.txt.

                    """),
            .init(version: "2.0.0", files: ["a.txt": "c <%= name %>\n", "new.txt": "same\n", "added.txt": "y\n"]),
        ])

    private func run(_ bench: Workbench, _ arguments: String..., status: Int32 = 0) throws -> ProcessResult {
        let result = try TestSupport.run(
            Tool.path, ["release"] + arguments, environment: bench.environment,
            directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
        if result.status != status { throw Unexpected(description: "\(result.status): \(result.text)\(result.stderr)") }
        return result
    }

    @Test func lintTellsWhatIsWrongAndHowToFixIt() throws {
        let bench = try Workbench(Self.scaffold)
        #expect(try run(bench, "lint", "./template").text == "no findings\n")
        try bench.directory.write("template/1.1.0/files/a.txt", "b <%= name %>\nFIXME\n")
        let text = try run(bench, "lint", "./template", status: 1).text
        let line = "error[placeholder] template/1.1.0/files/a.txt:2: the placeholder FIXME is left\n"
        #expect(text == line + "  fix: write what belongs there\n1 finding\n")
        #expect(try run(bench, "lint", "./template@1.0.0").text == "no findings\n")
        #expect(try run(bench, "lint", "./template/1.1.0", status: 1).text == text)
        let document = try json(run(bench, "lint", "./template", "--json", status: 1).text)
        #expect(document["schema"] as? Int == 1)
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.map { $0["rule"] as? String } == ["placeholder"] && findings[0]["line"] as? Int == 2)
        #expect(findings[0]["fix"] as? String == "write what belongs there")
    }

    @Test func aNewReleaseIsACopyThatSaysNothingAboutTheStepBefore() throws {
        let bench = try Workbench(Self.scaffold)
        _ = try run(bench, "new", "1.2.0", "./template", "--date", "2024-03-01")
        let manifest = String(decoding: try bench.directory.read("template/1.2.0/release.yml"), as: UTF8.self)
        #expect(manifest.contains("release: 1.2.0\nprevious: 1.1.0\n"))
        #expect(!manifest.contains("renames:") && !manifest.contains("notes:") && !manifest.contains("Nobody needs"))
        let index = String(decoding: try bench.directory.read("template/scaffold.yml"), as: UTF8.self)
        #expect(index.hasSuffix("  - { release: 1.2.0, date: 2024-03-01 }\n"))
        #expect(try bench.directory.read("template/1.2.0/files/a.txt") == Array("b <%= name %>\n".utf8))
        // Its summary is still to be written.
        let text = try run(bench, "lint", "./template", status: 1).text
        #expect(
            text.contains("error[placeholder] template/1.2.0/release.yml: the placeholder TODO is left in the summary"))
        #expect(
            try run(bench, "new", "1.2.0", "./template", status: 2).stderr.contains("has the release 1.2.0 already"))
        #expect(try run(bench, "new", "0.9.0", "./template", status: 2).stderr.contains("no release before 0.9.0"))
        #expect(try run(bench, "new", "next", "./template", status: 64).stderr.contains("not 'next'"))
    }

    @Test func recordingFreezesAReleaseAndACheckFindsWhatChanged() throws {
        let bench = try Workbench(Self.scaffold)
        #expect(try run(bench, "check", "./template").text == "no findings\n")
        _ = try run(bench, "check", "./template@1.0.0", "--record")
        let index = String(decoding: try bench.directory.read("template/scaffold.yml"), as: UTF8.self)
        #expect(index.split(separator: "\n").filter { $0.contains("content: ") }.count == 1)
        let renders = try json(String(decoding: bench.directory.read("template/renders.json"), as: UTF8.self))
        #expect(renders.keys.sorted() == ["1.0.0 all changed", "1.0.0 defaults", "1.0.0 name=hostile"])
        #expect(try run(bench, "check", "./template").text == "no findings\n")
        try bench.directory.write("template/1.0.0/files/a.txt", "z <%= name %>\n")
        let changed = try run(bench, "check", "./template", status: 1).text
        #expect(changed.contains("error[released] template/1.0.0: the content is"))
        #expect(changed.contains("error[changed-render] template/1.0.0: with defaults it renders"))
        // What is recorded is never overwritten.
        _ = try run(bench, "check", "./template@1.0.0", "--record", status: 1)
        #expect(String(decoding: try bench.directory.read("template/scaffold.yml"), as: UTF8.self) == index)
        try bench.directory.write("template/1.0.0/files/a.txt", "a <%= name %>\n")
        try bench.directory.write("template/renders.json", "{}\n")
        #expect(try run(bench, "check", "./template", status: 1).text.contains("error[unrecorded] template/1.0.0"))
        #expect(try run(bench, "check", "./template", "--record", status: 64).stderr.contains("takes one release"))
    }

    @Test func aDiffShowsWhatServicesWillSee() throws {
        let bench = try Workbench(Self.scaffold)
        golden("release-diff.txt", try run(bench, "diff", "./template@1.0.0", "1.1.0").text)
        let short = try run(bench, "diff", "./template@1.0.0", "2.0.0", "--no-patch", "--set", "name=store").text
        #expect(short.contains("1 added, 1 removed, 1 renamed, 1 changed") && !short.contains("@@"))
        let document = try json(run(bench, "diff", "./template@1.0.0", "1.1.0", "--json").text)
        let files = try #require(document["files"] as? [[String: Any]])
        #expect(files.map { $0["change"] as? String } == ["changed", "added", "removed", "renamed"])
        #expect(files[2]["reason"] as? String == "Nobody needs it.")
        #expect(files[3]["previousPath"] as? String == "old.txt" && files[3]["path"] as? String == "new.txt")
        #expect((files[0]["patch"] as? String)?.contains("-a shop\n+b shop\n") == true)
        #expect(try run(bench, "diff", "./template@1.1.0", "1.0.0", status: 2).stderr.contains("not newer"))
    }
}
