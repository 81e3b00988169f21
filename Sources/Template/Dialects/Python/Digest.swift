/// The hashes of Python's `hashlib` that templates use, as hexadecimal text.
enum Digest {
    /// The hash of bytes by the name that `hashlib.new` takes; nil for a name that it doesn't know.
    static func named(_ name: String, _ bytes: [UInt8]) -> [UInt8]? {
        switch name {
        case "md5", "MD5": md5(bytes)
        case "sha1", "SHA1": sha1(bytes)
        case "sha224", "SHA224": sha256(bytes, SHA256.initial224, count: 28)
        case "sha256", "SHA256": sha256(bytes, SHA256.initial, count: 32)
        case "sha384", "SHA384": sha512(bytes, SHA512.initial384, count: 48)
        case "sha512", "SHA512": sha512(bytes, SHA512.initial, count: 64)
        default: nil
        }
    }

    /// Names that Python's `hashlib` knows and this doesn't.
    static let unsupported: Set<String> = [
        "blake2b", "blake2s", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "sm3",
        "ripemd160", "sha512_224", "sha512_256", "sha512-224", "sha512-256", "sha3-224", "sha3-256", "sha3-384",
        "sha3-512", "shake128", "shake256", "md5-sha1", "blake2b512", "blake2s256",
    ]

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The message with its end mark and its length in bits, in blocks.
    private static func padded(_ bytes: [UInt8], block: Int, isBigEndian: Bool) -> [UInt8] {
        var message = bytes
        message.append(0x80)
        let lengthSize = block / 8
        while message.count % block != block - lengthSize { message.append(0) }
        let bits = UInt64(bytes.count) * 8
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> (UInt64($0) * 8)) }
        if isBigEndian {
            message += [UInt8](repeating: 0, count: lengthSize - 8) + length.reversed()
        } else {
            message += length
        }
        return message
    }

    private static func word32(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }

    private static func bigEndian<Word: FixedWidthInteger>(_ words: [Word]) -> [UInt8] {
        words.flatMap { word in
            (0..<(Word.bitWidth / 8)).reversed().map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
        }
    }

    static func md5(_ bytes: [UInt8]) -> [UInt8] {
        let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
        let message = padded(bytes, block: 64, isBigEndian: false)
        for start in stride(from: 0, to: message.count, by: 64) {
            let words = (0..<16).map { index in
                UInt32(word32(message[(start + index * 4)..<(start + index * 4 + 4)]).byteSwapped)
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            for round in 0..<64 {
                let mix: UInt32
                let index: Int
                switch round / 16 {
                case 0: (mix, index) = ((b & c) | (~b & d), round)
                case 1: (mix, index) = ((d & b) | (~d & c), (5 * round + 1) % 16)
                case 2: (mix, index) = (b ^ c ^ d, (3 * round + 5) % 16)
                default: (mix, index) = (c ^ (b | ~d), 7 * round % 16)
                }
                let sum = a &+ mix &+ sines[round] &+ words[index]
                let shift = shifts[round / 16 * 4 + round % 4]
                (a, d, c, b) = (d, c, b, b &+ (sum << shift | sum >> (32 - shift)))
            }
            for (index, value) in [a, b, c, d].enumerated() { state[index] = state[index] &+ value }
        }
        return bigEndian(state.map(\.byteSwapped))
    }

    /// The whole part of 2³² times the sine of 1 to 64.
    private static let sines: [UInt32] = [
        0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A, 0xA830_4613, 0xFD46_9501,
        0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE, 0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821,
        0xF61E_2562, 0xC040_B340, 0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
        0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8, 0x676F_02D9, 0x8D2A_4C8A,
        0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C, 0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70,
        0x289B_7EC6, 0xEAA1_27FA, 0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
        0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92, 0xFFEF_F47D, 0x8584_5DD1,
        0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1, 0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
    ]

    static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 { value << count | value >> (32 - count) }
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        let message = padded(bytes, block: 64, isBigEndian: true)
        for start in stride(from: 0, to: message.count, by: 64) {
            var words = (0..<16).map { word32(message[(start + $0 * 4)..<(start + $0 * 4 + 4)]) }
            for index in 16..<80 {
                words.append(rotate(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1))
            }
            var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
            for round in 0..<80 {
                let mix: UInt32
                let constant: UInt32
                switch round / 20 {
                case 0: (mix, constant) = ((b & c) | (~b & d), 0x5A82_7999)
                case 1: (mix, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
                case 2: (mix, constant) = ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                default: (mix, constant) = (b ^ c ^ d, 0xCA62_C1D6)
                }
                (a, b, c, d, e) = (rotate(a, 5) &+ mix &+ e &+ constant &+ words[round], a, rotate(b, 30), c, d)
            }
            for (index, value) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ value }
        }
        return bigEndian(state)
    }

    private static func sha256(_ bytes: [UInt8], _ initial: [UInt32], count: Int) -> [UInt8] {
        let message = padded(bytes, block: 64, isBigEndian: true)
        var state = initial
        for start in stride(from: 0, to: message.count, by: 64) {
            let words = (0..<16).map { word32(message[(start + $0 * 4)..<(start + $0 * 4 + 4)]) }
            SHA2.round(&state, words, SHA256.constants, SHA256.turns)
        }
        return Array(bigEndian(state).prefix(count))
    }

    private static func sha512(_ bytes: [UInt8], _ initial: [UInt64], count: Int) -> [UInt8] {
        let message = padded(bytes, block: 128, isBigEndian: true)
        var state = initial
        for start in stride(from: 0, to: message.count, by: 128) {
            let words = (0..<16).map { index in
                message[(start + index * 8)..<(start + index * 8 + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            SHA2.round(&state, words, SHA512.constants, SHA512.turns)
        }
        return Array(bigEndian(state).prefix(count))
    }
}
