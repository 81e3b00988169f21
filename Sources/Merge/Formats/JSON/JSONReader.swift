/// A second reader of JSON with comments, made for checking: values only, no positions.
struct JSONReader {
    private var characters: Substring.UnicodeScalarView

    /// What the text says; nil where it is no JSON.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var reader = JSONReader(characters: text.unicodeScalars[...])
        guard let value = reader.value(depth: 0), reader.skip(), reader.characters.isEmpty else { return nil }
        return value
    }

    /// Skips space and comments; false where a comment is open at the end.
    private mutating func skip() -> Bool {
        while true {
            characters = characters.drop { " \t\r\n".unicodeScalars.contains($0) }
            if characters.starts(with: "//".unicodeScalars) {
                characters = characters.drop { $0 != "\n" }
            } else if characters.starts(with: "/*".unicodeScalars) {
                characters = characters.dropFirst(2)
                while !characters.starts(with: "*/".unicodeScalars) {
                    if characters.popFirst() == nil { return false }
                }
                characters = characters.dropFirst(2)
            } else {
                return true
            }
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard skip(), characters.first == scalar else { return false }
        characters.removeFirst()
        return true
    }

    private mutating func value(depth: Int) -> Value? {
        guard depth < 250, skip() else { return nil }
        if take("{") {
            var pairs: [Key: Value] = [:]
            while !take("}") {
                guard let name = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
                guard pairs.updateValue(value, forKey: Key(name)) == nil else { return nil }
                if take(",") { continue }
                guard take("}") else { return nil }
                break
            }
            return .map(pairs)
        }
        if take("[") {
            var values: [Value] = []
            while !take("]") {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
                if take(",") { continue }
                guard take("]") else { return nil }
                break
            }
            return .list(values)
        }
        if characters.first == "\"" { return string().map(Value.string) }
        let word = characters.prefix { !" \t\r\n,]}/".unicodeScalars.contains($0) }
        guard !word.isEmpty else { return nil }
        characters = characters.dropFirst(word.count)
        let text = String(word)
        return ["true", "false", "null"].contains(text) || Double(text) != nil ? .literal(text) : nil
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var units: [UInt16] = []
        while let scalar = characters.popFirst() {
            if scalar == "\"" { return String(validating: units, as: UTF16.self) }
            guard scalar == "\\" else {
                guard scalar.value >= 0x20 else { return nil }
                units += Array(String(scalar).utf16)
                continue
            }
            switch characters.popFirst() {
            case "n": units.append(10)
            case "t": units.append(9)
            case "r": units.append(13)
            case "b": units.append(8)
            case "f": units.append(12)
            case "u":
                guard let unit = UInt16(String(characters.prefix(4)), radix: 16) else { return nil }
                characters = characters.dropFirst(4)
                units.append(unit)
            case let other? where "\"\\/".unicodeScalars.contains(other): units += Array(String(other).utf16)
            default: return nil
            }
        }
        return nil
    }
}
