import Git
import OrderedCollections
import Testing

@testable import Template

@Suite("Cookiecutter: files")
struct CookiecutterFileTests {
    /// A case: the path of a template's file and what becomes of it; nil for nothing.
    struct Case: CustomTestStringConvertible, Sendable {
        var path: String
        var target: String?
        var rules: [String] = []
        var testDescription: String { path }
    }

    @Test(
        "paths are rendered as a whole, and those that lead nowhere good are left out",
        arguments: [
            Case(path: "{{cookiecutter.name}}/m.py", target: "demo/m.py"),
            Case(path: "{% if cookiecutter.yes %}y{% endif %}", target: "y"),
            Case(path: "{% if not cookiecutter.yes %}y{% endif %}", target: nil),
            Case(path: "sub/{% if not cookiecutter.yes %}y{% endif %}", target: nil),
            // A folder of that name is there.
            Case(path: "{{ cookiecutter.docs }}", target: nil),
            Case(path: "{% if not cookiecutter.yes %}top{% endif %}/x", target: nil, rules: ["empty-path"]),
            Case(path: "sub/{% if not cookiecutter.yes %}in{% endif %}/x", target: nil, rules: ["empty-path"]),
            Case(path: "{{ cookiecutter.absolute }}/x", target: nil, rules: ["escaping-path"]),
            Case(path: "{{ cookiecutter.up }}/x", target: nil, rules: ["escaping-path"]),
            Case(path: "x{{ cookiecutter.up }}", target: "x..", rules: []),
            Case(path: "{{ cookiecutter.up }}", target: nil, rules: ["escaping-path"]),
            Case(path: "{{ cookiecutter.git }}/config", target: nil, rules: ["refused-path"]),
            Case(path: "sub/{{ cookiecutter.here }}/x", target: "sub/y/x"),
            Case(path: ".cruft.json", target: nil, rules: ["record-in-template"]),
        ])
    func paths(_ each: Case) throws {
        let sample = CookiecutterSample(
            #""yes": true, "absolute": "/etc", "up": "..", "git": ".git", "docs": "docs", "here": "./y""#,
            [each.path: "x", "docs/index": "d"])
        let render = try sample.render()
        #expect(render.paths == [each.target, "docs/index"].compactMap { $0 }.sorted())
        #expect(render.rules == each.rules)
        #expect(render.unrendered.isEmpty)
    }

    @Test("a name that cannot be rendered takes everything below it along")
    func brokenName() throws {
        let render = try CookiecutterSample("", ["{{ cookiecutter.nosuch }}/x": "x", "{{ broken": "y", "ok": "z"])
            .render()
        #expect(render.paths == ["ok"])
        #expect(render.unrendered.count == 2)
        #expect(render.unrendered.allSatisfy { $0.path == nil })
    }

    @Test("the order is the tool's: names of folders, files, then what is in the folders; changes are seen later")
    func order() throws {
        let mark = "{% set _ = cookiecutter.update({'seen': cookiecutter.seen ~ '?'}) %}{{ cookiecutter.seen }}"
        let sample = CookiecutterSample(
            #""seen": """#,
            [
                "b/x": mark.replacing("?", with: "3"), "a.txt": mark.replacing("?", with: "1"),
                "z.txt": mark.replacing("?", with: "2"), "c/y": "{{ cookiecutter.seen }}",
            ])
        let render = try sample.render()
        #expect(render.baseline.text("a.txt") == "1")
        #expect(render.baseline.text("z.txt") == "12")
        #expect(render.baseline.text("b/x") == "123")
        #expect(render.baseline.text("c/y") == "123")
    }

    @Test("copied without rendering: by unrendered path, stars cross slashes, names in a folder stay")
    func copied() throws {
        let sample = CookiecutterSample(
            #""_copy_without_render": ["*.html", "raw", "{{cookiecutter.name}}/lit"]"#,
            [
                "deep/in/{{cookiecutter.name}}.html": "{{ x }}", "raw/{{ y }}/f": "{{ z }}",
                "{{cookiecutter.name}}/lit": "{{ cookiecutter.name }}", "other.txt": "{{ cookiecutter.name }}",
            ])
        let render = try sample.render()
        #expect(render.paths == ["deep/in/demo.html", "demo/lit", "other.txt", "raw/{{ y }}/f"])
        #expect(render.baseline.text("deep/in/demo.html") == "{{ x }}")
        #expect(render.baseline.text("raw/{{ y }}/f") == "{{ z }}")
        #expect(render.baseline.text("demo/lit") == "{{ cookiecutter.name }}")
        #expect(render.baseline.text("other.txt") == "demo")
    }

