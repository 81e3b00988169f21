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
        return try formatter.run(Text.scalars(format))
    }

    private init(_ arguments: Value, _ escaping: Invocation?, _ runtime: Runtime) {
        self.escaping = escaping
        invocation = escaping ?? .plain(runtime)
        if case .tuple(let tuple) = arguments {
            values = tuple.items
            mapping = nil
        } else {
            values = [arguments]
            switch arguments {
            case .dict, .list, .range, .undefined, .object: mapping = arguments
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
    }

    private mutating func run(_ scalars: [Unicode.Scalar]) throws(TemplateError) -> String {
        var out = String.UnicodeScalarView()
        var position = 0
        var size = 0
        while position < scalars.count {
            guard scalars[position] == "%" else {
                out.append(scalars[position])
                position += 1
                continue
            }
            position += 1
            if position < scalars.count, scalars[position] == "%" {
                out.append("%")
                position += 1
                continue
            }
            let conversion = try parse(scalars, &position)
            let text = try apply(conversion)
            size += text.utf8.count
            if size > invocation.runtime.limits.valueSize { break }
            out.append(contentsOf: text.unicodeScalars)
        }
        try invocation.runtime.charge(size)
        if used < values.count, mapping == nil {
            throw .type("not all arguments converted during string formatting")
        }
        return String(out)
    }

    private mutating func parse(
        _ scalars: [Unicode.Scalar], _ position: inout Int
    ) throws(TemplateError) -> Conversion {
        var conversion = Conversion()
        func next() throws(TemplateError) -> Unicode.Scalar {
            guard position < scalars.count else { throw .value("incomplete format") }
            return scalars[position]
        }
        if try next() == "(" {
            guard mapping != nil else { throw .type("format requires a mapping") }
            var depth = 1
            var key = String.UnicodeScalarView()
            position += 1
            while true {
                guard position < scalars.count else { throw .value("incomplete format key") }
                if scalars[position] == "(" { depth += 1 }
                if scalars[position] == ")" { depth -= 1 }
                position += 1
                if depth == 0 { break }
                key.append(scalars[position - 1])
            }
            conversion.key = String(key)
        }
        flags: while true {
            switch try next() {
            case "-": conversion.leftAligned = true
            case "+": conversion.sign = "+"
            case " ": if conversion.sign.isEmpty { conversion.sign = " " }
            case "#": conversion.isAlternate = true
            case "0": conversion.zeroFilled = true
            default: break flags
            }
            position += 1
        }
        if let width = try number(scalars, &position) {
            conversion.width = Int(clamping: width.magnitude)
            if width < 0 { conversion.leftAligned = true }
        }
        if try next() == "." {
            position += 1
            conversion.precision = max(try number(scalars, &position) ?? 0, 0)
        }
        if "hlL".unicodeScalars.contains(try next()) { position += 1 }
        conversion.type = try next()
        conversion.position = position
        position += 1
        return conversion
    }

    /// Digits, or a star for the next argument.
    private mutating func number(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(TemplateError) -> Int? {
        if position < scalars.count, scalars[position] == "*" {
            position += 1
            guard let int = try take().intValue else { throw .type("* wants int") }
            return int
        }
        var value: Int?
        while position < scalars.count, scalars[position].value >= 0x30, scalars[position].value <= 0x39 {
            let digit = Int(scalars[position].value - 0x30)
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
            if case .undefined(let undefined) = mapping { throw undefined.error }
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
