import Git
import Jinja

/// What a template's `_jinja_extensions` add to its environment, as far as that can be known without running them.
struct CopierExtensions {
    /// What the hooks of an extension add to a context.
    enum Hook {
        /// Literals, with the tokens of each value.
        case literals([(name: String, tokens: [PythonLine.Token])])
        case computed(CopierHook)
    }

    /// The hooks of extensions, in the order of the extensions.
    private(set) var hooks: [Hook] = []
    /// Variables that extensions add for every template, which answers of the same name hide.
    private(set) var globals: [(name: String, tokens: [PythonLine.Token])] = []
    /// Variables that hooks or extensions set to values that aren't known.
    private(set) var unknownVariables: Set<String> = []
    /// Whether an extension may set any variable: then a file that uses one that nothing else explains is refused.
    private(set) var mayAddAnything = false
    /// Why no template can be rendered at all: an extension rewrites their sources.
    private(set) var refusal: String?
    /// Filters, tests and functions of the template's own that are known here, by kind and name.
    private(set) var known: [(name: String, function: CopierKnownFunction)] = []
    /// Filters and tests of the template's own that aren't known here, with where they come from.
    private(set) var unknownFilters: [(name: String, place: String)] = []
    private(set) var unknownTests: [(name: String, place: String)] = []
    /// Filters, tests and variables of the template's own whose Python is followed, by kind.
    private(set) var followed: [PureMachine.Addition] = []
    /// Import paths of extensions that come from elsewhere.
    private(set) var imported: [String] = []
    private(set) var notes: [DialectNote] = []

    /// The names under which the loader of in-repository extensions goes; it adds nothing itself.
    private static let loaders = ["copier_templates_extensions", "copier_template_extensions"]

    /// What follows the Python of each file that has been looked at; nil for one that can't be followed.
    private var machines: [String: PureMachine?] = [:]
    private let setting: RenderSetting

