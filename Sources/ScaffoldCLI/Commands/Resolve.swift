import ArgumentParser
import Drift
import Report

/// `scaffold resolve`.
struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Settles held files in the work tree.",
        usage: "scaffold resolve [<paths> ...] [--mine | --template | --done] [<options>]",
        discussion: """
            Without a choice it writes conflict markers into the file and puts the three
            sides in the index, so that editors, `git mergetool` and `git checkout
            --ours/--theirs/--merge` work; then --done settles it. Commit afterwards.

            EXAMPLE
              scaffold resolve                          all held files
              scaffold resolve Dockerfile
              scaffold resolve --done Dockerfile
              scaffold resolve --template k8s/service.yaml
            """)

    /// The choices as flags.
    enum Choice: String, EnumerableFlag {
        case mine, template, done

        static func help(for value: Choice) -> ArgumentHelp? {
            switch value {
            case .mine: "Keep the owners' content and decline the template's change."
            case .template: "Take the template's content."
            case .done: "The file is merged by hand: settle it."
            }
        }
    }

    @Argument(help: "Held files, relative to the service; all of them by default.", completion: .file())
    var paths: [String] = []

    @Flag(exclusivity: .exclusive) var choice: Choice?

    @Option(name: [.customShort("C"), .customLong("directory")], help: "The service's folder.", completion: .directory)
    var directory = "."

    @Option(name: .customLong("scaffold"), help: "Which scaffold, when the service follows several.") var scaffold:
        String?

    func run() throws {
        let service = try Service.open(at: directory)
        let outcomes = try Resolver.resolve(paths, step, in: service, scaffold: scaffold) {
            try Sources.open($0, of: service)
        }
        let console = Console.standard
        for outcome in outcomes {
            let mark = outcome.conflicts == 0 ? console.style.green("settled") : console.style.yellow("waiting")
            console.line("\(mark)  \(sanitized(outcome.path))  \(sanitized(outcome.message))")
        }
        if outcomes.contains(where: { $0.conflicts > 0 }) { throw ExitStatus.drift.exitCode }
        console.line("Commit it: git commit")
    }

    private var step: Resolver.Choice {
        switch choice {
        case nil: .start
        case .mine: .mine
        case .template: .template
        case .done: .done
        }
    }
}
