import OrderedCollections
import Testing

@testable import Template

@Suite("Cookiecutter: reading a template")
struct CookiecutterTemplateTests {
    private func open(_ files: [TemplateFile], _ directory: String? = nil) throws(ScaffoldError) -> CookiecutterTemplate
    {
        try CookiecutterTemplate(files: files, directory: directory, origin: "sample", template: "t", commit: nil)
    }

    private func template(in folder: String, _ text: String) -> [TemplateFile] {
        let prefix = folder.isEmpty ? "" : "\(folder)/"
        return [
            CookiecutterSample.file("\(prefix)cookiecutter.json", #"{"name": "demo"}"#),
            CookiecutterSample.file("\(prefix){{cookiecutter.name}}/f", text),
        ]
    }

    private func text(_ template: CookiecutterTemplate) throws -> String {
        try template.render(CookiecutterSample.request()).baseline.text("f")
    }

    @Test("a directory of the repository holds the template; null and empty mean the root")
    func directory() throws {
        let files = template(in: "", "root") + template(in: "nested/deep", "deep")
        #expect(try text(open(files)) == "root")
        #expect(try text(open(files, "")) == "root")
        #expect(try text(open(files, "nested/deep/")) == "deep")
        for bad in ["..", "/etc", "nested/../..", "nowhere"] {
            #expect(throws: ScaffoldError.self, "\(bad)") { try open(files, bad) }
        }
    }

    @Test(
        "without a question the first template of a chooser is taken, and it is told",
        arguments: [
            #"{"templates": {"one": {"path": "./one", "title": "One"}, "two": {"path": "two"}}}"#,
            #"{"template": ["One (./one)", "Two (./two)"]}"#,
        ])
    func chooser(questions: String) throws {
        let files =
            [CookiecutterSample.file("cookiecutter.json", questions)] + template(in: "one", "1")
            + template(in: "two", "2")
        #expect(CookiecutterTemplate.isTemplate(files, directory: nil))
        let chosen = try open(files)
        #expect(try text(chosen) == "1")
        #expect(chosen.notes.map(\.rule) == ["template-chosen"])
        #expect(try text(open(files, "two")) == "2")
        let choices = try CookiecutterTemplate.choices(files, directory: nil, origin: "")
        #expect(choices.map(\.directory) == ["one", "two"])
    }

    @Test(
        "choosers that lead out or nowhere are refused",
        arguments: [
            #"{"templates": {"one": {"path": "../one"}}}"#, #"{"templates": {"one": {"path": "/etc"}}}"#,
            #"{"templates": {"one": {}}}"#, #"{"templates": {}}"#, #"{"template": ["no path"]}"#,
            #"{"templates": {"me": {"path": "."}}}"#,
        ])
    func badChooser(questions: String) {
        #expect(throws: ScaffoldError.self) { try open([CookiecutterSample.file("cookiecutter.json", questions)]) }
    }

    @Test("what is no template")
    func noTemplate() {
        let json = CookiecutterSample.file("cookiecutter.json", #"{"name": "x"}"#)
        let cases: [[TemplateFile]] = [
            [], [json], [json, CookiecutterSample.file("{{name}}/f", "")],
            [CookiecutterSample.file("{{cookiecutter.name}}/f", "")],
            // A file of such a name is no folder.
            [json, CookiecutterSample.file("{{cookiecutter.name}}.md", "")],
        ]
        for files in cases {
            #expect(!CookiecutterTemplate.isTemplate(files, directory: nil))
            #expect(throws: ScaffoldError.self) { try open(files) }
        }
    }

    @Test("questions that can't be read are told where the folder shows what they are for", arguments: ["[]", "{,}"])
    func brokenQuestions(questions: String) {
        let files = [CookiecutterSample.file("cookiecutter.json", questions)] + template(in: "", "a").dropFirst()
        #expect(CookiecutterTemplate.isTemplate(files, directory: nil))
        #expect {
            try open(files)
        } throws: { error in
            "\(error)".contains("cookiecutter.json")
        }
    }

    @Test(
        "a question that is called template or templates is one like any other",
        arguments: [
            #""template": "plain""#, #""template": ["basic", "full"]"#, #""templates": ["x", "y"]"#,
            #""templates": {"a": {"b": "c"}}"#,
        ])
    func questionCalledTemplate(question: String) throws {
        let sample = CookiecutterSample(question, ["a": "{{ cookiecutter.items()|list|last|last }}"])
        #expect(CookiecutterTemplate.isTemplate(sample.files, directory: nil))
        #expect(try CookiecutterTemplate.choices(sample.files, directory: nil, origin: "").isEmpty)
        #expect(try sample.render().notes.isEmpty)
    }

    @Test("of several folders that could be the template the first by name is taken, and it is told")
    func several() throws {
        let files = template(in: "", "a") + [CookiecutterSample.file("{{cookiecutter.other}}/f", "b")]
        let template = try open(files)
        #expect(try text(template) == "a")
        #expect(template.notes.map(\.rule) == ["several-template-folders"])
    }

    @Test("hooks are listed and never run; those that Cookiecutter would not take are not")
    func hooks() throws {
        let names = [
            "pre_prompt.py", "pre_gen_project.py", "pre_gen_project.sh", "post_gen_project", "post_gen_project.py~",
            "helper.py", "post_gen_project.old.py",
        ]
        let files = template(in: "", "") + names.map { CookiecutterSample.file("hooks/\($0)", "exit(1)\n") }
        let commands = try open(files).render(CookiecutterSample.request()).commands
        #expect(
            commands.map(\.command) == [
                "hooks/pre_prompt.py", "hooks/pre_gen_project.py", "hooks/pre_gen_project.sh", "hooks/post_gen_project",
            ])
        #expect(commands.map(\.stage) == ["pre_prompt", "pre_gen_project", "pre_gen_project", "post_gen_project"])
    }

