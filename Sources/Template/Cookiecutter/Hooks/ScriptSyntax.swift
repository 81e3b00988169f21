/// An expression of a script, as far as it is understood.
indirect enum ScriptExpression {
    case none
    case bool(Bool)
    case int(Int)
    case double(Double)
    /// `-`, `+` or `~` before a number.
    case unary(String, ScriptExpression)
    case string(String)
    case format(String)
    case name(String)
    case attribute(ScriptExpression, String)
    case call(ScriptExpression, [ScriptExpression], [(name: String, value: ScriptExpression)])
    case subscripted(ScriptExpression, ScriptExpression)
    /// A slice: where it starts and stops, and its step.
    case sliced(ScriptExpression, [ScriptExpression?])
    case list([ScriptExpression])
    case set([ScriptExpression])
    case tuple([ScriptExpression])
    case dict([(key: ScriptExpression, value: ScriptExpression)])
    case binary(String, ScriptExpression, ScriptExpression)
    case not(ScriptExpression)
    case compare(ScriptExpression, [(symbol: String, value: ScriptExpression)])
    case all([ScriptExpression])
    case any([ScriptExpression])
    case conditional(ScriptExpression, if: ScriptExpression, else: ScriptExpression)
    case lambda([(name: String, value: ScriptExpression?)], ScriptExpression)
    case comprehension(ScriptExpression, ScriptTarget, in: ScriptExpression, if: [ScriptExpression])
    /// A comprehension that makes a dictionary.
    case mapping(
        key: ScriptExpression, ScriptExpression, ScriptTarget, in: ScriptExpression, if: [ScriptExpression])
    /// A comprehension whose values are handed out one by one.
    case generator(ScriptExpression)
    /// A comprehension of comprehensions: what has several `for`, as one row of values.
    case flattened(ScriptExpression)
    /// The values of something in the place of one; only within `spread`.
    case starred(ScriptExpression)
    /// A call, list, tuple, set or dictionary with stars in it: `starred` ones, and two stars as the name of a keyword.
    case spread(ScriptExpression)
    /// A value that gets a name within an expression; only read where names are asked for.
    case named(String, ScriptExpression)
    /// Something that is Python but not of the kind that is followed.
    case other
}

/// What is assigned to.
indirect enum ScriptTarget {
    case name(String)
    case several([ScriptTarget])
    /// What takes all the rest; only within `several`.
    case starred(ScriptTarget)
    /// An attribute or an item, as the expression has it.
    case part(ScriptExpression)
}

/// What a `try` does about errors of some classes.
struct ScriptHandler {
    /// The class, or a tuple of classes; nil for all errors.
    let types: ScriptExpression?
    /// What the error is called in it.
    let name: String?
    let body: [ScriptStatement]
}

/// A statement with its line.
struct ScriptStatement {
    /// What it is.
    indirect enum Kind {
        case assign([ScriptTarget], ScriptExpression)
        /// An operator that changes what it assigns to, without its `=`.
        case augment(String, ScriptTarget, ScriptExpression)
        case expression(ScriptExpression)
        case branch(ScriptExpression, [ScriptStatement], [ScriptStatement])
        case loop(ScriptTarget, ScriptExpression, [ScriptStatement], [ScriptStatement])
        /// `while`, with every name in its condition.
        case repeated(ScriptExpression, names: [String], [ScriptStatement], [ScriptStatement])
        /// Parameters that take all the rest have their stars before their names.
        case function(String, parameters: [(name: String, value: ScriptExpression?)], [ScriptStatement])
        case type(String, bases: [ScriptExpression], [ScriptStatement])
        /// A function or class with the decorators above it, outermost first.
        case decorated([ScriptExpression], ScriptStatement)
        case give(ScriptExpression?)
        /// `yield`; `isList` for `yield from`.
        case hand(ScriptExpression, isList: Bool)
        case check(ScriptExpression)
        case attempt([ScriptStatement], handlers: [ScriptHandler], [ScriptStatement], finally: [ScriptStatement])
        case with([(value: ScriptExpression, target: ScriptTarget?)], [ScriptStatement])
        case imported([(module: String, name: String)])
        case leave
        case next
        case pass
        case raise(ScriptExpression?)
        /// `nonlocal`; only read where names are asked for.
        case outside([String])
        /// A statement that is not followed: the names in it, and the statements inside.
        case other(names: [String], [ScriptStatement])
    }

    let kind: Kind
    let line: Int
}
