import Report
import TestSupport
import Testing

@Suite struct AuditTextTests {
    private let report = SampleFleet.report()

    @Test func asText() { golden("audit/fleet.txt", report.text(.plain)) }

    @Test(arguments: FleetReport.Grouping.allCases) func grouped(_ by: FleetReport.Grouping) {
        let text = report.text(.plain, groupedBy: by, limit: 3)
        golden("audit/fleet-by-\(by.rawValue).txt", text)
    }

    @Test func aLimitSaysHowManyMoreThereAre() {
        let text = report.text(.plain, limit: 10)
        #expect(text.contains("and 30 services more, none of them worse\n"))
        #expect(text.contains("  and 0 more") == false)
    }

    @Test func coloursChangeNothingElse() {
        let coloured = report.text(Style(isColoured: true)).replacing(#/\x1B\[[0-9]+m/#, with: "")
        #expect(coloured == report.text(.plain))
    }

    private func one(_ service: ServiceAudit) -> FleetReport {
        FleetReport(tool: "1.0.0", repositories: [RepositoryAudit(id: "a", location: "a", services: [service])])
    }

    @Test func whatCannotBeComparedIsBrokenAndNotBehind() {
        let finding = Finding(rule: "broken-record", severity: .error, message: "x")
        let report = one(ServiceAudit(directory: "", scaffold: "s", release: "1.0.0", findings: [finding]))
        let summary = "1 service: 0 in sync, 0 behind, 0 drifted, 1 broken, 0 files an upgrade would hold"
        #expect(report.text(.plain).contains(summary))
        #expect(report.markdown().contains(summary))
    }

    @Test func anExemptionThatEndedIsNamedThoughNothingIsBroken() {
        let finding = Finding(rule: "exemption-ended", severity: .warning, message: "an exemption ended")
        let report = one(
            ServiceAudit(
                directory: "", scaffold: "s", release: "1.0.0", newest: "1.0.0", currency: .init(), fidelity: .init(),
                effort: .init(), findings: [finding]))
        #expect(report.text(.plain).contains("in-sync"))
        for text in [report.text(.plain), report.markdown(), report.csv(), report.annotations()] {
            #expect(text.contains("exemption-ended"))
        }
    }

    @Test func anEmptyFleetIsASummary() {
        #expect(
            FleetReport(tool: "1.0.0", repositories: []).text(.plain)
                == "0 services: 0 in sync, 0 behind, 0 drifted, 0 files an upgrade would hold, "
                + "0 repositories could not be looked at\n")
    }
}
