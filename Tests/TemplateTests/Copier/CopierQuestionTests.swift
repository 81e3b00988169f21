import OrderedCollections
import Testing

@testable import Template

@Suite("Copier's questions without anyone to ask")
struct CopierQuestionTests {
    /// What one question's answer is.
    private func answer(
        _ question: String, recorded: AnswerValue? = nil, set: AnswerValue? = nil
    ) throws -> (value: AnswerValue?, notes: [String]) {
        let render = try CopierSample("q: \(question)\n").render(
            recorded.map { ["q": $0] } ?? [:], data: set.map { ["q": $0] } ?? [:])
        return (render.answers["q"], render.rules)
    }

    @Test(
        "What is set is cast to the question's type",
        arguments: [
            ("{type: str, default: a}", AnswerValue.double(1.1), AnswerValue.string("1.1")),
            ("{type: str, default: a}", true, "True"), ("{type: bool, default: false}", "yes", true),
            ("{type: bool, default: true}", "0.0", false), ("{type: bool, default: true}", "~", false),
            ("{type: bool, default: false}", "abc", true), ("{type: int, default: 1}", " 1_000 ", 1000),
            ("{type: int, default: 1}", .double(3.7), 3), ("{type: float, default: 1.0}", "1e3", .double(1000)),
            ("{type: path, default: a}", 5, "5"), ("{type: json, default: '1'}", "[1, \"a\"]", .list([1, "a"])),
            ("{type: yaml, default: 1}", "yes", true), ("3", "4", 4), ("'3'", 4, "4"),
        ] as [(String, AnswerValue, AnswerValue)])
    func casts(_ question: String, _ set: AnswerValue, _ value: AnswerValue) throws {
        #expect(try answer(question, set: set).value == value)
    }

    @Test(
        "What is set and does not fit is refused",
        arguments: [
            ("{type: int, default: 1}", AnswerValue.string("3.0")), ("{type: str, default: a}", .list([1])),
            ("{type: str, default: a}", .null), ("{type: str, choices: [a, b], default: a}", "c"),
            ("{type: str, default: a, validator: '{% if q == \"x\" %}no{% endif %}'}", "x"),
            ("{type: float, default: 1.0}", "one"), ("{type: json, default: '1'}", "{"),
        ] as [(String, AnswerValue)])
    func refused(_ question: String, _ set: AnswerValue) {
        #expect(throws: ScaffoldError.self) { try answer(question, set: set) }
    }

    @Test("A recorded answer that is no choice any more stays, and is noted")
    func vanishedChoice() throws {
        let kept = try answer("{type: str, choices: [pg], default: pg}", recorded: "mysql")
        #expect(kept.value == "mysql")
        #expect(kept.notes == ["answer-invalid"])
    }

    @Test(
        "A recorded answer that is the label of one choice now, and no value, is that choice",
        arguments: [
            ("{MIT License: MIT, Apache 2: Apache-2.0}", "MIT License", "MIT", ["answer-label"]),
            ("[[MIT License, MIT], [Apache 2, Apache-2.0]]", "Apache 2", "Apache-2.0", ["answer-label"]),
            ("{MIT: expat, Apache: MIT}", "MIT", "MIT", []),
            ("[[MIT License, MIT], [MIT License, expat]]", "MIT License", "MIT License", ["answer-invalid"]),
            (
                "{MIT License: {value: MIT, validator: closed}, none: none}", "MIT License", "MIT License",
                ["answer-invalid"]
            ),
        ])
    func label(_ choices: String, _ recorded: String, _ expected: String, _ notes: [String]) throws {
        let kept = try answer("{type: str, choices: \(choices), default: none}", recorded: .string(recorded))
        #expect(kept.value == .string(expected))
        #expect(kept.notes == notes)
    }

    @Test(
        "A recorded answer that is of another type or refused by the validator stays, and is noted",
        arguments: [
            ("{type: int, default: 1}", AnswerValue.string("many")),
            ("{type: str, default: a, validator: '{{ \"no\" if q == \"x\" }}'}", "x"),
            ("{type: str, default: a}", .list([1, 2])),
        ] as [(String, AnswerValue)])
    func invalid(_ question: String, _ recorded: AnswerValue) throws {
        let kept = try answer(question, recorded: recorded)
        #expect(kept.value == recorded)
        #expect(kept.notes == ["answer-invalid"])
    }

