public import Jinja
public import OrderedCollections

/// A file of answers, read as the tool of the template reads one.
public enum DialectAnswers {
    /// The answers of a file; nil for one that is no mapping.
    ///
    /// Copier takes YAML as PyYAML reads it (`12:30` is 750), cruft JSON as Python reads it (`1e5` is 100000.0). What is
    /// no JSON is YAML for Cookiecutter, too, as its own settings are.
    /// - Throws: A `.value` or `.type` error for text that can't be read, and for names that are no text.
    public static func read(_ text: String, for tool: InstalledTool.Name) throws(TemplateError) -> Answers? {
        switch try value(text, tool) {
        case .none: return [:]
        case .dict(let dict):
            var answers: Answers = [:]
            for (key, value) in dict.pairs {
                guard let name = key.stringValue else {
                    throw TemplateError(.type, "the name \(key.pythonRepr) is no text; put it in quotes")
                }
                let answer = try AnswerValue(dialect: value)
                answers[name] = tool == .cookiecutter ? withoutDates(answer) : answer
            }
            return answers
        default: return nil
        }
    }

    /// A mapping in JSON; nil for everything else.
    public static func json(_ text: String) throws(TemplateError) -> Answers? {
        guard case .dict(let dict)? = try? Value(json: Array(text.utf8)),
            case .map(let answers) = try AnswerValue(dialect: .dict(dict))
        else { return nil }
        return answers
    }

    /// An answer with dates as texts, as JSON would have them.
    private static func withoutDates(_ answer: AnswerValue) -> AnswerValue {
        switch answer {
        case .list(let values): return .list(values.map(withoutDates))
        case .map(let values): return .map(values.mapValues(withoutDates))
        case .yaml:
            guard case .object = answer.jinja else { return answer }
            return .string(answer.jinja.pythonString)
        default: return answer
        }
    }

    private static func value(_ text: String, _ tool: InstalledTool.Name) throws(TemplateError) -> Value {
        let json = Array(text.utf8)
        if tool == .cookiecutter, let value = try? Value(json: json) { return value }
        do {
            return try PyYAML.load(text)
        } catch {
            // Python's JSON writes an emoji as two escapes, which YAML does not know.
            if let value = try? Value(json: json) { return value }
            throw error
        }
    }
}
