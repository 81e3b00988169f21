import Jinja

/// Text of Latin, Greek and Cyrillic letters in ASCII, as Unidecode writes it.
///
/// Letters that Unicode composes of a base and marks are decomposed before; the names of the others tell most of the
/// rest. What isn't of these scripts is refused: a guess would be a wrong name.
enum Transliteration {
    /// The ASCII text of a decomposed text.
    ///
    /// - Throws: a `ValueError` that names the first scalar that isn't known here.
    static func ascii(_ text: String) throws(TemplateError) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            guard let part = ascii(scalar) else {
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw TemplateError(
                    .value, "the transliteration of '\(scalar)' (U+\(code)) is not known natively")
            }
            out += part
        }
        return out
    }

    /// The ASCII text of one scalar; nil where it isn't known.
    static func ascii(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0..<0x80: return String(scalar)
        case 0x80...0x9F, 0xAD, 0x300...0x34E, 0x360...0x362, 0x483...0x486, 0x200C...0x200F, 0x202A...0x202E,
            0x206A...0x206F, 0xFEFF:
            return ""
        case 0x200B: return " "
        // Its mark for what it leaves out.
        case 0x34F...0x35F, 0x487, 0x2060...0x2069, 0xFE00...0xFE0F: return "[?]"
        // Pictures have no place in Unidecode's table.
        case 0x1F000...0x1FAFF, 0xE0000...0xE01EF: return ""
        default: break
        }
        if let text = exceptions[scalar.value] { return text }
        switch scalar.value {
        case 0xA0...0x24F, 0x1E00...0x1EF9: return latin(scalar)
        default: return nil
        }
    }

    /// A Latin letter by its name: `LATIN SMALL LETTER D WITH STROKE` is a d.
    private static func latin(_ scalar: Unicode.Scalar) -> String? {
        guard let name = scalar.properties.name else { return nil }
        let words = name.split(separator: " ")
        guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words.count == 4 || words[4] == "WITH",
            words[3].utf8.count <= 2
        else { return nil }
        return words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
    }
}