    @Test("A recorded text of the type yaml is a value already: it loses no quotes")
    func recordedYAML() throws {
        #expect(try answer("{type: yaml, default: 1}", recorded: "1.10").value == "1.10")
        #expect(try answer("{type: yaml, default: 1}", set: "1.10").value == .double(1.1))
    }

    @Test("A question that is not asked has a computed value, which is not recorded")
    func computed() throws {
        let sample = CopierSample(
            "a: {type: str, default: x}\nb: {type: str, when: '{{ a == \"y\" }}', default: 'of {{ a }}'}\n",
            ["out.jinja": "{{ b }}"])
        let render = try sample.render(["a": "x", "b": "old"])
        #expect(render.text("out") == "of x")
        #expect(render.answers == ["a": "x"])
        #expect(try sample.render(["a": "y", "b": "old"]).text("out") == "old")
    }

    @Test("The default of a question that is not asked still sees what was recorded: the idiom of a lock")
    func lock() throws {
        let sample = CopierSample(
            "id: {type: str, when: false, default: '{{ id or \"new\" }}'}\n", ["out.jinja": "{{ id }}"])
        #expect(try sample.render(["id": "kept"]).text("out") == "kept")
        #expect(try sample.render().text("out") == "new")
    }

    @Test("Several choices come in the order of the choices, from a list or from a text of YAML")
    func several() throws {
        let question = "{type: str, multiselect: true, choices: [c, b, a], default: '[a, \"c\"]'}"
        #expect(try answer(question).value == ["c", "a"])
        #expect(try answer(question, recorded: ["a", "b"]).value == ["b", "a"])
        #expect(try answer(question, recorded: ["a", "z"]).notes == ["answer-invalid"])
    }

