import Foundation
import TestSupport
import Testing

@testable import Report

/// Text from repositories in every format: whatever it says, it stays text.
@Suite struct HostileTextTests {
    private static func report(_ text: String) -> FleetReport {
        FleetReport(tool: "1.0.0", moment: "2026-11-28T09:00:00Z", repositories: HostileFleet.pair(text))
    }

    private static let benign = report("x y")

    @Test(arguments: HostileFleet.texts) func nothingDrivesATerminalOrHides(text: String) {
        for format in AuditFormatTests.formats {
            let out = format.text(Self.report(text))
            // A CSV's lines end with a carriage return by its standard.
            let rest = format.name == "csv" ? out.replacing("\r\n", with: "\n") : out
            #expect(sanitized(rest) == rest, "\(format.name)")
        }
        for style in [Style.plain, Style(isColoured: true)] {
            let out = Self.report(text).text(style).replacing(#/\x1B\[[0-9]+m/#, with: "")
            #expect(sanitized(out) == out)
        }
    }

    @Test(arguments: HostileFleet.texts) func aLogTakesNoLineForACommand(text: String) {
        for grouping in [nil] + FleetReport.Grouping.allCases {
            let out = Self.report(text).text(.plain, groupedBy: grouping)
            #expect(out.count { $0 == "\n" } == Self.benign.text(.plain, groupedBy: grouping).count { $0 == "\n" })
            for line in out.split(separator: "\n") {
                #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"), "\(line)")
                #expect(!line.contains("##["), "\(line)")
            }
        }
    }

    @Test(arguments: HostileFleet.texts) func annotationsAreOursOnly(text: String) {
        let lines = Self.report(text).annotations().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == Self.benign.annotations().split(separator: "\n", omittingEmptySubsequences: false).count)
        for line in lines.dropFirst().dropLast() {
            let match = line.wholeMatch(of: #/::(error|warning|notice) file=[^,:]*(,line=[0-9]+)?,title=[^,:]*::.*/#)
            #expect(match != nil, "\(line)")
        }
    }

    @Test(arguments: HostileFleet.texts) func markdownHasItInCodeOnly(text: String) {
        let out = Self.report(text).markdown()
        let outside = MarkdownTests.outside(out)
        #expect(outside == MarkdownTests.outside(Self.benign.markdown()))
        for word in ["<", "@", "https", "Fixes", "{{"] { #expect(!outside.contains(word)) }
        // A bar ends a cell, in code too.
        func bars(_ text: String) -> [Int] {
            text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in line.count { $0 == "|" } }
        }
        #expect(bars(out) == bars(Self.benign.markdown()))
    }

    @Test(arguments: HostileFleet.texts) func jsonIsReadBack(text: String) throws {
        for format in AuditFormatTests.formats where ["json", "sarif"].contains(format.name.suffix(5)) {
            _ = try JSONSerialization.jsonObject(with: Data(format.text(Self.report(text)).utf8))
        }
        let line = HostileFleet.repository(text).json.compact
        let back = try JSONDecoder().decode(RepositoryAudit.self, from: Data(line.utf8))
        #expect(back == HostileFleet.repository(text))
    }

    @Test(arguments: HostileFleet.texts) func pathsOfSARIFAreRelativeReferences(text: String) throws {
        for report in [Self.report(text), FleetReport(tool: "1", repositories: [HostileFleet.repository(text)])] {
            for uri in report.sarif().compact.matches(of: #/"uri":"([^"]*)"/#) {
                #expect(uri.1.wholeMatch(of: #/[A-Za-z0-9._~%\/-]*/#) != nil)
                #expect(!uri.1.hasPrefix("/"))
            }
        }
    }

    @Test(arguments: HostileFleet.texts) func aSpreadsheetTakesNoFieldForAFormula(text: String) {
        let rows = Self.fields(Self.report(text).csv())
        #expect(Set(rows.map(\.count)) == [22])
        #expect(rows.count == 3)
        for field in rows.flatMap({ $0 }) {
            let first = field.unicodeScalars.first { !$0.properties.isWhitespace }
            #expect(first.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(field)")
        }
    }

    @Test(arguments: HostileFleet.texts) func prometheusHasOneValueALine(text: String) {
        let out = Self.report(text).prometheus()
        #expect(out.hasSuffix("\n"))
        for line in out.split(separator: "\n") where !line.hasPrefix("#") {
            let match = line.wholeMatch(of: #/[a-z_]+({([a-z]+="([^"\\]|\\["\\])*",?)+})? [0-9.]+/#)
            #expect(match != nil, "\(line)")
        }
        #expect(out.count { $0 == "\n" } == Self.benign.prometheus().count { $0 == "\n" })
    }

    @Test(arguments: HostileFleet.texts) func markupKeepsItsShape(text: String) throws {
        for name in ["junit.xml", "svg", "html"] {
            let format = try #require(AuditFormatTests.formats.first { $0.name == name })
            #expect(Self.tags(format.text(Self.report(text))) == Self.tags(format.text(Self.benign)), "\(name)")
        }
    }

    @Test func linksGoToAddressesOfTheWebOnly() {
        for text in HostileFleet.texts + ["http://a", "HTTPS://a", "data:text/html,x"] {
            for link in Self.report(text).html().matches(of: #/href="([^"]*)"/#) {
                #expect(link.1.hasPrefix("#"), "\(link.1)")
            }
        }
        var repository = HostileFleet.repository("x")
        repository.location = "https://git.example/\"onclick=alert(1) x"
        let page = FleetReport(tool: "1", repositories: [repository]).html()
        #expect(page.contains("<a href=\"https://git.example/&quot;onclick=alert(1) x\" rel=\"noreferrer\">"))
    }

    /// Fields of CSV, by its standard.
    private static func fields(_ text: String) -> [[String]] {
        var rows: [[String]] = [[""]]
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            let last = (rows.count - 1, rows[rows.count - 1].count - 1)
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"":
                scalars.removeFirst()
                rows[last.0][last.1].unicodeScalars.append("\"")
            case ("\"", _): isQuoted.toggle()
            case (",", false): rows[last.0].append("")
            case ("\r", false): break
            case ("\n", false): rows.append([""])
            default: rows[last.0][last.1].unicodeScalars.append(scalar)
            }
        }
        return rows.dropLast()
    }

    /// The tags of markup with the names of their attributes; texts and values are left out.
    private static func tags(_ text: String) -> [String] {
        text.matches(of: #/<[^>]*>/#).map { tag in
            String(tag.output).replacing(#/"[^"]*"/#, with: "\"\"")
        }
    }
}
