extension Compiler {
    /// Compiles a loop.
    mutating func loop(_ loop: Loop, _ scope: Scope, at offset: Int) throws(TemplateError) -> Operation {
        if let place = Compiler.assignmentToLoop(loop) {
            throw failure("Can't assign to special loop variable in for-loop target", at: place)
        }
        let function = loop.isRecursive ? FunctionScope(parent: scope.function) : nil
        var inner = scope.inner(function)
        inner.isInLoop = true
        var otherwise = scope.inner(function)
        otherwise.isInLoop = function == nil && scope.isInLoop
        let isExtended =
            loop.isRecursive || UndeclaredNames.find(["loop"], in: loop.body).contains("loop")
            || Compiler.hasScopedBlock(loop)
        let loopSlot = isExtended ? inner.symbols.declareParameter("loop").index : nil
        SymbolVisitor(symbols: inner.symbols).visit(loop.target, asParameter: true)
        SymbolVisitor(symbols: inner.symbols).visit(loop.body)
        SymbolVisitor(symbols: otherwise.symbols).visit(loop.otherwise)
        let filter = try loop.filter.map { test throws(TemplateError) in
            try self.filter(test, of: loop, inner.function, scope)
        }
        let code = LoopCode(
            entry: prologue(inner), target: try target(loop.target, inner), body: try code(loop.body, inner),
            otherwiseEntry: prologue(otherwise),
            otherwise: loop.otherwise.isEmpty ? nil : try code(loop.otherwise, otherwise), filter: filter,
            loopSlot: loopSlot, offset: offset)
        let sequence = try node(loop.sequence, scope)
        guard let function else { return LoopOperation(sequence, code, at: loop.sequence.offset) }
        return RecursiveLoopOperation(
            sequence, RecursiveLoop(code, slotCount: function.slotCount, escaping), at: loop.sequence.offset)
    }

    /// Compiles a loop's condition as the function that Jinja makes of it: a generator in the loop's function.
    private mutating func filter(
        _ test: Expression, of loop: Loop, _ function: FunctionScope, _ scope: Scope
    ) throws(TemplateError) -> LoopFilter {
        let own = FunctionScope(parent: function)
        let inner = scope.inner(own)
        SymbolVisitor(symbols: inner.symbols).visit(loop.target, asParameter: true)
        SymbolVisitor(symbols: inner.symbols).visit(test)
        let entry = prologue(inner)
        let target = try target(loop.target, inner)
        let node = try node(test, inner)
        return LoopFilter(entry: entry, target: target, test: node, slotCount: own.slotCount, offset: test.offset)
    }

    private static func hasScopedBlock(_ loop: Loop) -> Bool {
        var found = false
        Statement.walk(loop.body + loop.otherwise) { statement in
            if case .block(let block) = statement.kind, block.isScoped { found = true }
        }
        return found
    }

    /// The place of an assignment to `loop` in a loop.
    private static func assignmentToLoop(_ loop: Loop) -> Int? {
        var place: Int?
        func look(_ target: Target) {
            target.forEachName { name, isNamespace, offset in
                if name == "loop", !isNamespace, place == nil { place = offset }
            }
        }
        look(loop.target)
        Statement.walk(loop.body + loop.otherwise) { statement in
            switch statement.kind {
            case .loop(let inner): look(inner.target)
            case .assign(let target, _), .assignBlock(let target, _, _): look(target)
            default: break
            }
        }
        return place
    }

    // MARK: Macros

    mutating func macro(
        _ macro: MacroDefinition, _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> Operation {
        let name = macro.name ?? ""
        let place = try target(.name(name, offset: offset), scope)
        let code = try macroCode(macro, scope, at: offset)
        return MacroOperation(code, place, name, isTopLevel: scope.isTopLevel)
    }

    /// Compiles a macro's body as a function of its own.
    mutating func macroCode(
        _ macro: MacroDefinition, _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> MacroCode {
        let own = FunctionScope(parent: scope.function)
        var inner = scope.inner(own)
        inner.checksOutput = false
        let symbols = inner.symbols
        func analyze() {
            for parameter in macro.parameters { symbols.declareParameter(parameter) }
            for value in macro.defaults { SymbolVisitor(symbols: symbols).visit(value) }
            SymbolVisitor(symbols: symbols).visit(macro.body)
        }
        analyze()
        var slots: [Int] = []
        for parameter in macro.parameters { slots.append(symbols.reference(parameter)?.index ?? 0) }
        let special = UndeclaredNames.find(["caller", "kwargs", "varargs"], in: macro.body)
        var code = MacroCode(name: macro.name, parameters: macro.parameters, slots: slots)
        if special.contains("caller") {
            if let index = macro.parameters.firstIndex(of: "caller") {
                if macro.defaultValue(index) == nil {
                    throw failure(
                        "When defining macros or call blocks the special \"caller\" argument must be omitted "
                            + "or be given a default.", at: offset)
                }
            } else {
                code.callerSlot = symbols.declareParameter("caller").index
            }
            code.accessesCaller = true
        }
        if special.contains("kwargs"), !macro.parameters.contains("kwargs") {
            code.keywordsSlot = symbols.declareParameter("kwargs").index
        }
        if special.contains("varargs"), !macro.parameters.contains("varargs") {
            code.restSlot = symbols.declareParameter("varargs").index
        }
        analyze()
        code.prologue = prologue(inner)
        for (index, parameter) in macro.parameters.enumerated() {
            if let value = macro.defaultValue(index) {
                code.defaults.append(try node(value, inner))
            } else {
                code.defaults.append(MissingParameterNode(parameter))
            }
        }
        code.body = try self.code(macro.body, inner)
        code.slotCount = own.slotCount
        return code
    }
}
