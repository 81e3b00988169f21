/// Follows a hook in mind: variables, conditions, loops, its own functions, and the calls that remove or move files.
///
/// Nothing runs. What cannot be told is unknown; whatever depends on something unknown is in doubt, and what is in doubt is
/// only told to people. A hook that ends with an error would have left no project, so that a branch that does so was not
/// taken.
struct ScriptReader {
    /// How a list of statements ended.
    enum Flow {
        case normal
        case gave(ScriptValue)
        case left
        case nextRound
        case stopped
    }

    /// The files as they are so far.
    var tree: HookTree
    /// The lines that were not understood.
    var unclearLines: Set<Int> = []
    /// Files that the script writes.
    var written: Set<String> = []
    /// Whether something failed, or may have, that a `try` around it takes care of.
    private var hasFailed = false
    var line = 0
    /// Whether the script may have ended, its function returned, its loop gone on, before this point.
    private var mayHaveStopped = false
    private var mayHaveReturned = false
    private var mayHaveLeft = false
    /// How many conditions that are not known are around.
    private var doubt = 0
    private var tries = 0
    private var depth = 0
    private var steps = 0
    private var variables: [String: ScriptValue] = [:]
    private var locals: [[String: ScriptValue]] = []
    /// What the functions that are being called have handed out with `yield`; nil for those that have no such statement.
    private var handed: [ScriptList?] = []

    /// Follows a script over the files of a render.
    init(_ statements: [ScriptStatement], on baseline: Baseline) {
        tree = HookTree(baseline)
        variables["__name__"] = .string("__main__")
        _ = run(statements)
    }

    /// Whether what is done now is certain to have been done.
    var isCertain: Bool {
        doubt == 0 && !mayHaveStopped && !mayHaveReturned && !mayHaveLeft && (tries == 0 || !hasFailed)
    }

    /// The value of a variable; a name that is none may be one of Python's own.
    func value(_ name: String) -> ScriptValue {
        locals.last?[name] ?? variables[name] ?? (ScriptReader.builtins.contains(name) ? .named(name) : .unknown)
    }

    private static let builtins: Set<String> = [
        "print", "input", "exit", "quit", "open", "len", "str", "int", "bool", "list", "tuple", "set", "sorted",
        "SystemExit",
        singleWord, lostTrack, removePath, removeFile, movePath, changeFolder, unknownCommand, isFile, isFolder,
        isThere,
    ]

    // What a shell has and Python does not; no script can write these names.
    static let singleWord = "\u{0}word"
    static let lostTrack = "\u{0}lost"
    static let removePath = "\u{0}rm -r"
    static let removeFile = "\u{0}rm"
    static let movePath = "\u{0}mv"
    static let changeFolder = "\u{0}cd"
    static let unknownCommand = "\u{0}command"
    static let isFile = "\u{0}-f"
    static let isFolder = "\u{0}-d"
    static let isThere = "\u{0}-e"

    /// Forgets what a variable holds; modules stay what they are.
    mutating func forget(_ name: String) {
        switch value(name) {
        case .named: return
        case .list(let list): list.isKnown = false
        default: break
        }
        if let last = locals.indices.last, locals[last][name] != nil { locals[last][name] = .unknown }
        if variables[name] != nil { variables[name] = .unknown }
    }

    private mutating func forget(_ target: ScriptTarget) {
        switch target {
        case .name(let name): forget(name)
        case .several(let targets): for target in targets { forget(target) }
        case .starred(let target): forget(target)
        case .part(let expression): if let name = PythonParser.root(of: expression) { forget(name) }
        }
    }

    private mutating func set(_ name: String, _ value: ScriptValue) {
        let value = isCertain ? value : .unknown
        if let last = locals.indices.last { locals[last][name] = value } else { variables[name] = value }
    }

    mutating func assign(_ target: ScriptTarget, _ value: ScriptValue) {
        switch target {
        case .name(let name): set(name, value)
        case .several(let targets):
            let isPlain = targets.allSatisfy { if case .starred = $0 { false } else { true } }
            let items = isPlain ? value.items : nil
            for (index, target) in targets.enumerated() {
                assign(target, items?.count == targets.count ? items?[index] ?? .unknown : .unknown)
            }
        case .starred(let target): assign(target, .unknown)
        case .part(let expression): if let name = PythonParser.root(of: expression) { forget(name) }
        }
    }

    mutating func run(_ statements: [ScriptStatement]) -> Flow {
        for statement in statements {
            steps += 1
            if steps > 200_000 {
                _ = loseTrack()
                return .stopped
            }
            line = statement.line
            let flow = run(statement)
            guard case .normal = flow else { return flow }
        }
        return .normal
    }

    /// Counts the work that a text is, so that a script that copies long ones ends as well.
    mutating func charge(_ text: String?) { steps += (text?.utf8.count ?? 0) >> 14 }

