import OrderedCollections

/// Asks a person one question.
///
/// Called with the question, the value that no answer would give, and what was wrong with the answer before, if this
/// is not the first time. Returns the answer in any type that can become the question's.
public typealias Ask = (_ question: Question, _ default: AnswerValue?, _ complaint: String?) throws -> AnswerValue

/// Finds every effective value of a release's questions.
///
/// Questions are settled in order; one whose default, condition or rule needs the answer of a later question waits
/// for it. Problems are collected, so that a person sees all of them at once.
struct AnswerResolver {
    /// Where a given value comes from, which decides how strict this is about it.
    enum Origin {
        /// Typed by a person now.
        case given
        /// Read from a record: it follows the default once its question is not asked any more.
        case recorded
    }

    /// Something wrong with one answer.
    struct Problem {
        var text: String
        var fix: String
    }

    let release: Release
    let engine: Engine
    /// Values by question with their origin.
    var given: [String: (value: AnswerValue, origin: Origin)]
    /// Asks for what is not given; nil takes defaults.
    var ask: Ask?
    /// Whether missing values come from `upgraded` before `default`.
    var isUpgrade = false
    /// Whether values are validated; without it, wrong ones pass and missing ones stay missing.
    var isStrict = true
    /// Whether a secret without an answer and default is a problem.
    var needsSecrets = true

    /// The effective values settled so far, secrets included.
    private(set) var values: Answers = [:]
    /// Given values that gave way to the default because their question is not asked.
    private(set) var unasked: [String: AnswerValue] = [:]
    private(set) var problems: [Problem] = []
    private var failed: Set<String> = []

    init(release: Release, engine: Engine, given: [String: (value: AnswerValue, origin: Origin)], ask: Ask? = nil) {
        self.release = release
        self.engine = engine
        self.given = given
        self.ask = ask
    }

    /// Settles all questions; the values come out in the order of the questions.
    mutating func run() throws {
        var pending = release.questions
        while !pending.isEmpty {
            var waiting: [Question] = []
            var reason: ScaffoldError?
            for question in pending {
                do {
                    try settle(question)
                } catch let error as ScaffoldError {
                    guard let name = Engine.undefinedName(in: error) else { throw error }
                    if failed.contains(name) {
                        failed.insert(question.name)
                        continue
                    }
                    guard name != question.name, pending.contains(where: { $0.name == name }) else { throw error }
                    reason = reason ?? error
                    waiting.append(question)
                }
            }
            if waiting.count == pending.count, let reason { throw circular(waiting, reason) }
            pending = waiting
        }
        var ordered: Answers = [:]
        for question in release.questions { ordered[question.name] = values[question.name] }
        values = ordered
    }

    private func circular(_ questions: [Question], _ reason: ScaffoldError) -> ScaffoldError {
        ScaffoldError(
            .manifest, "the questions \(questions.map(\.name).joined(separator: ", ")) wait for one another",
            at: reason.location, fix: "give one of them a default without the others")
    }

    private mutating func settle(_ question: Question) throws {
        let isAsked = try question.when.map { try engine.truth($0, Context(values)) } ?? true
        guard isAsked else { return try settleUnasked(question) }
        if let entry = given[question.name] {
            switch try check(entry.value, question) {
            case .value(let value): values[question.name] = value
            case .refused(let complaint): refuse(question, entry.value, entry.origin, complaint)
            }
            return
        }
        let standard = try standard(of: question)
        if let ask, isStrict {
            var complaint: String?
            while true {
                let answer = try ask(question, standard, complaint)
                switch try check(answer, question) {
                case .value(let value):
                    values[question.name] = value
                    return
                case .refused(let text): complaint = text
                }
            }
        }
        guard let standard else {
            if question.isSecret, !needsSecrets {
                values[question.name] = .string("")
            } else {
                failed.insert(question.name)
                let prompt = question.prompt
                let text = "\(question.name) is missing (\(prompt))"
                problems.append(Problem(text: text, fix: "--set \(question.name)=…"))
            }
            return
        }
        switch try check(standard, question) {
        case .value(let value): values[question.name] = value
        case .refused(let complaint):
            failed.insert(question.name)
            let text = "\(question.name) defaults to \(YAMLScalar.quoted(standard.display)), which \(complaint)"
            problems.append(Problem(text: text, fix: "--set \(question.name)=…"))
        }
    }

