public import Forge
import Git

/// How fast a fleet is upgraded, and when it stops by itself.
public struct Wave: Hashable, Sendable {
    /// How many branches one run pushes at most; nil for all.
    public var limit: Int?
    /// How many are pushed in an hour at most, those of earlier runs counted; nil for all.
    public var perHour: Int?
    /// How many of a hundred services go first, and are waited for.
    public var canaryPercent = 0
    /// The wave stops when more than so many of a hundred of the canaries' checks fail.
    public var maximumFailedPercent = 0

    /// A wave without bounds.
    public init() {}

    /// A service as one run finds it.
    public struct Member: Sendable {
        /// The service's name in the fleet.
        public var name: String
        /// What a run for this service alone would do.
        public var outcome: Decision.Outcome
        /// Whether that pushes a branch, which makes people and machines work.
        public var isPush: Bool
        /// How the checks of its pull request stand.
        public var checks: CheckState
        /// When this tool last pushed its branch, in seconds; nil where it did not.
        public var pushedAt: Int64?

        /// Makes one.
        public init(
            name: String, outcome: Decision.Outcome, isPush: Bool, checks: CheckState = .none, pushedAt: Int64? = nil
        ) {
            self.name = name
            self.outcome = outcome
            self.isPush = isPush
            self.checks = checks
            self.pushedAt = pushedAt
        }
    }

    /// What becomes of a service in this run.
    public enum Verdict: Hashable, Sendable {
        /// Its steps are taken.
        case go
        /// Its turn is later, for the reason given.
        case later(String)
        /// The wave has stopped, for the reason given.
        case stopped(String)
    }

    /// Who goes now: depends on what is given only, so that a plan and a run say the same.
    ///
    /// What pushes no branch (a draft that is ready now, a word that is said once) is never held up.
    /// - Parameter now: The time, in seconds.
    /// - Returns: A verdict for each member, in their order.
    public func verdicts(_ members: [Member], now: Int64) -> [Verdict] {
        let canaries = Set(canaries(among: members.map(\.name)))
        let gate = gate(members.filter { canaries.contains($0.name) })
        var room = limit ?? .max
        if let perHour {
            let recent = members.count { $0.pushedAt.map { $0 > now - 3600 } ?? false }
            room = min(room, max(0, perHour - recent))
        }
        var verdicts = [Verdict](repeating: .go, count: members.count)
        // Canaries are not held up by others that come before them in the alphabet.
        let order = members.indices.sorted { one, two in
            let (first, second) = (canaries.contains(members[one].name), canaries.contains(members[two].name))
            return first == second ? one < two : first
        }
        for index in order where members[index].isPush {
            if case .stopped = gate {
                verdicts[index] = gate
            } else if !canaries.contains(members[index].name), gate != .go {
                verdicts[index] = gate
            } else if room == 0 {
                verdicts[index] = .later("as many branches as may be are pushed")
            } else {
                room -= 1
            }
        }
        return verdicts
    }

    /// The services that go first: always the same ones of a fleet, whatever the order of its list.
    public func canaries(among names: [String]) -> [String] {
        guard canaryPercent > 0, !names.isEmpty else { return [] }
        let count = min(names.count, (names.count * canaryPercent + 99) / 100)
        let keyed = names.map { (key: ObjectID.of(blob: Array("canary \($0)".utf8)), name: $0) }
        return keyed.sorted { $0.key < $1.key }.prefix(count).map(\.name)
    }

    /// Whether those that are no canaries may go.
    private func gate(_ canaries: [Member]) -> Verdict {
        guard !canaries.isEmpty else { return .go }
        // What people took over or refused says nothing about the release.
        let counted = canaries.filter { ![.edited, .declined, .paused, .skipped].contains($0.outcome) }
        let failed = counted.count { !$0.isPush && $0.checks == .failed }
        let passed = counted.count { !$0.isPush && $0.checks != .failed && $0.checks != .pending }
        if failed > 0, failed * 100 > maximumFailedPercent * (failed + passed) {
            return .stopped("the checks of \(failed) of \(failed + passed) canaries failed")
        }
        let waiting = counted.count - failed - passed
        return waiting == 0 ? .go : .later("\(waiting) of \(canaries.count) canaries are not through")
    }
}
