/// What releasing a state of a template would do to the services of a fleet.
public struct ForecastReport: Sendable {
    /// What would become of a service.
    public enum Outcome: String, Sendable, CaseIterable {
        /// Files would wait for a person.
        case held
        /// Everything would merge.
        case clean
        /// Nothing would change.
        case unaffected
        /// It can't be said, for the reason given.
        case unknown
    }

    /// One service.
    public struct Service: Hashable, Sendable {
        /// Its name in the fleet.
        public var name: String
        /// The scaffold.
        public var scaffold: String
        /// The release it is at.
        public var release: String
        /// What would become of it.
        public var outcome: Outcome
        /// How many files would change without asking anyone.
        public var clean: Int
        /// What would be held.
        public var held: [Held]
        /// Why nothing can be said.
        public var problem: String?

        /// Makes a row.
        public init(
            name: String, scaffold: String, release: String, outcome: Outcome, clean: Int = 0, held: [Held] = [],
            problem: String? = nil
        ) {
            self.name = name
            self.scaffold = scaffold
            self.release = release
            self.outcome = outcome
            self.clean = clean
            self.held = held
            self.problem = problem
        }
    }

    /// One place of a file that would be held.
    public struct Held: Hashable, Sendable {
        /// The file, relative to the service.
        public var path: String
        /// What is in the way, such as `content/overlap`.
        public var kind: String
        /// What the template would put there: services with the same file and text have the same conflict.
        public var incoming: String

        /// Makes a place.
        public init(path: String, kind: String, incoming: String) {
            self.path = path
            self.kind = kind
            self.incoming = incoming
        }
    }

    /// The template's state, as it was asked for.
    public var source: String
    /// The release that it would be.
    public var release: String
    /// The services, sorted: held ones first, then by name.
    public var services: [Service]

    /// Makes a report.
    public init(source: String, release: String, services: [Service]) {
        self.source = source
        self.release = release
        self.services = services.sorted { left, right in
            let order = Outcome.allCases
            let (a, b) = (order.firstIndex(of: left.outcome) ?? 0, order.firstIndex(of: right.outcome) ?? 0)
            return a == b ? left.name < right.name : a < b
        }
    }

    /// How many services have an outcome.
    public func count(_ outcome: Outcome) -> Int { services.count { $0.outcome == outcome } }

    /// The places that would be held, and in how many services each: what is common can be mended in the template.
    public var places: [(place: Held, services: Int)] {
        var counts: [Held: Int] = [:]
        for service in services { for place in Set(service.held) { counts[place, default: 0] += 1 } }
        return counts.map { ($0.key, $0.value) }.sorted { left, right in
            if left.1 != right.1 { return left.1 > right.1 }
            let (a, b) = (left.0, right.0)
            return (a.path, a.kind, a.incoming) < (b.path, b.kind, b.incoming)
        }
    }
}
