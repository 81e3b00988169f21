import Jinja

/// Python's `random.Random` with a seed: the Mersenne Twister, seeded as Python 3 seeds it.
struct PythonRandom {
    private var state = [UInt32](repeating: 0, count: 624)
    private var index = 624

    /// A generator for a seed.
    ///
    /// - Throws: a `TypeError` for seeds that are neither text nor integers.
    init(seed: Value) throws(TemplateError) {
        var key: [UInt32]
        if let text = seed.stringValue {
            let bytes = Array(text.utf8)
            let all = bytes + (Digest.named("sha512", bytes) ?? [])
            key = PythonRandom.words(all.reversed())
        } else if let number = seed.intValue {
            let size = number.magnitude
            key = [UInt32(truncatingIfNeeded: size), UInt32(truncatingIfNeeded: size >> 32)]
        } else {
            throw TemplateError(.type, "a seed of the type \(seed.typeName) is not known natively")
        }
        while key.count > 1, key.last == 0 { key.removeLast() }
        start(key)
    }

    /// Words of 32 bits from bytes, the least first.
    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count, by: 4).map { start in
            bytes[start..<min(start + 4, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    private mutating func start(_ key: [UInt32]) {
        state[0] = 19_650_218
        for i in 1..<624 { state[i] = 1_812_433_253 &* (state[i - 1] ^ state[i - 1] >> 30) &+ UInt32(i) }
        var (i, j) = (1, 0)
        func wrap() {
            guard i >= 624 else { return }
            state[0] = state[623]
            i = 1
        }
        for _ in 0..<max(624, key.count) {
            let mixed = (state[i - 1] ^ state[i - 1] >> 30) &* 1_664_525
            state[i] = (state[i] ^ mixed) &+ key[j] &+ UInt32(j)
            i += 1
            j = (j + 1) % key.count
            wrap()
        }
        for _ in 0..<623 {
            let mixed = (state[i - 1] ^ state[i - 1] >> 30) &* 1_566_083_941
            state[i] = (state[i] ^ mixed) &- UInt32(i)
            i += 1
            wrap()
        }
        state[0] = 0x8000_0000
    }

    private mutating func word() -> UInt32 {
        if index >= 624 {
            for i in 0..<624 {
                let bits = state[i] & 0x8000_0000 | state[(i + 1) % 624] & 0x7FFF_FFFF
                state[i] = state[(i + 397) % 624] ^ bits >> 1 ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
            }
            index = 0
        }
        var value = state[index]
        index += 1
        value ^= value >> 11
        value ^= value << 7 & 0x9D2C_5680
        value ^= value << 15 & 0xEFC6_0000
        return value ^ value >> 18
    }

    /// `getrandbits`.
    private mutating func bits(_ count: Int) -> UInt64 {
        if count <= 32 { return UInt64(word() >> UInt32(32 - count)) }
        let low = UInt64(word())
        return low | UInt64(word() >> UInt32(64 - count)) << 32
    }

    /// A number below a positive bound.
    mutating func below(_ bound: Int) -> Int {
        let width = Int.bitWidth - bound.leadingZeroBitCount
        while true {
            let value = bits(width)
            if value < UInt64(bound) { return Int(value) }
        }
    }
}
