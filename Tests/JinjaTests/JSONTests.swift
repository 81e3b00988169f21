import Jinja
import Testing

/// JSON is read as Python's `json` reads it.
@Suite("JSON")
struct JSONTests {
    @Test(
        "Text becomes values",
        arguments: [
            ("{\"b\": 1, \"a\": [1.0, -0, 1e3, true, null]}", "{'b': 1, 'a': [1.0, 0, 1000.0, True, None]}"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9223372036854775808"),
            ("[NaN, Infinity, -Infinity]", "[nan, inf, -inf]"),
            ("\"\\u00e9\\ud83d\\ude00\\n\\\"\"", "'é😀\\n\"'"),
            ("{\"a\": 1, \"a\": 2}", "{'a': 2}"),
            (" [ ] ", "[]"),
            ("1E400", "inf"),
        ])
    func reading(_ text: String, _ expected: String) throws {
        #expect(try Value(json: Array(text.utf8)).pythonRepr == expected)
    }

    @Test(
        "What isn't JSON is refused with its place",
        arguments: [
            ("", "Expecting value: line 1 column 1"), ("[1,]", "Expecting value: line 1 column 4"),
            ("{\"a\" 1}", "Expecting ':' delimiter: line 1 column 6"),
            ("[1\n2]", "Expecting ',' delimiter: line 2 column 1"),
            ("{'a': 1}", "Expecting property name enclosed in double quotes: line 1 column 2"),
            ("[1] 2", "Extra data: line 1 column 5"), ("\"a", "Unterminated string: line 1 column 3"),
            ("01", "Extra data: line 1 column 2"), ("tru", "Expecting value: line 1 column 1"),
            // Python reads it as a text that can't be written.
            (#"{"a": "\ud83d"}"#, #"the lone surrogate \ud83d is not known natively"#),
            (#""\ude00\ud83d""#, #"the lone surrogate \ude00 is not known natively"#),
            (String(repeating: "[", count: 100_000), "Nested too deeply: line 1 column 501"),
        ])
    func refusing(_ text: String, _ message: String) {
        let error = #expect(throws: TemplateError.self) { try Value(json: Array(text.utf8)) }
        #expect(error?.message == message)
    }

    @Test("Bytes that aren't UTF-8 are refused")
    func invalidText() {
        #expect(throws: TemplateError.self) { try Value(json: [0x22, 0xFF, 0x22]) }
    }
}