    private mutating func run(_ statement: ScriptStatement) -> Flow {
        switch statement.kind {
        case .assign(let targets, let value):
            let value = evaluate(value)
            charge(value.text)
            for target in targets { assign(target, value) }
        case .augment("+", let target, let value):
            guard case .name(let name) = target else {
                assign(target, .unknown)
                return .normal
            }
            let added = evaluate(value)
            charge(self.value(name).text)
            if case .list(let list) = self.value(name) {
                // A list is changed, whatever other names it has.
                if isCertain, let items = added.items { list.items += items } else { list.isKnown = false }
                return .normal
            }
            set(name, ScriptReader.sum(self.value(name), added))
        case .augment(_, let target, let value):
            unclearLines.insert(statement.line)
            _ = evaluate(value)
            forget(target)
        case .expression(let value):
            if case .named(let name) = evaluate(value), name == ScriptReader.stopped { return .stopped }
        case .branch(let condition, let body, let otherwise):
            if let truth = evaluate(condition).truth { return run(truth ? body : otherwise) }
            return inDoubt([body, otherwise])
        case .loop(let target, let values, let body, let otherwise):
            return loop(target, evaluate(values), body, otherwise)
        case .repeated(_, let names, let body, let otherwise):
            unclearLines.insert(statement.line)
            for name in names { forget(name) }
            return inDoubt([body, otherwise])
        case .function(let name, let parameters, let body):
            // One inside another sees the variables of that one, which is not followed.
            set(name, locals.isEmpty ? .function(ScriptFunction(parameters: parameters, body: body)) : .unknown)
        case .type(let name, let bases, let body):
            // What a class's body does is done; what the class itself is isn't followed.
            unclearLines.insert(statement.line)
            for base in bases { _ = evaluate(base) }
            forget(name)
            return inDoubt([body])
        case .decorated(let decorators, let inner):
            // What a decorator makes of a function isn't followed.
            unclearLines.insert(statement.line)
            for decorator in decorators { _ = evaluate(decorator) }
            return run(inner)
        case .hand(let value, let isList): hand(evaluate(value), isList: isList)
        // The project is there, so that it holds.
        case .check(let condition): _ = evaluate(condition)
        case .give(let value): return .gave(value.map { evaluate($0) } ?? .none)
        case .attempt(let body, let handlers, let otherwise, let last):
            return attempt(body, handlers.map(\.body), otherwise, last)
        case .with(let items, let body):
            for item in items {
                let value = evaluate(item.value)
                if let target = item.target { assign(target, ScriptReader.isOpening(item.value) ? value : .unknown) }
            }
            if items.allSatisfy({ ScriptReader.isOpening($0.value) }) { return run(body) }
            // What it is may take care of errors.
            return attempt(body, [], [], [])
        case .imported(let names):
            for (module, name) in names {
                if !ScriptReader.modules.contains(where: { module == $0 || module.hasPrefix("\($0).") }) { mayFail() }
                set(name, .named(module))
            }
        case .leave: return .left
        case .next: return .nextRound
        case .pass: break
        case .raise(let value):
            if case .call(let callee, let arguments, _)? = value {
                let values = arguments.map { evaluate($0) }
                if case .named("SystemExit") = evaluate(callee) {
                    _ = exit(values)
                    return .stopped
                }
            }
            if isInTry {
                hasFailed = true
                return .normal
            }
            if isCertain { _ = unclear() }
            return .stopped
        case .outside(let names): for name in names { forget(name) }
        case .other(let names, let inner):
            unclearLines.insert(statement.line)
            for name in names { forget(name) }
            return inDoubt([inner])
        }
        return .normal
    }

    /// Runs blocks of which nobody knows whether they run.
    private mutating func inDoubt(_ blocks: [[ScriptStatement]]) -> Flow {
        doubt += 1
        for block in blocks {
            switch run(block) {
            case .normal, .stopped: break
            case .gave: mayHaveReturned = true
            case .left, .nextRound: mayHaveLeft = true
            }
        }
        doubt -= 1
        return .normal
    }

    /// Notes that the script ends here.
    ///
    /// It did not where it would end with an error: the project is there.
    mutating func end(isError: Bool) {
        if !isCertain, !isError { mayHaveStopped = true }
    }

    /// Loses track: nothing that comes now is certain.
    mutating func loseTrack() -> ScriptValue {
        mayHaveStopped = true
        return unclear()
    }

    /// Does something of which nobody knows whether it is done.
    mutating func inDoubt(_ work: (inout ScriptReader) -> Void) -> ScriptValue {
        doubt += 1
        work(&self)
        doubt -= 1
        return .unknown
    }

    private mutating func loop(
        _ target: ScriptTarget, _ values: ScriptValue, _ body: [ScriptStatement], _ otherwise: [ScriptStatement]
    ) -> Flow {
        let before = mayHaveLeft
        guard let items = values.items else {
            assign(target, .unknown)
            defer { mayHaveLeft = before }
            return inDoubt([body, otherwise])
        }
        defer { mayHaveLeft = before }
        for item in items {
            assign(target, item)
            switch run(body) {
            case .normal, .nextRound: break
            case .left: return .normal
            case .gave(let value): return .gave(value)
            case .stopped: return .stopped
            }
        }
        return run(otherwise)
    }

