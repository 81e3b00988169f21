extension FleetReport {
    /// The report as SARIF 2.1.0, one run.
    ///
    /// Meant for one repository, where an upload's paths are relative to its root. With several, each path begins with
    /// the repository's name. What exceeds `limit` is left out from the least severe end, and a note of the run says so:
    /// readers keep 5,000 results of a run and drop the others without a word.
    public func sarif(limit: Int = 5_000) -> JSONValue {
        let issues = issues
        let shown = issues.prefix(limit)
        let rules = Array(Set(shown.map(\.rule))).sorted()
        let positions = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
        var invocation: [(String, JSONValue)] = [("executionSuccessful", .bool(true))]
        if issues.count > shown.count {
            let text =
                "\(issues.count - shown.count) more results of \(issues.count) are left out, none of them more severe."
            invocation.append(
                (
                    "toolExecutionNotifications",
                    .array([.object([("level", .string("warning")), ("message", .object([("text", .string(text))]))])])
                ))
        }
        let driver: JSONValue = .object([
            ("name", .string("scaffold")), ("version", .string(sanitized(tool))),
            ("rules", .array(rules.map(Self.rule))),
        ])
        let category = repositories.count == 1 ? repositories[0].id : "fleet"
        return .object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
            (
                "runs",
                .array([
                    .object([
                        ("tool", .object([("driver", driver)])),
                        ("automationDetails", .object([("id", .string("scaffold/\(sanitized(category))/"))])),
                        ("invocations", .array([.object(invocation)])), ("columnKind", .string("unicodeCodePoints")),
                        ("results", .array(shown.map { $0.result(positions[$0.rule, default: 0]) })),
                    ])
                ])
            ),
        ])
    }

    private static func rule(_ id: String) -> JSONValue {
        let text = AuditRule(rawValue: id)?.description ?? "A finding of scaffold: \(sanitized(id))."
        return .object([("id", .string(sanitized(id))), ("shortDescription", .object([("text", .string(text))]))])
    }
}

extension AuditIssue {
    fileprivate func result(_ position: Int) -> JSONValue {
        var place: [(String, JSONValue)] = [
            ("artifactLocation", .object([("uri", .string(percentEncoded(path)))]))
        ]
        if let line, line > 0 { place.append(("region", .object([("startLine", .int(line))]))) }
        return .object([
            ("ruleId", .string(sanitized(rule))), ("ruleIndex", .int(position)), ("level", .string(severity.rawValue)),
            ("message", .object([("text", .string(sanitized(message)))])),
            ("locations", .array([.object([("physicalLocation", .object(place))])])),
            // The first name is the one that GitHub goes by.
            (
                "partialFingerprints",
                .object([
                    ("primaryLocationLineHash", .string(fingerprint)), ("scaffoldIssue/v1", .string(fingerprint)),
                ])
            ),
        ])
    }
}

/// A path as a relative reference: everything but unreserved characters and `/` is encoded, so that nothing in it reads
/// as a scheme, a query or a host.
func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in path.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: out.append(byte)
        default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    // Two slashes at the start would begin a host's name, one a path from the server's root.
    return String(decoding: out.drop { $0 == 0x2F }, as: UTF8.self)
}
