#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Python's arithmetic operators on values.
enum Operators {
    static func add(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        switch (left, right) {
        case (.int(let a), .int(let b)):
            let (sum, overflow) = a.addingReportingOverflow(b)
            return overflow ? .integer(BigInt(a) + BigInt(b)) : .int(sum)
        case (.string(let a), .string(let b)):
            try runtime.charge(a.utf8.count + b.utf8.count)
            return .string(a + b)
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.error
        case (.safe(let a), .safe(let b)):
            try runtime.charge(a.utf8.count + b.utf8.count)
            return .safe(a + b)
        case (.safe(let a), .string(let b)):
            try runtime.charge(a.utf8.count + b.utf8.count)
            return .safe(a + Text.escape(b))
        case (.string(let a), .safe(let b)):
            try runtime.charge(a.utf8.count + b.utf8.count)
            return .safe(Text.escape(a) + b)
        case (.list(let a), .list(let b)):
            try runtime.charge(a.items.count + b.items.count)
            return .list(a.items + b.items)
        case (.tuple(let a), .tuple(let b)):
            try runtime.charge(a.items.count + b.items.count)
            return .tuple(a.items + b.items)
        case (.safe(let a), .object(let b)) where b.isSafe: return .safe(a + (try moduleText(b, runtime)))
        case (.object(let a), .safe(let b)) where a.isSafe: return .safe(try moduleText(a, runtime) + b)
        case (.string, _), (.safe, _):
            throw .type("can only concatenate str (not \"\(right.typeName)\") to str")
        case (.list, _) where !isNumber(right):
            throw .type("can only concatenate list (not \"\(right.typeName)\") to list")
        case (.tuple, _) where !isNumber(right):
            throw .type("can only concatenate tuple (not \"\(right.typeName)\") to tuple")
        default: break
        }
        if let (a, b) = try doubles(left, right) { return .double(a + b) }
        if let a = left.bigIntValue, let b = right.bigIntValue { return .integer(a + b) }
        throw unsupported("+", left, right)
    }

    static func subtract(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        if case .int(let a) = left, case .int(let b) = right {
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            return overflow ? .integer(BigInt(a) - BigInt(b)) : .int(difference)
        }
        try refuseUndefined(left, right)
        if let (a, b) = try doubles(left, right) { return .double(a - b) }
        if let a = left.bigIntValue, let b = right.bigIntValue { return .integer(a - b) }
        if case .object(let object) = left, let result = try object.subtracting(right) { return result }
        throw unsupported("-", left, right)
    }

    static func multiply(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        if case .int(let a) = left, case .int(let b) = right {
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            return overflow ? .integer(BigInt(a) * BigInt(b)) : .int(product)
        }
        if case .safe = left, case .undefined = right {
            throw .type("'\(right.typeName)' object cannot be interpreted as an integer")
        }
        try refuseUndefined(left, right)
        if let (a, b) = try doubles(left, right) { return .double(a * b) }
        if let a = left.bigIntValue, let b = right.bigIntValue {
            try runtime.chargeInteger(bits: a.bitWidth + b.bitWidth)
            return .integer(a * b)
        }
        if let count = right.bigIntValue, let result = try repeated(left, count, runtime) { return result }
        if let count = left.bigIntValue, let result = try repeated(right, count, runtime) { return result }
        for (sequence, other) in [(left, right), (right, left)] {
            switch sequence {
            case .string, .safe, .list, .tuple:
                throw .type("can't multiply sequence by non-int of type '\(other.typeName)'")
            default: continue
            }
        }
        throw unsupported("*", left, right)
    }

    private static func repeated(
        _ value: Value, _ count: BigInt, _ runtime: Runtime
    ) throws(TemplateError) -> Value? {
        let times: Int
        switch value {
        case .string, .safe, .list, .tuple:
            guard let int = count.int else { throw .overflow("cannot fit 'int' into an index-sized integer") }
            times = max(int, 0)
        default: return nil
        }
        switch value {
        case .string(let text), .safe(let text):
            try runtime.charge(times, times: text.utf8.count)
            let result = text.isEmpty ? "" : String(repeating: text, count: times)
            if case .safe = value { return .safe(result) }
            return .string(result)
        case .list(let list):
            try runtime.charge(times, times: list.items.count)
            return .list(repeated(list.items, times))
        case .tuple(let tuple):
            try runtime.charge(times, times: tuple.items.count)
            return .tuple(repeated(tuple.items, times))
        default: return nil
        }
    }

    private static func repeated(_ items: [Value], _ times: Int) -> [Value] {
        if items.isEmpty { return [] }
        return Array(repeatElement(items, count: times).joined())
    }

    static func divide(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        try refuseUndefined(left, right)
        if let (a, b) = try doubles(left, right) {
            if b == 0 { throw TemplateError(.zeroDivision, "float division by zero") }
            return .double(a / b)
        }
        if case .object(let object) = left, let result = try object.divided(by: right) { return result }
        guard let a = left.bigIntValue, let b = right.bigIntValue else { throw unsupported("/", left, right) }
        if b.isZero { throw TemplateError(.zeroDivision, "division by zero") }
        if a.bitWidth <= 53, b.bitWidth <= 53 { return .double(a.double / b.double) }
        guard let quotient = a.trueQuotient(by: b) else {
            throw .overflow("integer division result too large for a float")
        }
        return .double(quotient)
    }

