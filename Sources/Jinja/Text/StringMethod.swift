import OrderedCollections

/// The methods of Python's `str`.
enum StringMethod: String {
    case capitalize, casefold, center, count, encode, endswith, expandtabs, find, format
    case formatMap = "format_map"
    case index, isalnum, isalpha, isascii, isdecimal, isdigit, isidentifier, islower, isnumeric, isprintable, isspace
    case istitle, isupper, join, ljust, lower, lstrip, maketrans, partition, removeprefix, removesuffix, replace
    case rfind, rindex, rjust, rpartition, rsplit, rstrip, split, splitlines, startswith, strip, swapcase, title
    case translate, upper, zfill
}

/// Calls methods on one string; the results of safe text are safe, and its arguments are escaped.
struct StringMethods {
    let text: String
    let isSafe: Bool
    let invocation: Invocation

    init(_ text: String, isSafe: Bool, _ invocation: Invocation) {
        self.text = text
        self.isSafe = isSafe
        self.invocation = invocation
    }

    func wrap(_ text: String) -> Value { isSafe ? .safe(text) : .string(text) }

    func wrap(_ bytes: ArraySlice<UInt8>) -> Value { wrap(Text.string(bytes)) }

    /// An argument that must be a string.
    func string(_ value: Value, _ function: @autoclosure () -> String) throws(TemplateError) -> String {
        guard let text = value.stringValue else {
            throw .type("\(function())() argument must be str, not \(value.typeName)")
        }
        return text
    }

    func call(_ method: StringMethod, _ arguments: Arguments) throws(TemplateError) -> Value {
        switch method {
        case .upper, .lower, .title, .capitalize, .swapcase, .casefold, .isalnum, .isalpha, .isascii, .isdecimal,
            .isdigit, .isidentifier, .islower, .isnumeric, .isprintable, .isspace, .istitle, .isupper:
            if !arguments.positional.isEmpty || !arguments.keywords.isEmpty {
                _ = try arguments.positionalOnly("str.\(method.rawValue)()", 0...0)
            }
            return simple(method)
        case .strip, .lstrip, .rstrip:
            let bound = try arguments.positionalOnly(method.rawValue, 0...1)
            return wrap(try strip(bound[0], left: method != .rstrip, right: method != .lstrip, method.rawValue))
        case .split, .rsplit: return try split(arguments, fromEnd: method == .rsplit)
        case .splitlines:
            let bound = try arguments.bind("splitlines()", ["keepends"])
            let keeps = try bound[0].map { value throws(TemplateError) in try Methods.integer(value) != 0 } ?? false
            return .list(StringMethods.lines(text, keepEnds: keeps).map { wrap($0) })
        case .replace: return try replace(arguments)
        case .startswith, .endswith: return try hasAffix(arguments, method)
        case .find, .rfind, .index, .rindex, .count: return try search(arguments, method)
        case .partition, .rpartition: return try partition(arguments, fromEnd: method == .rpartition)
        case .removeprefix, .removesuffix: return try removeAffix(arguments, prefix: method == .removeprefix)
        case .center, .ljust, .rjust, .zfill, .expandtabs: return try pad(method, arguments)
        case .join:
            let bound = try arguments.positionalOnly("str.join()", 1...1)
            return try join(bound.required(0))
        case .format, .formatMap: return try format(method, arguments)
        case .encode: return try encode(arguments)
        case .translate, .maketrans: return try translate(method, arguments)
        }
    }

    func simple(_ method: StringMethod) -> Value {
        switch method {
        case .upper: return wrap(Text.uppercased(text))
        case .lower: return wrap(Text.lowercased(text))
        case .title: return wrap(Text.titlecased(text))
        case .capitalize: return wrap(Text.capitalized(text))
        case .swapcase: return wrap(Text.swapcased(text))
        case .casefold: return wrap(Text.casefolded(text))
        case .isascii: return .bool(Text.isASCII(text))
        case .isidentifier: return .bool(Text.isIdentifier(text))
        case .islower: return .bool(Text.isCased(text, upper: false))
        case .isupper: return .bool(Text.isCased(text, upper: true))
        case .istitle: return .bool(Text.isTitleCased(text))
        case .isprintable: return .bool(text.unicodeScalars.allSatisfy(Text.isPrintable))
        default: break
        }
        let predicate: (Unicode.Scalar) -> Bool =
            switch method {
            case .isalnum: Text.isAlphanumeric
            case .isalpha: Text.isAlpha
            case .isdecimal: Text.isDecimal
            case .isdigit: Text.isDigit
            case .isspace: Text.isSpace
            default: Text.isNumeric
            }
        return .bool(!text.isEmpty && text.unicodeScalars.allSatisfy(predicate))
    }

