/// What a schema says of a value that can't be true together: JSON Schema, OpenAPI, CloudFormation's parameters and the like.
enum SchemaClashes {
    static func all(in pairs: [Key: Value]) -> [String] {
        // Most mappings are no schema, and are not looked at further.
        guard marks.contains(where: { pairs[$0] != nil }) else { return [] }
        return missing(in: pairs) + unfit(in: pairs) + choices(in: pairs) + bounds(in: pairs)
    }

    private static let marks = ["type", "required", "default", "Default"].map { Key($0) }

    /// Properties that must be there and that the schema does not know.
    private static func missing(in pairs: [Key: Value]) -> [String] {
        guard let properties = pairs[Key("properties")]?.pairs, !properties.isEmpty,
            let required = pairs[Key("required")]?.elements
        else { return [] }
        return required.compactMap(\.text).filter { properties[Key($0)] == nil }.map { "no property \($0)" }
    }

    /// Constraints that another type has.
    private static func unfit(in pairs: [Key: Value]) -> [String] {
        guard let types = pairs[Key("type")]?.texts, !types.isEmpty, types.allSatisfy(known.contains) else { return [] }
        var found: [String] = []
        for (owners, names) in constraints where Set(types).isDisjoint(with: owners) {
            found += names.filter { pairs[Key($0)] != nil }.map { "\($0) of \(types.joined(separator: "/"))" }
        }
        let isNumber = types.contains("number") || types.contains("integer")
        if let format = pairs[Key("format")]?.text, !(numeric.contains(format) ? isNumber : types.contains("string")) {
            found.append("format \(format) of \(types.joined(separator: "/"))")
        }
        for name in ["default", "const", "example"] {
            guard let value = pairs[Key(name)], !fits(value, types) else { continue }
            found.append("\(name) of \(types.joined(separator: "/"))")
        }
        if let values = pairs[Key("enum")]?.elements, !values.allSatisfy({ fits($0, types) }) {
            found.append("enum of \(types.joined(separator: "/"))")
        }
        return found
    }

    /// Whether a value is of a type; of texts and empty values anything may be thought.
    private static func fits(_ value: Value, _ types: [String]) -> Bool {
        switch value {
        case .string: types.contains("string")
        case .list: types.contains("array")
        case .map: types.contains("object")
        // A number is no text, a text of a number is one; which literals a format has is its own matter.
        case .literal, .empty, .marked, .alias: true
        }
    }

    /// A default that is not among the choices.
    private static func choices(in pairs: [Key: Value]) -> [String] {
        [("enum", "default"), ("options", "default"), ("values", "default"), ("AllowedValues", "Default")]
            .compactMap { list, name in
                guard let choices = pairs[Key(list)]?.elements, let choice = pairs[Key(name)]?.text,
                    !choices.contains(where: { $0.text == choice })
                else { return nil }
                return "default \(choice) is no choice"
            }
    }

    /// A default above the maximum, or below the minimum.
    private static func bounds(in pairs: [Key: Value]) -> [String] {
        func number(_ name: String) -> Double? { pairs[Key(name)]?.text.flatMap { Double($0) } }
        return [("minimum", "default", "maximum"), ("MinValue", "Default", "MaxValue")].compactMap {
            least, name, most in
            guard let value = number(name) else { return nil }
            let isOut = number(most).map { value > $0 } ?? false || number(least).map { value < $0 } ?? false
            return isOut ? "default out of bounds" : nil
        }
    }

    private static let known: Set<String> = [
        "string", "number", "integer", "boolean", "array", "object", "null",
    ]

    /// Which types a constraint is for.
    private static let constraints: [(owners: Set<String>, names: [String])] = [
        (["string"], ["maxLength", "minLength", "pattern", "contentEncoding"]),
        (["number", "integer"], ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        (["array"], ["items", "minItems", "maxItems", "uniqueItems"]),
        (["object"], ["properties", "additionalProperties", "minProperties", "maxProperties"]),
    ]

    /// Formats of numbers; all others are of texts.
    private static let numeric: Set<String> = ["int32", "int64", "float", "double", "decimal"]
}
