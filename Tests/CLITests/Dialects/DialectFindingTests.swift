import Foundation
import TestSupport
import Testing

/// What projects of other tools are told, and where their templates are found.
@Suite("Copier and cruft projects: findings and sources") struct DialectFindingTests {
    private static let lines = (1...6).map { "line \($0)\n" }.joined()

    /// Runs the tool beside the bench's project.
    private func scaffold(_ arguments: String..., of project: ForeignBench) throws -> ProcessResult {
        try run(
            Tool.path, arguments, environment: project.bench.environment,
            directory: URL(filePath: project.bench.directory.path, directoryHint: .isDirectory))
    }

    @Test("what a Copier template tells people goes to standard error, and drives no terminal")
    func messages() throws {
        let config = """
            name: shop
            _message_before_copy: "before [{{ name }}]"
            _message_after_copy: "after [{{ name }}] \\e[31m"
            _message_before_update: "updating"
            _message_after_update: "updated [{{ name }}]"

            """
        let project = try ForeignBench.copier(["copier.yml": config, "a.txt": "1\n"])
        let made = try scaffold("new", "./foreign@v1", "new", of: project)
        #expect(made.stderr.contains("before []\n"))
        #expect(made.stderr.contains("after [shop] \\u{1b}[31m"))
        #expect(!made.text.contains("before ["))
        try project.release("v2", ["a.txt": "2\n"])
        let plan = try scaffold("upgrade", project.project, "--plan", of: project)
        #expect(!plan.stderr.contains("updat"))
        let upgrade = try scaffold("upgrade", project.project, of: project)
        #expect(upgrade.stderr.contains("updating\n") && upgrade.stderr.contains("updated [shop]\n"))
    }

    @Test(
        "the version that was asked for is the recorded one before, and what --to says after; other values are no edit")
    func askedVersion() throws {
        let project = try ForeignBench.copier(["a.txt.jinja": "{{ _copier_conf.vcs_ref }}\n" + Self.lines])
        #expect(project.bench.text("a.txt")?.hasPrefix("v1\n") == true)
        try project.release("v2", ["b.txt": "b\n"])
        try project.upgrade()
        #expect(project.out("a.txt") == "None\n" + Self.lines)
        try project.bench.git("checkout", "--quiet", "out")
        let status = try scaffold("status", project.project, of: project)
        #expect(status.status == 0, "\(status.text)")
        try project.release("v3", ["b.txt": "c\n"])
        let result = try scaffold("upgrade", project.project, "--to", "v3", "--branch", "third", of: project)
        #expect(result.status == 0)
        #expect(try project.bench.text("a.txt", at: "third") == "v3\n" + Self.lines)
    }

