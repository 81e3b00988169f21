import Jinja
import OrderedCollections

extension CopierRun {
    /// Goes through the questions as Copier does when nobody is asked.
    ///
    /// A question sees the answers before it, all recorded ones, and what was set. One difference on purpose: Copier
    /// drops a recorded answer that no longer fits and takes the default; here it stays, and a note says so.
    func settleAnswers() throws(ScaffoldError) {
        var missing: [String] = []
        for (name, details) in configuration.questions {
            let recorded = last[name]
            do {
                if try !settle(CopierQuestion(name, details, context(), engine)) {
                    missing.append(name)
                    engine.unanswered[name] = "has no default"
                }
            } catch {
                // An upgrade goes on without what only the template's own default would have been.
                if request.operation == .update, data[name] == nil {
                    if let recorded {
                        note(.unknown(error), recorded, name)
                        user[name] = recorded
                    } else {
                        missing.append(name)
                        engine.unanswered[name] = "has a default that does not do: \(error.message)"
                    }
                    continue
                }
                throw ScaffoldError(
                    .answers, "the question \(name) cannot be settled: \(error.message)",
                    at: .init(file: template.origin), fix: "set it: --set \(name)=…")
            }
        }
        for (name, _) in data where configuration.questions[name] == nil {
            notes.append(
                DialectNote(
                    rule: "unknown-answer", subject: name,
                    message: "the template has no question \(name); the value is used now and recorded nowhere"))
        }
        if missing.isEmpty { return }
        if request.operation == .update {
            // An upgrade lands without the files that need it, which is told.
            for name in missing {
                notes.append(
                    DialectNote(
                        rule: "answer-missing", subject: name,
                        message:
                            "the template asks for \(name), which \(engine.unanswered[name] ?? "has no default"); files "
                            + "that need it stay as they are until it is set with --set \(name)=…"))
            }
            return
        }
        throw ScaffoldError(
            .answers,
            missing.count == 1
                ? "the question \(missing[0]) has no default"
                : "the questions \(missing.joined(separator: ", ")) have no default",
            at: .init(file: template.origin), fix: "set them: \(missing.map { "--set \($0)=…" }.joined(separator: " "))"
        )
    }

    /// Settles one question.
    /// - Returns: Whether there is an answer, or none is needed.
    private func settle(_ question: CopierQuestion) throws(TemplateError) -> Bool {
        let name = question.name
        let isAsked = try question.isAsked()
        if let set = data[name] {
            // Even a question that isn't asked takes what was set.
            if !isAsked { hidden.insert(name) }
            user[name] = try accepted(set, question)
            return true
        }
        if !isAsked {
            hidden.insert(name)
            last[name] = nil
            guard let value = try question.computedDefault() else { return true }
            user[name] = try cast(value, question)
            return true
        }
        if let recorded = last[name] {
            let isPrompted = try question.isPrompted()
            let value = try kept(recorded, question)
            if isPrompted { user[name] = value }
            return true
        }
        let isPrompted = try question.isPrompted()
        guard let value = try question.computedDefault() else { return !isPrompted }
        user[name] = try defaultValue(value, question)
        return true
    }

    /// What a person set now: an answer that doesn't fit is an error.
    private func accepted(_ value: Value, _ question: CopierQuestion) throws(TemplateError) -> Value {
        do {
            let answer = try question.parsed(value, isRecorded: false)
            try question.validate(answer)
            return answer
        } catch {
            throw CopierRun.failure(value, error)
        }
    }

    /// A computed value: cast, and not validated.
    private func cast(_ value: Value, _ question: CopierQuestion) throws(TemplateError) -> Value {
        do {
            return try question.parsed(value, isRecorded: false)
        } catch {
            throw CopierRun.failure(value, error)
        }
    }

    private static func failure(_ value: Value, _ refusal: CopierQuestion.Refusal) -> TemplateError {
        switch refusal {
        case .invalid(let why): TemplateError(.value, "\(value.pythonRepr) \(why)")
        case .unknown(let error): error
        }
    }

    /// A recorded answer: as the question has it where it fits, else as it was recorded, with a note.
    private func kept(_ recorded: Value, _ question: CopierQuestion) throws(TemplateError) -> Value {
        let answer: Value
        do {
            answer = try question.parsed(recorded, isRecorded: true)
        } catch {
            if let value = question.value(ofLabel: recorded) {
                notes.append(
                    DialectNote(
                        rule: "answer-label", subject: question.name,
                        message:
                            "the recorded answer \(recorded.pythonRepr) is the label of the choice \(value.pythonRepr) "
                            + "now, which is taken"))
                return value
            }
            note(error, recorded, question.name, choices: question.openAnswers)
            return (try? question.type().cast(recorded)) ?? recorded
        }
        do { try question.validate(answer) } catch {
            note(error, recorded, question.name, choices: question.openAnswers)
        }
        return answer
    }

    /// The default of a new question; what its own validator refuses is none.
    private func defaultValue(_ value: Value, _ question: CopierQuestion) throws(TemplateError) -> Value {
        let answer = try cast(value, question)
        if settings.secrets.contains(question.name) { return answer }
        do { try question.validate(answer) } catch { throw CopierRun.failure(value, error) }
        return answer
    }

    private func note(
        _ refusal: CopierQuestion.Refusal, _ value: Value, _ name: String, choices: [AnswerValue] = []
    ) {
        switch refusal {
        case .invalid(let why):
            notes.append(
                DialectNote(
                    rule: "answer-invalid", subject: name,
                    message: "the recorded answer \(value.pythonRepr) \(why); it is kept", choices: choices))
        case .unknown(let error):
            notes.append(
                DialectNote(
                    rule: "answer-unchecked", subject: name,
                    message: "the recorded answer \(value.pythonRepr) could not be checked: \(error.message)"))
        }
    }
}
