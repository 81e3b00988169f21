#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Floating-point numbers as text: Python's `repr` and the conversions `e`, `f` and `g`.
enum DecimalText {
    /// `repr(float)`: the shortest digits that read back as the same number.
    static func repr(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let (digits, point) = shortest(value.magnitude)
        let sign = value.sign == .minus ? "-" : ""
        if point > 16 || point < -3 {
            let exponent = point - 1
            let rest = digits.dropFirst()
            let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return "\(sign)\(digits.prefix(1))\(rest.isEmpty ? "" : ".")\(rest)e\(exponent < 0 ? "-" : "+")\(size)"
        }
        if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
        let count = digits.utf8.count
        if count <= point { return "\(sign)\(digits)\(String(repeating: "0", count: point - count)).0" }
        return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
    }

    /// The shortest decimal digits and where the point stands: 0.digits × 10^point.
    static func shortest(_ value: Double) -> (digits: String, point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var bytes = value.description.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."): point = digits.count
            case UInt8(ascii: "e"):
                var rest: [UInt8] = []
                while let digit = bytes.next() { rest.append(digit) }
                exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
            default: digits.append(byte)
            }
        }
        var place = (point ?? digits.count) + exponent
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            place -= 1
        }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits == [UInt8(ascii: "0")] { place = 1 }
        return (String(decoding: digits, as: UTF8.self), place)
    }

    /// Formats with one conversion of C's `printf` (`f`, `e` or `g`), correctly rounded from the exact value.
    static func format(_ value: Double, _ conversion: Character, precision: Int, alternate: Bool = false) -> String {
        let pattern = "%\(alternate ? "#" : "").\(precision)\(conversion)"
        let needed = withVaList([value]) { vsnprintf(nil, 0, pattern, $0) }
        guard needed >= 0 else { return "" }
        var buffer = [CChar](repeating: 0, count: Int(needed) + 1)
        withVaList([value]) { arguments in
            _ = vsnprintf(&buffer, buffer.count, pattern, arguments)
        }
        return String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// `round(value, digits)`: half to even of the exact decimal value.
    static func rounded(_ value: Double, digits: Int) -> Double {
        guard value.isFinite, digits < 324 else { return value }
        if digits >= 0 { return Double(format(value, "f", precision: digits)) ?? value }
        if digits < -308 { return value.sign == .minus ? -0.0 : 0 }
        // The integral digits are exact; everything below the cut, the fraction too, decides the rounding.
        let cut = BigInt(10).power(-digits)
        let (quotient, remainder) = BigInt(truncating: value.magnitude).dividedMagnitude(by: cut)
        let twice = remainder.shiftedLeft(1)
        let hasFraction = value.magnitude.truncatingRemainder(dividingBy: 1) != 0
        let up = twice > cut || (twice == cut && (hasFraction || quotient.isOdd))
        let result = ((up ? quotient + BigInt(1) : quotient) * cut).double
        return value.sign == .minus ? -result : result
    }
}
