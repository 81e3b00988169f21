import Foundation
import TestSupport
import Testing

/// `scaffold new` from templates of other tools.
@Suite("New projects of other tools' templates") struct NewProjectTests {
    /// Runs the tool beside the bench's project.
    private func scaffold(_ arguments: String..., of project: ForeignBench) throws -> ProcessResult {
        try run(
            Tool.path, arguments, environment: project.bench.environment,
            directory: URL(filePath: project.bench.directory.path, directoryHint: .isDirectory))
    }

    private func text(_ path: String, of project: ForeignBench) -> String? {
        try? String(contentsOfFile: project.bench.directory.path("new/\(path)"), encoding: .utf8)
    }

    private func status(_ project: ForeignBench) throws -> ProcessResult {
        try scaffold("status", "new", of: project)
    }

    @Test("a Copier project has Copier's record, is committed, and in sync")
    func copier() throws {
        let project = try ForeignBench.copier(["a.txt.jinja": "{{ name }}\n"])
        try project.release("v2", ["b.txt": "b\n", "copier.yml": "name: shop\n_tasks: [touch ran]\n"])
        let result = try scaffold("new", "./foreign", "new", "--set", "name=desk", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stderr.contains("touch ran"))
        #expect(text("a.txt", of: project) == "desk\n")
        #expect(text("ran", of: project) == nil)
        #expect(text(".scaffold.yml", of: project) == nil)
        let record = try #require(text(".copier-answers.yml", of: project))
        #expect(record.contains("_commit: v2\n_src_path: \(project.template)\nname: desk\n"))
        let status = try status(project)
        #expect(status.status == 0, "\(status.text)\(status.stderr)")
        try project.release("v3", ["b.txt": "c\n"])
        #expect(try scaffold("upgrade", "new", "--in-place", of: project).status == 0)
        #expect(text("b.txt", of: project) == "c\n")
    }

    @Test("a Cookiecutter project has cruft's record, with what its hooks are known to do")
    func cookiecutter() throws {
        let project = try ForeignBench.cruft(
            [
                "a.txt": "{{cookiecutter.name}}\n", "gone.txt": "x\n",
                "/hooks/post_gen_project.sh": "#!/bin/sh\nrm gone.txt\n",
            ])
        let result = try scaffold("new", "./foreign@v1", "new", "--set", "name=desk", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("a.txt", of: project) == "desk\n")
        #expect(text("gone.txt", of: project) == nil)
        let record = try #require(text(".cruft.json", of: project))
        let commit = try project.bench.git("rev-parse", "v1", at: project.template)
        #expect(record.contains("\"template\": \"\(project.template)\""))
        #expect(record.contains("\"commit\": \"\(commit)\""))
        #expect(record.contains("\"checkout\": \"v1\""))
        #expect(record.contains("\"name\": \"desk\""))
        let status = try status(project)
        #expect(status.status == 0, "\(status.text)\(status.stderr)")
    }

    @Test(
        "answers that don't fit, a taken folder and a template without a repository are refused, and nothing is written"
    )
    func refusals() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"], context: #"{"name": "shop", "license": ["MIT", "X"]}"#)
        let wrong = try scaffold("new", "./foreign", "new", "--set", "license=Y", of: project)
        #expect(wrong.status == 2)
        #expect(wrong.stderr.contains("MIT, X"))
        try project.bench.directory.write("plain/cookiecutter.json", #"{"name": "shop"}"#)
        try project.bench.directory.write("plain/{{cookiecutter.name}}/a.txt", "1\n")
        let plain = try scaffold("new", "./plain", "new", of: project)
        #expect(plain.status == 2)
        #expect(plain.stderr.contains("no git repository"))
        #expect(!FileManager.default.fileExists(atPath: project.bench.directory.path("new")))
        try project.bench.directory.write("new/a.txt", "mine\n")
        #expect(try scaffold("new", "./foreign", "new", of: project).status == 2)
        #expect(text("a.txt", of: project) == "mine\n")
        #expect(text(".cruft.json", of: project) == nil)
    }

