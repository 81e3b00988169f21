/// Reads a shell script into the statements that a hook in Python has: the same reader follows both.
struct ShellParser {
    private var tokens: [(token: ShellToken, line: Int)]
    private var position = 0
    private var depth = 0

    /// The end of what can be read.
    private struct Failure: Error {}

    /// The statements of a script.
    ///
    /// From the first place on that is not understood nothing is certain.
    static func statements(of script: String) -> [ScriptStatement] {
        var parser = ShellParser(tokens: ShellLexer.tokens(of: script))
        var statements: [ScriptStatement] = []
        do {
            try parser.list(into: &statements, until: [])
        } catch {
            statements.append(
                ScriptStatement(kind: .expression(.call(.name(ScriptReader.lostTrack), [], [])), line: parser.line))
        }
        return statements
    }

    private init(tokens: [(token: ShellToken, line: Int)]) { self.tokens = tokens }

    private var current: ShellToken { tokens[min(position, tokens.count - 1)].token }
    private var line: Int { tokens[min(position, tokens.count - 1)].line }

    private var isAtEnd: Bool { if case .end = current { true } else { false } }

    private mutating func takes(_ word: String) -> Bool {
        guard current.bare == word else { return false }
        position += 1
        return true
    }

    private mutating func takes(symbol: String) -> Bool {
        guard case .symbol(symbol) = current else { return false }
        position += 1
        return true
    }

    private mutating func skipSeparators() {
        while true {
            if case .newline = current { position += 1 } else if !takes(symbol: ";") { return }
        }
    }

    /// Commands up to one of these words.
    private mutating func list(
        into statements: inout [ScriptStatement], until ends: Set<String>
    ) throws(Failure) {
        depth += 1
        defer { depth -= 1 }
        guard depth < 40 else { throw Failure() }
        while true {
            skipSeparators()
            if isAtEnd {
                if ends.isEmpty { return }
                throw Failure()
            }
            if let word = current.bare, ends.contains(word) { return }
            try chain(into: &statements)
        }
    }

    private mutating func list(until ends: Set<String>) throws(Failure) -> [ScriptStatement] {
        var statements: [ScriptStatement] = []
        try list(into: &statements, until: ends)
        return statements
    }

    /// Commands with `&&` and `||` between them.
    ///
    /// Gives how the last one ended.
    @discardableResult
    private mutating func chain(into statements: inout [ScriptStatement]) throws(Failure) -> ScriptExpression {
        let start = line
        var status = try command(into: &statements)
        while true {
            let isAnd = takes(symbol: "&&")
            guard isAnd || takes(symbol: "||") else { break }
            while case .newline = current { position += 1 }
            var inner: [ScriptStatement] = []
            let next = try command(into: &inner)
            statements.append(
                ScriptStatement(kind: .branch(isAnd ? status : .not(status), inner, []), line: start))
            status = isAnd ? .all([status, next]) : .any([status, next])
        }
        return status
    }

    private mutating func command(into statements: inout [ScriptStatement]) throws(Failure) -> ScriptExpression {
        let start = line
        switch current.bare {
        case "!":
            position += 1
            return .not(try command(into: &statements))
        case "if":
            position += 1
            statements.append(ScriptStatement(kind: try branch(into: &statements), line: start))
            return .other
        case "for":
            position += 1
            statements.append(ScriptStatement(kind: try loop(), line: start))
            return .other
        case "[", "[[":
            let close = current.bare == "[" ? "]" : "]]"
            position += 1
            return try test(until: close)
        case "test":
            position += 1
            return try test(until: nil)
        case "while", "until", "case", "select", "function", "{", "(": throw Failure()
        default: return try simple(into: &statements)
        }
    }

    private mutating func branch(
        into statements: inout [ScriptStatement]
    ) throws(Failure) -> ScriptStatement.Kind {
        var condition = ScriptExpression.other
        repeat {
            skipSeparators()
            condition = try chain(into: &statements)
            skipSeparators()
        } while !takes("then")
        let body = try list(until: ["elif", "else", "fi"])
        if takes("fi") { return .branch(condition, body, []) }
        if takes("else") {
            let otherwise = try list(until: ["fi"])
            position += 1
            return .branch(condition, body, otherwise)
        }
        position += 1
        let start = line
        var otherwise: [ScriptStatement] = []
        otherwise.append(ScriptStatement(kind: try branch(into: &otherwise), line: start))
        return .branch(condition, body, otherwise)
    }

    private mutating func loop() throws(Failure) -> ScriptStatement.Kind {
        guard let name = current.bare else { throw Failure() }
        position += 1
        guard takes("in") else { throw Failure() }
        var items: [ScriptExpression] = []
        while case .word(let value, _) = current {
            items.append(value)
            position += 1
        }
        skipSeparators()
        guard takes("do") else { throw Failure() }
        let body = try list(until: ["done"])
        position += 1
        return .loop(.name("$\(name)"), .list(items), body, [])
    }

