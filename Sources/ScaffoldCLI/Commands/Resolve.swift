import ArgumentParser
import Drift
import Report

/// `scaffold resolve`.
struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Settles held files in the work tree.",
        usage: """
            scaffold resolve [<paths> ...] [--mine | --template | --done] [<options>]
            scaffold resolve --list | --forget <key>
            """,
        discussion: """
            Without a choice it writes conflict markers into the file and puts the three
            sides in the index, so that editors, `git mergetool` and `git checkout
            --ours/--theirs/--merge` work; then --done settles it. Commit afterwards.
            --mine and --template settle a whole file, or with --entity a single conflict
            of it. How conflicts were settled is remembered and replayed by upgrades.

            EXAMPLE
              scaffold resolve                          all held files
              scaffold resolve Dockerfile
              scaffold resolve --done Dockerfile
              scaffold resolve --template k8s/service.yaml
              scaffold resolve --mine --entity services.web.image compose.yaml
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

    @Option(
        help: ArgumentHelp(
            "With --mine or --template: settle only this conflict of one file, by its key path or its lines; can be given "
                + "several times.",
            valueName: "name"))
    var entity: [String] = []

    @Flag(help: "List the remembered resolutions.") var list = false

    @Option(help: ArgumentHelp("Forget a remembered resolution.", valueName: "key")) var forget: String?

    @OptionGroup var memory: MemoryOptions

    @OptionGroup var place: ServicePlaceOptions

    func validate() throws {
        if !entity.isEmpty {
            guard choice == .mine || choice == .template, paths.count == 1 else {
                throw ValidationError("--entity needs --mine or --template, and one file")
            }
        }
        if list || forget != nil {
            guard !(list && forget != nil), paths.isEmpty, choice == nil, entity.isEmpty else {
                throw ValidationError("--list and --forget stand alone")
            }
        }
    }

    func run() throws {
        let service = try place.open()
        let console = Console.standard
        if list { return try listMemory(of: service, console) }
        if let forget {
            let entry = try memory.place.forget(forget, for: service)
            return console.line("forgotten  \(sanitized(entry.summary))")
        }
        InterruptNotice.install()
        let outcomes = try Resolver.resolve(
            paths, step, entities: entity, memory: memory.place, in: service, scaffold: place.record.scaffold
        ) {
            try Sources.planner(for: $0, of: service, memory: memory.place)
        }
        for outcome in outcomes {
            let mark = outcome.conflicts == 0 ? console.style.green("settled") : console.style.yellow("waiting")
            console.line("\(mark)  \(sanitized(outcome.path))  \(sanitized(outcome.message))")
            for sentence in outcome.learned { console.line("         remembered \(sanitized(sentence))") }
        }
        if outcomes.contains(where: { $0.conflicts > 0 }) { throw ExitStatus.drift.exitCode }
        console.line("Commit it: git commit")
    }

    private func listMemory(of service: Service, _ console: Console) throws {
        for entry in try memory.place.loadFromWorkTree(of: service).entries {
            console.line(sanitized(entry.summary))
        }
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
