extension Parser {
    /// The names that are constants.
    static var constants: [String: Value] {
        ["true": true, "True": true, "false": false, "False": false, "none": .none, "None": .none]
    }

    /// How tightly an operator binds; a higher level binds tighter.
    private enum Level: Int {
        case or, and, not, compare, sum, concat, product, power, unary
    }

    /// Parses an expression, with `x if y else z` unless that is left out.
    mutating func expression(withCondition: Bool = true) throws(TemplateError) -> Expression {
        try enter()
        defer { leave() }
        var result = try operation(.or)
        guard withCondition else { return result }
        while current.isName("if") {
            let offset = result.offset
            advance()
            let test = try operation(.or)
            let otherwise = skip(name: "else") ? try expression() : nil
            result = try node(.conditional(test: test, then: result, otherwise: otherwise), offset)
        }
        return result
    }

    /// Parses operators of a level and those that bind tighter.
    private mutating func operation(_ lowest: Level) throws(TemplateError) -> Expression {
        var left: Expression
        if lowest.rawValue <= Level.not.rawValue, current.isName("not") {
            let offset = advance().offset
            try enter()
            left = try node(.not(try operation(.not)), offset)
            leave()
        } else {
            left = try unary()
        }
        while let level = operatorLevel, level.rawValue >= lowest.rawValue {
            let offset = current.offset
            switch level {
            case .or:
                advance()
                left = try node(.or(left, try operation(.and)), offset)
            case .and:
                advance()
                left = try node(.and(left, try operation(.not)), offset)
            case .compare: left = try comparison(left, offset)
            case .concat:
                var parts = [left]
                while skip(.tilde) { parts.append(try operation(.product)) }
                left = try node(.concat(parts), offset)
            default:
                guard let symbol = Parser.binaryOperator(current.kind) else { return left }
                advance()
                let right = try level == .power ? unary() : operation(level == .sum ? .concat : .power)
                left = try node(.binary(symbol, left, right), offset)
            }
        }
        return left
    }

    private var operatorLevel: Level? {
        switch current.kind {
        case .name:
            switch current.text {
            case "or": .or
            case "and": .and
            case "in": .compare
            case "not": next.isName("in") ? .compare : nil
            default: nil
            }
        case .eq, .ne, .lt, .lteq, .gt, .gteq: .compare
        case .add, .sub: .sum
        case .tilde: .concat
        case .mul, .div, .floordiv, .mod: .product
        case .pow: .power
        default: nil
        }
    }

    private static func binaryOperator(_ kind: Token.Kind) -> Expression.BinaryOperator? {
        switch kind {
        case .add: .add
        case .sub: .subtract
        case .mul: .multiply
        case .div: .divide
        case .floordiv: .floorDivide
        case .mod: .modulo
        case .pow: .power
        default: nil
        }
    }

    private mutating func comparison(_ first: Expression, _ offset: Int) throws(TemplateError) -> Expression {
        var operands: [(symbol: Expression.ComparisonOperator, operand: Expression)] = []
        while true {
            let symbol: Expression.ComparisonOperator
            switch current.kind {
            case .eq: symbol = .equal
            case .ne: symbol = .notEqual
            case .lt: symbol = .less
            case .lteq: symbol = .lessOrEqual
            case .gt: symbol = .greater
            case .gteq: symbol = .greaterOrEqual
            case .name where current.text == "in": symbol = .contained
            case .name where current.text == "not" && next.isName("in"):
                advance()
                symbol = .notContained
            default: return try node(.compare(first, operands), offset)
            }
            advance()
            operands.append((symbol, try operation(.sum)))
        }
    }

    private mutating func unary(withFilter: Bool = true) throws(TemplateError) -> Expression {
        let token = current
        var result: Expression
        if token.kind == .sub || token.kind == .add {
            advance()
            try enter()
            let operand = try unary(withFilter: false)
            leave()
            result = try node(.unary(token.kind == .sub ? .negate : .plus, operand), token.offset)
        } else {
            result = try primary()
        }
        result = try postfix(result)
        return withFilter ? try filters(on: result) : result
    }

