import Report
import TestSupport
import Testing

@Suite struct UpgradeReportTests {
    private let report = UpgradeReport(
        result: .held, scaffold: "mini", from: "1.0.0", to: "1.1.0", branch: "scaffold/mini", commit: "abc",
        tree: "def",
        files: [
            UpgradeReport.File(
                path: "Dockerfile", previousPath: nil, action: "hold", reason: "both sides changed the same place",
                decisions: []),
            UpgradeReport.File(
                path: "new\u{1B}.txt", previousPath: "old.txt", action: "move", reason: "moved",
                decisions: ["version: 3.2"]),
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
