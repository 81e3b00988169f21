import TestSupport
import Testing

@testable import Report

/// The report for a pull request: whatever files and templates say, nothing of it acts.
@Suite struct MarkdownTests {
    private static func conflict(_ text: String, path: String = "compose.yaml", entity: String? = "services.web")
        -> UpgradeReport.Conflict
    {
        UpgradeReport.Conflict(
            path: path, format: "yaml", entity: entity,
            lines: .init(base: 3...3, local: 3...4, incoming: nil), kind: "value/scalar",
            reason: "both sides changed one value", base: .text("base\n"), local: .text(text), incoming: .absent,
            suggestion: text, suggestedBy: "0123456789abcdef")
    }

    private func report(_ conflicts: [UpgradeReport.Conflict], path: String = "compose.yaml") -> UpgradeReport {
        UpgradeReport(
            result: .held, scaffold: "mini", from: "1.0.0", to: "1.1.0", branch: "scaffold/mini",
            files: [
                UpgradeReport.File(
                    path: path, previousPath: nil, action: "hold", reason: "both sides changed the same place",
                    decisions: ["version-max: took 2 over 1"])
            ],
            held: [
                UpgradeReport.Held(
                    path: path, kind: "value/scalar", release: "1.0.0", conflicts: conflicts.count, places: conflicts)
            ],
            answers: [(name: "size", old: "small", new: nil, reason: "removed")],
            findings: [Finding(rule: "left-behind", severity: .note, path: "a", message: "moved")],
            notes: [(release: "1.1.0", text: "Run this.\n\nThen that.")])
    }

    private var whole: UpgradeReport.Conflict {
        UpgradeReport.Conflict(
            path: "old.txt", format: "file", kind: "delete/modify-by-template", reason: "the template deleted it",
            base: .object("4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
            local: .object("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"), incoming: .absent)
    }

    @Test func asMarkdown() {
        let conflicts = [Self.conflict("mine: 1\n"), Self.conflict("mine: 2\n", entity: nil)]
        golden("conflicts.md", report(conflicts).markdown(directory: "services/shop"))
    }

    @Test func asJSON() {
        golden("conflicts.json", report([Self.conflict("mine: 1\n"), whole]).json.pretty + "\n")
    }

    /// Texts that break out of code, mention people, name issues or hide themselves.
    private static let hostile = [
        "```\n@everyone <script>alert(1)</script>\n```\n", "~~~~\n# Title\n", "````````\n", "`` ` ``\n",
        "</details><img src=x onerror=y>\n", "/close\n@octocat #1 GH-2\n", "\u{202E}txt\n", "\u{1B}[2J\n",
        "<!-- -->\n", "[x](javascript:y)\n", "a`b\n",
    ]

    @Test(arguments: hostile) func textStaysInItsBlock(text: String) {
        let markdown = report([Self.conflict(text), Self.conflict("x\n")]).markdown()
        #expect(
            Self.outside(markdown) == Self.outside(report([Self.conflict("y\n"), Self.conflict("x\n")]).markdown()))
        #expect(!markdown.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }

    @Test(arguments: hostile) func namesStayInTheirSpans(text: String) {
        let path = text.replacing("\n", with: "")
        let report = report([Self.conflict("x\n", path: path, entity: path)], path: path)
        let words = Self.outside(report.markdown())
        for word in ["@", "<", "script", "javascript", "#1", "/close", "img"] {
            #expect(!words.replacing("####", with: "").contains(word), "\(words)")
        }
    }

    @Test(arguments: [
        ("a", "a"), ("a b", "'a b'"), ("", "''"), ("it's", "'it'\\''s'"), ("$(rm)", "'$(rm)'"), ("a;b", "'a;b'"),
        ("lines 3-4", "'lines 3-4'"),
    ]) func shellWords(text: String, expected: String) {
        #expect(MarkdownText.shellWord(text) == expected)
    }

    @Test func longTextsAreLeftOutAndCounted() {
        let long = String(repeating: "a long line of text\n", count: 5_000)
        let markdown = report([Self.conflict(long), Self.conflict("x\n")]).markdown(limit: 5_000)
        #expect(markdown.utf8.count < 5_200)
        #expect(markdown.contains("too long to show here"))
        #expect(Self.outside(markdown).contains("Notes of"))
    }

    /// A renderer's view of what is neither in a block nor in a code span, by the rules of CommonMark.
    static func outside(_ markdown: String) -> String {
        var out: [String] = []
        var fence = 0
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let run = line.prefix { $0 == "`" }.count
            if fence > 0 {
                if run >= fence, line.dropFirst(run).allSatisfy({ $0 == " " }) { fence = 0 }
            } else if run >= 3, !line.dropFirst(run).contains("`") {
                fence = run
            } else {
                out.append(withoutSpans(String(line)))
            }
        }
        #expect(fence == 0, "a block stays open")
        return out.joined(separator: "\n")
    }

    private static func withoutSpans(_ line: String) -> String {
        var out = ""
        var rest = line[...]
        while let start = rest.firstIndex(of: "`") {
            out += rest[..<start]
            let run = rest[start...].prefix { $0 == "`" }
            rest = rest[run.endIndex...]
            var search = rest
            var end: String.Index?
            while end == nil, let next = search.firstIndex(of: "`") {
                let closing = search[next...].prefix { $0 == "`" }
                if closing.count == run.count { end = closing.endIndex }
                search = search[closing.endIndex...]
            }
            guard let end else { return out + run + rest }
            rest = rest[end...]
            out += "·"
        }
        return out + rest
    }
}
