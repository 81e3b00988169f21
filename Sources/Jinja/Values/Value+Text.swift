import OrderedCollections

extension Value {
    /// Python's `str()`, as far as it needs no template: undefined is empty.
    public var pythonString: String {
        switch self {
        case .string(let text), .safe(let text): return text
        case .undefined: return ""
        case .object(let object): return object.string
        default: return pythonRepr
        }
    }

    /// Python's `repr()`.
    public var pythonRepr: String {
        var writer = ReprWriter()
        writer.hidesAddresses = true
        // The only error is a limit of nesting; the ellipsis that recursion prints stands for it.
        do { try writer.write(self) } catch { return "..." }
        return Text.string(writer.out)
    }

    /// A string in Python's quotes, with its escapes.
    static func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        ReprWriter.appendQuoted(text, to: &out)
        return Text.string(out)
    }

    /// Python's truth value.
    ///
    /// - Throws: where the value is a strict undefined.
    public func truth() throws(TemplateError) -> Bool {
        switch self {
        case .bool(let value): return value
        case .string(let text), .safe(let text): return !text.isEmpty
        case .undefined(let undefined):
            try undefined.refuseIfStrict()
            return false
        case .none: return false
        case .int(let value): return value != 0
        case .bigInt: return true
        case .double(let value): return value != 0
        case .list(let list): return !list.items.isEmpty
        case .tuple(let tuple): return !tuple.items.isEmpty
        case .dict(let dict): return dict.count > 0
        case .range(let range): return range.count > 0
        case .iterator: return true
        case .object(let object): return try object.truth()
        }
    }
}

/// Writes Python's `repr` of values; containers inside themselves print as `[...]`.
struct ReprWriter {
    var out: [UInt8] = []
    /// Whether what Python prints with an address is written without one, and not refused.
    var hidesAddresses = false
    private var open: [ObjectIdentifier] = []

    init() {}

    init(_ out: [UInt8]) { self.out = out }

    mutating func write(_ value: Value) throws(TemplateError) {
        switch value {
        case .undefined: out.append(contentsOf: "Undefined".utf8)
        case .none: out.append(contentsOf: "None".utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "True" : "False").utf8)
        case .int(let number): out.append(contentsOf: number.description.utf8)
        case .bigInt(let number): out.append(contentsOf: try ReprWriter.decimal(number).utf8)
        case .double(let number): out.append(contentsOf: DecimalText.repr(number).utf8)
        case .string(let text): ReprWriter.appendQuoted(text, to: &out)
        case .safe(let text):
            out.append(contentsOf: "Markup(".utf8)
            ReprWriter.appendQuoted(text, to: &out)
            out.append(UInt8(ascii: ")"))
        case .list(let list): try write(list.items, "[", "]", of: list)
        case .tuple(let tuple): try write(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", of: tuple)
        case .dict(let dict): try write(dict)
        case .range(let range):
            let step = range.step == 1 ? "" : ", \(range.step)"
            out.append(contentsOf: "range(\(range.start), \(range.stop)\(step))".utf8)
        case .iterator(let iterator):
            guard hidesAddresses else { throw ReprWriter.address(iterator.typeName) }
            out.append(contentsOf: "<\(iterator.typeName) object>".utf8)
        case .object(let object):
            guard hidesAddresses || !object.hasAddress else { throw ReprWriter.address(object.typeName) }
            if let view = object as? DictView { try write(view) } else { Text.append(object.repr, to: &out) }
        }
    }

    /// Refuses what prints as its place in memory.
    static func address(_ typeName: String) -> TemplateError {
        .type("a \(typeName) prints its address, which is not the same twice")
    }

    /// The digits of a big integer; refused where Python refuses.
    static func decimal(_ number: BigInt) throws(TemplateError) -> String {
        let text = number.description()
        guard text.utf8.count - (number.isNegative ? 1 : 0) <= 4300 else {
            throw .value(
                "Exceeds the limit (4300 digits) for integer string conversion; "
                    + "use sys.set_int_max_str_digits() to increase the limit")
        }
        return text
    }

    private mutating func write(
        _ items: [Value], _ before: String, _ after: String, of owner: AnyObject
    ) throws(TemplateError) {
        guard try enter(owner, before, after) else { return }
        out.append(contentsOf: before.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { out.append(contentsOf: ", ".utf8) }
            try write(item)
        }
        out.append(contentsOf: after.utf8)
        open.removeLast()
    }

    private mutating func write(_ dict: DictValue) throws(TemplateError) {
        guard try enter(dict, "{", "}") else { return }
        out.append(UInt8(ascii: "{"))
        for (index, entry) in dict.storage.enumerated() {
            if index > 0 { out.append(contentsOf: ", ".utf8) }
            try write(entry.key.value)
            out.append(contentsOf: ": ".utf8)
            try write(entry.value)
        }
        out.append(UInt8(ascii: "}"))
        open.removeLast()
    }

    private mutating func write(_ view: DictView) throws(TemplateError) {
        out.append(contentsOf: "\(view.typeName)(".utf8)
        try write(.list(view.values))
        out.append(UInt8(ascii: ")"))
    }

    private mutating func enter(_ owner: AnyObject, _ before: String, _ after: String) throws(TemplateError) -> Bool {
        let identity = ObjectIdentifier(owner)
        if open.contains(identity) {
            out.append(contentsOf: "\(before.prefix(1))...\(after.suffix(1))".utf8)
            return false
        }
        if open.count > 100 { throw .limit("maximum recursion depth exceeded while getting the repr of an object") }
        open.append(identity)
        return true
    }

    static func appendQuoted(_ text: String, to out: inout [UInt8]) {
        let hasSingle = text.utf8.contains(0x27)
        let quote: UInt8 = hasSingle && !text.utf8.contains(0x22) ? 0x22 : 0x27
        out.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case UInt32(quote): out.append(contentsOf: [0x5C, quote])
            case 0x5C: out.append(contentsOf: [0x5C, 0x5C])
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0x20..<0x7F: out.append(UInt8(scalar.value))
            default:
                if scalar.value >= 0x80, Text.isPrintable(scalar) {
                    out.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
                } else {
                    out.append(contentsOf: Text.backslashEscape(scalar).utf8)
                }
            }
        }
        out.append(quote)
    }
}
