import Jinja
import OrderedCollections
import Testing

/// What a host can do with an environment.
@Suite("Environment")
struct EnvironmentTests {
    @Test("A host adds filters, tests and functions")
    func extending() throws {
        var environment = Environment()
        environment.addFilter("shout") { value, arguments, call throws(TemplateError) in
            let bound = try arguments.bind("shout()", ["mark"])
            return .string(try call.text(value) + (bound[0]?.stringValue ?? "!"))
        }
        environment.addTest("short") { value, _, call throws(TemplateError) in try call.text(value).count < 3 }
        environment.addGlobalFunction("answer") { _, _ throws(TemplateError) in 42 }
        let source =
            "{{ 'a'|shout }}{{ 'b'|shout(mark='?') }}{{ 'ab' is short }}{{ answer() }}{{ ['c']|map('shout')|join }}"
        #expect(try Template(source: source, environment: environment).render() == "a!b?True42c!")
    }

    @Test("A host's function can read the variables where it is called")
    func context() throws {
        var environment = Environment()
        environment.addGlobalFunction("read") { arguments, call throws(TemplateError) in
            call.variable(arguments.positional[0].stringValue ?? "") ?? call.undefined("no such variable")
        }
        let template = try Template(source: "{% set y = 2 %}{{ read('x') }}{{ read('y') }}", environment: environment)
        #expect(try template.render(["x": 1]) == "12")
    }

    @Test(
        "An expression has a value",
        arguments: [
            ("1 + 2", "3"), ("x", "[1]"), ("x[0] == 1 and 'a'", "'a'"), ("nothing", "Undefined"),
            ("{'a': (1,)}", "{'a': (1,)}"),
            ("x|map('string')|list", "['1']"), ("", "TemplateSyntaxError"), ("1 2", "TemplateSyntaxError"),
            ("x %}", "TemplateSyntaxError"), ("2 if false", "Undefined"),
        ])
    func expression(_ source: String, _ expected: String) {
        var result: String
        do throws(TemplateError) {
            result = try Environment().evaluate(expression: source, context: ["x": [1]]).pythonRepr
        } catch {
            result = error.code.pythonClass
        }
        #expect(result == expected)
    }

    @Test(
        "The variables that come from outside are known",
        arguments: [
            ("{{ a }}{{ b.c }}", ["a", "b"]),
            ("{% set a = 1 %}{{ a }}", []),
            ("{{ a }}{% set a = 1 %}", ["a"]),
            ("{% for x in xs %}{{ x }}{{ loop.index }}{{ y }}{% endfor %}{{ x }}", ["x", "xs", "y"]),
            ("{% macro m(a, b=c) %}{{ a }}{{ d }}{{ varargs }}{% endmacro %}{{ m(1) }}", ["c", "d"]),
            ("{{ range(3) }}{{ namespace() }}", []),
            ("{% block b %}{{ a }}{{ super() }}{{ self.b() }}{% endblock %}", ["a"]),
            ("{% if a %}{% set b = 1 %}{% endif %}{{ b }}", ["a", "b"]),
            ("{% with a = b %}{{ a }}{% endwith %}", ["b"]),
            ("{{ x if y else z }}{{ 'a'|default(w) }}{{ v is defined }}", ["v", "w", "x", "y", "z"]),
        ])
    func undeclared(_ source: String, _ expected: [String]) throws {
        let template = try Template(source: source, environment: Environment())
        #expect(template.undeclaredVariables.sorted() == expected)
    }

    @Test("Templates that a loader gave are kept for the next render, by the bytes of their names and by line ends")
    func loaded() throws {
        let loader = CountingLoader(["part": "{{ x }}\n.", "\u{e9}": "one", "e\u{301}": "two"])
        var environment = Environment()
        environment.loader = loader
        environment.loaded = LoadedTemplates()
        let source = "{% include 'part' %}{% include '\u{e9}' %}{% include 'e\u{301}' %}"
        let template = try Template(source: source, environment: environment)
        #expect(try template.render(["x": 1]) == "1\n.onetwo")
        #expect(try template.render(["x": 2]) == "2\n.onetwo")
        environment.newlineSequence = "\r\n"
        let other = try Template(source: source, environment: environment)
        #expect(try other.render(["x": 3]) == "3\r\n.onetwo")
        #expect(loader.asked.map { Array($0.utf8).count } == [4, 2, 3, 4, 2, 3])
    }

    @Test("Values of a host print as Python's do")
    func values() throws {
        let dict: OrderedDictionary<String, Value> = ["b": true, "a": .none, "c": 1.5, "d": ["x"]]
        let template = try Template(source: "{{ v }}", environment: Environment())
        #expect(try template.render(["v": .dict(dict)]) == "{'b': True, 'a': None, 'c': 1.5, 'd': ['x']}")
    }
}

/// A loader that notes what it was asked for; names are told apart by their bytes.
private final class CountingLoader: Loader {
    private let sources: [[UInt8]: String]
    private(set) var asked: [String] = []

    init(_ sources: KeyValuePairs<String, String>) {
        self.sources = Dictionary(uniqueKeysWithValues: sources.map { (Array($0.key.utf8), $0.value) })
    }

    func source(of name: String) -> String? {
        asked.append(name)
        return sources[Array(name.utf8)]
    }
}
