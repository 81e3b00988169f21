import Git
import OrderedCollections
import Template
import TestSupport
import Testing

@testable import Drift

/// The record survives writing and reading, whatever the answers hold.
@Suite struct RecordTests {
    private static let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

    private func record(
        _ answers: Answers, held: [Record.Held] = [], decisions: [Record.Decision] = [],
        without: [Record.Without] = []
    ) throws -> Record {
        Record(scaffolds: [
            Record.Entry(
                name: "mini", source: "../template", release: .version(try #require(ReleaseVersion("1.2.0"))),
                baseline: ObjectID(hex: Self.tree), answers: answers, held: held, decisions: decisions,
                without: without)
        ])
    }

    /// Strings that some YAML reader takes for something else, or that a writer has to escape.
    static let awkward = [
        "", " ", "  leading", "trailing  ", "yes", "No", "on", "OFF", "y", "N", "true", "False", "null", "Null", "~",
        "1.0", "1",
        "-1", "+1", "0x1F", "0o17", "017", "1_000", "1e3", "1.5e+3", ".5", "5.", ".inf", "-.INF", ".nan", "NaN", "inf",
        "infinity",
        "2024-01-01", "2024-01-01T00:00:00Z", "12:30", "12:30:45", "1:20", "190:20:30", "<<", "=", "!", "!!str x", "&a",
        "*a", "? a",
        "- a", "-", "--", "---", "...", "..", ".", "a: b", "a:b", "a #b", "#a", "'", "''", "'quoted'", "\"",
        "\"quoted\"", "\\", "\\n",
        "a\nb", "a\n", "\n", "\n\n", "a\r\nb", "\r", "\t", "a\tb", "\u{0}", "\u{7}", "\u{1B}[2J", "\u{7F}", "\u{80}",
        "\u{85}", "\u{9F}",
        "\u{A0}", "\u{AD}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FEFF}bom", "a\u{FEFF}",
        "\u{200B}", "\u{202E}",
        "é", "e\u{301}", "日本語", "😀", "👨‍👩‍👧", "\u{10FFFF}", "\u{E000}", "{a: b}", "[a, b]", "{", "}", "[", "]", ",", "a, b",
        "%", "@", "`",
        "|", ">", "|-", "key: |\n  text", "<%= x %>", "{{ x }}", "1.2.0", "1.2", "1.2.3.4", "1..2", "0.0.0", "0b11",
        "0xdeadbeef",
        "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "0000000000000000000000000000000000000000",
        "1234567890123456789012345678901234567890",
        "1234567890e23456789012345678901234567890", "e1", "a/b", "/a", "a-b", "a_b", "-a", "_a", "complete", "held",
        "schema",
        String(repeating: "long ", count: 2000), String(repeating: "x", count: 5000),
    ]

    @Test(arguments: awkward.filter { $0.first != "\u{FEFF}" }) func everyStringSurvives(text: String) throws {
        let answers: Answers = [
            "plain": .string(text), "list": .list([.string(text), .string(text)]),
            "map": .map(["inner": .string(text)]),
            "last": .string("end"),
        ]
        let record = try record(answers)
        let read = try Record(parsing: Array(record.text.utf8))
        #expect(read == record)
        guard case .string(let found) = read.scaffolds[0].answers["plain"] else {
            throw DriftError(.answers, "no string")
        }
        // Swift's == takes é and e + accent for the same.
        #expect(Array(found.utf8) == Array(text.utf8))
    }

    /// Scalars that YAML has no characters for; an escape may carry them.
    @Test(arguments: ["\u{FFFE}", "\u{FFFF}", "a\u{FFFE}b"]) func noncharactersSurviveOrAreRefused(text: String) throws
    {
        let record = try record(["a": .string(text)])
        do {
            #expect(try Record(parsing: record.verifiedBytes()) == record)
        } catch {
            #expect(error.code == .answers)
        }
    }

    /// The YAML reader drops a leading byte order mark, and takes no longer keys: refused rather than changed.
    @Test(arguments: ["\u{FEFF}", "\u{FEFF}bom"]) func whatWouldNotReadBackIsRefused(text: String) throws {
        #expect(throws: DriftError.self) { try record(["a": .string(text)]).verifiedBytes() }
        #expect(throws: DriftError.self) { try record(["a": .list([.map(["b": .string(text)])])]).verifiedBytes() }
        #expect(throws: DriftError.self) {
            try record(["a": .map([String(repeating: "k", count: 2000): .null])]).verifiedBytes()
        }
        #expect(throws: DriftError.self) {
            try record(["a": .string(String(repeating: "x", count: 1_048_576))]).verifiedBytes()
        }
    }

    @Test(arguments: awkward.filter { !$0.isEmpty && $0.first != "\u{FEFF}" && $0.count < 1000 })
    func everyStringSurvivesAsAKey(text: String) throws {
        let record = try record(["map": .map([text: .int(1)])])
        #expect(try Record(parsing: Array(record.text.utf8)) == record)
    }

    @Test func otherValuesSurvive() throws {
        let answers: Answers = [
            "null": .null, "yes": .bool(true), "no": .bool(false), "zero": .int(0), "min": .int(.min),
            "max": .int(.max),
            "half": .double(0.5), "whole": .double(3), "big": .double(1e300), "small": .double(.leastNonzeroMagnitude),
            "exact": .double(0.1 + 0.2),
            "minus": .double(-0.0), "infinite": .double(.infinity), "none": .double(-.infinity), "power": .double(1e16),
            "list": .list([]),
            "typed": .yaml("{8080: web, 2024-01-01: [x]}"), "vast": .list([.yaml("18446744073709551616")]),
            "map": .map([:]), "deep": .list([.map(["a": .list([.null, .list([])])])]),
        ]
        let record = try record(answers)
        #expect(try Record(parsing: Array(record.text.utf8)) == record)
    }

    @Test func randomAnswersSurvive() throws {
        var random = SeededRandom(seed: 42)
        for _ in 0..<400 {
            var answers: Answers = [:]
            for name in ["a", "b", "c"] { answers[name] = Self.value(&random, depth: 0) }
            let record = try record(answers)
            guard let bytes = try? record.verifiedBytes() else {
                // Scalar by scalar: an accent after the mark would make one character with it.
                let ascii = String(String.UnicodeScalarView(record.text.unicodeScalars.filter(\.isASCII)))
                #expect(ascii.lowercased().contains("\"\\ufeff"), "\(record.text)")
                continue
            }
            #expect(try Record(parsing: bytes).text == record.text)
        }
    }

    /// What any reader of YAML 1.1 or 1.2 agrees on: printable text, and no plain scalar that could be something else.
    @Test func theTextIsPlainForEveryReader() throws {
        for text in Self.awkward {
            let lines = try record(["a": .string(text)]).text.split(separator: "\n", omittingEmptySubsequences: false)
            let line = try #require(lines.first { $0.hasPrefix("      a: ") })
            let value = line.dropFirst("      a: ".count)
            #expect(lines.count == 13, "\(text.debugDescription) takes more than one line")
            #expect(
                value.unicodeScalars.allSatisfy {
                    $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0xFEFF
                })
            if value.first == "\"" { continue }
            #expect(
                value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " _./-:@+~=%".contains($0)) },
                "\(value)")
            #expect(Double(value) == nil && Int(value) == nil, "\(value)")
        }
    }

    private static func value(_ random: inout SeededRandom, depth: Int) -> AnswerValue {
        switch Int.random(in: 0..<(depth < 3 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .int(Int.random(in: Int.min...Int.max, using: &random))
        case 3: return .double(Double.random(in: -1e6...1e6, using: &random))
        case 4: return .string(awkward.randomElement(using: &random) ?? "")
        case 5: return .string(string(&random))
        case 6: return .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default:
            var members: Answers = [:]
            for _ in 0..<Int.random(in: 0..<4, using: &random) {
                members[string(&random) + "k"] = value(&random, depth: depth + 1)
            }
            return .map(members)
        }
    }

    private static func string(_ random: inout SeededRandom) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", "9", " ", "\"", "'", "\\", ":", "#", "-", ",", "{", "}", "[", "]", "\n", "\r", "\t", "\u{0}",
            "\u{85}", "\u{A0}",
            "\u{FEFF}", "\u{2028}", "é", "\u{301}", "😀", "%", "&", "*", "!", "|", ">", "@", "`", "?", "~", ".", "/",
            "=", "<",
        ]
        var out = ""
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            out.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
        }
        return out
    }

    // MARK: Damage

    private func whole() throws -> String {
        let old = ReleaseName.version(try #require(ReleaseVersion("1.0.0")))
        var record = try record(
            ["name": .string("shop")],
            held: [
                Record.Held(path: "Dockerfile", release: old),
                Record.Held(path: "a b", release: old, was: "c", answers: ["x": .int(1)]),
            ],
            decisions: [Record.Decision(path: "x", kind: .deleted), Record.Decision(path: "y", kind: .keepLocal)],
            without: [
                Record.Without(path: try Glob("k8s/**"), resolvers: ["version-max", "yaml"]),
                Record.Without(path: try Glob("[a-z]: {x,y}"), resolvers: ["all"]),
            ])
        var other = record.scaffolds[0]
        other.name = "other"
        record.scaffolds.append(other)
        return record.text
    }

    @Test(arguments: [
        ("{ path: a, resolvers: [version-mux] }", "`version-mux` is no resolver; known: all, adjacent-lines"),
        ("{ path: a, resolvers: [] }", "must be `all` or a list"),
        ("{ path: a, resolvers: { a: b } }", "must be `all` or a list"),
        ("{ path: /a, resolvers: all }", "empty segment"),
        ("{ path: a }", "lacks `resolvers`"),
        ("{ path: a, resolvers: all, why: x }", "unknown key `why`"),
        ("all", "must be a mapping"),
    ]) func aSwitchThatMeansNothingIsRefused(entry: String, complaint: String) throws {
        let text = try record([:]).text.replacing("complete:", with: "    without:\n      - \(entry)\ncomplete:")
        let error = #expect(throws: DriftError.self) { try Record(parsing: Array(text.utf8)) }
        #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "")")
    }

    @Test func aRecordCutAnywhereIsRefusedOrWhole() throws {
        let text = Array(try whole().utf8)
        let record = try Record(parsing: text)
        for count in 0..<text.count {
            guard let read = try? Record(parsing: Array(text[..<count])) else { continue }
            // Only the last line end may be missing.
            #expect(read == record && count == text.count - 1, "cut after \(count) bytes")
        }
    }

    @Test func aRecordWithAnyLineMissingIsRefusedOrDifferent() throws {
        let lines = try whole().split(separator: "\n").map(String.init)
        for index in lines.indices where !lines[index].hasPrefix("#") {
            var rest = lines
            rest.remove(at: index)
            let text = rest.map { $0 + "\n" }.joined()
            guard let read = try? Record(parsing: Array(text.utf8)) else { continue }
            #expect(
                lines[index].hasPrefix("      - {") || lines[index].hasPrefix("      name:"),
                "without \(lines[index]): \(read)")
        }
    }

    @Test func everyErrorNamesTheFileAndTheFix() throws {
        for text in [
            "", "[]", "schema: x", "schema: 1", "schema: 99\nscaffolds: []", "schema: 1\nscaffolds: []",
            "schema: 1\nscaffolds: {}", "a: b", "'", "\u{0}",
        ] {
            do {
                _ = try Record(parsing: Array(text.utf8), file: "folder/.scaffold.yml")
                Issue.record("\(text.debugDescription) was taken")
            } catch {
                #expect(error.code == .brokenRecord)
                #expect(error.message.contains("folder/.scaffold.yml"), "\(error.message)")
                #expect(error.fix != nil)
                #expect(!error.message.contains("\n"))
            }
        }
    }
}
