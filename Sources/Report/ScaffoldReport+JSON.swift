extension ScaffoldReport {
    /// The report as the JSON of `show --json`, schema 1.
    public var json: JSONValue {
        .object([
            ("schema", .int(1)), ("scaffold", .string(scaffold)), ("release", .string(release)),
            ("summary", .string(summary)), ("releases", .array(releases.map(\.json))),
            ("stack", StackOverview.json(stack)), ("questions", .array(questions.map(\.json))),
            ("files", .array(files.map(\.json))),
        ])
    }
}

extension ScaffoldReport.Release {
    fileprivate var json: JSONValue {
        .object([
            ("release", .string(version)), ("date", .optional(date)), ("line", .string(line)),
            ("newestOfLine", .bool(isNewest)), ("yanked", .optional(yanked)), ("summary", .string(summary)),
        ])
    }
}

extension ScaffoldReport.Question {
    fileprivate var json: JSONValue {
        .object([
            ("name", .string(name)), ("type", .string(kind)), ("prompt", .string(prompt)), ("help", .optional(help)),
            ("required", .bool(standard == nil)), ("default", standard?.json ?? .null), ("when", .optional(condition)),
            ("since", .optional(since)), ("immutable", .bool(isImmutable)), ("secret", .bool(isSecret)),
            ("choices", .array(choices.map(\.json))),
        ])
    }
}

extension ScaffoldReport.Choice {
    fileprivate var json: JSONValue {
        .object([
            ("value", value.json), ("label", .string(label)), ("aliases", .array(aliases.map { .string($0) })),
            ("when", .optional(condition)), ("reason", .optional(reason)), ("since", .optional(since)),
        ])
    }
}
