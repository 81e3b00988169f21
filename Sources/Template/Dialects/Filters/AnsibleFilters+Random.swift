import Jinja

extension AnsibleFilters {
    /// Filters with random results: a seed of the template's own gives what Python gives for it, else the numbers
    /// come from the render's seed.
    static var random: [(name: String, body: Body)] {
        [
            (
                "ans_random",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("rand()", ["start", "step", "seed"])
                    var numbers = try source(bound[2], invocation)
                    if let end = value.intValue {
                        let start = try bound[0].map { (value) throws(TemplateError) in try integer(value) } ?? 0
                        let step = try bound[1].map { (value) throws(TemplateError) in try integer(value) } ?? 0
                        return .int(try numbers.number(from: start, to: end, by: step == 0 ? 1 : step))
                    }
                    if case .bigInt = value {
                        guard bound[0] == nil, bound[1] == nil, bound[2] == nil else {
                            throw TemplateError(.overflow, "the bound of 'ans_random' is too large")
                        }
                        return try digits(below: value, &numbers)
                    }
                    let items = try sequence(value, invocation)
                    let (hasStart, hasStep) = (try flag(bound[0]), try flag(bound[1]))
                    if hasStart || hasStep {
                        throw TemplateError(
                            .filterArgument, "start and step can only be used with integer values")
                    }
                    if items.isEmpty { throw TemplateError(.index, "Cannot choose from an empty sequence") }
                    return items[numbers.below(items.count)]
                }
            ),
            (
                "shuffle",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("randomize_list()", ["seed"])
                    // What isn't iterable is given back, as the original does.
                    guard var items = try? invocation.items(value) else { return value }
                    let seed = try flag(bound[0]) ? bound[0] : nil
                    var numbers = try source(seed, invocation)
                    var index = items.count - 1
                    while index > 0 {
                        items.swapAt(index, numbers.below(index + 1))
                        index -= 1
                    }
                    return .list(items)
                }
            ),
            (
                "random_mac",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("random_mac()", ["seed"])
                    var numbers = try source(bound[0], invocation)
                    return .string(try macAddress(value, &numbers))
                }
            ),
        ]
    }

    /// A number of as many digits as a bound has, less one.
    private static func digits(below bound: Value, _ numbers: inout RandomNumbers) throws(TemplateError) -> Value {
        let length = bound.pythonString.utf8.count
        guard !bound.pythonString.hasPrefix("-") else { throw TemplateError(.value, "empty range for randrange()") }
        var digits: [UInt8] = []
        for _ in 1..<length { digits.append(UInt8(ascii: "0") + UInt8(numbers.below(10))) }
        return .integer(digits: digits, radix: 10, isNegative: false) ?? 0
    }

    private static func integer(_ value: Value) throws(TemplateError) -> Int {
        if value.isNone { return 0 }
        guard let number = value.intValue else {
            throw TemplateError(.type, "'\(value.typeName)' object cannot be interpreted as an integer")
        }
        return number
    }

    private static func sequence(_ value: Value, _ invocation: Invocation) throws(TemplateError) -> [Value] {
        switch value {
        case .list, .tuple, .range, .string, .safe: return try invocation.items(value)
        default:
            throw TemplateError(.filterArgument, "random can only be used on sequences and integers")
        }
    }

    private static func source(_ seed: Value?, _ invocation: Invocation) throws(TemplateError) -> RandomNumbers {
        guard let seed, !seed.isNone else { return .seeded(invocation) }
        return .python(try PythonRandom(seed: seed))
    }

    private static func macAddress(_ value: Value, _ numbers: inout RandomNumbers) throws(TemplateError) -> String {
        guard let text = value.stringValue else {
            throw TemplateError(.filterArgument, "Invalid value type (\(value.typeName)) for random_mac")
        }
        let prefix = PythonText.lowercased(text)
        let parts = prefix.split(separator: ":", omittingEmptySubsequences: false)
        let isHexadecimal = parts.allSatisfy { part in
            part.utf8.count >= 2
                && part.utf8.prefix(2).allSatisfy { $0.isASCIIDigit || (0x61...0x66).contains($0) }
        }
        guard parts.count <= 5, isHexadecimal else {
            throw TemplateError(.filterArgument, "Invalid value (\(text)) for random_mac")
        }
        let number = try numbers.number(from: 68_719_476_736, to: 1_099_511_627_776, by: 1)
        let digits = Array(String(number, radix: 16)).prefix(2 * (6 - parts.count))
        var out = prefix
        for start in stride(from: 0, to: digits.count, by: 2) { out += ":" + String(digits[start..<(start + 2)]) }
        return out
    }
}

/// Where random numbers come from: the render's seed, or Python's generator for a seed of the template's own.
enum RandomNumbers {
    case seeded(Invocation)
    case python(PythonRandom)

    /// A number below a positive bound.
    mutating func below(_ bound: Int) -> Int {
        switch self {
        case .seeded(let invocation): return invocation.random(below: bound)
        case .python(var random):
            let number = random.below(bound)
            self = .python(random)
            return number
        }
    }

    /// Python's `randrange`.
    mutating func number(from start: Int, to end: Int, by step: Int) throws(TemplateError) -> Int {
        let (width, overflow) = end.subtractingReportingOverflow(start)
        let count = step > 0 ? (width - 1) / step + 1 : (width + 1) / step + 1
        guard !overflow, step > 0 ? width > 0 : width < 0, count > 0 else {
            throw TemplateError(.value, "empty range for randrange()")
        }
        return start + step * below(count)
    }
}
