import ArgumentParser
import Drift
import Report

/// `scaffold status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Shows how a service stands: what its owners edited, what the scaffold changed, what an upgrade would hold.",
        usage: "scaffold status [<directory>] [<options>]",
        discussion: """
            Two independent columns a file: edited (the service differs from what
            generated it) and behind (the newest release differs from what generated it).
            It reads HEAD, not the work tree. Exit code 1 means drift.

            EXAMPLE
              scaffold status services/shop
              scaffold status --fail-on held,error      in a service's own CI
            """)

    @OptionGroup var service: ServiceOptions

    @OptionGroup var rendering: RenderOptions

    @Flag(help: "Print JSON, schema 1.") var json = false

    @Option(
        help: ArgumentHelp(
            "What counts for exit code 1: edited, behind, held, error; several with commas; nothing for never.",
            valueName: "what"))
    var failOn: String = "edited,behind,held,error"

    func validate() throws {
        let words = failOn.split(separator: ",")
        if words.isEmpty { throw ValidationError("--fail-on is empty; nothing stands for never") }
        for word in words where !["edited", "behind", "held", "error", "nothing"].contains(word) {
            throw ValidationError("--fail-on takes edited, behind, held and error, or nothing, not '\(word)'")
        }
    }

    func run() throws {
        let planner = try service.open(prereleases: rendering.prereleases, consent: rendering.consent())
        var status = try planner.status()
        if let finding = try ServiceOptions.uncommitted(planner.service) { status.findings.append(finding) }
        let console = Console.standard
        if json {
            console.line(status.json.pretty)
        } else {
            console.write(status.text(console.style))
        }
        if fails(status) { throw ExitStatus.drift.exitCode }
    }

    private func fails(_ status: Status) -> Bool {
        failOn.split(separator: ",").contains { word in
            switch word {
            case "edited": status.files.contains { $0.edited != nil }
            case "behind": status.release != status.newest || status.files.contains { $0.behind != nil }
            case "held": status.files.contains(where: \.isHeld)
            case "nothing": false
            default: status.findings.contains { $0.severity == .error }
            }
        }
    }
}
