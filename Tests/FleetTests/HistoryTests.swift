import Foundation
import Report
import TestSupport
import Testing

@testable import Drift
@testable import Fleet

@Suite("The history of audits")
struct HistoryTests {
    private func report(_ moment: String, releases: [String: String]) -> FleetReport {
        FleetReport(
            tool: "1.0.0", moment: moment,
            repositories: releases.map { name, release in
                RepositoryAudit(
                    id: name, location: name,
                    services: [
                        ServiceAudit(
                            directory: "", scaffold: "s", release: release, newest: "2.0.0", currency: .init(),
                            fidelity: .init(managed: 3, identical: 3), effort: .init())
                    ])
            })
    }

    @Test("Trends, comparison, retention")
    func story() throws {
        let folder = try TempDirectory()
        let history = try AuditHistory(path: folder.path("h.db"))
        try history.add(report("2026-01-01T00:00:00Z", releases: ["a": "1.0.0", "gone": "1.0.0"]), keepingDays: nil)
        try history.add(report("2026-11-01T00:00:00Z", releases: ["a": "1.0.0", "b": "1.0.0"]), keepingDays: nil)
        try history.add(
            report("2026-11-08T00:00:00Z", releases: ["a": "2.0.0", "b": "1.0.0", "c": "2.0.0"]), keepingDays: 30)
        #expect(try history.trend().map(\.moment) == ["2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z"])
        #expect(try history.trend().map(\.current) == [0, 2])
        let old = try #require(try history.snapshot(skip: 1))
        let new = try #require(try history.snapshot())
        let comparison = AuditComparison(old, new)
        #expect(comparison.upgraded.map(\.after.name) == ["a"])
        #expect(comparison.better.map(\.after.name) == ["a"])
        #expect(comparison.added.map(\.name) == ["c"])
        #expect(comparison.unchanged == 1)
        #expect(try history.snapshot(at: "2026-11-02T23:59:59Z")?.moment == "2026-11-01T00:00:00Z")
    }

    @Test("A file that is no history says so")
    func refused() throws {
        let folder = try TempDirectory()
        try folder.write("h.db", "this is not SQLite, and long enough to be looked at as if it were a database file")
        #expect(throws: DriftError.self) { try AuditHistory(path: folder.path("h.db")) }
    }
}
