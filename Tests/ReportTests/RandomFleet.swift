import Report
import TestSupport

/// Made-up repositories with every field at random, hostile texts among them.
struct RandomFleet {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// Texts that mean something in one of the formats, and ordinary ones.
    static let texts = [
        "", "a", "src/app.py", "é日😀", "e\u{301}",
        "\"\\/", "\n", "\r\n", "\u{0}", "\u{1F}\u{7F}\u{9B}", "\u{2028}\u{202E}",
        "</script>", "null", "=1+1", "😀\u{200D}x", "::error::x", "  ",
    ]

    private mutating func text() -> String { Self.texts.randomElement(using: &random) ?? "" }
    private mutating func number() -> Int { [0, 1, 7, 10_000, 1 << 50].randomElement(using: &random) ?? 0 }
    private mutating func flag() -> Bool { Bool.random(using: &random) }
    private mutating func maybe<Value>(_ make: (inout RandomFleet) -> Value) -> Value? { flag() ? make(&self) : nil }
    private mutating func some<Value>(_ make: (inout RandomFleet) -> Value) -> [Value] {
        var all: [Value] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) { all.append(make(&self)) }
        return all
    }

    mutating func repository() -> RepositoryAudit {
        RepositoryAudit(
            id: text(), location: text(), owner: maybe { $0.text() }, groups: some { $0.text() },
            commit: maybe { $0.text() }, services: some { $0.service() },
            failure: maybe { one in
                .init(
                    kind: RepositoryAudit.Failure.Kind.allCases.randomElement(using: &one.random) ?? .other,
                    message: one.text(), fix: one.maybe { $0.text() })
            }, fingerprint: text(), attempt: number(), milliseconds: number())
    }

    private mutating func service() -> ServiceAudit {
        ServiceAudit(
            directory: text(), scaffold: maybe { $0.text() }, release: maybe { $0.text() }, newest: maybe { $0.text() },
            currency: maybe { one in .init(releases: one.maybe { $0.number() }, days: one.maybe { $0.number() }) },
            fidelity: maybe {
                .init(
                    managed: $0.number(), identical: $0.number(), edited: $0.number(), missing: $0.number(),
                    ahead: $0.number())
            }, effort: maybe { .init(clean: $0.number(), held: $0.number() / 2, waiting: $0.number() / 2) },
            files: some { $0.file() }, findings: some { $0.finding() })
    }

    private mutating func file() -> ServiceAudit.File {
        .init(
            path: text(), fileClass: text(), edited: maybe { $0.text() }, behind: maybe { $0.text() }, isAhead: flag(),
            forecast: text(), isHeld: flag(), conflict: maybe { $0.text() }, diff: maybe { $0.text() })
    }

    private mutating func finding() -> Finding {
        Finding(
            rule: text(), severity: Severity.allCases.randomElement(using: &random) ?? .note, path: maybe { $0.text() },
            line: maybe { $0.number() }, message: text(), fix: maybe { $0.text() })
    }
}
