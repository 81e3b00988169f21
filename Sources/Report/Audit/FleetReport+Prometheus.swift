extension FleetReport {
    /// The report as gauges for Prometheus' textfile collector.
    ///
    /// There is no label with a repository's name: ten thousand of them would be ten thousand series each.
    ///
    /// - Parameter seconds: how long the audit took; nil where that is not known.
    public func prometheus(seconds: Double? = nil) -> String {
        let summary = summary
        let audited = summary.repositories - summary.failures - summary.exempt
        var out = PrometheusText()
        out.add(
            "scaffold_repos", "Repositories of the fleet, by whether they could be looked at.",
            [("state", "audited", audited), ("state", "failed", summary.failures), ("state", "exempt", summary.exempt)])
        out.add(
            "scaffold_services", "Services, by the worst that is true of them.",
            ServiceAudit.State.allCases.map { ("state", $0.rawValue, summary.count($0)) })
        out.begin("scaffold_release_services", "Services, by scaffold and recorded release.")
        for (scaffold, counts) in summary.releases.sorted(by: { $0.key < $1.key }) {
            for (release, count) in counts.sorted(by: { $0.key < $1.key }) {
                out.sample("scaffold_release_services", [("scaffold", scaffold), ("release", release)], "\(count)")
            }
        }
        out.add("scaffold_behind_versions", "Releases that services are behind, summed.", summary.releasesBehind)
        out.add("scaffold_managed_files", "Files that scaffolds manage.", summary.fidelity.managed)
        out.add("scaffold_identical_files", "Managed files that are as generated.", summary.fidelity.identical)
        out.add(
            "scaffold_drift_files", "Managed files that are not as generated.",
            [
                ("kind", "edited", summary.fidelity.edited), ("kind", "missing", summary.fidelity.missing),
                ("kind", "ahead", summary.fidelity.ahead),
            ])
        out.add(
            "scaffold_upgrade_files", "Files that upgrades to the newest releases would change, by outcome.",
            [
                ("outcome", "clean", summary.effort.clean), ("outcome", "held", summary.effort.held),
                ("outcome", "waiting", summary.effort.waiting),
            ])
        if let moment, let time = UTC.seconds(moment) {
            out.add("scaffold_audit_last_success_timestamp_seconds", "When the fleet was audited last.", time)
        }
        if let seconds, seconds.isFinite {
            out.begin("scaffold_audit_duration_seconds", "How long the audit took.")
            out.sample("scaffold_audit_duration_seconds", [], "\(seconds)")
        }
        return out.text
    }
}

/// The text format, in which each gauge's samples stand together below what describes it.
private struct PrometheusText {
    private(set) var text = ""

    mutating func begin(_ name: String, _ help: String) { text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
        let list = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }

    mutating func add(_ name: String, _ help: String, _ value: Int) {
        begin(name, help)
        sample(name, [], "\(value)")
    }

    mutating func add(_ name: String, _ help: String, _ values: [(label: String, value: String, count: Int)]) {
        begin(name, help)
        for one in values { sample(name, [(one.label, one.value)], "\(one.count)") }
    }

    private static func escaped(_ text: String) -> String {
        singleLine(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}

/// Times as the reports write them.
enum UTC {
    /// The seconds since 1970 of `2026-11-28T09:00:00Z`; nil for any other form.
    static func seconds(_ moment: String) -> Int? {
        guard let match = moment.wholeMatch(of: #/(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/#),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), let hour = Int(match.4),
            let minute = Int(match.5), let second = Int(match.6), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // A year that begins in March has its leap day at the end, so that days before a month follow one formula.
        let shifted = month < 3 ? year - 1 : year
        let days =
            365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return (days - 719_468) * 86_400 + hour * 3_600 + minute * 60 + second
    }
}
