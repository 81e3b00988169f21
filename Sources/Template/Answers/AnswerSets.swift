public import OrderedCollections

/// The answers that a release is tried with: all defaults, each single change, and all changes at once.
///
/// The renders of a released release are recorded by the names of these sets, so that a set may be added but none may change.
public struct AnswerSets {
    let release: Release
    /// Compiles the questions' expressions once for all sets.
    private let engine: Engine

    /// The sets of a release.
    public init(_ release: Release) {
        self.release = release
        engine = Workshop.engine(for: release)
    }

    /// Texts to try for a question, hostile ones first: the first that the question takes and that is not its default.
    private static let texts: [(label: String, value: AnswerValue)] = [
        ("hostile", "It's \"quoted\": # {{ braces }} <% tags %>,\nin two lines \\ $HOME `id` *é*"),
        ("words", "Order Tracking"), ("word", "category"), ("owner", "acme-corp"), ("host", "orders.example.com"),
    ]

    /// All defaults, with the simplest answers where one is required.
    public func defaults() throws(ScaffoldError) -> Answers { try release.answers(given: required, engine) }

    /// Every set by its name.
    public func all() throws(ScaffoldError) -> OrderedDictionary<String, Answers> {
        let base = required
        let defaults = try release.answers(given: base, engine)
        var sets: OrderedDictionary<String, Answers> = ["defaults": defaults]
        var last = base
        for question in release.questions where !question.isSecret {
            for (label, value) in candidates(for: question) {
                var given = base
                given[question.name] = value
                guard let answers = try? release.answers(given: given, engine),
                    answers[question.name] != defaults[question.name]
                else { continue }
                sets["\(question.name)=\(label)"] = answers
                var together = last
                together[question.name] = value
                if (try? release.answers(given: together, engine)) != nil { last = together }
                if question.kind == .string { break }
            }
        }
        sets["all changed"] = try release.answers(given: last, engine)
        return sets
    }

    /// Sets that hold every two values of questions with choices together, where the release takes them.
    ///
    /// Each set starts from a pair that no set has yet and takes on whatever covers most of the others.
    public func pairs() throws(ScaffoldError) -> OrderedDictionary<String, Answers> {
        let open = release.questions.filter { !$0.isSecret && ![.string, .int].contains($0.kind) }
        let values = open.map { candidates(for: $0).map(\.value) }
        var missing: Set<Pair> = []
        for first in open.indices {
            for second in open.indices where second > first {
                for one in values[first].indices {
                    for other in values[second].indices { missing.insert(Pair(first, one, second, other)) }
                }
            }
        }
        var sets: OrderedDictionary<String, Answers> = [:]
        while let seed = missing.min() {
            missing.remove(seed)
            var chosen = [seed.first: seed.one, seed.second: seed.other]
            guard (try? answers(chosen, open, values)) != nil else { continue }
            for question in open.indices where chosen[question] == nil {
                let ranked = values[question].indices.map { value in
                    (gain: chosen.count { missing.contains(Pair($0.key, $0.value, question, value)) }, value: value)
                }.sorted { ($1.gain, $0.value) < ($0.gain, $1.value) }
                for candidate in ranked where candidate.gain > 0 {
                    chosen[question] = candidate.value
                    if (try? answers(chosen, open, values)) != nil { break }
                    chosen[question] = nil
                }
            }
            for (question, value) in chosen {
                for (other, otherValue) in chosen where other > question {
                    missing.remove(Pair(question, value, other, otherValue))
                }
            }
            sets["pair \(sets.count + 1)"] = try answers(chosen, open, values)
        }
        return sets
    }

    /// All defaults but for two questions with choices, where the release takes them.
    ///
    /// What needs three answers at once is among these when one of them is the default.
    func twoChanges() -> OrderedDictionary<String, Answers> {
        let open = release.questions.filter { !$0.isSecret && ![.string, .int].contains($0.kind) }
        var sets: OrderedDictionary<String, Answers> = [:]
        for (index, first) in open.enumerated() {
            for second in open[(index + 1)...] {
                for one in candidates(for: first) {
                    for other in candidates(for: second) {
                        var given = required
                        given[first.name] = one.value
                        given[second.name] = other.value
                        guard let answers = try? release.answers(given: given, engine) else { continue }
                        sets["\(first.name)=\(one.label), \(second.name)=\(other.label)"] = answers
                    }
                }
            }
        }
        return sets
    }

    /// One value of each of two questions, by their places.
    private struct Pair: Hashable, Comparable {
        var first: Int
        var one: Int
        var second: Int
        var other: Int

        init(_ question: Int, _ value: Int, _ second: Int, _ other: Int) {
            (first, one, self.second, self.other) =
                question < second ? (question, value, second, other) : (second, other, question, value)
        }

        static func < (left: Pair, right: Pair) -> Bool {
            (left.first, left.second, left.one, left.other) < (right.first, right.second, right.one, right.other)
        }
    }

    private func answers(
        _ chosen: [Int: Int], _ questions: [Question], _ values: [[AnswerValue]]
    ) throws(ScaffoldError) -> Answers {
        var given = required
        for (question, value) in chosen { given[questions[question].name] = values[question][value] }
        return try release.answers(given: given, engine)
    }

    /// The simplest answers to the questions that have no default.
    public var required: Answers {
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
