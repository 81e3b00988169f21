/// Text from a forge on its way into an error: one line without control characters, and not long.
enum ForeignText {
    /// One line of at most 300 characters.
    static func line(_ text: String, hiding secrets: [String] = []) -> String {
        var text = text
        for secret in secrets where !secret.isEmpty { text = text.replacing(secret, with: "(hidden)") }
        var line = ""
        for scalar in text.unicodeScalars {
            // Controls, line separators, and the marks that turn the direction of a text.
            let isHidden =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x200B...0x200F).contains(scalar.value)
                || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            if !isHidden {
                line.unicodeScalars.append(scalar)
            } else if scalar == "\n" || scalar == "\t", !line.hasSuffix(" ") {
                line += " "
            }
        }
        while line.hasSuffix(" ") || line.hasSuffix(".") { line.removeLast() }
        return line.count > 300 ? line.prefix(299) + "…" : line
    }
}
