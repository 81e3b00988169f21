import Jinja
import OrderedCollections
public import Yams

extension AnswerValue {
    /// Reads a YAML node as plain data.
    ///
    /// Plain scalars get their type by ``YAMLScalar/resolve(_:)``; quoted ones are text. Aliases are followed and
    /// merge keys (`<<`) applied.
    /// - Parameter limit: The most values one node may unfold to; aliases can make a small file huge.
    /// - Throws: ``ScaffoldError`` for unknown tags, keys that are not scalars, and nodes beyond the limit.
    public init(yaml node: Node, limit: Int = 100_000) throws(ScaffoldError) {
        var budget = limit
        self = try AnswerValue.read(node, budget: &budget)
    }

    private static func read(_ node: Node, budget: inout Int) throws(ScaffoldError) -> AnswerValue {
        budget -= 1
        guard budget >= 0 else {
            throw ScaffoldError(.limit, "the YAML unfolds to too many values", fix: "remove nested aliases")
        }
        switch node {
        case .scalar(let scalar): return try read(scalar)
        case .sequence(let sequence):
            var values: [AnswerValue] = []
            for element in sequence { values.append(try read(element, budget: &budget)) }
            return .list(values)
        case .mapping(let mapping): return .map(try read(mapping, budget: &budget))
        case .alias: throw ScaffoldError(.manifest, "an alias without an anchor")
        }
    }

    private static func read(_ mapping: Node.Mapping, budget: inout Int) throws(ScaffoldError) -> Answers {
        var values: Answers = [:]
        var merged: Answers = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                throw ScaffoldError(.manifest, "line \(key.mark?.line ?? 0): a key must be a plain word")
            }
            let name = scalar.string
            guard name == "<<", scalar.style == .plain else {
                values[name] = try read(value, budget: &budget)
                continue
            }
            var sources = [value]
            if case .sequence(let list) = value { sources = Array(list) }
            for source in sources {
                guard case .map(let entries) = try read(source, budget: &budget) else {
                    throw ScaffoldError(.manifest, "line \(key.mark?.line ?? 0): << merges mappings only")
                }
                merged.merge(entries) { old, _ in old }
            }
        }
        values.merge(merged) { own, _ in own }
        return values
    }

    private static func read(_ scalar: Node.Scalar) throws(ScaffoldError) -> AnswerValue {
        switch scalar.tag.rawValue {
        case "tag:yaml.org,2002:str", "!": return .string(scalar.string)
        case yamlTag: return try data(scalar)
        case "": return scalar.style == .plain ? YAMLScalar.resolve(scalar.string) : .string(scalar.string)
        case let tag:
            let resolved = YAMLScalar.resolve(scalar.string)
            switch (tag, resolved) {
            case ("tag:yaml.org,2002:int", .int), ("tag:yaml.org,2002:bool", .bool),
                ("tag:yaml.org,2002:float", .double), ("tag:yaml.org,2002:null", .null):
                return resolved
            case ("tag:yaml.org,2002:float", .int(let value)): return .double(Double(value))
            default:
                throw ScaffoldError(
                    .manifest, "line \(scalar.mark?.line ?? 0): the tag \(tag) is not known here",
                    fix: "write the value without a tag")
            }
        }
    }
}

extension AnswerValue {
    /// Says that a text is data in YAML: how ``yaml(_:)`` is written.
    private static let yamlTag = "!yaml"

    private static func data(_ scalar: Node.Scalar) throws(ScaffoldError) -> AnswerValue {
        do {
            return try AnswerValue(dialect: PyYAML.load(scalar.string))
        } catch {
            throw ScaffoldError(.manifest, "line \(scalar.mark?.line ?? 0): \(error.message)")
        }
    }

    /// The value as one line of YAML that reads back as the same value.
    public var yaml: String {
        switch self {
        case .null: "null"
        case .bool, .int, .double: display
        case .string(let text): YAMLScalar.write(text)
        case .list(let values): values.isEmpty ? "[]" : "[" + values.map(\.yaml).joined(separator: ", ") + "]"
        case .map(let values):
            values.isEmpty
                ? "{}"
                : "{ " + values.map { "\(YAMLScalar.write($0.key)): \($0.value.yaml)" }.joined(separator: ", ") + " }"
        case .yaml(let text): "\(AnswerValue.yamlTag) \(YAMLScalar.quoted(text))"
        }
    }
}
