public import ArgumentParser
import Drift
import Report
import Template

/// `scaffold diff`.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract:
            "Shows a difference between the sides: what the owners edited, what is incoming, or what a merge would change.",
        usage: "scaffold diff [<directory>] [--edited|--incoming] [<options>]",
        discussion: """
            EXAMPLE
              scaffold diff               what an upgrade would change in this service
              scaffold diff --edited      what its owners changed since it was generated
              scaffold diff --incoming    what the scaffold changed since
            """)

    @OptionGroup var service: ServiceOptions

    @OptionGroup var rendering: RenderOptions

    @Flag(help: "Which difference.") var difference: PlanDifference = .merged

    @Option(help: ArgumentHelp("The release to compare with; the newest one by default.", valueName: "release")) var to:
        String?

    @Option(name: .customLong("path"), help: "Only this file or folder of the service; can be given several times.")
    var paths: [String] = []

    func run() throws {
        let planner = try service.open(to: to, prereleases: rendering.prereleases, consent: rendering.consent())
        let target = try ServiceOptions.target(to, for: planner)
        let plan = try planner.plan(PlanRequest(target: target, toleratesMismatch: true))
        for path in paths where try !planner.service.has(path) && !plan.files.contains(where: { $0.matches([path]) }) {
            throw Failure(
                "neither the service nor its template has \(path)", fix: "name a path relative to the service")
        }
        let console = Console.standard
        let patch = try plan.patch(difference, paths: paths) { try planner.local.bytes(of: $0) }
        // Exact bytes for a pipe or a file, harmless ones for a terminal.
        console.write(
            console.isTerminal ? Array(console.style.diff(String(decoding: patch, as: UTF8.self)).utf8) : patch)
        for finding in plan.findings where finding.severity == .error { console.note(finding.text) }
    }
}

extension PlanDifference: EnumerableFlag {
    /// The help of each flag.
    static func help(for value: PlanDifference) -> ArgumentHelp? {
        switch value {
        case .edited: "From the baseline to the service."
        case .incoming: "From the baseline to the target's baseline."
        case .merged: "From the service to what an upgrade makes of it."
        }
    }
}
