/// Python's `str.format`, and `string.Formatter`, by which Jinja's sandbox and Markup format.
struct FormatTemplate {
    private let invocation: Invocation
    /// Whether the fields are escaped, as in `Markup.format`.
    private let escapes: Bool
    /// Whether only a field's whole name counts as a number, and none as the next one.
    private let isFormatter: Bool
    private var arguments = Arguments()
    private var mapping: Value?
    private var automatic = 0
    private var usesNumbers = false

    init(_ invocation: Invocation, escapes: Bool) {
        self.invocation = invocation
        self.escapes = escapes
        isFormatter = escapes || invocation.runtime.environment.isSandboxed
    }

    mutating func format(
        _ text: String, _ arguments: Arguments, mapping: Value?
    ) throws(TemplateError) -> String {
        self.arguments = arguments
        self.mapping = mapping
        let result = try expand(Text.scalars(text)[...], depth: 2)
        try invocation.runtime.charge(result.utf8.count)
        return result
    }

    private mutating func expand(
        _ scalars: ArraySlice<Unicode.Scalar>, depth: Int
    ) throws(TemplateError) -> String {
        guard depth > 0 else { throw .value("Max string recursion exceeded") }
        var out = String.UnicodeScalarView()
        var position = scalars.startIndex
        while position < scalars.endIndex {
            let scalar = scalars[position]
            position += 1
            let next = position < scalars.endIndex ? scalars[position] : nil
            switch scalar {
            case "{":
                if next == "{" {
                    out.append(scalar)
                    position += 1
                    continue
                }
                if next == nil { throw .value("Single '{' encountered in format string") }
                let end = try fieldEnd(scalars, position)
                out.append(contentsOf: try field(scalars[position..<end], depth: depth).unicodeScalars)
                position = end + 1
            case "}":
                guard next == "}" else { throw .value("Single '}' encountered in format string") }
                out.append(scalar)
                position += 1
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// The place of the brace that closes a field.
    private func fieldEnd(_ scalars: ArraySlice<Unicode.Scalar>, _ start: Int) throws(TemplateError) -> Int {
        var depth = 1
        var inBrackets = false
        for position in start..<scalars.endIndex {
            switch scalars[position] {
            case "[": inBrackets = true
            case "]": inBrackets = false
            case "{" where !inBrackets: depth += 1
            case "}" where !inBrackets:
                depth -= 1
                if depth == 0 { return position }
            default: break
            }
        }
        throw .value("expected '}' before end of string")
    }

    private mutating func field(
        _ scalars: ArraySlice<Unicode.Scalar>, depth: Int
    ) throws(TemplateError) -> String {
        var inBrackets = false
        var nameEnd = scalars.endIndex
        for position in scalars.indices {
            if scalars[position] == "[" { inBrackets = true }
            if scalars[position] == "]" { inBrackets = false }
            if scalars[position] == "{" { throw .value("unexpected '{' in field name") }
            if !inBrackets, scalars[position] == "!" || scalars[position] == ":" {
                nameEnd = position
                break
            }
        }
        var conversion: Unicode.Scalar?
        var rest = scalars[nameEnd...]
        if rest.first == "!" {
            rest = rest.dropFirst()
            guard let code = rest.first else { throw .value("unmatched '{' in format spec") }
            conversion = code
            rest = rest.dropFirst()
            if let next = rest.first, next != ":" { throw .value("expected ':' after conversion specifier") }
        }
        var value = try lookUp(scalars[..<nameEnd])
        if let conversion {
            switch conversion {
            case "r": value = .string(try ReprWriter.text(value))
            case "s": value = .string(try invocation.text(value))
            case "a": value = .string(PercentFormat.ascii(try ReprWriter.text(value)))
            default: throw .value("Unknown conversion specifier '\(conversion)'")
            }
        }
        let spec = rest.first == ":" ? try expand(rest.dropFirst(), depth: depth - 1) : ""
        guard escapes else { return try FormatSpec.format(value, spec, invocation) }
        if value.isSafeText, !spec.isEmpty { throw .value("Unsupported format specification for Markup.") }
        if case .safe(let text) = value { return text }
        if case .object(let object) = value, object.isSafe { return try invocation.text(value) }
        return Text.escape(try FormatSpec.format(value, spec, invocation))
    }

    /// The value of a field's name: an argument, then attributes and items of it.
    private mutating func lookUp(_ scalars: ArraySlice<Unicode.Scalar>) throws(TemplateError) -> Value {
        let firstEnd = scalars.firstIndex { $0 == "." || $0 == "[" } ?? scalars.endIndex
        let first = Text.string(scalars[..<firstEnd])
        var value: Value
        let isNumber = first.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        // `{.x}` and `{[0]}` are of the next argument to `str.format`, of the one called "" to a formatter.
        if isNumber, !(isFormatter && first.isEmpty && firstEnd != scalars.endIndex) {
            if !first.isEmpty, Int(first) == nil { throw .value("Too many decimal digits in format string") }
            value = try positional(first, isWhole: firstEnd == scalars.endIndex)
        } else if let mapping {
            value = try entry(mapping, first)
        } else {
            guard let keyword = arguments.keyword(first) else { throw TemplateError(.key, Value.quoted(first)) }
            value = keyword
        }
        var rest = scalars[firstEnd...]
        while let mark = rest.first {
            rest = rest.dropFirst()
            if mark == "." {
                let end = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
                if end == rest.startIndex { throw .value("Empty attribute in format string") }
                value = try attribute(value, Text.string(rest[..<end]))
                rest = rest[end...]
            } else if mark == "[" {
                guard let end = rest.firstIndex(of: "]") else { throw .value("Missing ']' in format string") }
                let key = Text.string(rest[..<end])
                if key.isEmpty { throw .value("Empty attribute in format string") }
                value = try item(
                    value, key.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? .int(Int(key) ?? 0) : .string(key))
                rest = rest[(end + 1)...]
            } else {
                throw .value("Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return value
    }

    private mutating func positional(_ name: String, isWhole: Bool) throws(TemplateError) -> Value {
        let index: Int
        if let number = Int(name) {
            if isWhole || !isFormatter {
                if automatic > 0 {
                    throw .value("cannot switch from automatic field numbering to manual field specification")
                }
                usesNumbers = true
            }
            index = number
        } else {
            if usesNumbers {
                throw .value("cannot switch from manual field specification to automatic field numbering")
            }
            index = automatic
            automatic += 1
        }
        if mapping != nil, !isFormatter {
            throw .value("Format string contains positional fields")
        }
        guard index < arguments.positional.count else {
            throw TemplateError(.index, "Replacement index \(index) out of range for positional args tuple")
        }
        return arguments.positional[index]
    }

    private func attribute(_ value: Value, _ name: String) throws(TemplateError) -> Value {
        if invocation.runtime.environment.isSandboxed { return try value.attribute(name, invocation.runtime) }
        if case .undefined(let undefined) = value {
            if undefined.behavior == .chainable { return value }
            throw undefined.error
        }
        if let found = try value.ownAttribute(name) { return found }
        throw TemplateError(.attribute, "'\(value.typeName)' object has no attribute '\(name)'")
    }

    /// The value of a name in the mapping of `format_map`.
    private func entry(_ mapping: Value, _ name: String) throws(TemplateError) -> Value {
        if case .dict(let dict) = mapping, dict[name] == nil { throw TemplateError(.key, Value.quoted(name)) }
        return try item(mapping, .string(name))
    }

    private func item(_ value: Value, _ key: Value) throws(TemplateError) -> Value {
        let found = try value.subscripted(key, invocation.runtime)
        guard case .undefined(let undefined) = found, !invocation.runtime.environment.isSandboxed else { return found }
        switch value {
        case .dict: throw TemplateError(.key, key.pythonRepr)
        case .list, .tuple, .string, .safe, .range:
            if key.intValue != nil { throw TemplateError(.index, "\(value.typeName) index out of range") }
            throw .type("\(value.typeName) indices must be integers or slices, not str")
        case .undefined:
            if undefined.behavior == .chainable { return found }
            throw undefined.error
        default: throw .type("'\(value.typeName)' object is not subscriptable")
        }
    }
}

extension ReprWriter {
    /// The `repr` of a value, with its errors.
    static func text(_ value: Value) throws(TemplateError) -> String {
        var writer = ReprWriter()
        try writer.write(value)
        return Text.string(writer.out)
    }
}
