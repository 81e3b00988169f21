import Foundation
import TestSupport
import Testing

/// `scaffold show` and `scaffold new --plan`: what a scaffold is made of, before there is a service.
@Suite struct OverviewTests {
    /// Two lines of releases, a choice that another answer rules out, and files with owners.
    static let scaffold = SampleScaffold(
        questions: """
            stack:
              - { name: language, value: "Shell" }
              - { name: database, value: "<%= labels.database %>" }
            questions:
              - { name: name, type: string, prompt: Name, default: shop }
              - { name: database, type: choice, prompt: Database, choices: [{ value: file, label: a file }, server], default: server }
              - name: target
                type: choice
                prompt: Where it runs
                choices:
                  - { value: cluster, aliases: [k8s], when: "database != 'file'", reason: a file belongs to one machine, since: 1.1.0 }
                  - machine
                default: machine
            files:
              - { path: "deploy/**", when: "target == 'cluster'", purpose: how it is deployed }
              - { path: app.txt, purpose: "the domain: your fields go here", edit: true }
              - { path: LICENSE, class: create-once }

            """,
        releases: ["1.0.0", "1.1.0", "1.2.0", "2.0.0"].map { version in
            .init(
                version: version,
                files: [
                    "app.txt": "<%= name %>\n", "LICENSE": "mine\n", "deploy/all.yaml": "a: b\n",
                    "docs/<%= name %>.md": "x\n",
                ], yanked: version == "1.2.0" ? "it breaks" : nil)
        })

    @Test(arguments: [["show", "./template"], ["show", "./template@1.1.0"]]) func showsEverything(arguments: [String])
        throws
    {
        let bench = try Workbench(Self.scaffold)
        let name = arguments[1].hasSuffix("@1.1.0") ? "show-1.1.0" : "show"
        golden("\(name).txt", try run(bench, arguments))
        golden("\(name).json", try run(bench, arguments + ["--json"]))
    }

    @Test func aPlanShowsStackFilesAndAnswers() throws {
        let bench = try Workbench(Self.scaffold)
        let arguments = ["new", "./template", "shop", "--set", "target=k8s", "--plan"]
        golden("new-plan.txt", try run(bench, arguments))
        golden("new-plan.json", try run(bench, arguments + ["--json"]))
        #expect(!FileManager.default.fileExists(atPath: bench.directory.path("shop")))
    }

    @Test func jsonWithoutAPlanIsRefused() throws {
        let bench = try Workbench(Self.scaffold)
        let result = try bench.scaffold("new", "./template", "shop", "--json", at: bench.directory.path, status: 64)
        #expect(result.stderr.contains("--json goes with --plan"))
    }

    @Test(arguments: [["--plan"], []]) func aCombinationThatMakesNoSenseIsRefusedByName(flags: [String]) throws {
        let bench = try Workbench(Self.scaffold)
        let result = try TestSupport.run(
            Tool.path, ["new", "./template", "shop", "--set", "database=file", "--set", "target=cluster"] + flags,
            environment: bench.environment, directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
        #expect(result.status == 2)
        #expect(result.stdout.isEmpty)
        #expect(result.stderr.contains("target: \"cluster\" cannot be cluster here: a file belongs to one machine"))
        #expect(result.stderr.contains("fix: --set target="))
        #expect(!FileManager.default.fileExists(atPath: bench.directory.path("shop")))
    }

    @Test func anUpgradeIntoACombinationThatMakesNoSenseIsRefusedToo() throws {
        let bench = try Workbench(Self.scaffold)
        try bench.scaffold(
            "new", "./template@1.0.0", "service", "--set", "target=cluster", at: bench.directory.path)
        let before = try bench.snapshot()
        let result = try bench.scaffold("upgrade", "--set", "database=file", status: 2)
        #expect(result.stderr.contains("a file belongs to one machine"))
        #expect(try bench.snapshot() == before)
    }

    private func run(_ bench: Workbench, _ arguments: [String]) throws -> String {
        let result = try TestSupport.run(
            Tool.path, arguments, environment: bench.environment,
            directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
        #expect(result.status == 0, "\(result.stderr)")
        return result.text
    }
}
