import OrderedCollections

/// What a filter, test or function may know of the render that calls it.
public struct Invocation {
    let context: Context

    /// What is called in a context; one reference, as every filter gets it.
    init(_ context: Context) { self.context = context }

    /// What is called outside of a template.
    init(_ runtime: Runtime, isAutoescaping: Bool) {
        context = Context(runtime, name: nil, layer: Layer([:]), blocks: [:], isAutoescaping: isAutoescaping)
    }

    var runtime: Runtime { context.runtime }

    /// Whether text is escaped at the place of the call.
    public var isAutoescaping: Bool { context.isAutoescaping }

    /// The environment of the render.
    public var environment: Environment { runtime.environment }

    /// An undefined value that gives a hint when it is used.
    public func undefined(_ hint: String) -> Value { runtime.undefined(.hint(hint)) }

    /// A variable of the template's context by name; nil where there is none.
    public func variable(_ name: String) -> Value? { context.resolve(name) }

    /// Python's `str()` of a value.
    ///
    /// - Throws: where the value is a strict undefined, or an object's text fails.
    public func text(_ value: Value) throws(TemplateError) -> String {
        switch value {
        case .string(let text), .safe(let text): return text
        default:
            var out: [UInt8] = []
            try append(value, to: &out)
            return Text.string(out)
        }
    }

    /// Appends Python's `str()` of a value as UTF-8.
    public func append(_ value: Value, to out: inout [UInt8]) throws(TemplateError) {
        switch value {
        case .string(let text), .safe(let text): Text.append(text, to: &out)
        case .int(let number): Invocation.append(number, to: &out)
        case .undefined(let undefined): try undefined.refuseIfStrict()
        case .object(let object):
            let text = try object.text(self)
            if let text = text.stringValue { Text.append(text, to: &out) }
        default:
            var writer = ReprWriter(out)
            out = []
            try writer.write(value)
            out = writer.out
        }
    }

    /// Appends a value with HTML's special characters escaped, unless it is safe.
    func appendEscaped(_ value: Value, to out: inout [UInt8]) throws(TemplateError) {
        switch value {
        case .string(let text): Text.appendEscaped(text, to: &out)
        case .int, .bool, .none, .double, .safe: try append(value, to: &out)
        case .object(let object) where object.isSafe: try append(value, to: &out)
        default: Text.appendEscaped(try text(value), to: &out)
        }
    }

    /// `markupsafe.escape`: safe text of any value.
    func escaped(_ value: Value) throws(TemplateError) -> String {
        switch value {
        case .safe(let text): text
        case .object(let object) where object.isSafe: try text(value)
        default: Text.escape(try text(value))
        }
    }

    /// The values of an iterable, as Python's `list()` makes them.
    public func items(_ value: Value) throws(TemplateError) -> [Value] { try value.items(runtime) }

    /// Calls a callable value.
    public func call(_ callee: Value, _ arguments: Arguments) throws(TemplateError) -> Value {
        switch callee {
        case .object(let object): return try object.call(arguments, self)
        case .undefined(let undefined): throw undefined.error
        default: throw .type("'\(callee.typeName)' object is not callable")
        }
    }

    /// Applies a filter by name, as the filter `map` does.
    public func filter(
        _ name: Value, _ value: Value, _ arguments: Arguments = Arguments()
    ) throws(TemplateError) -> Value {
        guard let text = name.stringValue, let filter = runtime.environment.filters[text] else {
            throw try Invocation.unknown("filter", name)
        }
        return try filter.body(value, arguments, self)
    }

    /// Applies a test by name, as the filter `select` does.
    public func test(
        _ name: Value, _ value: Value, _ arguments: Arguments = Arguments()
    ) throws(TemplateError) -> Bool {
        guard let text = name.stringValue, let test = runtime.environment.tests[text] else {
            throw try Invocation.unknown("test", name)
        }
        return try test.body(value, arguments, self)
    }

    private static func unknown(_ kind: String, _ name: Value) throws(TemplateError) -> TemplateError {
        _ = try DictKey(checking: name)
        if case .undefined(let undefined) = name {
            return .runtime(
                "No \(kind) named Undefined. (\(undefined.message); did you forget to quote the callable name?)")
        }
        return .runtime("No \(kind) named \(name.pythonRepr).")
    }

    private static func append(_ number: Int, to out: inout [UInt8]) {
        if number >= 0, number < 10 {
            out.append(UInt8(ascii: "0") + UInt8(number))
        } else {
            Text.append(number.description, to: &out)
        }
    }
}