    /// A name or a literal.
    mutating func primary() throws(TemplateError) -> Expression {
        let token = current
        switch token.kind {
        case .name:
            advance()
            if let constant = Parser.constants[token.text] { return try node(.constant(constant), token.offset) }
            return try node(.name(token.text), token.offset)
        case .string:
            var text = advance().text
            while current.kind == .string { text += advance().text }
            return try node(.constant(.string(text)), token.offset)
        case .integer, .float: return try node(.constant(advance().value), token.offset)
        case .lparen:
            advance()
            let result = try tuple(isExplicit: true)
            try expect(.rparen)
            return result
        case .lbracket: return try node(.list(try elements()), token.offset)
        case .lbrace: return try dict()
        default: throw failure("unexpected \(Value.quoted(token.description))")
        }
    }

    private mutating func elements() throws(TemplateError) -> [Expression] {
        advance()
        var items: [Expression] = []
        while current.kind != .rbracket {
            if !items.isEmpty { try expect(.comma) }
            if current.kind == .rbracket { break }
            items.append(try expression())
        }
        try expect(.rbracket)
        return items
    }

    private mutating func dict() throws(TemplateError) -> Expression {
        let offset = advance().offset
        var pairs: [(key: Expression, value: Expression)] = []
        while current.kind != .rbrace {
            if !pairs.isEmpty { try expect(.comma) }
            if current.kind == .rbrace { break }
            let key = try expression()
            try expect(.colon)
            pairs.append((key, try expression()))
        }
        try expect(.rbrace)
        return try node(.dict(pairs), offset)
    }

    var isTupleEnd: Bool {
        switch current.kind {
        case .variableEnd, .blockEnd, .rparen: true
        default: false
        }
    }

    /// Expressions with commas between them make a tuple, one without a comma is itself.
    mutating func tuple(
        withCondition: Bool = true, isExplicit: Bool = false
    ) throws(TemplateError) -> Expression {
        var items: [Expression] = []
        var isTuple = false
        let offset = current.offset
        while true {
            if !items.isEmpty { try expect(.comma) }
            if isTupleEnd { break }
            items.append(try expression(withCondition: withCondition))
            guard current.kind == .comma else { break }
            isTuple = true
        }
        if !isTuple {
            if let only = items.first { return only }
            if !isExplicit {
                throw failure("Expected an expression, got \(Value.quoted(current.description))")
            }
        }
        return try node(.tuple(items), offset)
    }

    // MARK: What follows a value

    private mutating func postfix(_ value: Expression) throws(TemplateError) -> Expression {
        var result = value
        while true {
            switch current.kind {
            case .dot, .lbracket: result = try `subscript`(result)
            case .lparen:
                let offset = result.offset
                result = try node(.call(result, try callArguments()), offset)
            default: return result
            }
        }
    }

    private mutating func filters(on value: Expression) throws(TemplateError) -> Expression {
        var result = value
        while true {
            if current.kind == .pipe {
                result = try filter(on: result) ?? result
            } else if current.isName("is") {
                result = try test(result)
            } else if current.kind == .lparen {
                let offset = result.offset
                result = try node(.call(result, try callArguments()), offset)
            } else {
                return result
            }
        }
    }

    private mutating func `subscript`(_ value: Expression) throws(TemplateError) -> Expression {
        let token = advance()
        if token.kind == .dot {
            let attribute = advance()
            if attribute.kind == .name { return try node(.attribute(value, attribute.text), attribute.offset) }
            guard attribute.kind == .integer else {
                throw failure("expected name or number", at: attribute.offset)
            }
            return try node(.item(value, try node(.constant(attribute.value), attribute.offset)), token.offset)
        }
        var parts: [Subscript] = []
        while current.kind != .rbracket {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(try subscriptPart())
        }
        try expect(.rbracket)
        if parts.count == 1 {
            switch parts[0] {
            case .key(let key): return try node(.item(value, key), token.offset)
            case .slice(let start, let stop, let step):
                return try node(.slice(value, start: start, stop: stop, step: step), token.offset)
            }
        }
        var keys: [Expression] = []
        for part in parts {
            // Python has no syntax for a slice in a tuple, and Jinja makes Python of this.
            guard case .key(let key) = part else { throw failure("invalid syntax", at: token.offset, .invalidCode) }
            keys.append(key)
        }
        return try node(.item(value, try node(.tuple(keys), token.offset)), token.offset)
    }

