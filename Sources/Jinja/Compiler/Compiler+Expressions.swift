extension Compiler {
    /// Compiles an expression: first its operands, then itself.
    ///
    /// The recursion goes through this small function only, so that deep expressions need little stack.
    func node(_ expression: Expression, _ scope: Scope) throws(TemplateError) -> Node {
        try constants.checkStack()
        // What a constant decides isn't compiled: an unknown filter there is no error.
        if !isFolding, let chosen = decidedByConstant(expression) { return try node(chosen, scope) }
        try checkName(expression, scope)
        let operands = try nodes(Compiler.operands(expression), Compiler.scope(of: expression, scope))
        return try build(expression, operands[...], scope)
    }

    private func nodes(_ expressions: [Expression], _ scope: Scope) throws(TemplateError) -> [Node] {
        var result: [Node] = []
        for expression in expressions { result.append(try node(expression, scope)) }
        return result
    }

    /// The expressions to compile for another; of a called attribute it is the value that has the attribute.
    private static func operands(_ expression: Expression) -> [Expression] {
        guard case .call(let callee, let arguments) = expression.kind,
            case .attribute(let receiver, _) = callee.kind
        else { return expression.children }
        return [receiver] + arguments.expressions
    }

    /// In an inline condition unknown filters are an error only when they are used.
    private static func scope(of expression: Expression, _ scope: Scope) -> Scope {
        if case .conditional = expression.kind { scope.soft() } else { scope }
    }

    /// Refuses unknown filters and tests, before what they are applied to is looked at.
    private func checkName(_ expression: Expression, _ scope: Scope) throws(TemplateError) {
        guard !scope.isSoft else { return }
        switch expression.kind {
        case .filter(_, let name, _) where environment.filters[name] == nil:
            throw failure("No filter named \(Value.quoted(name)).", at: expression.offset)
        case .test(_, let name, _) where environment.tests[name] == nil:
            throw failure("No test named \(Value.quoted(name)).", at: expression.offset)
        default: break
        }
    }

    /// Makes the node of an expression whose operands are compiled.
    private func build(
        _ expression: Expression, _ operands: ArraySlice<Node>, _ scope: Scope
    ) throws(TemplateError) -> Node {
        let offset = expression.offset
        switch expression.kind {
        case .name(let name): return nameNode(name, scope)
        case .constant(let value): return ConstantNode(value)
        case .tuple: return TupleNode(Array(operands))
        case .list: return ListNode(Array(operands))
        case .dict(let pairs):
            return DictNode(pairs.indices.map { (operands[2 * $0], operands[2 * $0 + 1]) }, at: offset)
        case .unary(let symbol, _): return UnaryNode(symbol, operands[0], at: offset)
        case .binary(let symbol, _, _): return BinaryNode(symbol, operands[0], operands[1], at: offset)
        case .and: return AndNode(operands[0], operands[1], at: offset)
        case .or: return OrNode(operands[0], operands[1], at: offset)
        case .not: return NotNode(operands[0], at: offset)
        case .compare(_, let rest): return comparison(rest, operands, at: offset)
        case .concat(let parts):
            let joinsSafely = isAutoescaping && !isVolatile && !parts.allSatisfy(isFoldable)
            return ConcatNode(Array(operands), joinsSafely: joinsSafely, at: offset)
        case .conditional: return conditional(operands, at: offset)
        case .attribute(_, let name): return AttributeNode(operands[0], name, at: offset)
        case .item: return ItemNode(operands[0], operands[1], at: offset)
        case .slice(_, let start, let stop, let step):
            var rest = operands.dropFirst()
            let first = start == nil ? nil : rest.popFirst()
            let last = stop == nil ? nil : rest.popFirst()
            let by = step == nil ? nil : rest.popFirst()
            return SliceNode(operands[0], first, last, by, isFolded: isFolding, at: offset)
        case .call(let callee, let arguments):
            return call(operands[0], callee, assemble(arguments, operands.dropFirst()), at: offset)
        case .filter(let value, let name, let arguments):
            let rest = value == nil ? operands : operands.dropFirst()
            let input = value == nil ? ConstantNode(.string("")) : operands[0]
            return filter(name, input, assemble(arguments, rest), at: offset)
        case .test(let value, let name, let arguments):
            return test(name, value, assemble(arguments, operands.dropFirst()), operands[0], scope, at: offset)
        }
    }

    private func comparison(
        _ rest: [(symbol: Expression.ComparisonOperator, operand: Expression)], _ operands: ArraySlice<Node>,
        at offset: Int
    ) -> Node {
        var others = Array(zip(rest.map(\.symbol), operands.dropFirst()))
        if let last = rest.last, last.symbol == .contained || last.symbol == .notContained,
            let values = Compiler.constants(last.operand)
        {
            // Nothing else sees the literal after the last `in`: one for all renders will do.
            others[others.count - 1].1 = ConstantNode(.tuple(values))
        }
        let second = others.removeFirst()
        return CompareNode(operands[0], second.0, second.1, others.map { (symbol: $0.0, operand: $0.1) }, at: offset)
    }

    /// The values of a list or tuple of constants.
    private static func constants(_ expression: Expression) -> [Value]? {
        var values: [Value] = []
        switch expression.kind {
        case .list(let items), .tuple(let items):
            for item in items {
                guard case .constant(let value) = item.kind else { return nil }
                values.append(value)
            }
            return values
        default: return nil
        }
    }

    private func conditional(_ operands: ArraySlice<Node>, at offset: Int) -> Node {
        if operands.count == 3 { return ConditionalNode(operands[0], operands[1], operands[2], at: offset) }
        let place = "line \(source.line(offset))" + (source.name.map { " in \(Value.quoted($0))" } ?? "")
        let hint = "the inline if-expression on \(place) evaluated to false and no else section was defined."
        let missing = ConstantNode(.undefined(Undefined(.lenient, .hint(hint))))
        return ConditionalNode(operands[0], operands[1], missing, at: offset)
    }

    private func test(
        _ name: String, _ value: Expression, _ arguments: ArgumentsNode, _ operand: Node, _ scope: Scope,
        at offset: Int
    ) -> Node {
        guard let test = environment.tests[name] else {
            return FailNode(.runtime("No test named \(Value.quoted(name)) found."), at: offset)
        }
        if case .name(let variable) = value.kind, name == "defined" || name == "undefined", arguments.isEmpty,
            let place = place(variable, scope)
        {
            return DefinedNode(hops: place.hops, slot: place.slot, expected: name == "defined")
        }
        return TestNode(test.body, operand, arguments, at: offset)
    }

    /// Where a name's value is: some functions further out, in a slot.
    private func place(_ name: String, _ scope: Scope) -> (hops: Int, slot: Int)? {
        guard let slot = scope.symbols.reference(name) else { return nil }
        return (scope.function.depth - slot.function.depth, slot.index)
    }

    func nameNode(_ name: String, _ scope: Scope) -> Node {
        guard let (hops, slot) = place(name, scope) else { return ContextNode(name) }
        return hops == 0 ? LocalNode(slot, name) : OuterNode(hops: hops, slot: slot, name)
    }
}
