/// An integer of any size, for results that leave `Int`: sign and magnitude, limbs of 32 bits, lowest first.
public struct BigInt: Hashable, Sendable {
    /// Whether the number is below zero; zero is never negative.
    public let isNegative: Bool
    /// The limbs of the magnitude, lowest first, without zero limbs at the top.
    let limbs: [UInt32]

    init(isNegative: Bool, limbs: [UInt32]) {
        var limbs = limbs
        while limbs.last == 0 { limbs.removeLast() }
        self.limbs = limbs
        self.isNegative = isNegative && !limbs.isEmpty
    }

    /// The same number as a big one.
    public init(_ value: Int) {
        let magnitude = value.magnitude
        self.init(
            isNegative: value < 0, limbs: [UInt32(truncatingIfNeeded: magnitude), UInt32(magnitude >> 32)])
    }

    /// The integral part of a finite double, exactly.
    init(truncating value: Double) {
        let whole = value.magnitude.rounded(.towardZero)
        guard whole >= 1 else {
            self.init(0)
            return
        }
        let shift = Int(whole.exponent) - 52
        let mantissa = whole.significandBitPattern | (1 << 52)
        let base = BigInt(isNegative: false, limbs: [UInt32(truncatingIfNeeded: mantissa), UInt32(mantissa >> 32)])
        let scaled = shift >= 0 ? base.shiftedLeft(shift) : base.shiftedRight(-shift)
        self.init(isNegative: value < 0, limbs: scaled.limbs)
    }

    /// Reads digits of a radix up to 36, without sign or prefix; nil when one isn't a digit.
    init?<Digits: Sequence>(digits: Digits, radix: UInt32, isNegative: Bool) where Digits.Element == UInt8 {
        var limbs: [UInt32] = []
        for byte in digits {
            guard let digit = BigInt.digit(byte), digit < radix else { return nil }
            var carry = UInt64(digit)
            for index in limbs.indices {
                let product = UInt64(limbs[index]) * UInt64(radix) + carry
                limbs[index] = UInt32(truncatingIfNeeded: product)
                carry = product >> 32
            }
            if carry != 0 { limbs.append(UInt32(carry)) }
        }
        self.init(isNegative: isNegative, limbs: limbs)
    }

    static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// The number as `Int`, where it fits.
    var int: Int? {
        guard limbs.count <= 2 else { return nil }
        var magnitude: UInt = 0
        for (index, limb) in limbs.enumerated() { magnitude |= UInt(limb) << (32 * UInt(index)) }
        if isNegative { return magnitude <= UInt(1) << 63 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int(exactly: magnitude)
    }

    /// The number of bits of the magnitude.
    var bitWidth: Int {
        guard let top = limbs.last else { return 0 }
        return limbs.count * 32 - top.leadingZeroBitCount
    }

    var isZero: Bool { limbs.isEmpty }
    var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }
    var magnitude: BigInt { BigInt(isNegative: false, limbs: limbs) }
    static prefix func - (value: BigInt) -> BigInt { BigInt(isNegative: !value.isNegative, limbs: value.limbs) }

    /// The nearest double, ties to even; infinite when out of range.
    var double: Double {
        let bits = bitWidth
        guard bits > 64 else {
            var magnitude: UInt64 = 0
            for (index, limb) in limbs.enumerated() { magnitude |= UInt64(limb) << (32 * UInt64(index)) }
            return isNegative ? -Double(magnitude) : Double(magnitude)
        }
        let shift = bits - 64
        let high = shiftedRight(shift)
        var mantissa = UInt64(high.limbs[0]) | UInt64(high.limbs[1]) << 32
        // A sticky bit stands for everything below, so that the one rounding sees it.
        if high.shiftedLeft(shift).limbs != limbs { mantissa |= 1 }
        guard shift < 1024 else { return isNegative ? -.infinity : .infinity }
        let result = Double(sign: .plus, exponent: shift, significand: Double(mantissa))
        return isNegative ? -result : result
    }

    /// The digits in a radix, with a leading minus where negative.
    public func description(radix: UInt32 = 10) -> String {
        guard !limbs.isEmpty else { return "0" }
        var chunk = radix
        var width = 1
        while UInt64(chunk) * UInt64(radix) <= UInt64(UInt32.max) {
            chunk *= radix
            width += 1
        }
        var rest = limbs
        var parts: [String] = []
        while !rest.isEmpty {
            var remainder: UInt64 = 0
            for index in rest.indices.reversed() {
                let current = remainder << 32 | UInt64(rest[index])
                rest[index] = UInt32(current / UInt64(chunk))
                remainder = current % UInt64(chunk)
            }
            while rest.last == 0 { rest.removeLast() }
            let text = String(remainder, radix: Int(radix))
            parts.append(rest.isEmpty ? text : String(repeating: "0", count: width - text.utf8.count) + text)
        }
        return (isNegative ? "-" : "") + parts.reversed().joined()
    }
}

extension BigInt: Comparable {
    /// Orders by value.
    public static func < (left: BigInt, right: BigInt) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let order = compareMagnitudes(left.limbs, right.limbs)
        return left.isNegative ? order > 0 : order < 0
    }

    static func compareMagnitudes(_ left: [UInt32], _ right: [UInt32]) -> Int {
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        for index in left.indices.reversed() where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return 0
    }
}
