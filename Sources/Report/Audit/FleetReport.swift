/// What an audit found in a fleet, as plain values: every report format is a pure function of it.
public struct FleetReport: Sendable {
    /// The version of the tool that made it.
    public var tool: String
    /// When, in UTC as `2026-11-28T09:00:00Z`; nil leaves it out of the reports, so that they can be compared.
    public var moment: String?
    /// The repositories, sorted by ``RepositoryAudit/id``.
    public var repositories: [RepositoryAudit]
    /// The numbers over all repositories.
    public var summary: FleetSummary
    /// How it was before, oldest first, where a history is kept.
    public var trend: [FleetSummary.Point]

    /// Makes a report; the repositories are put into their order.
    /// - Parameter summary: The numbers, where they were added up before the rows of files were let go of.
    public init(
        tool: String, moment: String? = nil, repositories: [RepositoryAudit], summary: FleetSummary? = nil,
        trend: [FleetSummary.Point] = []
    ) {
        self.tool = tool
        self.summary = summary ?? FleetSummary(repositories)
        self.moment = moment
        // In place: it may be the only copy.
        self.repositories = repositories
        self.repositories.sort { $0.id < $1.id }
        self.trend = trend
    }

    /// Each service with its repository, the worst first: by state, then files an upgrade would hold, days and
    /// releases behind, edited files, and name.
    ///
    /// What is kept is the order only: a fleet of ten thousand is not copied for it.
    public var worstFirst: some RandomAccessCollection<(repository: RepositoryAudit, service: ServiceAudit)> {
        var order: [(rank: Rank, name: String, repository: Int, service: Int)] = []
        for (index, repository) in repositories.enumerated() {
            for (number, service) in repository.services.enumerated() {
                order.append((Rank(service), repository.name(of: service), index, number))
            }
        }
        order.sort { $0.rank == $1.rank ? $0.name < $1.name : $0.rank < $1.rank }
        return order.map { ($0.repository, $0.service) }.lazy.map { [repositories] place in
            (repositories[place.0], repositories[place.0].services[place.1])
        }
    }

    /// How bad a service is; less is worse.
    private struct Rank: Comparable {
        var state: Int
        var held: Int
        var days: Int
        var releases: Int
        var edited: Int

        init(_ service: ServiceAudit) {
            state = ServiceAudit.State.allCases.firstIndex(of: service.state) ?? 0
            held = (service.effort?.held ?? 0) + (service.effort?.waiting ?? 0)
            days = service.currency?.days ?? 0
            releases = service.currency?.releases ?? 0
            edited = service.fidelity?.edited ?? 0
        }

        static func < (left: Rank, right: Rank) -> Bool {
            (left.state, right.held, right.days, right.releases, right.edited)
                < (right.state, left.held, left.days, left.releases, left.edited)
        }
    }
}
