import Git
import Merge
import OrderedCollections
import Testing

@testable import Template

@Suite("Copier's files")
struct CopierFileTests {
    @Test(
        "A name loses its last suffix, whatever part of it the template's suffix is",
        arguments: [
            (".jinja", "a.txt.jinja", "a.txt"), (".tpl.j2", "a.txt.tpl.j2", "a.txt.tpl"), ("_tmpl", "a.txt_tmpl", "a"),
            ("_tmpl", "Makefile_tmpl", "Makefile_tmpl"), (".jinja", ".jinja", ".jinja"), ("\"\"", "a.txt", "a.txt"),
            ("null", "a.jinja", "a"),
        ])
    func suffixes(_ suffix: String, _ source: String, _ path: String) throws {
        let render = try CopierSample("_templates_suffix: \(suffix)\nq: 1\n", [source: "{{ q }}"]).render()
        #expect(render.text(path) == "1")
    }

    @Test("The paths in Copier's settings go through the filters for paths")
    func pathsInSettings() throws {
        let sample = CopierSample(
            "q: '{{ _copier_conf.dst_path | basename }}'\n",
            ["a.jinja": "{{ q }} {{ _copier_conf.dst_path | splitext }}"])
        #expect(try sample.render().text("a") == "project ('project', '')")
    }

    @Test("Parts of paths are templates: an empty one drops the file, slashes in one make folders")
    func paths() throws {
        let sample = CopierSample(
            "q: a/b\nout: false\n",
            [
                "{{ q }}/c.txt": "", "{% if out %}x{% endif %}/d.txt": "", "{% if out %}e{% endif %}.jinja": "",
                "f.txt": "plain", "f.txt.jinja": "rendered", "{{ ' ' }}.jinja": "",
            ])
        let render = try sample.render()
        #expect(render.paths == [" ", "a/b/c.txt", "f.txt"])
        #expect(render.text("f.txt") == "rendered")
        #expect(render.baseline["a/b/c.txt"]?.source == "{{ q }}/c.txt")
    }

    @Test("A file cannot be where others need a folder, and of two sources of one path a note says so")
    func clashes() throws {
        let sample = CopierSample("q: a\n", ["a": "", "{{ q }}/b": "", "c": "1", "{{ 'c' }}": "2"])
        let render = try sample.render()
        #expect(render.paths == ["a", "c"])
        #expect(render.unrendered.map(\.source) == ["{{ q }}/b"])
        #expect(render.rules == ["two-sources-one-path"])
    }

    @Test("An answers file in its own place counts more than one of another template further down")
    func nestedAnswersFile() throws {
        let name = "{{ _copier_conf.answers_file }}.jinja"
        let sample = CopierSample("q: a\n", [name: "own", "vendor/other/\(name)": "other", "vendor/b": ""])
        let render = try sample.render()
        #expect(render.text(".copier-answers.yml") == "own")
        #expect(render.rules == ["two-sources-one-path"])
    }

    @Test("A submodule is told at the path that it would have, unless the template leaves it out itself")
    func submodules() throws {
        let sample = CopierSample("q: lib\n", ["a.txt": ""]).adding("{{ q }}/vendor", "", .submodule)
        let render = try sample.render()
        #expect(render.paths == ["a.txt"])
        #expect(render.unrendered.map(\.source) == ["{{ q }}/vendor"])
        #expect(render.unrendered.map(\.path) == ["lib/vendor"])
        for pattern in ["lib", "vendor/", "lib/vendor/*"] {
            let excluding = CopierSample("q: lib\n_exclude: ['copier.yml', '\(pattern)']\n", ["a.txt": ""])
                .adding("{{ q }}/vendor", "", .submodule)
            #expect(try excluding.render().unrendered.isEmpty, "\(pattern)")
        }
    }

