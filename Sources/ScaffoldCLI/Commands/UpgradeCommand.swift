public import ArgumentParser
import Drift
import Git
import Report
import Template

/// `scaffold upgrade`.
struct UpgradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract:
            "Brings a service up to date: a three-way merge of old output, new output and its owners' edits, on a branch.",
        usage: "scaffold upgrade [<directory>] [<options>]",
        discussion: """
            The work tree and the index stay untouched: the result is one commit on a
            branch of its own, for review. Files that can't be merged are held: they keep
            their content and stay at their older base until `scaffold resolve`. Exit code
            1 means that files are held.

            With --push or --pr the upgrade is made on the remote's base branch and pushed,
            as one commit, to a branch that stays the same from release to release; the
            local repository keeps its branches. Run it every night: where nothing changes,
            nothing is written, and what people do to the branch or the pull request stays
            theirs.

            EXAMPLE
              scaffold upgrade                        the newest release
              scaffold upgrade --to 1.1.0 --plan      what it would do
              scaffold upgrade --set database=sqlite  the same release with another answer
              scaffold upgrade --pr --plan            what would be pushed and written
            """)

    @OptionGroup var service: ServiceOptions

    @Option(
        help: ArgumentHelp(
            "The release to go to, or a tag, branch or commit of a Copier or Cookiecutter template; the newest one by default.",
            valueName: "release"))
    var to: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Change an answer; can be given several times.", valueName: "name=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("The branch to write; scaffold/NAME by default.", valueName: "name"))
    var branch: String?

    @Flag(help: "Write into the work tree and the index instead of a branch; commit it yourself.")
    var inPlace = false

    @Option(
        help: ArgumentHelp(
            "What to do with files that can't be merged. The default is hold, and markers with --in-place.",
            valueName: "mode"))
    var conflicts: ConflictMode?

    @Flag(help: "Push the upgrade to its branch at the remote.") var push = false

    @Flag(help: "Push it, and open or update its pull request.") var pr = false

    @Option(help: ArgumentHelp("The remote that is pushed to: a name or an address.", valueName: "remote"))
    var remote = "origin"

    @OptionGroup(title: "Pull requests") var publishing: PublishOptions

    @OptionGroup(title: "Copier and Cookiecutter projects") var running: RunOptions

    @Flag(help: "Only print what would be done.") var plan = false

    @Flag(help: "Print JSON, schema 1.") var json = false

    @Flag(help: "Print Markdown, for the body of a pull request.") var markdown = false

    func validate() throws {
        if json, markdown { throw ValidationError("--json and --markdown exclude each other") }
        if inPlace, push || pr { throw ValidationError("--in-place excludes --push and --pr") }
        if markdown, push || pr { throw ValidationError("--markdown excludes --push and --pr") }
        if inPlace, branch != nil { throw ValidationError("--in-place and --branch exclude each other") }
    }

    func run() throws {
        let consent = try running.consent()
        let planner = try service.open(to: to, prereleases: running.rendering.prereleases, consent: consent)
        if push || pr { return try publish(planner, consent) }
        let service = planner.service
        let request = PlanRequest(
            target: try ServiceOptions.target(to, for: planner), answers: try AnswerOptions.parse(settings))
        var plan = try planner.plan(request).treating(conflicts: conflicts ?? (inPlace ? .markers : .hold))
        if let finding = try ServiceOptions.uncommitted(service) { plan.findings.append(finding) }
        var report = plan.report
        let console = Console.standard
        if !self.plan, !plan.isUpToDate {
            console.tell(plan.messages.before)
            let upgrade = Upgrade(service: service, plan: plan)
            if inPlace { InterruptNotice.install() }
            let outcome = inPlace ? try upgrade.inPlace() : try upgrade.toBranch(branch)
            report.branch = outcome.branch
            report.commit = outcome.commit?.hex
            report.tree = outcome.tree.hex
        }
        if markdown {
            console.write(report.markdown(directory: service.directory))
        } else {
            console.write(json ? report.json.pretty + "\n" : report.text(console.style, mode: mode))
        }
        if !self.plan, !plan.isUpToDate { console.tell(plan.messages.after) }
        if report.result == .held { throw ExitStatus.drift.exitCode }
    }

    private var mode: UpgradeReport.Mode { plan ? .plan : inPlace ? .inPlace : .branch }
}

extension ConflictMode: ExpressibleByArgument {}
