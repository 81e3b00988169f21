import Git
import OrderedCollections
import Template

/// Finds the state and the answers of another tool's template whose output is most like a tree.
struct ForeignSearch {
    /// In how many states answers are varied: those that explain the tree best with the answers of the others.
    private static let promising = 3
    /// How many texts are tried for one answer.
    private static let textLimit = 12

    /// The template.
    let template: ForeignTemplate
    /// The recorded answers, and what else renders are made with.
    let inputs: ForeignTemplate.Inputs
    /// Answers that are known, and never varied.
    let given: Answers
    /// The tree.
    let local: any LocalFiles
    /// What the tree says about names.
    let names: TreeNames
    /// Files that say nothing, such as the record itself.
    let ignored: Set<String>
    /// Rates renders against the tree.
    let explainer: Explainer

    /// A state with the answers that were given to its render.
    struct Found {
        var trial: TemplateTrial
        var search: AnswerSearch.Found

        var explanation: Explanation { search.explanation }
    }

    /// Tries states.
    ///
    /// All of them are rated with the same answers first; then those that come nearest are looked into, and what is found
    /// there is tried on the others, since names and choices mostly are the same from version to version.
    /// - Parameter states: Of equally good ones the first counts.
    /// - Returns: The best, and the best of another state.
    /// - Throws: ``DriftError`` for given answers that no state asks for; why the first state can't be rendered, where none can.
    func run(_ states: [ForeignTemplate.State]) throws -> (best: Found, runnerUp: Found?) {
        var failure: (any Error)?
        let trials = states.compactMap { state in
            do { return try TemplateTrial(state, of: template, inputs) } catch { failure = failure ?? error }
            return nil
        }
        try expectQuestions(of: trials)
        var answers = given
        var rated: [Found] = []
        var settled: Set<ObjectID> = []
        for _ in 0..<2 {
            for (index, trial) in trials.enumerated() where !settled.contains(trial.state.commit) {
                do {
                    let start = filled(answers, trial)
                    let found = AnswerSearch.Found(answers: start, explanation: try rate(trial, start))
                    rated.removeAll { $0.trial.state == trial.state }
                    rated.append(Found(trial: trial, search: found))
                } catch {
                    if index == 0 { failure = error }
                }
            }
            rated = ranked(rated, as: states)
            guard let first = rated.first else { break }
            // Recorded answers that explain everything are right; defaults may only be the answers that render least.
            if first.explanation.isWhole, !inputs.answers.isEmpty { break }
            for (index, found) in rated.prefix(Self.promising).enumerated()
            where settled.insert(found.trial.state.commit).inserted {
                rated[index].search = try settle(found, from: answers)
            }
            rated = ranked(rated, as: states)
            answers = rated[0].search.answers
        }
        guard let best = rated.first else {
            throw failure
                ?? DriftError(
                    .release, "no state of \(template.source.locator) can be rendered with these answers",
                    fix: "give answers with --answers or --set")
        }
        return (best, rated.dropFirst().first)
    }

    private func ranked(_ found: [Found], as states: [ForeignTemplate.State]) -> [Found] {
        let order = Dictionary(states.enumerated().map { ($1.commit, $0) }) { one, _ in one }
        func place(_ item: Found) -> Int { order[item.trial.state.commit] ?? states.count }
        return found.sorted { one, other in
            if one.explanation.isBetter(than: other.explanation) { return true }
            return !other.explanation.isBetter(than: one.explanation) && place(one) < place(other)
        }
    }

    private func rate(_ trial: TemplateTrial, _ answers: Answers) throws -> Explanation {
        let render = try trial.render(answers)
        let record = render.answersFilePath.map { [$0] } ?? []
        return try explainer.explain(
            render.baseline, release: trial.state.name.description, answers: render.answers,
            ignoring: ignored.union(record))
    }

    /// The answers that were guessed since there is no default, and for which nothing in the tree speaks.
    func guesses(in found: Found) -> [String] {
        found.search.answers.keys.filter { name in
            var others = found.search.answers
            others[name] = nil
            guard given[name] == nil,
                (try? found.trial.questions(others))?.contains(where: { $0.name == name && $0.isUnanswered }) == true
            else { return false }
            let rest = try? rate(found.trial, others)
            return rest.map { $0.evidence >= found.explanation.evidence } ?? false
        }
    }

