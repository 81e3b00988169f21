/// An expression of a script, as far as it is understood.
indirect enum PythonExpression {
    case none
    case bool(Bool)
    case int(Int)
    case string(String)
    case format(String)
    case name(String)
    case attribute(PythonExpression, String)
    case call(PythonExpression, [PythonExpression], [(name: String, value: PythonExpression)])
    case subscripted(PythonExpression, PythonExpression)
    case list([PythonExpression])
    case tuple([PythonExpression])
    case dict([(key: PythonExpression, value: PythonExpression)])
    case binary(String, PythonExpression, PythonExpression)
    case not(PythonExpression)
    case compare(PythonExpression, [(symbol: String, value: PythonExpression)])
    case all([PythonExpression])
    case any([PythonExpression])
    case conditional(PythonExpression, if: PythonExpression, else: PythonExpression)
    case comprehension(PythonExpression, PythonTarget, in: PythonExpression, if: [PythonExpression])
    /// Something that is Python but not of the kind that is followed.
    case other
}

/// What is assigned to.
indirect enum PythonTarget {
    case name(String)
    case several([PythonTarget])
    /// An attribute or an item of the variable of this name, if it is one.
    case part(of: String?)
}

/// A statement with its line.
struct PythonStatement {
    /// What it is.
    indirect enum Kind {
        case assign([PythonTarget], PythonExpression)
        case add(PythonTarget, PythonExpression)
        case expression(PythonExpression)
        case branch(PythonExpression, [PythonStatement], [PythonStatement])
        case loop(PythonTarget, PythonExpression, [PythonStatement], [PythonStatement])
        case function(String, parameters: [(name: String, value: PythonExpression?)], [PythonStatement])
        case give(PythonExpression?)
        case attempt([PythonStatement], handlers: [[PythonStatement]], [PythonStatement], finally: [PythonStatement])
        case with([(value: PythonExpression, target: PythonTarget?)], [PythonStatement])
        case imported([(module: String, name: String)])
        case leave
        case next
        case pass
        case raise(PythonExpression?)
        /// A statement that is not followed: the names in it, and the statements inside.
        case other(names: [String], [PythonStatement])
    }

    let kind: Kind
    let line: Int
}
