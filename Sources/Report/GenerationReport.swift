/// What `scaffold new` would make, as plain values: nothing of it is written yet.
public struct GenerationReport: Sendable {
    /// The scaffold's name.
    public var scaffold: String
    /// The release.
    public var release: String
    /// The folder that would be made.
    public var directory: String
    /// The git tree id of the files.
    public var tree: String
    /// What the service is made of, by name.
    public var stack: [(name: String, value: String)]
    /// The files, sorted by path.
    public var files: [FileOverview]
    /// Every effective answer, as text and as JSON.
    public var answers: [(name: String, text: String, value: JSONValue)]

    /// Makes a report of its parts.
    public init(
        scaffold: String, release: String, directory: String, tree: String, stack: [(name: String, value: String)],
        files: [FileOverview], answers: [(name: String, text: String, value: JSONValue)]
    ) {
        self.scaffold = scaffold
        self.release = release
        self.directory = directory
        self.tree = tree
        self.stack = stack
        self.files = files
        self.answers = answers
    }

    /// The plan as the JSON of `new --plan --json`, schema 1.
    public var json: JSONValue {
        .object([
            ("schema", .int(1)), ("scaffold", .string(scaffold)), ("release", .string(release)),
            ("directory", .string(directory)), ("tree", .string(tree)), ("stack", StackOverview.json(stack)),
            ("files", .array(files.map(\.json))), ("answers", .object(answers.map { ($0.name, $0.value) })),
        ])
    }

    /// The plan as text for a terminal.
    public func text(_ style: Style) -> String {
        var out = style.bold("\(scaffold) \(release)") + ": \(files.count) files, nothing written\n"
        out += StackOverview.section(stack, style)
        out += FileOverview.sections(files, style)
        out += "\n" + style.bold("Answers") + "\n"
        for answer in answers { out += "  \(answer.name): \(sanitized(answer.text))\n" }
        return out
    }
}
