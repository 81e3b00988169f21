import OrderedCollections
import Testing

@testable import Template

@Suite("Cookiecutter: variables")
struct CookiecutterContextTests {
    /// A case: questions, recorded answers, and what `{{ cookiecutter.x }}` prints.
    struct Case: CustomTestStringConvertible, Sendable {
        var questions: String
        var recorded: Answers = [:]
        var prints: String
        var testDescription: String { "\(questions) \(recorded)" }
    }

    @Test(
        "defaults are templates, answers are values",
        arguments: [
            Case(questions: #""x": "{{ cookiecutter.name|upper }}""#, prints: "DEMO"),
            Case(questions: #""x": "d""#, recorded: ["x": "{{ 1+1 }}"], prints: "{{ 1+1 }}"),
            Case(questions: #""x": "d""#, recorded: ["x": "${{ secrets.X }}"], prints: "${{ secrets.X }}"),
            // Scalars become text.
            Case(questions: #""x": 3"#, prints: "3"),
            Case(questions: #""x": 1.50"#, prints: "1.5"),
            Case(questions: #""x": 123456789012345678901234567890"#, prints: "123456789012345678901234567890"),
            Case(questions: #""x": "d""#, recorded: ["x": 8], prints: "8"),
            Case(questions: #""x": null"#, prints: "None"),
            Case(questions: #""x": true"#, prints: "True"),
            // Yes and no in words.
            Case(questions: #""x": true"#, recorded: ["x": "no"], prints: "False"),
            Case(questions: #""x": false"#, recorded: ["x": " Y "], prints: "True"),
            Case(questions: #""x": "y""#, recorded: ["x": true], prints: "True"),
            // Choices.
            Case(questions: #""x": ["a", "b"]"#, prints: "a"),
            Case(questions: #""x": ["a", "b"]"#, recorded: ["x": "b"], prints: "b"),
            Case(questions: #""x": ["{{ cookiecutter.name }}-1", "b"]"#, recorded: ["x": "demo-1"], prints: "demo-1"),
            Case(questions: #""x": [1, 2]"#, recorded: ["x": "2"], prints: "2"),
            Case(questions: #""x": ["a", "b", "c"]"#, recorded: ["x": ["c", "b"]], prints: "c"),
            Case(questions: #""x": "d""#, recorded: ["x": ["p", "q"]], prints: "p"),
            // Private values are the template's.
            Case(questions: #""_x": "{{ raw }}""#, recorded: ["_x": "mine"], prints: "{{ raw }}"),
            Case(questions: #""__x": "{{ cookiecutter.name }}!""#, recorded: ["__x": "mine"], prints: "demo!"),
        ])
    func prints(_ each: Case) throws {
        let name = each.questions.split(separator: "\"")[0]
        let sample = CookiecutterSample(each.questions, ["out": "{{ cookiecutter['\(name)'] }}"])
        let render = try sample.render(each.recorded)
        #expect(render.baseline.text("out") == each.prints)
        #expect(render.notes.isEmpty)
        #expect(render.unrendered.isEmpty)
    }

    @Test("a choice that vanished keeps its recorded value and is told")
    func vanished() throws {
        let render = try CookiecutterSample(#""license": ["MIT", "BSD"]"#, ["l": "{{ cookiecutter.license }}"])
            .render(["license": "MIT license"])
        #expect(render.baseline.text("l") == "MIT license")
        #expect(render.rules == ["answer-not-a-choice"])
        #expect(render.answers["license"] == "MIT license")
    }

    @Test(
        "answers given now must fit",
        arguments: [
            ["x": "z"], ["flag": "perhaps"], ["nosuch": "1"], ["_private": "1"], ["x": ["a", "z"]],
        ] as [Answers])
    func misfits(_ data: Answers) {
        let sample = CookiecutterSample(#""x": ["a", "b"], "flag": true, "_private": 1"#)
        #expect(throws: ScaffoldError.self) { try sample.render(data: data) }
    }

    @Test("answers given now count more than recorded ones, inside dictionaries name by name")
    func data() throws {
        let sample = CookiecutterSample(#""d": {"a": "1", "b": "2"}, "x": "y""#)
        let render = try sample.render(
            ["x": "recorded", "d": .map(["a": "r", "b": "r"])], data: ["x": "now", "d": .map(["b": "n"])])
        #expect(render.answers["x"] == "now")
        #expect(render.answers["d"] == .map(["a": "r", "b": "n"]))
    }

    @Test("dictionaries merge, are rendered last and stand last")
    func dictionaries() throws {
        let sample = CookiecutterSample(
            #""d": {"{{ cookiecutter.z }}": "{{ cookiecutter.z }}", "n": 1, "in": {"k": ["{{ cookiecutter.z }}"]}}, "z": "zed""#
        )
        let render = try sample.render(["d": .map(["added": "{{ literal }}", "in": .map(["k": "mine"])])])
        #expect(Array(render.answers.keys) == ["name", "z", "d", "_template", "_commit"])
        #expect(
            render.answers["d"]
                == .map(["zed": "zed", "n": "1", "in": .map(["k": "mine"]), "added": "{{ literal }}"]))
    }

    @Test("labels are no variables, private dictionaries stay where they are")
    func order() throws {
        let sample = CookiecutterSample(
            #""__prompts__": {"name": "Your name"}, "__d": {"k": "{{ cookiecutter.name }}"}, "_raw": {"k": "{{ x }}"}, "z": "1""#
        )
        let render = try sample.render()
        #expect(Array(render.answers.keys) == ["name", "__d", "_raw", "z", "_template", "_commit"])
        #expect(render.answers["__d"] == .map(["k": "demo"]))
        #expect(render.answers["_raw"] == .map(["k": "{{ x }}"]))
    }

    @Test("template and commit are there, what only a machine knows is not")
    func bookkeeping() throws {
        let sample = CookiecutterSample(
            "", ["t": "{{ cookiecutter._template }} {{ cookiecutter._commit }}", "o": "{{ cookiecutter._output_dir }}"])
        let render = try sample.render(["_commit": "older", "_output_dir": "/home/me"])
        #expect(render.baseline.text("t") == "https://example.com/t.git c0ffee")
        #expect(render.unrendered.map(\.path) == ["o"])
        #expect(render.answers["_commit"] == "c0ffee")
    }

    @Test("an answer that the template no longer asks for is dropped and told")
    func dropped() throws {
        let render = try CookiecutterSample().render(["name": "demo", "gone": "x", "_old": "y"])
        #expect(render.rules == ["answer-not-asked"])
        #expect(render.answers["gone"] == nil)
    }

    @Test("a default that needs Python that is not run is told, and the recorded value is used")
    func unknownFilter() throws {
        let sample = CookiecutterSample(
            #""__slug": "{{ cookiecutter.name|mine }}", "q": "{{ cookiecutter.name|mine }}", "_extensions": ["local.Ext"]"#,
            ["s": "{{ cookiecutter.__slug }}", "q": "{{ cookiecutter.q }}", "ok": "{{ cookiecutter.name }}"])
        let render = try sample.render(["__slug": "demo_slug"])
        #expect(render.rules == ["unknown-extension", "answer-not-rendered", "answer-not-rendered"])
        #expect(render.baseline.text("s") == "demo_slug")
        #expect(render.baseline.text("ok") == "demo")
        #expect(render.unrendered.map(\.path) == ["q"])
    }
}