    /// One part between the brackets of a subscript.
    private enum Subscript {
        case key(Expression)
        case slice(Expression?, Expression?, Expression?)
    }

    private mutating func subscriptPart() throws(TemplateError) -> Subscript {
        var start: Expression?
        if current.kind != .colon {
            let key = try expression()
            guard current.kind == .colon else { return .key(key) }
            start = key
        }
        advance()
        func atEnd(_ parser: Parser) -> Bool { parser.current.kind == .rbracket || parser.current.kind == .comma }
        var stop: Expression?
        var step: Expression?
        if current.kind != .colon, !atEnd(self) { stop = try expression() }
        if skip(.colon), !atEnd(self) { step = try expression() }
        return .slice(start, stop, step)
    }

    private mutating func callArguments() throws(TemplateError) -> CallArguments {
        let start = try expect(.lparen)
        var arguments = CallArguments()
        var needsComma = false
        let invalid = "invalid syntax for function call expression"
        while current.kind != .rparen {
            if needsComma {
                try expect(.comma)
                if current.kind == .rparen { break }
            }
            if current.kind == .mul {
                guard arguments.list == nil, arguments.dict == nil else { throw failure(invalid, at: start.offset) }
                advance()
                arguments.list = try expression()
            } else if current.kind == .pow {
                guard arguments.dict == nil else { throw failure(invalid, at: start.offset) }
                advance()
                arguments.dict = try expression()
            } else if current.kind == .name, next.kind == .assign {
                guard arguments.dict == nil else { throw failure(invalid, at: start.offset) }
                let name = advance()
                advance()
                if arguments.keywords.contains(where: { $0.name == name.text }) {
                    throw failure("keyword argument repeated: \(name.text)", at: name.offset, .invalidCode)
                }
                arguments.keywords.append((name.text, try expression()))
            } else {
                guard arguments.list == nil, arguments.dict == nil, arguments.keywords.isEmpty else {
                    throw failure(invalid, at: start.offset)
                }
                arguments.positional.append(try expression())
            }
            needsComma = true
        }
        try expect(.rparen)
        return arguments
    }

    /// Filters after a value; in the head of a block the first one has no bar and no value.
    mutating func filter(on value: Expression?, isInline: Bool = false) throws(TemplateError) -> Expression? {
        var result = value
        var isInline = isInline
        while current.kind == .pipe || isInline {
            if !isInline { advance() }
            let (name, offset) = try dottedName()
            let arguments = current.kind == .lparen ? try callArguments() : CallArguments()
            result = try node(.filter(result, name, arguments), offset)
            isInline = false
        }
        return result
    }

    private mutating func dottedName() throws(TemplateError) -> (name: String, offset: Int) {
        let token = try expect(.name)
        var name = token.text
        while skip(.dot) { name += "." + (try expect(.name).text) }
        return (name, token.offset)
    }

    private mutating func test(_ value: Expression) throws(TemplateError) -> Expression {
        let start = advance()
        let isNegated = skip(name: "not")
        let (name, _) = try dottedName()
        var arguments = CallArguments()
        switch current.kind {
        case .lparen: arguments = try callArguments()
        case .name, .string, .integer, .float, .lbracket, .lbrace:
            if current.kind == .name, ["else", "or", "and"].contains(current.text) { break }
            if current.isName("is") { throw failure("You cannot chain multiple tests with is") }
            arguments.positional = [try postfix(try primary())]
        default: break
        }
        let result = try node(.test(value, name, arguments), start.offset)
        return isNegated ? try node(.not(result), start.offset) : result
    }
}
