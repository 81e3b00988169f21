/// Reads tokens into statements; the messages of its errors are Jinja's.
struct Parser {
    let source: TemplateSource
    let environment: Environment
    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    private let stackEnd: UInt
    /// The tags that are open, for messages.
    var tags: [String] = []
    /// What would end each open body, for messages.
    var endings: [[String]] = []

    /// How deep expressions may nest.
    static let maximumDepth = 200
    /// How deep statements may nest.
    static let maximumStatementDepth = 100

    init(_ source: TemplateSource, _ environment: Environment, _ tokens: [Token]) {
        self.source = source
        self.environment = environment
        self.tokens = tokens
        stackEnd = StackSpace.end(environment.limits.stackBytes)
    }

    /// Parses a template.
    static func parse(_ source: TemplateSource, _ environment: Environment) throws(TemplateError) -> [Statement] {
        let lexed = Lexer.tokenize(source, environment)
        var parser = Parser(source, environment, lexed.tokens)
        return try parser.parse(lexed.failure) { parser throws(TemplateError) in try parser.body(until: nil) }
    }

    /// Parses one expression without delimiters.
    static func parseExpression(
        _ source: TemplateSource, _ environment: Environment
    ) throws(TemplateError) -> Expression {
        let lexed = Lexer.tokenize(source, environment, isExpression: true)
        var parser = Parser(source, environment, lexed.tokens)
        return try parser.parse(lexed.failure) { parser throws(TemplateError) in
            let expression = try parser.expression()
            if parser.current.kind != .end { throw parser.failure("chunk after expression") }
            return expression
        }
    }

    /// Parses, and reports what stopped the lexer once the parser has come that far without an error of its own.
    private mutating func parse<Result>(
        _ lexerFailure: TemplateError?, _ parse: (inout Parser) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        do throws(TemplateError) {
            let result = try parse(&self)
            if let lexerFailure { throw lexerFailure }
            return result
        } catch {
            if let lexerFailure, current.kind == .end { throw lexerFailure }
            throw error
        }
    }

    // MARK: Tokens

    var current: Token { tokens[index] }

    var next: Token { tokens[min(index + 1, tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> Token {
        let token = tokens[index]
        if index + 1 < tokens.count { index += 1 }
        return token
    }

    mutating func skip(_ kind: Token.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard current.isName(name) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(TemplateError) -> Token {
        guard current.kind == kind else { throw unexpected(kind.description) }
        return advance()
    }

    mutating func expect(name: String) throws(TemplateError) {
        guard current.isName(name) else { throw unexpected(name) }
        advance()
    }

    private func unexpected(_ expected: String) -> TemplateError {
        if current.kind == .end {
            return failure("unexpected end of template, expected \(Value.quoted(expected)).")
        }
        return failure(
            "expected token \(Value.quoted(expected)), got \(Value.quoted(current.description))")
    }

    func failure(_ message: String, at offset: Int? = nil, _ code: TemplateError.Code = .syntax) -> TemplateError {
        TemplateError(code, message, at: source.location(offset ?? current.offset))
    }

    // MARK: Nesting

    mutating func enter() throws(TemplateError) {
        depth += 1
        if depth > Parser.maximumDepth || StackSpace.isLow(stackEnd) {
            throw failure("the template is nested too deeply", .limit)
        }
    }

    mutating func leave() { depth -= 1 }

    /// A node, unless the tree under it has become too high to be evaluated.
    func node(_ kind: Expression.Kind, _ offset: Int) throws(TemplateError) -> Expression {
        let expression = Expression(kind, at: offset)
        if expression.height > Parser.maximumDepth { throw failure("the expression is nested too deeply", .limit) }
        return expression
    }

    // MARK: Bodies

    /// Parses statements and text up to one of the tags, whose name is then the current token.
    mutating func body(until end: [String]?) throws(TemplateError) -> [Statement] {
        try enter()
        defer { leave() }
        if endings.count > Parser.maximumStatementDepth {
            throw failure("the template is nested too deeply", .limit)
        }
        var statements: [Statement] = []
        var output: [Statement.OutputPart] = []
        var outputOffset = 0
        func flush() {
            if !output.isEmpty { statements.append(Statement(kind: .output(output), offset: outputOffset)) }
            output = []
        }
        if let end { endings.append(end) }
        defer { if end != nil { endings.removeLast() } }
        while current.kind != .end {
            if output.isEmpty { outputOffset = current.offset }
            switch current.kind {
            case .data: output.append(.text(advance().text))
            case .variableBegin:
                advance()
                output.append(.expression(try tuple()))
                try expect(.variableEnd)
            default:
                flush()
                advance()
                if let end, current.kind == .name, end.contains(current.text) { return statements }
                if let statement = try statement() { statements.append(statement) }
                try expect(.blockEnd)
            }
        }
        flush()
        return statements
    }

    /// Parses the body of a statement after its head: a colon, the end of the tag, and statements up to an end tag.
    mutating func block(until end: [String], drop: Bool = false) throws(TemplateError) -> [Statement] {
        _ = skip(.colon)
        try expect(.blockEnd)
        let statements = try body(until: end)
        if current.kind == .end { throw endFailure(end) }
        if drop { advance() }
        return statements
    }

    private func endFailure(_ end: [String]) -> TemplateError {
        unclosed("Unexpected end of template.", nil, endings + [end])
    }

    func unknownTag(_ token: Token) -> TemplateError {
        unclosed("Encountered unknown tag \(Value.quoted(token.text)).", token, endings)
    }

    private func unclosed(_ start: String, _ token: Token?, _ endings: [[String]]) -> TemplateError {
        var message = start
        if let last = endings.last {
            let looking = last.map(Value.quoted).joined(separator: " or ")
            if let token, endings.contains(where: { $0.contains(token.text) }) {
                message += " You probably made a nesting mistake. Jinja is expecting this tag,"
                message += " but currently looking for \(looking)."
            } else {
                message += " Jinja was looking for the following tags: \(looking)."
            }
        }
        if let tag = tags.last { message += " The innermost block that needs to be closed is \(Value.quoted(tag))." }
        return failure(message, at: token?.offset)
    }
}
