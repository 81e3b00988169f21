import ArgumentParser
import Drift
import Fleet
import Forge
import Git
import Report
import Template

extension UpgradeCommand {
    /// Pushes the upgrade to its branch at the remote, with a pull request where one is asked for.
    func publish(_ planner: any UpgradePlanner, _ consent: Consent) throws {
        let service = planner.service
        var request = publishing.request(opensPullRequest: pr)
        request.branch = branch
        request.plan = PlanRequest(
            target: try ServiceOptions.target(to, for: planner), answers: try AnswerOptions.parse(settings))
        request.conflicts = conflicts ?? .hold
        let place = try Publishing.Place(remote: remote, of: service.repository)
        let memory = self.service.memory.place
        let (forge, git) = try Publishing.connect(
            place.url, forge: publishing.forge, api: publishing.forgeUrl, opensPullRequest: pr)
        let name = planner.entry.name
        let publisher = Publisher(
            service: service, scaffold: name, request: request,
            target: try Publisher.target(place.remote, name: place.name, forge: forge, request), git: git, forge: forge,
            environment: Sources.environment, tool: "scaffold \(ToolVersion.current)"
        ) { service in
            try Sources.planner(for: service.entry(named: name), of: service, to: to, memory: memory, consent: consent)
        }
        let publication = try plan ? publisher.plan() : publisher.run()
        let console = Console.standard
        let report = PublicationReport(publication, directory: service.directory, isPlan: plan)
        console.write(json ? report.json.pretty + "\n" : report.text(console.style))
        if publication.waitsForPeople { throw ExitStatus.drift.exitCode }
    }
}

/// Makes publishers of what was asked for on the command line and what the environment has.
enum Publishing {
    /// Where a repository is published to.
    struct Place {
        /// As git takes it: the name of a remote, or an address.
        var remote: String
        /// What people's clones call it.
        var name: String
        /// Its address.
        var url: String

        /// A remote of a repository by its name, or an address.
        init(remote: String, of repository: Repository) throws {
            self.remote = remote
            if let url = try GitExecutable.find().address(of: remote, gitDirectory: repository.gitDirectory) {
                (name, self.url) = (remote, url)
            } else if RemoteURL.isLocal(remote), !remote.contains("/") {
                throw Failure(
                    "the repository has no remote \(remote)",
                    fix: "name one with --remote; `git remote -v` lists them")
            } else {
                (name, url) = ("origin", remote)
            }
        }
    }

    /// The forge of an address, and git with the credentials that its token gives.
    ///
    /// Without pull requests nothing but git is needed: a token helps it where there is one.
    static func connect(
        _ url: String, forge kind: ForgeKind?, api: String?, opensPullRequest: Bool
    ) throws -> (forge: (any Forge)?, git: GitExecutable) {
        let git = try GitExecutable.find()
        do throws(ForgeError) {
            let connection = try ForgeConnection.open(
                remote: url, environment: Sources.environment, kind: kind, api: api,
                git: opensPullRequest ? git : nil, transport: transport, pacer: pacer)
            return (opensPullRequest ? connection.forge : nil, git.using(connection.token, for: url))
        } catch {
            if opensPullRequest || ![.unknownForge, .unauthorized].contains(error.code) { throw error }
            return (nil, git)
        }
    }

    /// The repositories that a forge lists for an organisation.
    static func repositories(of organisation: FleetFile.Organisation) throws -> [ForgeRepository] {
        // A repository of it tells the forge, and is not asked for.
        let page = RemoteURL.normalized(organisation.url)
        let location = try ForgeLocation(
            remote: page + "/any", environment: Sources.environment, kind: organisation.kind, api: organisation.api)
        let token = try TokenLookup(environment: Sources.environment, git: GitExecutable.find()).token(for: location)
        let host = ForgeHost(
            kind: location.kind, api: location.address.api, token: token, transport: transport, pacer: pacer)
        return try host.repositories(of: location.address.owner)
    }

    /// One for all calls of this process: forges count calls by token, not by repository.
    private static let pacer = Pacer()
    private static let transport = CurlTransport()
}
