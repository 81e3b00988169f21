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
        /// How many managed files were not as generated.
        public var edited: Int
        /// How many files waited or would have waited for a person.
        public var held: Int

        /// Makes a service.
        public init(name: String, scaffold: String?, release: String?, state: String, edited: Int, held: Int) {
            self.name = name
            self.scaffold = scaffold
            self.release = release
            self.state = state
            self.edited = edited
            self.held = held
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
                        held: (service.effort?.held ?? 0) + (service.effort?.waiting ?? 0))
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
    /// Services whose state became worse.
    public var worse: [(before: AuditSnapshot.Service, after: AuditSnapshot.Service)] = []
    /// Services whose state became better.
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
            if now < was {
                worse.append((earlier, service))
            } else if now > was {
                better.append((earlier, service))
            } else if earlier.release == service.release {
                unchanged += 1
            }
        }
    }

    private static func rank(_ service: AuditSnapshot.Service) -> Int {
        ServiceAudit.State.allCases.firstIndex { $0.rawValue == service.state } ?? 0
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
        section("Worse", worse.map { "\($1.name)  \($0.state) → \($1.state)" })
        section("Better", better.map { "\($1.name)  \($0.state) → \($1.state)" })
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
