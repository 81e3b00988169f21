import Jinja

/// The types of Copier's questions, and how an answer becomes one.
enum CopierType: String, Sendable, CaseIterable {
    case bool
    case float
    case int
    case json
    case str
    case yaml
    case path

    /// The type of a question that names none: that of its default.
    static func implied(by value: Value?) -> CopierType {
        switch value {
        case .bool: .bool
        case .int, .bigInt: .int
        case .double: .float
        case .string: .str
        default: .yaml
        }
    }

    /// Whether its answers are read out of text, so that a text would be read once more each time.
    var isParsed: Bool { self == .yaml || self == .json }

    /// An answer as this type has it.
    /// - Throws: A `.value` or `.type` error where Copier refuses the answer.
    func cast(_ value: Value) throws(TemplateError) -> Value {
        if value.isNone, !isParsed { throw TemplateError(.type, "no value is no answer of the type \(rawValue)") }
        return try converted(value)
    }

    /// The items of a list as this type has them.
    ///
    /// One that is no text leaves a whole list of a type that is read out of text as it is.
    func cast(items: [Value]) throws(TemplateError) -> [Value] {
        var result: [Value] = []
        for item in items {
            if isParsed, item.stringValue == nil { return items }
            result.append(try converted(item))
        }
        return result
    }

    private func converted(_ value: Value) throws(TemplateError) -> Value {
        switch self {
        case .bool: return .bool(CopierType.truth(value))
        case .str: return .string(try CopierType.text(value))
        case .path: return .string(value.pythonString)
        case .int: return try value.pythonInteger()
        case .float: return .double(try value.pythonFloat())
        case .yaml:
            guard let text = value.stringValue else { return value }
            return try CopierYAML.value(text)
        case .json:
            guard let text = value.stringValue else { return value }
            return try Value(json: Array(text.utf8))
        }
    }

    /// Whether a value counts as true: a number other than 0, a word of YAML for it, or anything that isn't empty.
    static func truth(_ value: Value) -> Bool {
        switch value {
        case .string(let text), .safe(let text):
            if let number = try? value.pythonFloat() { return number != 0 }
            let word = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
            return !["", "n", "no", "f", "false", "off", "~", "null", "none"].contains(word)
        case .bool, .int, .double, .bigInt, .none, .list, .tuple, .dict, .undefined, .range, .iterator, .object:
            return (try? value.truth()) ?? false
        }
    }

    /// What a setting that is true or false says; without one it is false.
    /// - Throws: A `.value` error for what pydantic refuses.
    static func flag(_ value: Value?, _ name: String) throws(TemplateError) -> Bool {
        guard let value, !value.isNone else { return false }
        if case .bool(let flag) = value { return flag }
        switch PythonText.lowercased(value.pythonString) {
        case "1", "on", "t", "true", "y", "yes": return true
        case "0", "off", "f", "false", "n", "no": return false
        case "1.0" where value.stringValue == nil: return true
        case "0.0" where value.stringValue == nil: return false
        default: throw TemplateError(.value, "\(name) says neither true nor false: \(value.pythonRepr)")
        }
    }

    private static func text(_ value: Value) throws(TemplateError) -> String {
        switch value {
        case .string(let text), .safe(let text): return text
        case .int, .bigInt, .double, .bool: return value.pythonString
        default: throw TemplateError(.value, "\(value.pythonRepr) is no text")
        }
    }
}
