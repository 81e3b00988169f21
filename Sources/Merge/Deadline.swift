import Synchronization

/// The time at which a layer has to give up.
///
/// Once it has passed it stays passed, so that what was left half-way is never taken for an answer: whoever stops early
/// gives the answer that lets nothing through, and the layers ask ``hasPassed`` before they believe it.
final class Deadline: Sendable {
    private let isOver: (@Sendable () -> Bool)?
    private let steps = Atomic<Int>(0)
    private let passed = Atomic<Bool>(false)

    /// - Parameter duration: how long from now; nil for ever.
    convenience init(after duration: Duration?) {
        if let duration {
            let end = ContinuousClock.now + duration
            self.init(isOver: { end <= .now })
        } else {
            self.init(isOver: nil)
        }
    }

    /// - Parameter isOver: whether the time is up, asked now and then; nil for never.
    init(isOver: (@Sendable () -> Bool)?) {
        self.isOver = isOver
    }

    /// As much time as it takes.
    static let never = Deadline(isOver: nil)

    /// How many steps of a loop are taken between two looks at the clock: a step is some microseconds, a look one tenth.
    private static let stride = 32

    /// Whether the time is up.
    var hasPassed: Bool {
        guard let isOver else { return false }
        if passed.load(ordering: .relaxed) { return true }
        guard isOver() else { return false }
        passed.store(true, ordering: .relaxed)
        return true
    }

    /// Whether a long loop must stop, asked at each of its steps: only now and then it looks at the clock.
    var stops: Bool {
        guard isOver != nil else { return false }
        if passed.load(ordering: .relaxed) { return true }
        return steps.wrappingAdd(1, ordering: .relaxed).newValue % Self.stride == 0 && hasPassed
    }

    /// What a result says that came too late.
    static let note = Decision(
        resolver: "deadline", line: 0, message: "the file's structure took too long to look at: merged by its lines")
}
