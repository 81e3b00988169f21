public import OrderedCollections

/// The answers that a release is tried with: all defaults, each single change, and all changes at once.
///
/// The renders of a released release are recorded by the names of these sets, so that a set may be added but none may change.
public struct AnswerSets {
    let release: Release

    /// The sets of a release.
    public init(_ release: Release) { self.release = release }

    /// Texts to try for a question, hostile ones first: the first that the question takes and that is not its default.
    private static let texts: [(label: String, value: AnswerValue)] = [
        ("hostile", "It's \"quoted\": # {{ braces }} <% tags %>,\nin two lines \\ $HOME `id` *é*"),
        ("words", "Order Tracking"), ("word", "category"), ("owner", "acme-corp"), ("host", "orders.example.com"),
    ]

    /// All defaults, with the simplest answers where one is required.
    public func defaults() throws(ScaffoldError) -> Answers { try release.answers(given: required()) }

    /// Every set by its name.
    public func all() throws(ScaffoldError) -> OrderedDictionary<String, Answers> {
        let base = required()
        let defaults = try release.answers(given: base)
        var sets: OrderedDictionary<String, Answers> = ["defaults": defaults]
        var last = base
        for question in release.questions where !question.isSecret {
            for (label, value) in candidates(for: question) {
                var given = base
                given[question.name] = value
                guard let answers = try? release.answers(given: given),
                    answers[question.name] != defaults[question.name]
                else { continue }
                sets["\(question.name)=\(label)"] = answers
                var together = last
                together[question.name] = value
                if (try? release.answers(given: together)) != nil { last = together }
                if question.kind == .string { break }
            }
        }
        sets["all changed"] = try release.answers(given: last)
        return sets
    }

    private func required() -> Answers {
        var given: Answers = [:]
        for question in release.questions where question.isRequired && !question.isSecret {
            switch question.kind {
            case .string: given[question.name] = question.format == .serviceName ? "product-service" : "example"
            case .int: given[question.name] = .int(question.minimum ?? 1)
            case .bool: given[question.name] = true
            case .choice: given[question.name] = question.choices.first?.value
            case .multichoice: given[question.name] = []
            }
        }
        return given
    }

    private func candidates(for question: Question) -> [(label: String, value: AnswerValue)] {
        let choices = question.choices.map { ($0.value.display, $0.value) }
        switch question.kind {
        case .string: return AnswerSets.texts
        case .int:
            return [question.minimum, question.maximum, 4_321].compactMap { $0 }.map { (String($0), .int($0)) }
        case .bool: return [("true", true), ("false", false)]
        case .choice: return choices
        case .multichoice:
            return choices.map { ($0.0, .list([$0.1])) } + [("nothing", []), ("everything", .list(choices.map(\.1)))]
        }
    }
}
