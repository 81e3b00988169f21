import Git
import OrderedCollections
import TestSupport
import Testing

@testable import Template

@Suite("Rendering")
struct RenderTests {
    static let question = "questions: [{ name: entity, type: string, prompt: E, default: product }]"

    static func render(
        _ lines: String = question, files: [String: String], answers: Answers = ["entity": "product"],
        fragments: [String: String] = [:], parts: [String: String] = [:]
    ) throws -> Baseline {
        var sample = Sample(lines, files: files)
        sample.fragments = Sample.list(fragments)
        sample.parts = Sample.list(parts)
        return try sample.release().render(answers)
    }

    @Test("contents and paths are templates; computed names, scaffold and release are there too")
    func basics() throws {
        let baseline = try RenderTests.render(
            RenderTests.question + "\ncomputed: [{ name: upper, value: '<%= entity | upper %>' }]",
            files: [
                "app/<%= entity %>.py": "class <%= entity | pascal %>: <%= upper %>\n<%# gone %>\n",
                "<%= entity %>/x": "<%= scaffold %> <%= release %>", "plain": "{{ x }} {% y %} ${{ z }} < % >\n",
            ])
        #expect(baseline.files.map(\.path) == ["app/product.py", "plain", "product/x"])
        #expect(baseline.text("app/product.py") == "class Product: PRODUCT\n")
        #expect(baseline.text("product/x") == "sample 1.0.0")
        #expect(baseline.text("plain") == "{{ x }} {% y %} ${{ z }} < % >\n")
        #expect(baseline["app/product.py"]?.source == "app/<%= entity %>.py")
        #expect(baseline["nothing"] == nil)
    }

    @Test(
        "white space is as the format says",
        arguments: [
            ("a\n  <% if true %>\nb\n  <% endif %>\nc\n", "a\nb\nc\n"), ("a <% if true %>b<% endif %> c", "a b c"),
            ("<%= entity %>\n", "product\n"), ("<%= entity %>", "product"), ("x\n<%# note %>\ny\n", "x\ny\n"),
            ("a\n<% for i in [1, 2] %>\n- <%= i %>\n<% endfor %>\nb", "a\n- 1\n- 2\nb"),
            ("\n\n<%= entity %>\n\n", "\n\nproduct\n\n"),
            ("a\r\n<% if true %>\r\n<%= entity %>\r\n<% endif %>\r\n", "a\r\nproduct\r\n"),
        ])
    func whiteSpace(template: String, expected: String) throws {
        #expect(try RenderTests.render(files: ["f": template]).text("f") == expected)
    }

    @Test("answers are text, never templates")
    func noInjection() throws {
        let hostile = "<%= entity %> {{ x }} <% raw %> %>\n\"'`$(id)`"
        let baseline = try RenderTests.render(files: ["f": "[<%= entity %>]"], answers: ["entity": .string(hostile)])
        #expect(baseline.text("f") == "[\(hostile)]")
    }