    private mutating func attempt(
        _ body: [ScriptStatement], _ handlers: [[ScriptStatement]], _ otherwise: [ScriptStatement],
        _ last: [ScriptStatement]
    ) -> Flow {
        let failedBefore = hasFailed
        let unclearBefore = unclearLines.count
        hasFailed = false
        tries += 1
        var flow = run(body)
        tries -= 1
        // What is understood and does not fail needs no handler.
        let isClean = !hasFailed && unclearLines.count == unclearBefore
        hasFailed = failedBefore
        if !isClean { _ = inDoubt(handlers) }
        if case .normal = flow { flow = isClean ? run(otherwise) : inDoubt([otherwise]) }
        if case .normal = run(last) { return flow }
        return .stopped
    }

    /// Calls a function of the script.
    mutating func call(
        _ function: ScriptFunction, _ arguments: [ScriptValue], _ keywords: [(name: String, value: ScriptValue)]
    ) -> ScriptValue {
        guard depth < 20, arguments.count <= function.parameters.count,
            !function.parameters.contains(where: { $0.name.hasPrefix("*") })
        else { return unclear() }
        var frame: [String: ScriptValue] = [:]
        for (index, parameter) in function.parameters.enumerated() {
            if index < arguments.count {
                frame[parameter.name] = arguments[index]
            } else if let keyword = keywords.first(where: { $0.name == parameter.name }) {
                frame[parameter.name] = keyword.value
            } else {
                frame[parameter.name] = parameter.value.map { evaluate($0) } ?? .unknown
            }
        }
        let here = line
        let before = (mayHaveReturned, mayHaveLeft)
        locals.append(frame)
        handed.append(ScriptReader.yields(function.body) ? ScriptList([]) : nil)
        depth += 1
        let flow = run(function.body)
        depth -= 1
        locals.removeLast()
        if let list = handed.removeLast() {
            (mayHaveReturned, mayHaveLeft) = before
            line = here
            return .list(list)
        }
        let isKnown = mayHaveReturned == before.0
        (mayHaveReturned, mayHaveLeft) = before
        line = here
        switch flow {
        case .normal, .left, .nextRound: return isKnown ? .none : .unknown
        case .gave(let value): return isKnown ? value : .unknown
        case .stopped: return .named(ScriptReader.stopped)
        }
    }

    /// Takes what a function hands out; all of it is taken at once, before the caller goes on.
    private mutating func hand(_ value: ScriptValue, isList: Bool) {
        guard let last = handed.last, let list = last else { return }
        if !isCertain { list.isKnown = false }
        guard isList else { return list.items.append(value) }
        if let items = value.items { list.items += items } else { list.isKnown = false }
    }

    /// Notes that a line is not understood.
    mutating func unclear() -> ScriptValue {
        unclearLines.insert(line)
        mayFail()
        return .unknown
    }

    /// Whether a `try` is around.
    var isInTry: Bool { tries > 0 }

    /// Notes that a `try` around may go on at its end.
    mutating func mayFail() {
        if isInTry { hasFailed = true }
    }

    /// Modules that every Python has.
    private static let modules: Set<String> = [
        "os", "sys", "shutil", "pathlib", "subprocess", "re", "json", "logging", "glob", "datetime", "contextlib",
        "typing", "__future__", "textwrap", "random", "string", "secrets", "tempfile", "itertools", "collections",
    ]

    /// Whether a `with` opens a file and does nothing else.
    private static func isOpening(_ value: ScriptExpression) -> Bool {
        guard case .call(let callee, _, _) = value else { return false }
        switch callee {
        case .name("open"), .attribute(_, "open"): return true
        default: return false
        }
    }

    /// What a call that ended the script gives.
    static let stopped = "\u{0}stopped"

    /// Whether a function hands out values as it goes.
    static func yields(_ statements: [ScriptStatement]) -> Bool {
        statements.contains { statement in
            switch statement.kind {
            case .hand: true
            case .other(let names, let inner): names.contains("yield") || yields(inner)
            case .branch(_, let body, let otherwise), .loop(_, _, let body, let otherwise),
                .repeated(_, _, let body, let otherwise):
                yields(body) || yields(otherwise)
            case .attempt(let body, let handlers, let otherwise, let last):
                yields(body) || handlers.contains { yields($0.body) } || yields(otherwise) || yields(last)
            case .with(_, let body): yields(body)
            default: false
            }
        }
    }

    /// The sum of two values.
    static func sum(_ left: ScriptValue, _ right: ScriptValue) -> ScriptValue {
        switch (left, right) {
        case (.string(let a), .string(let b)):
            return a.utf8.count + b.utf8.count <= HookTree.textLimit ? .string(a + b) : .unknown
        case (.int(let a), .int(let b)):
            let (sum, isTooLarge) = a.addingReportingOverflow(b)
            return isTooLarge ? .unknown : .int(sum)
        case (.list, .list), (.tuple, .tuple), (.list, .tuple):
            guard let a = left.items, let b = right.items else { return .unknown }
            if case .tuple = left { return .tuple(a + b) }
            return .list(ScriptList(a + b))
        default: return .unknown
        }
    }
}
