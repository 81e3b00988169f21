import Foundation
import OrderedCollections
import TestSupport
import Testing

@testable import Template

@Suite("Texts quoted for generated files")
struct QuotingTests {
    static let hostile = [
        "", "plain", "it's \"quoted\"", "# no comment", "a: b", "line\nbreak", "{{ x }}", "<% x %>", "back\\slash",
        "tab\t",
        "$HOME `id` $(id)", "é🙂", "\u{1}\u{7F}\u{85}\u{2028}", "*bold* _x_ [l](u) <b>", "- item", "1. item", "    code",
    ]

    @Test("JSON reads back", arguments: hostile)
    func json(text: String) throws {
        let data = Data("[\(Quoting.json(text))]".utf8)
        #expect(try JSONSerialization.jsonObject(with: data) as? [String] == [text])
    }

    @Test("YAML reads back on one line", arguments: hostile)
    func yaml(text: String) throws {
        let quoted = Quoting.yaml(text)
        #expect(!quoted.utf8.contains(0x0A))
        let root = try ManifestNode.root(of: Array("k: \(quoted)".utf8), file: "test.yml")
        #expect(try root.value() == .map(["k": .string(text)]))
    }

    @Test("a shell gives one word back", arguments: hostile)
    func shell(text: String) throws {
        let result = try run("sh", ["-c", "printf %s \(Quoting.shell(text))"])
        #expect(result.stdout == Array(text.utf8))
    }

    @Test(
        "TOML and Python escapes",
        arguments: [
            ("a\"b\\c\n\t\r", "\"a\\\"b\\\\c\\n\\t\\r\""), ("é", "\"é\""),
        ])
    func escapes(text: String, quoted: String) {
        #expect(Quoting.toml(text) == quoted)
        #expect(Quoting.python(text) == quoted)
        #expect(Quoting.json(text) == quoted)
    }

    @Test("control characters")
    func controls() {
        #expect(Quoting.toml("\u{1}\u{7F}") == "\"\\u0001\\u007F\"")
        #expect(Quoting.python("\u{1}\u{85}\u{2028}") == "\"\\x01\\x85\\u2028\"")
    }

    @Test(
        "Markdown has no markup left",
        arguments: [
            ("a *b* _c_", "a \\*b\\* \\_c\\_"), ("# x", "\\# x"), ("- x", "\\- x"), ("1. x", "1\\. x"),
            ("a - b. c", "a - b. c"),
            ("    code", "code"), ("a\n  - b", "a\n\\- b"), ("<b>&amp;", "\\<b\\>\\&amp;"), ("[x](y)", "\\[x\\](y)"),
            ("a\\b", "a\\\\b"), ("12) x", "12\\) x"), ("2024", "2024"),
        ])
    func markdown(text: String, expected: String) {
        #expect(Quoting.markdown(text) == expected)
    }
}
