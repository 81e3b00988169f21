import ArgumentParser
import Drift
import Git
import Report
import Template

/// `scaffold render`.
struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders a release into a folder, without a record or a repository.",
        usage: "scaffold render <source> --out <folder> [<options>]",
        discussion: """
            EXAMPLE
              scaffold render fastapi-service@1.0.0 --out /tmp/shop --set service_name=shop
            """)

    @Argument(help: "A built-in scaffold, a folder or a git address; @RELEASE picks a release.")
    var source: String

    @Option(
        help: ArgumentHelp("The folder to write; it must not have any of the files yet.", valueName: "folder"),
        completion: .directory)
    var out: String

    @OptionGroup var answers: AnswerOptions

    func run() throws {
        let (_, release, _) = try Sources.open(source)
        let resolved = try release.resolve(given: answers.read())
        let baseline = try release.render(resolved.answers, secrets: resolved.secrets)
        try Generation.writeFiles(of: baseline, into: out)
        Console.standard.line("\(baseline.files.count) files, tree \(baseline.tree.hex)")
    }
}