    /// A command with its arguments; redirected output is a file that is written.
    private mutating func simple(into statements: inout [ScriptStatement]) throws(Failure) -> ScriptExpression {
        let start = line
        var words: [(value: ScriptExpression, bare: String?)] = []
        var written: [ScriptExpression] = []
        read: while true {
            switch current {
            case .word(let value, let bare):
                words.append((value, bare))
                position += 1
            case .symbol(">"), .symbol(">>"):
                position += 1
                guard case .word(let value, let bare) = current else { throw Failure() }
                if bare != "/dev/null" { written.append(value) }
                position += 1
            case .symbol(">&"), .symbol("<"), .symbol("<<<"):
                position += 1
                guard case .word = current else { throw Failure() }
                position += 1
            case .symbol("<<"), .symbol("<<-"): position += 1
            case .symbol("|"), .symbol("("), .symbol(")"), .symbol("&"), .symbol(";;"): throw Failure()
            default: break read
            }
        }
        func add(_ kind: ScriptStatement.Kind) { statements.append(ScriptStatement(kind: kind, line: start)) }
        for file in written { add(.expression(.call(.name("open"), [file, .string("w+")], []))) }
        guard let first = words.first else { throw Failure() }
        if words.count == 1, let bare = first.bare, let equals = bare.firstIndex(of: "=") {
            // An empty value, or one without quotes.
            add(.assign([.name("$\(bare[..<equals])")], .string(String(bare[bare.index(after: equals)...]))))
            return .bool(true)
        }
        if words.count == 1, case .binary("+", .string(let start), let value) = first.value, start.hasSuffix("=") {
            add(.assign([.name("$\(start.dropLast())")], value))
            return .bool(true)
        }
        if words.count == 1, first.bare == nil, case .string(let text) = first.value,
            let equals = text.firstIndex(of: "=")
        {
            add(.assign([.name("$\(text[..<equals])")], .string(String(text[text.index(after: equals)...]))))
            return .bool(true)
        }
        let arguments = words.dropFirst().filter { $0.bare?.hasPrefix("-") != true }.map(\.value)
        let call: (String, [ScriptExpression]) -> ScriptExpression = { .call(.name($0), $1, []) }
        switch first.bare {
        case "rm":
            let isDeep = words.contains { $0.bare.map { $0.hasPrefix("-") && $0.lowercased().contains("r") } ?? false }
            let function = isDeep ? ScriptReader.removePath : ScriptReader.removeFile
            for argument in arguments { add(.expression(call(function, [argument]))) }
        case "rmdir", "echo", "printf", "set", "export", "mkdir", "true", ":", "fi", "done": break
        case "mv" where arguments.count == 2: add(.expression(call(ScriptReader.movePath, arguments)))
        case "cd": add(.expression(call(ScriptReader.changeFolder, arguments)))
        case "exit":
            let isError = arguments.first.map { if case .string("0") = $0 { false } else { true } } ?? false
            add(.expression(call("exit", [.int(isError ? 1 : 0)])))
        default:
            add(.expression(call(ScriptReader.unknownCommand, words.map(\.value))))
            return .other
        }
        let mayFail = ["rm", "rmdir", "mv", "mkdir", "cd"].contains(first.bare)
        let isForced = words.contains { $0.bare.map { $0.hasPrefix("-") && $0.contains("f") } ?? false }
        return mayFail && !isForced ? .other : .bool(true)
    }

    /// The condition of `[ … ]`.
    private mutating func test(until close: String?) throws(Failure) -> ScriptExpression {
        var words: [(value: ScriptExpression, bare: String?)] = []
        while case .word(let value, let bare) = current {
            position += 1
            if let close, bare == close { return ShellParser.condition(words) }
            words.append((value, bare))
        }
        if close == nil { return ShellParser.condition(words) }
        // `&&` and `||` inside `[[ … ]]`.
        let isAnd = takes(symbol: "&&")
        guard isAnd || takes(symbol: "||") else { throw Failure() }
        let rest = try test(until: close)
        let first = ShellParser.condition(words)
        return isAnd ? .all([first, rest]) : .any([first, rest])
    }

    private static func condition(_ words: [(value: ScriptExpression, bare: String?)]) -> ScriptExpression {
        if words.first?.bare == "!" { return .not(condition(Array(words.dropFirst()))) }
        if words.count == 3 {
            switch words[1].bare {
            case "=", "==": return .compare(words[0].value, [("==", words[2].value)])
            case "!=": return .compare(words[0].value, [("!=", words[2].value)])
            default: return .other
            }
        }
        if words.count == 1 { return .compare(words[0].value, [("!=", .string(""))]) }
        guard words.count == 2 else { return .other }
        switch words[0].bare {
        case "-z": return .compare(words[1].value, [("==", .string(""))])
        case "-n": return .compare(words[1].value, [("!=", .string(""))])
        case "-f": return .call(.name(ScriptReader.isFile), [words[1].value], [])
        case "-d": return .call(.name(ScriptReader.isFolder), [words[1].value], [])
        case "-e": return .call(.name(ScriptReader.isThere), [words[1].value], [])
        default: return .other
        }
    }
}
