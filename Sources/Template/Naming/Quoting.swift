/// Texts written into the languages of generated files so that they mean themselves, whatever they hold.
public enum Quoting {
    /// A double-quoted YAML scalar on one line.
    public static func yaml(_ text: String) -> String { YAMLScalar.quoted(text) }

    /// A basic TOML string on one line.
    public static func toml(_ text: String) -> String {
        escaped(text) { scalar in
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F: "\\u" + YAMLScalar.hex(scalar.value, digits: 4)
            default: nil
            }
        }
    }

    /// A JSON string; also a string of JavaScript, Java and Go.
    public static func json(_ text: String) -> String {
        escaped(text) { scalar in
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: "\\u" + YAMLScalar.hex(scalar.value, digits: 4)
            default: nil
            }
        }
    }

    /// A Python string literal in double quotes on one line.
    public static func python(_ text: String) -> String {
        escaped(text) { scalar in
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F: "\\x" + YAMLScalar.hex(scalar.value, digits: 2)
            case 0x2028, 0x2029, 0xFEFF: "\\u" + YAMLScalar.hex(scalar.value, digits: 4)
            default: nil
            }
        }
    }

    /// One word of a POSIX shell, quoted only where it must be; the rule of Python's `shlex.quote`.
    public static func shell(_ text: String) -> String {
        let isSafe =
            !text.isEmpty
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "@%+=:,./-_".utf8.contains($0) }
        if isSafe { return text }
        var out = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { out += "'\"'\"'" } else { out.unicodeScalars.append(scalar) }
        }
        return out + "'"
    }

    /// Text of a Markdown paragraph: nothing in it becomes markup, a heading, a list or HTML.
    public static func markdown(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // Four leading spaces would be a code block.
            lines.append(markdownLine(line.drop { $0 == " " || $0 == "\t" }))
        }
        return lines.joined(separator: "\n")
    }

    private static func markdownLine(_ line: Substring) -> String {
        let special: Set<Unicode.Scalar> = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "&"]
        var out = ""
        let digits = line.unicodeScalars.prefix { ("0"..."9").contains($0) }.count
        for (index, scalar) in line.unicodeScalars.enumerated() {
            let opensList = index == 0 && ["-", "+", "="].contains(scalar)
            let opensNumbered = digits > 0 && index == digits && (scalar == "." || scalar == ")")
            if special.contains(scalar) || opensList || opensNumbered { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    private static func escaped(_ text: String, other: (Unicode.Scalar) -> String?) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if let replacement = other(scalar) { out += replacement } else { out.unicodeScalars.append(scalar) }
            }
        }
        return out + "\""
    }
}