    /// Joins the strings of an iterable with this one between them.
    func join(_ iterable: Value) throws(TemplateError) -> Value {
        var out: [UInt8] = []
        for (index, item) in try invocation.items(iterable).enumerated() {
            if index > 0 { Text.append(text, to: &out) }
            if isSafe {
                Text.append(try invocation.escaped(item), to: &out)
            } else {
                guard let part = item.stringValue else {
                    throw .type("sequence item \(index): expected str instance, \(item.typeName) found")
                }
                Text.append(part, to: &out)
            }
            if out.count > invocation.runtime.limits.valueSize { break }
        }
        try invocation.runtime.charge(out.count)
        return wrap(Text.string(out))
    }

    private func format(_ method: StringMethod, _ arguments: Arguments) throws(TemplateError) -> Value {
        var formatter = FormatTemplate(invocation, escapes: isSafe)
        if method == .formatMap {
            let bound = try arguments.positionalOnly("str.format_map()", 1...1)
            return wrap(try formatter.format(text, Arguments(), mapping: bound.required(0)))
        }
        return wrap(try formatter.format(text, arguments, mapping: nil))
    }

    private func encode(_ arguments: Arguments) throws(TemplateError) -> Value {
        let bound = try arguments.bind("encode()", ["encoding", "errors"])
        let name = try bound[0].map { value throws(TemplateError) in try string(value, "encode") } ?? "utf-8"
        let errors = try bound[1].map { value throws(TemplateError) in try string(value, "encode") } ?? "strict"
        return .object(try BytesObject(encoding: text, name, errors: errors))
    }

    private func translate(_ method: StringMethod, _ arguments: Arguments) throws(TemplateError) -> Value {
        if method == .maketrans { return try StringMethods.translationTable(arguments, invocation) }
        let bound = try arguments.positionalOnly("str.translate()", 1...1)
        guard case .dict(let table) = bound.required(0) else {
            throw .type("'\(bound.required(0).typeName)' object is not subscriptable")
        }
        var result = ""
        for scalar in text.unicodeScalars {
            switch table.storage[DictKey(unchecked: .int(Int(scalar.value)))] {
            case nil: result.unicodeScalars.append(scalar)
            case .some(.none): break
            case .string(let text), .safe(let text): result += text
            case .int(let number):
                guard let other = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else {
                    throw .value("character mapping must be in range(0x110000)")
                }
                result.unicodeScalars.append(other)
            default: throw .type("character mapping must return integer, None or str")
            }
        }
        try invocation.runtime.charge(result.utf8.count)
        return wrap(result)
    }

    private static func translationTable(
        _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let bound = try arguments.positionalOnly("maketrans", 1...3)
        let table = DictValue()
        func code(_ scalar: Unicode.Scalar) -> DictKey { DictKey(unchecked: .int(Int(scalar.value))) }
        guard let second = bound[1] else {
            guard case .dict(let source) = bound.required(0) else {
                throw .type("if you give only one argument to maketrans it must be a dict")
            }
            for (key, value) in source.storage {
                if let text = key.value.stringValue {
                    guard Text.count(text) == 1, let scalar = text.unicodeScalars.first else {
                        throw .value("string keys in translate table must be of length 1")
                    }
                    table.storage[code(scalar)] = value
                } else {
                    table.storage[key] = value
                }
            }
            return .dict(table)
        }
        guard let from = bound.required(0).stringValue, let to = second.stringValue else {
            throw .type("first maketrans argument must be a string if there is a second argument")
        }
        let (sources, targets) = (Text.scalars(from), Text.scalars(to))
        guard sources.count == targets.count else {
            throw .value("the first two maketrans arguments must have equal length")
        }
        for (source, target) in zip(sources, targets) { table.storage[code(source)] = .int(Int(target.value)) }
        for scalar in bound[2]?.stringValue?.unicodeScalars ?? "".unicodeScalars {
            table.storage[code(scalar)] = Value.none
        }
        return .dict(table)
    }
}
