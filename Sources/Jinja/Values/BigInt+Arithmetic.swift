extension BigInt {
    static func + (left: BigInt, right: BigInt) -> BigInt {
        if left.isNegative == right.isNegative {
            return BigInt(isNegative: left.isNegative, limbs: addMagnitudes(left.limbs, right.limbs))
        }
        let order = compareMagnitudes(left.limbs, right.limbs)
        if order == 0 { return BigInt(0) }
        return order > 0
            ? BigInt(isNegative: left.isNegative, limbs: subtractMagnitudes(left.limbs, right.limbs))
            : BigInt(isNegative: right.isNegative, limbs: subtractMagnitudes(right.limbs, left.limbs))
    }

    static func - (left: BigInt, right: BigInt) -> BigInt { left + (-right) }

    static func * (left: BigInt, right: BigInt) -> BigInt {
        guard !left.isZero, !right.isZero else { return BigInt(0) }
        var result = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (offset, limb) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, other) in right.limbs.enumerated() {
                let sum = UInt64(limb) * UInt64(other) + UInt64(result[offset + index]) + carry
                result[offset + index] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            result[offset + right.limbs.count] = UInt32(carry)
        }
        return BigInt(isNegative: left.isNegative != right.isNegative, limbs: result)
    }

    private static func addMagnitudes(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            let sum =
                UInt64(index < left.count ? left[index] : 0) + UInt64(index < right.count ? right[index] : 0) + carry
            result.append(UInt32(truncatingIfNeeded: sum))
            carry = sum >> 32
        }
        result.append(UInt32(carry))
        return result
    }

    private static func subtractMagnitudes(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result = left
        var borrow: Int64 = 0
        for index in result.indices {
            var difference = Int64(result[index]) - Int64(index < right.count ? right[index] : 0) - borrow
            borrow = difference < 0 ? 1 : 0
            if difference < 0 { difference += 1 << 32 }
            result[index] = UInt32(difference)
        }
        return result
    }

    /// The magnitude moved up by bits; the sign stays.
    func shiftedLeft(_ bits: Int) -> BigInt {
        let small = UInt64(bits % 32)
        var result = [UInt32](repeating: 0, count: bits / 32)
        var carry: UInt64 = 0
        for limb in limbs {
            let value = UInt64(limb) << small | carry
            result.append(UInt32(truncatingIfNeeded: value))
            carry = value >> 32
        }
        result.append(UInt32(carry))
        return BigInt(isNegative: isNegative, limbs: result)
    }

    /// The magnitude moved down by bits, towards zero; the sign stays.
    func shiftedRight(_ bits: Int) -> BigInt {
        let drop = bits / 32
        guard drop < limbs.count else { return BigInt(0) }
        let small = UInt64(bits % 32)
        var result: [UInt32] = []
        for index in drop..<limbs.count {
            let high = index + 1 < limbs.count ? UInt64(limbs[index + 1]) : 0
            result.append(UInt32(truncatingIfNeeded: (high << 32 | UInt64(limbs[index])) >> small))
        }
        return BigInt(isNegative: isNegative, limbs: result)
    }

    /// Quotient and remainder of the magnitudes (Knuth's algorithm D); the divisor isn't zero.
    func dividedMagnitude(by divisor: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        if BigInt.compareMagnitudes(limbs, divisor.limbs) < 0 { return (BigInt(0), magnitude) }
        if divisor.limbs.count == 1 {
            let single = UInt64(divisor.limbs[0])
            var quotient = limbs
            var remainder: UInt64 = 0
            for index in quotient.indices.reversed() {
                let current = remainder << 32 | UInt64(quotient[index])
                quotient[index] = UInt32(current / single)
                remainder = current % single
            }
            return (BigInt(isNegative: false, limbs: quotient), BigInt(isNegative: false, limbs: [UInt32(remainder)]))
        }
        let shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
        let normal = divisor.magnitude.shiftedLeft(shift).limbs
        var rest = magnitude.shiftedLeft(shift).limbs
        while rest.count <= limbs.count { rest.append(0) }
        let count = normal.count
        let top = UInt64(normal[count - 1])
        let second = UInt64(normal[count - 2])
        var quotient = [UInt32](repeating: 0, count: rest.count - count)
        for position in quotient.indices.reversed() {
            let numerator = UInt64(rest[position + count]) << 32 | UInt64(rest[position + count - 1])
            var guess = numerator / top
            var leftover = numerator % top
            while guess >= 1 << 32 || guess * second > leftover << 32 | UInt64(rest[position + count - 2]) {
                guess -= 1
                leftover += top
                if leftover >= 1 << 32 { break }
            }
            var borrow: Int64 = 0
            var carry: UInt64 = 0
            for index in 0..<count {
                let product = guess * UInt64(normal[index]) + carry
                carry = product >> 32
                let difference = Int64(rest[position + index]) - borrow - Int64(product & 0xFFFF_FFFF)
                rest[position + index] = UInt32(truncatingIfNeeded: difference)
                borrow = difference < 0 ? 1 : 0
            }
            let difference = Int64(rest[position + count]) - borrow - Int64(carry)
            rest[position + count] = UInt32(truncatingIfNeeded: difference)
            if difference < 0 {
                guess -= 1
                var carry: UInt64 = 0
                for index in 0..<count {
                    let sum = UInt64(rest[position + index]) + UInt64(normal[index]) + carry
                    rest[position + index] = UInt32(truncatingIfNeeded: sum)
                    carry = sum >> 32
                }
                rest[position + count] = UInt32(truncatingIfNeeded: UInt64(rest[position + count]) + carry)
            }
            quotient[position] = UInt32(guess)
        }
        let remainder = BigInt(isNegative: false, limbs: Array(rest[0..<count])).shiftedRight(shift)
        return (BigInt(isNegative: false, limbs: quotient), remainder)
    }

    /// Floor division and its remainder, as Python's `divmod`; the divisor isn't zero.
    func flooredDivision(by divisor: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        let (quotient, remainder) = dividedMagnitude(by: divisor)
        if isNegative == divisor.isNegative {
            return (quotient, divisor.isNegative ? -remainder : remainder)
        }
        if remainder.isZero { return (-quotient, remainder) }
        let adjusted = divisor.magnitude - remainder
        return (-(quotient + BigInt(1)), divisor.isNegative ? -adjusted : adjusted)
    }

    /// The power with a natural exponent.
    func power(_ exponent: Int) -> BigInt {
        var result = BigInt(1)
        var base = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * base }
            rest >>= 1
            if rest > 0 { base = base * base }
        }
        return result
    }

    /// The correctly rounded quotient as a double, as Python's `/`; nil when it is out of range.
    func trueQuotient(by divisor: BigInt) -> Double? {
        if isZero { return divisor.isNegative ? -0.0 : 0 }
        // 66 bits of quotient and a sticky bit round like the exact value.
        let shift = 66 - (bitWidth - divisor.bitWidth)
        let numerator = shift > 0 ? magnitude.shiftedLeft(shift) : magnitude
        let denominator = shift < 0 ? divisor.magnitude.shiftedLeft(-shift) : divisor.magnitude
        let (quotient, remainder) = numerator.dividedMagnitude(by: denominator)
        var exact = quotient.shiftedLeft(1)
        if !remainder.isZero { exact = exact + BigInt(1) }
        let scaled = BigInt.scale(exact.double, by: -(shift + 1))
        guard scaled.isFinite else { return nil }
        return isNegative != divisor.isNegative ? -scaled : scaled
    }

    private static func scale(_ value: Double, by exponent: Int) -> Double {
        // Two steps: one power of two may be out of range on its own.
        let half = exponent / 2
        return value * Double(sign: .plus, exponent: half, significand: 1)
            * Double(sign: .plus, exponent: exponent - half, significand: 1)
    }
}
