extension Parser {
    /// Parses one statement after the begin of its tag.
    mutating func statement() throws(TemplateError) -> Statement? {
        let token = current
        guard token.kind == .name else { throw failure("tag name expected") }
        tags.append(token.text)
        let kind: Statement.Kind
        switch token.text {
        case "for": kind = try loop()
        case "if": kind = try condition()
        case "block": kind = try blockStatement()
        case "extends":
            advance()
            kind = .extends(try expression())
        case "print": kind = try printStatement()
        case "macro": kind = try macro()
        case "include": kind = try include()
        case "from": kind = try fromImport()
        case "import": kind = try importStatement()
        case "set": kind = try set()
        case "with": kind = try with()
        case "autoescape":
            advance()
            let value = try expression()
            kind = .autoescape(value, body: try block(until: ["endautoescape"], drop: true))
        case "call": kind = try callBlock()
        case "filter":
            advance()
            let filter = try filter(on: nil, isInline: true)
            let body = try block(until: ["endfilter"], drop: true)
            guard let filter else { throw failure("expected token 'name'") }
            kind = .filterBlock(filter, body: body)
        case "do" where environment.hasDo:
            advance()
            kind = .evaluate(try tuple())
        case "break" where environment.hasLoopControls:
            advance()
            kind = .breakLoop
        case "continue" where environment.hasLoopControls:
            advance()
            kind = .continueLoop
        default:
            guard let tag = environment.hostTags[token.text] else {
                tags.removeLast()
                throw unknownTag(token)
            }
            kind = try hostTag(tag, token)
        }
        tags.removeLast()
        return Statement(kind: kind, offset: token.offset)
    }

    /// Parses a tag that the host added: a call of its function.
    private mutating func hostTag(_ tag: HostTag, _ token: Token) throws(TemplateError) -> Statement.Kind {
        advance()
        let function = Expression(.constant(tag.function), at: token.offset)
        var arguments = CallArguments()
        switch tag.form {
        case .moment:
            let first = try expression()
            let second =
                skip(.comma) ? try expression() : Expression(.constant(.none), at: token.offset)
            switch first.kind {
            case .binary(.add, let left, let right):
                arguments.positional = [left, Expression(.constant("+"), at: token.offset), right, second]
            case .binary(.subtract, let left, let right):
                arguments.positional = [left, Expression(.constant("-"), at: token.offset), right, second]
            default: arguments.positional = [first, second]
            }
            return .output([.expression(try node(.call(function, arguments), token.offset))])
        case .option(let name):
            var value = Expression(.constant(false), at: token.offset)
            if skip(name: name) {
                // As the tag's own reader, whatever stands there for the sign.
                advance()
                value = try expression()
            }
            arguments.positional = [value]
            return .output([.expression(try node(.call(function, arguments), token.offset))])
        case .binding:
            let name = try nameTarget()
            try expect(name: "from")
            arguments.positional = [Expression(.constant(.string(name)), at: token.offset), try expression()]
            let call = try node(.call(function, arguments), token.offset)
            let body = try block(until: ["end\(token.text)"], drop: true)
            return .callBlock(MacroDefinition(name: nil, parameters: [], defaults: [], body: body), call: call)
        }
    }

    private mutating func loop() throws(TemplateError) -> Statement.Kind {
        advance()
        let target = try assignmentTarget()
        try expect(name: "in")
        let sequence = try tuple(withCondition: false)
        let test = skip(name: "if") ? try expression() : nil
        let isRecursive = skip(name: "recursive")
        let body = try block(until: ["endfor", "else"])
        var otherwise: [Statement] = []
        if advance().text != "endfor" { otherwise = try block(until: ["endfor"], drop: true) }
        return .loop(
            Loop(
                target: target, sequence: sequence, filter: test, isRecursive: isRecursive, body: body,
                otherwise: otherwise))
    }

    private mutating func condition() throws(TemplateError) -> Statement.Kind {
        var branches: [(test: Expression, body: [Statement])] = []
        var otherwise: [Statement] = []
        advance()
        while true {
            let test = try tuple(withCondition: false)
            branches.append((test, try block(until: ["elif", "else", "endif"])))
            let token = advance()
            if token.isName("elif") { continue }
            if token.isName("else") { otherwise = try block(until: ["endif"], drop: true) }
            return .condition(branches, otherwise: otherwise)
        }
    }

