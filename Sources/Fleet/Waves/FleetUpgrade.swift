import Drift
public import Forge
public import Git
import Report
import Synchronization
import Template

/// Publishes the upgrades of many services, a wave at a time.
///
/// First each service is looked at, side by side and without writing; then one pure function says who goes; then those go,
/// one after the other, as forges ask of whoever writes much.
public struct FleetUpgrade: Sendable {
    /// Opens the forge of an address, with the variables that give git its credentials.
    public typealias Connect = @Sendable (_ url: String) throws -> (forge: (any Forge)?, git: GitExecutable)

    private let library: SourceLibrary
    private let remotes: RemoteRepositories
    private let request: PublishRequest
    private let wave: Wave
    private let jobs: Int
    private let environment: [String: String]
    private let tool: String
    private let connect: Connect
    private let memory: FleetMemory

    /// Makes one.
    /// - Parameters:
    ///   - request: What is asked of each service.
    ///   - jobs: How many repositories are looked at side by side.
    ///   - memory: Where resolutions are remembered.
    public init(
        library: SourceLibrary, remotes: RemoteRepositories, request: PublishRequest, wave: Wave, jobs: Int,
        memory: FleetMemory, environment: [String: String], tool: String, connect: @escaping Connect
    ) {
        self.library = library
        self.remotes = remotes
        self.request = request
        self.wave = wave
        self.jobs = jobs
        self.environment = environment
        self.tool = tool
        self.connect = connect
        self.memory = memory
    }

    /// What became of one service, or of a repository that could not be looked at.
    public struct Result: Sendable {
        /// The service's name in the fleet.
        public var name: String
        /// What was decided for it; nil where it failed.
        public var publication: Publication?
        /// Whether it went in this run.
        public var verdict: Wave.Verdict
        /// What went wrong: what, and how to fix it.
        public var failure: (message: String, fix: String?, isTemporary: Bool)?
        var isRateLimited = false
        var checks = CheckState.none
        var pushedAt: Int64?
        var place: (member: FleetMember, directory: String, scaffold: String)?

        var wavemate: Wave.Member? {
            publication.map { publication in
                Wave.Member(
                    name: name, outcome: publication.decision.outcome, isPush: publication.decision.isPush,
                    checks: checks,
                    pushedAt: pushedAt)
            }
        }
    }

    /// Looks at all members and says who would go; nothing is written.
    public func plan(_ members: [FleetMember], now: Int64) -> [Result] {
        let found = Mutex<[Int: [Result]]>([:])
        // A forge that wants to be left alone is not asked about the others, either.
        let pause = Mutex<String?>(nil)
        WorkerPool.run(workers: jobs, count: members.count) { next in
            Workshop.run {
                let planners = ServicePlanners(library, memory: memory.place)
                while let index = next() {
                    let results =
                        pause.withLock { $0 }.map { reason in
                            [Result(name: members[index].journalName, verdict: .later(reason))]
                        } ?? look(at: members[index], planners)
                    if let limited = results.first(where: \.isRateLimited) {
                        pause.withLock { $0 = limited.failure?.message }
                    }
                    found.withLock { $0[index] = results }
                }
            }
        }
        let all = found.withLock { $0 }
        var results = members.indices.flatMap { all[$0] ?? [] }
        let positions = results.indices.filter { results[$0].publication != nil }
        let verdicts = wave.verdicts(positions.compactMap { results[$0].wavemate }, now: now)
        for (position, verdict) in zip(positions, verdicts) { results[position].verdict = verdict }
        return results
    }

    /// Carries out what ``plan(_:now:)`` said, and reports each service as it is done.
    ///
    /// Each is looked at anew first: hours may have passed. It ends early where the forge wants to be left alone.
    public func carryOut(_ planned: [Result], isStopped: () -> Bool, report: (Result) -> Void) {
        Workshop.run { carryOutEach(planned, isStopped, report) }
    }

