/// What a plain YAML scalar means, and how a value is written so that it means itself.
///
/// Reading follows YAML 1.1 as PyYAML's safe loader resolves it (`yes` is true, `0o17` is text, `017` is
/// fifteen), because that is what other tools read from the same files. Two deviations, both on the safe side:
/// dates stay text, and base-60 numbers (`12:30`) stay text.
public enum YAMLScalar {
    /// The typed value of an unquoted scalar.
    ///
    /// Integers beyond 64 bits stay text.
    public static func resolve(_ text: String) -> AnswerValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return .bool(true)
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return .bool(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .double(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
        case ".nan", ".NaN", ".NAN": return .double(.nan)
        default: break
        }
        guard let first = text.utf8.first, first < 0x3A, first >= 0x2B else { return .string(text) }
        if let value = integer(text) { return .int(value) }
        if let value = decimal(text) { return .double(value) }
        return .string(text)
    }

    /// A flow scalar that reads back as this text: plain where that is safe, else double-quoted.
    public static func write(_ text: String) -> String {
        isPlainSafe(text) ? text : quoted(text)
    }

    /// A double-quoted scalar with every special character escaped; one line whatever the text holds.
    public static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default:
                if scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) {
                    out += "\\x" + hex(scalar.value, digits: 2)
                } else if [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(scalar.value) {
                    out += "\\u" + hex(scalar.value, digits: 4)
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    /// The shortest text of a number with a fraction that reads back as the same number.
    public static func text(of value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        let text = "\(value)"
        // YAML 1.1 wants a dot and a signed exponent: Swift writes 1e-07 and 1e+16.
        guard let exponent = text.utf8.firstIndex(of: UInt8(ascii: "e")), !text.utf8.contains(UInt8(ascii: "."))
        else { return text }
        return "\(text[..<exponent]).0\(text[exponent...])"
    }

    /// Hexadecimal digits in upper case, filled up with zeros.
    static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func isPlainSafe(_ text: String) -> Bool {
        guard case .string = resolve(text) else { return false }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, first.isASCIILetter || first.isASCIIDigit,
            last != UInt8(ascii: " "), last != UInt8(ascii: ":")
        else { return false }
        // Numbers other readers know (dates, times, octal, underscores, exponents) are quoted for their sake.
        if first.isASCIIDigit, !bytes.contains(where: \.isASCIILetter) {
            return bytes.allSatisfy { $0.isASCIIDigit || $0 == 0x2E } && bytes.filter { $0 == 0x2E }.count > 1
        }
        if Double(text) != nil { return false }
        if first.isASCIIDigit, bytes.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x5F }) {
            return false
        }
        if bytes.count > 4, bytes[..<4].allSatisfy(\.isASCIIDigit), bytes[4] == UInt8(ascii: "-") { return false }
        for index in bytes.indices {
            let byte = bytes[index]
            let isPlain = byte.isASCIILetter || byte.isASCIIDigit || " -_./@+~=%".utf8.contains(byte)
            let isInnerColon = byte == UInt8(ascii: ":") && bytes[index + 1] != UInt8(ascii: " ")
            guard isPlain || isInnerColon else { return false }
        }
        return !["y", "n", "Y", "N"].contains(text)
    }

    private static func integer(_ text: String) -> Int? {
        var digits = Substring(text)
        var sign = ""
        if let first = digits.utf8.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            if first == UInt8(ascii: "-") { sign = "-" }
            digits = digits.dropFirst()
        }
        guard let first = digits.utf8.first, first.isASCIIDigit else { return nil }
        let bytes = Array(digits.utf8)
        func parse(_ bytes: some Collection<UInt8>, radix: Int) -> Int? {
            let plain = bytes.filter { $0 != UInt8(ascii: "_") }
            guard !plain.isEmpty, plain.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) else { return nil }
            return Int(sign + String(decoding: plain, as: UTF8.self), radix: radix)
        }
        guard bytes.count > 1, first == UInt8(ascii: "0") else { return parse(bytes, radix: 10) }
        switch bytes[1] {
        case UInt8(ascii: "x"): return parse(bytes.dropFirst(2), radix: 16)
        case UInt8(ascii: "b"): return parse(bytes.dropFirst(2), radix: 2)
        default: return parse(bytes.dropFirst(), radix: 8)
        }
    }

    private static func decimal(_ text: String) -> Double? {
        var mantissaDigits = 0
        var hasDot = false
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        var next = iterator.next()
        if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
            bytes.append(next ?? 0)
            next = iterator.next()
        }
        while let byte = next, byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
            if byte == UInt8(ascii: ".") {
                if hasDot { return nil }
                hasDot = true
            }
            if byte.isASCIIDigit { mantissaDigits += 1 }
            if byte != UInt8(ascii: "_") { bytes.append(byte) }
            next = iterator.next()
        }
        guard hasDot, mantissaDigits > 0 else { return nil }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            bytes.append(UInt8(ascii: "e"))
            next = iterator.next()
            // PyYAML reads 1.0e5 as text: the exponent needs its sign.
            guard next == UInt8(ascii: "-") || next == UInt8(ascii: "+") else { return nil }
            bytes.append(next ?? 0)
            next = iterator.next()
            guard next != nil else { return nil }
            while let byte = next, byte.isASCIIDigit {
                bytes.append(byte)
                next = iterator.next()
            }
        }
        guard next == nil else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self))
    }
}

extension UInt8 {
    /// Whether the byte is one of `0`-`9`.
    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
    /// Whether the byte is one of `a`-`z`.
    var isASCIILowercase: Bool { self >= 0x61 && self <= 0x7A }
    /// Whether the byte is one of `A`-`Z`.
    var isASCIIUppercase: Bool { self >= 0x41 && self <= 0x5A }
    /// Whether the byte is an ASCII letter.
    var isASCIILetter: Bool { isASCIILowercase || isASCIIUppercase }
    /// The lower-case letter for an upper-case one, every other byte as it is.
    var asciiLowercased: UInt8 { isASCIIUppercase ? self + 0x20 : self }
    /// The upper-case letter for a lower-case one, every other byte as it is.
    var asciiUppercased: UInt8 { isASCIILowercase ? self - 0x20 : self }
}
