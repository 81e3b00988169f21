extension PythonParser {
    /// Expressions with commas between them: a tuple when there is more than one.
    mutating func expressions() throws(Failure) -> ScriptExpression {
        let first = try item()
        guard current == .symbol(",") else {
            if case .starred = first { throw Failure() }
            return first
        }
        var items = [first]
        while takes(",") {
            switch current {
            case .newline, .end, .symbol("="), .symbol(")"), .symbol(":"):
                return PythonParser.whole(items, .tuple(items))
            default: items.append(try item())
            }
        }
        return PythonParser.whole(items, .tuple(items))
    }

    /// An expression, or the values of one behind a star.
    private mutating func item() throws(Failure) -> ScriptExpression {
        takes("*") ? .starred(try operation()) : try expression()
    }

    /// A list, tuple or set, marked where it has stars.
    private static func whole(_ items: [ScriptExpression], _ value: ScriptExpression) -> ScriptExpression {
        items.contains { if case .starred = $0 { true } else { false } } ? .spread(value) : value
    }

    mutating func expression() throws(Failure) -> ScriptExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { throw Failure() }
        if readsNames, case .name(let name) = current,
            tokens[min(position + 1, tokens.count - 1)].token == .symbol(":=")
        {
            position += 2
            return .named(name, try expression())
        }
        let value = try disjunction()
        guard takes(word: "if") else { return value }
        let condition = try disjunction()
        guard takes(word: "else") else { throw Failure() }
        return .conditional(value, if: condition, else: try expression())
    }

    private mutating func disjunction() throws(Failure) -> ScriptExpression {
        var items = [try conjunction()]
        while takes(word: "or") { items.append(try conjunction()) }
        return items.count == 1 ? items[0] : .any(items)
    }

    private mutating func conjunction() throws(Failure) -> ScriptExpression {
        var items = [try negation()]
        while takes(word: "and") { items.append(try negation()) }
        return items.count == 1 ? items[0] : .all(items)
    }

    private mutating func negation() throws(Failure) -> ScriptExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { throw Failure() }
        return takes(word: "not") ? .not(try negation()) : try comparison()
    }

    private mutating func comparison() throws(Failure) -> ScriptExpression {
        let first = try operation()
        var rest: [(symbol: String, value: ScriptExpression)] = []
        while true {
            if case .symbol(let symbol) = current, ["==", "!=", "<", ">", "<=", ">="].contains(symbol) {
                position += 1
                rest.append((symbol, try operation()))
            } else if takes(word: "in") {
                rest.append(("in", try operation()))
            } else if takes(word: "is") {
                rest.append((takes(word: "not") ? "is not" : "is", try operation()))
            } else if current == .name("not"), tokens[min(position + 1, tokens.count - 1)].token == .name("in") {
                position += 2
                rest.append(("not in", try operation()))
            } else {
                return rest.isEmpty ? first : .compare(first, rest)
            }
        }
    }

    /// Operators between two values, by how closely they bind.
    private static let strengths = [
        "|": 1, "^": 2, "&": 3, "<<": 4, ">>": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6, "//": 6, "@": 6,
    ]

    private mutating func operation(_ least: Int = 1) throws(Failure) -> ScriptExpression {
        var value = try sign()
        while case .symbol(let symbol) = current, let strength = PythonParser.strengths[symbol], strength >= least {
            position += 1
            value = .binary(symbol, value, try operation(strength + 1))
        }
        return value
    }

    /// A value with signs before it, which bind less closely than a power.
    private mutating func sign() throws(Failure) -> ScriptExpression {
        guard case .symbol(let symbol) = current, ["-", "+", "~"].contains(symbol) else {
            let base = try postfix()
            return takes("**") ? .binary("**", base, try sign()) : base
        }
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { throw Failure() }
        position += 1
        let value = try sign()
        if symbol == "-", case .int(let number) = value { return .int(-number) }
        return .unary(symbol, value)
    }

    private mutating func postfix() throws(Failure) -> ScriptExpression {
        var value = try atom()
        while true {
            if takes(".") {
                value = .attribute(value, try name())
            } else if takes("(") {
                value = try call(value)
            } else if takes("[") {
                let start = position
                do {
                    value = try item(of: value)
                    try expect("]")
                } catch {
                    // Several slices, or something else that is not followed.
                    position = start
                    try skip(to: "]")
                    value = .other
                }
            } else {
                return value
            }
        }
    }

    /// What stands between square brackets behind a value.
    private mutating func item(of value: ScriptExpression) throws(Failure) -> ScriptExpression {
        var parts: [ScriptExpression?] = [current == .symbol(":") ? nil : try expressions()]
        guard current == .symbol(":") else { return .subscripted(value, parts[0] ?? .none) }
        while takes(":") {
            parts.append(current == .symbol(":") || current == .symbol("]") ? nil : try expression())
        }
        guard parts.count <= 3 else { throw Failure() }
        return .sliced(value, parts + Array(repeating: nil, count: 3 - parts.count))
    }

    private mutating func call(_ callee: ScriptExpression) throws(Failure) -> ScriptExpression {
        var positional: [ScriptExpression] = []
        var keywords: [(name: String, value: ScriptExpression)] = []
        var isKnown = true
        while !takes(")") {
            if takes("*") {
                isKnown = false
                positional.append(.starred(try expression()))
            } else if takes("**") {
                isKnown = false
                keywords.append(("**", try expression()))
            } else if case .name(let name) = current, tokens[min(position + 1, tokens.count - 1)].token == .symbol("=")
            {
                position += 2
                keywords.append((name, try expression()))
            } else {
                let value = try expression()
                positional.append(current == .name("for") ? .generator(try comprehension(value)) : value)
            }
            if !takes(",") {
                try expect(")")
                break
            }
        }
        if case .attribute(.call(.name("super"), _, _), "__init__") = callee, !isKnown {
            // What the class of a library is given on plays no part.
            return .call(callee, [], [])
        }
        let call = ScriptExpression.call(callee, positional, keywords)
        return isKnown ? call : .spread(call)
    }

    private mutating func atom() throws(Failure) -> ScriptExpression {
        switch current {
        case .number(let digits):
            position += 1
            return PythonNumber.value(of: digits)
        case .string: return try strings()
        case .name(let name):
            position += 1
            switch name {
            case "None": return .none
            case "True": return .bool(true)
            case "False": return .bool(false)
            case "lambda": return try lambda()
            case "yield", "await", "for", "if", "else", "in", "is", "and", "or", "import", "class", "def":
                throw Failure()
            default: return .name(name)
            }
        case .symbol("("):
            position += 1
            if takes(")") { return .tuple([]) }
            let value = try expressions()
            let result = current == .name("for") ? .generator(try comprehension(value)) : value
            try expect(")")
            return result
        case .symbol("["):
            position += 1
            return try list()
        case .symbol("{"):
            position += 1
            return try braces()
        default: throw Failure()
        }
    }

    private mutating func lambda() throws(Failure) -> ScriptExpression {
        var parameters: [(name: String, value: ScriptExpression?)] = []
        while current != .symbol(":") {
            let parameter = try name()
            parameters.append((parameter, takes("=") ? try expression() : nil))
            if !takes(",") { break }
        }
        try expect(":")
        return .lambda(parameters, try expression())
    }

    private mutating func strings() throws(Failure) -> ScriptExpression {
        var parts: [ScriptExpression] = []
        while case .string(let text, let isFormat) = current {
            position += 1
            parts.append(isFormat ? .format(text) : .string(text))
        }
        return parts.dropFirst().reduce(parts[0]) { .binary("+", $0, $1) }
    }

    private mutating func list() throws(Failure) -> ScriptExpression {
        var items: [ScriptExpression] = []
        while !takes("]") {
            let value = try item()
            if items.isEmpty, current == .name("for") {
                let result = try comprehension(value)
                try expect("]")
                return result
            }
            items.append(value)
            if !takes(",") {
                try expect("]")
                break
            }
        }
        return PythonParser.whole(items, .list(items))
    }

    /// A dictionary or a set.
    private mutating func braces() throws(Failure) -> ScriptExpression {
        var entries: [(key: ScriptExpression, value: ScriptExpression)] = []
        var items: [ScriptExpression] = []
        var isSpread = false
        while !takes("}") {
            if takes("**") {
                isSpread = true
                entries.append((.starred(try operation()), .none))
                if !takes(",") {
                    try expect("}")
                    break
                }
                continue
            }
            let key = try item()
            if takes(":") {
                let value = try expression()
                if entries.isEmpty, items.isEmpty, current == .name("for") {
                    guard case .comprehension(_, let target, let values, let conditions) = try comprehension(value)
                    else { throw Failure() }
                    try expect("}")
                    return .mapping(key: key, value, target, in: values, if: conditions)
                }
                entries.append((key, value))
            } else {
                if items.isEmpty, entries.isEmpty, current == .name("for") {
                    let values = try comprehension(key)
                    try expect("}")
                    return .spread(.set([.starred(values)]))
                }
                items.append(key)
            }
            if !takes(",") {
                try expect("}")
                break
            }
        }
        guard items.isEmpty || entries.isEmpty else { throw Failure() }
        if isSpread { return .spread(.dict(entries)) }
        return items.isEmpty ? .dict(entries) : PythonParser.whole(items, .set(items))
    }

    private mutating func comprehension(_ value: ScriptExpression) throws(Failure) -> ScriptExpression {
        guard takes(word: "for") else { throw Failure() }
        let target = try targets()
        guard takes(word: "in") else { throw Failure() }
        // The part behind `in` ends at `if`, which would make a conditional of it.
        let values = try disjunctionOnly()
        var conditions: [ScriptExpression] = []
        while takes(word: "if") { conditions.append(try disjunctionOnly()) }
        guard current == .name("for") else { return .comprehension(value, target, in: values, if: conditions) }
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { throw Failure() }
        return .flattened(.comprehension(try comprehension(value), target, in: values, if: conditions))
    }

    private mutating func disjunctionOnly() throws(Failure) -> ScriptExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { throw Failure() }
        return try disjunction()
    }

    private mutating func skip(to close: String) throws(Failure) {
        var open = 1
        while open > 0 {
            switch current {
            case .symbol("("), .symbol("["), .symbol("{"): open += 1
            case .symbol(")"), .symbol("]"), .symbol("}"): open -= 1
            case .newline, .end: throw Failure()
            default: break
            }
            position += 1
        }
        guard tokens[position - 1].token == .symbol(close) else { throw Failure() }
    }
}
