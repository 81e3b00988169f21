/// `text` with everything that could drive a terminal or hide content made visible.
///
/// Text from repositories and templates is hostile until proven otherwise: control characters (also the C1 range, which
/// some terminals obey), and the bidirectional overrides become `\u{…}`. Newline and tab stay; carriage return doesn't,
/// since it overwrites what was printed before it.
public func sanitized(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard !isPlain, text.unicodeScalars.contains(where: isHostile) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
        if isHostile(scalar) {
            out += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
            out.unicodeScalars.append(scalar)
        }
    }
    return out
}

/// `text` made safe as above, on one line: newline and tab are visible too.
public func singleLine(_ text: String) -> String {
    sanitized(text).replacing("\n", with: "\\n").replacing("\t", with: "\\t")
}

/// Whether a scalar can drive a terminal or hide text.
func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
}
