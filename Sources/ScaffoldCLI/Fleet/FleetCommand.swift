import ArgumentParser
import Drift
import Fleet
import Report
import Template

/// `scaffold fleet`.
struct FleetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Works on many repositories at once.",
        discussion: """
            EXAMPLE
              scaffold fleet upgrade --fleet fleet.yml --canary 5
              scaffold fleet status --fleet fleet.yml
              scaffold fleet forecast --source ./fastapi-service services
            """,
        subcommands: [FleetUpgradeCommand.self, FleetStatusCommand.self, FleetForecast.self])
}

/// `scaffold fleet forecast`.
struct FleetForecast: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Shows what releasing a state of a template would do to each service: clean, held, no effect.",
        usage: "scaffold fleet forecast --source <path[@ref]> [<options>]",
        discussion: """
            The state is a folder with release.yml or scaffold.yml (its newest release), or
            a repository at a branch, tag or commit after @; also one of a Copier or
            Cookiecutter template. Nothing is released and nothing is written.

            EXAMPLE
              scaffold fleet forecast --source ./fastapi-service services
              scaffold fleet forecast --source ./template@main --list repos.txt --json
            """)

    @Option(help: ArgumentHelp("The template's state.", valueName: "path[@ref]")) var source: String
    @OptionGroup var fleet: FleetOptions
    @Option(help: ArgumentHelp("How many repositories are looked at side by side.", valueName: "count")) var jobs: Int?
    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        let (path, revision) = Sources.split(source)
        let candidate = try Candidate(path: path, revision: revision)
        let forecast = Forecast(
            candidate, library: Sources.library(), remotes: Sources.remotes(), jobs: jobs ?? WorkerPool.coreCount)
        let report = ForecastReport(
            source: source, release: candidate.release, services: forecast.run(try fleet.load().part))
        let console = Console.standard
        if json { console.line(report.json.pretty) } else { console.write(report.text(console.style)) }
        if report.count(.unknown) > 0 { throw ExitStatus.partial.exitCode }
        if report.count(.held) > 0 { throw ExitStatus.drift.exitCode }
    }
}