    @Test("filters for names and quoting")
    func filters() throws {
        let template = """
            <%= "HTTPServer log" | kebab %> <%= "a b" | snake %> <%= "a b" | pascal %> <%= "a b" | camel %> \
            <%= "a b" | screaming %> <%= "a b" | flat %> <%= "a_b" | title %> <%= "aB" | words %> <%= "category" | plural %> \
            <%= "orders" | with_service | kebab %>
            <%= entity | yaml_string %> <%= entity | toml_string %> <%= entity | json_string %> <%= entity | python_string %> \
            <%= entity | sh_quote %> <%= "a*b" | markdown_text %> <%= 8000 | yaml_string %>
            """
        let baseline = try RenderTests.render(files: ["f": template], answers: ["entity": "it's \"x\""])
        #expect(
            baseline.text("f") == """
                http-server-log a_b AB aB A_B ab A B a b categories orders-service
                "it's \\"x\\"" "it's \\"x\\"" "it's \\"x\\"" "it's \\"x\\"" 'it'"'"'s "x"' a\\*b "8000"
                """)
    }

    @Test(
        "what fails says where, and draws a caret",
        arguments: [
            ("ok\n  <%= entty %>\n", "'entty' is undefined", 2), ("a\n<% if %>\n", "", 2),
            ("<%= entity | nope %>", "nope", 1),
            ("<%= 1 / 0 %>", "division", 1), ("\n\n<%= 'ü' | kebab %>", "ASCII", 3),
            ("<%= slot('x') %>!", "no slot 'x'", 1),
            ("<% include 'missing' %>", "missing", 1),
        ])
    func failures(template: String, reason: String, line: Int) throws {
        let error = #expect(throws: ScaffoldError.self) { try RenderTests.render(files: ["dir/f": template]) }
        #expect(error?.code == .template)
        #expect(error?.message.contains(reason) == true, "\(error?.description ?? "-")")
        #expect(error?.location?.file == "sample/files/dir/f")
        #expect(error?.location?.line == line, "\(error?.description ?? "-")")
        #expect(error?.excerpt?.contains("^") == true, "\(error?.description ?? "-")")
    }

    @Test(
        "bombs end in an error of limits",
        arguments: [
            "<% for a in range(100000) %><% for b in range(100000) %>x<% endfor %><% endfor %>", "<%= 'x' * 10**9 %>",
            "<%= 2 ** (10**9) %>", "<% macro m() %><%= m() %><% endmacro %><%= m() %>", "<% include 'self' %>",
            "<% for a in range(9999) %><%= 'x' * 100000 %><% endfor %>",
        ])
    func bombs(template: String) throws {
        let error = #expect(throws: ScaffoldError.self) {
            var sample = Sample(files: ["f": template])
            sample.parts = Sample.list(["self": "<% include 'self' %>"])
            _ = try sample.release().render([:], limits: RenderLimits(steps: 50_000))
        }
        #expect(error?.code == .limit, "\(error?.description ?? "-")")
    }

    @Test("limits on files and bytes hold")
    func limits() throws {
        let release = try Sample(files: ["a": "12345", "b": "12345"]).release()
        #expect(throws: ScaffoldError.self) { try release.render([:], limits: RenderLimits(files: 1)) }
        #expect(throws: ScaffoldError.self) { try release.render([:], limits: RenderLimits(bytes: 9)) }
        #expect(try release.render([:], limits: RenderLimits(files: 2, bytes: 10)).files.count == 2)
    }

    @Test("rules leave files out, set classes and keep files verbatim; the last one that matches wins")
    func rules() throws {
        let lines = """
            questions: [{ name: k8s, type: bool, prompt: K, default: false }]
            files:
              - { path: "k8s/**", when: k8s }
              - { path: k8s/always.yml, when: true }
              - { path: "**/*.md", class: create-once }
              - { path: LICENSE, class: exact }
              - { path: docs/spec.md, class: managed }
              - { path: "assets/**", verbatim: true, class: unmanaged }
            """
        let files = [
            "k8s/a.yml": "a", "k8s/always.yml": "b", "README.md": "r", "docs/spec.md": "s", "LICENSE": "l",
            "assets/x": "<%= nothing %>", "app": "",
        ]
        let without = try RenderTests.render(lines, files: files, answers: ["k8s": false])
        #expect(
            without.files.map(\.path) == ["LICENSE", "README.md", "app", "assets/x", "docs/spec.md", "k8s/always.yml"])
        #expect(without.files.map(\.fileClass) == [.exact, .createOnce, .managed, .unmanaged, .managed, .managed])
        #expect(without.text("assets/x") == "<%= nothing %>")
        let with = try RenderTests.render(lines, files: files, answers: ["k8s": true])
        #expect(with["k8s/a.yml"] != nil)
    }

    @Test("binary files are copied, other encodings must say so")
    func bytes() throws {
        var sample = Sample()
        sample.files = [
            TemplateFile(path: "bin", bytes: [0, 0x3C, 0x25, 0x3D, 0xFF]), TemplateFile(path: "latin", bytes: [0xE9]),
        ]
        #expect(try sample.release().render([:])["bin"]?.bytes == [0, 0x3C, 0x25, 0x3D, 0xFF])
        sample.files = [TemplateFile(path: "latin", bytes: Array("<%= 1 %>".utf8) + [0xE9])]
        let error = #expect(throws: ScaffoldError.self) { try sample.release().render([:]) }
        #expect(error?.message.contains("not UTF-8") == true)
        sample.files = [TemplateFile(path: "mixed", bytes: Array("a\r\nb\n<%= 1 %>".utf8))]
        let mixed = #expect(throws: ScaffoldError.self) { try sample.release().render([:]) }
        #expect(mixed?.message.contains("mixes line ends") == true)
    }

    @Test("modes are kept, symlinks are rendered and stay inside")
    func modes() throws {
        var sample = Sample(RenderTests.question)
        sample.files = [
            TemplateFile(path: "link", bytes: Array("<%= entity %>/x".utf8), mode: .symlink),
            TemplateFile(path: "run.sh", bytes: Array("x".utf8), mode: .executable),
        ]
        let baseline = try sample.release().render(["entity": "product"])
        #expect(baseline.files.map(\.mode) == [.symlink, .executable])
        #expect(baseline.text("link") == "product/x")
        #expect(throws: ScaffoldError.self) { try sample.release().render(["entity": "../.."]) }
        #expect(throws: ScaffoldError.self) { try sample.release().render(["entity": "/etc"]) }
    }

    @Test(
        "paths that must not be written are refused with the template's name",
        arguments: [
            "..", "/abs", ".git/hooks", ".GIT", "a\\b", "", "a//b", ".scaffold.yml", "x/../y", "git~1", "other",
            "OTHER",
        ])
    func paths(value: String) throws {
        let error = #expect(throws: ScaffoldError.self) {
            try RenderTests.render(files: ["<%= entity %>": "x", "other": "y"], answers: ["entity": .string(value)])
        }
        #expect(error?.code == .path)
        #expect(error?.location?.file.hasPrefix("sample/files/") == true)
    }

    @Test("an answer may hold folders")
    func folders() throws {
        let baseline = try RenderTests.render(
            RenderTests.question + "\ncomputed: [{ name: package, value: '<%= entity | replace(\".\", \"/\") %>' }]",
            files: ["src/<%= package %>/A.java": "package <%= entity %>;"], answers: ["entity": "com.example.shop"])
        #expect(baseline.files.map(\.path) == ["src/com/example/shop/A.java"])
    }

    @Test("parts are included from the release, and from nowhere else")
    func parts() throws {
        let baseline = try RenderTests.render(
            files: ["f": "<% include 'head.txt' %>\nbody\n"], parts: ["head.txt": "head of <%= entity %>\n"])
        #expect(baseline.text("f") == "head of product\nbody\n")
        #expect(throws: ScaffoldError.self) {
            try RenderTests.render(files: ["f": "<% include '../../etc/passwd' %>"], parts: ["head.txt": ""])
        }
        let error = #expect(throws: ScaffoldError.self) {
            try RenderTests.render(files: ["f": "<% include 'head.txt' %>"], parts: ["head.txt": "\n<%= nope %>"])
        }
        #expect(error?.location?.description == "sample/parts/head.txt:2:5", "\(error?.description ?? "-")")
    }

    @Test("a missing answer is an error, not an empty text")
    func missingAnswer() throws {
        let error = #expect(throws: ScaffoldError.self) { try RenderTests.render(files: ["f": "x"], answers: [:]) }
        #expect(error?.message.contains("entity is missing") == true)
    }

    @Test("notes are rendered with the answers")
    func notes() throws {
        let release = try Sample(RenderTests.question + "\nnotes: |\n  Rename <%= entity %>.").release()
        #expect(try release.renderedNotes(["entity": "x"]) == "Rename x.")
        #expect(try Sample().release().renderedNotes([:]).isEmpty)
    }

    @Test(
        "secrets stand in files that are not merged, and nowhere else",
        arguments: [
            (["f": "<%= token %>"], [:], "", false),
            (["f": "<%= token %>"], [:], "files: [{ path: f, class: create-once }]", true),
            (["f": "<%= both %>"], [:], "computed: [{ name: both, value: 'x<%= token %>' }]", false),
            (["<%= token %>": "x"], [:], "files: [{ path: '**', class: create-once }]", false),
            (
                ["f": "<%= slot('s') %>"], ["s/a": "<%= token %>"],
                "slots: { s: { fragments: [{ file: a, order: 1 }] } }", false
            ),
        ] as [([String: String], [String: String], String, Bool)])
    func secrets(files: [String: String], fragments: [String: String], lines: String, isFine: Bool) throws {
        var sample = Sample(
            "questions: [{ name: token, type: string, prompt: T, secret: true }]\n\(lines)", files: files)
        sample.fragments = Sample.list(fragments)
        let release = try sample.release()
        if isFine {
            #expect(try release.render([:], secrets: ["token": "s3cret"]).text("f") == "s3cret")
            #expect(try release.render([:]).text("f") == "")
        } else {
            let error = #expect(throws: ScaffoldError.self) { try release.render([:], secrets: ["token": "s3cret"]) }
            #expect(error?.message.contains("secret") == true)
        }
    }

    @Test("renames are rendered: the old side with old answers, the new side with new ones")
    func renames() throws {
        let release = try Sample(
            """
            questions:
              - { name: entity, type: string, prompt: E, default: product }
              - { name: k8s, type: bool, prompt: K, default: false }
            computed: [{ name: folder, value: "app/<%= entity %>" }]
            renames:
              - { from: "<%= entity %>.py", to: "<%= folder %>/main.py" }
              - { from: "<%= old_name %>.txt", to: "<%= entity %>.txt", when: k8s }
              - { from: same, to: "same" , when: false }
            deletions: [{ path: "<%= entity %>.old", reason: "Gone." }]
            """.replacing("  - { from: same, to: \"same\" , when: false }\n", with: ""),
            version: "1.1.0", previous: "1.0.0", files: ["<%= folder %>/main.py": "", "<%= entity %>.txt": ""]
        ).release()
        let old: Answers = ["entity": "item", "old_name": "legacy"]
        let step = try release.pathStep(from: old, to: ["entity": "thing", "k8s": true])
        #expect(
            step.moves == [
                PathMove(from: "item.py", to: "app/thing/main.py"), PathMove(from: "legacy.txt", to: "thing.txt"),
            ])
        #expect(step.deletions == ["item.old": "Gone."])
        let less = try release.renameMap(from: old, to: ["entity": "thing", "k8s": false])
        #expect(less == [PathMove(from: "item.py", to: "app/thing/main.py")])
    }

    @Test("files that moved because an answer changed are found by their template")
    func moves() throws {
        let files = ["app/<%= entity %>.py": "x", "README.md": "r"]
        let old = try RenderTests.render(files: files, answers: ["entity": "a"])
        let new = try RenderTests.render(files: files, answers: ["entity": "b"])
        #expect(old.moves(to: new).map { [$0.from, $0.to] } == [["app/a.py", "app/b.py"]])
        #expect(old.moves(to: old).isEmpty)
    }
}

