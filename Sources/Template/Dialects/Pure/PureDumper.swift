import Jinja

/// A class of a template's Python that writes YAML: PyYAML's own with other manners.
final class PureDumper: PureUnknown {
    /// Whether tuples are written as lists, as `SafeDumper` does.
    let isSafe: Bool
    /// Whether lists stand deeper than the keys that they belong to.
    let indentsLists: Bool
    /// Whether what is there more than once is written with an alias.
    let namesAnchors: Bool
    /// What writes texts, in the place of PyYAML.
    var writer: PureFunction?

    init(isSafe: Bool, indentsLists: Bool = false, namesAnchors: Bool = true) {
        self.isSafe = isSafe
        self.indentsLists = indentsLists
        self.namesAnchors = namesAnchors
    }

    override var typeName: String { "type" }
}

/// What a writer of texts gets and gives: a dumper, and a scalar that it made.
final class PureScalar: PureUnknown {
    let text: String?
    /// Whether it has a style of its own.
    let isStyled: Bool

    init(_ text: String? = nil, isStyled: Bool = false) {
        self.text = text
        self.isStyled = isStyled
    }
}

extension PureMachine {
    private static let dumpers = ["yaml.SafeDumper", "yaml.Dumper", "yaml.dumper.SafeDumper", "yaml.dumper.Dumper"]

    /// The class that a class statement makes of one of PyYAML's dumpers; nil where that is no dumper.
    func dumper(_ base: String, _ body: [ScriptStatement]) throws(PureStop) -> PureDumper? {
        guard PureMachine.dumpers.contains(base) else { return nil }
        var indentsLists = false
        var namesAnchors = true
        for statement in body {
            switch statement.kind {
            case .pass, .expression(.string): break
            case .function("increase_indent", let parameters, let body)
            where parameters.map(\.name) == ["self", "flow", "indentless"] && PureMachine.indents(body):
                indentsLists = true
            case .function("ignore_aliases", let parameters, let body)
            where parameters.count == 2 && PureMachine.gives(true, body):
                namesAnchors = false
            default: throw .unknown("what a class writes YAML like is not understood")
            }
        }
        return PureDumper(
            isSafe: base.hasSuffix("SafeDumper"), indentsLists: indentsLists, namesAnchors: namesAnchors)
    }

    /// Whether `increase_indent` does what it did, but for lists, which it always indents.
    private static func indents(_ body: [ScriptStatement]) -> Bool {
        guard
            case .give(.call(.attribute(.call(.name("super"), _, _), "increase_indent"), let values, let named)?)? =
                only(body)
        else { return false }
        var given: [String: ScriptExpression] = [:]
        for (name, value) in zip(["flow", "indentless"], values) { given[name] = value }
        for (name, value) in named { given[name] = value }
        guard case .name("flow")? = given["flow"], case .bool(false)? = given["indentless"] else { return false }
        return given.count == 2
    }

    private static func gives(_ flag: Bool, _ body: [ScriptStatement]) -> Bool {
        if case .give(.bool(flag)?)? = only(body) { true } else { false }
    }

    /// `add_representer` of a dumper.
    func addWriter(_ dumper: PureDumper, _ arguments: Arguments) throws(PureStop) {
        guard arguments.positional.count == 2, arguments.keywords.isEmpty, dumper.writer == nil,
            case .object(let type) = arguments.positional[0], (type as? PureName)?.path == "builtins.str",
            case .object(let object) = arguments.positional[1], let function = object as? PureFunction
        else { throw .unknown("what a class writes YAML like is not understood") }
        try change(dumper)
        dumper.writer = function
    }

    /// `represent_scalar` of a dumper: a scalar for a text.
    func scalar(_ arguments: Arguments) throws(PureStop) -> Value {
        let values = arguments.positional
        guard values.count == 2 || values.count == 3, arguments.keywords.allSatisfy({ $0.name == "style" }),
            values[0].stringValue == "tag:yaml.org,2002:str", let text = values[1].stringValue
        else { throw .unknown("it writes a text as something else") }
        let styles = values.dropFirst(2) + arguments.keywords.map(\.value)
        return .object(PureScalar(text, isStyled: styles.contains { !$0.isNone }))
    }

    /// `yaml.dump` with one of the template's own dumpers, or PyYAML's.
    func dumped(_ arguments: Arguments) throws(PureStop) -> Value {
        guard arguments.positional.count == 1 else { throw .unknown("it writes YAML to somewhere") }
        var style = PyYAML.DumpStyle()
        style.isUnicode = false
        var writer: PureFunction?
        for (name, value) in arguments.keywords {
            switch (name, value) {
            case ("Dumper", .object(let object)):
                guard let dumper = object as? PureDumper ?? PureMachine.known(object) else {
                    throw .unknown("what a class writes YAML like is not known")
                }
                style.isSafe = dumper.isSafe
                style.indentsLists = dumper.indentsLists
                style.namesAnchors = dumper.namesAnchors
                writer = dumper.writer
            case ("canonical", .bool(false)), ("default_style", .none), ("stream", .none): break
            case ("indent", .int(let number)): style.indent = number
            case ("width", .int(let number)): style.width = number
            case ("default_flow_style", .bool(let flag)): style.isFlow = flag
            case ("sort_keys", .bool(let flag)): style.sortsKeys = flag
            case ("allow_unicode", .bool(let flag)): style.isUnicode = flag
            case ("explicit_start", .bool(let flag)): style.hasStart = flag
            case ("explicit_end", .bool(let flag)): style.hasEnd = flag
            default: throw .unknown("'\(name)' of 'yaml.dump' is not followed")
            }
        }
        let value = arguments.positional[0]
        if let writer { try check(value, writer, depth: 0) }
        let final = style
        return .string(try asPython { () throws(TemplateError) in try PyYAML.dump(value, final) })
    }

    private static func known(_ object: Object) -> PureDumper? {
        guard let path = (object as? PureName)?.path, dumpers.contains(path) else { return nil }
        return PureDumper(isSafe: path.hasSuffix("SafeDumper"))
    }

    /// Makes sure that a writer leaves every text to PyYAML.
    private func check(_ value: Value, _ writer: PureFunction, depth: Int) throws(PureStop) {
        guard depth < 150 else { throw .unknown("a value nests too deeply to be written as YAML") }
        switch value {
        case .string(let text):
            let given = try call(writer, Arguments([.object(PureScalar()), value]))
            guard case .object(let object) = given, let scalar = object as? PureScalar, scalar.text == text,
                !scalar.isStyled
            else { throw .unknown("it writes a text in a style of its own") }
        case .list(let list): for item in list.items { try check(item, writer, depth: depth + 1) }
        case .tuple(let tuple): for item in tuple.items { try check(item, writer, depth: depth + 1) }
        case .dict(let dict):
            for pair in dict.pairs {
                try check(pair.key, writer, depth: depth + 1)
                try check(pair.value, writer, depth: depth + 1)
            }
        default: break
        }
    }
}
