import Foundation
import Report
import Testing

@Suite struct AuditJSONTests {
    @Test func aRecordIsReadBackAsItWas() throws {
        var fleet = RandomFleet(seed: 1)
        for _ in 0..<2_000 {
            let repository = fleet.repository()
            let line = repository.json.compact
            #expect(!line.utf8.contains(0x0A))
            let back = try JSONDecoder().decode(RepositoryAudit.self, from: Data(line.utf8))
            #expect(back == repository)
            // Strings compare by meaning, the lines by their bytes.
            #expect(Array(back.json.compact.utf8) == Array(line.utf8))
        }
    }

    @Test func theReportIsTheSameHoweverLongTheAuditTook() throws {
        var fleet = RandomFleet(seed: 2)
        let repositories = (0..<20).map { _ in fleet.repository() }
        let slow = repositories.map { repository in
            var repository = repository
            repository.milliseconds = 1
            repository.attempt = 9
            return repository
        }
        let report = FleetReport(tool: "1.0.0", repositories: repositories)
        #expect(report.json.compact == FleetReport(tool: "1.0.0", repositories: slow).json.compact)
        #expect(!report.json.compact.contains("milliseconds"))
    }

    @Test func theSummaryAddsUp() throws {
        let service = ServiceAudit(
            directory: "", scaffold: "mini", release: "1.0.0", newest: "1.1.0", currency: .init(releases: 2),
            fidelity: .init(managed: 4, identical: 2, edited: 1, missing: 1), effort: .init(clean: 1),
            files: [
                .init(path: "b", fileClass: "managed", edited: "edited", forecast: "merge"),
                .init(path: "a", fileClass: "managed", edited: "deleted", forecast: "keep"),
                .init(path: "c", fileClass: "managed", behind: "changed", forecast: "update"),
            ])
        var other = service
        other.files.remove(at: 1)
        let report = FleetReport(
            tool: "1.0.0", moment: "2026-11-28T09:00:00Z",
            repositories: [
                RepositoryAudit(id: "a", location: "a", services: [service, other]),
                RepositoryAudit(id: "b", location: "b", failure: .init(kind: .exempt, message: "archived")),
                RepositoryAudit(id: "c", location: "c", failure: .init(kind: .missing, message: "not there")),
            ], trend: [.init(moment: "2026-11-21T09:00:00Z", services: 1, current: 1, drifted: 0, held: 0)])
        #expect(
            report.summary.json.compact == #"{"repositories":3,"failures":1,"exempt":1,"services":2,"#
                + #""states":{"broken":0,"conflicted":0,"behind":2,"edited":0,"in-sync":0},"#
                + #""releases":{"mini":{"1.0.0":2}},"#
                + #""fidelity":{"managed":8,"identical":4,"edited":2,"missing":2,"ahead":0},"#
                + #""effort":{"clean":2,"held":0,"waiting":0},"releasesBehind":4,"drifted":["#
                + #"{"scaffold":"mini","path":"b","services":2},{"scaffold":"mini","path":"a","services":1}]}"#)
        let text = report.json.compact
        #expect(text.hasPrefix(#"{"schema":1,"tool":"1.0.0","moment":"2026-11-28T09:00:00Z","summary":{"#))
        #expect(text.contains(#""trend":[{"moment":"2026-11-21T09:00:00Z","services":1,"#))
    }
}
