import Drift
import Git
import Merge
public import Report
import Synchronization
import Template

/// Tells what a state of a template would do to each service, before it is released.
public struct Forecast: Sendable {
    private let candidate: Candidate
    private let library: SourceLibrary
    private let remotes: RemoteRepositories
    private let jobs: Int

    /// Makes a forecast.
    public init(_ candidate: Candidate, library: SourceLibrary, remotes: RemoteRepositories, jobs: Int) {
        self.candidate = candidate
        self.library = library
        self.remotes = remotes
        self.jobs = jobs
    }

    /// The services of the members that were made from the template, with what would become of them.
    ///
    /// A member that can't be looked at is a row as well.
    public func run(_ members: [FleetMember]) -> [ForecastReport.Service] {
        let rows = Mutex<[ForecastReport.Service]>([])
        WorkerPool.run(workers: jobs, count: members.count) { next in
            Workshop.run {
                while let index = next() {
                    let found = services(of: members[index])
                    rows.withLock { $0 += found }
                }
            }
        }
        return rows.withLock { $0 }
    }

    private func services(of member: FleetMember) -> [ForecastReport.Service] {
        do {
            let repository = try remotes.repository(of: member)
            return try Service.folders(in: repository, under: member.directory).flatMap { folder in
                rows(of: try Service.open(folder, in: repository), member)
            }
        } catch {
            return [
                ForecastReport.Service(
                    name: member.journalName, scaffold: candidate.name, release: "", outcome: .unknown,
                    problem: AuditFailure(error).message)
            ]
        }
    }

    private func rows(of service: Service, _ member: FleetMember) -> [ForecastReport.Service] {
        service.record.scaffolds.compactMap { entry in
            let name = service.directory.isEmpty ? member.id : "\(member.id)/\(service.directory)"
            var row = ForecastReport.Service(
                name: name, scaffold: entry.name, release: entry.release.description, outcome: .unaffected)
            do {
                guard let (planner, target) = try planner(for: entry, of: service) else { return nil }
                let plan = try planner.plan(PlanRequest(target: target, toleratesMismatch: true, isForLook: true))
                row.clean = plan.files.count { $0.writes && $0.action != .hold }
                row.held = plan.report.held.flatMap(Self.places)
                row.outcome = !row.held.isEmpty ? .held : row.clean > 0 ? .clean : .unaffected
            } catch {
                row.outcome = .unknown
                row.problem = AuditFailure(error).message
            }
            return row
        }
    }

    /// The planner and the target; nil for a service of another template.
    private func planner(
        for entry: Record.Entry, of service: Service
    ) throws -> (planner: any UpgradePlanner, target: String)? {
        switch candidate.kind {
        case .native(let release):
            guard entry.foreign == nil, entry.name == release.scaffold else { return nil }
            let locator = try service.locator(of: entry)
            let source = CandidateSource(source: try library.native(locator), candidate: release)
            return (Planner(service: service, entry: entry, source: source), release.version.description)
        case .foreign(let path, let revision, let addresses):
            guard let record = entry.foreign else { return nil }
            let locator = try service.locator(of: entry)
            guard addresses.contains(RemoteURL.normalized(locator.description)) else { return nil }
            let source = try TemplateRepository(at: path, of: locator, warnings: [])
            return (ForeignPlanner(service: service, entry: entry, record: record, source: source), revision)
        }
    }

    private static func places(_ held: UpgradeReport.Held) -> [ForecastReport.Held] {
        if held.places.isEmpty { return [ForecastReport.Held(path: held.path, kind: held.kind, incoming: "")] }
        return held.places.map { place in
            let text =
                switch place.incoming {
                case .absent: ""
                case .text(let text): text
                case .object(let id): id
                }
            return ForecastReport.Held(path: held.path, kind: place.kind, incoming: text)
        }
    }
}