    @Test("A part of a path yields: one file for each value, each with an identity of its own")
    func yields() throws {
        let sample = CopierSample(
            "names: [a, b]\n",
            [
                "{% yield n from names %}{{ n }}{% endyield %}/{{ n }}.txt.jinja": "{{ n }}",
                "x.jinja": "{% yield n from names %}{% endyield %}",
            ])
        let render = try sample.render()
        #expect(render.paths == ["a/a.txt", "b/b.txt"])
        #expect(render.text("b/b.txt") == "b")
        #expect(Set(render.baseline.files.map(\.source)).count == 2)
        #expect(render.unrendered.map(\.source) == ["x.jinja"])
    }

    @Test("What is random follows the seed, and differs between files")
    func random() throws {
        let sample = CopierSample(
            "q: 1\n", ["a.jinja": "{{ 10000000|ans_random }}", "b.jinja": "{{ 10000000|ans_random }}"])
        let render = try sample.render()
        #expect(render.text("a") == (try sample.render().text("a")))
        #expect(render.text("a") != render.text("b"))
    }

    @Test("Files that the template leaves out are not rendered; without a setting, copier.yml is one")
    func excludes() throws {
        #expect(try CopierSample("q: 1\n", ["a.pyc": "", "b": ""]).render().paths == ["b"])
        #expect(try CopierSample("_exclude: ['b']\nq: 1\n", ["b": ""]).render().paths == ["copier.yml"])
        let operation = CopierSample(
            "_exclude: ['copier.yml', \"{% if _copier_operation == 'update' %}b{% endif %}\"]\n", ["b": ""])
        #expect(try operation.render().paths == ["b"])
        var request = CopierSample.request()
        request.operation = .update
        #expect(try operation.template().render(request).paths == [])
        request.operation = .copy
        request.furtherExcludes = ["/b"]
        #expect(try operation.template().render(request).paths == [])
    }

    @Test("Files that are never written again belong to the service once they are there")
    func skipIfExists() throws {
        let render = try CopierSample("_skip_if_exists: ['{{ q }}.md']\nq: NEWS\n", ["NEWS.md": "", "a": ""]).render()
        #expect(render.baseline["NEWS.md"]?.fileClass == .createOnce)
        #expect(render.baseline["a"]?.fileClass == .managed)
    }

    @Test("Symlinks stand for what they lead to, or stay where the template says so")
    func symlinks() throws {
        let files: KeyValuePairs = ["real/a.txt": "A", "real/run": "R"]
        let plain = CopierSample("q: x\n", files).adding("link", "real", .symlink).adding(
            "one", "./real/a.txt", .symlink)
        #expect(try plain.render().paths == ["link/a.txt", "link/run", "one", "real/a.txt", "real/run"])
        let kept = CopierSample("_preserve_symlinks: true\nq: x\n", files)
            .adding("one", "./real//a.txt", .symlink).adding("two.jinja", "real/{{ q }}", .symlink)
        let render = try kept.render()
        #expect(render.baseline["one"]?.mode == .symlink)
        #expect(render.text("one") == "real/a.txt")
        #expect(render.text("two") == "real/x")
    }

    @Test("A program stays a program, but not behind a symlink, as Copier has it")
    func modes() throws {
        let sample = CopierSample("q: 1\n").adding("run.sh.jinja", "{{ q }}", .executable).adding(
            "x", "run.sh.jinja", .symlink)
        let render = try sample.render()
        #expect(render.baseline["run.sh"]?.mode == .executable)
        #expect(render.baseline["x"]?.mode == .file)
    }

    @Test("Includes and imports are looked for from the root of the repository")
    func includes() throws {
        let sample = CopierSample(
            "_subdirectory: sub\nq: 1\n",
            [
                "parts/a": "[{{ q }}]", "parts/m": "{% macro m() %}M{% endmacro %}",
                "sub/out.jinja": "{% include 'parts/a' %}{% from './parts/m' import m %}{{ m() }}",
            ])
        #expect(try sample.render().text("out") == "[1]M")
    }

