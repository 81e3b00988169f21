extension Compiler {
    /// Makes the arguments of a call of their nodes, which are in the order of `CallArguments.expressions`.
    func assemble(_ arguments: CallArguments, _ nodes: ArraySlice<Node>, caller: Node? = nil) -> ArgumentsNode {
        var rest = nodes
        let positional = Array(rest.prefix(arguments.positional.count))
        rest = rest.dropFirst(positional.count)
        var keywords = Array(zip(arguments.keywords.map(\.name), rest)).map { (name: $0.0, value: $0.1) }
        rest = rest.dropFirst(keywords.count)
        if let caller { keywords.append(("caller", caller)) }
        let list = arguments.list == nil ? nil : rest.popFirst()
        return ArgumentsNode(
            positional: positional, keywords: keywords, list: list, dict: arguments.dict == nil ? nil : rest.popFirst())
    }

    /// Makes a call; where an attribute is called, the node is the value that has it.
    func call(_ node: Node, _ callee: Expression, _ arguments: ArgumentsNode, at offset: Int) -> Node {
        if case .attribute(_, let name) = callee.kind {
            return MethodCallNode(node, name, arguments, at: callee.offset)
        }
        return CallNode(node, arguments, at: offset)
    }

    /// Compiles the call of a call block, which gives its body to what is called.
    func call(
        _ callee: Expression, _ arguments: CallArguments, _ scope: Scope, at offset: Int, caller: Node
    ) throws(TemplateError) -> Node {
        if arguments.keywords.contains(where: { $0.name == "caller" }) {
            throw failure("keyword argument repeated: caller", at: offset, .invalidCode)
        }
        let values = assemble(arguments, try nodes(of: arguments, scope), caller: caller)
        if case .attribute(let receiver, _) = callee.kind {
            return call(try node(receiver, scope), callee, values, at: offset)
        }
        return call(try node(callee, scope), callee, values, at: offset)
    }

    private func nodes(of arguments: CallArguments, _ scope: Scope) throws(TemplateError) -> ArraySlice<Node> {
        var result: [Node] = []
        for expression in arguments.expressions { result.append(try node(expression, scope)) }
        return result[...]
    }

    /// Makes a filter; one that is unknown here fails when it is used.
    func filter(_ name: String, _ value: Node, _ arguments: ArgumentsNode, at offset: Int) -> Node {
        guard let filter = environment.filters[name] else {
            return FailNode(.runtime("No filter named \(Value.quoted(name)) found."), at: offset)
        }
        return FilterNode(filter.body, value, arguments, at: offset)
    }

    /// Compiles the filters of a block on the value that holds its text.
    func blockFilter(_ expression: Expression, _ text: Node, _ scope: Scope) throws(TemplateError) -> Node {
        try constants.checkStack()
        guard case .filter(let inner, let name, let arguments) = expression.kind else {
            return try node(expression, scope)
        }
        if environment.filters[name] == nil, !scope.isSoft {
            throw failure("No filter named \(Value.quoted(name)).", at: expression.offset)
        }
        var value = text
        if let inner { value = try blockFilter(inner, text, scope) }
        return filter(name, value, assemble(arguments, try nodes(of: arguments, scope)), at: expression.offset)
    }
}
