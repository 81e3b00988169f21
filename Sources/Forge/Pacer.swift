import Foundation
import Synchronization

/// When calls are made: how far writes are apart, how often and how long a failed call is waited for.
///
/// One pacer goes with all connections to a forge, whatever their repositories: limits count for the token.
public final class Pacer: Sendable {
    /// How many times a reading call is made before its failure is final.
    public let tries: Int
    /// How long one call may wait for the end of rate limits, altogether, in seconds.
    public let patience: Double
    /// How far writes are apart in seconds; nil for a second on GitHub and nothing on loopback.
    public let interval: Double?
    private let now: @Sendable () -> Double
    private let sleep: @Sendable (Double) -> Void
    private let lastWrite = Mutex<Double?>(nil)

    /// Makes a pacer.
    /// - Parameters:
    ///   - tries: how many times a reading call is made.
    ///   - patience: how many seconds a call may wait for the end of rate limits.
    ///   - interval: how many seconds writes are apart at least.
    ///   - now: a clock, in seconds; nil for the system's.
    ///   - sleep: what waits for some seconds; nil for the system's.
    public init(
        tries: Int = 3, patience: Double = 60, interval: Double? = nil,
        now: (@Sendable () -> Double)? = nil, sleep: (@Sendable (Double) -> Void)? = nil
    ) {
        self.tries = max(1, tries)
        self.patience = patience
        self.interval = interval
        self.now = now ?? { ProcessInfo.processInfo.systemUptime }
        self.sleep = sleep ?? { Thread.sleep(forTimeInterval: $0) }
    }

    /// Waits.
    func wait(_ seconds: Double) {
        if seconds > 0 { sleep(seconds) }
    }

    /// Makes a write when no other one runs, and not too soon after the last one.
    func write<Result>(
        apart usual: Double, _ call: () throws(ForgeError) -> Result
    ) throws(ForgeError) -> Result {
        try lastWrite.withLock { (last: inout Double?) throws(ForgeError) -> Result in
            if let last { wait(last + (interval ?? usual) - now()) }
            defer { last = now() }
            return try call()
        }
    }
}
