/// Python's `%` operator on strings.
struct PercentFormat {
    private let escaping: Invocation?
    private let invocation: Invocation
    private let mapping: Value?
    private var values: [Value]
    private var used = 0

    /// Formats values, a mapping or one value into a format.
    ///
    /// - Parameter escaping: what escapes the values, where the format is safe text.
    static func format(
        _ format: String, _ arguments: Value, _ escaping: Invocation?, _ runtime: Runtime
    ) throws(TemplateError) -> String {
        var formatter = PercentFormat(arguments, escaping, runtime)
        return try formatter.run(Array(format.utf8))
    }

    private init(_ arguments: Value, _ escaping: Invocation?, _ runtime: Runtime) {
        self.escaping = escaping
        invocation = escaping ?? runtime.plain
        if case .tuple(let tuple) = arguments {
            values = tuple.items
            mapping = nil
        } else {
            values = [arguments]
            switch arguments {
            case .dict, .list, .range, .undefined: mapping = arguments
            case .object(let object): mapping = object is SelfReference || object is BytesObject ? arguments : nil
            default: mapping = nil
            }
        }
    }

    private mutating func take() throws(TemplateError) -> Value {
        guard used < values.count else { throw .type("not enough arguments for format string") }
        used += 1
        return values[used - 1]
    }

    /// One conversion: `%[(key)][flags][width][.precision][length]type`.
    private struct Conversion {
        var key: String?
        var leftAligned = false
        var zeroFilled = false
        var isAlternate = false
        var sign: String = ""
        var width = 0
        var precision: Int?
        var type: Unicode.Scalar = "s"
        var position = 0

        /// Whether an integer is written as it is.
        var isPlainDecimal: Bool { type == "d" && width == 0 && precision == nil && sign.isEmpty }
    }

