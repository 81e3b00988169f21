import OrderedCollections
import TestSupport
import Testing

@testable import Template

@Suite("YAML scalars")
struct YAMLScalarTests {
    @Test(
        "plain scalars have the types PyYAML gives them",
        arguments: [
            ("", AnswerValue.null), ("~", .null), ("null", .null), ("true", .bool(true)), ("Yes", .bool(true)),
            ("off", .bool(false)), ("y", .string("y")), ("truE", .string("truE")), ("12", .int(12)), ("-3", .int(-3)),
            ("+4", .int(4)), ("1_000", .int(1000)), ("0x1F", .int(31)), ("0b101", .int(5)), ("017", .int(15)),
            ("0o17", .string("0o17")), ("08", .string("08")), ("3.10", .double(3.1)), (".5", .double(0.5)),
            ("1.", .double(1)), ("1e5", .string("1e5")), ("1.0e5", .string("1.0e5")), ("1.0e+5", .double(100_000)),
            (".inf", .double(.infinity)), ("-.inf", .double(-.infinity)), ("1.2.3", .string("1.2.3")),
            ("2024-01-15", .string("2024-01-15")), ("12:30", .string("12:30")), ("-", .string("-")),
            (".", .string(".")),
            ("99999999999999999999", .string("99999999999999999999")), ("0x", .string("0x")),
        ])
    func resolved(text: String, value: AnswerValue) {
        #expect(YAMLScalar.resolve(text) == value)
    }

    @Test(
        "texts that are something else unquoted are quoted",
        arguments: [
            ("main", "main"), ("product-service", "product-service"), ("3.10", "\"3.10\""), ("yes", "\"yes\""),
            ("n", "\"n\""), ("", "\"\""), ("a: b", "\"a: b\""), ("a #b", "\"a #b\""), ("- a", "\"- a\""),
            ("{{ x }}", "\"{{ x }}\""), ("1.2.3", "1.2.3"), ("3.10-slim", "3.10-slim"), ("1e3", "\"1e3\""),
            ("1.5e3", "\"1.5e3\""), ("0x1F", "\"0x1F\""), ("2024-01-15", "\"2024-01-15\""),
            ("2024-01-15T10:00:00Z", "\"2024-01-15T10:00:00Z\""), ("12:30", "\"12:30\""), ("acme/x", "acme/x"),
            ("a\nb", "\"a\\nb\""), ("tab\t", "\"tab\\t\""), ("\u{7F}", "\"\\x7F\""), ("é", "\"é\""),
            ("http://x/y", "http://x/y"), ("infinity", "\"infinity\""), ("a:", "\"a:\""), ("end ", "\"end \""),
        ])
    func written(text: String, yaml: String) {
        #expect(YAMLScalar.write(text) == yaml)
    }

    @Test("any text and any value reads back as itself")
    func roundTrip() throws {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("ab1 0.x-_:#'\"\\\n\t{}[]%@!&*|>~é\u{85}\u{2028}🙂,=eE+".unicodeScalars)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                if let scalar = alphabet.randomElement(using: &random) { text.unicodeScalars.append(scalar) }
            }
            let value = AnswerValue.map(["k": .list([.string(text), .int(3), .null, .bool(true), .double(0.5)])])
            #expect(try read(value.yaml) == value, "\(value.yaml)")
        }
    }

    @Test("aliases and merge keys are followed")
    func aliases() throws {
        let text = "a: &x {k: 1, l: 2}\nb: *x\nc: {<<: *x, l: 3}\nd: {<<: [{m: 1}, *x]}\n"
        #expect(
            try read(text)
                == .map([
                    "a": .map(["k": 1, "l": 2]), "b": .map(["k": 1, "l": 2]), "c": .map(["l": 3, "k": 1]),
                    "d": .map(["m": 1, "k": 1, "l": 2]),
                ]))
    }

    @Test("a bomb of aliases ends in an error")
    func bomb() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        let error = #expect(throws: ScaffoldError.self) { try read(text) }
        #expect(error?.message.contains("too many values") == true)
    }

    private func read(_ text: String) throws -> AnswerValue {
        try ManifestNode.root(of: Array(text.utf8), file: "test.yml").value()
    }
}
