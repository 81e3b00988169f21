/// An expression of a template, as it was read.
final class Expression {
    indirect enum Kind {
        case name(String)
        case constant(Value)
        case tuple([Expression])
        case list([Expression])
        case dict([(key: Expression, value: Expression)])
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case compare(Expression, [(symbol: ComparisonOperator, operand: Expression)])
        case concat([Expression])
        case conditional(test: Expression, then: Expression, otherwise: Expression?)
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression, start: Expression?, stop: Expression?, step: Expression?)
        case call(Expression, CallArguments)
        /// A filter; without a value it applies to the text of its block.
        case filter(Expression?, String, CallArguments)
        case test(Expression, String, CallArguments)
    }

    enum UnaryOperator { case negate, plus }

    enum BinaryOperator { case add, subtract, multiply, divide, floorDivide, modulo, power }

    enum ComparisonOperator {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contained, notContained
    }

    let kind: Kind
    /// The byte offset of what an error points at.
    let offset: Int
    /// How deep the tree below is, itself included.
    let height: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
        height = 1 + (Expression.children(of: kind).lazy.map(\.height).max() ?? 0)
    }

    /// The expressions right below, in the order in which Jinja visits them.
    var children: [Expression] { Expression.children(of: kind) }

    private static func children(of kind: Kind) -> [Expression] {
        switch kind {
        case .name, .constant: []
        case .tuple(let items), .list(let items), .concat(let items): items
        case .dict(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .unary(_, let operand), .not(let operand): [operand]
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
        case .compare(let first, let rest): [first] + rest.map(\.operand)
        case .conditional(let test, let then, let otherwise): [test, then] + (otherwise.map { [$0] } ?? [])
        case .attribute(let value, _): [value]
        case .item(let value, let key): [value, key]
        case .slice(let value, let start, let stop, let step): [value] + [start, stop, step].compactMap { $0 }
        case .call(let callee, let arguments): [callee] + arguments.expressions
        case .filter(let value, _, let arguments): (value.map { [$0] } ?? []) + arguments.expressions
        case .test(let value, _, let arguments): [value] + arguments.expressions
        }
    }
}

/// The arguments of a call as written.
struct CallArguments {
    var positional: [Expression] = []
    var keywords: [(name: String, value: Expression)] = []
    /// What follows `*`.
    var list: Expression?
    /// What follows `**`.
    var dict: Expression?

    var expressions: [Expression] {
        positional + keywords.map(\.value) + [list, dict].compactMap { $0 }
    }
}

/// What a value is assigned to.
indirect enum Target {
    case name(String, offset: Int)
    case namespace(String, attribute: String, offset: Int)
    case tuple([Target], offset: Int)

    /// All names that the target assigns, and those of namespaces.
    func forEachName(_ body: (_ name: String, _ isNamespace: Bool, _ offset: Int) -> Void) {
        switch self {
        case .name(let name, let offset): body(name, false, offset)
        case .namespace(let name, _, let offset): body(name, true, offset)
        case .tuple(let items, _): for item in items { item.forEachName(body) }
        }
    }
}

/// A statement of a template, as it was read.
struct Statement {
    indirect enum Kind {
        case output([OutputPart])
        case condition([(test: Expression, body: [Statement])], otherwise: [Statement])
        case loop(Loop)
        case assign(Target, Expression)
        case assignBlock(Target, filter: Expression?, body: [Statement])
        case macro(MacroDefinition)
        case callBlock(MacroDefinition, call: Expression)
        case filterBlock(Expression, body: [Statement])
        case with([(target: Target, value: Expression)], body: [Statement])
        case autoescape(Expression, body: [Statement])
        case block(BlockDefinition)
        case extends(Expression)
        case include(Expression, withContext: Bool, ignoreMissing: Bool)
        case importTemplate(Expression, target: String, withContext: Bool)
        case fromImport(Expression, names: [(name: String, alias: String)], withContext: Bool)
        case evaluate(Expression)
        case breakLoop
        case continueLoop
    }

    enum OutputPart {
        case text(String)
        case expression(Expression)
    }

    let kind: Kind
    let offset: Int
}

/// A `for` statement.
final class Loop {
    let target: Target
    let sequence: Expression
    let filter: Expression?
    let isRecursive: Bool
    let body: [Statement]
    let otherwise: [Statement]

    init(
        target: Target, sequence: Expression, filter: Expression?, isRecursive: Bool, body: [Statement],
        otherwise: [Statement]
    ) {
        self.target = target
        self.sequence = sequence
        self.filter = filter
        self.isRecursive = isRecursive
        self.body = body
        self.otherwise = otherwise
    }
}

/// A macro, or the body of a `call` block, which has no name.
final class MacroDefinition {
    let name: String?
    let parameters: [String]
    /// The defaults of the last parameters.
    let defaults: [Expression]
    let body: [Statement]

    init(name: String?, parameters: [String], defaults: [Expression], body: [Statement]) {
        self.name = name
        self.parameters = parameters
        self.defaults = defaults
        self.body = body
    }

    /// The default of a parameter by its position.
    func defaultValue(_ index: Int) -> Expression? {
        let place = index - (parameters.count - defaults.count)
        return place >= 0 ? defaults[place] : nil
    }
}

/// A `block` statement.
final class BlockDefinition {
    let name: String
    let isScoped: Bool
    let isRequired: Bool
    let body: [Statement]
    let offset: Int

    init(name: String, isScoped: Bool, isRequired: Bool, body: [Statement], offset: Int) {
        self.name = name
        self.isScoped = isScoped
        self.isRequired = isRequired
        self.body = body
        self.offset = offset
    }
}
