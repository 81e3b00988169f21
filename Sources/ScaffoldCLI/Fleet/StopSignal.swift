import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Says that a long run should end: its time is up, or the machine's owner wants it to (SIGTERM, SIGINT).
///
/// Engines send SIGTERM before they take a machine away; what is begun is then finished, and nothing new is begun.
final class StopSignal: Sendable {
    private let deadline: ContinuousClock.Instant?

    init(seconds: Int?) {
        deadline = seconds.map { ContinuousClock.now + .seconds($0) }
        raised.store(false, ordering: .relaxed)
        for number in [SIGTERM, SIGINT] { signal(number) { _ in raised.store(true, ordering: .relaxed) } }
    }

    /// Whether a signal has asked this process to end.
    static var isSent: Bool { raised.load(ordering: .relaxed) }

    var isRaised: Bool {
        if raised.load(ordering: .relaxed) { return true }
        return deadline.map { ContinuousClock.now > $0 } ?? false
    }
}

private let raised = Atomic(false)