    private func carryOutEach(_ planned: [Result], _ isStopped: () -> Bool, _ report: (Result) -> Void) {
        let planners = ServicePlanners(library, memory: memory.place)
        var pause: Result?
        for result in planned {
            var result = result
            guard let place = result.place, let decision = result.publication?.decision, result.verdict == .go,
                !decision.steps.isEmpty
            else {
                report(result)
                continue
            }
            if let pause {
                result.verdict = .later(pause.failure?.message ?? "")
            } else if isStopped() {
                result.verdict = .later("the time is up")
            } else {
                do {
                    let access = try access(to: place.member)
                    let service = try Service.open(place.directory, in: access.repository)
                    result.publication = try publisher(service, place.scaffold, access, planners).run()
                } catch {
                    result.failure = Self.failure(error)
                    result.publication = nil
                    if (error as? ForgeError)?.code == .rateLimited { pause = result }
                }
            }
            report(result)
        }
    }

    // MARK: One member

    /// A member as it is reached: opened once for all of its services.
    private struct Access {
        var repository: Repository
        var target: PublishTarget
        var forge: (any Forge)?
        var git: GitExecutable
    }

    private func access(to member: FleetMember) throws -> Access {
        let (remote, url) = try member.publishingPlace()
        let (forge, git) = try connect(url)
        return Access(
            // A private one is read with the token that writes to it.
            repository: try remotes.using(git).repository(of: member),
            target: try Publisher.target(remote, forge: forge, request), forge: forge, git: git)
    }

    private func look(at member: FleetMember, _ planners: ServicePlanners) -> [Result] {
        do {
            let access = try access(to: member)
            let folders = try Service.folders(in: access.repository, under: member.directory)
            if folders.isEmpty {
                throw DriftError(.noRecord, "nothing in it was made from a scaffold", fix: "take it off the list")
            }
            return folders.flatMap { look(at: $0, of: member, access, planners) }
        } catch {
            return [Self.failed(member.journalName, error)]
        }
    }

    private func look(
        at folder: String, of member: FleetMember, _ access: Access, _ planners: ServicePlanners
    ) -> [Result] {
        let name = folder.isEmpty ? member.id : "\(member.id)/\(folder)"
        do {
            let service = try Service.open(folder, in: access.repository)
            let entries = service.record.scaffolds
            return entries.map { entry in
                let name = entries.count == 1 ? name : "\(name) (\(entry.name))"
                do {
                    var result = Result(name: name, verdict: .go, place: (member, folder, entry.name))
                    let publication = try publisher(service, entry.name, access, planners).plan()
                    result.pushedAt = publication.branchPushedAt
                    if wave.canaryPercent > 0, let forge = access.forge,
                        let commit = publication.pullRequest?.headCommit
                    {
                        result.checks = try forge.checks(of: commit)
                    }
                    result.publication = publication.withoutTexts
                    return result
                } catch {
                    return Self.failed(name, error)
                }
            }
        } catch {
            return [Self.failed(name, error)]
        }
    }

    private func publisher(
        _ service: Service, _ scaffold: String, _ access: Access, _ planners: ServicePlanners
    ) -> Publisher {
        Publisher(
            service: service, scaffold: scaffold, request: request, target: access.target, git: access.git,
            forge: access.forge, environment: environment, tool: tool
        ) { service in
            try memory.collect(from: service)
            return try planners.planner(for: service.entry(named: scaffold), of: service).planner
        }
    }

    private static func failed(_ name: String, _ error: any Error) -> Result {
        Result(
            name: name, verdict: .go, failure: failure(error),
            isRateLimited: (error as? ForgeError)?.code == .rateLimited)
    }

    static func failure(_ error: any Error) -> (message: String, fix: String?, isTemporary: Bool) {
        if let error = error as? ForgeError {
            return (error.message, error.hint.isEmpty ? nil : error.hint, error.isTemporary)
        }
        let failure = AuditFailure(error)
        let isTemporary = (error as? GitError).map { [.network, .locked, .modified].contains($0.code) }
        return (failure.message, failure.fix, isTemporary ?? (failure.kind == .unreachable))
    }
}

extension FleetMember {
    /// What is pushed to, as git takes it in the member's repository, and its address.
    func publishingPlace() throws -> (remote: String, url: String) {
        switch location {
        case .remote(let url): return (url, url)
        case .folder(let path):
            let repository = try Service.repository(at: path)
            if let url = try GitExecutable.find().address(of: "origin", gitDirectory: repository.gitDirectory) {
                return ("origin", url)
            }
            throw DriftError(
                .repositoryState, "\(path) has no remote origin to push to", fix: "add one, or list its address")
        }
    }
}
