/// One thing that an audit has to say of a place, for the formats that list such things: SARIF, Code Quality, annotations.
struct AuditIssue {
    /// The stable identifier: a finding's rule, or one of ``AuditRule``.
    var rule: String
    var severity: Severity
    /// The repository it is in.
    var repository: String
    /// The service's folder in it.
    var directory: String
    /// The file, relative to the repository.
    var path: String
    /// The line, from 1.
    var line: Int?
    var message: String
    /// What is the same as long as the thing is, wherever its lines go; no two issues of a report have the same.
    var fingerprint = ""
}

/// The rules that the reports themselves give names to; others are those of findings.
enum AuditRule: String {
    case modified = "drift/modified"
    case missing = "drift/missing"
    case unexpected = "drift/unexpected"
    case ahead = "drift/ahead"
    case outdated = "template/outdated"
    case conflict = "template/conflict"
    case unlinked = "template/unlinked"
    case unaudited = "audit/failed"

    var description: String {
        switch self {
        case .modified: "A file that the scaffold manages differs from what it generated."
        case .missing: "A file that the scaffold manages is gone."
        case .unexpected: "A file is where the scaffold would put one of its own."
        case .ahead: "A file already has what a newer release of the scaffold has."
        case .outdated: "The scaffold has a newer release than the service."
        case .conflict: "An upgrade of the service would leave this file for a person."
        case .unlinked: "Nothing in the repository was made from a scaffold."
        case .unaudited: "The repository could not be looked at."
        }
    }
}

extension FleetReport {
    /// Everything that is wrong anywhere, by severity, then the worst service first, then by path.
    ///
    /// A path is relative to its repository; where the report is about several of them, it begins with the repository's
    /// name, since only one of them can be the root.
    var issues: [AuditIssue] {
        var all = worstFirst.flatMap { $0.service.issues(in: $0.repository) }
        all += notLookedAt.filter { !$0.failure.isIntended }.map { repository, failure in
            let rule = failure.kind == .unrecorded ? AuditRule.unlinked : .unaudited
            return AuditIssue(
                rule: rule.rawValue, severity: failure.kind == .unrecorded ? .note : .error, repository: repository.id,
                directory: "", path: ".scaffold.yml", message: "\(failure.kind.rawValue): \(failure.message)")
        }
        all = Severity.allCases.reversed().flatMap { severity in all.filter { $0.severity == severity } }
        var seen: [String: Int] = [:]
        for index in all.indices {
            let issue = all[index]
            let print = Fingerprint.of([issue.rule, issue.repository, issue.directory, issue.path])
            seen[print, default: 0] += 1
            let number = seen[print, default: 1]
            all[index].fingerprint = number == 1 ? print : "\(print)-\(number)"
            if repositories.count > 1 { all[index].path = issue.repository + "/" + issue.path }
        }
        return all
    }
}

extension ServiceAudit {
    fileprivate func issues(in repository: RepositoryAudit) -> [AuditIssue] {
        func issue(_ rule: String, _ severity: Severity, _ path: String?, _ line: Int?, _ message: String) -> AuditIssue
        {
            let place = path ?? ".scaffold.yml"
            return AuditIssue(
                rule: rule, severity: severity, repository: repository.id, directory: directory,
                path: directory.isEmpty ? place : "\(directory)/\(place)", line: line, message: message)
        }
        var all = findings.map { finding in
            issue(
                finding.rule, finding.severity, finding.path, finding.line,
                finding.message + (finding.fix.map { " Fix: \($0)" } ?? ""))
        }
        if !isCurrent, newest != nil {
            let lag = lag.isEmpty || lag == "?" ? "" : ", \(lag) behind"
            all.append(
                issue(AuditRule.outdated.rawValue, .note, nil, nil, "\(scaffold ?? "scaffold") \(step)\(lag)"))
        }
        for file in files {
            let conflict = file.conflict.map { ": \($0)" } ?? ""
            if file.forecast == "hold" && !file.isHeld {
                all.append(
                    issue(
                        AuditRule.conflict.rawValue, .warning, file.path, nil,
                        "an upgrade would leave this file for a person" + conflict))
            }
            if let edited = file.edited {
                let rule: AuditRule =
                    file.isAhead
                    ? .ahead : edited == "deleted" ? .missing : edited == "added" ? .unexpected : .modified
                all.append(
                    issue(
                        rule.rawValue, file.isAhead ? .note : .warning, file.path, nil,
                        "\(edited); the scaffold's file is \(file.fileClass)"))
            }
        }
        return all
    }
}

/// A short name for a list of texts, the same on every machine: FNV-1a, 128 bits.
///
/// It need not withstand an attacker, since those who use it number what is alike.
enum Fingerprint {
    static func of(_ parts: [String]) -> String {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for part in parts {
            // Each part ends with a byte that UTF-8 does not have, so that ["ab", "c"] is not ["a", "bc"].
            for byte in Array(part.utf8) + [0xFF] {
                hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
