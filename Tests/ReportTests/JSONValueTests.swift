import Foundation
import Report
import Testing

@Suite struct JSONValueTests {
    private func parsed(_ value: JSONValue, pretty: Bool) throws -> Any {
        try JSONSerialization.jsonObject(
            with: Data((pretty ? value.pretty : value.compact).utf8), options: .fragmentsAllowed)
    }

    @Test(arguments: [
        "", "\"", "\\", "\n\r\t", "\u{0}\u{1F}\u{7F}\u{9F}", "é日😀", "\u{2028}\u{202E}\u{FEFF}", "</script>", "e\u{301}",
    ])
    func stringsSurviveAnotherReader(text: String) throws {
        for pretty in [true, false] {
            let found = try #require(try parsed(.array([.string(text)]), pretty: pretty) as? [String])
            #expect(Array(found[0].utf8) == Array(text.utf8))
            let object = try #require(try parsed(.object([(text, .null)]), pretty: pretty) as? [String: Any])
            #expect(object.keys.map { Array($0.utf8) } == [Array(text.utf8)])
        }
    }

    @Test func theTextHasNothingThatDrivesATerminal() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = JSONValue.string(String(scalar)).compact
            #expect(sanitized(text) == text)
        }
    }

    @Test func numbersAndNesting() {
        let value = JSONValue.object([
            ("a", .int(.min)), ("b", .double(0.5)), ("c", .double(.nan)), ("d", .bool(true)), ("e", .array([])),
            ("f", .object([])),
            ("g", .array([.null, .object([("h", .optional(nil))])])),
        ])
        #expect(
            value.compact
                == #"{"a":-9223372036854775808,"b":0.5,"c":null,"d":true,"e":[],"f":{},"g":[null,{"h":null}]}"#)
        #expect(
            value.pretty == """
                {
                  "a": -9223372036854775808,
                  "b": 0.5,
                  "c": null,
                  "d": true,
                  "e": [],
                  "f": {},
                  "g": [
                    null,
                    {
                      "h": null
                    }
                  ]
                }
                """)
    }
}
