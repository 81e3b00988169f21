import Report
import Testing

@Suite struct FindingTests {
    @Test func aFindingIsOneLine() {
        let finding = Finding(rule: "held", severity: .warning, path: "a\u{1B}.txt", line: 3, message: "is held")
        #expect(finding.text == "warning[held] a\\u{1b}.txt:3: is held")
        #expect(
            finding.json.compact
                == #"{"rule":"held","severity":"warning","path":"a\u001b.txt","line":3,"message":"is held"}"#)
        #expect(Finding(rule: "x", severity: .note, message: "m").text == "note[x]: m")
    }

    @Test func severitiesAreOrdered() {
        #expect(Severity.allCases.sorted() == [.note, .warning, .error])
    }
}
