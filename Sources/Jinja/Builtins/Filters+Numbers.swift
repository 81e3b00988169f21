extension Builtins {
    static func addNumberFilters(_ filters: inout Filters) {
        filters["abs"] = .init { value, arguments, _ throws(TemplateError) in
            try noArguments(arguments, "abs")
            switch value {
            case .double(let number): return .double(number.magnitude)
            case .int, .bool, .bigInt: return value.bigIntValue.map { .integer($0.magnitude) } ?? value
            default: throw .type("bad operand type for abs(): '\(value.typeName)'")
            }
        }
        filters["int"] = .init { value, arguments, _ throws(TemplateError) in
            let bound = try arguments.bind("do_int()", ["default", "base"])
            return try integerOf(value, base: bound[1] ?? 10, fallback: bound[0] ?? 0)
        }
        filters["float"] = .init { value, arguments, _ throws(TemplateError) in
            let bound = try arguments.bind("do_float()", ["default"])
            return try floatOf(value, fallback: bound[0] ?? 0.0)
        }
        filters["round"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_round()", ["precision", "method"])
            return try round(value, bound[0] ?? 0, bound[1] ?? "common", invocation.runtime)
        }
        filters["filesizeformat"] = .init { value, arguments, _ throws(TemplateError) in
            let bound = try arguments.bind("do_filesizeformat()", ["binary"])
            return .string(try fileSize(try Numbers.double(value), isBinary: try flag(bound[0])))
        }
        filters["random"] = .init(
            body: { value, arguments, invocation throws(TemplateError) in
                try noArguments(arguments, "random")
                let count = try value.length()
                if count == 0 { return invocation.undefined("No random item, sequence was empty.") }
                let item = try value.subscripted(.int(invocation.runtime.random.below(count)), invocation.runtime)
                if case .dict = value, item.isUndefined { throw TemplateError(.key, "0") }
                return item
            }, isFoldable: false)
    }

    private static func floatOf(_ value: Value, fallback: Value) throws(TemplateError) -> Value {
        do {
            return .double(try Numbers.double(value))
        } catch {
            guard error.code == .type || error.code == .value else { throw error }
            return fallback
        }
    }

    private static func integerOf(
        _ value: Value, base: Value, fallback: Value
    ) throws(TemplateError) -> Value {
        do {
            if let text = value.stringValue {
                let radix = try Methods.integer(base)
                return .integer(try Numbers.integer(text, base: radix))
            }
            return .integer(try Numbers.integer(value))
        } catch {
            guard error.code == .type || error.code == .value else { throw error }
        }
        do {
            // So that "42.23" gives 42.
            return .integer(try Numbers.truncated(try Numbers.double(value)))
        } catch {
            guard error.code == .type || error.code == .value || error.code == .overflow else { throw error }
            return fallback
        }
    }

    private static func round(
        _ value: Value, _ precision: Value, _ method: Value, _ runtime: Runtime
    ) throws(TemplateError) -> Value {
        guard let name = method.stringValue, ["common", "ceil", "floor"].contains(name) else {
            _ = try DictKey(checking: method)
            throw TemplateError(.filterArgument, "method must be common, ceil or floor")
        }
        if name != "common" {
            let factor = try Operators.power(10, precision, runtime)
            let scaled = try Operators.multiply(value, factor, runtime)
            let rounded: Value
            switch scaled {
            case .double(let number):
                rounded = .integer(try Numbers.truncated(name == "ceil" ? number.rounded(.up) : number.rounded(.down)))
            case .int, .bool, .bigInt: rounded = scaled
            default: throw .type("must be real number, not \(scaled.typeName)")
            }
            return try Operators.divide(rounded, factor, runtime)
        }
        switch value {
        case .double(let number):
            if precision.isNone { return .integer(try Numbers.truncated(number.rounded(.toNearestOrEven))) }
            return .double(DecimalText.rounded(number, digits: try Methods.integer(precision)))
        case .int, .bool, .bigInt:
            guard let number = value.bigIntValue else { return value }
            if precision.isNone { return .integer(number) }
            let digits = try Methods.integer(precision)
            return .integer(digits >= 0 ? number : try rounded(number, to: digits, runtime))
        default: throw .type("type \(value.typeName) doesn't define __round__ method")
        }
    }

    /// An integer rounded to tens, hundreds and so on, half to even.
    private static func rounded(
        _ number: BigInt, to digits: Int, _ runtime: Runtime
    ) throws(TemplateError) -> BigInt {
        guard digits > -5000 else { return BigInt(0) }
        let cut = BigInt(10).power(-digits)
        let (quotient, remainder) = number.dividedMagnitude(by: cut)
        let twice = remainder.shiftedLeft(1)
        let up = twice > cut || (twice == cut && quotient.isOdd)
        let result = (up ? quotient + BigInt(1) : quotient) * cut
        return number.isNegative ? -result : result
    }

    private static func fileSize(_ bytes: Double, isBinary: Bool) throws(TemplateError) -> String {
        let base: Double = isBinary ? 1024 : 1000
        if bytes == 1 { return "1 Byte" }
        if bytes < base { return "\(try Numbers.truncated(bytes).description()) Bytes" }
        let prefixes =
            isBinary
            ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
            : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
        var unit = base
        for prefix in prefixes {
            unit *= base
            if bytes < unit || prefix == prefixes.last {
                let number = base * bytes / unit
                let text = number.isFinite ? DecimalText.format(number, "f", precision: 1) : DecimalText.repr(number)
                return "\(text) \(prefix)"
            }
        }
        return ""
    }
}
