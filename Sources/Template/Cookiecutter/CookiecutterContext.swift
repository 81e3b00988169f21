import Jinja
import OrderedCollections

/// Settles the variables of a template without asking anyone.
///
/// Cookiecutter goes over the questions twice: simple values, choices and private names first, dictionaries after them,
/// so that a dictionary can use every other value and stands behind them. Defaults are templates; numbers among them
/// become text. Answers are values and are never rendered, unlike in Cookiecutter, where an answer with `{{` in it breaks
/// the second render.
struct CookiecutterContext {
    /// The variables so far, in the order of the record.
    let values = DictValue()
    private(set) var notes: [DialectNote] = []
    private let questions: DictValue
    private let request: CookiecutterRequest
    private let engine: CookiecutterEngine

    /// Settles the variables.
    /// - Throws: ``ScaffoldError`` for answers given now that no question asks for or that do not fit.
    init(
        _ questions: DictValue, _ request: CookiecutterRequest, _ environment: Environment, missing: [String]
    ) throws(ScaffoldError) {
        self.questions = questions
        self.request = request
        engine = CookiecutterEngine(environment, values, missing: missing)
        try checkNames()
        for (key, value) in questions.pairs where key.stringValue != "__prompts__" {
            let name = key.pythonString
            if name.hasPrefix("__") {
                settle(name, rendered(name, value, fallback: request.recorded[name]?.literal))
            } else if name.hasPrefix("_") {
                values[name] = value
            } else if !isDictionary(name, value) {
                settle(name, try simple(name, value))
            }
        }
        for (key, value) in questions.pairs where key.stringValue != "__prompts__" {
            let name = key.pythonString
            if name.hasPrefix("__") {
                guard case .dict = value else { continue }
                settle(name, rendered(name, value, fallback: request.recorded[name]?.literal))
            } else if !name.hasPrefix("_"), isDictionary(name, value) {
                settle(name, try dictionary(name, value))
            }
        }
    }

    /// Whether the second pass settles a question.
    private func isDictionary(_ name: String, _ value: Value) -> Bool {
        if value.isChoice { return false }
        if let given = given(name) { return given.isMap }
        return value.dictValue != nil
    }

    /// The answer to a question: given now, else recorded; a dictionary given now changes the recorded one.
    private func given(_ name: String) -> AnswerValue? {
        guard let data = request.data[name] else { return request.recorded[name] }
        return request.recorded[name]?.overlaid(with: data) ?? data
    }

    private mutating func settle(_ name: String, _ value: Value?) {
        if let value { values[name] = value }
    }

    private func checkNames() throws(ScaffoldError) {
        let known = questions.pairs.map(\.key.pythonString).filter { !$0.hasPrefix("_") }
        for (name, value) in request.data where value.hasTypedKeys {
            throw ScaffoldError(
                .answers, "the answer to '\(name)' has keys that are no text", fix: "put them in quotes")
        }
        for name in request.data.keys where !known.contains(name) {
            if name.hasPrefix("_") {
                throw ScaffoldError(
                    .answers, "'\(name)' is the template's own value, no answer",
                    fix: "leave it out: what the template says at its commit counts")
            }
            let hint = nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
            throw ScaffoldError(.answers, "the template does not ask for '\(name)'\(hint)")
        }
    }

    /// A value of the first pass: text, a choice, true or false, null.
    private mutating func simple(_ name: String, _ value: Value) throws(ScaffoldError) -> Value? {
        guard let given = given(name) else {
            guard let options = value.arrayValue else { return rendered(name, value, fallback: nil) }
            guard let first = options.first else {
                throw ScaffoldError(.manifest, "the question '\(name)' has no choices")
            }
            return rendered(name, first, fallback: nil)
        }
        if let options = value.arrayValue { return try choice(name, options, given) }
        if case .bool = value, case .string(let text) = given { return try truth(name, text) }
        guard case .list(let answers) = given else { return given.literal }
        // A list takes the place of the default, and of a list Cookiecutter takes the first.
        return answers.first?.literal ?? given.literal
    }

    private mutating func choice(
        _ name: String, _ options: [Value], _ given: AnswerValue
    ) throws(ScaffoldError) -> Value {
        // By bytes: Swift takes two spellings of é for one text.
        let whole = Array(given.jinja.pythonRepr.utf8)
        if case .list = given, options.contains(where: { Array($0.pythonRepr.utf8) == whole }) {
            // An option that is a list itself.
            return given.jinja
        }
        var answers = [given]
        if case .list(let several) = given, !several.isEmpty { answers = several }
        let known = (options.map(\.pythonRepr) + options.compactMap { try? render($0).pythonRepr }).map {
            Array($0.utf8)
        }
        if let answer = answers.first(where: {
            !known.contains(Array($0.literal.pythonRepr.utf8)) && !known.contains(Array($0.jinja.pythonRepr.utf8))
        }) {
            let choices = options.map(\.pythonString).joined(separator: ", ")
            try complain(
                name, "answer-not-a-choice", "'\(answer.display)' is not among the choices (\(choices))",
                kept: "the recorded answer stays",
                choices: options.compactMap { (try? render($0)).flatMap { try? AnswerValue(jinja: $0) } })
        }
        return answers[0].literal
    }

