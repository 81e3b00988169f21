import Jinja
import Testing

/// Errors say what, where and in whose words.
@Suite("Errors")
struct ErrorTests {
    private func failure(of source: String, _ loader: [String: String] = [:]) -> TemplateError? {
        var environment = Environment()
        environment.loader = DictLoader(loader)
        return #expect(throws: TemplateError.self) {
            try Template(source: source, name: "a.txt", environment: environment).render()
        }
    }

    @Test(
        "A caret points at the place",
        arguments: [
            (
                "one\n  {{ x.y.z }}\n",
                """
                a.txt:2:8: UndefinedError: 'x' is undefined
                 2 |   {{ x.y.z }}
                   |        ^
                """
            ),
            (
                "{% if a %}",
                """
                a.txt:1:9: TemplateSyntaxError: Unexpected end of template. Jinja was looking for the following tags: \
                'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.
                 1 | {% if a %}
                   |         ^
                """
            ),
            (
                "\n\tä {{ 1 / 0 }}",
                """
                a.txt:2:9: ZeroDivisionError: division by zero
                 2 | \tä {{ 1 / 0 }}
                   | \t       ^
                """
            ),
            (
                "{{ 'a'|nope }}",
                """
                a.txt:1:8: TemplateAssertionError: No filter named 'nope'.
                 1 | {{ 'a'|nope }}
                   |        ^
                """
            ),
            (
                "{{ 'a' + 1 }}",
                """
                a.txt:1:8: TypeError: can only concatenate str (not "int") to str
                 1 | {{ 'a' + 1 }}
                   |        ^
                """
            ),
        ])
    func caret(_ source: String, _ expected: String) {
        #expect(failure(of: source)?.rendered == expected)
    }

    @Test(
        "Half of a surrogate pair is refused by name, wherever a template has it",
        arguments: [
            // Jinja2 3.1.6: False; 1; 1; "\ud83d\ude00"; UnicodeEncodeError where it is written.
            #"{{ "\ud83d" == "\ud83e" }}"#, #"{{ "\ud83d" | length }}"#, #"{{ "\U0000d83d" | length }}"#,
            #"{{ "\ud83d\ude00" | tojson }}"#, #"{{ "\ud83d" }}"#,
        ])
    func surrogates(_ source: String) {
        #expect(failure(of: source)?.message == #"the lone surrogate \ud83d is not known natively"#)
    }

    @Test(
        "What Python prints with an address is refused by name",
        arguments: [
            ("{{ [1] | map('string') }}", "generator"), ("{{ [[1] | map('string')] }}", "generator"),
            ("{{ joiner() }}", "Joiner"), ("{{ cycler(1) }}", "Cycler"), ("{{ lipsum }}", "function"),
            ("{{ {'a': lipsum} }}", "function"), ("{{ 'a' ~ [].append }}", "builtin_function_or_method"),
            ("{{ [1] | select | string }}", "generator"), ("{{ '%s' % joiner() }}", "Joiner"),
            ("{{ '{}'.format(cycler(1)) }}", "Cycler"), ("{{ '{!r}'.format(cycler(1)) }}", "Cycler"),
            ("{% block b %}{% endblock %}{{ self.b }}", "BlockReference"),
        ])
    func addresses(_ source: String, _ typeName: String) {
        #expect(failure(of: source)?.message == "a \(typeName) prints its address, which is not the same twice")
    }

    @Test("The innermost template is named")
    func includedTemplate() {
        let error = failure(of: "\n{% include 'b.txt' %}", ["b.txt": "\n\n{{ [] + 1 }}"])
        #expect(error?.templateName == "b.txt")
        #expect(error?.line == 3)
    }

    @Test("An error in a macro is placed in the macro, not where it is called")
    func macro() {
        let error = failure(of: "{% macro m() %}\n{{ 1 / 0 }}{% endmacro %}\n\n{{ m() }}")
        #expect(error?.line == 2)
        #expect(error?.column == 6)
    }

    @Test(
        "A template that isn't there is named",
        arguments: [
            ("{% include 'x' %}", TemplateError.Code.notFound, "x"),
            ("{% extends 'x' %}", .notFound, "x"),
            ("{% import 'x' as y %}", .notFound, "x"),
            ("{% include ['x', 'y'] %}", .noneFound, "none of the templates given were found: x, y"),
        ])
    func notFound(_ source: String, _ code: TemplateError.Code, _ message: String) {
        let error = failure(of: source)
        #expect(error?.code == code)
        #expect(error?.message == message)
        #expect(error?.line == 1)
    }

    @Test("An error of the loader keeps its words")
    func loader() throws {
        struct Refusal: Error, CustomStringConvertible { let description = "permission denied" }
        struct Broken: Loader { func source(of name: String) throws -> String? { throw Refusal() } }
        var environment = Environment()
        environment.loader = Broken()
        let template = try Template(source: "{% include 'x' %}", environment: environment)
        let error = #expect(throws: TemplateError.self) { try template.render() }
        #expect(error?.message == "x: permission denied")
    }
}
