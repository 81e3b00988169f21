import OrderedCollections

/// What `json.dumps` of Python can be told.
public struct JSONStyle: Sendable {
    /// What one level is indented by; nil for one line.
    public var indent: String?
    /// Whether the keys of objects are sorted.
    public var sortsKeys: Bool
    /// Whether everything beyond ASCII is escaped.
    public var isASCII: Bool
    /// What stands between items and, with its spaces, after a key; nil for Python's defaults.
    public var separators: (item: String, key: String)?
    /// Whether keys that JSON can't hold are left out instead of refused.
    public var skipsKeys = false

    /// Creates a style; Python's defaults but for the order of keys, which is sorted.
    public init(
        indent: String? = nil, sortsKeys: Bool = true, isASCII: Bool = true,
        separators: (item: String, key: String)? = nil
    ) {
        self.indent = indent
        self.sortsKeys = sortsKeys
        self.isASCII = isASCII
        self.separators = separators
    }
}

/// `json.dumps`, as the filter `tojson` and a host's filters use it.
struct JSONWriter {
    private let runtime: Runtime
    private let style: JSONStyle
    private var indent: String? { style.indent }
    private(set) var out: [UInt8] = []
    private var open: [ObjectIdentifier] = []

    init(_ runtime: Runtime, indent: String?) {
        self.init(runtime, style: JSONStyle(indent: indent))
    }

    init(_ runtime: Runtime, style: JSONStyle) {
        self.runtime = runtime
        self.style = style
    }

    mutating func write(_ value: Value) throws(TemplateError) {
        if out.count > runtime.limits.valueSize { try runtime.charge(out.count) }
        switch value {
        case .none: out.append(contentsOf: "null".utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): out.append(contentsOf: number.description.utf8)
        case .bigInt(let number): out.append(contentsOf: try ReprWriter.decimal(number).utf8)
        case .double(let number): out.append(contentsOf: JSONWriter.text(number).utf8)
        case .string(let text), .safe(let text): JSONWriter.append(text, isASCII: style.isASCII, to: &out)
        case .list(let list): try write(list.items, of: list)
        case .tuple(let tuple): try write(tuple.items, of: tuple)
        case .dict(let dict): try write(dict)
        case .undefined, .range, .iterator, .object:
            throw .type("Object of type \(value.typeName) is not JSON serializable")
        }
    }

    private static func text(_ number: Double) -> String {
        number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : DecimalText.repr(number)
    }

    static func append(_ text: String, isASCII: Bool = true, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: out.append(contentsOf: "\\\"".utf8)
            case 0x5C: out.append(contentsOf: "\\\\".utf8)
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0x08: out.append(contentsOf: "\\b".utf8)
            case 0x0C: out.append(contentsOf: "\\f".utf8)
            case 0x20..<0x7F: out.append(UInt8(scalar.value))
            case 0x7F... where !isASCII: Text.append(String(scalar), to: &out)
            default:
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16)
                    let escape = "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
                    out.append(contentsOf: escape.utf8)
                }
            }
        }
        out.append(UInt8(ascii: "\""))
    }

    private mutating func enter(_ owner: AnyObject) throws(TemplateError) {
        if open.contains(ObjectIdentifier(owner)) { throw .value("Circular reference detected") }
        if open.count > 200 { throw .limit("maximum recursion depth exceeded while encoding a JSON object") }
        open.append(ObjectIdentifier(owner))
    }

    private mutating func line() {
        guard let indent else { return }
        out.append(UInt8(ascii: "\n"))
        for _ in open { out.append(contentsOf: indent.utf8) }
    }

    private mutating func separate() {
        out.append(contentsOf: (style.separators?.item ?? (indent == nil ? ", " : ",")).utf8)
    }

    private mutating func write(_ items: [Value], of owner: AnyObject) throws(TemplateError) {
        if items.isEmpty {
            out.append(contentsOf: "[]".utf8)
            return
        }
        try enter(owner)
        out.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { separate() }
            line()
            try write(item)
        }
        open.removeLast()
        line()
        out.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ dict: DictValue) throws(TemplateError) {
        if dict.count == 0 {
            out.append(contentsOf: "{}".utf8)
            return
        }
        try enter(dict)
        out.append(UInt8(ascii: "{"))
        // The keys are sorted as they are, before they become text: keys of mixed types don't compare.
        var keys = dict.storage.keys.map(\.value)
        if style.sortsKeys { keys = try Value.sorted(keys, keys: keys, reverse: false) }
        if style.skipsKeys { keys.removeAll { (try? JSONWriter.key($0)) == nil } }
        for (index, key) in keys.enumerated() {
            if index > 0 { separate() }
            line()
            JSONWriter.append(try JSONWriter.key(key), isASCII: style.isASCII, to: &out)
            out.append(contentsOf: (style.separators?.key ?? ": ").utf8)
            try write(dict.storage[DictKey(unchecked: key)] ?? .none)
        }
        open.removeLast()
        line()
        out.append(UInt8(ascii: "}"))
    }

    private static func key(_ value: Value) throws(TemplateError) -> String {
        switch value {
        case .string(let text), .safe(let text): return text
        case .none: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return number.description
        case .bigInt(let number): return try ReprWriter.decimal(number)
        case .double(let number): return text(number)
        default: throw .type("keys must be str, int, float, bool or None, not \(value.typeName)")
        }
    }
}
