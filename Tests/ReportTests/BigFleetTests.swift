import Testing

@testable import Report

/// Ten thousand services: every format is made in time, and keeps the limits of those who read it.
///
/// The time is generous, for a debug build on a busy machine; what takes the square of the services would take hours.
@Suite(.serialized, .timeLimit(.minutes(5))) struct BigFleetTests {
    private static let report = SampleFleet.report(services: 10_000)
    private static let megabyte = 1 << 20

    @Test func limitsAreKept() {
        #expect(Self.report.markdown().utf8.count <= Self.megabyte)
        #expect(Self.report.sarif().compact.split(separator: "\"ruleId\"").count - 1 == 5_000)
        #expect(Self.report.annotations().split(separator: "\n").count <= 31)
        #expect(Self.report.prometheus().utf8.count < 10_000)
    }

    @Test func nothingIsLeftOutOfTheOthers() {
        let repositories = Self.report.repositories.count
        #expect(Self.report.csv().split(separator: "\r\n").count == repositories + 1)
        #expect(Self.report.text(.plain).split(separator: "\n").count > repositories)
        #expect(Self.report.junit().split(separator: "<testcase ").count == repositories + 1)
    }

    @Test func thePageHasAllServicesAndOfDiffsTheWorst() {
        let page = Self.report.html()
        #expect(page.utf8.count < 20 * Self.megabyte)
        #expect(page.split(separator: "<tr><th scope=\"row\"><a href=\"#s").count > 8_000)
        let details = page.split(separator: "<details><summary>").filter { $0.contains("<pre") }
        #expect(details.count == 200)
        #expect(!page.contains(" style="))
        let map = page.split(separator: "<table class=\"map\">")[1].split(separator: "</table>")[0]
        #expect(map.split(separator: "<td").count - 1 == 30 * 50)
    }
}
