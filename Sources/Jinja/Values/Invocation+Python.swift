/// Python's operations on values, for hosts that follow Python code.
extension Invocation {
    /// What an arithmetic operator gives; nil for one that is not known here.
    public func binary(_ symbol: String, _ left: Value, _ right: Value) throws(TemplateError) -> Value? {
        switch symbol {
        case "+": try Operators.add(left, right, runtime)
        case "-": try Operators.subtract(left, right, runtime)
        case "*": try Operators.multiply(left, right, runtime)
        case "/": try Operators.divide(left, right, runtime)
        case "//": try Operators.floorDivide(left, right, runtime)
        case "%": try Operators.modulo(left, right, runtime)
        case "**": try Operators.power(left, right, runtime)
        default: nil
        }
    }

    /// Whether `<`, `<=`, `>` or `>=` holds; nil for another operator.
    public func order(_ symbol: String, _ left: Value, _ right: Value) throws(TemplateError) -> Bool? {
        guard let comparison = Value.Comparison(rawValue: symbol) else { return nil }
        return try Value.compare(left, comparison, right)
    }

    /// Whether an item is in a container.
    public func contains(_ container: Value, _ item: Value) throws(TemplateError) -> Bool {
        try container.contains(item)
    }

    /// What a method of a built-in type gives; nil where the value has none of that name.
    public func method(_ name: String, of value: Value, _ arguments: Arguments) throws(TemplateError) -> Value? {
        try Methods.call(value, name, arguments, self)
    }

    /// `format(value, spec)`.
    public func formatted(_ value: Value, _ spec: String) throws(TemplateError) -> String {
        try FormatSpec.format(value, spec, self)
    }

    /// `value[start:stop:step]`; None for what isn't given.
    public func slice(_ value: Value, _ start: Value, _ stop: Value, _ step: Value) throws(TemplateError) -> Value {
        try value.sliced(start, stop, step, runtime)
    }

    /// `len(value)`.
    public func length(_ value: Value) throws(TemplateError) -> Int { try value.length() }

    /// Counts a step of a host's own work, one level deeper in the stack; pairs with ``leave()``.
    public func enter() throws(TemplateError) { try runtime.enter() }

    /// Ends what ``enter()`` began.
    public func leave() { runtime.leave() }
}

extension Environment {
    /// What calls outside of a template know: a render of its own, which begins with the limits unused.
    public func invocation() -> Invocation { Invocation(Runtime(self), isAutoescaping: false) }
}
