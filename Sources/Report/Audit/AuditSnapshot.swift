/// The services of a fleet at a time, as far as audits are compared by them.
public struct AuditSnapshot: Hashable, Sendable {
    /// One service.
    public struct Service: Hashable, Sendable {
        /// Its name in the fleet.
        public var name: String
        /// The scaffold; nil where its record could not be read.
        public var scaffold: String?
        /// The release.
        public var release: String?
        /// How it stood, as ``ServiceAudit/State`` names it.
        public var state: String
        /// How many managed files were not as generated, the missing ones among them.
        public var edited: Int
        /// How many files waited or would have waited for a person.
        public var held: Int
        /// How many managed files were gone; nil where nothing could be compared, so that no count is known.
        public var missing: Int?

        /// Makes a service.
        public init(
            name: String, scaffold: String?, release: String?, state: String, edited: Int, held: Int, missing: Int?
        ) {
            self.name = name
            self.scaffold = scaffold
            self.release = release
            self.state = state
            self.edited = edited
            self.held = held
            self.missing = missing
        }
    }

    /// When, in UTC as `2026-11-28T09:00:00Z`.
    public var moment: String
    /// The services, sorted by name.
    public var services: [Service]

    /// Makes a snapshot.
    public init(moment: String, services: [Service]) {
        self.moment = moment
        self.services = services.sorted { ($0.name, $0.scaffold ?? "") < ($1.name, $1.scaffold ?? "") }
    }

    /// The snapshot of a report.
    public init(_ report: FleetReport) {
        self.init(
            moment: report.moment ?? "",
            services: report.repositories.flatMap { repository in
                repository.services.map { service in
                    Service(
                        name: repository.name(of: service), scaffold: service.scaffold, release: service.release,
                        state: service.state.rawValue,
                        edited: (service.fidelity?.managed ?? 0) - (service.fidelity?.identical ?? 0),
                        held: (service.effort?.held ?? 0) + (service.effort?.waiting ?? 0),
                        missing: service.fidelity?.missing)
                }
            })
    }
}

/// What changed in a fleet between two audits.
public struct AuditComparison: Sendable {
    /// The moments of the two.
    public var from: String
    /// See ``from``.
    public var to: String
    /// Services that were not there before.
    public var added: [AuditSnapshot.Service] = []
    /// Services that are no longer there.
    public var removed: [AuditSnapshot.Service] = []
    /// Services that moved to another release: before and after.
    public var upgraded: [(before: AuditSnapshot.Service, after: AuditSnapshot.Service)] = []
    /// Services whose state became worse, or where in the same state more files are edited, missing or held.
    public var worse: [(before: AuditSnapshot.Service, after: AuditSnapshot.Service)] = []
    /// Services whose state became better, or where in the same state fewer files are edited, missing or held, and none more.
    public var better: [(before: AuditSnapshot.Service, after: AuditSnapshot.Service)] = []
    /// How many services are as they were.
    public var unchanged = 0

    /// Compares two audits.
    public init(_ old: AuditSnapshot, _ new: AuditSnapshot) {
        (from, to) = (old.moment, new.moment)
        func key(_ service: AuditSnapshot.Service) -> String { "\(service.name)\n\(service.scaffold ?? "")" }
        let before = Dictionary(old.services.map { (key($0), $0) }) { first, _ in first }
        let after = Dictionary(new.services.map { (key($0), $0) }) { first, _ in first }
        added = new.services.filter { before[key($0)] == nil }
        removed = old.services.filter { after[key($0)] == nil }
        for service in new.services {
            guard let earlier = before[key(service)] else { continue }
            if earlier.release != service.release { upgraded.append((earlier, service)) }
            let (was, now) = (Self.rank(earlier), Self.rank(service))
            let growth = now == was ? Self.growth(earlier, service) : []
            if now < was || growth.contains(where: { $0 > 0 }) {
                worse.append((earlier, service))
            } else if now > was || growth.contains(where: { $0 < 0 }) {
                better.append((earlier, service))
            } else if earlier.release == service.release {
                unchanged += 1
            }
        }
    }

    private static func rank(_ service: AuditSnapshot.Service) -> Int {
        ServiceAudit.State.allCases.firstIndex { $0.rawValue == service.state } ?? 0
    }

    /// By how many files each count grew; empty where one of the two is not known.
    private static func growth(_ old: AuditSnapshot.Service, _ new: AuditSnapshot.Service) -> [Int] {
        guard let was = old.missing, let now = new.missing else { return [] }
        return [new.edited - old.edited, now - was, new.held - old.held]
    }

    /// What is different in words: the states, and the counts that are not the same.
    private static func change(_ old: AuditSnapshot.Service, _ new: AuditSnapshot.Service) -> String {
        var parts = [old.state == new.state ? new.state : "\(old.state) → \(new.state)"]
        if !growth(old, new).isEmpty {
            for (name, was, now) in [
                ("edited", old.edited, new.edited), ("missing", old.missing ?? 0, new.missing ?? 0),
                ("held", old.held, new.held),
            ] where was != now { parts.append("\(name) \(was) → \(now)") }
        }
        return parts.joined(separator: ", ")
    }

    /// The comparison as text for a terminal.
    public func text(_ style: Style) -> String {
        var out = style.bold(sanitized("\(from) → \(to)")) + "\n"
        func section(_ title: String, _ lines: [String]) {
            if lines.isEmpty { return }
            out += "\n" + style.bold("\(title) (\(lines.count))") + "\n"
            for line in lines { out += "  " + sanitized(line) + "\n" }
        }
        section("Upgraded", upgraded.map { "\($1.name)  \($0.release ?? "?") → \($1.release ?? "?")" })
        section("Worse", worse.map { "\($1.name)  " + Self.change($0, $1) })
        section("Better", better.map { "\($1.name)  " + Self.change($0, $1) })
        section("New", added.map { "\($0.name)  \($0.state)" })
        section("Gone", removed.map(\.name))
        return out + "\n\(unchanged) as they were\n"
    }

    /// The comparison as JSON, schema 1.
    public var json: JSONValue {
        func pair(_ before: AuditSnapshot.Service, _ after: AuditSnapshot.Service) -> JSONValue {
            .object([
                ("name", .string(after.name)), ("scaffold", .optional(after.scaffold)),
                ("releaseBefore", .optional(before.release)), ("release", .optional(after.release)),
                ("stateBefore", .string(before.state)), ("state", .string(after.state)),
                ("editedBefore", .int(before.edited)), ("edited", .int(after.edited)),
                ("missingBefore", before.missing.map { .int($0) } ?? .null),
                ("missing", after.missing.map { .int($0) } ?? .null),
                ("heldBefore", .int(before.held)), ("held", .int(after.held)),
            ])
        }
        func single(_ service: AuditSnapshot.Service) -> JSONValue {
            .object([
                ("name", .string(service.name)), ("scaffold", .optional(service.scaffold)),
                ("release", .optional(service.release)), ("state", .string(service.state)),
            ])
        }
        return .object([
            ("schema", .int(1)), ("from", .string(from)), ("to", .string(to)),
            ("upgraded", .array(upgraded.map(pair))), ("worse", .array(worse.map(pair))),
            ("better", .array(better.map(pair))), ("new", .array(added.map(single))),
            ("gone", .array(removed.map(single))), ("unchanged", .int(unchanged)),
        ])
    }
}
