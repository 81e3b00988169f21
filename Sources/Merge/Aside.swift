import Foundation
import Synchronization

/// Work whose result is needed later only: begun at once on a thread of its own where there is much of it, else done when
/// it is asked for.
final class Aside<Result: Sendable>: Sendable {
    private let work: @Sendable () -> Result
    /// Locked while it is worked on, so that whoever asks in the meantime waits.
    private let found = Mutex<Result?>(nil)

    /// The size of a text, in bytes, from which a thread costs nothing beside the work on it.
    private static var largeText: Int { 32 << 10 }
    /// As much as a program's first thread has: parsers nest.
    private static var stackSize: Int { 8 << 20 }

    /// - Parameter size: The bytes of the text that the work is about; none for work that is not always asked for.
    init(size: Int = 0, _ work: @escaping @Sendable () -> Result) {
        self.work = work
        guard size >= Self.largeText else { return }
        let thread = Thread { _ = self.result }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    var result: Result {
        found.withLock { known in
            let result = known ?? work()
            known = result
            return result
        }
    }
}
