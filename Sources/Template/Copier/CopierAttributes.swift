import Git

/// The parts of `.gitattributes` that change what a checkout of the template gives.
///
/// Copier copies files out of a checkout, so line ends follow `text` and `eol`. What runs a filter or changes the
/// encoding is not followed, and noted.
struct CopierAttributes: Sendable {
    private struct Rule: Sendable {
        var folder: String
        var pattern: Pattern?
        var settings: [(name: String, value: String)]
    }

    private var rules: [Rule] = []

    /// Reads all files of a tree: those of deeper folders come later, and override.
    init(_ tree: CopierTree) { read("", in: tree) }

    private mutating func read(_ folder: String, in tree: CopierTree) {
        let path = Path.join(folder, ".gitattributes")
        if let file = tree[path], file.mode != .symlink {
            for line in String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
                if let rule = CopierAttributes.rule(line, folder) { rules.append(rule) }
            }
        }
        for name in tree.names(in: folder) {
            let path = Path.join(folder, name)
            if tree[path] == nil { read(path, in: tree) }
        }
    }

    private static func rule(_ line: Substring, _ folder: String) -> Rule? {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard let pattern = words.first, !pattern.hasPrefix("#"), !pattern.hasPrefix("!"), words.count > 1 else {
            return nil
        }
        var settings: [(String, String)] = []
        for word in words.dropFirst() {
            if word == "binary" {
                settings += [("text", "unset")]
            } else if word.hasPrefix("-") {
                settings.append((String(word.dropFirst()), "unset"))
            } else if word.hasPrefix("!") {
                settings.append((String(word.dropFirst()), ""))
            } else if let sign = word.firstIndex(of: "=") {
                settings.append((String(word[..<sign]), String(word[word.index(after: sign)...])))
            } else {
                settings.append((String(word), "set"))
            }
        }
        let wanted = settings.filter {
            ["text", "eol", "crlf", "ident", "filter", "working-tree-encoding"].contains($0.0)
        }
        if wanted.isEmpty { return nil }
        return Rule(folder: folder, pattern: try? PathRules.wholePath(String(pattern)), settings: wanted)
    }

    /// The attributes of a path.
    private func settings(of path: String) -> [String: String] {
        var found: [String: String] = [:]
        for rule in rules {
            guard rule.folder.isEmpty || path.hasPrefix(rule.folder + "/") else { continue }
            let below = rule.folder.isEmpty ? path : String(path.dropFirst(rule.folder.count + 1))
            guard rule.pattern?.matches(below) == true else { continue }
            for (name, value) in rule.settings { found[name] = value }
        }
        return found
    }

    /// A file as git checks it out on Linux, and what is not followed, if anything.
    func checkedOut(_ file: TemplateFile) -> (bytes: [UInt8], note: String?) {
        if rules.isEmpty || file.mode == .symlink { return (file.bytes, nil) }
        let settings = settings(of: file.path)
        for name in ["filter", "working-tree-encoding"] {
            if let value = settings[name], !value.isEmpty, value != "unset" {
                return (file.bytes, "the template's .gitattributes ask for \(name)=\(value), which is not followed")
            }
        }
        let content = settings["ident"] == "set" ? CopierAttributes.identified(file.bytes) : file.bytes
        guard settings["eol"] == "crlf", settings["text"] != "unset", settings["crlf"] != "unset" else {
            return (content, nil)
        }
        if settings["text"] == "auto", TemplateMarkers.isBinary(file.bytes) || file.bytes.contains(0x0D) {
            return (content, nil)
        }
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in content {
            if byte == 0x0A, previous != 0x0D { bytes.append(0x0D) }
            bytes.append(byte)
            previous = byte
        }
        return (bytes, nil)
    }

    /// The content with its git id in the place of every `$Id$`.
    private static func identified(_ content: [UInt8]) -> [UInt8] {
        let id = Array("$Id: \(ObjectID.of(blob: content).hex) $".utf8)
        var result: [UInt8] = []
        var rest = content[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[dollar...]
            let line = rest.prefix { $0 != 0x0A }
            guard rest.starts(with: "$Id".utf8), let end = line.dropFirst().firstIndex(of: UInt8(ascii: "$")),
                end == dollar + 3 || rest[dollar + 3] == UInt8(ascii: ":")
            else {
                result.append(rest.removeFirst())
                continue
            }
            result += id
            rest = rest[(end + 1)...]
        }
        return result + rest
    }
}
