import OrderedCollections

/// Turns statements into code: it resolves names to slots, filters and tests to functions, and checks what Jinja
/// checks while compiling.
struct Compiler {
    let source: TemplateSource
    let environment: Environment
    /// What computes constants.
    let constants: Runtime
    /// The variables taken from outside.
    var undeclared: Set<String> = []
    /// Whether what is printed here is escaped, as far as that is known while compiling.
    var isAutoescaping: Bool
    /// Whether that is known only while rendering.
    var isVolatile = false
    /// Whether a constant is being computed, where Jinja is more lenient.
    var isFolding = false
    /// The `extends` statements so far, and whether one of them certainly runs.
    var extendsCount = 0
    var hasKnownExtends = false

    /// What the compiler knows of the place in the template that it works on.
    struct Scope {
        var symbols: Symbols
        /// Whether assignments here are the template's own.
        var isTopLevel = false
        /// Whether the place is outside of any condition.
        var isRoot = false
        /// Whether unknown filters are an error only when they are used.
        var isSoft = false
        /// Whether text must not be printed once the template extends another.
        var checksOutput = false
        var isInLoop = false

        var function: FunctionScope { symbols.function }

        /// A frame inside this one.
        func inner(_ function: FunctionScope? = nil) -> Scope {
            Scope(
                symbols: Symbols(parent: symbols, function: function ?? symbols.function), checksOutput: checksOutput,
                isInLoop: function == nil && isInLoop)
        }

        /// The same frame in a condition.
        func soft() -> Scope {
            var scope = self
            scope.isRoot = false
            scope.isSoft = true
            return scope
        }
    }

    private init(_ source: TemplateSource, _ environment: Environment) {
        self.source = source
        self.environment = environment
        isAutoescaping = environment.autoescape
        var limited = environment
        limited.limits = Compiler.constantLimits(environment.limits)
        constants = Runtime(limited)
    }

    /// Compiles a template.
    static func compile(
        _ source: TemplateSource, _ statements: [Statement], _ environment: Environment
    ) throws(TemplateError) -> CompiledTemplate {
        var compiler = Compiler(source, environment)
        defer { compiler.constants.finish() }
        return try compiler.template(statements)
    }

    /// Compiles an expression that stands alone.
    static func compile(
        _ source: TemplateSource, _ expression: Expression, _ environment: Environment
    ) throws(TemplateError) -> (FunctionCode, Node) {
        var compiler = Compiler(source, environment)
        defer { compiler.constants.finish() }
        let scope = Scope(symbols: Symbols(parent: nil, function: FunctionScope(parent: nil)))
        SymbolVisitor(symbols: scope.symbols).visit(expression)
        let function = FunctionCode()
        let node = try compiler.node(expression, scope)
        function.prologue = compiler.prologue(scope)
        function.slotCount = scope.function.slotCount
        return (function, node)
    }

    func failure(
        _ message: String, at offset: Int, _ code: TemplateError.Code = .assertion
    ) -> TemplateError {
        TemplateError(code, message, at: source.location(offset))
    }

    /// What entering the scope's frame does; remembers the names taken from outside.
    mutating func prologue(_ scope: Scope) -> Prologue {
        var prologue = Prologue()
        for (slot, load) in scope.symbols.loads {
            prologue.owned.append(slot.index)
            switch load {
            case .parameter: break
            case .undefined: prologue.loads.append(.clear(slot.index))
            case .resolve(let name):
                prologue.loads.append(.resolve(slot.index, name))
                if environment.globals[name] == nil { undeclared.insert(name) }
            case .alias(let from):
                prologue.loads.append(
                    .copy(slot.index, hops: slot.function.depth - from.function.depth, from: from.index))
            }
        }
        return prologue
    }

    private mutating func template(_ statements: [Statement]) throws(TemplateError) -> CompiledTemplate {
        var definitions: [BlockDefinition] = []
        var hasExtends = false
        var duplicate: BlockDefinition?
        Statement.walk(statements) { statement in
            if case .extends = statement.kind { hasExtends = true }
            guard case .block(let block) = statement.kind else { return }
            if duplicate == nil, definitions.contains(where: { $0.name == block.name }) { duplicate = block }
            definitions.append(block)
        }
        if let duplicate {
            throw failure("block \(Value.quoted(duplicate.name)) defined twice", at: duplicate.offset)
        }
        let root = FunctionScope(parent: nil)
        var scope = Scope(symbols: Symbols(parent: nil, function: root), isTopLevel: true, isRoot: true)
        var selfSlot: Slot?
        if UndeclaredNames.find(["self"], in: statements).contains("self") {
            selfSlot = scope.symbols.declareParameter("self")
        }
        SymbolVisitor(symbols: scope.symbols).visit(statements)
        scope.checksOutput = hasExtends
        let function = FunctionCode()
        function.prologue = prologue(scope)
        function.code = try code(statements, scope)
        function.slotCount = root.slotCount
        var blocks: [BlockCode] = []
        for definition in definitions { blocks.append(try block(definition)) }
        return CompiledTemplate(
            source: source, root: function, selfSlot: selfSlot?.index, blocks: blocks, undeclared: undeclared)
    }

    private mutating func block(_ definition: BlockDefinition) throws(TemplateError) -> BlockCode {
        let scope = Scope(symbols: Symbols(parent: nil, function: FunctionScope(parent: nil)))
        let special = UndeclaredNames.find(["self", "super"], in: definition.body)
        let selfSlot = special.contains("self") ? scope.symbols.declareParameter("self").index : nil
        let superSlot = special.contains("super") ? scope.symbols.declareParameter("super").index : nil
        SymbolVisitor(symbols: scope.symbols).visit(definition.body)
        let function = FunctionCode()
        function.prologue = prologue(scope)
        function.code = try code(definition.body, scope)
        function.slotCount = scope.function.slotCount
        return BlockCode(
            name: definition.name, function: function, source: source, selfSlot: selfSlot, superSlot: superSlot)
    }

    /// Compiles statements; those after a second certain `extends` are never reached.
    mutating func code(_ statements: [Statement], _ scope: Scope) throws(TemplateError) -> Operation {
        try constants.checkStack()
        var operations: [Operation] = []
        for statement in statements {
            if case .extends = statement.kind, hasKnownExtends, scope.isTopLevel {
                operations.append(FailOperation(.runtime("extended multiple times"), at: statement.offset))
                break
            }
            if case .output(let parts) = statement.kind {
                operations += try output(parts, scope)
            } else if let operation = try operation(statement, scope) {
                operations.append(operation)
            }
        }
        return Operation.sequence(operations)
    }
}
