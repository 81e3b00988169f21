import ArgumentParser
import Drift
import Fleet
import Git
import Report
import Template

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// `scaffold audit` itself.
struct AuditRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Looks at every repository; this is what `scaffold audit` does.",
        usage: "scaffold audit [<directories> ...] [<options>]",
        discussion: """
            Three axes a service: currency (releases and days behind), fidelity (how many
            managed files are as generated), effort (files that an upgrade would hold).
            Nothing is written into the repositories. Exit code 1 means drift, 3 that some
            repositories could not be looked at, 75 that the time was up.

            EXAMPLE
              scaffold audit services
              scaffold audit --fleet fleet.yml --format markdown >> "$GITHUB_STEP_SUMMARY"
              scaffold audit --list repos.txt --shard 0/3 --format ndjson --out part.ndjson
            """)

    @OptionGroup var fleet: FleetOptions
    @OptionGroup var reports: ReportOptions

    @Option(
        help: ArgumentHelp(
            "How many repositories are looked at side by side; the number of cores by default.", valueName: "count"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Where each result is written as it comes, a line of JSON each, - for standard output; a file in the cache by "
                + "default.",
            valueName: "file"), completion: .file())
    var journal: String?

    @Flag(
        help: "Take over from the journal what has not changed since: after a kill, or for a quick audit every day.")
    var resume = false

    @Flag(help: "Keep the owners' edits as diffs, for the page that `audit merge` makes of the parts.")
    var diffs = false

    @Option(help: ArgumentHelp("Begin no repository after so many seconds, and end with 75.", valueName: "seconds"))
    var timeBudget: Int?

    @Option(
        help: ArgumentHelp(
            "How long one repository may take; what takes longer is named, and the others go on.", valueName: "seconds")
    )
    var repositoryTimeout = 120

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "What the run is called that a part belongs to: `audit merge` refuses parts of other runs. --shard auto takes "
                + "it from RUN, or from the engine.", valueName: "name"))
    var runName: String?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
        if repositoryTimeout < 1 { throw ValidationError("--repository-timeout takes a number of seconds from 1 on") }
    }

    func run() throws {
        let console = Console.standard
        let started = ContinuousClock.now
        let name = runName ?? (fleet.shard == "auto" ? Shard.run(environment: Sources.environment) : nil)
        let fleet = try fleet.load()
        let members = fleet.part
        let request = AuditRequest(
            policy: fleet.policy, includesDiffs: diffs || reports.needsDiffs, today: Clock.today,
            tool: ToolVersion.current.description, jobs: jobs ?? WorkerPool.coreCount, timeout: repositoryTimeout)
        let header = Journal(
            of: fleet.members, shard: fleet.shard, request: request, run: name, moment: Clock.moment
        ).header
        let path = try journal ?? standardJournal(of: header)
        var earlier: EarlierResults?
        if FileTree.isFile(path), !FileSystem.isStanding(path) {
            if resume {
                earlier = try EarlierResults(path, of: Set(members.map(\.journalName)))
            } else if journal != nil {
                try EarlierResults.mayReplace(path)
            }
        }
        let file = try JournalFile(path, header, beginningWith: earlier)
        let audit = Audit(
            library: Sources.library(timeout: repositoryTimeout), remotes: Sources.remotes(), request: request)
        // What is written to and gone, such as a pipe, can't be read again.
        let isKept = !FileSystem.isStanding(path)
        let collector = AuditCollector(
            keeping: reports.detail(besides: isKept ? [.ndjson] : []), progress: AuditProgress(total: members.count))
        let stop = StopSignal(seconds: timeBudget)
        audit.run(
            members, previous: earlier, isStopped: { stop.isRaised },
            report: { result, isEarlier in
                if isEarlier { file.confirm(result.id) } else { file.add(result) }
                collector.add(result)
            })
        let found = collector.report(tool: request.tool, moment: Clock.moment)
        let isWhole = found.summary.repositories == members.count
        try file.finish(isWhole: isWhole)
        let report = try reports.remember(found)
        try reports.write(
            report, header, console, seconds: started.duration(to: .now) / .seconds(1), journal: isKept ? file : nil)
        if !isWhole {
            console.note(
                "stopped after \(report.summary.repositories) of \(members.count) repositories: --resume goes on")
            throw ExitStatus.tryAgain.exitCode
        }
        let status = try reports.status(of: report, isEmpty: fleet.members.isEmpty)
        if status != .done { throw status.exitCode }
    }

    /// The same fleet has the same journal from one run to the next.
    private func standardJournal(of header: Journal.Header) throws -> String {
        let cache = try SourceCache.standard(git: GitExecutable.find())
        let part = header.shards.keys.sorted().joined(separator: ",")
        return "\(cache.root)/audits/\(header.fleet)-\(part)-of-\(header.total).ndjson"
    }
}