    @Test(
        "A list among several choices is cast item by item; one item that is no text leaves a parsed one as it is",
        arguments: [
            (#"{type: yaml, choices: [[y, ["1", x]]], default: [["1", x]]}"#, "[[1, 'x']]"),
            (#"{type: yaml, choices: [[y, ["1", 2]]], default: [["1", 2]]}"#, "[['1', 2]]"),
            (#"{type: yaml, choices: [[y, ["no"]]], default: [["no"]]}"#, "[[False]]"),
            (#"{type: yaml, choices: [[y, [2, "{"]]], default: [[2, "{"]]}"#, "[[2, '{']]"),
            (#"{type: json, choices: [[y, ["1", "[2]"]]], default: [["1", "[2]"]]}"#, "[[1, [2]]]"),
            (#"{type: str, choices: [[y, [1, 2]]], default: [[1, 2]]}"#, "[['1', '2']]"),
            (#"{type: int, choices: [[y, ["1", 2.5]]], default: [["1", 2]]}"#, "[[1, 2]]"),
            (#"{type: bool, choices: [[y, [null, x]]], default: [[false, 1]]}"#, "[[False, True]]"),
            (#"{type: path, choices: [[y, [null, 2]]], default: [["None", 2]]}"#, "[['None', '2']]"),
        ])
    func listsAmongSeveral(_ question: String, _ prints: String) throws {
        let sample = CopierSample("q: {multiselect: true, \(question.dropFirst())\n", ["o.jinja": "{{ q }}"])
        let render = try sample.render()
        #expect(render.text("o") == prints)
        let again = try sample.render(render.answers)
        #expect(again.text("o") == prints)
        #expect(again.notes.isEmpty)
    }

    @Test("A recorded list among several choices may be as it was written, or as it was cast; Copier: [[1, 'x']]")
    func recordedListsAmongSeveral() throws {
        let question = #"{type: yaml, multiselect: true, choices: [[y, ["1", x]]], default: []}"#
        let value = AnswerValue.list([.list([1, "x"])])
        #expect(try answer(question, recorded: .list([.list(["1", "x"])])).value == value)
        #expect(try answer(question, recorded: value).value == value)
        #expect(try answer(question, set: .list([.list(["1", "x"])])).value == value)
    }

    @Test(
        "Whether a question takes several may be written as pydantic reads it",
        arguments: [
            (#""no""#, AnswerValue.string("a")), (#""FALSE""#, "a"), ("0", "a"), ("0.0", "a"), (#""yes""#, ["a"]),
            ("1.0", ["a"]), (#""t""#, ["a"]),
        ] as [(String, AnswerValue)])
    func multiselect(_ written: String, _ value: AnswerValue) throws {
        let fallback = value.stringValue ?? "[a]"
        #expect(
            try answer("{type: str, multiselect: \(written), choices: [a, b], default: \(fallback)}").value == value)
    }

    @Test(
        "What says neither true nor false is refused by name: pydantic has bool_parsing",
        arguments: [#""maybe""#, #"" no""#, "2", #""1.0""#, #""{{ false }}""#, "[]"])
    func noMultiselect(_ written: String) {
        #expect {
            try answer("{type: str, multiselect: \(written), choices: [a, b], default: a}")
        } throws: { error in
            "\(error)".contains("multiselect says neither true nor false")
        }
    }

    @Test("Choices are pairs, mappings, texts that render to them, and may be closed by a validator")
    func choices() throws {
        let open = "{type: int, choices: {one: 1, two: {value: 2, validator: 'closed'}}, default: 1}"
        #expect(try answer(open, set: "1").value == 1)
        #expect(throws: ScaffoldError.self) { try answer(open, set: 2) }
        #expect(try answer("{type: str, choices: [[A, a], [B, null]], default: a}", set: "B").value == "B")
        #expect(try answer("{type: str, choices: '[{{ 1 + 1 }}, x]', default: x}", set: "2").value == "2")
    }

    @Test("Questions without a default are named together, with how to set them")
    func required() {
        #expect {
            try CopierSample("a: {type: str}\nb: {type: int, default: 1}\nc: {type: bool}\n").render()
        } throws: { error in
            let error = error as? ScaffoldError
            return error?.code == .answers && error?.fix == "set them: --set a=… --set c=…"
        }
    }

    @Test("UNSET is no default: a question that is not asked then has no value")
    func unset() throws {
        let sample = CopierSample(
            "a: {type: str, when: false, default: '{{ UNSET }}'}\n", ["out.jinja": "{{ a is defined }}"])
        #expect(try sample.render().text("out") == "False")
    }

    @Test("Secret answers and answers to nothing are not recorded, but templates see them")
    func notRecorded() throws {
        let sample = CopierSample(
            "_secret_questions: [b]\na: {type: str, secret: true, default: s}\nb: t\n", ["out.jinja": "{{a}}{{b}}{{x}}"]
        )
        let render = try sample.render(["x": "recorded", "b": "kept"])
        #expect(render.text("out") == "skeptrecorded")
        #expect(render.answers.isEmpty)
    }

    @Test("A question that is never prompted keeps its recorded answer as it is")
    func neverPrompted() throws {
        #expect(try answer("{type: int, ask: false, default: 1}", recorded: "5").value == "5")
        #expect(try answer("{type: int, ask: false, default: 1}").value == 1)
    }

    @Test(
        "Answers with keys that are no text and numbers beyond 64 bits are recorded, with nothing to tell",
        arguments: [
            ("{8080: web}", "{8080: 'web'}", AnswerValue.yaml("{8080: web}")),
            ("[18446744073709551616]", "[18446744073709551616]", .list([.yaml("18446744073709551616")])),
        ])
    func typedAnswers(_ set: String, _ prints: String, _ recorded: AnswerValue) throws {
        let sample = CopierSample("q: {type: yaml, default: 1}\n", ["o.jinja": "{{ q }}"])
        let render = try sample.render(data: ["q": .string(set)])
        #expect(render.text("o") == prints)
        #expect(render.answers == ["q": recorded])
        #expect(render.notes.isEmpty)
        let again = try sample.render(render.answers)
        #expect(again.text("o") == prints)
        #expect(again.answers == render.answers)
    }
}
