import Jinja
import OrderedCollections

extension AnswerValue {
    /// An answer to another tool's template: plain data as far as that goes, the rest as YAML.
    /// - Throws: `TemplateError` for what is no data: undefined values, functions, objects other than dates.
    init(dialect value: Value) throws(TemplateError) { self = try AnswerValue.plain(value, depth: 0) }

    /// Whether a mapping in it has keys that are no text.
    var hasTypedKeys: Bool {
        switch self {
        case .yaml(let text): text.utf8.first == UInt8(ascii: "{")
        case .list(let values): values.contains(where: \.hasTypedKeys)
        case .map(let values): values.values.contains(where: \.hasTypedKeys)
        default: false
        }
    }

    private static func plain(_ value: Value, depth: Int) throws(TemplateError) -> AnswerValue {
        guard depth <= 100 else { throw TemplateError(.limit, "the value nests deeper than 100 levels") }
        func list(_ items: [Value]) throws(TemplateError) -> AnswerValue {
            .list(try items.map { item throws(TemplateError) in try plain(item, depth: depth + 1) })
        }
        switch value {
        case .list(let values): return try list(values.items)
        case .tuple(let values): return try list(values.items)
        case .dict(let dict):
            var values: Answers = [:]
            for (key, value) in dict.pairs {
                // Two spellings of é are two keys, which Swift takes for one.
                guard let name = key.stringValue, values[name] == nil else { return .yaml(try flow(.dict(dict))) }
                values[name] = try plain(value, depth: depth + 1)
            }
            return .map(values)
        case .bigInt, .object: return .yaml(try flow(value))
        default: return try AnswerValue(jinja: value)
        }
    }

    /// A value as YAML in flow style that reads back as the same value.
    private static func flow(_ value: Value) throws(TemplateError) -> String {
        var style = PyYAML.DumpStyle()
        style.isFlow = true
        style.width = 1_000_000
        style.sortsKeys = false
        style.namesAnchors = false
        var text = try PyYAML.dump(value, style)
        if text.hasSuffix("...\n") { text.removeLast(4) }
        while text.hasSuffix("\n") { text.removeLast() }
        _ = try PyYAML.load(text)
        return text
    }
}
