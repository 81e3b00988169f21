import TOMLKit

/// A second reader of TOML, on toml++: what the parser found must be what it finds.
enum TOMLReader {
    /// What the file says as nested mappings; nil where toml++ refuses it.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard TOMLSyntaxParser.isWellFormed(bytes), let text = String(validating: bytes, as: UTF8.self),
            let table = try? TOMLTable(string: text)
        else {
            return nil
        }
        return value(table)
    }

    private static func value(_ table: TOMLTable) -> Value {
        var pairs: [Key: Value] = [:]
        for key in table.keys {
            if let element = table[key] { pairs[Key(key)] = value(element) }
        }
        return .map(pairs)
    }

    private static func value(_ element: any TOMLValueConvertible) -> Value {
        if let table = element.table { return value(table) }
        if let array = element.array { return .list(array.map { value($0) }) }
        if let text = element.string { return .string(text) }
        if let flag = element.bool { return .literal(flag ? "true" : "false") }
        if let number = element.int { return .literal(String(number)) }
        if let number = element.double { return .literal(String(number)) }
        return .literal("date")
    }

    /// Whether the flat tree of the parser says what the nested tables of toml++ say.
    static func agree(_ parsed: Value, _ read: Value) -> Bool {
        nested(parsed) == read
    }

    /// Mappings as they nest; nil where two spellings define one thing twice.
    private static func nested(_ value: Value) -> Value? {
        switch value {
        case .map(let pairs):
            var result: [String: Value] = [:]
            // Shorter names first: a table comes before what stands in it.
            for (key, value) in pairs.sorted(by: { $0.key.name.utf8.count < $1.key.name.utf8.count }) {
                guard let value = nested(value), insert(value, at: parts(key.name)[...], in: &result) else {
                    return nil
                }
            }
            return .map(Dictionary(uniqueKeysWithValues: result.map { (Key($0.key), $0.value) }))
        case .list(let values):
            var result: [Value] = []
            for value in values {
                guard let value = nested(value) else { return nil }
                result.append(value)
            }
            return .list(result)
        case .literal(let text): return .literal(canonical(text))
        default: return value
        }
    }

    private static func insert(_ value: Value, at path: ArraySlice<String>, in table: inout [String: Value]) -> Bool {
        guard let first = path.first else { return false }
        if path.count == 1 {
            guard let known = table[first] else {
                table[first] = value
                return true
            }
            // Two tables of one name, one of them only implied so far.
            guard case .map(let old) = known, case .map(let new) = value else { return false }
            var inner = Dictionary(uniqueKeysWithValues: old.map { ($0.key.name, $0.value) })
            for (key, value) in new {
                guard insert(value, at: [key.name][...], in: &inner) else { return false }
            }
            table[first] = .map(Dictionary(uniqueKeysWithValues: inner.map { (Key($0.key), $0.value) }))
            return true
        }
        var inner: [String: Value] = [:]
        switch table[first] {
        case nil: break
        case .map(let pairs): inner = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key.name, $0.value) })
        case .list(let elements):
            // Below an array of tables a name means its last table.
            guard case .map(let pairs) = elements.last else { return false }
            inner = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key.name, $0.value) })
            guard insert(value, at: path.dropFirst(), in: &inner) else { return false }
            let last = Value.map(Dictionary(uniqueKeysWithValues: inner.map { (Key($0.key), $0.value) }))
            table[first] = .list(elements.dropLast() + [last])
            return true
        default: return false
        }
        guard insert(value, at: path.dropFirst(), in: &inner) else { return false }
        table[first] = .map(Dictionary(uniqueKeysWithValues: inner.map { (Key($0.key), $0.value) }))
        return true
    }

    /// A part of a key in quotation marks; those that it holds itself, as in `cfg(target_os = "linux")`, end nothing.
    static func quoted(_ part: String) -> String {
        var text = "\""
        for scalar in part.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }

    /// The parts of a key; dots in quotation marks do not part.
    private static func parts(_ name: String) -> [String] {
        var parts: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for scalar in name.unicodeScalars {
            if !isEscaped, isQuoted, scalar == "\\" {
                isEscaped = true
                continue
            }
            if !isEscaped, scalar == "\"" {
                isQuoted.toggle()
            } else if scalar == ".", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = false
        }
        return parts
    }

    private static func canonical(_ text: String) -> String {
        if text == "true" || text == "false" { return text }
        let plain = text.filter { $0 != "_" }
        let digits = plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            return Int(digits.dropFirst(2), radix: radix).map(String.init) ?? text
        }
        if let number = Int(digits) { return String(number) }
        if ["inf", "-inf", "nan", "-nan"].contains(digits) { return String(Double(digits) ?? 0) }
        let isDate =
            text.contains(":") || text.split(separator: "-").count == 3 && !text.contains("e") && !text.contains("E")
        if isDate { return "date" }
        return Double(digits).map { String($0) } ?? text
    }
}