    /// Looks at the extensions that a configuration names.
    init(_ names: [String], in tree: CopierTree, _ setting: RenderSetting) {
        self.setting = setting
        for name in names {
            let module = name.split(separator: ".").first.map(String.init) ?? ""
            if name.hasSuffix(".TemplateExtensionLoader"), CopierExtensions.loaders.contains(module) { continue }
            guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                imported.append(name)
                continue
            }
            let path = String(name[..<colon])
            let className = String(name[name.utf8.index(after: colon)...])
            read(className, of: path, in: tree)
        }
    }

    /// Takes in that nothing is known of an extension.
    mutating func unknown(_ name: String, _ why: String) {
        mayAddAnything = true
        notes.append(
            DialectNote(
                rule: "unknown-extension", subject: name,
                message: "\(why); files that may need it are left as they are"))
    }

    private mutating func read(_ className: String, of path: String, in tree: CopierTree) {
        let name = "\(path):\(className)"
        guard case .file(let file) = tree.place(of: path), let module = PythonLine.module(file.bytes),
            let definition = module.last(where: { $0.defined(by: "class") == className })
        else { return unknown(name, "the extension cannot be read") }
        let bases = definition.tokens.dropFirst(2).compactMap { token in
            if case .name(let base) = token, base.first?.isUppercase == true { base } else { nil }
        }
        guard bases.allSatisfy({ ["Extension", "ContextHook"].contains($0) }) else {
            return unknown(name, "the extension is made of another one, \(bases.joined(separator: ", "))")
        }
        let files = PureFiles(path: file.path) { path in
            if case .file(let found) = tree.place(of: path) { found.bytes } else { nil }
        }
        let machine = machines[path] ?? PureMachine(file.bytes, setting: setting, files: files)
        machines[path] = .some(machine)
        for method in definition.body {
            switch method.defined(by: "def") {
            case "hook": readHook(method, name, machine, className)
            case "__init__": readEnvironment(method, name, module, machine, className)
            case "preprocess", "filter_stream":
                refusal = "the extension \(name) rewrites the template's sources"
            default: break
            }
        }
    }

    // MARK: hooks

    private mutating func readHook(
        _ method: PythonLine, _ name: String, _ machine: PureMachine?, _ className: String
    ) {
        guard let context = CopierExtensions.parameter(of: method) else {
            return unknown(name, "the extension's hook cannot be read")
        }
        var assigned: [(name: String, tokens: [PythonLine.Token])] = []
        let isLiteral = method.body.allSatisfy { line in
            guard line.body.isEmpty, let found = CopierExtensions.literals(in: line.tokens, context) else {
                return false
            }
            assigned += found
            return true
        }
        if isLiteral {
            hooks.append(.literals(assigned))
            return
        }
        let (names, isBounded) = HookNames.of(method, context: context)
        if let machine, machine.isMethod("hook", of: className) {
            hooks.append(
                .computed(
                    CopierHook(name: name, machine: machine, type: className, names: names, isBounded: isBounded)))
            return
        }
        unknownVariables.formUnion(names)
        if !isBounded { return unknown(name, "the extension's hook computes what it adds") }
        notes.append(CopierHook.note(name, names, isBounded: true))
    }

    /// What a statement of a hook sets, when it sets literals only; nil for every other statement.
    private static func literals(
        in tokens: [PythonLine.Token], _ context: String
    ) -> [(name: String, tokens: [PythonLine.Token])]? {
        switch tokens.first {
        case .string? where tokens.count == 1: return []
        case .name("pass") where tokens.count == 1: return []
        case .name("return"):
            if tokens.count == 1 || tokens.dropFirst().elementsEqual([.name(context)]) { return [] }
            return entries(of: tokens.dropFirst())
        case .name(context): break
        default: return nil
        }
        if tokens.count > 5, tokens[1] == .mark("["), case .string(let key) = tokens[2], tokens[3] == .mark("]"),
            tokens[4] == .mark("="), PythonLiteral.value(tokens[5...]) != nil
        {
            return [(key, Array(tokens[5...]))]
        }
        guard tokens.count > 5, tokens[1...3].elementsEqual([.mark("."), .name("update"), .mark("(")]),
            tokens.last == .mark(")")
        else { return nil }
        return entries(of: tokens[4..<(tokens.count - 1)])
    }

    /// The entries of a dict literal whose keys are texts.
    private static func entries(
        of tokens: ArraySlice<PythonLine.Token>
    ) -> [(name: String, tokens: [PythonLine.Token])]? {
        guard let dict = PythonLiteral.value(tokens)?.dictValue else { return nil }
        let names = dict.pairs.compactMap(\.key.stringValue)
        guard names.count == dict.count else { return nil }
        // The tokens of the whole dict, with its key picked out when the value is made.
        return names.map { ($0, [.mark("["), .string($0), .mark("]")] + tokens) }
    }

    /// The value that a literal has, made anew for each render so that no template changes another's.
    static func value(of literal: (name: String, tokens: [PythonLine.Token])) -> Value? {
        let isPicked = literal.tokens.starts(with: [.mark("["), .string(literal.name), .mark("]"), .mark("{")])
        guard isPicked else { return PythonLiteral.value(literal.tokens) }
        return PythonLiteral.value(literal.tokens.dropFirst(3))?.dictValue?[literal.name]
    }

    // MARK: environments

    private mutating func readEnvironment(
        _ method: PythonLine, _ name: String, _ module: [PythonLine], _ machine: PureMachine?, _ className: String
    ) {
        let environment = CopierExtensions.parameter(of: method) ?? "args"
        var hasUpdates = false
        for line in method.body {
            let tokens = line.tokens
            if line.body.isEmpty, tokens.count > 6, tokens[0] == .name(environment), tokens[1] == .mark("."),
                tokens[3...5].elementsEqual([.mark("."), .name("update"), .mark("(")])
            {
                hasUpdates = true
                continue
            }
            if tokens.first == .name("super") || tokens.count == 1 { continue }
            if CopierExtensions.keeps(line, from: [environment, "args", "kwargs", "environment"]) { continue }
            guard line.body.isEmpty, tokens.count > 7, tokens[0] == .name(environment), tokens[1] == .mark("."),
                case .name(let kind) = tokens[2], tokens[3] == .mark("["), case .string(let key) = tokens[4],
                tokens[5] == .mark("]"), tokens[6] == .mark("=")
            else { return unknown(name, "the extension does more than to add filters and variables") }
            let value = machine?.value(setIn: kind, key, by: className)
            add(key, of: kind, Array(tokens[7...]), name, module, value)
        }
        guard hasUpdates else { return }
        guard let additions = machine?.additions(of: className) else {
            return unknown(name, "the extension does more than to add filters and variables")
        }
        let others = Set(known.map(\.name) + globals.map(\.name) + followed.map(\.name))
        followed += additions.filter { !others.contains($0.name) }
    }

    /// Whether a statement only sets variables and attributes of the extension itself.
    /// - Parameter names: What stands for the environment.
    private static func keeps(_ line: PythonLine, from names: [String]) -> Bool {
        let tokens = line.tokens
        guard !names.contains(where: { tokens.contains(.name($0)) }) else { return false }
        if !line.body.isEmpty { return line.body.allSatisfy { keeps($0, from: names) } }
        let attribute: [PythonLine.Token] = [.name("self"), .mark(".")]
        guard let place = tokens.firstIndex(of: .mark("=")), tokens.count > place + 1 else { return false }
        return place == 1 || place == 3 && tokens.starts(with: attribute)
    }

    private mutating func add(
        _ key: String, of kind: String, _ tokens: [PythonLine.Token], _ name: String, _ module: [PythonLine],
        _ value: Value?
    ) {
        let function: CopierKnownFunction?
        if tokens.count == 1, case .name(let word) = tokens[0] {
            let definition = module.last { $0.defined(by: "def") == word }
            function = definition.flatMap { CopierKnownFunction($0.normalized) }
        } else {
            function = CopierKnownFunction(PythonLine(tokens: tokens).normalized)
        }
        if let function, function.isFilter == (kind == "filters"), kind != "tests" {
            known.append((key, function))
            return
        }
        let isFunction =
            if case .object(let object)? = value { object is PureEntry || object is PureBuiltin } else { false }
        if let value, isFunction || kind == "globals", ["filters", "tests", "globals"].contains(kind),
            PythonLiteral.value(tokens) == nil
        {
            followed.append((kind, key, value))
            return
        }
        switch kind {
        case "filters": unknownFilters.append((key, name))
        case "tests": unknownTests.append((key, name))
        case "globals":
            if PythonLiteral.value(tokens) != nil {
                globals.append((key, tokens))
            } else {
                unknownVariables.insert(key)
            }
        default: return unknown(name, "the extension changes the environment's \(kind)")
        }
        if kind != "globals" || unknownVariables.contains(key) {
            notes.append(
                DialectNote(
                    rule: "unknown-extension", subject: name,
                    message: "the extension adds '\(key)', which is not known here; "
                        + "files that use it are left as they are"))
        }
    }

    /// The name of a method's parameter after `self`.
    private static func parameter(of method: PythonLine) -> String? {
        guard method.tokens.count > 5, method.tokens[2] == .mark("("), method.tokens[4] == .mark(","),
            case .name(let name) = method.tokens[5]
        else { return nil }
        return name
    }
}
