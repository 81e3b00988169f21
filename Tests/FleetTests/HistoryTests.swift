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

    /// A report of one service with edited, missing and held files.
    private func report(_ counts: [Int], managed: Int = 9) -> FleetReport {
        FleetReport(
            tool: "1.0.0", moment: "2026-01-01T00:00:00Z",
            repositories: [
                RepositoryAudit(
                    id: "a", location: "a",
                    services: [
                        ServiceAudit(
                            directory: "", scaffold: "s", release: "1.0.0", newest: "1.0.0", currency: .init(),
                            fidelity: .init(
                                managed: managed, identical: managed - counts[0] - counts[1], edited: counts[0],
                                missing: counts[1]), effort: .init(held: counts[2]))
                    ])
            ])
    }

    @Test(
        "In the same state the counts decide: one that grew is worse, whatever else shrank",
        arguments: [
            ([1, 0, 0], [3, 0, 0], "worse"), ([3, 0, 0], [1, 0, 0], "better"), ([2, 1, 0], [2, 1, 0], ""),
            ([2, 0, 0], [1, 1, 0], "worse"), ([0, 0, 1], [0, 0, 2], "worse"), ([3, 0, 1], [1, 0, 2], "worse"),
            ([1, 0, 2], [1, 0, 1], "better"), ([0, 0, 0], [1, 0, 0], "worse"),
        ])
    func counts(old: [Int], new: [Int], verdict: String) throws {
        let folder = try TempDirectory()
        let history = try AuditHistory(path: folder.path("h.db"))
        try history.add(report(old), keepingDays: nil)
        try history.add(report(new), keepingDays: nil)
        let snapshots = (try #require(try history.snapshot(skip: 1)), try #require(try history.snapshot()))
        for comparison in [
            AuditComparison(snapshots.0, snapshots.1), AuditComparison(.init(report(old)), .init(report(new))),
        ] {
            #expect(comparison.worse.count == (verdict == "worse" ? 1 : 0))
            #expect(comparison.better.count == (verdict == "better" ? 1 : 0))
            #expect(comparison.unchanged == (verdict.isEmpty ? 1 : 0))
        }
        let text = AuditComparison(snapshots.0, snapshots.1).text(Style(isColoured: false))
        if old[0] + old[1] != new[0] + new[1] {
            #expect(text.contains("edited \(old[0] + old[1]) → \(new[0] + new[1])"))
        }
    }

    @Test("What can't be compared has no counts that could grow or shrink")
    func unknownCounts() {
        func service(_ missing: Int?, edited: Int) -> AuditSnapshot.Service {
            .init(name: "a", scaffold: "s", release: "1", state: "broken", edited: edited, held: 0, missing: missing)
        }
        func isUnchanged(_ old: AuditSnapshot.Service, _ new: AuditSnapshot.Service) -> Bool {
            AuditComparison(.init(moment: "", services: [old]), .init(moment: "", services: [new])).unchanged == 1
        }
        #expect(isUnchanged(service(0, edited: 3), service(nil, edited: 0)))
        #expect(isUnchanged(service(nil, edited: 0), service(0, edited: 3)))
    }

    @Test("A file that is no history says so")
    func refused() throws {
        let folder = try TempDirectory()
        try folder.write("h.db", "this is not SQLite, and long enough to be looked at as if it were a database file")
        #expect(throws: DriftError.self) { try AuditHistory(path: folder.path("h.db")) }
    }
}
