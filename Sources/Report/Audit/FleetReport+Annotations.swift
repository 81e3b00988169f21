extension FleetReport {
    /// The report as annotations of a GitHub Actions run: first a count, then the most severe of each kind.
    ///
    /// Of each kind ten are shown for a step and the others dropped without a word, hence the count and the limit.
    public func annotations(limit: Int = 10) -> String {
        let issues = issues
        func count(_ severity: Severity) -> Int { issues.count { $0.severity == severity } }
        var out =
            "\(Self.counted(count(.error), "error")), \(Self.counted(count(.warning), "warning")), "
            + "\(Self.counted(count(.note), "note")); at most \(limit) of each are annotated\n"
        for severity in Severity.allCases.reversed() {
            for issue in issues.filter({ $0.severity == severity }).prefix(limit) {
                let kind = severity == .note ? "notice" : severity.rawValue
                var properties = "file=\(Self.property(issue.path))"
                if let line = issue.line, line > 0 { properties += ",line=\(line)" }
                properties += ",title=\(Self.property(issue.rule))"
                out += "::\(kind) \(properties)::\(Self.message(issue.message))\n"
            }
        }
        return out
    }

    private static func message(_ text: String) -> String {
        sanitized(text).replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
