/// Numbers as Python writes them.
enum PythonNumber {
    /// What a number of a script is; `other` for one that is too large, imaginary or no number of Python's.
    static func value(of text: String) -> ScriptExpression {
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[0] == UInt8(ascii: "0"), let radix = radix(bytes[1]) {
            guard let digits = plain(bytes.dropFirst(2), afterPrefix: true, { digit($0) < radix }),
                let number = Int(digits, radix: radix)
            else { return .other }
            return .int(number)
        }
        if let digits = plain(bytes[...], { $0.isASCIIDigit }) {
            // A zero before other digits is an error.
            guard digits.utf8.first != UInt8(ascii: "0") || digits.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
                return .other
            }
            return Int(digits).map { .int($0) } ?? .other
        }
        return double(bytes).map { .double($0) } ?? .other
    }

    private static func radix(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): 16
        case UInt8(ascii: "o"), UInt8(ascii: "O"): 8
        case UInt8(ascii: "b"), UInt8(ascii: "B"): 2
        default: nil
        }
    }

    private static func digit(_ byte: UInt8) -> Int { Character(Unicode.Scalar(byte)).hexDigitValue ?? 99 }

    /// Digits without the underscores between them; nil where anything else is among them, or there are none.
    private static func plain(
        _ bytes: ArraySlice<UInt8>, afterPrefix: Bool = false, _ isDigit: (UInt8) -> Bool
    ) -> String? {
        var digits: [UInt8] = []
        var isAfterDigit = afterPrefix
        for byte in bytes {
            if byte == UInt8(ascii: "_") {
                guard isAfterDigit else { return nil }
                isAfterDigit = false
            } else {
                guard isDigit(byte) else { return nil }
                digits.append(byte)
                isAfterDigit = true
            }
        }
        return isAfterDigit && !digits.isEmpty ? String(decoding: digits, as: UTF8.self) : nil
    }

    /// A float: digits with a point, an exponent or both.
    private static func double(_ bytes: [UInt8]) -> Double? {
        let parts = bytes.split(
            separator: UInt8(ascii: "e"), maxSplits: 1, omittingEmptySubsequences: false)
        let isUpper = parts.count == 1
        let halves =
            isUpper
            ? bytes.split(separator: UInt8(ascii: "E"), maxSplits: 1, omittingEmptySubsequences: false) : parts
        let mantissa = halves[0].split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        var digits: [String] = []
        for part in mantissa {
            guard let text = part.isEmpty ? "" : plain(part, { $0.isASCIIDigit }) else { return nil }
            digits.append(text)
        }
        guard digits.contains(where: { !$0.isEmpty }), mantissa.count == 2 || halves.count == 2 else { return nil }
        var exponent = "0"
        if halves.count == 2 {
            let isNegative = halves[1].first == UInt8(ascii: "-")
            let rest = isNegative || halves[1].first == UInt8(ascii: "+") ? halves[1].dropFirst() : halves[1]
            guard let text = plain(rest, { $0.isASCIIDigit }) else { return nil }
            exponent = (isNegative ? "-" : "") + text
        }
        let whole = digits[0].isEmpty ? "0" : digits[0]
        let fraction = digits.count == 2 && !digits[1].isEmpty ? digits[1] : "0"
        return Double("\(whole).\(fraction)e\(exponent)")
    }
}
