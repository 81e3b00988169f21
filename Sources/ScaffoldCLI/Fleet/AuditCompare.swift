import ArgumentParser
import Drift
import Fleet
import Report
import Template

/// `scaffold audit compare`.
struct AuditCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Shows what changed between two audits: upgraded, worse, better, new and gone services.",
        usage: """
            scaffold audit compare <older> <newer> [--json]
            scaffold audit compare --history <file> [--since <day>] [--json]
            """,
        discussion: """
            Two journals (or what --format ndjson printed), or a history, whose latest
            audit is compared with the one before, or with the latest earlier one up to a
            day. A service is worse or better by its state, and in the same state by how
            many files are edited, missing or held. Exit code 1 means that one is worse.

            EXAMPLE
              scaffold audit compare monday.ndjson today.ndjson
              scaffold audit compare --history fleet.db --since 2026-11-21
            """)

    @Argument(help: "The older and the newer journal.", completion: .file()) var journals: [String] = []
    @Option(help: ArgumentHelp("A history that `scaffold audit --history` wrote.", valueName: "file")) var history:
        String?
    @Option(help: ArgumentHelp("Compare with the latest audit of the history up to this day.", valueName: "day"))
    var since: String?
    @Flag(help: "Print JSON, schema 1.") var json = false

    func validate() throws {
        guard journals.count == (history == nil ? 2 : 0) else {
            throw ValidationError("name two journals, or a history with --history")
        }
        if let since, CivilDate.day(since) == nil { throw ValidationError("--since takes a day such as 2026-11-21") }
        if since != nil, history == nil { throw ValidationError("--since goes with --history") }
    }

    func run() throws {
        let (old, new) = try history.map(snapshots) ?? (snapshot(journals[0]), snapshot(journals[1]))
        let comparison = AuditComparison(old, new)
        let console = Console.standard
        if json { console.line(comparison.json.pretty) } else { console.write(comparison.text(console.style)) }
        if !comparison.worse.isEmpty { throw ExitStatus.drift.exitCode }
    }

    private func snapshot(_ path: String) throws -> AuditSnapshot {
        let journal = try Journal(InputFile.read(path), file: path)
        var snapshot = AuditSnapshot(
            FleetReport(tool: journal.header.tool, repositories: Array(journal.results.values)))
        snapshot.moment = path
        return snapshot
    }

    private func snapshots(_ path: String) throws -> (AuditSnapshot, AuditSnapshot) {
        guard FileTree.isFile(path) else {
            throw Failure("there is no history at \(path)", fix: "scaffold audit --history \(path)")
        }
        let history = try AuditHistory(path: path)
        guard let new = try history.snapshot() else {
            throw Failure("\(path) has no audit yet", fix: "scaffold audit --history \(path)")
        }
        let old =
            // An audit is never compared with itself, though the latest one may be of that day.
            try since.map { "\($0)T23:59:59Z" }.map { try history.snapshot(at: $0, skip: new.moment <= $0 ? 1 : 0) }
            ?? history.snapshot(skip: 1)
        guard let old else {
            throw Failure(
                "\(path) has no audit before the latest one\(since.map { " and up to \($0)" } ?? "")",
                fix: "it has what `scaffold audit --history` wrote since it was made")
        }
        return (old, new)
    }
}