    @Test("Delimiters and white space follow _envops; what could run code is refused")
    func envops() throws {
        let sample = CopierSample(
            "_envops: {variable_start_string: '[[', variable_end_string: ']]', keep_trailing_newline: false}\nq: '[[ 1 ]]'\n",
            ["[[ q ]].jinja": "{{ x }} [[ q ]]\n"])
        #expect(try sample.render().text("1") == "{{ x }} 1")
        #expect(throws: ScaffoldError.self) { try CopierSample("_envops: {finalize: os.system}\n").render() }
        #expect(throws: ScaffoldError.self) { try CopierSample("_envops: {undefined: os.system}\n").render() }
        let strict = CopierSample("_envops: {undefined: jinja2.StrictUndefined}\n", ["a.jinja": "{{ x }}", "b": ""])
        #expect(try strict.render().unrendered.map(\.source) == ["a.jinja"])
        #expect(try strict.render().paths == ["b"])
    }

    @Test("The template's own .gitattributes give line ends to copied files, by their name in the template")
    func attributes() throws {
        let sample = CopierSample(
            "q: 1\n",
            [
                ".gitattributes": "*.bat eol=crlf\n*.png filter=lfs\n", "a.bat": "x\ny\n", "b.bat.jinja": "x\n",
                "p.png": "z", "sub/.gitattributes": "*.bat -text\n", "sub/c.bat": "x\n",
            ])
        let render = try sample.render()
        #expect(render.text("a.bat")?.utf8.elementsEqual("x\r\ny\r\n".utf8) == true)
        #expect(render.text("b.bat") == "x\n")
        #expect(render.text("sub/c.bat") == "x\n")
        #expect(render.notes.filter { $0.rule == "git-attributes" }.map(\.subject) == ["p.png"])
    }

    @Test("Content that git would fetch or encode in an unknown way is named and not rendered")
    func checkouts() throws {
        let sample = CopierSample(
            "q: 1\n",
            [
                ".gitattributes":
                    "*.bin filter=lfs\n*.u16 working-tree-encoding=UTF-16BE\n*.x working-tree-encoding=X\n",
                "a.bin": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "b.u16": "é",
                "c.x": "é",
            ])
        let render = try sample.render()
        #expect(render.baseline["b.u16"]?.bytes == [0x00, 0xE9])
        #expect(render.unrendered.map(\.path) == ["a.bin", "c.x"])
    }

    @Test("What needs something unknown is named with its reason, and the rest is rendered")
    func unrendered() throws {
        let sample = CopierSample(
            "q: 1\n", ["a.jinja": "{{ q|gitlab_url }}", "b.jinja": "{{ q }}", "{{ q|nope }}.jinja": ""])
        let render = try sample.render()
        #expect(render.paths == ["b"])
        #expect(render.unrendered.map(\.source) == ["a.jinja", "{{ q|nope }}.jinja"])
        #expect(render.unrendered.map(\.path) == ["a", nil])
        #expect(render.unrendered.allSatisfy { $0.reason.contains("No filter named") })
    }