    @Test("a pre-release is the newest version only where it is asked for")
    func prereleases() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        try project.release("v2.0.0rc1", ["a.txt": "2\n"])
        #expect(try project.upgrade("--plan").result == "up-to-date")
        try project.upgrade("--prereleases")
        #expect(project.out("a.txt") == "2\n")
        let made = try scaffold("new", "./foreign", "new", "--prereleases", of: project)
        #expect(made.text.contains("v2.0.0rc1"))
    }

    @Test("a template's relative address starts from the service, or from where scaffold runs; else both are named")
    func relativeSource() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        let record = try #require(project.bench.text(".copier-answers.yml"))
        try project.bench.commit([
            ".copier-answers.yml": record.replacing("_src_path: \(project.template)", with: "_src_path: foreign")
        ])
        #expect(try scaffold("status", project.project, of: project).status == 0)
        let elsewhere = try run(
            Tool.path, ["status"], environment: project.bench.environment,
            directory: URL(filePath: project.project, directoryHint: .isDirectory))
        #expect(elsewhere.status == 2)
        #expect(elsewhere.stderr.contains("neither at \(project.project)/foreign nor at"), "\(elsewhere.stderr)")
    }

    @Test("a template in a bundle is fetched from it")
    func bundle() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        let bundle = project.bench.directory.path("foreign.bundle")
        try project.bench.git("bundle", "create", "--quiet", bundle, "--all", "HEAD", at: project.template)
        let record = try #require(project.bench.text(".copier-answers.yml"))
        try project.bench.commit([
            ".copier-answers.yml": record.replacing("_src_path: \(project.template)", with: "_src_path: \(bundle)")
        ])
        #expect(try scaffold("status", project.project, of: project).status == 0)
        try project.release("v2", ["a.txt": "2\n"])
        try project.bench.git("bundle", "create", "--quiet", bundle, "--all", "HEAD", at: project.template)
        try project.upgrade()
        #expect(project.out("a.txt") == "2\n")
        let text = project.bench.directory.path("plain.bundle")
        try "no bundle".write(toFile: text, atomically: true, encoding: .utf8)
        #expect(try scaffold("render", text, "--out", project.bench.directory.path("x"), of: project).status == 2)
    }

    @Test("settings of git with which it may run something are told when they come")
    func gitSettings() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n", ".gitattributes": "*.x filter=old\n"])
        try project.release(
            "v2",
            [
                ".gitattributes":
                    "*.x filter=old\n*.bin filter=lfs diff=lfs merge=lfs -text\n*.py diff=python\n*.y merge=mine\n",
                ".gitmodules": "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c evil\n\tupdate = !touch evil\n",
            ])
        let report = try project.upgrade()
        let told = report.messages.filter { $0.contains("git may run a command") }
        #expect(told.count == 3, "\(told)")
        #expect(told.contains { $0.contains("merge=mine") } && told.contains { $0.contains("!touch evil") })
    }

    @Test("a record that names another version than the project was made from puts the base in doubt")
    func baseInDoubt() throws {
        let files = (1...5).map { ("f\($0).txt", "one \($0)\n") }
        let project = try ForeignBench.copier(Dictionary(uniqueKeysWithValues: files))
        #expect(try !project.upgrade("--plan").rules.contains("base-in-doubt"))
        try project.release("v2", Dictionary(uniqueKeysWithValues: files.map { ($0.0, "two\n" + $0.1) }))
        try project.release("v3", ["f1.txt": "three\n"])
        #expect(try !project.upgrade("--plan").rules.contains("base-in-doubt"))
        let record = try #require(project.bench.text(".copier-answers.yml"))
        try project.bench.write(".copier-answers.yml", record.replacing("_commit: v1", with: "_commit: v2"))
        try project.bench.git("add", "--all")
        try project.bench.git("commit", "--quiet", "--amend", "--no-edit")
        let report = try project.upgrade("--plan", status: 1)
        #expect(report.rules.contains("base-in-doubt"))
    }

    @Test("a resolver is switched off by path beside another tool's record")
    func switches() throws {
        func compose(_ version: String) -> String {
            "services:\n  db:\n    image: postgres:\(version)\n    restart: always\n"
        }
        let project = try ForeignBench.copier(["compose.yaml": compose("16.1")])
        try project.bench.commit(["compose.yaml": compose("16.2")])
        try project.release("v2", ["compose.yaml": compose("16.3")])
        try project.upgrade("--plan")
        try project.bench.commit([
            ".scaffold.yml": """
            schema: 1
            scaffolds:
              - record: .copier-answers.yml
                without:
                  - { path: "*.yaml", resolvers: [version-max] }
            complete: true

            """
        ])
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["compose.yaml"])
        let record = try #require(project.out(".scaffold.yml"))
        #expect(record.contains("- { path: \"*.yaml\", resolvers: [version-max] }"))
        #expect(record.contains("- { path: compose.yaml, release: v1 }"))
        try project.bench.commit([
            ".scaffold.yml": "schema: 1\nscaffolds:\n  - record: .copier-answers.yml\ncomplete: true\n"
        ])
        let result = try scaffold("status", project.project, of: project)
        #expect(result.status == 2 && result.stderr.contains("cut off"))
    }
}
