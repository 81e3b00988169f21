import TestSupport

@testable import Report

/// Repositories that put a text into everything they have a say in.
enum HostileFleet {
    /// Texts that act, hide or break out in one of the formats.
    static let texts = [
        "\u{1B}[2J\u{1B}]8;;https://evil.example\u{7}x\u{1B}]52;c;eA==\u{7}", "::set-output name=x::y",
        "  ::add-mask::y", "##[set-output name=x]y", "section_start:1:x\r\u{1B}[0K", "a|b", "``` ` ``",
        "<img src=x onerror=alert(1)>",
        "@team #1 Fixes #1", "<script>alert(1)</script>", "</script></style></title></textarea>", "--><!--", "]]>",
        "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "＝1+1",
        "\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{85}\u{9B}",
        "\u{FFFE}\u{FFFF}", "x\"} 1\ny{a=\"", "a\\", "a\nEOF\nb", "a\r\nb", "%0A::error::x", "\u{202E}gpj.exe",
        "javascript:alert(1)",
        "//evil.example/a", "../../../etc/passwd", "' onmouseover='alert(1)", "&lt;b&gt;",
        "{{ x }} ${{ secrets.TOKEN }}",
        "\u{2028}alert(1)\u{2029}",
    ]

    /// A repository in which everything is `text`.
    static func repository(_ text: String, number: Int = 0) -> RepositoryAudit {
        let service = ServiceAudit(
            directory: text, scaffold: text, release: text, newest: text + "2", currency: .init(releases: 1, days: 2),
            fidelity: .init(managed: 4, identical: 2, edited: 1, missing: 1), effort: .init(clean: 1, held: 1),
            files: [
                .init(
                    path: text, fileClass: text, edited: text, behind: text, forecast: "hold", conflict: text,
                    diff: "--- \(text)\n+\(text)\n-\(text)\n@@ \(text)\n \(text)"),
                .init(
                    path: text + "/b", fileClass: text, edited: "deleted", isAhead: true, forecast: text, isHeld: true),
            ],
            findings: [
                Finding(rule: text, severity: .error, path: text, line: 3, message: text, fix: text),
                Finding(rule: text, severity: .note, message: text),
            ])
        return RepositoryAudit(
            id: "\(text)\(number)", location: text, owner: text, groups: [text], commit: text, services: [service],
            fingerprint: text)
    }

    /// Two repositories with one text: one that was looked at and one that could not be.
    static func pair(_ text: String, number: Int = 0) -> [RepositoryAudit] {
        [
            repository(text, number: number),
            RepositoryAudit(
                id: "\(text)lost\(number)", location: text, owner: text,
                failure: .init(kind: .other, message: text, fix: text)),
        ]
    }

    /// All texts at once.
    static let report = FleetReport(
        tool: "1.0.0", moment: "2026-11-28T09:00:00Z",
        repositories: texts.enumerated().flatMap { pair($1, number: $0) })
}
