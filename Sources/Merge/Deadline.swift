/// The time at which a layer has to give up.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant?

    /// - Parameter duration: how long from now; nil for ever.
    init(after duration: Duration?) {
        end = duration.map { .now + $0 }
    }

    var hasPassed: Bool { end.map { $0 <= .now } ?? false }

    /// What a result says that came too late.
    static let note = Decision(
        resolver: "deadline", line: 0, message: "the file's structure took too long to look at: merged by its lines")
}