    private mutating func run(_ bytes: [UInt8]) throws(TemplateError) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 16)
        var position = 0
        while let mark = bytes[position...].firstIndex(of: UInt8(ascii: "%")) {
            out.append(contentsOf: bytes[position..<mark])
            position = mark + 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "%") {
                out.append(UInt8(ascii: "%"))
                position += 1
                continue
            }
            if escaping == nil, position < bytes.count, bytes[position] == UInt8(ascii: "s") {
                // The plain `%s` needs no parsing.
                position += 1
                try invocation.append(try take(), to: &out)
            } else {
                let conversion = try parse(bytes, &position)
                Text.append(try apply(conversion), to: &out)
            }
            if out.count > invocation.runtime.limits.valueSize { break }
        }
        out.append(contentsOf: bytes[position...])
        try invocation.runtime.charge(out.count)
        if used < values.count, mapping == nil {
            throw .type("not all arguments converted during string formatting")
        }
        return Text.string(out)
    }

    private mutating func parse(_ bytes: [UInt8], _ position: inout Int) throws(TemplateError) -> Conversion {
        var conversion = Conversion()
        func next() throws(TemplateError) -> UInt8 {
            guard position < bytes.count else { throw .value("incomplete format") }
            return bytes[position]
        }
        if try next() == UInt8(ascii: "(") {
            guard mapping != nil else { throw .type("format requires a mapping") }
            var depth = 1
            position += 1
            let start = position
            while depth > 0 {
                guard position < bytes.count else { throw .value("incomplete format key") }
                if bytes[position] == UInt8(ascii: "(") { depth += 1 }
                if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
                position += 1
            }
            conversion.key = Text.string(bytes[start..<(position - 1)])
        }
        flags: while true {
            switch try next() {
            case UInt8(ascii: "-"): conversion.leftAligned = true
            case UInt8(ascii: "+"): conversion.sign = "+"
            case UInt8(ascii: " "): if conversion.sign.isEmpty { conversion.sign = " " }
            case UInt8(ascii: "#"): conversion.isAlternate = true
            case UInt8(ascii: "0"): conversion.zeroFilled = true
            default: break flags
            }
            position += 1
        }
        if let width = try number(bytes, &position) {
            conversion.width = Int(clamping: width.magnitude)
            if width < 0 { conversion.leftAligned = true }
        }
        if try next() == UInt8(ascii: ".") {
            position += 1
            conversion.precision = max(try number(bytes, &position) ?? 0, 0)
        }
        if "hlL".utf8.contains(try next()) { position += 1 }
        let type = try next()
        var end = position + 1
        while type >= 0x80, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        conversion.type = Text.string(bytes[position..<end]).unicodeScalars.first ?? "s"
        conversion.position = position
        position = end
        return conversion
    }

    /// Digits, or a star for the next argument.
    private mutating func number(_ bytes: [UInt8], _ position: inout Int) throws(TemplateError) -> Int? {
        if position < bytes.count, bytes[position] == UInt8(ascii: "*") {
            position += 1
            guard let int = try take().intValue else { throw .type("* wants int") }
            return int
        }
        var value: Int?
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
            let digit = Int(bytes[position] - 0x30)
            let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
            if overflow || product > Int.max - digit { throw .value("width too big") }
            value = product + digit
            position += 1
        }
        return value
    }

    private mutating func apply(_ conversion: Conversion) throws(TemplateError) -> String {
        let value: Value
        if let key = conversion.key {
            value = try look(up: key)
        } else {
            value = try take()
        }
        try invocation.runtime.charge(conversion.width)
        if let precision = conversion.precision { try invocation.runtime.charge(precision) }
        switch conversion.type {
        case "s", "r", "a": return pad(conversion, "", try text(value, conversion))
        case "c": return pad(conversion, "", try character(value))
        case "d", "i", "u", "o", "x", "X": return try integer(value, conversion)
        case "e", "E", "f", "F", "g", "G": return try float(value, conversion)
        default:
            let code = String(conversion.type.value, radix: 16)
            throw .value(
                "unsupported format character '\(conversion.type)' (0x\(code)) at index \(conversion.position)")
        }
    }

    private func look(up key: String) throws(TemplateError) -> Value {
        guard let mapping else { throw .type("format requires a mapping") }
        guard case .dict(let dict) = mapping else {
            if case .undefined(let undefined) = mapping {
                if undefined.behavior == .chainable { return mapping }
                throw undefined.error
            }
            throw .type("\(mapping.typeName) indices must be integers or slices, not str")
        }
        guard let value = dict[key] else { throw TemplateError(.key, Value.quoted(key)) }
        return value
    }

    private func text(_ value: Value, _ conversion: Conversion) throws(TemplateError) -> String {
        var text: String
        switch conversion.type {
        case "s":
            if let escaping { text = try escaping.escaped(value) } else { text = try invocation.text(value) }
        case "r": text = try ReprWriter.text(value)
        default: text = PercentFormat.ascii(try ReprWriter.text(value))
        }
        if escaping != nil, conversion.type != "s" { text = Text.escape(text) }
        return conversion.precision.map { Text.string(text.unicodeScalars.prefix($0)) } ?? text
    }

    private func character(_ value: Value) throws(TemplateError) -> String {
        if escaping == nil, let text = value.stringValue {
            guard Text.count(text) == 1 else { throw .type("%c requires int or char") }
            return text
        }
        guard escaping == nil, let number = value.bigIntValue else { throw .type("%c requires int or char") }
        guard let int = number.int, let scalar = UInt32(exactly: int).flatMap(Unicode.Scalar.init) else {
            throw .overflow("%c arg not in range(0x110000)")
        }
        return String(scalar)
    }

    private func integer(_ value: Value, _ conversion: Conversion) throws(TemplateError) -> String {
        if case .int(let number) = value, conversion.isPlainDecimal { return number.description }
        let needsIndex = "oxX".unicodeScalars.contains(conversion.type)
        let number: BigInt
        if let integer = value.bigIntValue, escaping == nil || !needsIndex {
            number = integer
        } else if escaping != nil, !needsIndex {
            number = try Numbers.integer(value)
        } else if case .double(let double) = value, !needsIndex {
            number = try Numbers.truncated(double)
        } else if case .undefined(let undefined) = value, !needsIndex {
            throw undefined.error
        } else {
            let expected = needsIndex ? "an integer" : "a real number"
            throw .type("%\(conversion.type) format: \(expected) is required, not \(value.typeName)")
        }
        var prefix = ""
        let radix: UInt32
        switch conversion.type {
        case "o": (radix, prefix) = (8, "0o")
        case "x": (radix, prefix) = (16, "0x")
        case "X": (radix, prefix) = (16, "0X")
        default: radix = 10
        }
        var digits = radix == 10 ? try ReprWriter.decimal(number.magnitude) : number.magnitude.description(radix: radix)
        if conversion.type == "X" { digits = Text.uppercased(digits) }
        if let precision = conversion.precision, digits.utf8.count < precision {
            digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
        }
        let sign = number.isNegative ? "-" : conversion.sign
        return pad(conversion, sign + (conversion.isAlternate ? prefix : ""), digits)
    }

    private func float(_ value: Value, _ conversion: Conversion) throws(TemplateError) -> String {
        let number: Double
        if escaping != nil, value.stringValue != nil {
            number = try Numbers.double(value)
        } else {
            number = try Operators.double(value)
        }
        let sign = number.sign == .minus && !number.isNaN ? "-" : conversion.sign
        var body: String
        if number.isFinite {
            let code = Text.lowercased(String(conversion.type))
            body = DecimalText.format(
                number.magnitude, code.first ?? "f", precision: conversion.precision ?? 6,
                alternate: conversion.isAlternate)
        } else {
            body = number.isNaN ? "nan" : "inf"
        }
        if Text.isUpper(conversion.type) { body = Text.uppercased(body) }
        return pad(conversion, sign, body)
    }

    private func pad(_ conversion: Conversion, _ lead: String, _ body: String) -> String {
        let padding = conversion.width - Text.count(lead) - Text.count(body)
        guard padding > 0 else { return lead + body }
        let isNumber = !"sracSRAC".unicodeScalars.contains(conversion.type)
        if conversion.leftAligned { return lead + body + String(repeating: " ", count: padding) }
        if conversion.zeroFilled, isNumber { return lead + String(repeating: "0", count: padding) + body }
        return String(repeating: " ", count: padding) + lead + body
    }

    /// `ascii()`: everything beyond ASCII as escapes.
    static func ascii(_ text: String) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : Text.backslashEscape($0) }.joined()
    }
}
