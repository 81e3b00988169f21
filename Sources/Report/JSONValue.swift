/// A JSON document that keeps the order of its members, so that reports are stable and readable.
public indirect enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A number with a fraction; not-a-number and the infinities are written as `null`.
    case double(Double)
    /// A string; any text is allowed and escaped on writing.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members in the order they are written.
    case object([(String, JSONValue)])

    /// A string, or `null` when there is none.
    public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// The document on one line, without spaces.
    public var compact: String {
        var out = ""
        write(to: &out, indent: nil, depth: 0)
        return out
    }

    /// The document indented by two spaces, without a final newline.
    public var pretty: String {
        var out = ""
        write(to: &out, indent: 2, depth: 0)
        return out
    }

    private func write(to out: inout String, indent: Int?, depth: Int) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .int(let value): out += String(value)
        case .double(let value): out += value.isFinite ? "\(value)" : "null"
        case .string(let text): Self.write(text, to: &out)
        case .array(let items):
            Self.write(items, open: "[", close: "]", to: &out, indent: indent, depth: depth) { item, out in
                item.write(to: &out, indent: indent, depth: depth + 1)
            }
        case .object(let members):
            Self.write(members, open: "{", close: "}", to: &out, indent: indent, depth: depth) { member, out in
                Self.write(member.0, to: &out)
                out += indent == nil ? ":" : ": "
                member.1.write(to: &out, indent: indent, depth: depth + 1)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], open: String, close: String, to out: inout String, indent: Int?, depth: Int,
        each: (Item, inout String) -> Void
    ) {
        guard !items.isEmpty else {
            out += open + close
            return
        }
        out += open
        for (position, item) in items.enumerated() {
            if position > 0 { out += "," }
            if let indent { out += "\n" + String(repeating: " ", count: indent * (depth + 1)) }
            each(item, &out)
        }
        if let indent { out += "\n" + String(repeating: " ", count: indent * depth) }
        out += close
    }

    private static func write(_ text: String, to out: inout String) {
        out += "\""
        defer { out += "\"" }
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
            out += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where isHostile(scalar):
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
