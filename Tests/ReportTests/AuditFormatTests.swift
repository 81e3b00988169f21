import TestSupport
import Testing

@testable import Report

/// Every format of the made-up fleet; `scripts/check-reports` reads the golden files with other people's tools.
@Suite struct AuditFormatTests {
    /// The formats by the ending of their golden files.
    static let formats: [(name: String, text: @Sendable (FleetReport) -> String)] = [
        ("json", { $0.json.pretty + "\n" }), ("ndjson", { $0.repositories.map { $0.json.compact + "\n" }.joined() }),
        ("md", { $0.markdown() }), ("csv", { $0.csv() }), ("junit.xml", { $0.junit() }),
        ("sarif", { $0.sarif().pretty + "\n" }), ("code-quality.json", { $0.codeQuality().pretty + "\n" }),
        ("prom", { $0.prometheus(seconds: 1.5) }), ("badge.json", { $0.badge().compact + "\n" }),
        ("svg", { $0.badgeSVG() }), ("annotations.txt", { $0.annotations() }), ("html", { $0.html() }),
    ]

    @Test(arguments: formats.indices) func ofAFleet(format: Int) {
        let format = Self.formats[format]
        golden("audit/fleet.\(format.name)", format.text(SampleFleet.report()))
    }

    @Test(arguments: formats.indices) func ofHostileRepositories(format: Int) {
        let format = Self.formats[format]
        golden("audit/hostile.\(format.name)", format.text(HostileFleet.report))
    }

    /// What a service's own pipeline uploads: paths are relative to its repository.
    @Test(arguments: ["sarif", "code-quality.json", "badge.json", "svg", "annotations.txt"])
    func ofOneRepository(name: String) throws {
        let worst = try #require(SampleFleet.report().worstFirst.first { $0.service.state == .conflicted })
        let format = try #require(Self.formats.first { $0.name == name })
        golden("audit/one.\(name)", format.text(FleetReport(tool: "1.0.0", repositories: [worst.repository])))
    }

    @Test func theSameStateIsTheSameInEveryFormat() {
        let report = SampleFleet.report()
        let other = FleetReport(
            tool: report.tool, moment: report.moment, repositories: report.repositories.shuffled(), trend: report.trend)
        for format in Self.formats { #expect(format.text(report) == format.text(other), "\(format.name)") }
    }

    @Test func fingerprintsAreUniqueAndKnowNoLines() {
        var report = SampleFleet.report()
        let before = report.issues.map(\.fingerprint)
        #expect(Set(before).count == before.count)
        for index in report.repositories.indices {
            for service in report.repositories[index].services.indices {
                for finding in report.repositories[index].services[service].findings.indices {
                    report.repositories[index].services[service].findings[finding].line = 99
                }
            }
        }
        #expect(report.issues.map(\.fingerprint) == before)
        #expect(Fingerprint.of([]) == "6c62272e07bb014262b821756295c58d")
        #expect(Fingerprint.of(["ab", "c"]) != Fingerprint.of(["a", "bc"]))
    }

    @Test func sarifIsCutFromTheLeastSevereEnd() throws {
        let all = SampleFleet.report().issues
        let text = SampleFleet.report().sarif(limit: 10).compact
        #expect(text.contains("\(all.count - 10) more results of \(all.count) are left out"))
        #expect(text.split(separator: "\"level\":\"error\"").count > 2)
        #expect(!SampleFleet.report().sarif().compact.contains("left out"))
    }

    @Test(arguments: [
        ("a b", "a%20b"), ("javascript:x", "javascript%3Ax"), ("a?b#c", "a%3Fb%23c"), ("//host/a", "host/a"),
        ("a%2Fb", "a%252Fb"), ("é", "%C3%A9"), ("src/a-b_c.py~", "src/a-b_c.py~"), ("a\nb\\c", "a%0Ab%5Cc"),
    ]) func uris(path: String, expected: String) {
        #expect(percentEncoded(path) == expected)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600), ("2026-11-28T09:00:00Z", 1_795_856_400),
        ("2038-01-19T03:14:08Z", 2_147_483_648),
    ]) func times(moment: String, expected: Int) {
        #expect(UTC.seconds(moment) == expected)
    }

    @Test(arguments: ["", "2026-11-28", "2026-13-01T00:00:00Z", "2026-11-28T09:00:00+01:00"])
    func otherTimesAreNone(moment: String) {
        #expect(UTC.seconds(moment) == nil)
    }

    @Test(arguments: [
        ("2.9.0", "2.10.0"), ("1.0.0-rc.1", "1.0.0"), ("1.0.0", "1.0.1"), ("1.0", "1.0.1"), ("main", "1.0.0"),
    ]) func releasesInOrder(older: String, newer: String) {
        #expect(isOlderRelease(older, newer))
        #expect(!isOlderRelease(newer, older))
    }

    @Test func theSummaryKeepsItsLimit() {
        let report = SampleFleet.report(services: 400)
        for limit in [500, 1_000, 5_000, 20_000] {
            let text = report.markdown(limit: limit)
            #expect(text.utf8.count <= limit)
            #expect(text.contains(" more services\n"))
        }
        #expect(!report.markdown().contains(" more services"))
    }

    @Test func theTrendNeedsTwoPoints() {
        #expect(SampleFleet.report().html().contains("id=\"chart-trend\""))
        #expect(!SampleFleet.report(points: 1).html().contains("id=\"chart-trend\""))
    }

    /// The page's policy names its script and style by hash: with another hash a browser would run neither.
    @Test func thePolicyFitsTheScriptAndTheStyle() throws {
        let page = SampleFleet.report().html()
        let program = """
            import base64, hashlib, sys
            print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode())
            """
        for (text, hash) in [(FleetPage.script, FleetPage.scriptHash), (FleetPage.style, FleetPage.styleHash)] {
            let expected = try run("python3", ["-c", program], stdin: Array(text.utf8)).trimmed
            #expect(hash == expected)
            #expect(page.contains(">\(text)<"))
        }
    }
}
