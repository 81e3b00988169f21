import OrderedCollections
import Template

/// Writes the few YAML forms that a record needs, so that any YAML 1.1 or 1.2 reader gets the same values back.
enum YAMLText {
    /// A scalar: plain where no reader could take it for anything but this string, else double-quoted.
    static func scalar(_ text: String) -> String { isPlain(text) ? text : YAMLScalar.quoted(text) }

    /// A value in flow style on one line.
    static func flow(_ value: AnswerValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .double(let number): YAMLScalar.text(of: number)
        case .string(let text): scalar(text)
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .map(let members):
            members.isEmpty
                ? "{}"
                : "{ " + members.map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ") + " }"
        case .yaml: value.yaml
        }
    }

    /// Letters, digits and `_ . / -` only, and nothing that YAML 1.1 or 1.2 reads as something else than text.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        let allowed = text.utf8.allSatisfy { byte in
            isLetter(byte) || isDigit(byte) || byte == 0x5F || byte == 0x2E || byte == 0x2F || byte == 0x2D
        }
        guard allowed, !reserved.contains(text.lowercased()), Double(text) == nil else { return false }
        return isLetter(first) || isVersion(text) || isObjectID(text)
    }

    /// `1.2.0`: two dots make it no number in any reader.
    private static func isVersion(_ text: String) -> Bool {
        text.utf8.allSatisfy { isDigit($0) || $0 == 0x2E } && text.utf8.count { $0 == 0x2E } >= 2
    }

    /// Forty hexadecimal digits that hold a letter other than `e` (an exponent) and don't begin as `0b` or `0x` do.
    private static func isObjectID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 40, isDigit(bytes[1]) || bytes[0] != 0x30 else { return false }
        return bytes.contains { [0x61, 0x62, 0x63, 0x64, 0x66].contains($0) }
    }

    private static let reserved: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
