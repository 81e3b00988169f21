import Jinja
import Testing

/// `str.format` has its own rules for numbers; Jinja's sandbox and Markup go by `string.Formatter`.
@Suite("Formatting by str.format and by string.Formatter")
struct FormatTests {
    /// What Jinja2 3.1.6 gives for a template: in `Environment`, and in `SandboxedEnvironment`.
    struct Row: Sendable {
        let source: String
        let plain: String
        let sandboxed: String

        init(_ source: String, _ plain: String, _ sandboxed: String) {
            self.source = source
            self.plain = plain
            self.sandboxed = sandboxed
        }
    }

    static let rows: [Row] = [
        Row(#""{!r}|{0[0]}".format("xy")"#, "ValueError", "'xy'|x"),
        Row(#""{0[0]}|{}".format("xy")"#, "ValueError", "x|xy"),
        Row(#""{1}|{0[0]}".format("xy", 5)"#, "5|x", "5|x"),
        Row(#""{}|{0.real}".format(3)"#, "ValueError", "3|3"),
        Row(#""{}|{0}".format(3)"#, "ValueError", "ValueError"),
        Row(#""{0}|{}".format(3)"#, "ValueError", "ValueError"),
        Row(#""{0:{}}".format(3)"#, "ValueError", "ValueError"),
        Row(#""{:{}}|".format("xy", 5)"#, "xy   |", "xy   |"),
        Row(#""{:{:{}}}".format("xy", 5, 3)"#, "ValueError", "ValueError"),
        Row(#""{[0]}".format("xy")"#, "x", "KeyError"),
        Row(#""{.real}".format(3)"#, "3", "KeyError"),
        Row(#""{[0]}".format(**{"": [7]})"#, "IndexError", "7"),
        Row(#""{0.nothing}|{a.nothing}".format(3, a=1)"#, "AttributeError", "|"),
        Row(#""{0[nothing]}|".format({})"#, "KeyError", "|"),
        Row(#""{0.key}".format({"key": 1})"#, "AttributeError", "1"),
        Row(#""{}|{a[0]}|{}".format("xy", 5, a="k")"#, "xy|k|5", "xy|k|5"),
        Row(#""{0}".format_map({"0": 1})"#, "ValueError", "IndexError"),
        Row(#""{a}{[0]}".format_map({"a": 1, "": [7]})"#, "ValueError", "17"),
        Row(#""{a}".format_map({"b": 1})"#, "KeyError", "KeyError"),
        Row(#"("{!r}|{0[0]}"|safe).format("xy")"#, "&#39;xy&#39;|x", "&#39;xy&#39;|x"),
        Row(#"("{[0]}"|safe).format("xy")"#, "KeyError", "KeyError"),
        Row(#"("{0.nothing}|"|safe).format("xy")"#, "AttributeError", "|"),
        Row(#"("{0}"|safe).format_map({"0": 1})"#, "IndexError", "IndexError"),
    ]

    @Test(arguments: rows) func format(row: Row) {
        #expect(FormatTests.outcome(row.source, isSandboxed: false) == row.plain)
        #expect(FormatTests.outcome(row.source, isSandboxed: true) == row.sandboxed)
    }

    private static func outcome(_ expression: String, isSandboxed: Bool) -> String {
        var environment = Environment()
        environment.isSandboxed = isSandboxed
        do throws(TemplateError) {
            return try Template(source: "{{ \(expression) }}", environment: environment).render()
        } catch {
            return error.code.pythonClass
        }
    }
}
