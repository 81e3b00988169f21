import Jinja

/// A set of a template's Python, without its order: Python's differs from run to run.
final class PureSet: PureUnknown {
    /// The members as the keys of a dictionary.
    var items: DictValue
    let isFrozen: Bool

    init(_ items: DictValue, isFrozen: Bool = false) {
        self.items = items
        self.isFrozen = isFrozen
    }

    override var what: String { "the order of a set" }
    override var typeName: String { isFrozen ? "frozenset" : "set" }

    static let methods: Set<String> = [
        "add", "discard", "remove", "update", "clear", "copy", "union", "intersection", "difference",
        "symmetric_difference", "issubset", "issuperset", "isdisjoint",
    ]
    static let changing: Set<String> = ["add", "discard", "remove", "update", "clear"]

    var members: [Value] { items.pairs.map(\.key) }

    func has(_ item: Value) throws(PureStop) -> Bool {
        try asPython { () throws(TemplateError) in try items.value(of: item) } != nil
    }

    /// The members in their order, where there is but one.
    func inOrder() throws(PureStop) -> [Value] {
        guard items.count <= 1 else { throw .unknown("the order of a set is not known") }
        return members
    }
}

extension PureMachine {
    static func isSet(_ value: Value) -> Bool { set(value) != nil }

    private static func set(_ value: Value) -> PureSet? {
        if case .object(let object) = value { object as? PureSet } else { nil }
    }

    /// A new set.
    func set(_ members: [Value], isFrozen: Bool = false) throws(PureStop) -> Value {
        for member in members {
            // Sets in sets, and numbers that equal nothing.
            if case .object(let object) = member, !(object is DateObject) {
                throw .unknown("a set has a part that is not known")
            }
            if case .double(let number) = member, number.isNaN {
                throw .unknown("a set has a part that equals nothing")
            }
        }
        let pairs = members.map { ($0, Value.none) }
        // Of equal members the first stays, as the key of a dictionary does.
        let items = DictValue()
        for pair in pairs { try asPython { () throws(TemplateError) in try items.set(pair.0, pair.1) } }
        return made(.object(PureSet(items, isFrozen: isFrozen)))
    }

    /// The values of something, for what asks for no order.
    func members(_ value: Value) throws(PureStop) -> [Value] {
        if let set = PureMachine.set(value) { return set.members }
        return try items(value)
    }

    /// What an operator makes of two sets, two dictionaries or the flags of patterns; nil for all else.
    func combined(_ symbol: String, _ left: Value, _ right: Value) throws(PureStop) -> Value? {
        if symbol == "|", case .dict(let first) = left, case .dict(let second) = right {
            let pairs = (first.pairs + second.pairs).map { ($0.key, $0.value) }
            return made(.dict(try asPython { () throws(TemplateError) in try DictValue(pairs: pairs) }))
        }
        if symbol == "|", let first = PureMachine.flags(left), let second = PureMachine.flags(right) {
            return .object(PureFlags(first.union(second)))
        }
        guard let first = PureMachine.set(left), let second = PureMachine.set(right) else { return nil }
        return try combined(symbol, first, second.members)
    }

    private func combined(_ symbol: String, _ left: PureSet, _ right: [Value]) throws(PureStop) -> Value? {
        guard case .object(let object) = try set(right), let other = object as? PureSet else { return nil }
        var members: [Value] = []
        switch symbol {
        case "|": members = left.members + other.members
        case "&": for member in left.members { if try other.has(member) { members.append(member) } }
        case "-": for member in left.members { if try !other.has(member) { members.append(member) } }
        case "^":
            for member in left.members { if try !other.has(member) { members.append(member) } }
            for member in other.members { if try !left.has(member) { members.append(member) } }
        default: return nil
        }
        return try set(members, isFrozen: left.isFrozen)
    }

    /// Whether one set is equal to, in or around another one; nil for what is no set.
    func setHolds(_ symbol: String, _ left: Value, _ right: Value) throws(PureStop) -> Bool? {
        guard let first = PureMachine.set(left) else { return nil }
        guard let second = PureMachine.set(right) else {
            if case .object = right { return nil }
            return symbol == "==" ? false : symbol == "!=" ? true : nil
        }
        var isIn = true
        for member in first.members where isIn { isIn = try second.has(member) }
        var isAround = true
        for member in second.members where isAround { isAround = try first.has(member) }
        switch symbol {
        case "==": return isIn && isAround
        case "!=": return !(isIn && isAround)
        case "<=": return isIn
        case "<": return isIn && !isAround
        case ">=": return isAround
        case ">": return isAround && !isIn
        default: return nil
        }
    }

    func call(_ name: String, of set: PureSet, _ arguments: Arguments) throws(PureStop) -> Value {
        let values = arguments.positional
        guard arguments.keywords.isEmpty else { throw .unknown("'\(name)' of a set is not followed with keywords") }
        if PureSet.changing.contains(name) {
            guard !set.isFrozen else { throw .raised(TemplateError(.attribute, "frozenset has no '\(name)'")) }
            try change(set)
        }
        switch (name, values.count) {
        case ("copy", 0): return try self.set(set.members, isFrozen: set.isFrozen)
        case ("clear", 0): set.items = DictValue()
        case ("add", 1):
            guard case .object(let object) = try self.set(set.members + values), let made = object as? PureSet else {
                break
            }
            set.items = made.items
        case ("discard", 1), ("remove", 1):
            guard try set.has(values[0]) else {
                if name == "discard" { break }
                throw .raised(TemplateError(.key, values[0].pythonRepr))
            }
            let rest = try combined("-", set, values)
            if let rest, let made = PureMachine.set(rest) { set.items = made.items }
        case ("update", _):
            var members = set.members
            for value in values { members += try self.members(value) }
            if let made = PureMachine.set(try self.set(members)) { set.items = made.items }
        case ("isdisjoint", 1):
            for member in try members(values[0]) { if try set.has(member) { return false } }
            return true
        case ("issubset", 1), ("issuperset", 1):
            let other = try self.set(try members(values[0]))
            return .bool(try setHolds(name == "issubset" ? "<=" : ">=", .object(set), other) ?? false)
        case ("union", _), ("intersection", _), ("difference", _), ("symmetric_difference", 1):
            let symbol =
                ["union": "|", "intersection": "&", "difference": "-", "symmetric_difference": "^"][name] ?? ""
            var result = try self.set(set.members, isFrozen: set.isFrozen)
            for value in values {
                guard let left = PureMachine.set(result), let next = try combined(symbol, left, try members(value))
                else { break }
                result = next
            }
            return result
        default: throw .unknown("'\(name)' of a set is not followed with these arguments")
        }
        return .none
    }
}
