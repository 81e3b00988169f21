import Yams

/// A second reader of YAML, on libyaml: what the parser found must be what it finds.
enum YAMLReader {
    /// The documents of a file as a list; nil where libyaml refuses it.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self),
            let documents = try? Array(Yams.compose_all(yaml: text))
        else { return nil }
        var budget = 200_000
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
        text.contains("\n") ? .string(text) : YAMLScalars.resolve(plain: text)
    }

    /// Whether the parser's value is libyaml's once references are followed and marks are taken off.
    static func agree(_ parsed: Value, _ read: Value) -> Bool {
        var anchors: [String: Value] = [:]
        var budget = 200_000
        return plain(parsed, &anchors, &budget).map { isSame($0, read) } ?? false
    }

    /// A plain scalar over several lines is text for the parser; libyaml doesn't tell.
    private static func isSame(_ first: Value, _ second: Value) -> Bool {
        switch (first, second) {
        case (.list(let first), .list(let second)):
            first.count == second.count && zip(first, second).allSatisfy(isSame)
        case (.map(let first), .map(let second)):
            first.count == second.count
                && first.allSatisfy { key, value in second[key].map { isSame(value, $0) } ?? false }
        case (.string(let first), .literal(let second)): first == second && first.contains(" ")
        default: first == second
        }
    }

    private static func plain(_ value: Value, _ anchors: inout [String: Value], _ budget: inout Int) -> Value? {
        budget -= 1
        guard budget > 0 else { return nil }
        switch value {
        case .empty, .string, .literal: return value
        case .alias(let name): return anchors[name]
        case .list(let values):
            var result: [Value] = []
            for value in values {
                guard let value = plain(value, &anchors, &budget) else { return nil }
                result.append(value)
            }
            return .list(result)
        case .map(let pairs):
            var result: [Key: Value] = [:]
            // Anchors come before their aliases in the file; here the order is lost, so aliases wait.
            var waiting = Array(pairs)
            var blocked = 0
            while let (key, value) = waiting.popLast() {
                if let value = plain(value, &anchors, &budget) {
                    result[key] = value
                    blocked = 0
                } else {
                    waiting.insert((key, value), at: 0)
                    blocked += 1
                    if blocked > waiting.count || budget <= 0 { return nil }
                }
            }
            return .map(result)
        case .marked(let mark, let value):
            guard let value = plain(value, &anchors, &budget) else { return nil }
            if let anchor = mark.split(separator: " ").first(where: { $0.hasPrefix("&") }) {
                anchors[String(anchor.dropFirst())] = value
            }
            return value
        }
    }
}