    private mutating func settleUnasked(_ question: Question) throws {
        guard let standard = try standard(of: question) else { return }
        values[question.name] = standard
        guard let entry = given[question.name] else { return }
        var value = entry.value
        if case .value(let coerced) = question.coerce(value) { value = coerced }
        guard value != standard else { return }
        if entry.origin == .recorded || !isStrict {
            unasked[question.name] = value
            return
        }
        let text =
            "\(question.name) is not asked with these answers (only when \(question.when?.source ?? "")), "
            + "so it cannot be \(YAMLScalar.quoted(value.display))"
        problems.append(Problem(text: text, fix: "leave \(question.name) out"))
    }

    /// The value without an answer, in the question's type.
    private func standard(of question: Question) throws -> AnswerValue? {
        guard let source = isUpgrade ? question.upgraded ?? question.defaultValue : question.defaultValue else {
            return nil
        }
        let value: AnswerValue
        switch source {
        case .literal(let literal): value = literal
        case .template(let template): value = .string(try engine.text(template, Context(values)))
        }
        if case .value(let coerced) = question.coerce(value) { return coerced }
        return value
    }

    private func check(_ value: AnswerValue, _ question: Question) throws -> Question.Coercion {
        let coerced = question.coerce(value)
        guard case .value(let value) = coerced else { return isStrict ? coerced : .value(value) }
        guard isStrict, let complaint = try complaint(about: value, question) else { return .value(value) }
        return .refused(complaint)
    }

    private func complaint(about value: AnswerValue, _ question: Question) throws -> String? {
        switch value {
        case .string(let text):
            if let complaint = question.format?.complaint(about: text) { return complaint }
            if let pattern = question.pattern, !pattern.matches(text) {
                return "must match the pattern \(pattern.source)"
            }
        case .int(let number):
            if let least = question.minimum, number < least { return "must be at least \(least)" }
            if let most = question.maximum, number > most { return "must be at most \(most)" }
        default: break
        }
        var chosen: [AnswerValue] = question.kind == .choice ? [value] : []
        if case .list(let values) = value, question.kind == .multichoice { chosen = values }
        for value in chosen {
            guard let choice = question.choice(for: value), let when = choice.when else { continue }
            if try !engine.truth(when, Context(values)) {
                return "cannot be \(value.display) here: \(choice.reason ?? "only when \(when.source)")"
            }
        }
        guard let validator = question.validator else { return nil }
        var context = values
        context[question.name] = value
        switch try engine.value(validator, Context(context)) {
        case .bool(true), .string(""), .null: return nil
        case .bool(false): return "is refused by the rule \(validator.source)"
        case .string(let complaint): return complaint
        case let other:
            throw ScaffoldError(
                .manifest, "the validator of \(question.name) gives \(other.kind)", at: validator.location,
                fix: "make it true, or a string with the complaint")
        }
    }

    private mutating func refuse(_ question: Question, _ value: AnswerValue, _ origin: Origin, _ complaint: String) {
        failed.insert(question.name)
        let shown = question.isSecret ? "its value" : YAMLScalar.quoted(value.display)
        switch origin {
        case .given:
            let text = "\(question.name): \(shown) \(complaint)"
            problems.append(Problem(text: text, fix: "--set \(question.name)=…"))
        case .recorded:
            let text =
                "\(question.name) is recorded as \(shown), which \(release.scaffold) \(release.version) "
                + "does not take: it \(complaint)"
            let example = question.choices.first.map(\.value.display) ?? "…"
            problems.append(Problem(text: text, fix: "--set \(question.name)=\(example)"))
        }
    }
}
