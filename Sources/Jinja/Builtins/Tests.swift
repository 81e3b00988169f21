extension Builtins {
    /// Jinja's tests.
    static func tests() -> [String: Environment.Test] {
        var tests: [String: Environment.Test] = [:]
        func plain(_ name: String, _ body: @escaping (Value) throws(TemplateError) -> Bool) {
            tests[name] = .init { value, arguments, _ throws(TemplateError) in
                if !arguments.positional.isEmpty || !arguments.keywords.isEmpty {
                    throw .type("test_\(name)() takes 1 positional argument")
                }
                return try body(value)
            }
        }
        func binary(
            _ names: [String], _ parameter: String, _ body: @escaping (Value, Value) throws(TemplateError) -> Bool
        ) {
            for name in names {
                tests[name] = .init { value, arguments, _ throws(TemplateError) in
                    let bound = try arguments.bind("test_\(name)()", [parameter], required: 1)
                    return try body(value, bound.required(0))
                }
            }
        }
        addKinds(plain)
        addNumbers(plain)
        for (name, divisor, rest) in [("odd", 2, 1), ("even", 2, 0)] {
            tests[name] = .init { value, arguments, invocation throws(TemplateError) in
                _ = try arguments.positionalOnly("test_\(name)()", 0...0)
                return try Value.equal(try Operators.modulo(value, .int(divisor), invocation.runtime), .int(rest))
            }
        }
        tests["divisibleby"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("test_divisibleby()", ["num"], required: 1)
            return try Value.equal(try Operators.modulo(value, bound.required(0), invocation.runtime), .int(0))
        }
        binary(["sameas"], "other") { value, other throws(TemplateError) in Value.isSame(value, other) }
        binary(["in"], "seq") { value, sequence throws(TemplateError) in try sequence.contains(value) }
        binary(["==", "eq", "equalto"], "") { a, b throws(TemplateError) in try Value.equal(a, b) }
        binary(["!=", "ne"], "") { a, b throws(TemplateError) in try !Value.equal(a, b) }
        binary([">", "gt", "greaterthan"], "") { a, b throws(TemplateError) in try Value.compare(a, .greater, b) }
        binary([">=", "ge"], "") { a, b throws(TemplateError) in try Value.compare(a, .greaterOrEqual, b) }
        binary(["<", "lt", "lessthan"], "") { a, b throws(TemplateError) in try Value.compare(a, .less, b) }
        binary(["<=", "le"], "") { a, b throws(TemplateError) in try Value.compare(a, .lessOrEqual, b) }
        tests["filter"] = .init { value, arguments, invocation throws(TemplateError) in
            _ = try arguments.positionalOnly("test_filter()", 0...0)
            _ = try DictKey(checking: value)
            return value.stringValue.map { invocation.environment.filters[$0] != nil } ?? false
        }
        tests["test"] = .init { value, arguments, invocation throws(TemplateError) in
            _ = try arguments.positionalOnly("test_test()", 0...0)
            _ = try DictKey(checking: value)
            return value.stringValue.map { invocation.environment.tests[$0] != nil } ?? false
        }
        tests["lower"] = .init { value, arguments, invocation throws(TemplateError) in
            _ = try arguments.positionalOnly("test_lower()", 0...0)
            return Text.isCased(try invocation.text(value), upper: false)
        }
        tests["upper"] = .init { value, arguments, invocation throws(TemplateError) in
            _ = try arguments.positionalOnly("test_upper()", 0...0)
            return Text.isCased(try invocation.text(value), upper: true)
        }
        return tests
    }

    private typealias Adder = (String, @escaping (Value) throws(TemplateError) -> Bool) -> Void

    private static func addKinds(_ plain: Adder) {
        plain("defined") { value in !value.isUndefined }
        plain("undefined") { value in value.isUndefined }
        plain("none") { value in value.isNone }
        plain("string") { value in value.stringValue != nil }
        plain("mapping") { value in value.dictValue != nil }
        plain("iterable") { value throws(TemplateError) in
            if case .undefined(let undefined) = value { try undefined.refuseIfStrict() }
            return value.isIterable
        }
        plain("sequence") { value in
            switch value {
            case .string, .safe, .list, .tuple, .dict, .range: true
            case .undefined(let undefined): undefined.behavior != .strict
            default: false
            }
        }
        plain("callable") { value in
            // An undefined value has a __call__, which raises.
            if case .object(let object) = value { object.isCallable } else { value.isUndefined }
        }
        plain("escaped") { value in
            switch value {
            case .safe: true
            case .object(let object): object.isSafe
            case .undefined(let undefined): undefined.behavior == .chainable
            default: false
            }
        }
    }

    private static func addNumbers(_ plain: Adder) {
        plain("boolean") { value in if case .bool = value { true } else { false } }
        plain("false") { value in if case .bool(false) = value { true } else { false } }
        plain("true") { value in if case .bool(true) = value { true } else { false } }
        plain("integer") { value in value.typeName == "int" }
        plain("float") { value in value.typeName == "float" }
        plain("number") { value in ["int", "float", "bool"].contains(value.typeName) }
    }
}
