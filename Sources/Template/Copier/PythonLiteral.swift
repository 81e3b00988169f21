import Jinja

/// Reads literals out of the tokens of a Python line.
struct PythonLiteral {
    private let tokens: [PythonLine.Token]
    private(set) var index: Int
    private var depth = 0

    init(_ tokens: [PythonLine.Token], from index: Int = 0) {
        self.tokens = tokens
        self.index = index
    }

    /// The value of tokens that are one literal and nothing else; nil for everything that would have to be computed.
    static func value(_ tokens: some Sequence<PythonLine.Token>) -> Value? {
        var reader = PythonLiteral(Array(tokens))
        guard let value = reader.value(), reader.index == reader.tokens.count else { return nil }
        return value
    }

    private var next: PythonLine.Token? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ mark: String) -> Bool {
        guard next == .mark(mark) else { return false }
        index += 1
        return true
    }

    /// The literal at the position, which ends behind it.
    mutating func value() -> Value? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100, let token = next else { return nil }
        index += 1
        switch token {
        case .string(let first):
            var text = first
            // Strings side by side are one.
            while case .string(let more) = next {
                text += more
                index += 1
            }
            return .string(text)
        case .number(let number): return PythonLiteral.number(number, isNegative: false)
        case .name("True"): return .bool(true)
        case .name("False"): return .bool(false)
        case .name("None"): return Value.none
        case .mark("-"):
            guard case .number(let number) = next else { return nil }
            index += 1
            return PythonLiteral.number(number, isNegative: true)
        case .mark("["): return items(until: "]").map { .list($0.values) }
        case .mark("("):
            guard let (values, endsInComma) = items(until: ")") else { return nil }
            return values.count == 1 && !endsInComma ? values[0] : .tuple(values)
        case .mark("{"): return dict()
        case .name, .mark, .computed: return nil
        }
    }

    private mutating func items(until end: String) -> (values: [Value], endsInComma: Bool)? {
        var values: [Value] = []
        var endsInComma = false
        while !take(end) {
            guard values.isEmpty || endsInComma, let value = value() else { return nil }
            values.append(value)
            endsInComma = take(",")
        }
        return (values, endsInComma)
    }

    private mutating func dict() -> Value? {
        var pairs: [(Value, Value)] = []
        var needsComma = false
        while !take("}") {
            if needsComma { return nil }
            guard let key = value(), take(":"), let value = value() else { return nil }
            pairs.append((key, value))
            needsComma = !take(",")
        }
        return (try? DictValue(pairs: pairs)).map { .dict($0) }
    }

    private static func number(_ text: String, isNegative: Bool) -> Value? {
        let digits = text.filter { $0 != "_" }
        let sign = isNegative ? "-" : ""
        if digits.utf8.allSatisfy(\.isASCIIDigit) {
            guard digits == "0" || !digits.hasPrefix("0") else { return nil }
            return Int(sign + digits).map { .int($0) }
        }
        guard digits.utf8.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ".") }) else { return nil }
        return Double(sign + (digits.hasSuffix(".") ? digits + "0" : digits)).map { .double($0) }
    }
}
