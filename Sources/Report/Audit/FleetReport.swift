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
        self.repositories = repositories.sorted { $0.id < $1.id }
        self.trend = trend
    }

    /// Each service with its repository, the worst first: by state, then files an upgrade would hold, days and
    /// releases behind, edited files, and name.
    public var worstFirst: [(repository: RepositoryAudit, service: ServiceAudit)] {
        let all = repositories.flatMap { repository in
            repository.services.map { (repository, $0, Self.rank($0), repository.name(of: $0)) }
        }
        return all.sorted { $0.2 == $1.2 ? $0.3 < $1.3 : $0.2.lexicographicallyPrecedes($1.2) }.map { ($0.0, $0.1) }
    }

    private static func rank(_ service: ServiceAudit) -> [Int] {
        [
            ServiceAudit.State.allCases.firstIndex(of: service.state) ?? 0,
            -((service.effort?.held ?? 0) + (service.effort?.waiting ?? 0)), -(service.currency?.days ?? 0),
            -(service.currency?.releases ?? 0), -(service.fidelity?.edited ?? 0),
        ]
    }
}
