extension FleetReport {
    /// How the fleet stands now, as the next point of its trend.
    public var point: FleetSummary.Point {
        let services = repositories.flatMap(\.services)
        return FleetSummary.Point(
            moment: moment ?? "", services: services.count, current: services.count { $0.isCurrent },
            drifted: services.count { $0.isDrifted }, held: services.reduce(0) { $0 + ($1.effort?.held ?? 0) })
    }

    /// The repositories that could not be looked at, and after them those left out on purpose.
    var notLookedAt: [(repository: RepositoryAudit, failure: RepositoryAudit.Failure)] {
        let all = repositories.compactMap { one in one.failure.map { (one, $0) } }
        return all.filter { !$0.1.isIntended } + all.filter { $0.1.isIntended }
    }

    /// How many services are behind, as ``ServiceAudit/isBehind`` says: none that can't be compared.
    var behind: Int { repositories.reduce(0) { $0 + $1.services.count(where: \.isBehind) } }

    /// The fleet in one sentence.
    var headline: String {
        let now = point
        var parts = [
            "\(summary.count(.inSync)) in sync", "\(behind) behind", "\(now.drifted) drifted",
        ]
        let broken = summary.count(.broken)
        if broken > 0 { parts.append("\(broken) broken") }
        parts.append("\(Self.counted(now.held, "file")) an upgrade would hold")
        let waiting = summary.effort.waiting
        if waiting > 0 { parts.append("\(Self.counted(waiting, "file")) waiting already") }
        parts.append("\(Self.counted(summary.failures, "repository", "repositories")) could not be looked at")
        if summary.exempt > 0 { parts.append("\(summary.exempt) exempt") }
        return "\(Self.counted(now.services, "service")): " + parts.joined(separator: ", ")
    }

    /// `1 file`, `2 files`.
    static func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
    }
}

extension ServiceAudit {
    /// Whether it is at the newest release.
    var isCurrent: Bool { release != nil && release == newest }

    /// Whether files that the scaffold manages are edited or missing.
    var isDrifted: Bool { fidelity.map { $0.edited + $0.missing > 0 } ?? false }

    /// The release, and the one that an upgrade would go to where that is another.
    var step: String {
        let release = release ?? "?"
        guard let newest, newest != self.release else { return release }
        return "\(release) → \(newest)"
    }

    /// How far it is behind, in words; empty where it is not, `?` where that is not known.
    var lag: String {
        guard let currency else { return "?" }
        var parts: [String] = []
        if let releases = currency.releases, releases > 0 {
            parts.append(FleetReport.counted(releases, "release"))
        }
        if let days = currency.days, days > 0 { parts.append(FleetReport.counted(days, "day")) }
        return parts.joined(separator: ", ")
    }

    /// What a table says beside its numbers: why it is broken, as the rules of the findings that say so, and that an
    /// exemption has ended, which somebody asked to be told.
    var reasons: [String] {
        let isEnded = findings.contains { $0.rule == Self.endedRule }
        return whyBroken.filter { $0 != Self.endedRule } + (isEnded ? [Self.endedRule] : [])
    }

    /// The rule of the finding that an exemption has ended.
    public static let endedRule = "exemption-ended"

    private var whyBroken: [String] {
        guard state == .broken else { return [] }
        let errors = findings.filter { $0.severity == .error }
        var rules: [String] = []
        for finding in errors.isEmpty ? findings : errors where !rules.contains(finding.rule) {
            rules.append(finding.rule)
        }
        return rules.isEmpty ? ["not comparable"] : rules
    }
}
