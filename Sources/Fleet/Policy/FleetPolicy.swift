public import Report
public import Template

/// What a platform team asks of its services, beyond what their scaffolds ask.
public struct FleetPolicy: Hashable, Sendable {
    /// The oldest release that may be in use, by scaffold.
    public var minimumReleases: [String: ReleaseVersion] = [:]
    /// How many days a service may be behind the newest release.
    public var maximumDaysBehind: Int?
    /// How many releases a service may be behind.
    public var maximumReleasesBehind: Int?
    /// Files that every service must have.
    public var requiredFiles: [String] = []
    /// Files that must be as generated, whatever class their scaffold gives them.
    public var exact: [Glob] = []
    /// How much findings matter, by rule; rules that are not in it keep their own severity.
    public var severities: [String: Severity] = [:]
    /// What is let through, and until when.
    public var exemptions: [Exemption] = []

    /// A policy that asks for nothing.
    public init() {}

    /// Something that is let through.
    public struct Exemption: Hashable, Sendable {
        /// The repositories, by name.
        public var repository: Glob
        /// The rules that don't count for them; empty leaves the repositories out altogether.
        public var rules: [String]
        /// Why.
        public var reason: String
        /// Who answers for it.
        public var owner: String
        /// The last day that it holds, as `2027-01-31`.
        public var until: String

        /// Makes an exemption.
        public init(repository: Glob, rules: [String], reason: String, owner: String, until: String) {
            self.repository = repository
            self.rules = rules
            self.reason = reason
            self.owner = owner
            self.until = until
        }

        /// Whether it has ended before a day.
        func hasEnded(on today: String) -> Bool { until < today }
    }

    /// The exemption that leaves a repository out, on a day.
    func leavesOut(_ member: String, on today: String) -> Exemption? {
        exemptions.first { $0.rules.isEmpty && !$0.hasEnded(on: today) && $0.repository.matches(member: member) }
    }
}
