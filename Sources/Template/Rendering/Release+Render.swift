import Git
public import OrderedCollections

/// What one render may produce at most; a template cannot raise it.
public struct RenderLimits: Hashable, Sendable {
    /// Files.
    public var files: Int
    /// Bytes of all files together.
    public var bytes: Int
    /// Loop iterations and calls of one template.
    public var steps: Int

    /// Makes limits; the defaults suit services of any honest size.
    public init(files: Int = 10_000, bytes: Int = 64 << 20, steps: Int = 5_000_000) {
        self.files = files
        self.bytes = bytes
        self.steps = steps
    }
}

extension Release {
    /// Renders the release: a function of release and answers only.
    /// - Parameters:
    ///   - answers: Every effective value, as ``answers(given:)`` gives them.
    ///   - secrets: Values that are not recorded. Leave them out for a baseline that must be reproduced from its
    ///     record; only files that are not merged may use them.
    ///   - limits: What the output may have at most.
    ///   - earlier: Another release's output, whose files are taken over where both releases give the same.
    /// - Throws: ``ScaffoldError`` for templates that fail, paths that must not be written and output beyond limits.
    public func render(
        _ answers: Answers, secrets: Answers = [:], limits: RenderLimits = RenderLimits(),
        reusing earlier: EarlierRender? = nil
    ) throws(ScaffoldError) -> Baseline {
        try Renderer(self, limits: limits).render(answers, secrets: secrets, reusing: earlier)
    }

    /// Renders with templates that may be compiled already.
    func render(
        _ answers: Answers, secrets: Answers, limits: RenderLimits, _ engine: Engine, reusing earlier: EarlierRender?
    ) throws(ScaffoldError) -> Baseline {
        try checkSecrets(engine)
        let values = try context(answers, secrets: secrets, engine: engine)
        let context = Context(values.values, slots: try slotTexts(engine, values))
        var reuse: Reuse?
        if let earlier { reuse = try Reuse(of: earlier, in: self, context, engine) }
        var register = PathRegister()
        var files: [BaselineFile] = []
        var bytes = 0
        for template in try wantedFiles(engine, context) {
            var output = reuse?.file(for: template)
            if output == nil { output = try render(template, engine, context) }
            guard let file = output else { continue }
            try check(file, register.add(file.path, from: file.source))
            bytes += file.bytes.count
            files.append(file)
            guard files.count <= limits.files, bytes <= limits.bytes else {
                throw ScaffoldError(
                    .limit,
                    "the output of \(scaffold) \(version) has more than \(limits.files) files or "
                        + "\(limits.bytes) bytes", at: .init(file: "\(origin)/files/\(file.source)"))
            }
        }
        return Baseline(files: files)
    }

    /// What a person is told after an upgrade into this release; empty when there is nothing to say.
    public func renderedNotes(_ answers: Answers) throws(ScaffoldError) -> String {
        try renderedNotes(answers, Workshop.engine(for: self))
    }

    func renderedNotes(_ answers: Answers, _ engine: Engine) throws(ScaffoldError) -> String {
        guard let notes else { return "" }
        return try engine.text(notes, try context(answers, engine: engine))
    }

    /// Answers, computed names and the release's own names, as templates see them.
    func context(_ answers: Answers, secrets: Answers = [:], engine: Engine) throws(ScaffoldError) -> Context {
        if secrets.isEmpty, let known = engine.settled.values(of: answers) { return Context(known) }
        var values: Answers = [:]
        for question in questions {
            if question.isSecret {
                values[question.name] = secrets[question.name] ?? .string("")
                continue
            }
            guard let value = answers[question.name] else {
                throw ScaffoldError(
                    .answers, "the answer \(question.name) is missing", at: question.location,
                    fix: "settle all answers before rendering")
            }
            values[question.name] = value
        }
        var context = Context(values)
        for entry in computed { context.add(entry.name, .string(try engine.text(entry.value, context))) }
        if secrets.isEmpty, context.isUntouched { engine.settled.note(context.values, of: answers) }
        return context
    }
}
