import Foundation
import TestSupport
import Testing

/// Finding the template of another tool, and the answers, that a tree was made from.
@Suite("Adopting projects of other tools' templates") struct AdoptForeignTests {
    private static let copierFiles = [
        "copier.yml": """
        name: {type: str, default: app}
        author: {type: str}
        db: {type: str, choices: {PostgreSQL: pg, SQLite: lite}, default: pg}
        ci: {type: bool, default: false}
        port: {type: int, default: 80}
        token: {type: str, default: "", secret: true}
        """,
        "README.md.jinja": "# {{ name }}\n\nBy {{ author }} for {{ name }}.\nLine\nLine\nLine\n",
        "app.ini.jinja": "[app]\ndb = {{ db }}\nport = {{ port }}\nkind = service\nlevel = info\n",
        "{% if ci %}ci.yml{% endif %}": "ci:\n  run: all\n", "src/{{ name }}/main.txt": "main\n",
    ]
    private static let copierAnswers = ["name=desk", "author=Jane Doe", "db=lite", "ci=true", "port=9000"]

    private func copier(answers: [String] = Self.copierAnswers) throws -> ForeignBench {
        try ForeignBench.copier(Self.copierFiles, answers: answers)
    }

    @Test("a Copier project without record gets the record that Copier would have written")
    func copierWithoutRecord() throws {
        let project = try copier()
        let record = try #require(project.bench.text(".copier-answers.yml"))
        try project.release("v2", ["app.ini.jinja": "[app]\ndb = {{ db }}\nkind = job\nsize = 1\n", "new.txt": "n\n"])
        try project.bench.remove(".copier-answers.yml")
        try project.bench.commit(["mine.txt": "mine\n", "ci.yml": "ci:\n  run: all\n  # ours\n"])
        let plan = try project.bench.scaffold("adopt", "--source", "../foreign", "--plan")
        #expect(plan.text.contains("v1 explains "), "\(plan.text)")
        #expect(plan.text.contains("next best: v2, "), "\(plan.text)")
        #expect(plan.text.contains("  author = Jane Doe\n"), "\(plan.text)")
        #expect(project.bench.text(".copier-answers.yml") == nil)
        try project.bench.scaffold("adopt", "--source", "../foreign")
        #expect(project.bench.text(".copier-answers.yml") == record)
        #expect(project.bench.text(".scaffold.yml") == nil)
        try project.bench.commit()
        try project.upgrade()
        #expect(project.out("new.txt") == "n\n")
        #expect(project.out("ci.yml")?.contains("# ours") == true)
    }

    @Test("answers that are given stay, and names that no question has are refused")
    func givenAnswers() throws {
        let project = try copier()
        try project.bench.remove(".copier-answers.yml")
        try project.bench.commit()
        try project.bench.scaffold("adopt", "--source", "../foreign", "--set", "port=1", "--accept-score", "30")
        #expect(project.bench.text(".copier-answers.yml")?.contains("port: 1\n") == true)
        let other = try project.bench.scaffold("adopt", "--source", "../foreign", "--set", "colour=red", status: 2)
        #expect(other.stderr.contains("'colour'"))
        // What was written and not committed is nobody's to overwrite.
        let again = try project.bench.scaffold("adopt", "--source", "../foreign", status: 2)
        #expect(again.stderr.contains("not committed"))
        #expect(project.bench.text(".copier-answers.yml")?.contains("port: 1\n") == true)
    }

    @Test("a question without a default for which nothing in the tree speaks has to be answered by a person")
    func unknownAnswer() throws {
        let project = try ForeignBench.copier(
            ["copier.yml": "name: {type: str, default: app}\nteam: {type: str}\n", "a.txt.jinja": "{{ name }}\n"],
            answers: ["name=desk", "team=x"])
        try project.bench.remove(".copier-answers.yml")
        try project.bench.commit()
        let refused = try project.bench.scaffold("adopt", "--source", "../foreign", status: 2)
        #expect(refused.stderr.contains("--set team="), "\(refused.stderr)")
        #expect(project.bench.text(".copier-answers.yml") == nil)
        try project.bench.scaffold("adopt", "--source", "../foreign", "--set", "team=x")
        #expect(project.bench.text(".copier-answers.yml")?.hasSuffix("name: desk\nteam: x\n") == true)
    }

