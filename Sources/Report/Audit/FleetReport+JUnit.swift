extension FleetReport {
    /// The report as JUnit XML: a suite for each scaffold, a case for each service.
    ///
    /// A service that is not in sync is a failure of the kind of its state, a repository that could not be looked at an
    /// error, one left out on purpose skipped; these two are in a suite of their own.
    public func junit() -> String {
        var suites: [String: [String]] = [:]
        var failures: [String: Int] = [:]
        for (repository, service) in worstFirst {
            let scaffold = service.scaffold ?? "no scaffold"
            suites[scaffold, default: []].append(Self.testCase(repository, service, in: scaffold))
            if service.state != .inSync { failures[scaffold, default: 0] += 1 }
        }
        var out = ""
        for (scaffold, cases) in suites.sorted(by: { $0.key < $1.key }) {
            out += Self.suite(scaffold, cases, failures: failures[scaffold, default: 0])
        }
        let others = notLookedAt
        if !others.isEmpty {
            let skipped = others.count { $0.failure.isIntended }
            out += Self.suite(
                "not looked at", others.map(Self.testCase), errors: others.count - skipped, skipped: skipped)
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"scaffold audit\">\n\(out)</testsuites>\n"
    }

    private static func suite(
        _ name: String, _ cases: [String], failures: Int = 0, errors: Int = 0, skipped: Int = 0
    ) -> String {
        "  <testsuite name=\"\(xmlText(name))\" tests=\"\(cases.count)\" failures=\"\(failures)\" "
            + "errors=\"\(errors)\" skipped=\"\(skipped)\">\n\(cases.joined())  </testsuite>\n"
    }

    private static func testCase(_ repository: RepositoryAudit, _ service: ServiceAudit, in scaffold: String) -> String
    {
        let start =
            "    <testcase classname=\"\(xmlText(scaffold))\" name=\"\(xmlText(repository.name(of: service)))\""
        if service.state == .inSync { return start + "/>\n" }
        var lines = ["release \(service.step)" + (service.lag.isEmpty ? "" : ", behind by \(service.lag)")]
        lines += service.findings.map(\.text)
        lines += service.files.map { file in
            let words = [
                file.edited, file.behind.map { "behind: \($0)" }, file.conflict, file.isHeld ? "waiting" : nil,
            ]
            return "\(file.path): " + words.compactMap { $0 }.joined(separator: ", ")
        }
        let message = service.reasons.isEmpty ? service.step : service.reasons.joined(separator: ", ")
        return start + ">\n      <failure type=\"\(service.state.rawValue)\" message=\"\(xmlText(message))\">"
            + xmlText(lines.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
    }

    private static func testCase(_ repository: RepositoryAudit, _ failure: RepositoryAudit.Failure) -> String {
        let start = "    <testcase classname=\"not looked at\" name=\"\(xmlText(repository.id))\">\n"
        let message = xmlText(failure.message)
        if failure.isIntended { return start + "      <skipped message=\"\(message)\"/>\n    </testcase>\n" }
        return start + "      <error type=\"\(failure.kind.rawValue)\" message=\"\(message)\">"
            + xmlText(failure.fix.map { "fix: \($0)" } ?? "") + "</error>\n    </testcase>\n"
    }
}

/// Text in an element or an attribute of XML, HTML and SVG alike; what XML has no way to write is visible as `\u{…}`.
func xmlText(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && ![0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }
    if isPlain { return text }
    var out = ""
    for scalar in sanitized(text).unicodeScalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        case "\n": out += "&#10;"
        case "\t": out += "&#9;"
        case "\u{FFFE}", "\u{FFFF}": out += "\\u{" + String(scalar.value, radix: 16) + "}"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out
}