    /// A value of the second pass.
    private mutating func dictionary(_ name: String, _ value: Value) throws(ScaffoldError) -> Value? {
        guard case .map(let answers)? = given(name) else { return rendered(name, value, fallback: nil) }
        guard let dict = value.dictValue else { return AnswerValue.map(answers).literal }
        return .dict(try merged(name, dict, answers))
    }

    /// A dictionary of the template with answers in it: they replace values, names that it lacks are added.
    private mutating func merged(
        _ name: String, _ dict: DictValue, _ answers: Answers
    ) throws(ScaffoldError) -> DictValue {
        let result = DictValue()
        for (key, value) in dict.pairs {
            guard let newKey = rendered(name, key, fallback: nil)?.stringValue else { continue }
            guard let given = answers[key.pythonString] else {
                if let value = rendered(name, value, fallback: nil) { result[newKey] = value }
                continue
            }
            switch (value, given) {
            case (.dict(let inner), .map(let answers)):
                result[newKey] = .dict(try merged(name, inner, answers))
            case (.bool, .string(let text)): result[newKey] = try truth(name, text)
            default: result[newKey] = given.literal
            }
        }
        for (key, value) in answers where dict[key] == nil { result[key] = value.literal }
        return result
    }

    /// What a text says where the template has true or false.
    private mutating func truth(_ name: String, _ text: String) throws(ScaffoldError) -> Value {
        if let isYes = CookiecutterContext.yesNo(text) { return .bool(isYes) }
        try complain(
            name, "answer-not-yes-or-no", "'\(text)' does not say yes or no", kept: "the answer stays as it is")
        return .string(text)
    }

    /// A value of the template, rendered; what stands in for it where that fails.
    private mutating func rendered(_ name: String, _ value: Value, fallback: Value?) -> Value? {
        do {
            return try render(value)
        } catch {
            let rest = fallback == nil ? "templates do not see it" : "the recorded value is used"
            notes.append(
                DialectNote(
                    rule: "answer-not-rendered", subject: name,
                    message: "the template's value of '\(name)' cannot be rendered, as \(engine.reason(error)); \(rest)"
                ))
            return fallback
        }
    }

    private func render(_ value: Value) throws(TemplateError) -> Value {
        switch value {
        case .none, .bool: return value
        case .list(let list):
            var items: [Value] = []
            for item in list.items { items.append(try render(item)) }
            return .list(items)
        case .dict(let dict):
            let result = DictValue()
            for (key, value) in dict.pairs { result[try engine.text(key.pythonString)] = try render(value) }
            return .dict(result)
        default: return .string(try engine.text(value.pythonString))
        }
    }

    /// A complaint about an answer: an error when it was given now, else a note.
    private mutating func complain(
        _ name: String, _ rule: String, _ problem: String, kept: String, choices: [AnswerValue] = []
    ) throws(ScaffoldError) {
        if request.data[name] != nil { throw ScaffoldError(.answers, "the answer to '\(name)': \(problem)") }
        notes.append(DialectNote(rule: rule, subject: name, message: "\(problem); \(kept)", choices: choices))
    }

    /// What a word says, as a prompt for yes or no reads it.
    static func yesNo(_ text: String) -> Bool? {
        let isSpace = { (character: Character) in character.isWhitespace }
        let word = text.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        switch String(word).lowercased() {
        case "1", "true", "t", "yes", "y", "on": return true
        case "0", "false", "f", "no", "n", "off": return false
        default: return nil
        }
    }
}

extension Value {
    /// Whether the value is a list of choices.
    fileprivate var isChoice: Bool { if case .list = self { true } else { false } }
}

extension AnswerValue {
    fileprivate var isMap: Bool { if case .map = self { true } else { false } }

    /// The answer as templates see it: never rendered, but numbers are text, as a prompt would have given them.
    fileprivate var literal: Value {
        switch self {
        case .null, .bool, .string: jinja
        case .int, .double, .yaml: .string(jinja.pythonString)
        case .list(let values): .list(values.map(\.literal))
        case .map(let values): .dict(values.mapValues(\.literal))
        }
    }

    /// The answer with changes: inside dictionaries names are replaced one by one.
    fileprivate func overlaid(with change: AnswerValue) -> AnswerValue {
        guard case .map(var values) = self, case .map(let changes) = change else { return change }
        for (name, value) in changes { values[name] = values[name]?.overlaid(with: value) ?? value }
        return .map(values)
    }
}
