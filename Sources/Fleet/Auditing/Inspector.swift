import Drift
import Git
import Report
import Template

/// Looks at one repository after another, on one thread.
///
/// What it says of a service is what `scaffold status` says: both read the same plan.
final class Inspector {
    private let library: SourceLibrary
    private let request: AuditRequest
    private let planners: ServicePlanners

    init(library: SourceLibrary, request: AuditRequest) {
        self.library = library
        planners = ServicePlanners(library)
        self.request = request
    }

    /// What one service is, and the key of its source.
    private struct Look {
        var service: ServiceAudit
        var source: String?
    }

    /// The services of a repository.
    /// - Throws: What keeps the whole repository from being looked at; what is wrong with one service is in its findings.
    func services(
        in repository: Repository, of member: FleetMember, _ deadline: RepositoryDeadline
    ) throws -> (services: [ServiceAudit], sources: [String: String]) {
        let folders = try Service.folders(in: repository, under: member.directory, step: deadline.check)
        guard !folders.isEmpty else {
            throw DriftError(
                .noRecord,
                "nothing in it was made from a scaffold: HEAD has no \(Record.fileName), no record of "
                    + "Copier and none of cruft",
                fix: "`scaffold adopt` finds what explains it, or take it off the list")
        }
        var services: [ServiceAudit] = []
        var sources: [String: String] = [:]
        for folder in folders {
            for look in try self.look(at: folder, in: repository, of: member, deadline) {
                services.append(look.service)
                if let source = look.source { sources[source] = library.state(of: source) }
            }
        }
        return (services, sources)
    }

    private func look(
        at folder: String, in repository: Repository, of member: FleetMember, _ deadline: RepositoryDeadline
    ) throws -> [Look] {
        let service: Service
        do {
            service = try Service.open(folder, in: repository)
        } catch {
            let problem = AuditFailure(error)
            let finding = Finding(
                rule: "broken-record", severity: .error, path: Record.fileName, message: problem.message,
                fix: problem.fix)
            return [Look(service: ServiceAudit(directory: folder, findings: [finding]))]
        }
        return try service.record.scaffolds.map { entry in
            try deadline.check()
            return look(at: entry, of: service, member)
        }
    }

    private func look(at entry: Record.Entry, of service: Service, _ member: FleetMember) -> Look {
        var look = Look(
            service: ServiceAudit(
                directory: service.directory, scaffold: entry.name, release: entry.release.description))
        do {
            let (planner, key) = try planners.planner(for: entry, of: service)
            look.source = key
            let (status, plan) = try planner.survey()
            look.service = try ServiceAudit(status, plan, planner, diffs: request.includesDiffs)
            let files = TreeFiles(repository: service.repository, tree: service.tree)
            try request.policy.apply(to: &look.service, of: member.id, today: request.today) { path in
                try files.file(at: path) != nil
            }
        } catch {
            let problem = AuditFailure(error)
            look.service.findings.append(
                Finding(rule: problem.rule, severity: .error, message: problem.message, fix: problem.fix))
        }
        return look
    }
}
