import Git
import Jinja
import OrderedCollections
import Testing

@testable import Template

/// What makes a second render differ from the first one with the tools themselves; the rest of the list is with the rules
/// that it belongs to.
@Suite("Cookiecutter: rendering again")
struct CookiecutterTrapTests {
    @Test("one clock and one seed: the same render; another seed changes only what is random")
    func random() throws {
        let sample = CookiecutterSample(
            "", ["f": "{% now 'utc', '%Y' %}\n{{ random_ascii_string(12) }}\n{{ uuid4() }}\n{{ 'A b'|slugify }}\n"])
        let first = try sample.render()
        #expect(try sample.render().baseline == first.baseline)
        let lines = first.baseline.text("f").split(separator: "\n")
        let other = try sample.render(seed: 7).baseline.text("f").split(separator: "\n")
        #expect(zip(lines, other).map { $0 == $1 } == [true, false, false, true])
        #expect(lines[0] == "1970")
    }

    @Test("the name of the rendered folder is not a folder of the service, and need not be the folder's name")
    func rootName() throws {
        let render = try CookiecutterSample("", ["f": "{{ cookiecutter.name }}"]).render(["name": "my/odd name"])
        #expect(render.paths == ["f"])
        #expect(render.baseline.text("f") == "my/odd name")
        #expect(render.baseline.files.map(\.source) == ["f"])
    }

    @Test("an undefined name in the name of the rendered folder is an error")
    func brokenRoot() throws {
        let files = [
            CookiecutterSample.file("cookiecutter.json", #"{"name": "x"}"#),
            CookiecutterSample.file("{{cookiecutter.nosuch}}/f", ""),
        ]
        let template = try CookiecutterTemplate(files: files, directory: nil, origin: "", template: "t", commit: nil)
        #expect(throws: ScaffoldError.self) { try template.render(CookiecutterSample.request()) }
    }

    @Test("a commit of another repository is told, not taken for a file")
    func submodule() throws {
        let render = try CookiecutterSample().adding("{{cookiecutter.name}}-vendor", [], .submodule).render()
        #expect(render.paths == ["a"])
        #expect(render.unrendered.map(\.path) == ["demo-vendor"])
        #expect(render.unrendered.first?.reason.contains("submodule") == true)
        let copied = try CookiecutterSample(#""_copy_without_render": ["libs"]"#, ["a": "a\n", "libs/b": "b\n"])
            .adding("libs/vendor", [], .submodule).render()
        #expect(copied.paths == ["a", "libs/b"])
        #expect(copied.unrendered.map(\.path) == ["libs/vendor"])
    }

    @Test("the clock's extension is accepted under its old name")
    func oldExtension() throws {
        let render = try CookiecutterSample(
            #""_extensions": ["jinja2_time.TimeExtension"]"#, ["f": "{% now 'utc', '%Y' %}"]
        ).render()
        #expect(render.baseline.text("f") == "1970")
        #expect(render.notes.isEmpty)
    }

    /// A case: the attributes beside and in the rendered folder, a path, and whether it comes with CRLF.
    struct Attributes: CustomTestStringConvertible, Sendable {
        var beside: String
        var inside = "*.png binary"
        var path = "run.bat"
        var isCRLF: Bool
        var testDescription: String { "\(beside) | \(inside) | \(path)" }
    }

    @Test(
        "a clone's line ends count where only the template's repository has the rule",
        arguments: [
            Attributes(beside: "*.bat text eol=crlf", isCRLF: true),
            Attributes(beside: "*.bat eol=crlf", path: "deep/in/x.bat", isCRLF: true),
            Attributes(beside: "*.bat eol=crlf", path: "run.sh", isCRLF: false),
            Attributes(beside: "*.bat eol=crlf\n*.bat eol=lf", isCRLF: false),
            Attributes(beside: "* eol=crlf\n*.bat binary", isCRLF: false),
            Attributes(beside: "/*.bat eol=crlf", isCRLF: false),
            Attributes(beside: "**/run.bat eol=crlf", isCRLF: true),
            Attributes(beside: "# *.bat eol=crlf\n[attr]win eol=crlf", isCRLF: false),
            // The project gets the rule, so that its blobs have LF.
            Attributes(beside: "*.bat eol=crlf", inside: "*.bat eol=crlf", isCRLF: false),
            Attributes(beside: "", inside: "*.bat eol=crlf", isCRLF: false),
        ])
    func attributes(_ each: Attributes) throws {
        let sample = CookiecutterSample(
            "", [each.path: "a\nb\n", ".gitattributes": each.inside], beside: [".gitattributes": each.beside])
        #expect(try sample.render().baseline.text(each.path) == (each.isCRLF ? "a\r\nb\r\n" : "a\nb\n"))
    }

    @Test("what a template could do to the machine ends with an error or a note")
    func hostile() throws {
        let endless = CookiecutterSample(
            "", ["f": "{% for a in range(10**9) %}{{ 'x' * 10**6 }}{% endfor %}"])
        #expect(throws: ScaffoldError.self) { try endless.render() }
        // Its bytes end it sooner than its steps, which are limited, too.
        let setting = RenderSetting(folderName: "checkout", clock: 0, seed: 0)
        let made = CookiecutterEnvironment.make(DictValue(), setting: setting, commit: nil) { _ in nil }
        let limits = made.environment.limits
        #expect(limits.steps == RenderLimits().steps)
        let large = CookiecutterSample(#""x": "{{ 'a' * 10**9 }}""#, ["f": "{{ cookiecutter.x }}"])
        #expect(try large.render().rules == ["answer-not-rendered"])
        let escape = CookiecutterSample(
            "", ["f": "{{ ''.__class__.__mro__ }}", "g": "{{ cookiecutter.__init__.__globals__ }}"])
        let render = try escape.render()
        #expect(render.paths.isEmpty)
        #expect(render.unrendered.count == 2)
        let deep = CookiecutterSample("", [(1...80).map { "d\($0)" }.joined(separator: "/") + "/f": "x"])
        #expect(throws: ScaffoldError.self) { try deep.render() }
    }
}
