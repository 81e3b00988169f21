/// The methods of Python's built-in types.
enum Methods {
    /// Whether a value has a method of a name.
    static func exists(_ value: Value, _ name: String) -> Bool {
        switch value {
        case .string, .safe:
            StringMethod(rawValue: name) != nil || (name == "unescape" && value.isSafeText)
                || (name == "striptags" && value.isSafeText)
        case .list: ListMethod(rawValue: name) != nil
        case .dict: DictMethod(rawValue: name) != nil
        case .tuple, .range: name == "count" || name == "index"
        case .int, .bool, .bigInt, .double: NumberMethods.exists(value, name)
        default: false
        }
    }

    /// Calls a method of a value; nil where it has none of that name.
    static func call(
        _ value: Value, _ name: String, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value? {
        switch value {
        case .string(let text):
            guard let method = StringMethod(rawValue: name) else { return nil }
            return try StringMethods(text, isSafe: false, invocation).call(method, arguments)
        case .safe(let text):
            if name == "striptags" { return .string(Markup.striptags(text)) }
            if name == "unescape" { return .string(Markup.unescape(text)) }
            guard let method = StringMethod(rawValue: name) else { return nil }
            return try StringMethods(text, isSafe: true, invocation).call(method, arguments)
        case .list(let list):
            guard let method = ListMethod(rawValue: name) else { return nil }
            return try ListMethods.call(list, method, arguments, invocation)
        case .dict(let dict):
            guard let method = DictMethod(rawValue: name) else { return nil }
            return try DictMethods.call(dict, method, arguments, invocation)
        case .tuple(let tuple): return try ListMethods.search(tuple.items, name, arguments, "tuple")
        case .range:
            _ = try arguments.positionalOnly("range.\(name)()", 1...1)
            return try ListMethods.search(try value.items(invocation.runtime), name, arguments, "range")
        case .int, .bool, .bigInt, .double: return try NumberMethods.call(value, name, arguments)
        default: return nil
        }
    }

    /// An argument that must be an integer.
    static func integer(_ value: Value) throws(TemplateError) -> Int {
        if let int = value.intValue { return int }
        if case .bigInt = value { throw .overflow("Python int too large to convert to C ssize_t") }
        throw .type("'\(value.typeName)' object cannot be interpreted as an integer")
    }

    /// An optional argument that must be an integer or None.
    static func optionalInteger(_ value: Value?) throws(TemplateError) -> Int? {
        guard let value, !value.isNone else { return nil }
        if case .bigInt(let number) = value { return number.isNegative ? -Int.max : Int.max }
        guard let int = value.intValue else {
            throw .type("slice indices must be integers or None or have an __index__ method")
        }
        return int
    }
}

extension Value {
    /// Whether the value is safe text.
    var isSafeText: Bool {
        if case .safe = self { true } else { false }
    }
}

/// The methods of numbers.
enum NumberMethods {
    static func property(_ value: Value, _ name: String) -> Value? {
        switch (value, name) {
        case (.double, "real"): value
        case (.double, "imag"): .double(0)
        case (_, "real"), (_, "numerator"): value.bigIntValue.map(Value.integer)
        case (_, "imag"): .int(0)
        case (.double, _): nil
        case (_, "denominator"): .int(1)
        default: nil
        }
    }

    static func exists(_ value: Value, _ name: String) -> Bool {
        switch name {
        case "conjugate", "as_integer_ratio": true
        case "is_integer", "hex": value.typeName == "float"
        case "bit_length", "bit_count": value.typeName != "float"
        default: false
        }
    }

    static func call(_ value: Value, _ name: String, _ arguments: Arguments) throws(TemplateError) -> Value? {
        guard exists(value, name) else { return nil }
        _ = try arguments.positionalOnly("\(value.typeName).\(name)()", 0...0)
        guard case .double(let number) = value else {
            guard let integer = value.bigIntValue else { return nil }
            switch name {
            case "bit_length": return .int(integer.bitWidth)
            case "bit_count": return .int(integer.limbs.reduce(0) { $0 + $1.nonzeroBitCount })
            case "as_integer_ratio": return .tuple([.integer(integer), .int(1)])
            default: return .integer(integer)
            }
        }
        switch name {
        case "is_integer": return .bool(number.isFinite && number == number.rounded())
        case "as_integer_ratio":
            if number.isNaN { throw .value("cannot convert NaN to integer ratio") }
            if number.isInfinite { throw .overflow("cannot convert Infinity to integer ratio") }
            var scaled = number
            var shift = 0
            while scaled != scaled.rounded() {
                scaled *= 2
                shift += 1
            }
            return .tuple([.integer(BigInt(truncating: scaled)), .integer(BigInt(1).shiftedLeft(shift))])
        case "hex": return .string(hexadecimal(number))
        default: return value
        }
    }

    private static func hexadecimal(_ number: Double) -> String {
        guard number.isFinite else { return DecimalText.repr(number) }
        let sign = number.sign == .minus ? "-" : ""
        if number == 0 { return "\(sign)0x0.0p+0" }
        let digits = String(number.significandBitPattern, radix: 16)
        let padded = String(repeating: "0", count: 13 - digits.utf8.count) + digits
        let exponent = number.isSubnormal ? -1022 : Int(number.exponent)
        return "\(sign)0x\(number.isSubnormal ? 0 : 1).\(padded)p\(exponent < 0 ? "" : "+")\(exponent)"
    }
}
