import Foundation
import Report
import TestSupport
import Testing

@Suite struct TextEscapingTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\nb\tc", "a\nb\tc"), ("\u{1B}[2J", "\\u{1b}[2J"), ("a\rb", "a\\u{d}b"), ("\u{9B}31m", "\\u{9b}31m"),
        ("\u{202E}abc", "\\u{202e}abc"), ("\u{200B}", "\\u{200b}"), ("\u{FEFF}", "\\u{feff}"), ("\u{7F}", "\\u{7f}"), ("é日😀", "é日😀"),
        ("\u{0}", "\\u{0}"), ("\r\n", "\\u{d}\n"),
    ]) func whatDrivesATerminalBecomesVisible(text: String, expected: String) {
        #expect(sanitized(text) == expected)
    }

    @Test func everyControlCharacterIsNeutralised() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let out = sanitized(String(scalar)).unicodeScalars
            #expect(out.allSatisfy { $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t" })
            #expect(out.allSatisfy { !$0.properties.isBidiControl })
        }
    }
}

@Suite struct JSONValueTests {
    private func parsed(_ value: JSONValue, pretty: Bool) throws -> Any {
        try JSONSerialization.jsonObject(with: Data((pretty ? value.pretty : value.compact).utf8), options: .fragmentsAllowed)
    }

    @Test(arguments: ["", "\"", "\\", "\n\r\t", "\u{0}\u{1F}\u{7F}\u{9F}", "é日😀", "\u{2028}\u{202E}\u{FEFF}", "</script>", "e\u{301}"])
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
            ("a", .int(.min)), ("b", .double(0.5)), ("c", .double(.nan)), ("d", .bool(true)), ("e", .array([])), ("f", .object([])),
            ("g", .array([.null, .object([("h", .optional(nil))])])),
        ])
        #expect(value.compact == #"{"a":-9223372036854775808,"b":0.5,"c":null,"d":true,"e":[],"f":{},"g":[null,{"h":null}]}"#)
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

@Suite struct FindingTests {
    @Test func aFindingIsOneLine() {
        let finding = Finding(rule: "held", severity: .warning, path: "a\u{1B}.txt", line: 3, message: "is held")
        #expect(finding.text == "warning[held] a\\u{1b}.txt:3: is held")
        #expect(finding.json.compact == #"{"rule":"held","severity":"warning","path":"a\u001b.txt","line":3,"message":"is held"}"#)
        #expect(Finding(rule: "x", severity: .note, message: "m").text == "note[x]: m")
    }

    @Test func severitiesAreOrdered() {
        #expect(Severity.note < .warning && .warning < .error)
    }
}

@Suite struct StyleTests {
    @Test func withoutColourNothingIsAdded() {
        #expect(Style.plain.red("text") == "text")
        #expect(Style.plain.diff("+a\n-b\u{1B}\n") == "+a\n-b\\u{1b}\n")
    }

    @Test func aDiffIsColouredLineByLine() {
        let text = Style(isColoured: true).diff("--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\u{1B}[2J\n same\n")
        #expect(text.contains("\u{1B}[31m-old\u{1B}[0m"))
        #expect(text.contains("\u{1B}[32m+new\\u{1b}[2J\u{1B}[0m"))
        #expect(text.contains("\n same\n"))
    }
}

@Suite struct UpgradeReportTests {
    private let report = UpgradeReport(
        result: .held, scaffold: "mini", from: "1.0.0", to: "1.1.0", branch: "scaffold/mini", commit: "abc", tree: "def",
        files: [
            UpgradeReport.File(path: "Dockerfile", action: "hold", reason: "both sides changed one place"),
            UpgradeReport.File(path: "new\u{1B}.txt", previousPath: "old.txt", action: "move", reason: "moved", decisions: ["version: 3.2"]),
        ], held: [UpgradeReport.Held(path: "Dockerfile", kind: "content/overlap", release: "1.0.0", conflicts: 1)],
        answers: [(name: "size", old: "small", new: nil, reason: "removed")],
        findings: [Finding(rule: "directory-rename", severity: .note, path: "a", message: "moved")],
        notes: [(release: "1.1.0", text: "Run this.\n\nThen that.")])

    @Test func asText() { golden("upgrade-report.txt", report.text(.plain, mode: .branch)) }
    @Test func asJSON() { golden("upgrade-report.json", report.json.pretty + "\n") }

    @Test func everyModeSaysWhatToDoNext() {
        #expect(report.text(.plain, mode: .plan).contains("1 file would wait for a decision"))
        #expect(report.text(.plain, mode: .inPlace).contains("scaffold undo"))
        #expect(!report.text(.plain, mode: .plan).contains("scaffold undo"))
    }
}
