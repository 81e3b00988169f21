/// The numbers of a fleet, which can be added up over its parts in any order.
public struct FleetSummary: Hashable, Sendable {
    /// The repositories, those that could not be looked at among them.
    public var repositories = 0
    /// The repositories that could not be looked at.
    public var failures = 0
    /// The repositories left out on purpose.
    public var exempt = 0
    /// The services by state, as ``ServiceAudit/State`` names them.
    public var states: [String: Int] = [:]
    /// How many services have files that owners changed or deleted.
    public var edited = 0
    /// How many services have a newer release before them.
    public var behind = 0
    /// The services by scaffold and release: `fastapi-service` → `2.4.1` → 12.
    public var releases: [String: [String: Int]] = [:]
    /// The axes, summed over the services.
    public var fidelity = ServiceAudit.Fidelity()
    /// The forecasts, summed over the services.
    public var effort = ServiceAudit.Effort()
    /// Releases behind, summed over the services.
    public var releasesBehind = 0
    /// How many services have each file edited or missing, by scaffold and path.
    public var drifted: [DriftedFile: Int] = [:]

    /// A file of a scaffold.
    public struct DriftedFile: Hashable, Sendable {
        /// The scaffold.
        public var scaffold: String
        /// The path in its services.
        public var path: String
    }

    /// A summary at a time, for trends.
    public struct Point: Hashable, Sendable {
        /// When, in UTC as `2026-11-28T09:00:00Z`.
        public var moment: String
        /// How many services there were.
        public var services: Int
        /// How many were at the newest release.
        public var current: Int
        /// How many had edited or missing files.
        public var drifted: Int
        /// How many files upgrades would have held.
        public var held: Int

        /// Makes a point.
        public init(moment: String, services: Int, current: Int, drifted: Int, held: Int) {
            self.moment = moment
            self.services = services
            self.current = current
            self.drifted = drifted
            self.held = held
        }
    }

    /// Adds up repositories.
    public init(_ all: [RepositoryAudit]) {
        for repository in all { add(repository) }
    }

    /// Adds a repository.
    public mutating func add(_ repository: RepositoryAudit) {
        repositories += 1
        if let failure = repository.failure {
            if failure.isIntended { exempt += 1 } else { failures += 1 }
        }
        for service in repository.services { add(service) }
    }

    /// How many services there are.
    public var services: Int { states.values.reduce(0, +) }

    /// The services in a state.
    public func count(_ state: ServiceAudit.State) -> Int { states[state.rawValue, default: 0] }

    private mutating func add(_ service: ServiceAudit) {
        states[service.state.rawValue, default: 0] += 1
        if service.isEdited { edited += 1 }
        if service.isBehind { behind += 1 }
        if let scaffold = service.scaffold, let release = service.release {
            releases[scaffold, default: [:]][release, default: 0] += 1
        }
        releasesBehind += service.currency?.releases ?? 0
        if let axis = service.fidelity {
            fidelity.managed += axis.managed
            fidelity.identical += axis.identical
            fidelity.edited += axis.edited
            fidelity.missing += axis.missing
            fidelity.ahead += axis.ahead
        }
        if let axis = service.effort {
            effort.clean += axis.clean
            effort.held += axis.held
            effort.waiting += axis.waiting
        }
        for file in service.files where file.edited != nil {
            drifted[DriftedFile(scaffold: service.scaffold ?? "", path: file.path), default: 0] += 1
        }
    }
}