    static func floorDivide(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        if case .int(let a) = left, case .int(let b) = right, b != 0, b != -1 {
            let quotient = a / b
            return .int(a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient)
        }
        try refuseUndefined(left, right)
        if let (a, b) = try doubles(left, right) {
            if b == 0 { throw TemplateError(.zeroDivision, "float floor division by zero") }
            return .double(flooredDivision(a, b).quotient)
        }
        guard let a = left.bigIntValue, let b = right.bigIntValue else { throw unsupported("//", left, right) }
        if b.isZero { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
        return .integer(a.flooredDivision(by: b).quotient)
    }

    static func modulo(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        if case .int(let a) = left, case .int(let b) = right, b != 0, b != -1 {
            let remainder = a % b
            return .int(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
        }
        switch left {
        case .string(let format): return .string(try PercentFormat.format(format, right, nil, runtime))
        case .safe(let format):
            return .safe(try PercentFormat.format(format, right, Invocation.escaping(runtime), runtime))
        default: break
        }
        try refuseUndefined(left, right)
        if let (a, b) = try doubles(left, right) {
            if b == 0 { throw TemplateError(.zeroDivision, "float modulo") }
            return .double(flooredDivision(a, b).remainder)
        }
        guard let a = left.bigIntValue, let b = right.bigIntValue else { throw unsupported("%", left, right) }
        if b.isZero { throw TemplateError(.zeroDivision, "integer modulo by zero") }
        return .integer(a.flooredDivision(by: b).remainder)
    }

    /// Python's `divmod` of floats.
    static func flooredDivision(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(a, b)
        var quotient = (a - remainder) / b
        if remainder != 0 {
            if (b < 0) != (remainder < 0) {
                remainder += b
                quotient -= 1
            }
        } else {
            remainder = Double(signOf: b, magnitudeOf: 0)
        }
        if quotient == 0 { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
        var floored = quotient.rounded(.down)
        if quotient - floored > 0.5 { floored += 1 }
        return (floored, remainder)
    }

    static func power(_ left: Value, _ right: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        try refuseUndefined(left, right)
        if let base = left.bigIntValue, let exponent = right.bigIntValue {
            if !exponent.isNegative { return try integerPower(base, exponent, runtime) }
            if base.isZero { throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power") }
        }
        guard let (a, b) = try doubles(left, right, always: true) else {
            throw unsupported("** or pow()", left, right)
        }
        if a == 0, b < 0 { throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power") }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
            return .object(ComplexObject(power: b, of: a))
        }
        let result = pow(a, b)
        if result.isInfinite, a.isFinite, b.isFinite { throw .overflow("(34, 'Numerical result out of range')") }
        return .double(result)
    }

    private static func integerPower(
        _ base: BigInt, _ exponent: BigInt, _ runtime: Runtime
    ) throws(TemplateError) -> Value {
        if base.magnitude == BigInt(1) || base.isZero || exponent.isZero {
            if exponent.isZero { return .int(1) }
            return .integer(base.isNegative && !exponent.isOdd ? -base : base)
        }
        guard let times = exponent.int, times <= runtime.limits.integerBits else {
            throw .limit("an integer is larger than the limit of \(runtime.limits.integerBits) bits")
        }
        try runtime.chargeInteger(bits: (base.bitWidth - 1) * times)
        return .integer(base.power(times))
    }

    static func negate(_ value: Value) throws(TemplateError) -> Value {
        switch value {
        case .int(let number): return number == .min ? .integer(-BigInt(number)) : .int(-number)
        case .bool(let flag): return .int(flag ? -1 : 0)
        case .double(let number): return .double(-number)
        case .bigInt(let number): return .integer(-number)
        case .undefined(let undefined): throw undefined.error
        default: throw .type("bad operand type for unary -: '\(value.typeName)'")
        }
    }

    static func plus(_ value: Value) throws(TemplateError) -> Value {
        switch value {
        case .int, .double, .bigInt: return value
        case .bool(let flag): return .int(flag ? 1 : 0)
        case .undefined(let undefined): throw undefined.error
        default: throw .type("bad operand type for unary +: '\(value.typeName)'")
        }
    }

    private static func isNumber(_ value: Value) -> Bool {
        switch value {
        case .int, .bool, .bigInt, .double: true
        default: false
        }
    }

    /// Both as doubles where one is a float, or always.
    private static func doubles(
        _ left: Value, _ right: Value, always: Bool = false
    ) throws(TemplateError) -> (Double, Double)? {
        if !always {
            switch (left, right) {
            case (.double, _), (_, .double): break
            default: return nil
            }
        }
        guard isNumber(left), isNumber(right) else { return nil }
        return (try double(left), try double(right))
    }

    /// A number as a double.
    static func double(_ value: Value) throws(TemplateError) -> Double {
        switch value {
        case .double(let number): return number
        case .int(let number): return Double(number)
        case .bool(let flag): return flag ? 1 : 0
        case .bigInt(let number):
            let double = number.double
            if double.isInfinite { throw .overflow("int too large to convert to float") }
            return double
        case .undefined(let undefined): throw undefined.error
        default: throw .type("must be real number, not \(value.typeName)")
        }
    }

    private static func refuseUndefined(_ left: Value, _ right: Value) throws(TemplateError) {
        if case .undefined(let undefined) = left { throw undefined.error }
        if case .undefined(let undefined) = right { throw undefined.error }
    }

    private static func unsupported(_ symbol: String, _ left: Value, _ right: Value) -> TemplateError {
        .type("unsupported operand type(s) for \(symbol): '\(left.typeName)' and '\(right.typeName)'")
    }

    private static func moduleText(_ object: Object, _ runtime: Runtime) throws(TemplateError) -> String {
        try Invocation.escaping(runtime).text(.object(object))
    }
}

extension Invocation {
    /// An invocation outside of any call, that escapes.
    static func escaping(_ runtime: Runtime) -> Invocation {
        Invocation(runtime, isAutoescaping: true)
    }
}
