import ArgumentParser
import Report
import Template

/// `scaffold show`.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a scaffold: its releases by line, its stack, questions and files.",
        discussion: """
            Questions come with what they offer, and when a choice is not on offer and
            why. Files come with their class, what they are for, and which of them the
            owners of a service are expected to edit.

            EXAMPLE
              scaffold show fastapi-service
              scaffold show fastapi-service@1.0.0 --json
            """)

    @Argument(help: "A built-in scaffold, a folder or a git address; @RELEASE picks a release.")
    var scaffold: String

    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        let (source, release, _) = try Sources.open(scaffold)
        let report = try ScaffoldReport(source, release)
        let console = Console.standard
        console.write(json ? report.json.pretty + "\n" : report.text(console.style))
    }
}
