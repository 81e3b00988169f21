public import OrderedCollections

/// What people are told about a file of a release.
public struct FileOwnership: Hashable, Sendable {
    /// What the file is for, in a few words; nil where the manifest does not say.
    public var purpose: String?
    /// Whether the service's owners are expected to edit it.
    public var isEdited: Bool
}

extension Release {
    /// What the rules say about a template for people: the last one that matches and says something counts.
    public func ownership(of path: String) -> FileOwnership {
        let matching = rules.filter { $0.path.matches(path) }
        return FileOwnership(
            purpose: matching.last { $0.purpose != nil }?.purpose,
            isEdited: matching.last { $0.isEdited != nil }?.isEdited ?? false)
    }

    /// What the release owes a template's output.
    public func fileClass(of path: String) -> FileClass { treatment(of: path).fileClass }

    /// The condition for a template to be rendered; nil when it always is.
    public func condition(of path: String) -> String? {
        rules.last { $0.when != nil && $0.path.matches(path) }?.when?.source
    }

    /// The technology stack with these answers; lines without a value are left out.
    ///
    /// Its templates see `labels` beside the usual names: the label of the choice that each question was answered with.
    public func renderedStack(_ answers: Answers) throws(ScaffoldError) -> [(name: String, value: String)] {
        let engine = Engine(release: self)
        var values = try context(answers, engine: engine).values
        values["labels"] = .map(labels(of: answers))
        let context = Context(values)
        var result: [(name: String, value: String)] = []
        for entry in stack {
            let text = try engine.text(entry.value, context)
            let words = text.split { $0 == " " || $0 == "\n" }
            if !words.isEmpty { result.append((entry.name, words.joined(separator: " "))) }
        }
        return result
    }

    /// What people see of each answer; several choices are joined with commas.
    private func labels(of answers: Answers) -> Answers {
        var labels: Answers = [:]
        for question in questions where !question.isSecret {
            guard let answer = answers[question.name] else { continue }
            let values: [AnswerValue]
            if case .list(let list) = answer { values = list } else { values = [answer] }
            let texts = values.map { question.choice(for: $0)?.label ?? $0.display }
            labels[question.name] = .string(texts.joined(separator: ", "))
        }
        return labels
    }
}
