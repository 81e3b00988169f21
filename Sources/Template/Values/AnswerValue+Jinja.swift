public import Jinja
import OrderedCollections

extension AnswerValue {
    /// The value as templates see it.
    public var jinja: Value {
        switch self {
        case .null: .none
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .list(let values): .list(values.map(\.jinja))
        case .map(let values): .dict(values.mapValues(\.jinja))
        // Only text that reads back gets there.
        case .yaml(let text): (try? PyYAML.load(text)) ?? .none
        }
    }

    /// Plain data from a template's value.
    /// - Throws: `TemplateError` for undefined values, integers beyond 64 bits, functions, and keys that are no text.
    public init(jinja value: Value) throws(TemplateError) {
        switch value {
        case .none: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .double(let value): self = .double(value)
        case .string(let text), .safe(let text): self = .string(text)
        case .list(let list): self = .list(try AnswerValue.list(list.items))
        case .tuple(let tuple): self = .list(try AnswerValue.list(tuple.items))
        case .dict(let dict):
            var values: Answers = [:]
            for (key, value) in dict.pairs {
                guard let name = key.stringValue else { throw TemplateError(.type, "keys of answers must be text") }
                values[name] = try AnswerValue(jinja: value)
            }
            self = .map(values)
        case .undefined(let undefined): throw TemplateError(.undefined, undefined.message)
        case .bigInt: throw TemplateError(.overflow, "the number is beyond 64 bits")
        case .range, .iterator, .object: throw TemplateError(.type, "a \(value.typeName) is no plain value")
        }
    }

    private static func list(_ items: [Value]) throws(TemplateError) -> [AnswerValue] {
        var values: [AnswerValue] = []
        for item in items { values.append(try AnswerValue(jinja: item)) }
        return values
    }
}
