import Git

/// The line ends that a clone of the template has because of its `.gitattributes`.
///
/// Cookiecutter renders a checked-out template: a file that git writes with CRLF is rendered with CRLF. A rule inside the
/// rendered folder goes to the project too, where git takes the CR away again; so only rules beside it, or above it, tell.
struct CheckoutLineEnds {
    private struct Rule {
        var parts: [PathPattern.Part]
        /// What it says about `eol`: true for `crlf`; nil for nothing.
        var isCRLF: Bool?
        /// What it says about `text`: false for `-text` and `binary`; nil for nothing.
        var isText: Bool?
    }

    /// The rules by folder, of each file from top to bottom.
    private var rules: [String: [Rule]] = [:]

    init(_ files: [TemplateFile]) {
        for file in files where file.mode != .symlink {
            guard file.path == ".gitattributes" || file.path.hasSuffix("/.gitattributes") else { continue }
            rules[Path.parent(of: file.path)] = CheckoutLineEnds.rules(String(decoding: file.bytes, as: UTF8.self))
        }
    }

    /// The file as a clone has it.
    /// - Parameter root: The path of the rendered folder.
    func checkedOut(_ file: TemplateFile, root: String) -> TemplateFile {
        guard !rules.isEmpty, file.mode != .symlink, !TemplateMarkers.isBinary(file.bytes), isCRLF(file.path, root)
        else { return file }
        var copy = file
        copy.bytes = []
        for (index, byte) in file.bytes.enumerated() {
            if byte == 0x0A, index == 0 || file.bytes[index - 1] != 0x0D { copy.bytes.append(0x0D) }
            copy.bytes.append(byte)
        }
        return copy
    }

    private func isCRLF(_ path: String, _ root: String) -> Bool {
        var isCRLF = false
        var isText = true
        var folders = [""]
        for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") {
            folders.append(String(decoding: path.utf8.prefix(index), as: UTF8.self))
        }
        for folder in folders {
            let inner = folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
            let isInside = folder == root || folder.hasPrefix("\(root)/")
            for rule in rules[folder] ?? [] where PathPattern.matches(rule.parts, inner) {
                if isInside {
                    if rule.isCRLF != nil || rule.isText != nil { return false }
                    continue
                }
                isCRLF = rule.isCRLF ?? isCRLF
                isText = rule.isText ?? isText
            }
        }
        return isCRLF && isText
    }

    private static func rules(_ text: String) -> [Rule] {
        var rules: [Rule] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let pattern = words.first, !pattern.hasPrefix("#"), !pattern.hasPrefix("["), !pattern.hasPrefix("\"")
            else { continue }
            var rule = Rule(parts: PathPattern.parts(ofAttributes: String(pattern)))
            for word in words.dropFirst() {
                switch word {
                case "eol=crlf": rule.isCRLF = true
                case "eol=lf", "-eol", "!eol": rule.isCRLF = false
                case "text", "text=auto": rule.isText = true
                case "-text", "binary": rule.isText = false
                default: break
                }
            }
            if rule.isCRLF != nil || rule.isText != nil { rules.append(rule) }
        }
        return rules
    }
}
