import Report

/// When looking at one repository has to end.
///
/// It is asked between steps, since what libgit2 does can't be interrupted; commands of git are ended.
struct RepositoryDeadline {
    /// The moment.
    let end: ContinuousClock.Instant
    private let seconds: Int

    /// - Parameter seconds: How long from now.
    init(seconds: Int) {
        self.seconds = seconds
        end = .now + .seconds(seconds)
    }

    var hasPassed: Bool { end <= .now }

    /// Ends the look once the moment has passed.
    func check() throws {
        if hasPassed { throw Passed() }
    }

    /// How reports name a repository for which the time was too short.
    /// - Parameter error: What ended the look.
    func failure(_ error: any Error) -> RepositoryAudit.Failure {
        let reason = error is Passed ? "" : ": \(AuditFailure(error).message)"
        return RepositoryAudit.Failure(
            kind: .timedOut, message: "took longer than \(seconds) seconds\(reason)",
            fix: "try again, or give each repository more time with --repository-timeout")
    }

    private struct Passed: Error {}
}
