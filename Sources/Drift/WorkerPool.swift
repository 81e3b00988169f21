import Foundation
import Synchronization

/// Threads that take one piece of work after another.
public enum WorkerPool {
    /// The stack of each thread: parsers and templates nest, and libgit2 walks deep trees.
    private static let stackSize = 64 << 20

    /// Does `count` pieces of work on `workers` threads, and returns when all is done.
    /// - Parameters:
    ///   - work: Called on each thread with a function that gives the index of the next piece, or nil at the end.
    public static func run(workers: Int, count: Int, _ work: @escaping @Sendable (_ next: () -> Int?) -> Void) {
        let position = Mutex(0)
        let next: @Sendable () -> Int? = {
            position.withLock { position in
                guard position < count else { return nil }
                defer { position += 1 }
                return position
            }
        }
        let finished = DispatchSemaphore(value: 0)
        let threads = min(max(1, workers), max(1, count))
        for _ in 0..<threads {
            let thread = Thread {
                work(next)
                finished.signal()
            }
            thread.stackSize = stackSize
            thread.start()
        }
        for _ in 0..<threads { finished.wait() }
    }

    /// How many threads this machine runs at once.
    public static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// What becomes of each of some values, in their order; one alone is worth no thread.
    public static func map<Value: Sendable, Result: Sendable>(
        _ values: [Value], workers: Int, _ transform: @escaping @Sendable (Value) -> Result
    ) -> [Result] {
        guard values.count > 1 else { return values.map(transform) }
        let found = Mutex<[Int: Result]>([:])
        run(workers: workers, count: values.count) { next in
            while let index = next() {
                let result = transform(values[index])
                found.withLock { $0[index] = result }
            }
        }
        let all = found.withLock { $0 }
        return values.indices.compactMap { all[$0] }
    }
}
