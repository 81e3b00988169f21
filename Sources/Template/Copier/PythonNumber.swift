/// How Python's `int()` and `float()` read a text.
enum PythonNumber {
    /// A whole number; nil where Python refuses the text, or it is beyond 64 bits.
    static func int(_ text: String) -> Int? {
        guard let digits = plain(text) else { return nil }
        let unsigned = digits.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        guard digits.count - unsigned.count <= 1, !unsigned.isEmpty, unsigned.allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// A number with a fraction; nil where Python refuses the text.
    static func double(_ text: String) -> Double? {
        guard let bytes = plain(text) else { return nil }
        let unsigned = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        guard bytes.count - unsigned.count <= 1, let first = unsigned.first else { return nil }
        let isNegative = bytes.first == UInt8(ascii: "-")
        let word = String(decoding: unsigned.map(\.asciiLowercased), as: UTF8.self)
        if word == "inf" || word == "infinity" { return isNegative ? -.infinity : .infinity }
        if word == "nan" { return .nan }
        guard first.isASCIIDigit || first == UInt8(ascii: "."),
            unsigned.allSatisfy({ $0.isASCIIDigit || ".eE+-".utf8.contains($0) })
        else { return nil }
        var text = String(decoding: unsigned, as: UTF8.self)
        // Swift wants a digit on both sides of the point.
        if first == UInt8(ascii: ".") { text = "0" + text }
        guard let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else {
            return Double(text).map { isNegative ? -$0 : $0 }
        }
        let after = text.utf8.index(after: point)
        if after == text.endIndex || !text.utf8[after].isASCIIDigit { text.insert("0", at: after) }
        if text.utf8.count == 3, unsigned.count == 1 { return nil }
        return Double(text).map { isNegative ? -$0 : $0 }
    }

    /// The text without white space around it and underscores between digits; nil where one stands elsewhere.
    private static func plain(_ text: String) -> [UInt8]? {
        var scalars = Array(text.unicodeScalars)[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for scalar in scalars {
            guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else { return nil }
            if byte == UInt8(ascii: "_") {
                guard previous.isASCIIDigit else { return nil }
            } else {
                if previous == UInt8(ascii: "_"), !byte.isASCIIDigit { return nil }
                bytes.append(byte)
            }
            previous = byte
        }
        return previous == UInt8(ascii: "_") || bytes.isEmpty ? nil : bytes
    }
}
