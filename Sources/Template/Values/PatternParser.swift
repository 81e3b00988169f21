/// Reads a regular expression; recursive descent over its scalars.
struct PatternParser {
    private let source: String
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    init(_ source: String) {
        self.source = source
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws(ScaffoldError) -> PatternTree {
        let tree = try choices()
        if index < scalars.count { throw broken("has a ) too many") }
        return tree
    }

    private func broken(_ why: String) -> ScaffoldError {
        ScaffoldError(
            .manifest, "the pattern \(YAMLScalar.quoted(source)) \(why), at character \(index + 1)",
            fix: "known are literals, sets, groups, |, * + ? {m,n}, \\d \\w \\s, ^ and $")
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func choices() throws(ScaffoldError) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        if depth > 100 { throw broken("is nested too deeply") }
        var result = [try sequence()]
        while take("|") { result.append(try sequence()) }
        return result.count == 1 ? result[0] : .either(result)
    }

    private mutating func sequence() throws(ScaffoldError) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let part = try atom()
            parts.append(try repetition(of: part))
        }
        return parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repetition(of part: PatternTree) throws(ScaffoldError) -> PatternTree {
        guard let scalar = next else { return part }
        let result: PatternTree
        switch scalar {
        case "*": result = .repeated(part, least: 0, most: nil)
        case "+": result = .repeated(part, least: 1, most: nil)
        case "?": result = .repeated(part, least: 0, most: 1)
        case "{":
            guard let (least, most) = try bounds() else { return part }
            index -= 1
            result = .repeated(part, least: least, most: most)
        default: return part
        }
        index += 1
        // Greedy or lazy is the same when the whole text must match.
        if take("?") { return result }
        if let again = next, ["*", "+"].contains(again) { throw broken("repeats a repetition") }
        return result
    }

    /// `{m}`, `{m,}`, `{,n}` or `{m,n}`; nil when the brace is a literal.
    private mutating func bounds() throws(ScaffoldError) -> (Int, Int?)? {
        guard let close = scalars[index...].firstIndex(of: "}") else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[(index + 1)..<close])
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        let least = parts[0].isEmpty ? 0 : Int(parts[0]) ?? .max
        let most = parts.count == 1 ? least : parts[1].isEmpty ? nil : Int(parts[1]) ?? .max
        guard least <= 1_000, most ?? least <= 1_000 else { throw broken("repeats more than 1000 times") }
        guard least <= most ?? least else { throw broken("has a repetition whose end is below its start") }
        index = close + 1
        return (least, most)
    }

    private mutating func atom() throws(ScaffoldError) -> PatternTree {
        guard let scalar = next else { return .empty }
        index += 1
        switch scalar {
        case "(":
            if take("?") {
                guard take(":") else { throw broken("has a group that begins with (?, which only (?: may") }
            }
            let inner = try choices()
            guard take(")") else { throw broken("has an unfinished group") }
            return inner
        case "[": return .scalars(try set())
        case ".": return .scalars(.anything)
        case "^": return .start
        case "$": return .end
        case "\\":
            guard let escape = next else { throw broken("ends in a backslash") }
            if escape == "A" || escape == "Z" || escape == "z" {
                index += 1
                return escape == "A" ? .start : .end
            }
            return .scalars(try escaped())
        case "*", "+", "?":
            index -= 1
            throw broken("repeats nothing")
        default: return .scalars(ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func set() throws(ScaffoldError) -> ScalarSet {
        var result = ScalarSet(ranges: [])
        result.isNegated = take("^")
        var isFirst = true
        while true {
            guard let scalar = next else { throw broken("has an unfinished set") }
            index += 1
            if scalar == "]", !isFirst { return result }
            isFirst = false
            var item = ScalarSet(ranges: [scalar.value...scalar.value])
            if scalar == "\\" { item = try escaped() }
            guard let low = single(item), next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                result.ranges += item.isNegated ? item.inverted : item.ranges
                continue
            }
            index += 1
            guard let end = next else { throw broken("has an unfinished set") }
            index += 1
            let upper = end == "\\" ? single(try escaped()) : end.value
            guard let upper, low <= upper else { throw broken("has a range whose end is below its start") }
            result.ranges.append(low...upper)
        }
    }

    private func single(_ set: ScalarSet) -> UInt32? {
        guard !set.isNegated, set.ranges.count == 1, set.ranges[0].count == 1 else { return nil }
        return set.ranges[0].lowerBound
    }

    private mutating func escaped() throws(ScaffoldError) -> ScalarSet {
        guard let scalar = next else { throw broken("ends in a backslash") }
        index += 1
        func one(_ value: UInt32) -> ScalarSet { ScalarSet(ranges: [value...value]) }
        func not(_ set: ScalarSet) -> ScalarSet { ScalarSet(ranges: set.ranges, isNegated: true) }
        switch scalar {
        case "d": return .digits
        case "D": return not(.digits)
        case "w": return .word
        case "W": return not(.word)
        case "s": return .space
        case "S": return not(.space)
        case "n": return one(0x0A)
        case "r": return one(0x0D)
        case "t": return one(0x09)
        case "f": return one(0x0C)
        case "v": return one(0x0B)
        case "x": return one(try hexadecimal(2))
        case "u": return one(try hexadecimal(4))
        default:
            guard let byte = UInt8(exactly: scalar.value), !byte.isASCIILetter, !byte.isASCIIDigit else {
                if scalar.value >= 0x80 { return one(scalar.value) }
                index -= 1
                throw broken("has the escape \\\(scalar), which is not known here")
            }
            return one(scalar.value)
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(ScaffoldError) -> UInt32 {
        var text = ""
        while text.utf8.count < count, let scalar = next {
            text.unicodeScalars.append(scalar)
            index += 1
        }
        guard text.utf8.count == count, text.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }),
            let value = UInt32(text, radix: 16)
        else { throw broken("needs \(count) hexadecimal digits") }
        return value
    }
}
