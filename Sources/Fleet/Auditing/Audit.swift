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
    ///   - previous: Earlier results.
    ///   - isStopped: Asked before each member; once true, no further one is begun.
    ///   - report: Takes each result as it comes, from one thread at a time; the last parameter is whether it is an earlier one,
    ///     word for word.
    public func run(
        _ members: [FleetMember], previous: EarlierResults? = nil,
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
                    let (result, isEarlier) = audit(member, previous, settings, inspector)
                    gate.withLock { _ in report(result, isEarlier) }
                }
            }
        }
    }

    private func audit(
        _ member: FleetMember, _ previous: EarlierResults?, _ settings: String, _ inspector: Inspector
    ) -> (result: RepositoryAudit, isEarlier: Bool) {
        let started = ContinuousClock.now
        let earlier = previous?[member.journalName]
        var result = RepositoryAudit(
            id: member.journalName, location: member.place, owner: member.owner, groups: member.groups,
            fingerprint: settings, attempt: (earlier?.attempt ?? 0) + 1)
        if let exemption = request.policy.leavesOut(member.id, on: request.today) {
            result.failure = RepositoryAudit.Failure(
                kind: .exempt, message: "\(exemption.reason) (\(exemption.owner), until \(exemption.until))")
            return (result, false)
        }
        let deadline = RepositoryDeadline(seconds: request.timeout)
        do {
            let found = try find(member, deadline)
            result.commit = found.commit.hex
            // A result that can't be read is as good as none.
            if holds(earlier, found.commit, settings), var known = previous?.result(of: member.journalName) {
                let isSame = (known.owner, known.groups, known.location) == (member.owner, member.groups, member.place)
                (known.owner, known.groups, known.location) = (member.owner, member.groups, member.place)
                return (known, isSame)
            }
            let (services, sources) = try inspector.services(in: found.open(), of: member, deadline)
            result.services = services
            result.fingerprint = Fingerprint(settings: settings, sources: sources).text
        } catch {
            result.failure = deadline.hasPassed ? deadline.failure(error) : AuditFailure(error).failure
        }
        result.milliseconds = Int((ContinuousClock.now - started) / .milliseconds(1))
        return (result, false)
    }

    /// The commit of a member's HEAD, and what opens its repository there.
    private func find(
        _ member: FleetMember, _ deadline: RepositoryDeadline
    ) throws -> (commit: ObjectID, open: () throws -> Repository) {
        switch member.location {
        case .folder(let path):
            let repository = try Service.repository(at: path)
            return (try Service.commit(of: repository), { repository })
        case .remote(let url):
            let commit = try remotes.head(of: url, until: deadline.end)
            return (commit, { try remotes.repository(url, at: commit, until: deadline.end) })
        }
    }

    private func holds(_ earlier: EarlierResults.Entry?, _ commit: ObjectID, _ settings: String) -> Bool {
        guard let earlier, earlier.commit == commit else { return false }
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
