import Jinja

/// Python's arithmetic as far as it is the same everywhere.
extension PureMachine {
    // MARK: functions

    /// Calls a function of numbers; nil for everything else.
    func numbered(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        let values = arguments.positional
        if path == "builtins.sum", (1...2).contains(values.count) { return try sum(values[0], arguments) }
        if path == "builtins.round", (1...2).contains(values.count) { return try rounded(values[0], arguments) }
        guard arguments.keywords.isEmpty else { return nil }
        switch (path, values.count) {
        case ("builtins.abs", 1):
            switch values[0] {
            case .double(let number): return .double(number.magnitude)
            case .int, .bool, .bigInt:
                return try relation("<", values[0], 0) ? signed("-", values[0]) : signed("+", values[0])
            default: throw .unknown("'abs' is followed for numbers only")
            }
        case ("builtins.divmod", 2):
            return .tuple([try binary("//", values[0], values[1]), try binary("%", values[0], values[1])])
        case ("builtins.pow", 2): return try binary("**", values[0], values[1])
        case ("builtins.float", 0): return .double(0)
        case ("builtins.float", 1):
            let value = values[0]
            return .double(try asPython { () throws(TemplateError) in try value.pythonFloat() })
        case ("builtins.bin", 1), ("builtins.hex", 1), ("builtins.oct", 1):
            guard case .int(let number) = values[0] else { return nil }
            let (prefix, radix) =
                ["bin": ("0b", 2), "hex": ("0x", 16), "oct": ("0o", 8)][path.dropFirst(9)] ?? ("", 10)
            return .string((number < 0 ? "-" : "") + prefix + String(number.magnitude, radix: radix))
        case ("builtins.ord", 1):
            guard let scalars = values[0].stringValue?.unicodeScalars, scalars.count == 1, let scalar = scalars.first
            else { throw .unknown("'ord' is followed for one character only") }
            return .int(Int(scalar.value))
        case ("builtins.chr", 1):
            guard let number = values[0].intValue, let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init)
            else { throw .unknown("there is no such character here") }
            return .string(String(Character(scalar)))
        case ("builtins.repr", 1): return .string(try quoted(values[0]))
        default: return nil
        }
    }

    /// Python's `repr` of data.
    func quoted(_ value: Value) throws(PureStop) -> String {
        guard PureMachine.isData(value) else { throw .unknown("what 'repr' prints is not known") }
        return value.pythonRepr
    }

    private static func isData(_ value: Value) -> Bool {
        switch value {
        case .none, .bool, .int, .bigInt, .double, .string: true
        case .list(let list): list.items.allSatisfy(isData)
        case .tuple(let tuple): tuple.items.allSatisfy(isData)
        case .dict(let dict): dict.pairs.allSatisfy { isData($0.key) && isData($0.value) }
        default: false
        }
    }

    /// `int` of a text in some base; nil for everything else.
    func wholeNumber(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        let base = arguments.positional.count == 2 ? arguments.positional[1] : arguments.keyword("base")
        guard path == "builtins.int", let base, arguments.keywords.allSatisfy({ $0.name == "base" }),
            arguments.positional.count + arguments.keywords.count == 2
        else { return nil }
        guard let text = arguments.positional[0].stringValue, let base = base.intValue, base == 0 || 2...36 ~= base
        else { throw .unknown("'int' with a base is followed for texts only") }
        return try asPython { () throws(TemplateError) in try Value.pythonInteger(text, base: base) }
    }

    /// Versions of Python round sums of floats in different ways: such a sum is known where it is the same in all.
    private func sum(floats items: [Value], from start: Value) throws(PureStop) -> Value {
        var total = 0.0
        // What the sums of two numbers are short of, by Neumaier: of floats, and of all numbers.
        var lost = [0.0, 0.0]
        for item in [start] + items {
            let number = try asPython { () throws(TemplateError) in try item.pythonFloat() }
            let sum = total + number
            let short = total.magnitude >= number.magnitude ? (total - sum) + number : (number - sum) + total
            if case .double = item { lost[0] += short }
            lost[1] += short
            total = sum
        }
        guard total != 0, lost.allSatisfy({ total + $0 == total }) else {
            throw .unknown("versions of Python sum floats differently")
        }
        return .double(total)
    }

    private func sum(_ value: Value, _ arguments: Arguments) throws(PureStop) -> Value? {
        guard arguments.keywords.allSatisfy({ $0.name == "start" }),
            arguments.positional.count + arguments.keywords.count <= 2
        else { return nil }
        var total = arguments.positional.count == 2 ? arguments.positional[1] : arguments.keyword("start") ?? 0
        let items = try members(value)
        var (hasFloats, isExact) = (false, true)
        for item in [total] + items {
            switch item {
            case .double: hasFloats = true
            case .int(let number): isExact = isExact && number.magnitude < 1 << 53
            case .bool: break
            case .bigInt, .list, .tuple: isExact = false
            default: throw .unknown("'sum' is followed for numbers and lists only")
            }
        }
        if hasFloats {
            guard isExact else { throw .unknown("'sum' is not followed for floats with large numbers") }
            return try sum(floats: items, from: total)
        }
        for item in items { total = try binary("+", total, item) }
        return total
    }

    private func rounded(_ value: Value, _ arguments: Arguments) throws(PureStop) -> Value? {
        guard arguments.keywords.allSatisfy({ $0.name == "ndigits" }) else { return nil }
        let given = arguments.positional.count == 2 ? arguments.positional[1] : arguments.keyword("ndigits") ?? .none
        guard given.isNone || (0...15).contains(given.intValue ?? -1) else {
            throw .unknown("'round' is followed for up to 15 digits behind the point")
        }
        switch value {
        case .int, .bool, .bigInt: return try signed("+", value)
        case .double(let number):
            guard let digits = given.intValue else {
                let whole = Value.double(number.rounded(.toNearestOrEven))
                return try asPython { () throws(TemplateError) in try whole.pythonInteger() }
            }
            guard number.isFinite else { return value }
            let invocation = invocation
            // What is written with so many digits is rounded from the exact value, as 'round' does it.
            let text = try asPython { () throws(TemplateError) in try invocation.formatted(value, ".\(digits)f") }
            return Double(text).map { .double($0) }
        default: throw .unknown("'round' is followed for numbers only")
        }
    }

    // MARK: operators

    func signed(_ sign: String, _ value: Value) throws(PureStop) -> Value {
        switch (sign, value) {
        case ("-", .double(let number)): return .double(-number)
        case ("-", .int), ("-", .bool), ("-", .bigInt): return try binary("*", value, -1)
        case ("+", .double): return value
        case ("+", .int), ("+", .bool), ("+", .bigInt): return try binary("*", value, 1)
        case ("~", .int), ("~", .bool): return try binary("-", try binary("*", value, -1), 1)
        default: throw .unknown("a sign stands before what is no number")
        }
    }

    /// Operators on the bits of numbers; nil for other operators.
    func bits(_ symbol: String, _ left: Value, _ right: Value) throws(PureStop) -> Value? {
        guard ["&", "|", "^", "<<", ">>"].contains(symbol) else { return nil }
        if case .bool(let a) = left, case .bool(let b) = right, !symbol.hasPrefix("<"), !symbol.hasPrefix(">") {
            return .bool(symbol == "&" ? a && b : symbol == "|" ? a || b : a != b)
        }
        guard let a = left.intValue, let b = right.intValue else {
            throw .unknown("the operator '\(symbol)' is not followed for this")
        }
        switch symbol {
        case "&": return .int(a & b)
        case "|": return .int(a | b)
        case "^": return .int(a ^ b)
        default:
            guard b >= 0 else { throw .raised(TemplateError(.value, "negative shift count")) }
            if symbol == ">>" { return .int(a >> min(b, 63)) }
            guard b < 4096 else { throw .unknown("a number is too large") }
            return try binary("*", left, try binary("**", 2, right))
        }
    }

    // MARK: the version of Python

    /// What is asked for the version of Python, which is not known; the tools need 3.9 at least.
    static let version = "sys.version_info"

    func versionPart(_ key: Value) throws(PureStop) -> Value {
        guard case .int(0) = key else { throw .unknown("the version of Python is not known") }
        return 3
    }

    /// Whether a comparison of the version holds; nil for any other comparison.
    func versionHolds(_ symbol: String, _ left: Value, _ right: Value) throws(PureStop) -> Bool? {
        guard case .object(let object) = left, (object as? PureName)?.path == PureMachine.version else { return nil }
        guard case .tuple(let tuple) = right, !tuple.items.isEmpty,
            tuple.items.allSatisfy({ if case .int = $0 { true } else { false } })
        else { throw .unknown("the version of Python is not known") }
        let asked = tuple.items.compactMap(\.intValue)
        let least = [3, 9]
        let isBelow = asked.lexicographicallyPrecedes(least)
        switch symbol {
        case ">" where isBelow, ">=" where isBelow || asked == least: return true
        case "<=" where isBelow, "<" where isBelow || asked == least: return false
        case "<" where asked[0] > 3, "<=" where asked[0] > 3: return true
        case ">" where asked[0] > 3, ">=" where asked[0] > 3: return false
        default: throw .unknown("the version of Python is not known")
        }
    }
}
