public import Report

/// What was wrong with a fleet when it was begun to be looked at: from then on only what is new counts.
///
/// Teams with years of drift can so fail on new drift at once, and work off the old.
public struct Ratchet: Sendable {
    /// The kinds of drift that an exit code can depend on.
    public enum Kind: String, Sendable, CaseIterable {
        /// Files that owners changed or deleted.
        case edited
        /// A newer release.
        case behind
        /// Files that wait for a person.
        case held
        /// Broken policies, and what can't be trusted.
        case error
    }

    private let known: Set<String>

    /// Notes everything that an earlier audit found.
    public init(_ journal: Journal) {
        known = Set(
            journal.results.values.flatMap { repository in
                repository.services.flatMap { Self.items(of: $0, named: repository.name(of: $0)).map(\.key) }
            })
    }

    /// The kinds of drift in a report that were not there before.
    public func newDrift(in report: FleetReport) -> Set<Kind> {
        var kinds: Set<Kind> = []
        for repository in report.repositories {
            for service in repository.services {
                for item in Self.items(of: service, named: repository.name(of: service)) where !known.contains(item.key)
                {
                    kinds.insert(item.kind)
                }
            }
        }
        return kinds
    }

    /// The kinds of drift in a fleet.
    public static func drift(in summary: FleetSummary) -> Set<Kind> {
        var kinds: Set<Kind> = []
        if summary.edited > 0 { kinds.insert(.edited) }
        if summary.behind > 0 { kinds.insert(.behind) }
        if summary.effort.waiting > 0 { kinds.insert(.held) }
        if summary.count(.broken) > 0 { kinds.insert(.error) }
        return kinds
    }

    private static func items(of service: ServiceAudit, named name: String) -> [(key: String, kind: Kind)] {
        func key(_ parts: String...) -> String {
            ([name, service.scaffold ?? ""] + parts).joined(separator: "\n")
        }
        var items: [(String, Kind)] = []
        for file in service.files {
            if let edited = file.edited { items.append((key("edited", file.path, edited), .edited)) }
            if file.isHeld { items.append((key("held", file.path), .held)) }
        }
        for finding in service.findings where finding.severity == .error {
            items.append((key("finding", finding.rule, finding.path ?? ""), .error))
        }
        if service.fidelity == nil { items.append((key("not-comparable"), .error)) }
        if service.isBehind { items.append((key("behind", service.release ?? ""), .behind)) }
        return items
    }
}