    private mutating func blockStatement() throws(TemplateError) -> Statement.Kind {
        let offset = advance().offset
        let name = try expect(.name).text
        let isScoped = skip(name: "scoped")
        let isRequired = skip(name: "required")
        if current.kind == .sub {
            throw failure(
                "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, "
                    + "use an underscore instead.")
        }
        let body = try block(until: ["endblock"], drop: true)
        if isRequired, !body.allSatisfy(Parser.isBlank) {
            throw failure("Required blocks can only contain comments or whitespace")
        }
        _ = skip(name: name)
        return .block(
            BlockDefinition(name: name, isScoped: isScoped, isRequired: isRequired, body: body, offset: offset))
    }

    private static func isBlank(_ statement: Statement) -> Bool {
        guard case .output(let parts) = statement.kind else { return false }
        return parts.allSatisfy { part in
            if case .text(let text) = part { text.unicodeScalars.allSatisfy(Text.isSpace) } else { false }
        }
    }

    private mutating func printStatement() throws(TemplateError) -> Statement.Kind {
        advance()
        var parts: [Statement.OutputPart] = []
        while current.kind != .blockEnd {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(.expression(try expression()))
        }
        return .output(parts)
    }

    private mutating func set() throws(TemplateError) -> Statement.Kind {
        advance()
        let target = try assignmentTarget(withNamespace: true)
        if skip(.assign) { return .assign(target, try tuple()) }
        let filter = try filter(on: nil)
        return .assignBlock(target, filter: filter, body: try block(until: ["endset"], drop: true))
    }

    private mutating func with() throws(TemplateError) -> Statement.Kind {
        advance()
        var pairs: [(target: Target, value: Expression)] = []
        while current.kind != .blockEnd {
            if !pairs.isEmpty { try expect(.comma) }
            let target = try assignmentTarget()
            try expect(.assign)
            pairs.append((target, try expression()))
        }
        return .with(pairs, body: try block(until: ["endwith"], drop: true))
    }

    // MARK: Other templates

    /// `with context` or `without context`; nil where neither is there.
    private mutating func contextClause() -> Bool? {
        guard current.isName("with") || current.isName("without"), next.isName("context") else { return nil }
        let result = advance().text == "with"
        advance()
        return result
    }

    private mutating func include() throws(TemplateError) -> Statement.Kind {
        advance()
        let template = try expression()
        var ignoresMissing = false
        if current.isName("ignore"), next.isName("missing") {
            ignoresMissing = true
            advance()
            advance()
        }
        return .include(template, withContext: contextClause() ?? true, ignoreMissing: ignoresMissing)
    }

    private mutating func importStatement() throws(TemplateError) -> Statement.Kind {
        advance()
        let template = try expression()
        try expect(name: "as")
        let target = try nameTarget()
        return .importTemplate(template, target: target, withContext: contextClause() ?? false)
    }

    private mutating func fromImport() throws(TemplateError) -> Statement.Kind {
        advance()
        let template = try expression()
        try expect(name: "import")
        var names: [(name: String, alias: String)] = []
        var withContext: Bool?
        while true {
            if !names.isEmpty { try expect(.comma) }
            guard current.kind == .name else {
                try expect(.name)
                continue
            }
            withContext = contextClause()
            if withContext != nil { break }
            let token = current
            let name = try nameTarget()
            if name.utf8.first == UInt8(ascii: "_") {
                throw failure(
                    "names starting with an underline can not be imported", at: token.offset, .assertion)
            }
            names.append((name, skip(name: "as") ? try nameTarget() : name))
            withContext = contextClause()
            if withContext != nil || current.kind != .comma { break }
        }
        return .fromImport(template, names: names, withContext: withContext ?? false)
    }

    // MARK: Macros

