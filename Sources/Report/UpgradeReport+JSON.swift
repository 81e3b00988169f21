extension UpgradeReport {
    /// The report as the JSON of `upgrade --json`, schema 1.
    public var json: JSONValue {
        .object([
            ("schema", .int(1)),
            ("result", .string(result.rawValue)),
            ("scaffold", .string(scaffold)),
            ("from", .string(from)),
            ("to", .string(to)),
            ("branch", .optional(branch)),
            ("commit", .optional(commit)),
            ("tree", .optional(tree)),
            ("files", .array(files.map(\.json))),
            ("held", .array(held.map(\.json))),
            (
                "answers",
                .array(
                    answers.map { change in
                        .object([
                            ("name", .string(change.name)),
                            ("old", .optional(change.old)),
                            ("new", .optional(change.new)),
                            ("reason", .string(change.reason)),
                        ])
                    })
            ),
            ("findings", .array(findings.map(\.json))),
            (
                "notes",
                .array(notes.map { .object([("release", .string($0.release)), ("text", .string($0.text))]) })
            ),
        ])
    }
}

extension UpgradeReport.File {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [("path", .string(path))]
        if let previousPath { members.append(("previousPath", .string(previousPath))) }
        members.append(("action", .string(action)))
        members.append(("reason", .string(reason)))
        if !decisions.isEmpty { members.append(("decisions", .array(decisions.map { .string($0) }))) }
        return .object(members)
    }
}

extension UpgradeReport.Held {
    fileprivate var json: JSONValue {
        .object([
            ("path", .string(path)),
            ("kind", .string(kind)),
            ("release", .string(release)),
            ("conflicts", .int(conflicts)),
            ("places", .array(places.map(\.json))),
        ])
    }
}
