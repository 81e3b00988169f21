extension Builtins {
    /// Jinja's filters.
    static func filters() -> [String: Environment.Filter] {
        var filters: [String: Environment.Filter] = [:]
        addTextFilters(&filters)
        addLayoutFilters(&filters)
        addHTMLFilters(&filters)
        addNumberFilters(&filters)
        addSequenceFilters(&filters)
        addOrderFilters(&filters)
        addSelectionFilters(&filters)
        for (alias, name) in [("d", "default"), ("e", "escape"), ("count", "length")] { filters[alias] = filters[name] }
        return filters
    }

    typealias Filters = [String: Environment.Filter]

    /// Text of any value that keeps safe text safe: `soft_str`.
    static func softText(_ value: Value, _ invocation: Invocation) throws(TemplateError) -> Value {
        value.stringValue == nil ? .string(try invocation.text(value)) : value
    }

    /// Calls a method of `soft_str` of a value.
    static func method(
        _ value: Value, _ name: StringMethod, _ arguments: [Value], _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let text = try invocation.text(value)
        return try StringMethods(text, isSafe: value.isSafeText, invocation).call(name, Arguments(arguments))
    }

    /// A parameter's truth value, false where it wasn't given.
    static func flag(_ value: Value?) throws(TemplateError) -> Bool {
        guard let value else { return false }
        return try value.truth()
    }

    /// A parameter that must be an integer.
    static func integer(_ value: Value?, _ fallback: Int) throws(TemplateError) -> Int {
        guard let value else { return fallback }
        return try Methods.integer(value)
    }

    /// A parameter that Jinja computes with before it must be an integer.
    static func number(_ value: Value?, _ fallback: Int) throws(TemplateError) -> Int {
        if case .undefined(let undefined) = value { throw undefined.error }
        return try integer(value, fallback)
    }

    static func noArguments(_ arguments: Arguments, _ name: String) throws(TemplateError) {
        if arguments.positional.isEmpty, arguments.keywords.isEmpty { return }
        throw .type("do_\(name)() takes 1 positional argument but more were given")
    }

    /// The error of an attribute that a built-in method of Python would need.
    static func lacks(_ value: Value, _ attribute: String) -> TemplateError {
        if case .undefined(let undefined) = value { return undefined.error }
        return TemplateError(.attribute, "'\(value.typeName)' object has no attribute '\(attribute)'")
    }
}