    private mutating func signature() throws(TemplateError) -> (parameters: [String], defaults: [Expression]) {
        var parameters: [String] = []
        var defaults: [Expression] = []
        try expect(.lparen)
        while current.kind != .rparen {
            if !parameters.isEmpty { try expect(.comma) }
            let token = current
            let name = try nameTarget()
            if parameters.contains(name) {
                throw failure(
                    "duplicate argument \(Value.quoted(name)) in function definition", at: token.offset, .invalidCode)
            }
            if skip(.assign) {
                defaults.append(try expression())
            } else if !defaults.isEmpty {
                throw failure("non-default argument follows default argument")
            }
            parameters.append(name)
        }
        try expect(.rparen)
        return (parameters, defaults)
    }

    private mutating func macro() throws(TemplateError) -> Statement.Kind {
        advance()
        let name = try nameTarget()
        let (parameters, defaults) = try signature()
        let body = try block(until: ["endmacro"], drop: true)
        return .macro(MacroDefinition(name: name, parameters: parameters, defaults: defaults, body: body))
    }

    private mutating func callBlock() throws(TemplateError) -> Statement.Kind {
        let start = advance()
        let (parameters, defaults) = current.kind == .lparen ? try signature() : ([], [])
        let call = try expression()
        guard case .call = call.kind else { throw failure("expected call", at: start.offset) }
        let body = try block(until: ["endcall"], drop: true)
        return .callBlock(
            MacroDefinition(name: nil, parameters: parameters, defaults: defaults, body: body), call: call)
    }

    // MARK: Targets

    private mutating func nameTarget() throws(TemplateError) -> String {
        let token = try expect(.name)
        if Parser.constants[token.text] != nil { throw failure("can't assign to 'name'", at: token.offset) }
        return token.text
    }

    /// A name, an attribute of a namespace, or a tuple of them.
    private mutating func assignmentTarget(
        withNamespace: Bool = false
    ) throws(TemplateError) -> Target {
        var items: [Target] = []
        var isTuple = false
        let start = current.offset
        while true {
            if !items.isEmpty { try expect(.comma) }
            if isTupleEnd { break }
            items.append(try singleTarget(withNamespace))
            guard current.kind == .comma else { break }
            isTuple = true
        }
        if isTuple { return .tuple(items, offset: start) }
        guard let only = items.first else {
            throw failure("Expected an expression, got \(Value.quoted(current.description))")
        }
        return only
    }

    private mutating func singleTarget(_ withNamespace: Bool) throws(TemplateError) -> Target {
        let token = current
        if token.kind == .name, Parser.constants[token.text] == nil, withNamespace, next.kind == .dot {
            advance()
            advance()
            return .namespace(token.text, attribute: try expect(.name).text, offset: token.offset)
        }
        let expression = try primary()
        guard let target = Parser.target(expression) else {
            throw failure("can't assign to \(Value.quoted(Parser.nodeName(expression)))", at: expression.offset)
        }
        return target
    }

    private static func target(_ expression: Expression) -> Target? {
        switch expression.kind {
        case .name(let name): return .name(name, offset: expression.offset)
        case .tuple(let items):
            let targets = items.compactMap(target)
            return targets.count == items.count ? .tuple(targets, offset: expression.offset) : nil
        default: return nil
        }
    }

    /// What Jinja calls the class of a node, in lower case.
    private static func nodeName(_ expression: Expression) -> String {
        switch expression.kind {
        case .constant: "const"
        case .tuple: "tuple"
        case .list: "list"
        case .dict: "dict"
        case .call: "call"
        case .attribute: "getattr"
        case .item, .slice: "getitem"
        case .filter: "filter"
        case .test: "test"
        case .conditional: "condexpr"
        case .compare: "compare"
        case .concat: "concat"
        case .and: "and"
        case .or: "or"
        case .not: "not"
        case .unary(let sign, _): sign == .negate ? "neg" : "pos"
        case .binary(let symbol, _, _):
            switch symbol {
            case .add: "add"
            case .subtract: "sub"
            case .multiply: "mul"
            case .divide: "div"
            case .floorDivide: "floordiv"
            case .modulo: "mod"
            case .power: "pow"
            }
        case .name: "name"
        }
    }
}
