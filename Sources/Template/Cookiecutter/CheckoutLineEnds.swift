import Git

/// The line ends and `$Id$` that a clone of the template has because of its `.gitattributes`.
///
/// Cookiecutter renders a checked-out template: a file that git writes with CRLF is rendered with CRLF. A rule inside the
/// rendered folder goes to the project too, where git takes the CR away again; so only rules beside it, or above it, tell.
struct CheckoutLineEnds {
    fileprivate struct Rule {
        var parts: [PathPattern.Part]
        /// What it says about `eol`: true for `crlf`; nil for nothing.
        var isCRLF: Bool?
        /// What it says about `text`: false for `-text` and `binary`; nil for nothing.
        var isText: Bool?
        /// What it says about `ident`; nil for nothing.
        var isIdent: Bool?
    }

    /// The rules by folder, of each file from top to bottom.
    private var rules: [String: [Rule]] = [:]

    init(_ files: [TemplateFile]) {
        var macros: [String: [String]] = [:]
        func text(_ file: TemplateFile) -> String { String(decoding: file.bytes, as: UTF8.self) }
        // Only the file at the root defines attributes that stand for others.
        for file in files where file.mode != .symlink && file.path == ".gitattributes" {
            macros = CheckoutLineEnds.macros(text(file))
        }
        for file in files where file.mode != .symlink {
            guard file.path == ".gitattributes" || file.path.hasSuffix("/.gitattributes") else { continue }
            rules[Path.parent(of: file.path)] = CheckoutLineEnds.rules(text(file), macros)
        }
    }

    /// The file as a clone has it.
    /// - Parameter root: The path of the rendered folder.
    func checkedOut(_ file: TemplateFile, root: String) -> TemplateFile {
        guard !rules.isEmpty, file.mode != .symlink else { return file }
        let (isCRLF, isIdent) = attributes(of: file.path, root)
        var copy = file
        if isIdent { copy.bytes = CopierAttributes.identified(file.bytes) }
        guard isCRLF, !TemplateMarkers.isBinary(file.bytes) else { return copy }
        let content = copy.bytes
        copy.bytes = []
        for (index, byte) in content.enumerated() {
            if byte == 0x0A, index == 0 || content[index - 1] != 0x0D { copy.bytes.append(0x0D) }
            copy.bytes.append(byte)
        }
        return copy
    }

    private func attributes(of path: String, _ root: String) -> (isCRLF: Bool, isIdent: Bool) {
        var isCRLF = false
        var isText = true
        var isIdent = false
        var isLeft = false
        var folders = [""]
        for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") {
            folders.append(String(decoding: path.utf8.prefix(index), as: UTF8.self))
        }
        for folder in folders {
            let inner = folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
            let isInside = folder == root || folder.hasPrefix("\(root)/")
            for rule in rules[folder] ?? [] where PathPattern.matches(rule.parts, inner) {
                if isInside {
                    if rule.isCRLF != nil || rule.isText != nil { isLeft = true }
                    continue
                }
                isCRLF = rule.isCRLF ?? isCRLF
                isText = rule.isText ?? isText
                isIdent = rule.isIdent ?? isIdent
            }
        }
        return (isCRLF && isText && !isLeft, isIdent)
    }

    private static func lines(_ text: String) -> [[Substring]] {
        text.split(whereSeparator: \.isNewline).map { $0.split { $0 == " " || $0 == "\t" } }
    }

    /// What names of attributes stand for: those of `[attr]name …` lines, and git's own.
    static func macros(_ text: String) -> [String: [String]] {
        var macros = ["binary": ["-text"]]
        for words in lines(text) {
            guard let first = words.first, first.hasPrefix("[attr]") else { continue }
            macros[String(first.dropFirst("[attr]".count))] = words.dropFirst().map(String.init)
        }
        return macros
    }

    private static func rules(_ text: String, _ macros: [String: [String]]) -> [Rule] {
        var rules: [Rule] = []
        for words in lines(text) {
            guard let pattern = words.first, !pattern.hasPrefix("#"), !pattern.hasPrefix("["), !pattern.hasPrefix("\"")
            else { continue }
            var rule = Rule(parts: PathPattern.parts(ofAttributes: String(pattern)))
            for word in words.dropFirst().map(String.init) { rule.set([word] + (macros[word] ?? [])) }
            if rule.isCRLF != nil || rule.isText != nil || rule.isIdent != nil { rules.append(rule) }
        }
        return rules
    }
}

extension CheckoutLineEnds.Rule {
    fileprivate mutating func set(_ words: [String]) {
        for word in words {
            switch word {
            case "eol=crlf": isCRLF = true
            case "eol=lf", "-eol", "!eol": isCRLF = false
            case "text", "text=auto": isText = true
            case "-text": isText = false
            case "ident": isIdent = true
            case "-ident", "!ident": isIdent = false
            default: break
            }
        }
    }
}
