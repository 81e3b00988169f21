import Jinja
import Testing

/// A template reaches its variables and nothing of the host.
@Suite("No host access")
struct IsolationTests {
    @Test(
        "Names between double underscores are undefined",
        arguments: [
            "''.__class__", "''['__class__']", "''|attr('__class__')", "[].__class__.__mro__", "{}.__init__",
            "(1).__add__", "range.__subclasses__", "namespace.__init__", "cycler.__init__.__globals__",
            "lipsum.__globals__", "joiner.__init__", "self.__init__", "m.__globals__", "m.func_globals",
            "x.__class__", "loop.__class__", "none.__class__", "true.__class__", "''.join.__self__",
            "dict.__base__", "{}.items.__func__", "''.format.__globals__",
        ])
    func dunder(_ expression: String) throws {
        let source = "{% macro m() %}{% endmacro %}{{ (\(expression)) is defined }}"
        var environment = Environment()
        environment.undefined = .chainable
        #expect(try Template(source: source, environment: environment).render() == "False")
    }

    @Test(
        "Formats reach no attributes of the host",
        arguments: [
            "'{0.__class__}'.format(1)", "'{0.__init__.__globals__}'.format(cycler)", "'{a.__class__}'.format(a=1)",
            "'{a.__class__}'.format_map({'a': 1})", "('{0.__class__}'|safe).format(1)",
        ])
    func formats(_ expression: String) throws {
        let template = try Template(source: "{{ \(expression) }}", environment: Environment())
        let error = #expect(throws: TemplateError.self) { try template.render() }
        #expect(error?.code == .attribute)
    }

    @Test(
        "Without a loader no other template is read",
        arguments: [
            "{% include '/etc/passwd' %}", "{% extends '../x' %}", "{% import 'x' as x %}", "{% from 'x' import y %}",
        ])
    func noLoader(_ source: String) throws {
        let template = try Template(source: source, environment: Environment())
        let error = #expect(throws: TemplateError.self) { try template.render() }
        #expect(error?.code == .type)
    }

    @Test("Globals of one environment are not those of another")
    func globals() throws {
        var first = Environment()
        first.globals["x"] = "y"
        #expect(try Template(source: "{{ x }}", environment: first).render() == "y")
        #expect(try Template(source: "{{ x }}", environment: Environment()).render() == "")
    }
}
