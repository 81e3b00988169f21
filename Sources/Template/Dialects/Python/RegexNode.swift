import Jinja

/// A part of a regular expression of Python, as it was read.
indirect enum RegexNode {
    case empty
    case literal(UInt32, isCaseless: Bool)
    case set(RegexSet)
    /// Any scalar, line ends too where the flag is on.
    case any(all: Bool)
    case sequence([RegexNode])
    case alternation([RegexNode])
    /// A group; without a number it doesn't remember.
    case group(RegexNode, number: Int?)
    case repetition(RegexNode, minimum: Int, maximum: Int?, Greed)
    case reference(Int, isCaseless: Bool)
    case position(Position)
    /// `(?=`, `(?!`, and with the number of scalars to go back `(?<=` and `(?<!`.
    case look(RegexNode, back: Int, isNegative: Bool)
    case atomic(RegexNode)
    case conditional(Int, RegexNode, RegexNode)

    /// How much a repetition takes first.
    enum Greed { case greedy, lazy, possessive }

    /// A condition on the place alone.
    enum Position {
        case start, lineStart, end, endOfText, lineEnd
        case wordBoundary(isASCII: Bool)
        case noWordBoundary(isASCII: Bool)
    }

    /// The fewest and the most scalars that the part matches; nil for no bound.
    func width(_ groups: [Int: (Int, Int?)]) -> (minimum: Int, maximum: Int?) {
        switch self {
        case .empty, .position, .look: return (0, 0)
        case .literal, .set, .any: return (1, 1)
        case .sequence(let parts):
            return parts.reduce((0, 0)) { total, part in
                let width = part.width(groups)
                return (RegexNode.sum(total.0, width.minimum), RegexNode.sum(total.1, width.maximum))
            }
        case .alternation(let parts):
            let widths = parts.map { $0.width(groups) }
            let isBounded = widths.allSatisfy { $0.maximum != nil }
            return (
                widths.map(\.minimum).min() ?? 0, isBounded ? widths.compactMap(\.maximum).max() ?? 0 : nil
            )
        case .group(let part, _), .atomic(let part): return part.width(groups)
        case .repetition(let part, let minimum, let maximum, _):
            let width = part.width(groups)
            let most = width.maximum.flatMap { most in maximum.map { RegexNode.product(most, $0) } }
            return (RegexNode.product(width.minimum, minimum), most)
        case .reference(let number, _): return groups[number].map { ($0.0, $0.1) } ?? (0, nil)
        case .conditional(_, let then, let otherwise):
            return RegexNode.alternation([then, otherwise]).width(groups)
        }
    }

    private static func sum(_ a: Int, _ b: Int) -> Int { min(a + b, 1 << 30) }

    private static func sum(_ a: Int?, _ b: Int?) -> Int? {
        guard let a, let b else { return nil }
        return sum(a, b)
    }

    private static func product(_ a: Int, _ b: Int) -> Int {
        let (result, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? 1 << 30 : min(result, 1 << 30)
    }
}

/// What a class of characters in brackets, or an escape such as `\d`, matches.
struct RegexSet {
    /// One part of a class.
    enum Item {
        case range(UInt32, UInt32)
        case digit(isASCII: Bool)
        case space(isASCII: Bool)
        case word(isASCII: Bool)
        case not([Item])
    }

    var items: [Item]
    var isNegated = false
    var isCaseless = false

    func contains(_ scalar: UInt32) -> Bool {
        var found = RegexSet.contains(scalar, items)
        if !found, isCaseless {
            found = RegexCase.variants(scalar).contains { RegexSet.contains($0, items) }
        }
        return found != isNegated
    }

    private static func contains(_ value: UInt32, _ items: [Item]) -> Bool {
        items.contains { item in
            switch item {
            case .range(let low, let high): return low <= value && value <= high
            case .digit(let isASCII): return isDigit(value, isASCII)
            case .space(let isASCII): return isSpace(value, isASCII)
            case .word(let isASCII): return isWord(value, isASCII)
            case .not(let items): return !contains(value, items)
            }
        }
    }

    static func isDigit(_ value: UInt32, _ isASCII: Bool) -> Bool {
        if value < 0x80 || isASCII { return value >= 0x30 && value <= 0x39 }
        return Unicode.Scalar(value).map(PythonText.isDecimal) ?? false
    }

    static func isSpace(_ value: UInt32, _ isASCII: Bool) -> Bool {
        if isASCII { return value == 0x20 || (0x09...0x0D).contains(value) }
        return Unicode.Scalar(value).map(PythonText.isSpace) ?? false
    }

    static func isWord(_ value: UInt32, _ isASCII: Bool) -> Bool {
        if value < 0x80 || isASCII {
            return value == 0x5F || (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
                || (0x61...0x7A).contains(value)
        }
        return Unicode.Scalar(value).map(PythonText.isWord) ?? false
    }
}

/// Letters that are the same but for their case, one scalar each.
enum RegexCase {
    /// The other forms of a scalar.
    static func variants(_ value: UInt32) -> [UInt32] {
        if value < 0x80 {
            switch value {
            // Long s, dotless i and the Kelvin sign are forms of ASCII letters.
            case 0x41...0x5A, 0x61...0x7A:
                let other = value ^ 0x20
                switch value | 0x20 {
                case 0x73: return [other, 0x17F]
                case 0x69: return [other, 0x131, 0x130]
                case 0x6B: return [other, 0x212A]
                default: return [other]
                }
            default: return []
            }
        }
        guard let scalar = Unicode.Scalar(value) else { return [] }
        var result: [UInt32] = []
        for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
            let scalars = Array(text.unicodeScalars)
            guard scalars.count == 1 else { continue }
            if scalars[0] != scalar { result.append(scalars[0].value) }
            // The forms of the upper case: final and inner sigma are the same letter.
            let lower = Array(scalars[0].properties.lowercaseMapping.unicodeScalars)
            if lower.count == 1, lower[0] != scalar { result.append(lower[0].value) }
        }
        return result
    }

    static func equal(_ left: UInt32, _ right: UInt32) -> Bool {
        left == right || variants(left).contains(right) || variants(right).contains(left)
    }
}
