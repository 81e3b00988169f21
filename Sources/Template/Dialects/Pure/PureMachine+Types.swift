import Jinja

/// The types of Python's own values.
extension PureMachine {
    /// Python's own types that values here are of.
    static let types: Set<String> = Set(
        ["str", "int", "bool", "float", "list", "tuple", "dict", "set", "frozenset", "bytes", "NoneType"]
            .map { "builtins.\($0)" })

    /// `type(value)`.
    func type(of value: Value) throws(PureStop) -> Value {
        if case .object(let object) = value, let instance = object as? PureInstance { return .object(instance.type) }
        let path = value.isNone ? "builtins.NoneType" : "builtins.\(value.typeName)"
        guard PureMachine.types.contains(path), !value.isUndefined else { throw .unknown("a type is not known") }
        return .object(PureName(path))
    }

    /// Whether two types are the same; nil where one is none, or not known.
    func isSameType(_ left: Value, _ right: Value) -> Bool? {
        guard case .object(let first) = left, case .object(let second) = right else { return nil }
        let isType: (Object) -> Bool = { $0 is PureClass || PureMachine.types.contains(($0 as? PureName)?.path ?? "") }
        guard isType(first), isType(second) else { return nil }
        return first === second || first is PureName && (first as? PureName)?.path == (second as? PureName)?.path
    }
}
