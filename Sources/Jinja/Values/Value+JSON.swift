import OrderedCollections

extension Value {
    /// Reads JSON as Python's `json.loads` does: objects keep their order, integers have any size, and `NaN` and
    /// `Infinity` are numbers.
    ///
    /// - Throws: a `.value` error with the line and column of the fault.
    public init(json: [UInt8]) throws(TemplateError) {
        var reader = JSONReader(json)
        self = try reader.document()
    }
}

/// Reads JSON from bytes.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(TemplateError) -> Value {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try value()
        skipSpace()
        if position < bytes.count { throw failure("Extra data") }
        return value
    }

    private func failure(_ message: String) -> TemplateError {
        let end = min(position, bytes.count)
        let line = bytes[..<end].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        let start = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = Text.count(Text.string(bytes[start..<end])) + 1
        return .value("\(message): line \(line) column \(column)")
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let text = word.withUTF8Buffer { Array($0) }
        guard position + text.count <= bytes.count, bytes[position..<(position + text.count)].elementsEqual(text) else {
            return false
        }
        position += text.count
        return true
    }

    private mutating func value() throws(TemplateError) -> Value {
        skipSpace()
        guard position < bytes.count else { throw failure("Expecting value") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        default: break
        }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if take("null") { return .none }
        if take("NaN") { return .double(.nan) }
        if take("Infinity") { return .double(.infinity) }
        if take("-Infinity") { return .double(-.infinity) }
        return try number()
    }

    private mutating func enter() throws(TemplateError) {
        depth += 1
        if depth > 500 { throw failure("Nested too deeply") }
    }

    private mutating func array() throws(TemplateError) -> Value {
        try enter()
        defer { depth -= 1 }
        position += 1
        var items: [Value] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .list(items) }
        while true {
            items.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .list(items) }
            guard take(UInt8(ascii: ",")) else { throw failure("Expecting ',' delimiter") }
        }
    }

    private mutating func object() throws(TemplateError) -> Value {
        try enter()
        defer { depth -= 1 }
        position += 1
        let dict = DictValue()
        skipSpace()
        if take(UInt8(ascii: "}")) { return .dict(dict) }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw failure("Expecting property name enclosed in double quotes")
            }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("Expecting ':' delimiter") }
            dict[key] = try value()
            skipSpace()
            if take(UInt8(ascii: "}")) { return .dict(dict) }
            guard take(UInt8(ascii: ",")) else { throw failure("Expecting ',' delimiter") }
        }
    }

    private mutating func string() throws(TemplateError) -> String {
        position += 1
        var out: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: out, as: UTF8.self) else { throw failure("Invalid UTF-8") }
                return text
            case UInt8(ascii: "\\"): try escape(&out)
            case 0..<0x20: throw failure("Invalid control character")
            default:
                out.append(byte)
                position += 1
            }
        }
        throw failure("Unterminated string")
    }

    private mutating func escape(_ out: inout [UInt8]) throws(TemplateError) {
        position += 1
        guard position < bytes.count else { throw failure("Unterminated string") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            var value = try unit()
            if (0xD800..<0xDC00).contains(value), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                let before = position
                position += 2
                let low = try unit()
                if (0xDC00..<0xE000).contains(low) {
                    value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    position = before
                }
            }
            try StringEscapes.append(value, &out)
        default: throw failure("Invalid \\escape")
        }
    }

    private mutating func unit() throws(TemplateError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = BigInt.digit(bytes[position]), digit < 16 else {
                throw failure("Invalid \\uXXXX escape")
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        return position - start
    }

    private mutating func number() throws(TemplateError) -> Value {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        let whole = position
        if !take(UInt8(ascii: "0")), digits() == 0 {
            position = start
            throw failure("Expecting value")
        }
        let end = position
        var isFloat = false
        if take(UInt8(ascii: ".")) {
            if digits() > 0 { isFloat = true } else { position = end }
        }
        let mark = position
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
            if digits() > 0 { isFloat = true } else { position = mark }
        }
        if isFloat { return .double(Double(Text.string(bytes[start..<position])) ?? .infinity) }
        let text = bytes[whole..<end]
        if text.count > 4300 { throw failure("Exceeds the limit (4300 digits) for integer string conversion") }
        return .integer(BigInt(digits: text, radix: 10, isNegative: isNegative) ?? BigInt(0))
    }
}
