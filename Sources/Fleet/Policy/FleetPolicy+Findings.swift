import Report
import Template

extension FleetPolicy {
    /// What there is to say about a service, by this policy.
    /// - Parameters:
    ///   - member: The repository's name.
    ///   - today: The day, as `2026-11-28`.
    ///   - exists: Whether the service has a file.
    func apply(to service: inout ServiceAudit, of member: String, today: String, exists: (String) throws -> Bool)
        rethrows
    {
        if let scaffold = service.scaffold, let minimum = minimumReleases[scaffold],
            let release = service.release.flatMap({ ReleaseVersion($0) }), release < minimum
        {
            service.findings.append(
                Finding(
                    rule: "below-minimum", severity: .error,
                    message: "is at \(release); \(minimum) is the oldest release of \(scaffold) that may be in use",
                    fix: "scaffold upgrade"))
        }
        if let days = service.currency?.days, let limit = maximumDaysBehind, days > limit {
            service.findings.append(
                Finding(
                    rule: "too-old", severity: .error,
                    message: "is \(days) days behind \(service.newest ?? "the newest release"); \(limit) are allowed",
                    fix: "scaffold upgrade"))
        }
        if let releases = service.currency?.releases, let limit = maximumReleasesBehind, releases > limit {
            service.findings.append(
                Finding(
                    rule: "too-far-behind", severity: .error,
                    message: "is \(releases) releases behind; \(limit) are allowed", fix: "scaffold upgrade"))
        }
        for path in requiredFiles where try !exists(path) {
            service.findings.append(
                Finding(
                    rule: "required-missing", severity: .error, path: path,
                    message: "every service must have this file",
                    fix: "`scaffold restore \(path)`, or write it where the scaffold has none"))
        }
        for file in service.files where file.edited != nil && file.fileClass != "exact" {
            guard exact.contains(where: { $0.matches(file.path) }) else { continue }
            service.findings.append(
                Finding(
                    rule: "exact-edited", severity: .error, path: file.path,
                    message: "must be as the template has it, and was \(file.edited ?? "edited")"))
        }
        let (exempt, ended) = rulesLetThrough(for: member, on: today)
        service.findings.removeAll { exempt.contains($0.rule) }
        for (index, finding) in service.findings.enumerated() {
            if let severity = severities[finding.rule] { service.findings[index].severity = severity }
        }
        for exemption in ended {
            service.findings.append(
                Finding(
                    rule: "exemption-ended", severity: severities["exemption-ended"] ?? .warning,
                    message: "an exemption ended on \(exemption.until): \(exemption.reason)",
                    fix: "ask \(exemption.owner), who answers for it"))
        }
    }

    private func rulesLetThrough(for member: String, on today: String) -> (rules: Set<String>, ended: [Exemption]) {
        let mine = exemptions.filter { $0.repository.matches(member: member) }
        let ended = mine.filter { $0.hasEnded(on: today) }
        return (Set(mine.filter { !$0.hasEnded(on: today) }.flatMap(\.rules)), ended)
    }
}
