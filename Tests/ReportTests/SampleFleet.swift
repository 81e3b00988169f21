import TestSupport

@testable import Report

/// A made-up fleet: every state, every kind of failure, several scaffolds, owners and releases.
enum SampleFleet {
    /// A report of so many services; the same for the same number.
    static func report(services count: Int = 40, points: Int = 12) -> FleetReport {
        var maker = Maker(random: SeededRandom(seed: UInt64(count)))
        var repositories = (0..<count).map { maker.repository($0) }
        for (number, kind) in RepositoryAudit.Failure.Kind.allCases.enumerated() {
            repositories.append(
                RepositoryAudit(
                    id: "git.example/acme/lost-\(number)", location: "https://git.example/acme/lost-\(number).git",
                    owner: "platform",
                    failure: .init(
                        kind: kind, message: "\(kind.rawValue), as this sample says",
                        fix: kind == .exempt ? nil : "look at it"),
                    attempt: 2, milliseconds: 40))
        }
        let trend = (0..<points).map { week in
            FleetSummary.Point(
                moment: "2026-\(week < 4 ? "08" : week < 8 ? "09" : "10")-\(String(10 + week % 4 * 6))T06:00:00Z",
                services: count - points + week, current: count / 4 + week * count / 40,
                drifted: count / 2 - week * count / 60,
                held: count / 3 + (week % 3) * 2)
        }
        return FleetReport(
            tool: "1.0.0", moment: "2026-11-28T09:00:00Z", repositories: repositories, trend: trend)
    }

    private struct Maker {
        var random: SeededRandom

        static let names = [
            "billing", "catalog", "checkout", "identity", "ledger", "notify", "orders", "payments", "profile", "quotes",
            "search", "shipping",
        ]
        static let releases = ["2.1.0", "2.2.0", "2.3.0", "2.3.1", "2.4.0"]
        static let paths = [
            ".github/workflows/ci.yml", ".gitignore", "Dockerfile", "Makefile", "README.md", "compose.yaml",
            "deploy/base/kustomization.yaml", "deploy/base/service.yaml", "pyproject.toml", "src/app/logging.py",
            "src/app/main.py", "tests/test_health.py",
        ]

        mutating func pick<Value>(_ all: [Value]) -> Value { all[Int.random(in: 0..<all.count, using: &random)] }
        mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

        mutating func repository(_ number: Int) -> RepositoryAudit {
            let name = Self.names[number % Self.names.count] + (number < Self.names.count ? "" : "-\(number)")
            let commit = String(repeating: String(number % 16, radix: 16), count: 40)
            return RepositoryAudit(
                id: "git.example/acme/\(name)", location: "https://git.example/acme/\(name).git",
                owner: ["payments", "platform", "search", nil][number % 4], groups: number % 3 == 0 ? ["tier-1"] : [],
                commit: commit, services: [service(number)], fingerprint: "f\(number)", milliseconds: 3 + number % 5)
        }

        mutating func service(_ number: Int) -> ServiceAudit {
            let scaffold = ["fastapi-service", "gin-service", "express-service"][number % 3]
            if number % 20 == 7 {
                return ServiceAudit(
                    directory: "", scaffold: scaffold, release: "1.9.0", newest: "2.4.0",
                    findings: [
                        Finding(
                            rule: "baseline-mismatch", severity: .error, path: ".scaffold.yml", line: 4,
                            message: "the record says another baseline than its release makes",
                            fix: "scaffold adopt")
                    ])
            }
            let step =
                number % 5 == 0 ? Self.releases.count - 1 : Int.random(in: 0..<Self.releases.count, using: &random)
            let isCurrent = step == Self.releases.count - 1
            var files: [ServiceAudit.File] = []
            for path in Self.paths {
                let edited =
                    number % 4 != 1 && chance(path == "Makefile" ? 60 : 15)
                    ? pick(["edited", "edited", "deleted"]) : nil
                let behind = !isCurrent && chance(45) ? "changed" : nil
                if edited == nil && behind == nil { continue }
                let isHeld = edited == "edited" && behind != nil && chance(90)
                files.append(
                    .init(
                        path: path, fileClass: path == "Dockerfile" ? "exact" : "managed", edited: edited,
                        behind: behind,
                        isAhead: edited == "edited" && !isHeld && chance(10),
                        forecast: isHeld ? "hold" : edited == nil ? "update" : behind == nil ? "keep" : "merge",
                        isHeld: isHeld && chance(20), conflict: isHeld ? "content/overlap" : nil,
                        diff: edited == "edited"
                            ? "--- a/\(path)\n+++ b/\(path)\n@@ -1,3 +1,3 @@\n line one\n-as generated\n+as \(number) has it\n line three\n"
                            : nil))
            }
            let edited = files.count { $0.edited == "edited" }
            let missing = files.count { $0.edited == "deleted" }
            var findings: [Finding] = files.filter { $0.isHeld }.map {
                Finding(rule: "held", severity: .warning, path: $0.path, message: "is still at an older release")
            }
            if number % 13 == 5 {
                findings.append(
                    Finding(
                        rule: "exact-edited", severity: .error, path: "Dockerfile", line: 12,
                        message: "must be as the template has it, and was edited"))
            }
            return ServiceAudit(
                directory: number % 10 == 3 ? "services/\(scaffold)" : "", scaffold: scaffold,
                release: Self.releases[step],
                newest: "2.4.0",
                currency: .init(releases: Self.releases.count - 1 - step, days: (Self.releases.count - 1 - step) * 33),
                fidelity: .init(
                    managed: 32, identical: 32 - edited - missing, edited: edited, missing: missing,
                    ahead: files.count { $0.isAhead }),
                effort: .init(
                    clean: files.count { $0.behind != nil && $0.conflict == nil },
                    held: files.count { $0.conflict != nil && !$0.isHeld }, waiting: files.count { $0.isHeld }),
                files: files, findings: findings)
        }
    }
}
