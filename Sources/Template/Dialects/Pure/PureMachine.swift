import Jinja

/// Follows Python code that only computes: functions and classes of a template's own extensions.
///
/// It knows a small part of Python, in which nothing but values can be reached: no processes, no modules but the date
/// of the render, no files but those of the template, which can be read. Whatever is outside of that part ends in ``PureStop/unknown(_:)``, never in a guess. What
/// stays from one call to the next may be read but not changed, so that no render depends on another.
final class PureMachine {
    let environment: Environment
    let setting: RenderSetting
    /// What it can read; nil where that is nothing.
    let files: PureFiles?
    /// The variables of the module.
    private(set) var globals: [String: Value] = [:]
    /// Variables of the module that hold something that isn't known.
    private var unknown: Set<String> = []
    /// What was made by the call that runs, and may be changed by it, with how much had been made before it.
    private var own: [ObjectIdentifier: (object: AnyObject, place: Int)] = [:]
    /// How much had been made when what is handed out one by one began; nil outside of that.
    private var firstHanded: Int?
    /// How many changes there were, to see whether what failed left a trace.
    private var changes = 0
    private var current: Invocation?
    private var steps = 0

    private static let maximalSteps = 100_000

    /// Where its values are at home: no template's settings play a part.
    private static var plain: Environment {
        var environment = Environment()
        environment.limits.valueSize = 8 << 20
        environment.limits.totalSize = 64 << 20
        environment.limits.steps = 1_000_000
        return environment
    }

    /// Reads a module.
    /// - Returns: nil where it can't be told what it leaves behind.
    init?(_ bytes: [UInt8], setting: RenderSetting, files: PureFiles? = nil) {
        environment = PureMachine.plain
        self.setting = setting
        self.files = files
        guard let script = String(validating: bytes, as: UTF8.self) else { return nil }
        current = environment.invocation()
        if let files { globals["__file__"] = .object(PurePath(CopierTree.parts(of: files.path))) }
        let frame = PureFrame()
        for statement in PythonParser.statements(of: script, readsNames: true) where !load(statement, frame) {
            return nil
        }
        own = [:]
        current = nil
    }

    /// Runs a statement of the module; what fails leaves its names unknown.
    /// - Returns: Whether it is known what the statement did besides.
    private func load(_ statement: ScriptStatement, _ frame: PureFrame) -> Bool {
        let before = changes
        do throws(PureStop) {
            guard case .normal = try run(statement, frame) else { return false }
            return true
        } catch {
            if changes != before { return false }
            guard isHarmless(statement) else { return false }
            let imported = PureMachine.sameImports(statement)
            defer { for (name, path) in imported { setGlobal(name, .object(PureName(path))) } }
            for name in PureMachine.names(boundBy: statement) {
                unknown.insert(name)
                globals[name] = nil
            }
            return true
        }
    }

    /// Whether a statement that can't be followed does nothing but bind names.
    private func isHarmless(_ statement: ScriptStatement) -> Bool {
        func isName(_ target: ScriptTarget) -> Bool {
            switch target {
            case .name: true
            case .several(let targets): targets.allSatisfy(isName)
            case .starred(let target): isName(target)
            case .part: false
            }
        }
        func all(_ statements: [ScriptStatement]) -> Bool { statements.allSatisfy(isHarmless) }
        switch statement.kind {
        case .assign(let targets, _): return targets.allSatisfy(isName)
        case .expression(.string), .imported, .function, .type, .pass: return true
        case .decorated(let decorators, _):
            // A decorator from elsewhere makes something else of a function; one of the module may do more.
            return decorators.allSatisfy { decorator in
                guard let root = PythonParser.root(of: decorator) else { return false }
                return globals[root].map(PureMachine.isName) ?? true
            }
        case .branch(_, let body, let otherwise): return all(body + otherwise)
        case .loop(let target, _, let body, let otherwise): return isName(target) && all(body + otherwise)
        case .repeated(_, _, let body, let otherwise): return all(body + otherwise)
        case .attempt(let body, let handlers, let otherwise, let last):
            return all(body + handlers.flatMap(\.body) + otherwise + last)
        case .other(_, let inner): return inner.isEmpty
        case .expression, .augment, .with, .give, .hand, .check, .leave, .next, .raise, .outside: return false
        }
    }

    /// What a condition that isn't known imports either way: the same things, from where they are at its time.
    private static func sameImports(_ statement: ScriptStatement) -> [String: String] {
        guard case .branch(_, let body, let otherwise) = statement.kind, let first = imports(body),
            let second = imports(otherwise)
        else { return [:] }
        return first.filter { second[$0.key] == $0.value }
    }

    /// What statements import by their names, where they do nothing else.
    private static func imports(_ statements: [ScriptStatement]) -> [String: String]? {
        var imported: [String: String] = [:]
        for statement in statements {
            guard case .imported(let names) = statement.kind else { return nil }
            for (module, name) in names {
                let isExtension = module.hasPrefix("typing_extensions.")
                imported[name] = isExtension ? "typing.\(module.dropFirst(18))" : module
            }
        }
        return imported
    }

    private static func isName(_ value: Value) -> Bool {
        if case .object(let object) = value { object is PureName } else { false }
    }

