public import ArgumentParser
import Drift
public import Forge
import Git
import Template

/// How an upgrade is pushed, and what its pull request is like; the same for one service and for a fleet.
struct PublishOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The branch that upgrades go to; the remote's default branch otherwise.", valueName: "branch"))
    var base: String?

    @Option(help: ArgumentHelp("The kind of forge, where its host doesn't tell.", valueName: "kind"))
    var forge: ForgeKind?

    @Option(
        help: ArgumentHelp(
            "The root of the forge's API, where its host doesn't tell: https://git.example.com/api/v3.",
            valueName: "url"))
    var forgeUrl: String?

    @Flag(help: "Open pull requests as drafts, also where nothing waits.") var draft = false

    @Option(
        help: ArgumentHelp(
            "The title; {scaffold}, {from} and {to} stand for their values.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("A label of new pull requests; can be given several times.", valueName: "label"))
    var label: [String] = []

    @Option(
        help: ArgumentHelp(
            "Who is asked to review new ones: a person, or a team as org/team; can be given several times.",
            valueName: "name"))
    var reviewer: [String] = []

    @Flag(help: "Ask the owners of the changed files, as CODEOWNERS has them.") var codeowners = false

    @Option(help: ArgumentHelp("How many are asked to review at most.", valueName: "count"))
    var maxReviewers = 5

    @Option(
        help: ArgumentHelp(
            "The service's own check, a command of the shell: it runs on the upgraded files in a work tree that is thrown "
                + "away, its result goes into the text, and a draft it is unless it passes.",
            valueName: "command"))
    var verify: String?

    @Option(help: ArgumentHelp("How long that check may take.", valueName: "seconds"))
    var verifyTimeout = 600

    @Flag(
        help: ArgumentHelp(
            "Let the forge merge it once the checks that the base branch requires are through; never what waits for "
                + "people, or changes what the checks are."))
    var automerge = false

    @Flag(help: "Put the upgrade on top of the commits of people on its branch, instead of leaving it alone.")
    var ontoHuman = false

    @Flag(help: "Put workflow files on a branch of their own, for tokens that may not change them.")
    var splitWorkflows = false

    @Flag(help: "Push to a fork of one's own, for tokens that may not push to the repository.") var fork = false

    @Option(
        help: ArgumentHelp(
            "When the branch is made anew on a base that has moved: conflicted (only when the change is another one "
                + "then) or always.", valueName: "when"))
    var rebase = PublishRequest.Rebasing.conflicted

    func validate() throws {
        if maxReviewers < 0 { throw ValidationError("--max-reviewers takes a number from 0 on") }
        if verifyTimeout < 1 { throw ValidationError("--verify-timeout takes a number of seconds from 1 on") }
    }

    /// The request, without what only one service has.
    func request(opensPullRequest: Bool) -> PublishRequest {
        var request = PublishRequest()
        request.opensPullRequest = opensPullRequest
        request.base = base
        request.goesOntoPerson = ontoHuman
        request.rebasing = rebase
        request.splitsWorkflows = splitWorkflows
        request.usesFork = fork
        request.isDraft = draft
        request.title = title
        request.labels = label
        request.reviewers = reviewer
        request.asksOwners = codeowners
        request.maximumReviewers = maxReviewers
        request.check = verify
        request.checkSeconds = verifyTimeout
        request.automerges = automerge
        return request
    }
}

extension ForgeKind: ExpressibleByArgument {}

extension PublishRequest.Rebasing: ExpressibleByArgument {}
