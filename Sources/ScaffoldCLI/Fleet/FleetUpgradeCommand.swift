import ArgumentParser
import Drift
import Fleet
import Forge
import Git
import Report
import Template

/// `scaffold fleet upgrade`.
struct FleetUpgradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Opens and updates the update pull requests of many services, a wave at a time.",
        usage: "scaffold fleet upgrade [<directories> ...] [<options>]",
        discussion: """
            Each service is looked at first; then those whose turn it is are pushed, one
            after the other. Canaries go first: the others wait until their checks are
            through, and nothing more is pushed when too many of them fail. Run it every
            hour or every night: it goes on where the last run ended, and all it remembers
            is on the forge.

            EXAMPLE
              scaffold fleet upgrade --fleet fleet.yml --plan
              scaffold fleet upgrade --fleet fleet.yml --canary 5 --per-hour 20
            """)

    @OptionGroup var fleet: FleetOptions

    @Option(help: ArgumentHelp("The release to go to; each service's newest one otherwise.", valueName: "release"))
    var to: String?

    @Option(help: ArgumentHelp("Push so many branches at most in this run.", valueName: "count")) var limit: Int?

    @Option(help: ArgumentHelp("Push so many branches at most in an hour, earlier runs counted.", valueName: "count"))
    var perHour: Int?

    @Option(help: ArgumentHelp("So many of a hundred services go first, and are waited for.", valueName: "percent"))
    var canary = 0

    @Option(
        help: ArgumentHelp(
            "Stop when the checks of more than so many of a hundred canaries fail.", valueName: "percent"))
    var maxFailed = 0

    @Option(help: ArgumentHelp("Begin no service after so many seconds, and end with 75.", valueName: "seconds"))
    var timeBudget: Int?

    @Option(help: ArgumentHelp("How many repositories are looked at side by side.", valueName: "count")) var jobs: Int?

    @OptionGroup var memory: MemoryOptions

    @OptionGroup(title: "Pull requests") var publishing: PublishOptions

    @Flag(name: [.customLong("plan"), .customLong("dry-run")], help: "Only print what would be done.") var plan = false

    @Flag(help: "Print a line of JSON for each service, schema 1.") var json = false

    func validate() throws {
        for (name, value) in [("--limit", limit), ("--per-hour", perHour)] {
            if let value, value < 0 { throw ValidationError("\(name) takes a number from 0 on") }
        }
        for (name, value) in [("--canary", canary), ("--max-failed", maxFailed)] where !(0...100).contains(value) {
            throw ValidationError("\(name) takes a number from 0 to 100")
        }
    }

    func run() throws {
        var request = publishing.request(opensPullRequest: true)
        request.plan.target = to
        var wave = Wave()
        (wave.limit, wave.perHour) = (limit, perHour)
        (wave.canaryPercent, wave.maximumFailedPercent) = (canary, maxFailed)
        let (forge, api) = (publishing.forge, publishing.forgeUrl)
        let memory = FleetMemory(memory.place)
        let upgrade = FleetUpgrade(
            library: Sources.library(), remotes: Sources.remotes(), request: request, wave: wave,
            jobs: jobs ?? WorkerPool.coreCount, memory: memory, environment: Sources.environment,
            tool: "scaffold \(ToolVersion.current)",
            connect: { url in
                try Publishing.connect(url, forge: forge, api: api, opensPullRequest: true)
            })
        let stop = StopSignal(seconds: timeBudget)
        let planned = upgrade.plan(try fleet.load().part, now: Int64(Clock.seconds))
        var report = WaveReport(isPlan: plan, isJSON: json)
        if plan {
            for result in planned { report.add(result) }
        } else {
            upgrade.carryOut(planned, isStopped: { stop.isRaised }, report: { report.add($0) })
            report.learned = try memory.write()
        }
        report.finish()
        let status = report.status
        if status != .done { throw status.exitCode }
    }
}

/// `scaffold fleet status`.
struct FleetStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Lists the open update pull requests of a fleet and where each one stands.",
        usage: "scaffold fleet status [<directories> ...] [<options>]",
        discussion: """
            EXAMPLE
              scaffold fleet status --fleet fleet.yml
            """)

    @OptionGroup var fleet: FleetOptions
    @Option(help: ArgumentHelp("The kind of forge, where its host doesn't tell.", valueName: "kind"))
    var forge: ForgeKind?
    @Option(
        help: ArgumentHelp("The root of the forge's API, where its host doesn't tell.", valueName: "url"))
    var forgeUrl: String?
    @Option(help: ArgumentHelp("How many repositories are asked about side by side.", valueName: "count")) var jobs:
        Int?
    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        let (forge, api) = (forge, forgeUrl)
        let status = UpdateStatus(
            jobs: jobs ?? WorkerPool.coreCount,
            connect: { url in try Publishing.connect(url, forge: forge, api: api, opensPullRequest: true) })
        let answers = status.run(try fleet.load().part)
        let report = UpdateStatusReport(answers)
        let console = Console.standard
        if json { console.line(report.json.pretty) } else { console.write(report.text(console.style)) }
        if answers.contains(where: { $0.failure != nil }) { throw ExitStatus.partial.exitCode }
    }
}
