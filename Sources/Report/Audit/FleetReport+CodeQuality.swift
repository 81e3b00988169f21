extension FleetReport {
    /// The report as GitLab's Code Quality JSON: one entry for each thing that is wrong, the most severe first.
    ///
    /// Fingerprints don't depend on lines, so that an edit further up is no new problem, and no two are the same.
    public func codeQuality() -> JSONValue {
        .array(
            issues.map { issue in
                .object([
                    ("description", .string(sanitized(issue.message))), ("check_name", .string(sanitized(issue.rule))),
                    ("fingerprint", .string(issue.fingerprint)),
                    ("severity", .string(Self.severity(issue.severity))),
                    (
                        "location",
                        .object([
                            ("path", .string(sanitized(issue.path))),
                            ("lines", .object([("begin", .int(max(1, issue.line ?? 1)))])),
                        ])
                    ),
                ])
            })
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .note: "info"
        case .warning: "minor"
        case .error: "critical"
        }
    }
}
