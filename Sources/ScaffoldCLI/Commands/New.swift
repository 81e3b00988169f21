import ArgumentParser
import Drift
import Git
import OrderedCollections
import Report
import Template

/// `scaffold new`.
struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Generates a service from a scaffold and records what generated it.",
        usage: "scaffold new <scaffold> <directory> [<options>]",
        discussion: """
            Outside a repository it also makes one, with the generated files as its first
            commit. Questions without an answer are asked on a terminal; elsewhere, and
            with --defaults, their defaults are taken. The service is called like its
            folder unless an answer says otherwise.

            EXAMPLE
              scaffold new fastapi-service shop --defaults
              scaffold new fastapi-service shop --answers answers.yml --plan
              scaffold new gh:owner/template@v1.2.0 shop   also of Copier or Cookiecutter
            """)

    @Argument(
        help:
            "A built-in scaffold, a folder or a git address, also of a Copier or Cookiecutter template; @RELEASE picks a release, tag, branch or commit."
    )
    var scaffold: String

    @Argument(help: "The folder to make.", completion: .directory)
    var directory: String

    @OptionGroup var answers: AnswerOptions

    @Flag(help: "Take the default of every question that has no answer.") var defaults = false

    @Flag(help: "Only print the stack, the files and the answers.") var plan = false

    @Flag(help: "With --plan: print JSON, schema 1.") var json = false

    @Flag(inversion: .prefixedNo, help: "Make a repository and a first commit when there is none.") var git = true

    @OptionGroup(title: "Copier and Cookiecutter templates") var template: TemplateOptions

    @OptionGroup(title: "Copier and Cookiecutter templates") var hooks: HookOptions

    @OptionGroup(title: "Copier and Cookiecutter templates") var rendering: RenderOptions

    func validate() throws {
        if json, !plan { throw ValidationError("--json goes with --plan") }
    }

    func run() throws {
        if let foreign = try Sources.openForeign(
            scaffold, directory: template.folder, prereleases: rendering.prereleases, isForRecord: true)
        {
            return try generate(foreign)
        }
        let (source, release, locator) = try Sources.open(scaffold)
        let console = Console.standard
        let questioner = defaults || !console.isInteractive ? nil : Questioner(console: console)
        if let reason = release.yanked {
            throw Failure(
                "release \(release.version) of \(source.name) was withdrawn: \(reason)",
                fix: "leave @\(release.version) out")
        }
        var given = try answers.read()
        let named = release.questions.first { $0.format == .serviceName && $0.isRequired && given[$0.name] == nil }
        let folder = AnswerValue.string(
            Sources.realPlace(of: directory).split(separator: "/").last.map(String.init) ?? "")
        if questioner == nil, let named { given[named.name] = folder }
        let resolved = try release.resolve(
            given: given,
            ask: questioner.map { questioner in
                { question, offered, complaint in
                    try questioner.ask(question, question == named ? folder : offered, complaint)
                }
            })
        let baseline = try release.render(resolved.answers, secrets: resolved.secrets)
        let entry = Record.Entry(
            name: source.name,
            source: locator.recorded(
                relativeTo: Sources.realPlace(of: directory), workingDirectory: Sources.workingDirectory),
            release: .version(release.version), commit: release.commit, baseline: baseline.tree,
            answers: resolved.answers)
        if plan {
            let report = try GenerationReport(release, entry, baseline, directory: directory)
            console.write(json ? report.json.pretty + "\n" : report.text(console.style))
            return
        }
        let result = try Generation(directory: directory, baseline: baseline, entry: entry).write(makesRepository: git)
        console.line(
            "\(console.style.green("made")) \(sanitized(directory)): \(source.name) \(release.version), \(baseline.files.count) files"
        )
        tell(result)
    }

    /// Tells what became of the repository.
    func tell(_ result: Generation.Outcome) {
        let console = Console.standard
        switch result {
        case .committed(let id): console.line("a new repository, first commit \(id.hex.prefix(12))")
        case .uncommitted(let why): console.note("note: nothing was committed: \(sanitized(why))")
        case .insideRepository: console.line("Commit it: git add -A && git commit")
        case .filesOnly: break
        }
    }
}
