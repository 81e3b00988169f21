import Jinja
public import OrderedCollections

/// One answer: plain data with YAML's types.
///
/// Types are kept as they are written: `"8000"` and `8000` are different values, so nothing changes
/// type on its way through a record.
public enum AnswerValue: Hashable, Sendable {
    /// No value.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A number with a fraction.
    case double(Double)
    /// Text.
    case string(String)
    /// A list of values.
    case list([AnswerValue])
    /// A mapping in the order of its text.
    case map(OrderedDictionary<String, AnswerValue>)
    /// What only records of other tools hold, as flow YAML: a mapping with keys that are no text, a whole number beyond
    /// 64 bits, a date in a list.
    case yaml(String)
}

/// Answers by question name, in the order of the questions.
public typealias Answers = OrderedDictionary<String, AnswerValue>

extension AnswerValue {
    /// The value as a person would type it: `true`, `8000`, `a, b`; empty for null.
    public var display: String {
        switch self {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): YAMLScalar.text(of: value)
        case .string(let value): value
        case .list(let values): values.map(\.display).joined(separator: ", ")
        case .map(let values): values.map { "\($0.key)=\($0.value.display)" }.joined(separator: ", ")
        case .yaml(let text): text
        }
    }

    /// The value as JSON on one line, beyond ASCII as it is; what JSON doesn't have is YAML.
    var json: String {
        func text(_ value: String) -> String {
            String(decoding: Value.json(value, isASCII: false), as: UTF8.self)
        }
        return switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): YAMLScalar.text(of: value)
        case .string(let value): text(value)
        case .list(let values): "[" + values.map(\.json).joined(separator: ", ") + "]"
        case .map(let values):
            "{" + values.map { "\(text($0.key)): \($0.value.json)" }.joined(separator: ", ") + "}"
        case .yaml(let text): text
        }
    }

    /// What kind of value this is, in words for messages.
    public var kind: String {
        switch self {
        case .null: "no value"
        case .bool: "true or false"
        case .int: "a whole number"
        case .double: "a decimal number"
        case .string: "text"
        case .list: "a list"
        case .map: "a mapping"
        case .yaml: "a value of YAML"
        }
    }

    /// The text of a string value, or nil for every other kind.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The number of an int value, or nil for every other kind.
    public var intValue: Int? {
        if case .int(let value) = self { value } else { nil }
    }

    /// The truth of a bool value, or nil for every other kind.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
}

extension AnswerValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    /// Makes a string value.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Makes an int value.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// Makes a bool value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Makes a list value.
    public init(arrayLiteral elements: AnswerValue...) { self = .list(elements) }
}