    /// Every name that a statement may bind.
    static func names(boundBy statement: ScriptStatement) -> [String] {
        func names(of target: ScriptTarget) -> [String] {
            switch target {
            case .name(let name): [name]
            case .several(let targets): targets.flatMap(names)
            case .starred(let target): names(of: target)
            case .part(let expression): PythonParser.root(of: expression).map { [$0] } ?? []
            }
        }
        func all(_ statements: [ScriptStatement]) -> [String] { statements.flatMap(PureMachine.names) }
        switch statement.kind {
        case .assign(let targets, _): return targets.flatMap(names)
        case .augment(_, let target, _): return names(of: target)
        case .function(let name, _, _), .type(let name, _, _): return [name]
        case .decorated(_, let inner): return PureMachine.names(boundBy: inner)
        case .imported(let imported): return imported.map(\.name)
        case .branch(_, let body, let otherwise): return all(body + otherwise)
        case .loop(let target, _, let body, let otherwise): return names(of: target) + all(body + otherwise)
        case .repeated(_, _, let body, let otherwise): return all(body + otherwise)
        case .attempt(let body, let handlers, let otherwise, let last):
            return all(body + handlers.flatMap(\.body) + otherwise + last) + handlers.compactMap(\.name)
        case .with(let items, let body): return items.compactMap(\.target).flatMap(names) + all(body)
        case .other(let mentioned, let inner): return mentioned + all(inner)
        case .expression, .give, .hand, .check, .leave, .next, .pass, .raise, .outside: return []
        }
    }

    // MARK: entering

    /// Runs the body as a call from outside, on behalf of a template.
    func entered(
        _ invocation: Invocation?, _ body: (PureMachine) throws(PureStop) -> Value
    ) throws(TemplateError) -> Value {
        do {
            return try entering(invocation, body)
        } catch {
            throw error.templateError
        }
    }

    /// Runs the body as a call from outside, unless one runs already.
    func entering<Result>(
        _ invocation: Invocation?, _ body: (PureMachine) throws(PureStop) -> Result
    ) throws(PureStop) -> Result {
        guard current == nil else { return try body(self) }
        current = invocation ?? environment.invocation()
        steps = 0
        defer {
            current = nil
            own = [:]
        }
        return try body(self)
    }

    /// What operations on values ask for; there is one while anything runs.
    var invocation: Invocation { current ?? environment.invocation() }

    /// Goes one level deeper; pairs with `invocation.leave()`.
    func descend() throws(PureStop) {
        steps += 1
        if steps > PureMachine.maximalSteps { throw .unknown("it takes too long") }
        let invocation = invocation
        try asPython { () throws(TemplateError) in try invocation.enter() }
    }

    // MARK: variables

    /// The value of a variable of the module.
    func global(_ name: String) throws(PureStop) -> Value {
        if let value = globals[name] { return value }
        if unknown.contains(name) { throw .unknown("'\(name)' is not known") }
        if PureMachine.builtins.contains(name) { return .object(PureName("builtins.\(name)")) }
        throw .unknown("there is no '\(name)'")
    }

    /// Sets a variable of the module, while it is read.
    func setGlobal(_ name: String, _ value: Value) {
        globals[name] = value
        unknown.remove(name)
    }

    private static let builtins: Set<String> = [
        "str", "int", "bool", "len", "any", "all", "list", "tuple", "dict", "sorted", "enumerate", "zip", "range",
        "map", "min", "max", "isinstance", "object", "open", "classmethod", "staticmethod", "property", "KeyError",
        "IndexError", "ValueError", "TypeError", "AttributeError", "abs", "bin", "chr", "divmod", "filter", "float",
        "frozenset", "hex", "oct", "ord", "pow", "repr", "reversed", "round", "set", "sum", "type",
        "BaseException", "Exception", "ArithmeticError", "LookupError", "ZeroDivisionError",
    ]

    // MARK: changes

    /// Takes a new container or object for one that may be changed.
    @discardableResult
    func made(_ value: Value) -> Value {
        switch value {
        case .list(let list) where own[ObjectIdentifier(list)] == nil: keep(list)
        case .dict(let dict) where own[ObjectIdentifier(dict)] == nil: keep(dict)
        case .object(let object)
        where object is PureInstance || object is PureClass || object is PureDumper
            || object is PureSet:
            keep(object)
        default: break
        }
        return value
    }

    /// Takes something new for what may be changed.
    func keep(_ object: AnyObject) { own[ObjectIdentifier(object)] = (object, own.count) }

    /// Whether what Python hands out one by one is being worked out.
    var isHandingOut: Bool { firstHanded != nil }

    /// Works out at once what Python hands out one by one, as far as somebody asks for it: it may change nothing that was
    /// there before, since whether and when that happens depends on who asks.
    func handedOut<Result>(_ body: () throws(PureStop) -> Result) throws(PureStop) -> Result {
        let before = firstHanded
        firstHanded = own.count
        defer { firstHanded = before }
        return try body()
    }

    /// Lets something be changed that was made by the call that runs, and nothing else.
    func change(_ object: AnyObject) throws(PureStop) {
        guard let (_, place) = own[ObjectIdentifier(object)] else {
            throw .unknown("it changes something that lasts longer than the call")
        }
        if let firstHanded, place < firstHanded {
            throw .unknown("it changes something while it hands out values")
        }
        changes += 1
    }
}
