import ArgumentParser
import Drift
import Fleet
import Report
import Template

/// Which reports of a fleet are made, and where they go.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What is printed: \(FleetFormat.list).", valueName: "format"))
    var format: FleetFormat = .text

    @Option(
        help: ArgumentHelp("Where it goes instead of standard output, which - stands for.", valueName: "file"),
        completion: .file())
    var out: String?

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "A further report, such as html=audit.html or sarif=audit.sarif; can be given several times.",
            valueName: "format=file"))
    var reports: [String] = []

    @Option(help: ArgumentHelp("Group the services by owner, scaffold or release.", valueName: "what"))
    var groupBy: FleetGrouping?

    @Option(help: ArgumentHelp("Show at most so many services.", valueName: "count"))
    var limit: Int?

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            "What counts for exit code 1: edited, behind, held, error; several with commas; nothing for never.",
            valueName: "what"))
    var failOn = "edited,behind,held,error"

    @Option(
        help: ArgumentHelp(
            "An earlier journal: only drift that it does not have counts for the exit code.", valueName: "file"),
        completion: .file())
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Keep the numbers in this SQLite file, one for a fleet, for trends and `audit compare`.", valueName: "file"),
        completion: .file())
    var history: String?

    @Option(help: ArgumentHelp("Forget audits in the history that are older than so many days.", valueName: "days"))
    var keep: Int?

    func validate() throws {
        guard !failOn.split(separator: ",").isEmpty else {
            throw ValidationError("--fail-on is empty; nothing stands for never")
        }
        for word in failOn.split(separator: ",") where Ratchet.Kind(rawValue: String(word)) == nil && word != "nothing"
        {
            throw ValidationError("--fail-on takes edited, behind, held and error, or nothing, not '\(word)'")
        }
        let paths = try (files.map(\.path) + [out].compactMap(\.self)).filter { !FileSystem.isStanding($0) }
        if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
            throw ValidationError("two reports would go to \(twice), and only one of them would stay")
        }
    }

    /// The further reports.
    var files: [(format: FleetFormat, path: String)] {
        get throws {
            try reports.map { text in
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let format = FleetFormat(rawValue: parts[0]) else {
                    throw ValidationError(
                        "--report takes format=file, such as html=audit.html; formats: \(FleetFormat.list)")
                }
                return (format, parts[1])
            }
        }
    }

    /// The formats of all reports.
    var formats: Set<FleetFormat> { Set([format] + ((try? files) ?? []).map(\.format)) }

    /// Whether any report shows the owners' edits as diffs.
    var needsDiffs: Bool { formats.contains(.html) }

    /// How much of the results all that is asked for needs, besides the reports that have them from elsewhere.
    func detail(besides others: Set<FleetFormat>) -> AuditCollector.Detail {
        let left = formats.subtracting(others)
        if baseline != nil || !left.isSubset(of: [.text, .badge, .svg, .prometheus]) { return .files }
        return left.isEmpty && history == nil ? .numbers : .services
    }

    /// Adds the report to the history, and what the history knows to the report.
    func remember(_ report: FleetReport) throws -> FleetReport {
        guard let history else { return report }
        let book = try AuditHistory(path: history)
        try book.add(report, keepingDays: keep)
        var report = report
        report.trend = try book.trend()
        return report
    }

    /// The exit code that a report asks for; an earlier journal excuses what it has.
    /// - Parameter isEmpty: Whether the fleet has no repository at all, which is an error like a broken policy: a list that
    ///   came out empty would be a success for ever.
    func status(of report: FleetReport, isEmpty: Bool) throws -> ExitStatus {
        if report.summary.failures > 0 { return .partial }
        let drift = try baseline.map { path in
            try Ratchet(Journal(InputFile.read(path), file: path)).newDrift(in: report)
        }
        let words = Set(failOn.split(separator: ",").compactMap { Ratchet.Kind(rawValue: String($0)) })
        if isEmpty {
            Console.standard.note("the fleet has no repository")
            return words.contains(.error) ? .drift : .done
        }
        return (drift ?? Ratchet.drift(in: report.summary)).isDisjoint(with: words) ? .done : .drift
    }

    /// Makes all reports.
    ///
    /// NDJSON begins with the header, wherever it goes: it is a journal then, and can be merged.
    /// - Parameters:
    ///   - seconds: How long the audit took, which only Prometheus is told: other reports of the same state are the same.
    ///   - journal: The file that NDJSON is copied from, so that the results need not be in memory.
    func write(
        _ report: FleetReport, _ header: Journal.Header, _ console: Console, seconds: Double? = nil,
        journal: JournalFile? = nil
    ) throws {
        func content(_ format: FleetFormat, _ console: Console? = nil) -> OutputFile.Content {
            { put in
                if format == .ndjson { try put(Array((header.json.compact + "\n").utf8)) }
                if format == .ndjson, let journal { return try journal.lines(put) }
                try put(Array(render(report, format, console, seconds).utf8))
            }
        }
        for (format, path) in try files { try OutputFile.make(at: path, content(format)) }
        if let out {
            try OutputFile.make(at: out, content(format))
        } else {
            try content(format, console)(console.write)
        }
    }

    private func render(
        _ report: FleetReport, _ format: FleetFormat, _ console: Console?, _ seconds: Double?
    ) -> String {
        switch format {
        case .text:
            report.text(console?.style ?? Style(isColoured: false), groupedBy: groupBy?.grouping, limit: limit)
        case .json: report.json.pretty + "\n"
        case .ndjson: report.repositories.map { $0.json.compact + "\n" }.joined()
        case .markdown: report.markdown()
        case .sarif: report.sarif().compact + "\n"
        case .junit: report.junit()
        case .codequality: report.codeQuality().pretty + "\n"
        case .csv: report.csv()
        case .prometheus: report.prometheus(seconds: seconds)
        case .badge: report.badge().compact + "\n"
        case .svg: report.badgeSVG()
        case .github: report.annotations()
        case .html: report.html()
        }
    }
}

/// The formats of a fleet's report.
enum FleetFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, ndjson, markdown, html, sarif, junit, codequality, csv, prometheus, badge, svg, github

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// What services can be grouped by.
enum FleetGrouping: String, CaseIterable, ExpressibleByArgument {
    case owner, scaffold, release

    var grouping: FleetReport.Grouping? { FleetReport.Grouping(rawValue: rawValue) }
}
