import Report
import Template

/// What is asked of every repository of an audit.
public struct AuditRequest: Sendable {
    /// What a platform team asks of its services.
    public var policy: FleetPolicy
    /// Whether the owners' edits are kept as diffs.
    public var includesDiffs: Bool
    /// The day, as `2026-11-28`: exemptions end.
    public var today: String
    /// The tool's version.
    public var tool: String
    /// How many repositories are looked at side by side.
    public var jobs: Int
    /// How many seconds one repository may take.
    public var timeout: Int

    /// Makes a request.
    public init(
        policy: FleetPolicy = FleetPolicy(), includesDiffs: Bool = false, today: String, tool: String, jobs: Int,
        timeout: Int = 120
    ) {
        self.policy = policy
        self.includesDiffs = includesDiffs
        self.today = today
        self.tool = tool
        self.jobs = max(1, jobs)
        self.timeout = max(1, timeout)
    }

    /// A hash of all that results depend on, besides repositories and sources.
    ///
    /// The day counts only as far as it ends exemptions.
    var settings: String {
        let ended = policy.exemptions.map { $0.hasEnded(on: today) }
        return Fingerprint.settings("\(tool)\n\(includesDiffs)\n\(policy.described)\n\(ended)")
    }
}

extension FleetPolicy {
    /// The policy as text that is the same whenever the policy is.
    fileprivate var described: String {
        var lines = minimumReleases.sorted { $0.key < $1.key }.map { "minimum \($0.key) \($0.value)" }
        lines.append("days \(maximumDaysBehind ?? -1) releases \(maximumReleasesBehind ?? -1)")
        lines += requiredFiles.map { "required \($0)" } + exact.map { "exact \($0.pattern)" }
        lines += severities.sorted { $0.key < $1.key }.map { "severity \($0.key) \($0.value.rawValue)" }
        lines += exemptions.map { exemption in
            let rules = exemption.rules.joined(separator: ",")
            return
                "exempt \(exemption.repository.pattern) \(rules) \(exemption.until) \(exemption.owner) \(exemption.reason)"
        }
        return lines.joined(separator: "\n")
    }
}
