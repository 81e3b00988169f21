extension Compiler {
    /// Compiles a statement; nil where it leaves nothing to do.
    ///
    /// Statements with bodies recurse through this small function, so that nesting needs little stack.
    mutating func operation(_ statement: Statement, _ scope: Scope) throws(TemplateError) -> Operation? {
        let offset = statement.offset
        switch statement.kind {
        case .condition(let branches, let otherwise): return try condition(branches, otherwise, scope)
        case .loop(let loop): return try self.loop(loop, scope, at: offset)
        case .assignBlock(let target, let filter, let body):
            return try assignBlock(target, filter, body, scope, at: offset)
        case .macro(let macro): return try self.macro(macro, scope, at: offset)
        case .callBlock(let macro, let call): return try callBlock(macro, call, scope, at: offset)
        case .filterBlock(let filter, let body): return try filterBlock(filter, body, scope)
        case .with(let pairs, let body): return try with(pairs, body, scope, at: offset)
        case .autoescape(let value, let body): return try autoescape(value, body, scope)
        default: return try plainOperation(statement, scope)
        }
    }

    /// Compiles a statement without a body here.
    private mutating func plainOperation(
        _ statement: Statement, _ scope: Scope
    ) throws(TemplateError) -> Operation? {
        let offset = statement.offset
        switch statement.kind {
        case .assign(let target, let value):
            let place = try self.target(target, scope)
            return AssignOperation(place, try node(value, scope), exports(target, scope), at: offset)
        case .block(let definition): return block(definition, scope)
        case .extends(let template): return try extends(template, scope, at: offset)
        case .include(let template, let withContext, let ignoresMissing):
            return IncludeOperation(
                try node(template, scope), locals: withContext ? locals(scope) : nil, ignoresMissing: ignoresMissing,
                at: template.offset)
        case .importTemplate(let template, let name, let withContext):
            let place = try target(.name(name, offset: offset), scope)
            return ImportOperation(
                try node(template, scope), locals: withContext ? locals(scope) : nil, place,
                exportedAs: scope.isTopLevel ? name : nil, at: template.offset)
        case .fromImport(let template, let names, let withContext):
            return try fromImport(template, names, withContext, scope)
        case .evaluate(let expression): return EvaluateOperation(try node(expression, scope))
        case .breakLoop:
            guard scope.isInLoop else { throw failure("'break' outside loop", at: offset, .invalidCode) }
            return JumpOperation(.broken)
        case .continueLoop:
            guard scope.isInLoop else { throw failure("'continue' not properly in loop", at: offset, .invalidCode) }
            return JumpOperation(.continued)
        default: return nil
        }
    }

    private mutating func condition(
        _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement], _ scope: Scope
    ) throws(TemplateError) -> Operation {
        let soft = scope.soft()
        var compiled: [(test: Node, body: Operation)] = []
        for branch in branches { compiled.append((try node(branch.test, soft), try code(branch.body, soft))) }
        let first = compiled.removeFirst()
        return IfOperation(first.test, first.body, compiled, try code(otherwise, soft))
    }

    private mutating func callBlock(
        _ macro: MacroDefinition, _ call: Expression, _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> Operation {
        let slot = scope.function.newSlot().index
        let code = try macroCode(macro, scope, at: offset)
        guard case .call(let callee, let arguments) = call.kind else { throw failure("expected call", at: offset) }
        let node = try self.call(callee, arguments, scope, at: call.offset, caller: LocalNode(slot, "caller"))
        return CallBlockOperation(code, slot, node, at: call.offset)
    }

    private mutating func filterBlock(
        _ filter: Expression, _ body: [Statement], _ scope: Scope
    ) throws(TemplateError) -> Operation {
        let inner = scope.inner()
        SymbolVisitor(symbols: inner.symbols).visit(body)
        SymbolVisitor(symbols: inner.symbols).visit(filter)
        let slot = scope.function.newSlot().index
        let entry = prologue(inner)
        let content = try code(body, inner)
        let value = try blockFilter(filter, LocalNode(slot, ""), inner)
        return FilterBlockOperation(entry, content, slot, escaping, value, at: filter.offset)
    }

    private mutating func with(
        _ pairs: [(target: Target, value: Expression)], _ body: [Statement], _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> Operation {
        let inner = scope.inner()
        for pair in pairs { SymbolVisitor(symbols: inner.symbols).visit(pair.target, asParameter: true) }
        SymbolVisitor(symbols: inner.symbols).visit(body)
        var assignments: [(target: TargetCode, value: Node)] = []
        for pair in pairs { assignments.append((try target(pair.target, inner), try node(pair.value, scope))) }
        return WithOperation(prologue(inner), assignments, try code(body, inner), at: offset)
    }

    private mutating func fromImport(
        _ template: Expression, _ names: [(name: String, alias: String)], _ withContext: Bool, _ scope: Scope
    ) throws(TemplateError) -> Operation {
        var targets: [(name: String, alias: String, slot: Int)] = []
        for item in names {
            let slot = scope.symbols.reference(item.alias)?.index ?? scope.function.newSlot().index
            targets.append((item.name, item.alias, slot))
        }
        return FromImportOperation(
            try node(template, scope), locals: withContext ? locals(scope) : nil, targets,
            isTopLevel: scope.isTopLevel, at: template.offset)
    }

    /// Whether what is printed here is escaped.
    var escaping: Escaping { isVolatile ? .whileRendering : isAutoescaping ? .always : .never }

    /// Compiles what is printed; nothing where the template extends another for certain.
    func output(_ parts: [Statement.OutputPart], _ scope: Scope) throws(TemplateError) -> [Operation] {
        if scope.checksOutput, hasKnownExtends { return [] }
        var operations: [Operation] = []
        var text: [UInt8] = []
        func flush() {
            if !text.isEmpty { operations.append(TextOperation(text)) }
            text = []
        }
        for part in parts {
            switch part {
            case .text(let data): Text.append(data, to: &text)
            case .expression(let expression):
                // Jinja computes constants while compiling, whatever a render may say of escaping.
                if let constant = constantText(expression) {
                    Text.append(constant, to: &text)
                } else {
                    flush()
                    operations.append(
                        PrintOperation(try node(expression, scope), escaping, at: expression.offset))
                }
            }
        }
        flush()
        return scope.checksOutput ? [UnlessExtendedOperation(operations)] : operations
    }

    /// Compiles what a value is assigned to.
    func target(_ target: Target, _ scope: Scope) throws(TemplateError) -> TargetCode {
        switch target {
        case .name(let name, let offset):
            guard let slot = scope.symbols.reference(name), slot.function === scope.function else {
                throw failure("can't assign to \(Value.quoted(name)) here", at: offset)
            }
            return .slot(slot.index)
        case .namespace(let name, let attribute, _): return .namespace(nameNode(name, scope), attribute)
        case .tuple(let items, _):
            var codes: [TargetCode] = []
            for item in items { codes.append(try self.target(item, scope)) }
            return .tuple(codes)
        }
    }

    /// The variables that an assignment at the top level shows to the context.
    private func exports(_ target: Target, _ scope: Scope) -> [(name: String, slot: Int)] {
        guard scope.isTopLevel else { return [] }
        var result: [(name: String, slot: Int)] = []
        target.forEachName { name, isNamespace, _ in
            if !isNamespace, let slot = scope.symbols.reference(name) { result.append((name, slot.index)) }
        }
        return result
    }

    private mutating func assignBlock(
        _ target: Target, _ filter: Expression?, _ body: [Statement], _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> Operation {
        var inner = scope.inner()
        inner.checksOutput = false
        SymbolVisitor(symbols: inner.symbols).visit(body)
        if let filter { SymbolVisitor(symbols: inner.symbols).visit(filter) }
        let slot = scope.function.newSlot().index
        let text = LocalNode(slot, "")
        let entry = prologue(inner)
        let content = try code(body, inner)
        let value = try filter.map { filter throws(TemplateError) in try blockFilter(filter, text, inner) } ?? text
        return AssignBlockOperation(
            entry, content, slot, filter == nil ? .never : escaping, value, try self.target(target, scope),
            exports(target, scope), at: offset)
    }

    private mutating func autoescape(
        _ value: Expression, _ body: [Statement], _ scope: Scope
    ) throws(TemplateError) -> Operation {
        let inner = scope.inner()
        SymbolVisitor(symbols: inner.symbols).visit(value)
        SymbolVisitor(symbols: inner.symbols).visit(body)
        let saved = (isAutoescaping, isVolatile)
        let node = try node(value, inner)
        if case .constant(let constant) = value.kind {
            isAutoescaping = try constant.truth()
        } else {
            isVolatile = true
        }
        let entry = prologue(inner)
        let content = try code(body, inner)
        (isAutoescaping, isVolatile) = saved
        return AutoescapeOperation(entry, node, content, at: value.offset)
    }

    /// The local variables that an included template sees.
    private func locals(_ scope: Scope) -> Locals {
        scope.symbols.assignedNames().map { name, slot in
            let hops = scope.function.depth - slot.function.depth
            return (name, SlotNode(hops: hops, slot: slot.index))
        }
    }

    private func block(_ definition: BlockDefinition, _ scope: Scope) -> Operation? {
        if scope.isTopLevel, hasKnownExtends { return nil }
        let operation = BlockOperation(
            definition.name, isRequired: definition.isRequired, locals: definition.isScoped ? locals(scope) : nil,
            at: definition.offset)
        return scope.isTopLevel && extendsCount > 0 ? UnlessExtendedOperation([operation]) : operation
    }

    private mutating func extends(
        _ template: Expression, _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> Operation {
        guard scope.isTopLevel else { throw failure("cannot use extend from a non top-level scope", at: offset) }
        let operation = ExtendsOperation(
            try node(template, scope), checksRepetition: extendsCount > 0, at: template.offset)
        if scope.isRoot { hasKnownExtends = true }
        extendsCount += 1
        return operation
    }
}