    @Test("a plan writes nothing")
    func plan() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        let result = try scaffold("new", "./foreign", "new", "--plan", of: project)
        #expect(result.status == 0)
        #expect(result.text == ".copier-answers.yml\na.txt\nname = shop\n")
        #expect(!FileManager.default.fileExists(atPath: project.bench.directory.path("new")))
    }

    @Test("the data of other files is read from the folder, and never through a link that leads out of it")
    func externalData() throws {
        let project = try ForeignBench.copier([
            "copier.yml": "_external_data: {o: other.yml, p: link.yml}\nq: \"{{ _external_data.o.x }}\"\n",
            "o.txt.jinja": "{{ q }} {{ _external_data.p.x }}\n",
        ])
        try project.bench.directory.write("new/other.yml", "x: 5\n")
        try project.bench.directory.write("outside.yml", "x: secret\n")
        try FileManager.default.createSymbolicLink(
            atPath: project.bench.directory.path("new/link.yml"), withDestinationPath: "../outside.yml")
        let result = try scaffold("new", "./foreign", "new", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("o.txt", of: project) == "5 \n")
        #expect(text(".copier-answers.yml", of: project)?.contains("q: '5'\n") == true)
        #expect(!result.stderr.contains("other.yml"))
        #expect(result.stderr.contains("link.yml"))
    }

    @Test("a state of a Copier template that has no copier.yml is rendered, as Copier renders it")
    func withoutConfiguration() throws {
        let project = try ForeignBench.copier(["a.txt.jinja": "{{ 1 + 1 }}\n", "b.txt": "{{ 1 + 1 }}\n"])
        try project.release("v2", ["copier.yml": nil])
        try project.release("v3", ["copier.yml": "name: shop\n"])
        let result = try scaffold("render", "./foreign@v2", "--out", "new", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("a.txt", of: project) == "2\n")
        #expect(text("b.txt", of: project) == "{{ 1 + 1 }}\n")
        #expect(text(".copier-answers.yml", of: project)?.contains("_commit: v2\n") == true)
    }

    @Test("answers in JSON may have what Python's JSON writes for an emoji")
    func answersInJSON() throws {
        let project = try ForeignBench.copier(["a.txt.jinja": "{{ name }}\n"])
        try project.bench.directory.write("answers.json", #"{"name": "\ud83d\ude00"}"#)
        let result = try scaffold("new", "./foreign", "new", "--answers", "answers.json", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("a.txt", of: project) == "😀\n")
    }

    @Test("every answer of a file, of a further name too, is read as Copier reads it")
    func answersAsPyYAML() throws {
        let project = try ForeignBench.copier([
            "copier.yml": "s: {type: str, default: x}\ni: {type: int, default: 1}\nl: {type: yaml, default: []}\n",
            "a.txt.jinja": "{{ s }} {{ i }} {{ l }} {{ extra }}\n",
        ])
        try project.bench.directory.write(
            "answers.yml", "s: 12:30\ni: 1:30\nl: [123456789012345678901, 2024-01-01]\nextra: 1:30.5\n")
        let result = try scaffold("new", "./foreign", "new", "--answers", "answers.yml", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("a.txt", of: project) == "750 90 [123456789012345678901, datetime.date(2024, 1, 1)] 90.5\n")
        let recorded = try #require(text(".copier-answers.yml", of: project))
        #expect(recorded.hasSuffix("i: 90\nl:\n- 123456789012345678901\n- 2024-01-01\ns: '750'\n"), "\(recorded)")
        // Copier: "Could not convert 2024-01-01 to string".
        try project.bench.directory.write("answers.yml", "s: 2024-01-01\n")
        let refused = try scaffold("new", "./foreign", "other", "--answers", "answers.yml", of: project)
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("is not of the type str"), "\(refused.stderr)")
    }

    @Test("a file that Cookiecutter keeps of the last answers is a file of answers")
    func replay() throws {
        let project = try ForeignBench.cruft(
            ["a.txt": "{{cookiecutter.name}} {{cookiecutter.license}} {{cookiecutter._x}}\n"],
            context: #"{"name": "shop", "license": ["MIT", "X"], "_x": "own"}"#)
        try project.bench.directory.write(
            "replay.json",
            #"""
            {"cookiecutter": {"name": "desk \ud83d\ude00", "license": "X", "_x": "other", "_template": "gh:o/t",
            "_output_dir": "/home/me", "_repo_dir": "/tmp/x", "_checkout": "v1"},
            "_cookiecutter": {"name": "shop", "license": ["MIT", "X"], "_x": "own"}}
            """#)
        for command in [["new", "./foreign", "new"], ["render", "./foreign", "--out", "rendered"]] {
            let result = try run(
                Tool.path, command + ["--answers", "replay.json"], environment: project.bench.environment,
                directory: URL(filePath: project.bench.directory.path, directoryHint: .isDirectory))
            #expect(result.status == 0, "\(result.stderr)")
        }
        #expect(text("a.txt", of: project) == "desk 😀 X own\n")
        #expect(try project.bench.directory.read("rendered/a.txt") == Array("desk 😀 X own\n".utf8))
        #expect(text(".cruft.json", of: project)?.contains("/home/me") == false)
        // For Copier it is a file like any other.
        let copier = try ForeignBench.copier(["a.txt.jinja": "{{ cookiecutter.name if cookiecutter is defined }}\n"])
        try copier.bench.directory.write("replay.json", #"{"cookiecutter": {"name": "desk"}}"#)
        let other = try scaffold("new", "./foreign", "new", "--answers", "replay.json", of: copier)
        #expect(other.status == 0, "\(other.stderr)")
        #expect(text("a.txt", of: copier) == "desk\n")
    }

    @Test("of several templates in one repository one is named by its folder, and the record keeps it")
    func directory() throws {
        let project = try ForeignBench.cruft([
            "/cookiecutter.json": #"{"templates": {"one": {"path": "./one"}, "two": {"path": "./two"}}}"#,
            "/one/cookiecutter.json": #"{"name": "shop"}"#, "/one/{{cookiecutter.name}}/a.txt": "one\n",
            "/two/cookiecutter.json": #"{"name": "shop"}"#, "/two/{{cookiecutter.name}}/a.txt": "two\n",
        ])
        let result = try scaffold("new", "./foreign", "new", "--directory", "two", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("a.txt", of: project) == "two\n")
        let record = try #require(text(".cruft.json", of: project))
        #expect(record.contains("\"directory\": \"two\""))
        #expect(try scaffold("status", "new", of: project).status == 0)
        #expect(try scaffold("render", "./foreign", "--out", "other", "--directory", "two", of: project).status == 0)
        #expect(try project.bench.directory.read("other/a.txt") == Array("two\n".utf8))
        let git = "cd new && git rm -q .cruft.json && git commit -qm x"
        try project.bench.shell(git, at: project.bench.directory.path)
        let adopted = try scaffold("adopt", "new", "--source", "./foreign", "--directory", "two", of: project)
        #expect(adopted.status == 0, "\(adopted.stderr)")
        #expect(text(".cruft.json", of: project)?.contains("\"directory\": \"two\"") == true)
        #expect(try scaffold("new", "./foreign", "third", "--directory", "three", of: project).status == 2)
        #expect(try scaffold("new", "./template", "third", "--directory", "two", of: project).status == 2)
    }

    @Test("answers of a file keep the types of their keys for Copier, and are refused where keys are text")
    func typedAnswers() throws {
        let answers = "q: {8080: web, true: x}\nr: {2024-01-01: [1]}\ns: {a: b}\n"
        let project = try ForeignBench.copier(
            [
                "copier.yml": "q: {type: yaml}\nr: {type: yaml}\ns: {type: yaml}\n",
                "a.txt.jinja": "{{ q[8080] }} {{ r }} {{ s }}\n",
            ], answers: ["q={}", "r={}", "s={}"])
        try project.bench.directory.write("answers.yml", answers)
        let result = try scaffold("new", "./foreign", "new", "--answers", "answers.yml", of: project)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(text("a.txt", of: project) == "web {datetime.date(2024, 1, 1): [1]} {'a': 'b'}\n")
        #expect(text(".copier-answers.yml", of: project)?.contains("q:\n    true: x\n    8080: web\n") == true)
        let other = try ForeignBench.cruft(["a.txt": "1\n"], context: #"{"name": "shop", "q": {"a": "b"}}"#)
        try other.bench.directory.write("answers.yml", "q: {1: x}\n")
        let refused = try scaffold("new", "./foreign", "new", "--answers", "answers.yml", of: other)
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("no text"))
    }
}
