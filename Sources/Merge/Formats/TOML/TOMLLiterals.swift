/// What TOML values without quotes look like: flags, numbers, dates and times.
///
/// Broken ones must not get to toml++, which ends the program on a date without its time.
struct TOMLLiterals {
    private var rest: ArraySlice<UInt8>

    /// Whether bytes are such a value, from the first to the last.
    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        if ["true", "false"].contains(where: { bytes.elementsEqual($0.utf8) }) { return true }
        return [Self.isNumber, Self.isDateOrTime].contains { isKind in
            var literals = TOMLLiterals(rest: bytes)
            return isKind(&literals) && literals.rest.isEmpty
        }
    }

    // MARK: Numbers

    private static func isNumber(_ literals: inout TOMLLiterals) -> Bool {
        let hasSign = literals.take("+") || literals.take("-")
        if literals.take("inf") || literals.take("nan") { return true }
        if !hasSign {
            for (prefix, digits) in [("0x", "0123456789abcdefABCDEF"), ("0o", "01234567"), ("0b", "01")] {
                if literals.take(prefix) { return literals.takeDigits(digits) }
            }
        }
        let startsWithZero = literals.rest.first == UInt8(ascii: "0")
        let start = literals.rest.startIndex
        guard literals.takeDigits(), !startsWithZero || literals.rest.startIndex == start + 1 else { return false }
        if literals.take("."), !literals.takeDigits() { return false }
        guard literals.take("e") || literals.take("E") else { return true }
        _ = literals.take("+") || literals.take("-")
        return literals.takeDigits()
    }

    // MARK: Dates and times

    private static func isDateOrTime(_ literals: inout TOMLLiterals) -> Bool {
        var time = literals
        if time.takeTime() {
            literals = time
            return true
        }
        guard literals.take(count: 4), literals.take("-"), literals.take(count: 2), literals.take("-"),
            literals.take(count: 2)
        else { return false }
        guard literals.take("T") || literals.take("t") || literals.take(" ") else { return true }
        guard literals.takeTime() else { return false }
        if literals.take("Z") || literals.take("z") { return true }
        guard literals.take("+") || literals.take("-") else { return true }
        return literals.take(count: 2) && literals.take(":") && literals.take(count: 2)
    }

    private mutating func takeTime() -> Bool {
        guard take(count: 2), take(":"), take(count: 2), take(":"), take(count: 2) else { return false }
        guard take(".") else { return true }
        let digits = rest.prefix(while: \.isASCIIDigit)
        rest = rest.dropFirst(digits.count)
        return !digits.isEmpty
    }

    // MARK: Parts

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    /// So many digits.
    private mutating func take(count: Int) -> Bool {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(\.isASCIIDigit) else { return false }
        rest = rest.dropFirst(count)
        return true
    }

    /// One digit or more, with low lines between some of them.
    private mutating func takeDigits(_ digits: String = "0123456789") -> Bool {
        var needsDigit = true
        while let byte = rest.first {
            if digits.utf8.contains(byte) {
                needsDigit = false
            } else if byte == UInt8(ascii: "_"), !needsDigit {
                needsDigit = true
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        return !needsDigit
    }
}