@Suite("Slots of shared files")
struct SlotTests {
    static let lines = """
        questions:
          - { name: database, type: choice, prompt: D, choices: [postgresql, sqlite, none], default: postgresql }
        slots:
          deps:
            fragments:
              - { file: web.txt, order: 10 }
              - { file: pg.txt, order: 20, when: "database == 'postgresql'" }
              - { file: lite.txt, order: 5, when: "database == 'sqlite'" }
          env:
            separator: blank-line
            fragments:
              - { file: a.env, order: 1, when: "database != 'none'" }
              - { file: b.env, order: 2, when: "database != 'none'" }
        """
    static let fragments = [
        "deps/web.txt": "fastapi\nuvicorn\n", "deps/pg.txt": "psycopg\n\n\n", "deps/lite.txt": "<%= database %>-driver",
        "env/a.env": "A=1\n", "env/b.env": "B=2\n",
    ]

    static func render(_ template: String, _ database: AnswerValue) throws -> BaselineFile {
        let baseline = try RenderTests.render(
            lines, files: ["f": template], answers: ["database": database], fragments: fragments)
        return try #require(baseline["f"])
    }

    @Test(
        "a line with a slot becomes its fragments in order, or vanishes",
        arguments: [
            ("top\n<%= slot(\"deps\") %>\nend\n", "postgresql", "top\nfastapi\nuvicorn\npsycopg\nend\n"),
            ("top\n<%= slot(\"deps\") %>\nend\n", "sqlite", "top\nsqlite-driver\nfastapi\nuvicorn\nend\n"),
            ("top\n<%= slot('env') %>\nend\n", "postgresql", "top\nA=1\n\nB=2\nend\n"),
            ("top\n<%= slot('env') %>\nend\n", "none", "top\nend\n"),
            ("top\n  <%=slot( 'env' )%>  \nend\n", "none", "top\nend\n"),
            ("  <%= slot('deps') %>\nend\n", "none", "fastapi\nuvicorn\nend\n"),
            ("<%= slot('env') %>", "none", ""), ("<%= slot('env') %>", "sqlite", "A=1\n\nB=2\n"),
            ("<%= slot('env') %>\n  <% if true %>\nx\n  <% endif %>\n", "none", "x\n"),
            ("<% if slot('env') %>\n# env\n<%= slot('env') %>\n<% endif %>\nend\n", "none", "end\n"),
            (
                "<% if slot('env') %>\n# env\n<%= slot('env') %>\n<% endif %>\nend\n", "sqlite",
                "# env\nA=1\n\nB=2\nend\n"
            ),
            ("x: [<%= slot('deps') | trim | replace('\\n', ', ') %>]\n", "none", "x: [fastapi, uvicorn]\n"),
            ("a\r\n<%= slot('env') %>\r\nb\r\n", "sqlite", "a\r\nA=1\r\n\r\nB=2\r\nb\r\n"),
            ("a\r\n<%= slot('env') %>\r\nb\r\n", "none", "a\r\nb\r\n"),
        ])
    func lines(template: String, database: String, expected: String) throws {
        let file = try SlotTests.render(template, .string(database))
        #expect(String(decoding: file.bytes, as: UTF8.self) == expected)
    }

