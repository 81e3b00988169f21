extension Compiler {
    /// Compiles an expression.
    func node(_ expression: Expression, _ scope: Scope) throws(TemplateError) -> Node {
        let offset = expression.offset
        // What a constant decides isn't compiled: an unknown filter there is no error.
        if !isFolding, let chosen = decidedByConstant(expression) { return try node(chosen, scope) }
        switch expression.kind {
        case .name(let name): return nameNode(name, scope)
        case .constant(let value): return ConstantNode(value)
        case .tuple(let items): return TupleNode(try nodes(items, scope))
        case .list(let items): return ListNode(try nodes(items, scope))
        case .dict(let pairs):
            var entries: [(key: Node, value: Node)] = []
            for pair in pairs { entries.append((try node(pair.key, scope), try node(pair.value, scope))) }
            return DictNode(entries, at: offset)
        case .unary(let symbol, let operand): return UnaryNode(symbol, try node(operand, scope), at: offset)
        case .binary(let symbol, let left, let right):
            return BinaryNode(symbol, try node(left, scope), try node(right, scope), at: offset)
        case .and(let left, let right): return AndNode(try node(left, scope), try node(right, scope), at: offset)
        case .or(let left, let right): return OrNode(try node(left, scope), try node(right, scope), at: offset)
        case .not(let operand): return NotNode(try node(operand, scope), at: offset)
        case .compare(let first, let rest):
            var operands: [(symbol: Expression.ComparisonOperator, operand: Node)] = []
            for item in rest { operands.append((item.symbol, try node(item.operand, scope))) }
            return CompareNode(try node(first, scope), operands, at: offset)
        case .concat(let parts):
            let joinsSafely = isAutoescaping && !isVolatile && !parts.allSatisfy(isFoldable)
            return ConcatNode(try nodes(parts, scope), joinsSafely: joinsSafely, at: offset)
        case .conditional(let test, let then, let otherwise):
            let soft = scope.soft()
            let place = "line \(source.line(offset))" + (source.name.map { " in \(Value.quoted($0))" } ?? "")
            let hint =
                "the inline if-expression on \(place) evaluated to false and no else section was defined."
            let alternative: Node =
                try otherwise.map { value throws(TemplateError) in try node(value, soft) }
                ?? ConstantNode(.undefined(Undefined(.lenient, .hint(hint))))
            return ConditionalNode(try node(test, soft), try node(then, soft), alternative, at: offset)
        case .attribute(let value, let name): return AttributeNode(try node(value, scope), name, at: offset)
        case .item(let value, let key):
            return ItemNode(try node(value, scope), try node(key, scope), at: offset)
        case .slice(let value, let start, let stop, let step):
            func bound(_ part: Expression?) throws(TemplateError) -> Node? {
                guard let part else { return nil }
                return try node(part, scope)
            }
            return SliceNode(
                try node(value, scope), try bound(start), try bound(stop), try bound(step), isFolded: isFolding,
                at: offset)
        case .call(let callee, let arguments): return try call(callee, arguments, scope, at: offset)
        case .filter(let value, let name, let arguments):
            let input = try value.map { value throws(TemplateError) in try node(value, scope) }
            return try filter(name, input ?? ConstantNode(.string("")), arguments, scope, at: offset)
        case .test(let value, let name, let arguments):
            guard let test = environment.tests[name] else {
                if scope.isSoft { return FailNode(.runtime("No test named \(Value.quoted(name)) found."), at: offset) }
                throw failure("No test named \(Value.quoted(name)).", at: offset)
            }
            if case .name(let variable) = value.kind, name == "defined" || name == "undefined",
                arguments.expressions.isEmpty, let place = place(variable, scope)
            {
                return DefinedNode(hops: place.hops, slot: place.slot, expected: name == "defined")
            }
            return TestNode(
                test.body, try node(value, scope), try self.arguments(arguments, scope), at: offset)
        }
    }

    private func nodes(_ expressions: [Expression], _ scope: Scope) throws(TemplateError) -> [Node] {
        var result: [Node] = []
        for expression in expressions { result.append(try node(expression, scope)) }
        return result
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

    func arguments(
        _ arguments: CallArguments, _ scope: Scope, caller: Node? = nil
    ) throws(TemplateError) -> ArgumentsNode {
        var keywords: [(name: String, value: Node)] = []
        for keyword in arguments.keywords { keywords.append((keyword.name, try node(keyword.value, scope))) }
        if let caller { keywords.append(("caller", caller)) }
        return ArgumentsNode(
            positional: try nodes(arguments.positional, scope), keywords: keywords,
            list: try arguments.list.map { value throws(TemplateError) in try node(value, scope) },
            dict: try arguments.dict.map { value throws(TemplateError) in try node(value, scope) })
    }

    /// Compiles a call; `caller` is given to it by a call block.
    func call(
        _ callee: Expression, _ arguments: CallArguments, _ scope: Scope, at offset: Int, caller: Node? = nil
    ) throws(TemplateError) -> Node {
        if caller != nil, arguments.keywords.contains(where: { $0.name == "caller" }) {
            throw failure("keyword argument repeated: caller", at: offset, .invalidCode)
        }
        let values = try self.arguments(arguments, scope, caller: caller)
        if case .attribute(let receiver, let name) = callee.kind {
            return MethodCallNode(try node(receiver, scope), name, values, at: callee.offset)
        }
        return CallNode(try node(callee, scope), values, at: offset)
    }

    /// Compiles a filter on a value that is compiled already.
    func filter(
        _ name: String, _ value: Node, _ arguments: CallArguments, _ scope: Scope, at offset: Int
    ) throws(TemplateError) -> Node {
        guard let filter = environment.filters[name] else {
            if scope.isSoft { return FailNode(.runtime("No filter named \(Value.quoted(name)) found."), at: offset) }
            throw failure("No filter named \(Value.quoted(name)).", at: offset)
        }
        return FilterNode(filter.body, value, try self.arguments(arguments, scope), at: offset)
    }

    /// Compiles the filters of a block on the value that holds its text.
    func blockFilter(_ expression: Expression, _ text: Node, _ scope: Scope) throws(TemplateError) -> Node {
        guard case .filter(let inner, let name, let arguments) = expression.kind else {
            return try node(expression, scope)
        }
        let value = try inner.map { inner throws(TemplateError) in try blockFilter(inner, text, scope) } ?? text
        return try filter(name, value, arguments, scope, at: expression.offset)
    }
}
