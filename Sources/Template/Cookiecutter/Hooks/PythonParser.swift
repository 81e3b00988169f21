/// Reads a Python script into statements.
///
/// A statement that it does not know is kept as such, with what is inside it.
struct PythonParser {
    /// The end of the attempt to read a statement.
    struct Failure: Error {}

    var tokens: [(token: PythonToken, line: Int)]
    var position = 0
    /// How deep statements and expressions are nested; a script for a computer's stack alone is given up.
    var depth = 0
    /// Whether names that are set within expressions, and `nonlocal`, are read; else their statements count as not known.
    var readsNames = false

    /// The statements of a script.
    static func statements(of script: String, readsNames: Bool = false) -> [ScriptStatement] {
        var parser = PythonParser(tokens: PythonLexer.tokens(of: script))
        parser.readsNames = readsNames
        var statements: [ScriptStatement] = []
        while parser.current != .end {
            // An indentation that belongs to nothing.
            if parser.current == .indent || parser.current == .dedent || parser.current == .newline {
                parser.position += 1
                continue
            }
            statements += parser.line()
        }
        return statements
    }

    var current: PythonToken { tokens[min(position, tokens.count - 1)].token }
    var currentLine: Int { tokens[min(position, tokens.count - 1)].line }

    mutating func takes(_ symbol: String) -> Bool {
        guard current == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    mutating func takes(word: String) -> Bool {
        guard current == .name(word) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ symbol: String) throws(Failure) {
        guard takes(symbol) else { throw Failure() }
    }

    mutating func name() throws(Failure) -> String {
        guard case .name(let name) = current else { throw Failure() }
        position += 1
        return name
    }

    /// One logical line: several statements with semicolons, or one with a block.
    private mutating func line() -> [ScriptStatement] {
        let start = position
        let line = currentLine
        depth += 1
        defer { depth -= 1 }
        do {
            guard depth < 60 else { throw Failure() }
            if current == .symbol("@") { return [try decorated()] }
            if let kind = try compound() { return [ScriptStatement(kind: kind, line: line)] }
            var statements: [ScriptStatement] = []
            repeat {
                if current == .newline { break }
                statements.append(ScriptStatement(kind: try simple(), line: currentLine))
            } while takes(";")
            guard current == .newline || current == .end else { throw Failure() }
            position += 1
            return statements
        } catch {
            position = start
            var names: [String] = []
            while current != .newline, current != .end {
                if case .name(let name) = current { names.append(name) }
                position += 1
            }
            if current == .newline { position += 1 }
            return [ScriptStatement(kind: .other(names: names, block()), line: line)]
        }
    }

    /// An indented block, if there is one here.
    private mutating func block() -> [ScriptStatement] {
        guard current == .indent else { return [] }
        position += 1
        var statements: [ScriptStatement] = []
        while current != .dedent, current != .end { statements += line() }
        if current == .dedent { position += 1 }
        return statements
    }

    /// What comes after a colon: a block, or statements on the same line.
    private mutating func suite() throws(Failure) -> [ScriptStatement] {
        try expect(":")
        if current == .newline {
            position += 1
            guard current == .indent else { throw Failure() }
            return block()
        }
        return line()
    }

    private mutating func compound() throws(Failure) -> ScriptStatement.Kind? {
        guard case .name(let word) = current else { return nil }
        switch word {
        case "if":
            position += 1
            return try branch()
        case "for":
            position += 1
            let target = try targets()
            guard takes(word: "in") else { throw Failure() }
            let values = try expressions()
            let body = try suite()
            return .loop(target, values, body, takes(word: "else") ? try suite() : [])
        case "while":
            position += 1
            return try repeated()
        case "def":
            position += 1
            return try function()
        case "class":
            position += 1
            return try type()
        case "try":
            position += 1
            return try attempt()
        case "with":
            position += 1
            return try with()
        default: return nil
        }
    }

    private mutating func branch() throws(Failure) -> ScriptStatement.Kind {
        let condition = try expression()
        let body = try suite()
        if takes(word: "else") { return .branch(condition, body, try suite()) }
        let line = currentLine
        if takes(word: "elif") { return .branch(condition, body, [ScriptStatement(kind: try branch(), line: line)]) }
        return .branch(condition, body, [])
    }

    private mutating func repeated() throws(Failure) -> ScriptStatement.Kind {
        let start = position
        let condition = try expression()
        let names = tokens[start..<position].compactMap { if case .name(let name) = $0.token { name } else { nil } }
        let body = try suite()
        return .repeated(condition, names: names, body, takes(word: "else") ? try suite() : [])
    }

    private mutating func function() throws(Failure) -> ScriptStatement.Kind {
        let name = try name()
        try expect("(")
        var parameters: [(name: String, value: ScriptExpression?)] = []
        while !takes(")") {
            let stars = takes("**") ? "**" : takes("*") ? "*" : ""
            if stars == "*", takes(",") {
                // What comes behind it is given by name.
                continue
            }
            let parameter = stars + (try self.name())
            if takes(":") { _ = try expression() }
            parameters.append((parameter, takes("=") ? try expression() : nil))
            if !takes(",") {
                try expect(")")
                break
            }
        }
        if takes("->") { _ = try expression() }
        return .function(name, parameters: parameters, try suite())
    }

    private mutating func type() throws(Failure) -> ScriptStatement.Kind {
        let name = try name()
        var bases: [ScriptExpression] = []
        if takes("(") {
            while !takes(")") {
                bases.append(try expression())
                if !takes(",") {
                    try expect(")")
                    break
                }
            }
        }
        return .type(name, bases: bases, try suite())
    }

    /// A function or class below its decorators.
    private mutating func decorated() throws(Failure) -> ScriptStatement {
        let line = currentLine
        var decorators: [ScriptExpression] = []
        while takes("@") {
            decorators.append(try expression())
            guard current == .newline else { throw Failure() }
            position += 1
        }
        guard current == .name("def") || current == .name("class"), let kind = try compound() else { throw Failure() }
        return ScriptStatement(kind: .decorated(decorators, ScriptStatement(kind: kind, line: currentLine)), line: line)
    }

    private mutating func attempt() throws(Failure) -> ScriptStatement.Kind {
        let body = try suite()
        var handlers: [ScriptHandler] = []
        while takes(word: "except") {
            let types = current == .symbol(":") ? nil : try expressions()
            let name = takes(word: "as") ? try name() : nil
            handlers.append(ScriptHandler(types: types, name: name, body: try suite()))
        }
        let otherwise = takes(word: "else") ? try suite() : []
        return .attempt(body, handlers: handlers, otherwise, finally: takes(word: "finally") ? try suite() : [])
    }

    private mutating func with() throws(Failure) -> ScriptStatement.Kind {
        var items: [(value: ScriptExpression, target: ScriptTarget?)] = []
        repeat {
            let value = try expression()
            items.append((value, takes(word: "as") ? try target() : nil))
        } while takes(",")
        return .with(items, try suite())
    }

    private mutating func simple() throws(Failure) -> ScriptStatement.Kind {
        if case .name(let word) = current {
            switch word {
            case "pass":
                position += 1
                return .pass
            case "break":
                position += 1
                return .leave
            case "continue":
                position += 1
                return .next
            case "return":
                position += 1
                return .give(current == .newline || current == .end ? nil : try expressions())
            case "raise":
                position += 1
                if current == .newline || current == .end { return .raise(nil) }
                let value = try expression()
                if takes(word: "from") { _ = try expression() }
                return .raise(value)
            case "import", "from": return try imported()
            case "yield":
                position += 1
                let isList = takes(word: "from")
                return .hand(try expressions(), isList: isList)
            case "assert":
                position += 1
                let condition = try expression()
                if takes(",") { _ = try expression() }
                return .check(condition)
            case "nonlocal" where readsNames:
                position += 1
                var names = [try name()]
                while takes(",") { names.append(try name()) }
                return .outside(names)
            case "global", "nonlocal", "del", "async", "lambda", "await", "match":
                throw Failure()
            default: break
            }
        }
        return try assignment()
    }

    private mutating func imported() throws(Failure) -> ScriptStatement.Kind {
        let isFrom = takes(word: "from")
        if !isFrom { _ = takes(word: "import") }
        var names: [(module: String, name: String)] = []
        if isFrom {
            let module = try dotted()
            guard takes(word: "import") else { throw Failure() }
            let hasParentheses = takes("(")
            repeat {
                if current == .symbol(")") { break }
                if takes("*") { continue }
                let name = try name()
                names.append(("\(module).\(name)", takes(word: "as") ? try self.name() : name))
            } while takes(",")
            if hasParentheses { try expect(")") }
            return .imported(names)
        }
        repeat {
            let module = try dotted()
            if takes(word: "as") {
                names.append((module, try name()))
            } else {
                // `import os.path` gives the name `os`.
                let first = module.split(separator: ".").first.map(String.init) ?? module
                names.append((first, first))
            }
        } while takes(",")
        return .imported(names)
    }

    private mutating func dotted() throws(Failure) -> String {
        var path = try name()
        while takes(".") { path += ".\(try name())" }
        return path
    }

    private mutating func assignment() throws(Failure) -> ScriptStatement.Kind {
        let first = try expressions()
        if case .symbol(let symbol) = current, PythonParser.augmenting.contains(symbol) {
            position += 1
            return .augment(String(symbol.dropLast()), target(of: first), try expressions())
        }
        if takes(":") {
            // A type says nothing about the value.
            _ = try expression()
            guard takes("=") else { return .pass }
            return .assign([target(of: first)], try expressions())
        }
        var chain = [first]
        while takes("=") { chain.append(try expressions()) }
        guard chain.count > 1, let value = chain.popLast() else { return .expression(first) }
        return .assign(chain.map(target), value)
    }

    private static let augmenting: Set<String> = [
        "+=", "-=", "*=", "/=", "//=", "%=", "**=", "|=", "&=", "^=", "<<=", ">>=",
    ]

    private func target(of expression: ScriptExpression) -> ScriptTarget {
        switch expression {
        case .name(let name): .name(name)
        case .tuple(let items), .list(let items), .spread(.tuple(let items)), .spread(.list(let items)):
            .several(items.map(target))
        case .starred(let inner): .starred(target(of: inner))
        default: .part(expression)
        }
    }

    /// The variable that an attribute or item is taken from.
    static func root(of expression: ScriptExpression) -> String? {
        switch expression {
        case .name(let name): name
        case .attribute(let inner, _), .subscripted(let inner, _), .call(let inner, _, _): root(of: inner)
        default: nil
        }
    }

    mutating func targets() throws(Failure) -> ScriptTarget {
        var items = [try target()]
        var isTuple = false
        while takes(",") {
            isTuple = true
            if current == .name("in") { break }
            items.append(try target())
        }
        return isTuple ? .several(items) : items[0]
    }

    private mutating func target() throws(Failure) -> ScriptTarget {
        if takes("(") {
            let inner = try targets()
            try expect(")")
            return inner
        }
        return .name(try name())
    }
}
