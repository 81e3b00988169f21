import Foundation
import TestSupport
import Testing

/// `without:` in the record and in the manifest, through the real binary.
@Suite struct SwitchTests {
    private static func compose(_ version: String, _ more: String = "") -> String {
        "services:\n  db:\n    image: postgres:\(version)\n    restart: always\n\(more)"
    }

    private func bench(_ manifest: String = "") throws -> Workbench {
        let scaffold = SampleScaffold(releases: [
            .init(version: "1.0.0", files: ["compose.yaml": Self.compose("16.1")]),
            .init(version: "1.1.0", files: ["compose.yaml": Self.compose("16.3")], manifest: manifest),
        ])
        return try Workbench.withService(scaffold, edits: ["compose.yaml": Self.compose("16.2")])
    }

    private func switchOff(_ entry: String, in bench: Workbench) throws {
        let record = try #require(bench.text(".scaffold.yml"))
        try bench.commit([
            ".scaffold.yml": record.replacing("complete:", with: "    without:\n      - \(entry)\ncomplete:")
        ])
    }

    @Test func aDecisionIsListedWithItsResolver() throws {
        let bench = try bench()
        let decision = "version-max: took postgres:16.3 over postgres:16.2"
        #expect(try bench.scaffold("upgrade", "--plan").text.contains(decision))
        let files = try json(try bench.scaffold("upgrade", "--plan", "--json").text)["files"] as? [[String: Any]]
        let file = try #require(files?.first { $0["path"] as? String == "compose.yaml" })
        #expect((file["decisions"] as? [String])?.contains(decision) == true)
    }

    @Test(arguments: [
        ("{ path: compose.yaml, resolvers: [version-max] }", true), ("{ path: \"*.yaml\", resolvers: all }", true),
        ("{ path: \"*.yaml\", resolvers: [yaml] }", true), ("{ path: \"*.yaml\", resolvers: [dotenv] }", false),
        ("{ path: \"other/**\", resolvers: all }", false),
    ]) func ownersSwitchItOff(entry: String, isHeld: Bool) throws {
        let bench = try bench()
        try switchOff(entry, in: bench)
        try bench.scaffold("upgrade", status: isHeld ? 1 : 0)
        try bench.git("merge", "--quiet", "scaffold/mini")
        #expect(bench.text("compose.yaml") == Self.compose(isHeld ? "16.2" : "16.3"))
        let record = try #require(bench.text(".scaffold.yml"))
        #expect(record.contains("      - \(entry)\n"), "an upgrade keeps the switch")
        guard isHeld else { return }
        try bench.scaffold("resolve", status: 1)
        #expect(bench.text("compose.yaml")?.contains("<<<<<<<") == true, "resolve merges by the same switches")
    }

    @Test func theScaffoldSwitchesItOff() throws {
        let bench = try bench("files:\n  - { path: \"*.yaml\", without: [version-max] }\n")
        #expect(try bench.scaffold("upgrade", "--plan", status: 1).text.contains("1 file would wait"))
    }

    @Test func unknownNamesAreErrors() throws {
        let bench = try bench()
        try switchOff("{ path: \"*\", resolvers: [version-mux] }", in: bench)
        #expect(try bench.scaffold("upgrade", status: 2).stderr.contains("`version-mux` is no resolver"))
        let other = try self.bench("files:\n  - { path: \"*.yaml\", without: version-mux }\n")
        #expect(try other.scaffold("upgrade", status: 2).stderr.contains("version-mux"))
        let driver = try other.scaffold("merge-file", "-p", "a", "b", "c", "--without", "x", status: nil)
        #expect(driver.status == 64 && driver.stderr.contains("known are all, adjacent-lines"))
    }

    @Test func theMergeDriverTakesSwitches() throws {
        let bench = try bench()
        for (name, version) in [("a", "16.2"), ("b", "16.1"), ("c", "16.3")] {
            try bench.write(name, Self.compose(version))
        }
        let command = ["merge-file", "-p", "a", "b", "c", "--path", "compose.yaml"]
        #expect(try run(Tool.path, command, bench).text == Self.compose("16.3"))
        #expect(try run(Tool.path, command + ["--without", "version-max"], bench).status == 1)
    }

    private func run(_ tool: String, _ arguments: [String], _ bench: Workbench) throws -> ProcessResult {
        try TestSupport.run(
            tool, arguments, environment: bench.environment,
            directory: .init(filePath: bench.service, directoryHint: .isDirectory))
    }
}
