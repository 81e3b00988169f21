import ArgumentParser
import Fleet
import Report
import Template

/// Which reports of a fleet are made, and where they go.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What is printed: \(FleetFormat.list).", valueName: "format"))
    var format: FleetFormat = .text

    @Option(help: ArgumentHelp("Where it goes instead of standard output.", valueName: "file"), completion: .file())
    var out: String?

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "A further report, such as html=audit.html or sarif=audit.sarif; can be given several times.",
            valueName: "format=file"))
    var reports: [String] = []

    @Option(help: ArgumentHelp("Show at most so many services.", valueName: "count"))
    var limit: Int?

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            "What counts for exit code 1: edited, behind, held, error; several with commas; nothing for never.",
            valueName: "what"))
    var failOn = "edited,behind,held,error"

    func validate() throws {
        for word in failOn.split(separator: ",") where !["edited", "behind", "held", "error", "nothing"].contains(word)
        {
            throw ValidationError("--fail-on takes edited, behind, held and error, or nothing, not '\(word)'")
        }
        _ = try files
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

    /// Whether any report shows the owners' edits as diffs.
    var needsDiffs: Bool { format == .html || ((try? files) ?? []).contains { $0.format == .html } }

    /// Whether any report shows single files.
    var needsFiles: Bool {
        ([format] + ((try? files) ?? []).map(\.format)).contains { $0 != .text }
    }

    /// Makes all reports.
    func write(_ report: FleetReport, _ console: Console) throws {
        for (format, path) in try files { try OutputFile.make(Array(render(report, format, nil).utf8), at: path) }
        if let out {
            try OutputFile.make(Array(render(report, format, nil).utf8), at: out)
        } else {
            console.write(render(report, format, console))
        }
    }

    /// The exit code that a report asks for.
    func status(of report: FleetReport) -> ExitStatus {
        if report.repositories.contains(where: { $0.failure.map { !$0.isIntended } ?? false }) { return .partial }
        let words = Set(failOn.split(separator: ",").map(String.init))
        let fails = report.repositories.contains { repository in
            repository.services.contains { service in
                (words.contains("error") && service.state == .broken)
                    || (words.contains("held") && (service.effort?.waiting ?? 0) > 0)
                    || (words.contains("behind") && service.isBehind) || (words.contains("edited") && service.isEdited)
            }
        }
        return fails ? .drift : .done
    }

    private func render(_ report: FleetReport, _ format: FleetFormat, _ console: Console?) -> String {
        switch format {
        case .text: report.summary.json.pretty + "\n"
        case .json: report.json.pretty + "\n"
        case .ndjson: report.repositories.map { $0.json.compact + "\n" }.joined()
        case .html: ""
        }
    }
}

/// The formats of a fleet's report.
enum FleetFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, ndjson, html

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
