public import Drift
import Synchronization

/// The resolutions that a fleet shares: what people settled in one service and merged there is settled in the others, too.
public final class FleetMemory: Sendable {
    /// Where they are remembered.
    public let place: MemoryPlace
    private let found = Mutex<[ResolutionMemory.Entry]>([])

    /// Makes one; a place that is no shared file is read and never written.
    public init(_ place: MemoryPlace) { self.place = place }

    /// Takes what a service remembers, as its base branch has it: what waits in a pull request is not agreed upon yet.
    func collect(from service: Service) throws {
        guard case .file = place else { return }
        let entries = try MemoryPlace.besideRecord.load(for: service).entries
        if !entries.isEmpty { found.withLock { $0 += entries } }
    }

    /// Writes what is new into the shared file, for the next run and for whoever else reads it.
    /// - Returns: how many resolutions are new.
    public func write() throws -> Int { try place.gather(found.withLock { $0 }) }
}