    @Test("a template without an answers file: the record is written all the same, and a warning says what is missing")
    func withoutAnswersFile() throws {
        let project = try copier()
        try project.release("v2", ["{{ _copier_conf.answers_file }}.jinja": nil])
        try project.bench.remove(".copier-answers.yml")
        try project.bench.commit()
        let result = try project.bench.scaffold("adopt", "--source", "../foreign@v2")
        #expect(result.stderr.contains("answers file"))
        #expect(project.bench.text(".copier-answers.yml")?.contains("_commit: v2\n") == true)
        try project.bench.commit()
        try project.bench.scaffold("status", "--fail-on", "edited,held,error")
    }

    @Test("a Cookiecutter project without record gets the record of cruft")
    func cruftWithoutRecord() throws {
        let project = try ForeignBench.cruft(
            [
                "README.md": "# {{cookiecutter.title}}\n\nOne\nTwo\nThree\n", "LICENSE": "{{cookiecutter.license}}\n",
                "{{cookiecutter.slug}}/a.txt": "{{cookiecutter.title}}\n",
                "{% if cookiecutter.docs == 'y' %}docs.md{% endif %}": "docs\n",
            ],
            context: """
                {"title": "Shop", "name": "x", "slug": "{{cookiecutter.title|lower}}", "license": ["MIT", "X"], "docs": "n"}
                """,
            answers: ["title=Desk", "license=X", "docs=y"])
        let commit = try project.bench.git("rev-parse", "v1", at: project.template)
        try project.releaseCookie("v2", ["README.md": "# {{cookiecutter.title}}\n\nQuite\nother\n", "b.txt": "b\n"])
        try project.bench.remove(".cruft.json")
        try project.bench.commit(["mine.txt": "mine\n"])
        let found = try project.bench.scaffold("adopt", "--source", "../foreign")
        #expect(found.text.contains("explains 100.0 %"), "\(found.text)")
        let record = try json(try #require(project.bench.text(".cruft.json")))
        #expect(record["commit"] as? String == commit)
        #expect(record["template"] as? String == project.template)
        #expect(record["checkout"] is NSNull)
        let answers = (record["context"] as? [String: Any])?["cookiecutter"] as? [String: Any]
        #expect(answers?["title"] as? String == "Desk")
        #expect(answers?["slug"] as? String == "desk")
        #expect(answers?["license"] as? String == "X")
        #expect(answers?["docs"] as? String == "y")
        try project.bench.commit()
        try project.bench.scaffold("status", "--fail-on", "edited,held,error")
        try project.upgrade()
        #expect(project.out("b.txt") == "b\n")
    }

    @Test("recorded answers that don't explain the tree are looked for anew; those that do stay")
    func wrongRecord() throws {
        let project = try copier()
        let record = try #require(project.bench.text(".copier-answers.yml"))
        let wrong = record.replacing("db: lite", with: "db: pg").replacing("port: 9000", with: "port: 80")
        try project.bench.commit([".copier-answers.yml": wrong])
        let found = try project.bench.scaffold("adopt")
        #expect(found.text.contains("db = lite (recorded: pg)"), "\(found.text)")
        #expect(found.text.contains("explains 100.0 %"), "\(found.text)")
        #expect(project.bench.text(".copier-answers.yml") == record)
        try project.bench.commit()
        let again = try project.bench.scaffold("adopt")
        #expect(again.text.contains("says so already"))
    }

    @Test("an unrelated template is refused, and no record of another kind is written over")
    func unrelated() throws {
        let project = try copier()
        let record = try #require(project.bench.text(".copier-answers.yml"))
        let native = try project.bench.scaffold("adopt", "--source", "../template", status: 2)
        #expect(native.stderr.contains("explains only"))
        let other = try ForeignBench.cruft(["x.txt": "x\n", "y.txt": "y\n"])
        let cruft = try project.bench.scaffold("adopt", "--source", other.template, status: 2)
        #expect(cruft.stderr.contains(".copier-answers.yml"))
        #expect(project.bench.text(".copier-answers.yml") == record)
        #expect(try project.bench.git("status", "--porcelain").isEmpty)
        try project.bench.remove(".copier-answers.yml")
        try project.bench.commit()
        let refused = try project.bench.scaffold("adopt", "--source", other.template, status: 2)
        #expect(refused.stderr.contains("explains only 0.0 %"), "\(refused.stderr)")
        #expect(project.bench.text(".cruft.json") == nil)
    }
}