    @Test(
        "patterns of files to copy, as fnmatch has them",
        arguments: [
            ("*.html", "a/b.html", true), ("*.html", "b.htm", false), ("a/*", "a/b/c", true), ("a/*", "ab/c", false),
            ("?.txt", "é.txt", true), ("?.txt", ".txt", false), ("[ab].x", "b.x", true), ("[!ab].x", "b.x", false),
            ("[!ab].x", "c.x", true), ("[", "[", true), ("[]]", "]", true), ("[a-c]*", "bcd", true),
            ("[a-]", "-", true),
            ("[c-a]", "b", false), ("*", "", true), ("A", "a", false), ("\\*", "\\x", true), ("a.b", "axb", false),
            ("*.github/**", ".github/x", true), ("**/x", "a/x", true), ("**/x", "x", false),
        ])
    func patterns(pattern: String, path: String, matches: Bool) {
        #expect(CopyPattern(pattern).matches(path) == matches)
    }

    @Test("of two folders that could be the template the one counts whose questions are there")
    func twoFolders() throws {
        let sample = CookiecutterSample(beside: ["{{cookiecutter.absent}}/b": "b\n"])
        let render = try sample.render()
        #expect(render.baseline.files.map(\.path) == ["a"])
        #expect(render.notes.contains { $0.rule == "several-template-folders" })
    }

    @Test("the tag of jinja2-git gives the template's commit")
    func gitCommit() throws {
        let sample = CookiecutterSample(
            #""_extensions": ["jinja2_git.GitExtension"]"#,
            ["a": "{% gitcommit %} {% gitcommit short=False %}\n", "b": "{% gitcommit short=True %}\n"])
        let render = try sample.render()
        #expect(render.baseline.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["c0ffee c0ffee\n"])
        #expect(render.unrendered.map(\.path) == ["b"])
        let folder = try sample.template(commit: nil).render(CookiecutterSample.request())
        #expect(folder.baseline.files.isEmpty)
    }

    @Test("a recorded list that is an option of its choice is that option")
    func listOption() throws {
        let sample = CookiecutterSample(#""l": [["a", "b"], ["c"]]"#, ["a": "{{ cookiecutter.l }}\n"])
        let render = try sample.render(["name": "demo", "l": ["c"]])
        #expect(render.answers["l"] == ["c"])
        #expect(render.notes.isEmpty)
        #expect(render.baseline.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["['c']\n"])
        let plain = CookiecutterSample(#""l": ["a", "b"]"#, ["a": "{{ cookiecutter.l }}\n"])
        #expect(try plain.render(["name": "demo", "l": ["b"]]).answers["l"] == "b")
    }
}
