import Jinja

/// The variables of a call.
final class PureFrame {
    /// The variables; nil at the level of the module.
    var locals: [String: Value]?
    /// The values that a generator has handed out.
    var handed: [Value] = []
    /// Whether the code stands in a class.
    var isMethod = false
    /// Whether the code is a class's body.
    var isClassBody = false
    /// The variables of functions around this one that it may set.
    var outside: Set<String> = []
    /// Of a comprehension: where it stands, which is where names are set within its expressions.
    let home: PureFrame?
    /// The variables around those of the call: of the function that it was made in, of what a comprehension stands in.
    let outer: PureFrame?

    init(locals: [String: Value]? = nil, outer: PureFrame? = nil, home: PureFrame? = nil) {
        self.locals = locals
        self.outer = outer
        self.home = home
    }

    /// The frame whose variables a function or comprehension in this one sees; nil for none but those of the module.
    var enclosing: PureFrame? { locals == nil || isClassBody ? nil : self }

    /// The value of a variable that is not the module's.
    func value(_ name: String) -> Value? { locals?[name] ?? outer?.value(name) }

    /// The nearest frame that holds a variable.
    func holder(of name: String) -> PureFrame? { locals?[name] == nil ? outer?.holder(of: name) : self }

    /// The frame whose names an expression in this one sets: a comprehension has none of its own.
    var naming: PureFrame { home?.naming ?? self }
}
