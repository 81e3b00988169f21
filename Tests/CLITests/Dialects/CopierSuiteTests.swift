import Foundation
import TestSupport
import Testing

/// Updates of Copier projects, one for each thing that an updater has to get right, beside what the real Copier makes of
/// them (`Tests/Corpora/copier-scenarios`).
@Suite("Copier's own update scenarios") struct CopierSuiteTests {
    /// One of `scenarios.json`; its README tells what the keys mean.
    struct Scenario: Decodable, CustomTestStringConvertible, Sendable {
        struct Outcome: Decodable, Sendable {
            var status: Int
            var files: [String: String?]
            var modes: [String: String]
        }

        var name: String
        var v1: [String: String]
        var v1Script: String
        var answers: [String: String]
        var project: [String: String?]
        var script: String
        var v2: [String: String?]
        var v2Script: String
        var tag: String?
        var to: String?
        var change: [String: String]
        var folder: String
        var answersFile: String?
        var expected: [String: String?]
        var modes: [String: String]
        var held: [String]
        var rules: [String]
        var differs: String?
        var copier: Outcome

        enum CodingKeys: String, CodingKey {
            case name, v1, answers, project, script, v2, tag, to, change, folder, expected, modes, held, rules, differs
            case copier
            case v1Script = "v1_script"
            case v2Script = "v2_script"
            case answersFile = "answers_file"
        }

        var testDescription: String { name }
    }

    static let scenarios: [Scenario] = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        guard let data = try? Data(contentsOf: folder.appending(path: "Corpora/copier-scenarios/scenarios.json")) else {
            return []
        }
        return (try? JSONDecoder().decode([Scenario].self, from: data)) ?? []
    }()

    @Test("as required", arguments: scenarios) func asRequired(scenario: Scenario) throws {
        let project = try ForeignBench.copier(
            scenario.v1, script: scenario.v1Script, answers: scenario.answers.map { "\($0.key)=\($0.value)" })
        try prepare(project, scenario)
        var arguments = scenario.change.flatMap { ["--set", "\($0.key)=\($0.value)"] }
        if let to = scenario.to { arguments += ["--to", to] }
        if let file = scenario.answersFile { arguments += ["--answers-file", file] }
        let result = try run(
            Tool.path, ["upgrade", "--branch", "out", "--json"] + arguments, environment: project.bench.environment,
            directory: URL(filePath: project.project + "/" + scenario.folder, directoryHint: .isDirectory))
        try #require(result.status == (scenario.held.isEmpty ? 0 : 1), "\(result.text)\(result.stderr)")
        let report = ForeignBench.Report(members: try json(result.text))
        #expect(report.held == scenario.held)
        for rule in scenario.rules { #expect(report.rules.contains(rule)) }
        let describe = try project.bench.git("describe", "--tags", "--always", at: project.template)
        for (path, text) in scenario.expected {
            let wanted = text?.replacingOccurrences(of: "@SRC@", with: project.template)
                .replacingOccurrences(of: "@DESCRIBE@", with: describe)
            #expect(try shown(path, scenario, project) == wanted, "\(path)")
        }
        for (path, mode) in scenario.modes {
            #expect(try entry(path, scenario, project)?.hasPrefix("100\(mode)") == true, "\(path)")
        }
    }

    @Test("as Copier itself, but for the scenarios that say why not", arguments: scenarios)
    func asCopier(scenario: Scenario) {
        let isSame =
            scenario.copier.status == 0 && scenario.copier.files == scenario.expected
            && scenario.copier.modes == scenario.modes
        #expect(isSame == (scenario.differs == nil))
    }

    @Test("the scenarios are read") func areRead() {
        #expect(Self.scenarios.count >= 50)
    }

    /// Makes the project's state before the update, and the template's version v2.
    private func prepare(_ project: ForeignBench, _ scenario: Scenario) throws {
        let bench = project.bench
        if !scenario.folder.isEmpty {
            try bench.shell(
                "mkdir -p '\(scenario.folder)' && find . -mindepth 1 -maxdepth 1 ! -name .git "
                    + "! -name '\(scenario.folder.split(separator: "/")[0])' -exec git mv {} '\(scenario.folder)' \\;")
        }
        let folder = project.project + "/" + scenario.folder
        if !scenario.script.isEmpty {
            let result = try bench.shell(scenario.script, at: folder)
            try #require(result.status == 0, "\(result.stderr)")
        }
        for (path, text) in scenario.project {
            let place = scenario.folder.isEmpty ? path : scenario.folder + "/" + path
            if let text { try bench.write(place, text) } else { try bench.remove(place) }
        }
        try bench.git("add", "--all")
        try bench.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "Edit")
        try project.release(scenario.tag ?? "later", scenario.v2, script: scenario.v2Script)
        if scenario.tag == nil { try bench.git("tag", "--delete", "later", at: project.template) }
    }

    /// What git lists of a file on the branch: mode, kind, id and path.
    private func entry(_ path: String, _ scenario: Scenario, _ project: ForeignBench) throws -> String? {
        let place = scenario.folder.isEmpty ? path : scenario.folder + "/" + path
        let listed = try project.bench.git("--literal-pathspecs", "ls-tree", "-z", "out", "--", place)
        return listed.isEmpty ? nil : listed
    }

    /// A file on the branch as an expectation has it.
    private func shown(_ path: String, _ scenario: Scenario, _ project: ForeignBench) throws -> String? {
        guard let entry = try entry(path, scenario, project) else { return nil }
        let text = try project.bench.text(scenario.folder.isEmpty ? path : scenario.folder + "/" + path, at: "out")
        return entry.hasPrefix("120000") ? "-> " + text : text
    }
}
