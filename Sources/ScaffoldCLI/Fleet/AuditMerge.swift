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
        usage: "scaffold audit merge <parts> ... [<options>]",
        discussion: """
            The parts are what `scaffold audit --shard I/N --format ndjson` printed, or its
            journals; in any order, and one may be there twice. Exit code 3 means that
            parts are missing, which are named; the report is of those that are there.

            EXAMPLE
              scaffold audit merge part-*.ndjson --report html=audit.html
            """)

    @Argument(help: "The parts.", completion: .file()) var parts: [String]
    @OptionGroup var reports: ReportOptions

    func run() throws {
        let console = Console.standard
        var whole: Journal?
        for path in parts {
            var part = try Journal(InputFile.read(path), file: path, isPart: true)
            if let carried = part.header.carried {
                console.note(
                    "\(path) is of a run that did not come to its end: what it took over from an earlier one "
                        + "(\(carried) results) is left out")
                part.header.carried = nil
            }
            guard let before = whole else {
                whole = part
                continue
            }
            guard let merged = before.merged(with: part) else { throw foreign(part.header, before.header, path) }
            whole = merged
        }
        guard let whole else { return }
        let report = try reports.remember(
            FleetReport(tool: whole.header.tool, moment: Clock.moment, repositories: Array(whole.results.values)))
        try reports.write(report, whole.header, console)
        func names(_ shards: [Int]) -> String {
            shards.map { "\($0)/\(whole.header.total)" }.joined(separator: ", ")
        }
        let (missing, stale) = (whole.missingShards, whole.staleShards)
        if !missing.isEmpty { console.note("parts that are missing or unfinished: \(names(missing))") }
        if !stale.isEmpty { console.note("parts that were begun more than a day before the others: \(names(stale))") }
        if !missing.isEmpty || !stale.isEmpty { throw ExitStatus.partial.exitCode }
        let status = try reports.status(of: report, isEmpty: report.repositories.isEmpty)
        if status != .done { throw status.exitCode }
    }

    private func foreign(_ part: Journal.Header, _ first: Journal.Header, _ path: String) -> Failure {
        var same = part
        same.run = first.run
        guard part.run != first.run, same.belongs(with: first) else {
            return Failure(
                "\(path) is a part of another audit than \(parts[0])",
                fix: "merge parts of one run: same list, policies, number of parts and version of scaffold")
        }
        func name(_ run: String?) -> String { run.map { "the run \($0)" } ?? "a run without a name" }
        return Failure(
            "\(path) is of \(name(part.run)), and \(parts[0]) of \(name(first.run))",
            fix: "merge parts of one run; give every run a folder of its own")
    }
}
