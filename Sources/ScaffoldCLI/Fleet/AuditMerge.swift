import ArgumentParser
import Drift
import Fleet
import Report
import Template

/// `scaffold audit merge`.
struct AuditMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Puts the parts of an audit together that machines made side by side.",
        discussion: """
            The parts are what `scaffold audit --shard I/N --format ndjson` printed, or its
            journals; in any order, and one may be there twice. Exit code 3 means that parts
            are missing, which are named; the report is of those that are there.

            EXAMPLE
              scaffold audit merge part-*.ndjson --report html=audit.html
            """)

    @Argument(help: "The parts.", completion: .file()) var parts: [String]
    @OptionGroup var reports: ReportOptions

    func run() throws {
        var whole: Journal?
        for path in parts {
            let part = try Journal(InputFile.read(path), file: path)
            guard let before = whole else {
                whole = part
                continue
            }
            guard let merged = before.merged(with: part) else {
                throw Failure(
                    "\(path) is a part of another audit than \(parts[0])",
                    fix: "merge parts of one run: same list, policies, number of parts and version of scaffold")
            }
            whole = merged
        }
        guard let whole else { return }
        let console = Console.standard
        let report = try reports.remember(
            FleetReport(tool: whole.header.tool, moment: Clock.moment, repositories: Array(whole.results.values)))
        try reports.write(report, whole.header, console)
        let missing = whole.missingShards
        if !missing.isEmpty {
            let names = missing.map { "\($0)/\(whole.header.total)" }.joined(separator: ", ")
            console.note("parts that are missing or unfinished: \(names)")
            throw ExitStatus.partial.exitCode
        }
        let status = try reports.status(of: report)
        if status != .done { throw status.exitCode }
    }
}