    @Test("Tasks and migrations are listed as they would run, and nothing runs")
    func commands() throws {
        let sample = CopierSample(
            """
            _tasks:
              - "echo {{ q }}"
              - [git, add, "{{ q }} b"]
              - {command: never, when: "{{ q == 2 }}"}
              - {command: there, working_directory: "sub/{{ q }}"}
            _migrations:
              - {version: v2.0, before: [old], after: [[new, "{{ _version_current }}"]]}
              - {command: always}
              - {version: v3.0, command: later}
              - {command: first, when: "{{ _stage == 'before' }}"}
            q: 1
            """)
        let variables = ["STAGE=task", "COPIER_OPERATION=copy"]
        #expect(
            try sample.render().commands == [
                DialectCommand(stage: "task", command: "echo 1", variables: variables),
                DialectCommand(stage: "task", command: "git add '1 b'", variables: variables),
                DialectCommand(stage: "task", command: "there", folder: "sub/1", variables: variables),
            ])
        let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
        let old = CopierVersion(commit: id, describe: "v1.0", version: PythonVersion("1.0"))
        let new = CopierVersion(commit: id, describe: "v2.0", version: PythonVersion("2.0"))
        let migrations = try sample.template().migrations(from: old, to: new, CopierSample.request())
        #expect(
            migrations.map { "\($0.stage) \($0.command)" } == [
                "before old", "before first", "after new v2.0", "after always",
            ])
    }

    @Test("Messages are rendered")
    func messages() throws {
        let told = CopierSample(
            "name: you\n_message_before_copy: 'Before {{ name }}'\n_message_after_copy: 'After {{ name }}'\n"
                + "_message_after_update: Updated\n_message_before_update: '{{ name|nothing }}'\n")
        #expect(try told.render(["name": "me"]).messages.before == "Before ")
        #expect(try told.render(["name": "me"]).messages.after == "After me")
        var request = CopierSample.request()
        request.operation = .update
        let update = try told.template().render(request)
        #expect(update.messages.after == "Updated" && update.messages.before.isEmpty)
        #expect(update.rules.contains("message-unrendered"))
        let sample = CopierSample("_message_before_update: 'For {{ q }}'\nq: you\n")
        #expect(try sample.template().messages(CopierSample.request()).beforeUpdate == "For you")
    }

    @Test("Other data of the service is read when a template asks for it; what is not there is empty and noted")
    func externalData() throws {
        let sample = CopierSample(
            "_external_data: {base: .base.yml, gone: gone.yml}\nq: \"{{ _external_data.base.name }}\"\n",
            ["out.jinja": "{{ q }}{{ _external_data.gone.x }}"])
        var request = CopierSample.request()
        request.externalData = { $0 == ".base.yml" ? Array("name: N\n".utf8) : nil }
        let render = try sample.template().render(request)
        #expect(render.text("out") == "N")
        #expect(render.rules == ["external-data-missing"])
    }

    @Test("the version that was asked for, and the folder's name of its real path")
    func surroundings() throws {
        let sample = CopierSample(
            "repo: '{{ _copier_conf.dst_path|realpath|basename }}'\n",
            [
                "a.txt.jinja": "{{ _copier_conf.vcs_ref }} {{ repo }}",
                "b.txt.jinja": "{{ _copier_conf.dst_path|realpath }}",
            ])
        #expect(try sample.render().text("a.txt") == "None project")
        #expect(try sample.render().unrendered.map(\.path) == ["b.txt"])
        var request = CopierSample.request()
        request.revision = "main"
        #expect(try sample.template().render(request).text("a.txt") == "main project")
        let others = ["_copier_conf.answers_file", "'/tmp'", "(_copier_conf.dst_path / 'a')"]
        for other in others {
            let render = try CopierSample("{}", ["a.txt.jinja": "{{ \(other)|realpath|basename }}"]).render()
            #expect(render.unrendered.count == 1, "\(other)")
        }
        for use in ["|string", "|upper", "~ ''", "|length", "|default('')", "== 'x'", "|dirname", "if true"] {
            let render = try CopierSample("{}", ["a.txt.jinja": "{{ _copier_conf.dst_path|realpath \(use) }}"]).render()
            #expect(render.unrendered.count == 1, "\(use)")
        }
    }

    @Test("a file that prints what nobody asks for is noted in an update")
    func undefinedName() throws {
        let sample = CopierSample(
            "name: you\n",
            [
                "a.txt.jinja": "{{ extra }}", "b.txt.jinja": "{% if extra %}x{% endif %}{{ extra|default('') }}",
                "c.txt.jinja": "{% set extra = 1 %}{{ extra }} {{ name }} {{ range(1) }} {{ _copier_conf.sep }}",
            ])
        #expect(try !sample.render().rules.contains(DialectNote.undefinedName))
        var request = CopierSample.request()
        request.operation = .update
        let notes = try sample.template().render(request).notes.filter { $0.rule == DialectNote.undefinedName }
        #expect(notes.map(\.subject) == ["a.txt"])
    }
}
