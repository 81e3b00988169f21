import Testing

@testable import Jinja

/// Integers of any size obey the laws of arithmetic.
@Suite("Big integers")
struct BigIntTests {
    /// A small deterministic generator (xorshift).
    struct Generator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }

        /// A number of up to some limbs; limbs of zeros and ones come often, as they break carries.
        mutating func number(_ limbs: Int) -> BigInt {
            let count = Int(next() % UInt64(limbs + 1))
            let values = (0..<count).map { _ -> UInt32 in
                switch next() % 4 {
                case 0: 0
                case 1: .max
                default: UInt32(truncatingIfNeeded: next())
                }
            }
            return BigInt(isNegative: next() % 2 == 0, limbs: values)
        }
    }

    @Test("Division undoes multiplication, and its remainder has the sign of the divisor")
    func division() {
        var generator = Generator(state: 0x1234_5678_9ABC_DEF1)
        for _ in 0..<20_000 {
            let (a, b) = (generator.number(6), generator.number(4))
            if b.isZero { continue }
            let (quotient, remainder) = a.flooredDivision(by: b)
            #expect(quotient * b + remainder == a)
            #expect(remainder.isZero || remainder.isNegative == b.isNegative)
            #expect(remainder.magnitude < b.magnitude)
        }
    }

    @Test("Sums and products are associative and distribute")
    func ring() {
        var generator = Generator(state: 42)
        for _ in 0..<5_000 {
            let (a, b, c) = (generator.number(4), generator.number(4), generator.number(4))
            #expect((a + b) + c == a + (b + c))
            #expect((a * b) * c == a * (b * c))
            #expect(a * (b + c) == a * b + a * c)
            #expect(a - b == -(b - a))
        }
    }

    @Test("Digits read back as the same number, in every radix")
    func digits() {
        var generator = Generator(state: 7)
        for radix in [2, 8, 10, 16, 36] as [UInt32] {
            for _ in 0..<300 {
                let number = generator.number(5)
                let text = number.magnitude.description(radix: radix)
                #expect(BigInt(digits: text.utf8, radix: radix, isNegative: number.isNegative) == number)
            }
        }
    }

    @Test("Machine integers give the same results")
    func machine() {
        var generator = Generator(state: 99)
        for _ in 0..<5_000 {
            let a = Int(truncatingIfNeeded: generator.next()) >> Int(generator.next() % 60)
            let b = Int(truncatingIfNeeded: generator.next()) >> Int(generator.next() % 60)
            #expect(BigInt(a).int == a)
            #expect((BigInt(a) < BigInt(b)) == (a < b))
            let sum = a.addingReportingOverflow(b)
            if !sum.overflow { #expect((BigInt(a) + BigInt(b)).int == sum.partialValue) }
            let product = a.multipliedReportingOverflow(by: b)
            if !product.overflow { #expect((BigInt(a) * BigInt(b)).int == product.partialValue) }
            #expect(BigInt(a).double == Double(a))
            if b != 0, a.magnitude < 1 << 53, b.magnitude < 1 << 53 {
                #expect(BigInt(a).trueQuotient(by: BigInt(b)) == Double(a) / Double(b))
            }
        }
    }
}