    @Test("symlinks become what they lead to, a linked folder stays empty, what leads out is not read")
    func symlinks() throws {
        let sample = CookiecutterSample(
            "", ["real/f": "{{ cookiecutter.name }}"], beside: ["shared/s": "s {{ cookiecutter.name }}"]
        )
        .adding("link", Array("real/f".utf8), .symlink)
        .adding("folder", Array("real".utf8), .symlink)
        .adding("up", Array("../shared/s".utf8), .symlink)
        .adding("out", Array("../../etc/passwd".utf8), .symlink)
        .adding("abs", Array("/etc/passwd".utf8), .symlink)
        .adding("loop", Array("loop".utf8), .symlink)
        let render = try sample.render()
        #expect(render.paths == ["link", "real/f", "up"])
        #expect(render.baseline["link"]?.mode == .file)
        #expect(render.baseline.text("up") == "s demo")
        #expect(
            render.unrendered.map(\.source).sorted() == ["abs", "loop", "out"].map { "{{cookiecutter.name}}/\($0)" })
    }

    @Test("a copied folder takes along what its symlinks lead to")
    func copiedSymlinks() throws {
        let sample = CookiecutterSample(#""_copy_without_render": ["raw"]"#, ["real/f": "{{ x }}"])
            .adding("raw/link", Array("../real".utf8), .symlink)
            .adding("raw/run", Array("#!/bin/sh\n".utf8), .executable)
        let render = try sample.render()
        #expect(render.baseline.text("raw/link/f") == "{{ x }}")
        #expect(render.baseline["raw/run"]?.mode == .executable)
    }

    @Test("the executable bit is the template's")
    func modes() throws {
        let render = try CookiecutterSample().adding(
            "run.sh", Array("echo {{ cookiecutter.name }}\n".utf8), .executable
        )
        .render()
        #expect(render.baseline["run.sh"]?.mode == .executable)
        #expect(render.baseline["a"]?.mode == .file)
    }

    @Test("two templates of one path: the later one counts, and it is told")
    func twice() throws {
        let render = try CookiecutterSample("", ["b": "first", "{{ 'b' }}": "second"]).render()
        #expect(render.baseline.text("b") == "second")
        #expect(render.rules == ["path-twice"])
    }

    @Test("includes come from the rendered folder, then from templates beside it, and nowhere else")
    func includes() throws {
        let sample = CookiecutterSample(
            "",
            [
                "a": "{% include 'part' %}", "part": "own {{ cookiecutter.name }}", "b": "{% include 'shared.txt' %}",
                "c": "{% include '../cookiecutter.json' %}", "d": "{% extends 'base' %}{% block x %}X{% endblock %}",
            ],
            beside: [
                "templates/shared.txt": "shared", "templates/part": "not this",
                "templates/base": "<{% block x %}{% endblock %}>",
            ])
        let render = try sample.render()
        #expect(render.baseline.text("a") == "own demo")
        #expect(render.baseline.text("b") == "shared")
        #expect(render.baseline.text("d") == "<X>")
        #expect(render.unrendered.map(\.path) == ["c"])
    }

    @Test("a file with an unknown filter is not rendered, the rest is")
    func unknownFilter() throws {
        let render = try CookiecutterSample(
            #""_extensions": ["ext.Mine"]"#, ["a": "{{ cookiecutter.name|mine }}", "b": "{{ cookiecutter.name }}"]
        ).render()
        #expect(render.paths == ["b"])
        #expect(render.unrendered.count == 1)
        #expect(render.unrendered[0].reason.contains("the filter 'mine' is not known"))
        #expect(render.unrendered[0].reason.contains("ext.Mine"))
    }

    @Test("settings of Jinja are honoured, unknown ones are told")
    func settings() throws {
        var sample = CookiecutterSample(
            #""_jinja2_env_vars": {"trim_blocks": true, "lstrip_blocks": true, "finalize": "x"}"#,
            ["a": "x\n  {% if true %}\n  y\n  {% endif %}\n"])
        let render = try sample.render()
        #expect(render.baseline.text("a") == "x\n  y\n")
        #expect(render.rules == ["unknown-setting"])
        sample.files = [
            CookiecutterSample.file(
                "cookiecutter.json",
                #"{"name": "demo", "_jinja2_env_vars": {"variable_start_string": "<<", "variable_end_string": ">>"}}"#),
            CookiecutterSample.file("<<cookiecutter.name>>/f", "{{ raw }} << cookiecutter.name >>"),
            CookiecutterSample.file("{{cookiecutter.name}}/f", "no"),
        ]
        #expect(try sample.render().baseline.text("f") == "{{ raw }} demo")
    }

    @Test("two spellings of é are two paths and two answers")
    func spellings() throws {
        let (one, two) = ("\u{E9}", "e\u{301}")
        let sample = CookiecutterSample("", ["a": ""]).adding(one, Array("1".utf8)).adding(two, Array("2".utf8))
            .adding("\(one)d/x", Array("3".utf8)).adding("\(two)d/x", Array("4".utf8))
        let render = try sample.render()
        #expect(render.baseline.text(one) == "1")
        #expect(render.baseline.text(two) == "2")
        #expect(render.baseline.text("\(one)d/x") == "3")
        #expect(render.baseline.text("\(two)d/x") == "4")
        #expect(render.notes.isEmpty)
        let choice = CookiecutterSample("\"c\": [\"x\", \"\(two)\"]")
        #expect(throws: ScaffoldError.self) { try choice.render(data: ["c": .string(one)]) }
        #expect(try choice.render(data: ["c": .string(two)]).notes.isEmpty)
    }
}
