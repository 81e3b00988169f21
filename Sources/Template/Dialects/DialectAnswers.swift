public import Jinja
public import OrderedCollections

/// A file of answers, read as the tool of the template reads one.
public enum DialectAnswers {
    /// The answers of a file; nil for one that is no mapping.
    ///
    /// Copier takes YAML as PyYAML reads it (`12:30` is 750), cruft JSON as Python reads it (`1e5` is 100000.0). What is
    /// no JSON is YAML for Cookiecutter, too, as its own settings are. The file that Cookiecutter keeps of the last answers
    /// to a template (`~/.cookiecutter_replay/NAME.json`) is one, too.
    /// - Throws: A `.value` or `.type` error for text that can't be read, and for names that are no text.
    public static func read(_ text: String, for tool: InstalledTool.Name) throws(TemplateError) -> Answers? {
        switch try value(text, tool) {
        case .none: return [:]
        case .dict(let dict):
            var answers: Answers = [:]
            let replayed = tool == .cookiecutter ? replay(dict) : nil
            for (key, value) in replayed ?? dict.pairs.map({ ($0.key, $0.value) }) {
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

    /// The answers in a replay file; nil for another file.
    ///
    /// They are in `cookiecutter`; beside them stands what the questions were. Names with an underscore are the template's own,
    /// or tell where on that machine it was.
    private static func replay(_ file: DictValue) -> [(key: Value, value: Value)]? {
        guard let answers = file["cookiecutter"]?.dictValue,
            file.pairs.allSatisfy({ ["cookiecutter", "_cookiecutter"].contains($0.key.stringValue) })
        else { return nil }
        return answers.pairs.filter { $0.key.stringValue?.hasPrefix("_") != true }.map { ($0.key, $0.value) }
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
