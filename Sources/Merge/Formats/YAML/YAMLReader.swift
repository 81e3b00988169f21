import Yams

/// A second reader of YAML, on libyaml: what the parser found must be what it finds.
enum YAMLReader {
    /// The documents of a file as a list; nil where libyaml refuses it.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self),
            let documents = try? Array(Yams.compose_all(yaml: text, .basic))
        else { return nil }
        var budget = 200_000 + bytes.count
        var values: [Value] = []
        for document in documents {
            guard let value = value(document, &budget) else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private static func value(_ node: Node, _ budget: inout Int) -> Value? {
        budget -= 1
        guard budget > 0 else { return nil }
        switch node {
        case .scalar(let scalar):
            return scalar.style == .plain || scalar.style == .any
                ? plain(scalar.string) : .string(scalar.string)
        case .mapping(let mapping):
            var pairs: [Key: Value] = [:]
            for (key, element) in mapping {
                guard let name = key.scalar?.string, let value = value(element, &budget),
                    pairs.updateValue(value, forKey: Key(name)) == nil
                else { return nil }
            }
            return .map(pairs)
        case .sequence(let sequence):
            var values: [Value] = []
            for element in sequence {
                guard let value = value(element, &budget) else { return nil }
                values.append(value)
            }
            return .list(values)
        case .alias: return nil
        }
    }

    private static func plain(_ text: String) -> Value {
        text.utf8.contains(lineFeed) ? .string(text) : YAMLScalars.resolve(plain: text)
    }
}
