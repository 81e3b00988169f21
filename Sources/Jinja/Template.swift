public import OrderedCollections

/// A template, read and compiled once, rendered any number of times.
public struct Template {
    /// The settings that it was compiled with.
    public let environment: Environment
    let compiled: CompiledTemplate

    /// Reads and compiles a template.
    ///
    /// - Parameters:
    ///   - source: the template's text.
    ///   - name: a name for error messages; nil for a template without one.
    ///   - environment: delimiters, filters and limits.
    /// - Throws: a `.syntax` or `.assertion` error with its place.
    public init(source: String, name: String? = nil, environment: Environment) throws(TemplateError) {
        self.environment = environment
        let text = TemplateSource(
            name: name, text: source, keepTrailingNewline: environment.keepTrailingNewline)
        compiled = try Compiler.compile(text, try Parser.parse(text, environment), environment)
    }

    /// Renders the template with variables.
    public func render(_ context: OrderedDictionary<String, Value> = [:]) throws(TemplateError) -> String {
        Text.string(try renderBytes(context))
    }

    /// Renders the template with variables, as UTF-8.
    public func renderBytes(_ context: OrderedDictionary<String, Value> = [:]) throws(TemplateError) -> [UInt8] {
        let runtime = Runtime(environment)
        defer { runtime.finish() }
        var out: [UInt8] = []
        out.reserveCapacity(compiled.source.bytes.count)
        let layer = Layer(context, globals: environment.globals)
        try compiled.run(runtime, compiled.context(layer, runtime), &out)
        try runtime.checkPrinted()
        return out
    }

    /// The variables that the template takes from outside, globals not counted.
    public var undeclaredVariables: Set<String> { compiled.undeclared }
}

extension Environment {
    /// Evaluates one expression with variables, as Jinja's `compile_expression` does; undefined stays undefined.
    public func evaluate(
        expression: String, context: OrderedDictionary<String, Value> = [:]
    ) throws(TemplateError) -> Value {
        try CompiledExpression(expression, environment: self).evaluate(context)
    }
}

/// An expression that is compiled once and evaluated again and again.
public struct CompiledExpression {
    private let environment: Environment
    private let source: TemplateSource
    private let function: FunctionCode
    private let node: Node

    /// Compiles an expression.
    public init(_ expression: String, environment: Environment) throws(TemplateError) {
        self.environment = environment
        source = TemplateSource(name: nil, text: expression, keepTrailingNewline: false)
        let parsed = try Parser.parseExpression(source, environment)
        (function, node) = try Compiler.compile(source, parsed, environment)
    }

    /// Evaluates it with variables; undefined stays undefined.
    public func evaluate(_ context: OrderedDictionary<String, Value> = [:]) throws(TemplateError) -> Value {
        let runtime = Runtime(environment)
        defer { runtime.finish() }
        let scope = Context(
            runtime, name: nil, layer: Layer(context, globals: environment.globals), blocks: [:],
            isAutoescaping: environment.autoescape)
        let frame = Frame(scope, source, parent: nil, slots: function.slotCount)
        function.prologue.enter(frame)
        return try node.evaluate(frame)
    }
}

extension Runtime {
    /// Loads a template by name, once for the whole render, or for all renders that share ``LoadedTemplates``.
    ///
    /// - Throws: `.notFound` where the loader has none of that name.
    func template(_ name: Value) throws(TemplateError) -> CompiledTemplate {
        guard let loader = environment.loader else { throw .type("no loader for this environment specified") }
        if case .undefined(let undefined) = name { throw undefined.error }
        guard let text = name.stringValue else {
            _ = try DictKey(checking: name)
            throw TemplateError(.notFound, name.pythonString)
        }
        if let template = loaded[text, environment] { return template }
        let source: String?
        do {
            source = try loader.source(of: text)
        } catch let error as TemplateError {
            throw error
        } catch {
            throw TemplateError(.notFound, "\(text): \(error)")
        }
        guard let source else { throw TemplateError(.notFound, text) }
        let template = try Template(source: source, name: text, environment: environment).compiled
        loaded[text, environment] = template
        return template
    }

    /// Loads the first template of several names that there is.
    func firstTemplate(_ names: Value) throws(TemplateError) -> CompiledTemplate {
        if case .undefined(let undefined) = names { throw undefined.error }
        guard try names.truth() else {
            throw TemplateError(.noneFound, "Tried to select from an empty list of templates.")
        }
        let candidates = try names.items(self)
        for name in candidates {
            do {
                return try template(name)
            } catch  where error.code == .notFound || error.code == .undefined {
                continue
            }
        }
        let list = candidates.map { name in
            if case .undefined(let undefined) = name { undefined.message } else { name.pythonString }
        }
        throw TemplateError(
            .noneFound, "none of the templates given were found: \(list.joined(separator: ", "))")
    }
}
