/// Python's `int()` and `float()`.
enum Numbers {
    /// `int(value)`.
    static func integer(_ value: Value) throws(TemplateError) -> BigInt {
        if let number = value.bigIntValue { return number }
        switch value {
        case .double(let number): return try truncated(number)
        case .string(let text), .safe(let text): return try integer(text, base: 10)
        case .undefined(let undefined): throw undefined.error
        default:
            throw .type(
                "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
        }
    }

    /// The integral part of a float.
    static func truncated(_ number: Double) throws(TemplateError) -> BigInt {
        if number.isNaN { throw .value("cannot convert float NaN to integer") }
        if number.isInfinite { throw .overflow("cannot convert float infinity to integer") }
        return BigInt(truncating: number)
    }

    /// `int(text, base)`.
    static func integer(_ text: String, base: Int) throws(TemplateError) -> BigInt {
        guard base == 0 || (2...36).contains(base) else { throw .value("int() base must be >= 2 and <= 36, or 0") }
        let failure = TemplateError.value("invalid literal for int() with base \(base): \(Value.quoted(text))")
        var bytes = digits(StringMethods.strip(text, where: Text.isSpace))[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            bytes = bytes.dropFirst()
        }
        var radix = base
        if bytes.first == UInt8(ascii: "0"), bytes.count > 1 {
            let prefixes: [UInt8: Int] = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2]
            let letter = bytes[bytes.startIndex + 1] | 0x20
            if let found = prefixes[letter], base == 0 || base == found {
                radix = found
                bytes = bytes.dropFirst(2)
                if bytes.first == UInt8(ascii: "_") { bytes = bytes.dropFirst() }
            } else if base == 0 {
                // Base 0 refuses leading zeros of a number that isn't zero.
                guard bytes.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }) else { throw failure }
            }
        }
        if radix == 0 { radix = 10 }
        guard let plain = withoutUnderscores(bytes), let first = plain.first, BigInt.digit(first) != nil else {
            throw failure
        }
        if plain.count > 4300, radix & (radix - 1) != 0 {
            throw .value(
                "Exceeds the limit (4300 digits) for integer string conversion: value has \(plain.count) digits; "
                    + "use sys.set_int_max_str_digits() to increase the limit")
        }
        if let small = Int(Text.string(plain), radix: radix) { return BigInt(isNegative ? -small : small) }
        guard let number = BigInt(digits: plain, radix: UInt32(radix), isNegative: isNegative) else { throw failure }
        return number
    }

    /// `float(value)`.
    static func double(_ value: Value) throws(TemplateError) -> Double {
        guard let text = value.stringValue else {
            switch value {
            case .int, .bool, .bigInt, .double, .undefined: return try Operators.double(value)
            default: throw .type("float() argument must be a string or a real number, not '\(value.typeName)'")
            }
        }
        guard let number = double(parsing: text) else {
            throw .value("could not convert string to float: \(Value.quoted(text))")
        }
        return number
    }

    private static func double(parsing text: String) -> Double? {
        let bytes = digits(StringMethods.strip(text, where: Text.isSpace))
        guard let plain = withoutUnderscores(bytes[...]), !plain.isEmpty else { return nil }
        var body = Text.lowercased(Text.string(plain))
        let isNegative = body.utf8.first == UInt8(ascii: "-")
        if let first = body.utf8.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { body.removeFirst() }
        switch body {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        // Swift's reader knows forms that Python refuses, such as hexadecimal floats.
        var sawDigit = false
        var position = 0
        let allowed = Array(body.utf8)
        func skipDigits() {
            while position < allowed.count, allowed[position] >= 0x30, allowed[position] <= 0x39 {
                position += 1
                sawDigit = true
            }
        }
        skipDigits()
        if position < allowed.count, allowed[position] == UInt8(ascii: ".") {
            position += 1
            skipDigits()
        }
        guard sawDigit else { return nil }
        if position < allowed.count, allowed[position] == UInt8(ascii: "e") {
            position += 1
            if position < allowed.count, allowed[position] == 0x2B || allowed[position] == 0x2D { position += 1 }
            sawDigit = false
            skipDigits()
            guard sawDigit else { return nil }
        }
        guard position == allowed.count else { return nil }
        var readable = body
        if readable.utf8.first == UInt8(ascii: ".") { readable = "0" + readable }
        readable = readable.utf8.last == UInt8(ascii: ".") ? readable + "0" : readable
        if let mark = readable.utf8.firstIndex(of: UInt8(ascii: "e")), mark > readable.startIndex,
            readable.utf8[readable.utf8.index(before: mark)] == UInt8(ascii: ".")
        {
            readable.insert("0", at: mark)
        }
        guard let number = Double(readable) else { return nil }
        return isNegative ? -number : number
    }

    /// The text with every decimal digit as its ASCII form; other scalars beyond ASCII spoil it.
    private static func digits(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            if scalar.isASCII { return UInt8(scalar.value) }
            guard Text.isDecimal(scalar), let value = scalar.properties.numericValue else { return 0xFF }
            return UInt8(ascii: "0") + UInt8(value)
        }
    }

    /// Drops single underscores between digits; nil where one stands elsewhere.
    private static func withoutUnderscores(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.contains(UInt8(ascii: "_")) else { return Array(bytes) }
        var plain: [UInt8] = []
        var previous: UInt8?
        for (offset, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "_") {
                let next = offset + 1 < bytes.count ? bytes[bytes.startIndex + offset + 1] : 0
                guard let last = previous, BigInt.digit(last) != nil, BigInt.digit(next) != nil else { return nil }
            } else {
                plain.append(byte)
            }
            previous = byte
        }
        return plain
    }
}
