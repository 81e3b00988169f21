import Jinja

/// Escapes and classes of characters.
extension RegexParser {
    mutating func escape() throws(TemplateError) -> RegexNode {
        guard let letter = peek else { throw failure("bad escape (end of pattern)") }
        let isASCII = flags.contains(.ascii)
        if let item = RegexParser.category(letter, isASCII) {
            index += 1
            return .set(RegexSet(items: [item]))
        }
        switch letter {
        case 0x41:
            index += 1
            return .position(.start)
        case 0x5A:
            index += 1
            return .position(.endOfText)
        case 0x62:
            index += 1
            return .position(.wordBoundary(isASCII: isASCII))
        case 0x42:
            index += 1
            return .position(.noWordBoundary(isASCII: isASCII))
        case 0x31...0x39:
            if let octal = try octal() { return literal(octal) }
            index += 1
            var number = Int(letter - 0x30)
            if let next = peek, (0x30...0x39).contains(next) {
                number = number * 10 + Int(next - 0x30)
                index += 1
            }
            return try reference(number)
        default: return literal(try character())
        }
    }

    static func category(_ letter: UInt32, _ isASCII: Bool) -> RegexSet.Item? {
        switch letter {
        case 0x64: .digit(isASCII: isASCII)
        case 0x44: .not([.digit(isASCII: isASCII)])
        case 0x73: .space(isASCII: isASCII)
        case 0x53: .not([.space(isASCII: isASCII)])
        case 0x77: .word(isASCII: isASCII)
        case 0x57: .not([.word(isASCII: isASCII)])
        default: nil
        }
    }

    /// Three octal digits, as an escape that could else be a reference.
    private mutating func octal() throws(TemplateError) -> UInt32? {
        guard let a = peek, let b = ahead(1), let c = ahead(2), [a, b, c].allSatisfy({ (0x30...0x37).contains($0) })
        else { return nil }
        let value = (a - 0x30) * 64 + (b - 0x30) * 8 + (c - 0x30)
        if value > 0o377 { throw failure("octal escape value outside of range 0-0o377") }
        index += 3
        return value
    }

    /// One escaped character, in a class or out of it.
    private mutating func character() throws(TemplateError) -> UInt32 {
        guard let letter = peek else { throw failure("bad escape (end of pattern)") }
        index += 1
        switch letter {
        case 0x61: return 0x07
        case 0x66: return 0x0C
        case 0x6E: return 0x0A
        case 0x72: return 0x0D
        case 0x74: return 0x09
        case 0x76: return 0x0B
        case 0x78: return try hexadecimal(2)
        case 0x75: return try hexadecimal(4)
        case 0x55: return try hexadecimal(8)
        case 0x4E: throw failure("named characters, \\N{…}, are not known natively")
        case 0x30:
            var value: UInt32 = 0
            for _ in 0..<2 {
                guard let next = peek, (0x30...0x37).contains(next) else { break }
                value = value * 8 + next - 0x30
                index += 1
            }
            return value
        case 0x31...0x39, 0x41...0x5A, 0x61...0x7A:
            throw failure("bad escape \\\(RegexParser.text([letter]))")
        default: return letter
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(TemplateError) -> UInt32 {
        guard index + count <= pattern.count,
            let value = UInt32(RegexParser.text(pattern[index..<(index + count)]), radix: 16),
            pattern[index] != 0x2B, pattern[index] != 0x2D, value <= 0x10FFFF
        else { throw failure("incomplete escape") }
        index += count
        return value
    }

    mutating func characterClass() throws(TemplateError) -> RegexSet {
        var set = RegexSet(items: [], isCaseless: flags.contains(.ignoreCase))
        set.isNegated = take("^")
        let start = index
        while true {
            guard let next = peek else { throw failure("unterminated character set") }
            if next == 0x5D, index > start {
                index += 1
                return set
            }
            let low = try classItem()
            guard peek == 0x2D else {
                set.items.append(low)
                continue
            }
            index += 1
            guard let after = peek else { throw failure("unterminated character set") }
            if after == 0x5D {
                set.items += [low, .range(0x2D, 0x2D)]
                continue
            }
            guard case .range(let first, _) = low, case .range(let last, _) = try classItem(), first <= last else {
                throw failure("bad character range")
            }
            set.items.append(.range(first, last))
        }
    }

    private mutating func classItem() throws(TemplateError) -> RegexSet.Item {
        guard let next = peek else { throw failure("unterminated character set") }
        index += 1
        guard next == 0x5C else { return .range(next, next) }
        guard let letter = peek else { throw failure("unterminated character set") }
        if let item = RegexParser.category(letter, flags.contains(.ascii)) {
            index += 1
            return item
        }
        if letter == 0x62 {
            index += 1
            return .range(0x08, 0x08)
        }
        let value: UInt32
        if (0x31...0x37).contains(letter) {
            // In a class there are no references: up to three octal digits.
            var octal: UInt32 = 0
            var count = 0
            while count < 3, let next = peek, (0x30...0x37).contains(next) {
                octal = octal * 8 + next - 0x30
                index += 1
                count += 1
            }
            if octal > 0o377 { throw failure("octal escape value outside of range 0-0o377") }
            value = octal
        } else {
            value = try character()
        }
        return .range(value, value)
    }
}
