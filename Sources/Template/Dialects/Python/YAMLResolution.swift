import Jinja

/// What an untagged plain scalar means to PyYAML: YAML 1.1 with its own details.
enum YAMLResolution: String {
    case string = "str"
    case null
    case bool
    case integer = "int"
    case float
    case timestamp
    /// `<<`.
    case merge
    /// `=`.
    case value

    /// The kind of a plain scalar.
    static func kind(of text: String) -> YAMLResolution {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON",
            "off", "Off", "OFF":
            return .bool
        case "<<": return .merge
        case "=": return .value
        default: break
        }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first < 0x3A, first >= 0x2B else { return .string }
        if isFloat(bytes) { return .float }
        if isInteger(bytes) { return .integer }
        return Timestamp(bytes) != nil ? .timestamp : .string
    }

    private static func isDigitOrLine(_ byte: UInt8) -> Bool { byte.isASCIIDigit || byte == 0x5F }

    private static func unsigned(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let first = bytes.first
        return bytes.dropFirst(first == UInt8(ascii: "-") || first == UInt8(ascii: "+") ? 1 : 0)
    }

    /// Groups after the first of a number with base 60: `:` and one or two digits, the first of two below 6.
    private static func isSixty(_ groups: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        !groups.isEmpty
            && groups.allSatisfy { group in
                (1...2).contains(group.count) && group.allSatisfy(\.isASCIIDigit)
                    && (group.count == 1 || group[group.startIndex] <= 0x35)
            }
    }

    private static func isInteger(_ bytes: [UInt8]) -> Bool {
        let digits = unsigned(bytes)
        guard let first = digits.first, first.isASCIIDigit else { return false }
        if digits.count == 1 { return true }
        if first == 0x30 {
            let rest = digits.dropFirst()
            if rest.allSatisfy({ (0x30...0x37).contains($0) || $0 == 0x5F }) { return true }
            let tail = rest.dropFirst()
            guard !tail.isEmpty else { return false }
            switch rest[rest.startIndex] {
            case UInt8(ascii: "b"): return tail.allSatisfy { $0 == 0x30 || $0 == 0x31 || $0 == 0x5F }
            case UInt8(ascii: "x"):
                return tail.allSatisfy { isDigitOrLine($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0) }
            default: return false
            }
        }
        if digits.allSatisfy(isDigitOrLine) { return true }
        let groups = digits.split(separator: 0x3A, omittingEmptySubsequences: false)
        return groups[0].allSatisfy(isDigitOrLine) && isSixty(groups.dropFirst())
    }

    private static func isFloat(_ bytes: [UInt8]) -> Bool {
        let number = unsigned(bytes)
        let isSigned = number.count < bytes.count
        switch String(decoding: number, as: UTF8.self) {
        case ".inf", ".Inf", ".INF": return true
        case ".nan", ".NaN", ".NAN": return !isSigned
        default: break
        }
        guard let dot = number.firstIndex(of: 0x2E) else { return false }
        let whole = number[..<dot]
        let rest = number[(dot + 1)...]
        if whole.isEmpty {
            // Without digits before the dot there is no sign.
            guard !isSigned, let first = rest.first, first.isASCIIDigit else { return false }
            return isFraction(rest)
        }
        guard let first = whole.first, first.isASCIIDigit else { return false }
        if whole.allSatisfy(isDigitOrLine) { return isFraction(rest) }
        let groups = whole.split(separator: 0x3A, omittingEmptySubsequences: false)
        return groups[0].allSatisfy(isDigitOrLine) && isSixty(groups.dropFirst()) && rest.allSatisfy(isDigitOrLine)
    }

    /// Digits and lines, and perhaps an exponent with its sign.
    private static func isFraction(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
            return bytes.allSatisfy(isDigitOrLine)
        }
        let exponent = bytes[(mark + 1)...]
        guard let sign = exponent.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { return false }
        let digits = exponent.dropFirst()
        return bytes[..<mark].allSatisfy(isDigitOrLine) && !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
    }

    /// The parts of a date, or of a date with a time.
    struct Timestamp {
        var year = 0
        var month = 0
        var day = 0
        /// Hour, minute, second; nil for a date alone.
        var time: (Int, Int, Int)?
        var microsecond = 0
        /// Seconds east of UTC.
        var offset: Int?

        init?(_ bytes: [UInt8]) {
            var reader = Reader(bytes: bytes)
            guard let year = reader.number(4...4), reader.take("-"), let month = reader.number(1...2),
                reader.take("-"), let day = reader.number(1...2)
            else { return nil }
            (self.year, self.month, self.day) = (year, month, day)
            if reader.isAtEnd {
                guard bytes.count == 10 else { return nil }
                return
            }
            guard reader.take("T") || reader.take("t") || reader.skipSpaces(), let hour = reader.number(1...2),
                reader.take(":"), let minute = reader.number(2...2), reader.take(":"),
                let second = reader.number(2...2)
            else { return nil }
            time = (hour, minute, second)
            if reader.take(".") {
                var digits = reader.digits().prefix(6)
                while digits.count < 6 { digits.append(0x30) }
                microsecond = Int(String(decoding: digits, as: UTF8.self)) ?? 0
            }
            guard reader.readZone(&offset), reader.isAtEnd else { return nil }
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        var isAtEnd: Bool { index == bytes.count }

        mutating func take(_ letter: Unicode.Scalar) -> Bool {
            guard index < bytes.count, UInt32(bytes[index]) == letter.value else { return false }
            index += 1
            return true
        }

        mutating func skipSpaces() -> Bool {
            let start = index
            while take(" ") || take("\t") {}
            return index > start
        }

        mutating func digits() -> [UInt8] {
            let start = index
            while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
            return Array(bytes[start..<index])
        }

        /// A number of so many digits; what follows is no digit.
        mutating func number(_ count: ClosedRange<Int>) -> Int? {
            let found = digits()
            return count.contains(found.count) ? Int(String(decoding: found, as: UTF8.self)) : nil
        }

        /// The zone at the end; false where it is none.
        mutating func readZone(_ offset: inout Int?) -> Bool {
            if isAtEnd { return true }
            _ = skipSpaces()
            if take("Z") {
                offset = 0
                return true
            }
            let sign = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = number(1...2) else { return false }
            var minutes = 0
            if take(":") {
                guard let found = number(2...2) else { return false }
                minutes = found
            }
            offset = sign * (hours * 3_600 + minutes * 60)
            return true
        }
    }
}
