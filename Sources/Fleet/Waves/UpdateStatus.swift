import Drift
public import Forge
import Git

/// The open update pull requests of a fleet, as the forges have them.
public struct UpdateStatus: Sendable {
    private let connect: FleetUpgrade.Connect
    private let jobs: Int

    /// Makes one.
    public init(jobs: Int, connect: @escaping FleetUpgrade.Connect) {
        self.jobs = jobs
        self.connect = connect
    }

    /// One update pull request.
    public struct Row: Sendable {
        /// The repository's name in the fleet.
        public var repository: String
        /// The pull request, without its text.
        public var pullRequest: PullRequest
        /// What it says of itself.
        public var block: MachineBlock
        /// How its checks stand.
        public var checks: CheckState

        /// What is to be done with it, the most pressing thing first.
        public var state: State {
            if pullRequest.labels.contains(PublishRequest.pauseLabel) { return .paused }
            if pullRequest.headCommit != block.commit { return .edited }
            if pullRequest.labels.contains(PublishRequest.conflictLabel) { return .conflicts }
            if checks == .failed { return .failing }
            if pullRequest.isDraft { return .draft }
            return checks == .pending ? .pending : .ready
        }
    }

    /// Where an update pull request stands.
    public enum State: String, CaseIterable, Sendable {
        /// Files wait for a decision.
        case conflicts
        /// Its checks fail.
        case failing
        /// People pushed to its branch.
        case edited
        /// It is a draft for another reason.
        case draft
        /// Its checks are not done.
        case pending
        /// It can be merged.
        case ready
        /// People asked for it to be left as it is.
        case paused
    }

    /// What a member has, or why that can't be said.
    public struct Answer: Sendable {
        /// The repository's name in the fleet.
        public var repository: String
        /// Its update pull requests.
        public var rows: [Row]
        /// What went wrong.
        public var failure: (message: String, fix: String?)?
    }

    /// Asks the forges, side by side.
    public func run(_ members: [FleetMember]) -> [Answer] {
        WorkerPool.map(members, workers: jobs, ask)
    }

    @Sendable private func ask(_ member: FleetMember) -> Answer {
        var answer = Answer(repository: member.id, rows: [])
        do {
            guard let forge = try connect(member.publishingPlace().url).forge else { return answer }
            for var request in try forge.openPullRequests() {
                guard let block = MachineBlock(in: request.body) else { continue }
                request.body = ""
                answer.rows.append(
                    Row(
                        repository: member.id, pullRequest: request, block: block,
                        checks: try forge.checks(of: request.headCommit)))
            }
        } catch {
            let failure = FleetUpgrade.failure(error)
            answer.failure = (failure.message, failure.fix)
        }
        return answer
    }
}
