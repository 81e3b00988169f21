public import OrderedCollections

/// Every effective value of a release's questions.
public struct ResolvedAnswers: Hashable, Sendable {
    /// The values that are recorded, in the order of the questions.
    public var answers: Answers
    /// The values that must never be recorded.
    public var secrets: Answers
}

extension Release {
    /// Every effective value of the questions, secrets left out, in the order of the questions.
    ///
    /// Text becomes a number, a truth or a list where the question wants one, and every value is checked against
    /// type, choices, pattern, format and validator.
    /// - Parameter given: Answers by name; the rest takes its default.
    /// - Throws: ``ScaffoldError`` that lists everything missing, unknown or refused at once.
    public func answers(given: Answers) throws(ScaffoldError) -> Answers {
        try answers(given: given, Workshop.engine(for: self))
    }

    /// The same with an engine of the release, which keeps what it compiles for the next answers.
    func answers(given: Answers, _ engine: Engine) throws(ScaffoldError) -> Answers {
        do {
            return try resolve(given: given, ask: nil, engine).answers
        } catch let error as ScaffoldError {
            throw error
        } catch {
            throw ScaffoldError(.answers, "\(error)")
        }
    }

    /// Every effective value of the questions; what is not given is asked for.
    /// - Throws: What `ask` throws, or ``ScaffoldError``.
    public func answers(given: Answers, ask: Ask?) throws -> Answers {
        try resolve(given: given, ask: ask).answers
    }

    /// Every effective value of the questions, secrets apart.
    /// - Parameters:
    ///   - given: Answers by name.
    ///   - ask: Asks for what is not given; nil takes defaults.
    /// - Throws: What `ask` throws, or ``ScaffoldError`` that lists everything wrong at once.
    public func resolve(given: Answers, ask: Ask? = nil) throws -> ResolvedAnswers {
        try resolve(given: given, ask: ask, Workshop.engine(for: self))
    }

    private func resolve(given: Answers, ask: Ask?, _ engine: Engine) throws -> ResolvedAnswers {
        let unknown = given.keys.filter { question($0) == nil }.map { unknownName($0) }
        // Nobody wants to answer ten questions to be told then that the eleventh does not exist.
        if !unknown.isEmpty, ask != nil { throw answersError(unknown) }
        let origins = Dictionary(uniqueKeysWithValues: given.map { ($0.key, ($0.value, AnswerResolver.Origin.given)) })
        var resolver = AnswerResolver(release: self, engine: engine, given: origins, ask: ask)
        try resolver.run()
        let problems = unknown + resolver.problems
        if !problems.isEmpty { throw answersError(problems) }
        return split(resolver.values)
    }

    func split(_ values: Answers) -> ResolvedAnswers {
        let secret = Set(questions.filter(\.isSecret).map(\.name))
        return ResolvedAnswers(
            answers: values.filter { !secret.contains($0.key) }, secrets: values.filter { secret.contains($0.key) })
    }

    func unknownName(_ name: String) -> AnswerResolver.Problem {
        if let near = nearest(to: name, among: questions.map(\.name)) {
            return .init(text: "\(scaffold) \(version) has no question \(name)", fix: "did you mean \(near)?")
        }
        let known = questions.map(\.name).joined(separator: ", ")
        return .init(text: "\(scaffold) \(version) has no question \(name)", fix: "it asks for \(known)")
    }

    func answersError(_ problems: [AnswerResolver.Problem]) -> ScaffoldError {
        if problems.count == 1, let problem = problems.first {
            return ScaffoldError(.answers, problem.text, fix: problem.fix)
        }
        return ScaffoldError(
            .answers, "\(problems.count) answers for \(scaffold) \(version) need attention",
            details: problems.map { "\($0.text): \($0.fix)" })
    }
}