    @Test("a file says which slots it has")
    func used() throws {
        #expect(
            try SlotTests.render("<%= slot('env') %>\n<%= slot('deps') %>\n<%= slot('env') %>\n", "sqlite").slots == [
                "env", "deps",
            ])
        #expect(try SlotTests.render("none", "sqlite").slots.isEmpty)
    }

    @Test("an error after a slot line still has the right line")
    func position() throws {
        let error = #expect(throws: ScaffoldError.self) {
            try SlotTests.render("a\n<%= slot('deps') %>\n<%= slot('env') %>\n  <%= nope %>\n", "sqlite")
        }
        #expect(error?.location?.description == "sample/files/f:4:7", "\(error?.description ?? "-")")
    }

    @Test("an error in a fragment names the fragment")
    func fragment() throws {
        var fragments = SlotTests.fragments
        fragments["deps/web.txt"] = "x\n<%= nope %>"
        let error = #expect(throws: ScaffoldError.self) {
            try RenderTests.render(
                SlotTests.lines, files: ["f": "<%= slot('deps') %>"], answers: ["database": "none"],
                fragments: fragments)
        }
        #expect(error?.location?.description == "sample/slots/deps/web.txt:2:5", "\(error?.description ?? "-")")
    }

    @Test("a misspelt slot is answered with the right one")
    func unknown() throws {
        let error = #expect(throws: ScaffoldError.self) { try SlotTests.render("<%= slot('dep') %>\n", "none") }
        #expect(error?.message.contains("did you mean 'deps'?") == true, "\(error?.description ?? "-")")
    }

    @Test("an answer in a fragment is text")
    func noInjection() throws {
        let lines = """
            questions: [{ name: text, type: string, prompt: T, default: x }]
            slots: { s: { fragments: [{ file: a, order: 1 }] } }
            """
        let baseline = try RenderTests.render(
            lines, files: ["f": "<%= slot('s') %>\n"], answers: ["text": "<%= 1 / 0 %><% endraw %>"],
            fragments: ["s/a": "v=<%= text %>\n"])
        #expect(baseline.text("f") == "v=<%= 1 / 0 %><% endraw %>\n")
    }
}