    // MARK: Answers

    private func settle(_ found: Found, from answers: Answers) throws -> AnswerSearch.Found {
        let trial = found.trial
        let search = AnswerSearch(rate: { try rate(trial, $0) }, options: { options(trial, $0) })
        return try search.climb(from: [found.search.answers, filled(answers, trial)])
    }

    /// Answers with guesses for questions that have no default: without them their files would not be looked at.
    private func filled(_ answers: Answers, _ trial: TemplateTrial) -> Answers {
        var answers = answers
        for question in (try? trial.questions(answers)) ?? [] where question.isUnanswered {
            let values: [AnswerValue] =
                switch question.kind {
                case .choice(let values): values
                case .text: names.values(for: question.name).map { .string($0) }
                case .number: [.int(1)]
                }
            for value in values where answers[question.name] == nil {
                answers[question.name] = value
                if (try? trial.render(answers)) == nil { answers[question.name] = nil }
            }
        }
        return answers
    }

    /// What can be tried from some answers on: choices, and what the tree has where the template puts its texts.
    private func options(_ trial: TemplateTrial, _ found: AnswerSearch.Found) -> [AnswerSearch.Option] {
        let questions = ((try? trial.questions(found.answers)) ?? []).filter { given[$0.name] == nil }
        let probed = probed(questions.filter { !$0.isChoice }, trial, found.answers)
        return questions.map { question in
            let values: [AnswerValue]
            switch question.kind {
            case .choice(let choices): values = choices
            case .number:
                values = probed.flatMap { $0.best(for: question.name) }.compactMap { Int($0).map { .int($0) } }
            case .text:
                // What the output never shows can't be told from it.
                guard probed.contains(where: { $0.shows(question.name) }) else {
                    values = []
                    break
                }
                let read = probed.flatMap { $0.best(for: question.name) }
                var seen: Set<String> = []
                let texts = (read + names.values(for: question.name)).filter { seen.insert($0).inserted }
                values = texts.prefix(Self.textLimit).map { .string($0) }
            }
            return AnswerSearch.Option(name: question.name, values: values)
        }
    }

    /// Renders with probes for all of some questions; where that fails, for one half after the other.
    private func probed(_ questions: [DialectQuestion], _ trial: TemplateTrial, _ answers: Answers) -> [ProbedValues] {
        guard !questions.isEmpty else { return [] }
        var probes: Answers = [:]
        var texts: [(name: String, text: String)] = []
        for (index, question) in questions.enumerated() {
            let isNumber = question.kind == .number
            let text = isNumber ? String(ProbedValues.number(index)) : ProbedValues.text(index)
            probes[question.name] = isNumber ? .int(ProbedValues.number(index)) : .string(text)
            texts.append((question.name, text))
        }
        let numbers = Set(questions.filter { $0.kind == .number }.map(\.name))
        do {
            let baseline = try trial.render(answers, probes: probes).baseline
            return [
                try ProbedValues(baseline, probes: texts, in: local) { name, value in
                    numbers.contains(name) ? Int(value) != nil : Self.isText(value)
                }
            ]
        } catch {
            guard questions.count > 1 else { return [] }
            let half = questions.count / 2
            return probed(Array(questions[..<half]), trial, answers) + probed(Array(questions[half...]), trial, answers)
        }
    }

    private static func isText(_ value: String) -> Bool {
        value.utf8.count <= 200 && !value.contains("\u{FFFD}") && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private func expectQuestions(of trials: [TemplateTrial]) throws {
        guard !trials.isEmpty else { return }
        for name in given.keys where !trials.contains(where: { $0.names.contains(name) }) {
            throw DriftError(
                .answers, "no state of \(template.source.locator) that was looked at asks for '\(name)'",
                fix: "leave it out, or look into the template's questions for its name")
        }
    }
}

extension DialectQuestion {
    fileprivate var isChoice: Bool { if case .choice = kind { true } else { false } }
}
