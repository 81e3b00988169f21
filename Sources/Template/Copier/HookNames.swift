/// The names of a context that a hook which isn't followed may set or change.
struct HookNames {
    private let context: String
    private var names: Set<String> = []
    /// Variables of the hook that stand for what the context has under a name.
    private var aliases: [String: String] = [:]
    private var isBounded = true

    /// Looks at a hook.
    /// - Parameter context: What the hook calls its context.
    /// - Returns: The names, and whether those are all: the hook uses its context in no other way.
    static func of(_ method: PythonLine, context: String) -> (names: Set<String>, isBounded: Bool) {
        var found = HookNames(context: context)
        found.findAliases(method.body)
        found.collect(method.body)
        return (found.names, found.isBounded)
    }

    private init(context: String) { self.context = context }

    private mutating func findAliases(_ lines: [PythonLine]) {
        for line in lines {
            let tokens = line.tokens
            if tokens.count == 6, case .name(let alias) = tokens[0], tokens[1] == .mark("="),
                tokens[2] == .name(context),
                tokens[3] == .mark("["), case .string(let key) = tokens[4], tokens[5] == .mark("]")
            {
                aliases[alias] = key
            }
            findAliases(line.body)
        }
    }

    private mutating func collect(_ lines: [PythonLine]) {
        for line in lines {
            let tokens = line.tokens
            let targets = HookNames.endOfTargets(in: tokens)
            for (index, token) in tokens.enumerated() {
                guard case .name(let name) = token else { continue }
                // An attribute of that name, or a keyword argument's name.
                if index > 0, tokens[index - 1] == .mark(".") { continue }
                if name == context { look(at: tokens, index, isTarget: index < targets) }
                if let key = aliases[name], changes(tokens, index, isTarget: index < targets) { names.insert(key) }
            }
            // What a hook returns is added, too.
            if tokens.first == .name("return"), tokens.count > 1, tokens[1] != .name(context),
                tokens[1] != .name("None")
            {
                isBounded = false
            }
            collect(line.body)
        }
    }

    private mutating func look(at tokens: [PythonLine.Token], _ index: Int, isTarget: Bool) {
        let before = index > 0 ? tokens[index - 1] : nil
        let after = Array(tokens[(index + 1)...])
        if after.isEmpty, before == .name("return") || before == .name("in") { return }
        if before == .name("in"), after.first == .mark(":") || after.first == .name("else") { return }
        if after.count > 2, after[0] == .mark("["), case .string(let key) = after[1], after[2] == .mark("]") {
            if isTarget || HookNames.isChange(after.dropFirst(3)) { names.insert(key) }
        } else if !after.starts(with: [.mark("."), .name("get"), .mark("(")]) {
            isBounded = false
        }
    }

    /// Whether what follows `context["name"]` changes it, or may change what is in it.
    private static func isChange(_ tokens: ArraySlice<PythonLine.Token>) -> Bool {
        switch tokens.first {
        case .mark(let mark)?: mark != "==" && mark != "!=" && (mark.hasSuffix("=") || mark == "[" || mark == ".")
        default: false
        }
    }

    /// Whether a use of an alias may change what it stands for: by a method, in a part, or in a function that gets it.
    private func changes(_ tokens: [PythonLine.Token], _ index: Int, isTarget: Bool) -> Bool {
        let after = tokens[(index + 1)...]
        if after.first == .mark("["), isTarget { return true }
        if after.first == .mark("."), case .name(let method)? = after.dropFirst().first {
            return HookNames.changingMethods.contains(method)
        }
        if case .mark(let mark)? = after.first, mark.hasSuffix("="), mark.count > 1,
            !["==", "!=", "<=", ">="].contains(mark)
        {
            return true
        }
        // The call that it is an argument of.
        var depth = 0
        for place in tokens[..<index].indices.reversed() {
            switch tokens[place] {
            case .mark(")"), .mark("]"), .mark("}"): depth += 1
            case .mark("["), .mark("{"): depth -= 1
            case .mark("("):
                if depth == 0 {
                    guard place > 0, case .name(let function) = tokens[place - 1] else { return false }
                    return !HookNames.harmlessFunctions.contains(function)
                }
                depth -= 1
            default: break
            }
            if depth < 0 { return false }
        }
        return false
    }

    private static let changingMethods = PureMachine.changing.union(["add", "discard"])
    private static let harmlessFunctions: Set<String> = [
        "len", "min", "max", "sorted", "str", "int", "bool", "list", "tuple", "set", "dict", "enumerate", "zip", "any",
        "all", "sum", "join", "range", "isinstance", "print", "if", "in", "and", "or", "not", "return",
    ]

    /// Where the part of a statement ends that it assigns to.
    private static func endOfTargets(in tokens: [PythonLine.Token]) -> Int {
        if case .name(let word)? = tokens.first, ["for", "with", "del", "async"].contains(word) { return tokens.count }
        var depth = 0
        var end = 0
        for (index, token) in tokens.enumerated() {
            switch token {
            case .mark("("), .mark("["), .mark("{"): depth += 1
            case .mark(")"), .mark("]"), .mark("}"): depth -= 1
            case .mark("=") where depth == 0: end = index
            default: break
            }
        }
        return end
    }
}
