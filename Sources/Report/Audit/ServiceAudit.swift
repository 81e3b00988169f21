/// How one service of a fleet stands: what `scaffold status` says of it, as plain values.
///
/// Three axes that are never added up to one number: ``currency``, ``fidelity`` and ``effort``.
public struct ServiceAudit: Hashable, Sendable, Decodable {
    /// How far the service is behind its scaffold.
    public struct Currency: Hashable, Sendable, Decodable {
        /// How many releases came out after the recorded one, on the way to the newest; nil where they can't be counted.
        public var releases: Int?
        /// Days from the recorded release to the newest one; nil where a release has no date.
        public var days: Int?

        /// Makes the axis.
        public init(releases: Int? = nil, days: Int? = nil) {
            self.releases = releases
            self.days = days
        }
    }

    /// How much of what the scaffold manages is as it was generated.
    public struct Fidelity: Hashable, Sendable, Decodable {
        /// The files that the scaffold manages; without those that are made once and left to the owners.
        public var managed: Int
        /// How many of them are byte for byte as generated.
        public var identical: Int
        /// How many differ by what people did.
        public var edited: Int
        /// How many are gone.
        public var missing: Int
        /// How many have what a newer release has: someone, often a bot, was quicker than the upgrade.
        public var ahead: Int

        /// Makes the axis.
        public init(managed: Int = 0, identical: Int = 0, edited: Int = 0, missing: Int = 0, ahead: Int = 0) {
            self.managed = managed
            self.identical = identical
            self.edited = edited
            self.missing = missing
            self.ahead = ahead
        }

        /// The share of the managed files that are identical, from 0 to 1; 1 where nothing is managed.
        public var share: Double { managed == 0 ? 1 : Double(identical) / Double(managed) }
    }

    /// What an upgrade to the newest release would cost now.
    public struct Effort: Hashable, Sendable, Decodable {
        /// The files that it would change without asking anyone.
        public var clean: Int
        /// The files that would wait for a person: the conflict forecast.
        public var held: Int
        /// The files that wait for a person already, from an earlier upgrade.
        public var waiting: Int

        /// Makes the axis.
        public init(clean: Int = 0, held: Int = 0, waiting: Int = 0) {
            self.clean = clean
            self.held = held
            self.waiting = waiting
        }
    }

    /// One file that is edited, behind or held.
    public struct File: Hashable, Sendable, Decodable {
        /// The file, relative to the service.
        public var path: String
        /// What the scaffold owes it: `managed`, `exact`, `create-once`, `unmanaged`.
        public var fileClass: String
        /// What the owners did: `edited`, `deleted`, `moved`, `moved, edited`, `added`; nil when they did nothing.
        public var edited: String?
        /// What the newest release has: `changed`, `new`, `dropped`, `moved to …`; nil when nothing.
        public var behind: String?
        /// Whether the owners have what a newer release has.
        public var isAhead: Bool
        /// What the next upgrade would do: `update`, `merge`, `hold` and so on.
        public var forecast: String
        /// Whether it waits for a person since an earlier upgrade.
        public var isHeld: Bool
        /// What stands in the way of the upgrade, such as `content/overlap`; nil when nothing does.
        public var conflict: String?
        /// The owners' edit as a unified diff, from as generated to as it is; nil where none was asked for, or for other bytes than text.
        public var diff: String?

        /// Makes a row.
        public init(
            path: String, fileClass: String, edited: String? = nil, behind: String? = nil, isAhead: Bool = false,
            forecast: String, isHeld: Bool = false, conflict: String? = nil, diff: String? = nil
        ) {
            self.path = path
            self.fileClass = fileClass
            self.edited = edited
            self.behind = behind
            self.isAhead = isAhead
            self.forecast = forecast
            self.isHeld = isHeld
            self.conflict = conflict
            self.diff = diff
        }
    }

    /// The service's folder in its repository; "" for the root.
    public var directory: String
    /// The scaffold it was made from; nil where its record can't be read.
    public var scaffold: String?
    /// The recorded release.
    public var release: String?
    /// The release that an upgrade would go to.
    public var newest: String?
    /// How far behind it is; nil where nothing can be compared, which ``findings`` explain.
    public var currency: Currency?
    /// How faithful it is; nil as above.
    public var fidelity: Fidelity?
    /// What an upgrade would cost; nil as above.
    public var effort: Effort?
    /// The files with something to say, sorted by path.
    public var files: [File]
    /// What else to know, broken policies among it.
    public var findings: [Finding]

    /// Makes a service.
    public init(
        directory: String, scaffold: String? = nil, release: String? = nil, newest: String? = nil,
        currency: Currency? = nil, fidelity: Fidelity? = nil, effort: Effort? = nil, files: [File] = [],
        findings: [Finding] = []
    ) {
        self.directory = directory
        self.scaffold = scaffold
        self.release = release
        self.newest = newest
        self.currency = currency
        self.fidelity = fidelity
        self.effort = effort
        self.files = files
        self.findings = findings
    }

    /// How the service stands in one word.
    public enum State: String, Sendable, CaseIterable {
        /// A policy is broken, or something recorded can't be trusted.
        case broken
        /// An upgrade would leave files for a person, or an earlier one did.
        case conflicted
        /// There is a newer release.
        case behind
        /// As new as can be, and edited.
        case edited
        /// As generated by the newest release.
        case inSync = "in-sync"
    }

    /// Whether there is a newer release, or an upgrade to the same one would change something.
    public var isBehind: Bool {
        (newest != nil && release != newest) || (effort.map { $0.clean + $0.held > 0 } ?? false)
    }
    /// Whether its owners changed or deleted files that the scaffold manages.
    public var isEdited: Bool { fidelity.map { $0.identical < $0.managed } ?? false }

    /// How the service stands, the worst that is true of it.
    public var state: State {
        if fidelity == nil || findings.contains(where: { $0.severity == .error }) { return .broken }
        if let effort, effort.held + effort.waiting > 0 { return .conflicted }
        return isBehind ? .behind : isEdited ? .edited : .inSync
    }
}
