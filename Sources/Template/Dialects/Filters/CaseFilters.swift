import Jinja

/// The filters of jinja2_strcase, which change how the words of a name are joined.
enum CaseFilters {
    /// Every filter by its name.
    static var all: [(name: String, body: Environment.FilterBody)] {
        [
            named("to_camel") { camel($0, startsLarge: true) },
            named("to_lower_camel", lowerCamel),
            named("to_kebab") { delimited($0, "-", isScreaming: false) },
            named("to_screaming_kebab") { delimited($0, "-", isScreaming: true) },
            named("to_snake") { delimited($0, "_", isScreaming: false) },
            named("to_screaming_snake") { delimited($0, "_", isScreaming: true) },
            withDelimiter("to_delimited", isScreaming: false),
            withDelimiter("to_screaming_delimited", isScreaming: true),
        ]
    }

    private static func named(
        _ name: String, _ change: @escaping (String) -> String
    ) -> (name: String, body: Environment.FilterBody) {
        AnsibleFilters.plain(name) { value, _ throws(TemplateError) in
            .string(change(try ascii(value)))
        }
    }

    private static func withDelimiter(
        _ name: String, isScreaming: Bool
    ) -> (name: String, body: Environment.FilterBody) {
        (
            name,
            { value, arguments, _ throws(TemplateError) in
                let bound = try arguments.bind("\(name)()", ["delimiter"], required: 1)
                let delimiter = try AnsibleFilters.word(bound[0], "the delimiter")
                guard delimiter.utf8.count == 1 else {
                    throw TemplateError(.value, "a delimiter of other than one character is not known natively")
                }
                return .string(delimited(try ascii(value), delimiter, isScreaming: isScreaming))
            }
        )
    }

    /// The text, which is of ASCII: what the original makes of other letters is no name.
    private static func ascii(_ value: Value) throws(TemplateError) -> String {
        let text = try AnsibleFilters.word(value, "a name")
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw TemplateError(.value, "the case of \(PythonText.quoted(text)) is not known natively")
        }
        return text
    }

    /// Spaces around digits that follow a letter, then none at the ends.
    private static func spaced(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            out.append(bytes[index])
            let isLetter = bytes[index].isASCIILetter
            index += 1
            guard isLetter, index < bytes.count, bytes[index].isASCIIDigit else { continue }
            let end = bytes[index...].firstIndex { !$0.isASCIIDigit } ?? bytes.count
            out += [0x20] + bytes[index..<end] + [0x20]
            index = end
            // The letter after belongs to this match: digits right after it start no other.
            guard index < bytes.count, bytes[index].isASCIILetter else { continue }
            out.append(bytes[index])
            index += 1
        }
        let start = out.firstIndex { $0 != 0x20 } ?? out.count
        let end = out.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start
        return Array(out[start..<end])
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x5F || byte == 0x2D }

    private static func camel(_ text: String, startsLarge: Bool) -> String {
        var out: [UInt8] = []
        var isLarge = startsLarge
        for byte in spaced(text) {
            if byte.isASCIIUppercase || byte.isASCIIDigit { out.append(byte) }
            if byte.isASCIILowercase { out.append(isLarge ? byte.asciiUppercased : byte) }
            isLarge = isBreak(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func lowerCamel(_ text: String) -> String {
        guard let first = text.utf8.first else { return text }
        var bytes = Array(text.utf8)
        bytes[0] = first.asciiLowercased
        return camel(String(decoding: bytes, as: UTF8.self), startsLarge: false)
    }

    private static func delimited(_ text: String, _ delimiter: String, isScreaming: Bool) -> String {
        let bytes = spaced(text)
        let mark = delimiter.utf8.first ?? 0
        var out: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let changes =
                (byte.isASCIIUppercase && next.isASCIILowercase) || (byte.isASCIILowercase && next.isASCIIUppercase)
            if index > 0, out.last != mark, changes {
                out += byte.isASCIIUppercase ? [mark, byte] : [byte, mark]
            } else {
                out.append(isBreak(byte) ? mark : byte)
            }
        }
        return String(decoding: out.map { isScreaming ? $0.asciiUppercased : $0.asciiLowercased }, as: UTF8.self)
    }
}
