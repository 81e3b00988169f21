/// The arguments of a call: positional ones, then keywords.
public struct Arguments {
    /// The positional arguments.
    public var positional: [Value]
    /// The keyword arguments in order, each name once.
    public var keywords: [(name: String, value: Value)]

    /// Creates arguments.
    public init(_ positional: [Value] = [], keywords: [(name: String, value: Value)] = []) {
        self.positional = positional
        self.keywords = keywords
    }

    /// The value of a keyword.
    public func keyword(_ name: String) -> Value? {
        keywords.first { $0.name == name }?.value
    }

    /// Removes a keyword and gives its value.
    mutating func takeKeyword(_ name: String) -> Value? {
        guard let index = keywords.firstIndex(where: { $0.name == name }) else { return nil }
        return keywords.remove(at: index).value
    }

    /// Arguments bound to parameters: nil where one wasn't given.
    public struct Bound {
        let values: [Value?]

        /// The value of a parameter by its position; nil where it wasn't given.
        public subscript(index: Int) -> Value? { index < values.count ? values[index] : nil }

        /// The value of a parameter that binding has checked to be there.
        func required(_ index: Int) -> Value { self[index] ?? .none }
    }

    /// Binds to named parameters as Python does, of which the first ones are required and may be positional only.
    ///
    /// - Throws: a `TypeError` that names the function, as Python words it.
    public func bind(
        _ function: String, _ parameters: [String], required: Int = 0, positionalOnly: Int = 0
    ) throws(TemplateError) -> Bound {
        if keywords.isEmpty, positional.count >= required, positional.count <= parameters.count {
            return Bound(values: positional)
        }
        guard positional.count <= parameters.count else {
            throw .type(
                "\(function) takes at most \(parameters.count) arguments (\(positional.count + keywords.count) given)")
        }
        var values: [Value?] = positional
        while values.count < parameters.count { values.append(nil) }
        for (name, value) in keywords {
            guard let index = parameters.firstIndex(of: name), index >= positionalOnly else {
                throw .type("\(function) got an unexpected keyword argument '\(name)'")
            }
            guard values[index] == nil else { throw .type("\(function) got multiple values for argument '\(name)'") }
            values[index] = value
        }
        for index in 0..<required where values[index] == nil {
            throw .type("\(function) missing required argument: '\(parameters[index])'")
        }
        return Bound(values: values)
    }

    /// Binds positional arguments of a method that takes no keywords.
    func positionalOnly(_ function: String, _ range: ClosedRange<Int>) throws(TemplateError) -> Bound {
        if !keywords.isEmpty { throw .type("\(function) takes no keyword arguments") }
        guard range.contains(positional.count) else {
            let expected =
                range.count == 1
                ? "exactly \(range.lowerBound) argument\(range.lowerBound == 1 ? "" : "s")"
                : positional.count < range.lowerBound
                    ? "at least \(range.lowerBound) arguments" : "at most \(range.upperBound) arguments"
            throw .type("\(function) takes \(expected) (\(positional.count) given)")
        }
        return Bound(values: positional)
    }
}
