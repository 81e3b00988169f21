/// Python's format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpec {
    var fill: Unicode.Scalar = " "
    var align: Unicode.Scalar?
    var sign: Unicode.Scalar = "-"
    var coercesZero = false
    var isAlternate = false
    var width = 0
    var grouping: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?

    init() {}

    init(parsing text: String) throws(TemplateError) {
        let scalars = Text.scalars(text)
        var position = 0
        func peek(_ offset: Int = 0) -> Unicode.Scalar? {
            position + offset < scalars.count ? scalars[position + offset] : nil
        }
        func isAlign(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { "<>=^".unicodeScalars.contains($0) } ?? false }
        func number() throws(TemplateError) -> Int? {
            var value: Int?
            while let scalar = peek(), scalar.value >= 0x30, scalar.value <= 0x39 {
                let digit = Int(scalar.value - 0x30)
                let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
                if overflow || product > Int.max - digit {
                    throw .value("Too many decimal digits in format string")
                }
                value = product + digit
                position += 1
            }
            return value
        }
        if isAlign(peek(1)), let first = peek() {
            fill = first
            align = peek(1)
            position += 2
        } else if isAlign(peek()) {
            align = peek()
            position += 1
        }
        if let next = peek(), "+- ".unicodeScalars.contains(next) {
            sign = next
            position += 1
        }
        if peek() == "z" {
            coercesZero = true
            position += 1
        }
        if peek() == "#" {
            isAlternate = true
            position += 1
        }
        if peek() == "0" {
            if align == nil, fill == " " {
                fill = "0"
                align = "="
            } else if fill == " ", position > 0 {
                fill = "0"
            }
            position += 1
        }
        width = try number() ?? 0
        if let next = peek(), next == "," || next == "_" {
            grouping = next
            position += 1
            if let other = peek(), other == "," || other == "_" {
                throw .value(
                    other == next ? "Cannot specify '\(other)' with '\(next)'." : "Cannot specify both ',' and '_'.")
            }
        }
        if peek() == "." {
            position += 1
            guard let digits = try number() else { throw .value("Format specifier missing precision") }
            precision = digits
        }
        if scalars.count - position > 1 { throw .value("Invalid format specifier") }
        type = peek()
    }

    /// Formats a value as `format(value, spec)` does.
    static func format(_ value: Value, _ spec: String, _ invocation: Invocation) throws(TemplateError) -> String {
        if spec.isEmpty { return try invocation.text(value) }
        switch value {
        case .string(let text), .safe(let text):
            return try FormatSpec(parsing: spec).text(text, invocation.runtime)
        case .int, .bool, .bigInt: return try FormatSpec(parsing: spec).integer(value, invocation.runtime)
        case .double(let number):
            return try FormatSpec(parsing: spec).double(number, "float", invocation.runtime)
        default:
            if case .object(let object) = value, let text = try object.formatted(spec) { return text }
            throw .type("unsupported format string passed to \(value.typeName).__format__")
        }
    }

    private func text(_ text: String, _ runtime: Runtime) throws(TemplateError) -> String {
        if let type, type != "s" { throw unknown("str") }
        if sign != "-" { throw .value("Sign not allowed in string format specifier") }
        if coercesZero {
            throw .value("Negative zero coercion (z) not allowed in string format specifier")
        }
        if isAlternate { throw .value("Alternate form (#) not allowed in string format specifier") }
        if align == "=", !(fill == "0") { throw .value("'=' alignment not allowed in string format specifier") }
        if let grouping { throw .value("Cannot specify '\(grouping)' with 's'.") }
        let cut = precision.map { Text.string(text.unicodeScalars.prefix($0)) } ?? text
        return try padded("", cut, align == "=" ? "<" : align ?? "<", runtime)
    }

    private func unknown(_ name: String) -> TemplateError {
        let code = type ?? "?"
        return .value("Unknown format code '\(code)' for object of type '\(name)'")
    }

    private func integer(_ value: Value, _ runtime: Runtime) throws(TemplateError) -> String {
        guard let number = value.bigIntValue else { return "" }
        if coercesZero, type.map({ !"eEfFgG%".unicodeScalars.contains($0) }) ?? true {
            throw .value("Negative zero coercion (z) not allowed in integer format specifier")
        }
        var radix: UInt32 = 10
        var prefix = ""
        switch type {
        case nil, "d", "n": break
        case "b": (radix, prefix) = (2, "0b")
        case "o": (radix, prefix) = (8, "0o")
        case "x": (radix, prefix) = (16, "0x")
        case "X": (radix, prefix) = (16, "0X")
        case "c":
            if sign != "-" { throw .value("Sign not allowed with integer format specifier 'c'") }
            guard let int = number.int, let scalar = UInt32(exactly: int).flatMap(Unicode.Scalar.init) else {
                throw .overflow("%c arg not in range(0x110000)")
            }
            return try padded("", String(scalar), align ?? "<", runtime)
        case "e", "E", "f", "F", "g", "G", "%":
            return try double(try Operators.double(value), "int", runtime)
        default: throw unknown("int")
        }
        if precision != nil { throw .value("Precision not allowed in integer format specifier") }
        if grouping == ",", radix != 10 {
            throw .value("Cannot specify ',' with '\(type ?? "d")'.")
        }
        var digits = number.magnitude.description(radix: radix)
        if type == "X" { digits = Text.uppercased(digits) }
        let lead = signText(number.isNegative) + (isAlternate ? prefix : "")
        return try grouped(lead, digits, "", size: radix == 10 ? 3 : 4, runtime)
    }

    private func signText(_ isNegative: Bool) -> String {
        isNegative ? "-" : sign == "-" ? "" : String(sign)
    }

    private func double(_ number: Double, _ name: String, _ runtime: Runtime) throws(TemplateError) -> String {
        let code = type ?? "\0"
        guard "\0eEfFgGn%".unicodeScalars.contains(code) else { throw unknown(name) }
        if let precision { try runtime.charge(precision) }
        var body: String
        var suffix = ""
        let magnitude = number.magnitude
        if !number.isFinite {
            body = number.isNaN ? "nan" : "inf"
            if code == "%" { suffix = "%" }
        } else {
            switch code {
            case "\0":
                if let precision {
                    body = FormatSpec.general(magnitude, max(precision, 1), isAlternate)
                } else {
                    body = DecimalText.repr(magnitude)
                }
            case "%":
                body = DecimalText.format(magnitude * 100, "f", precision: precision ?? 6, alternate: isAlternate)
                suffix = "%"
            case "g", "G", "n":
                body = DecimalText.format(magnitude, "g", precision: precision ?? 6, alternate: isAlternate)
            case "e", "E": body = DecimalText.format(magnitude, "e", precision: precision ?? 6, alternate: isAlternate)
            default: body = DecimalText.format(magnitude, "f", precision: precision ?? 6, alternate: isAlternate)
            }
        }
        if code == "E" || code == "F" || code == "G" { body = Text.uppercased(body) }
        var isNegative = number.sign == .minus && !number.isNaN
        if coercesZero, isNegative, number.isFinite {
            // What rounds to zero loses its sign.
            let digits = body.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
            isNegative = digits.contains { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }
        }
        let lead = signText(isNegative)
        var whole = body
        var rest = ""
        if let cut = body.utf8.firstIndex(where: { !($0 >= 0x30 && $0 <= 0x39) }), number.isFinite {
            whole = String(body[..<cut])
            rest = String(body[cut...])
        }
        return try grouped(lead, whole, rest + suffix, size: 3, runtime)
    }

    /// Python's conversion without a type but with a precision: like `g`, but with a digit after the point.
    private static func general(_ value: Double, _ precision: Int, _ isAlternate: Bool) -> String {
        let exponent =
            Int(
                String(DecimalText.format(value, "e", precision: precision - 1).split(separator: "e").last ?? "0")) ?? 0
        let text = DecimalText.format(value, "g", precision: precision, alternate: isAlternate)
        if exponent >= -4, exponent < precision, !text.utf8.contains(UInt8(ascii: ".")) {
            // An exponent equal to the number of digits would leave no place for the ".0".
            if exponent == precision - 1 {
                return DecimalText.format(value, "e", precision: precision - 1).replacingTrailingZeros()
            }
            return text + ".0"
        }
        return text
    }

    private func grouped(
        _ lead: String, _ digits: String, _ rest: String, size: Int, _ runtime: Runtime
    ) throws(TemplateError) -> String {
        guard let grouping else { return try padded(lead, digits + rest, align ?? ">", runtime) }
        try runtime.charge(width)
        var groups = FormatSpec.group(Array(digits.utf8), size, UInt8(grouping.value))
        if fill == "0", align == "=" {
            // Zeros that fill the width are grouped too.
            var bytes = Array(digits.utf8)
            let room = width - lead.utf8.count - rest.utf8.count
            while groups.count < room {
                bytes.insert(UInt8(ascii: "0"), at: 0)
                groups = FormatSpec.group(bytes, size, UInt8(grouping.value))
            }
        }
        return try padded(lead, Text.string(groups) + rest, align ?? ">", runtime)
    }

    private static func group(_ digits: [UInt8], _ size: Int, _ separator: UInt8) -> [UInt8] {
        var out: [UInt8] = []
        for (index, byte) in digits.enumerated() {
            if index > 0, (digits.count - index) % size == 0 { out.append(separator) }
            out.append(byte)
        }
        return out
    }

    private func padded(
        _ lead: String, _ body: String, _ align: Unicode.Scalar, _ runtime: Runtime
    ) throws(TemplateError) -> String {
        let padding = width - Text.count(lead) - Text.count(body)
        guard padding > 0 else { return lead + body }
        try runtime.charge(padding, times: 4)
        func fills(_ count: Int) -> String { String(repeating: String(fill), count: count) }
        switch align {
        case "<": return lead + body + fills(padding)
        case "^": return fills(padding / 2) + lead + body + fills(padding - padding / 2)
        case "=": return lead + fills(padding) + body
        default: return fills(padding) + lead + body
        }
    }
}

extension String {
    /// `1.500e+03` as `1.5e+03`.
    fileprivate func replacingTrailingZeros() -> String {
        guard let mark = utf8.firstIndex(of: UInt8(ascii: "e")), utf8.contains(UInt8(ascii: ".")) else { return self }
        var mantissa = self[..<mark]
        while mantissa.utf8.last == UInt8(ascii: "0") { mantissa.removeLast() }
        if mantissa.utf8.last == UInt8(ascii: ".") { mantissa.removeLast() }
        return String(mantissa) + self[mark...]
    }
}
