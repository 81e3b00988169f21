import Drift
import Git
public import Report
import Synchronization
import Template

/// Looks at every repository of a fleet, several at a time.
public struct Audit: Sendable {
    /// The sources, each asked for news once.
    public let library: SourceLibrary
    /// Reads remote repositories.
    public let remotes: RemoteRepositories
    /// What is asked of every repository.
    public let request: AuditRequest

    /// Makes an audit.
    public init(library: SourceLibrary, remotes: RemoteRepositories, request: AuditRequest) {
        self.library = library
        self.remotes = remotes
        self.request = request
    }

    /// Looks at all members.
    ///
    /// A member that can't be looked at is a result like the others, with the reason. A member that has not changed since
    /// its result in `previous`, whose sources and policies have not either, is not looked at again: its one ref is read.
    /// - Parameters:
    ///   - previous: Earlier results by name.
    ///   - isStopped: Asked before each member; once true, no further one is begun.
    ///   - report: Takes each result as it comes, from one thread at a time; the last parameter is whether it is an earlier one.
    public func run(
        _ members: [FleetMember], previous: [String: RepositoryAudit] = [:],
        isStopped: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (RepositoryAudit, Bool) -> Void
    ) {
        let settings = request.settings
        let gate = Mutex(())
        WorkerPool.run(workers: request.jobs, count: members.count) { next in
            Workshop.run {
                let inspector = Inspector(library: library, request: request)
                while !isStopped(), let index = next() {
                    let member = members[index]
                    let started = ContinuousClock.now
                    var (result, isEarlier) = audit(member, previous[member.journalName], settings, inspector)
                    if !isEarlier { result.milliseconds = Int((ContinuousClock.now - started) / .milliseconds(1)) }
                    gate.withLock { _ in report(result, isEarlier) }
                }
            }
        }
    }

    private func audit(
        _ member: FleetMember, _ earlier: RepositoryAudit?, _ settings: String, _ inspector: Inspector
    ) -> (result: RepositoryAudit, isEarlier: Bool) {
        var result = RepositoryAudit(
            id: member.journalName, location: member.place, owner: member.owner, groups: member.groups,
            fingerprint: settings, attempt: (earlier?.attempt ?? 0) + 1)
        if let exemption = request.policy.leavesOut(member.id, on: request.today) {
            result.failure = RepositoryAudit.Failure(
                kind: .exempt, message: "\(exemption.reason) (\(exemption.owner), until \(exemption.until))")
            return (result, false)
        }
        do {
            let (repository, commit) = try open(member, earlier, settings)
            result.commit = commit.hex
            guard let repository else {
                if var earlier {
                    (earlier.owner, earlier.groups, earlier.location) = (member.owner, member.groups, member.place)
                    return (earlier, true)
                }
                return (result, false)
            }
            let (services, sources) = try inspector.services(in: repository, of: member)
            result.services = services
            result.fingerprint = Fingerprint(settings: settings, sources: sources).text
        } catch {
            result.failure = AuditFailure(error).failure
        }
        return (result, false)
    }

    /// The repository to look at, and its commit; no repository where the earlier result still holds.
    private func open(
        _ member: FleetMember, _ earlier: RepositoryAudit?, _ settings: String
    ) throws -> (repository: Repository?, commit: ObjectID) {
        switch member.location {
        case .folder(let path):
            let repository = try Service.repository(at: path)
            let commit = try Service.commit(of: repository)
            return (holds(earlier, commit, settings) ? nil : repository, commit)
        case .remote(let url):
            let commit = try remotes.head(of: url)
            if holds(earlier, commit, settings) { return (nil, commit) }
            return (try remotes.repository(url, at: commit), commit)
        }
    }

    private func holds(_ earlier: RepositoryAudit?, _ commit: ObjectID, _ settings: String) -> Bool {
        guard let earlier, earlier.failure == nil, earlier.commit == commit.hex else { return false }
        let fingerprint = Fingerprint(earlier.fingerprint)
        return fingerprint.settings == settings
            && fingerprint.sources.allSatisfy { !$0.value.isEmpty && library.state(of: $0.key) == $0.value }
    }
}

extension FleetMember {
    /// Where it is, for reports: without credentials.
    var place: String {
        switch location {
        case .folder(let path): path
        case .remote(let url): RemoteURL.withoutCredentials(url)
        }
    }
}
