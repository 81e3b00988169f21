/// What `.gitattributes` say of paths, by git's rules: of all lines that match the last one decides, and those of deeper
/// folders come later.
public struct AttributeRules: Sendable {
    private struct Rule: Sendable {
        var folder: String
        var pattern: Pattern?
        var settings: [(name: String, value: String)]
    }

    private var rules: [Rule] = []

    /// No rules: every attribute is unspecified.
    public init() {}

    /// Whether nothing is said of any path.
    var isEmpty: Bool { rules.isEmpty }

    /// What names of attributes stand for, from the text of the file at the root, which alone may define them.
    public static func macros(_ root: String) -> [String: [String]] { CheckoutLineEnds.macros(root) }

    /// Reads one more file; those of outer folders come first.
    /// - Parameters:
    ///   - text: The file.
    ///   - folder: The folder that it is in; "" for the root.
    ///   - macros: What names of attributes stand for.
    ///   - names: The attributes that are asked for later.
    public mutating func add(
        _ text: String, in folder: String, macros: [String: [String]], only names: Set<String>
    ) {
        for line in text.split(whereSeparator: \.isNewline) {
            if let rule = Self.rule(line, folder, macros, names) { rules.append(rule) }
        }
    }

    /// The attributes of a path: "set", "unset", "" where nothing more is said of one, or what stands behind the `=`.
    public func settings(of path: String) -> [String: String] {
        var found: [String: String] = [:]
        for rule in rules {
            guard rule.folder.isEmpty || path.hasPrefix(rule.folder + "/") else { continue }
            let below = rule.folder.isEmpty ? path : String(path.dropFirst(rule.folder.count + 1))
            guard rule.pattern?.matches(below) == true else { continue }
            for (name, value) in rule.settings { found[name] = value }
        }
        return found
    }

    private static func rule(
        _ line: Substring, _ folder: String, _ macros: [String: [String]], _ names: Set<String>
    ) -> Rule? {
        guard let (pattern, rest) = split(line), !pattern.hasPrefix("#"), !pattern.hasPrefix("!"),
            !pattern.hasPrefix("[attr]")
        else { return nil }
        var settings: [(String, String)] = []
        let words = rest.split { $0 == " " || $0 == "\t" }.map(String.init)
        for word in words.flatMap({ [$0] + (macros[$0] ?? []) }) {
            if word.hasPrefix("-") {
                settings.append((String(word.dropFirst()), "unset"))
            } else if word.hasPrefix("!") {
                settings.append((String(word.dropFirst()), ""))
            } else if let sign = word.firstIndex(of: "=") {
                settings.append((String(word[..<sign]), String(word[word.index(after: sign)...])))
            } else {
                settings.append((word, "set"))
            }
        }
        let wanted = settings.filter { names.contains($0.0) }
        if wanted.isEmpty { return nil }
        return Rule(folder: folder, pattern: try? PathRules.wholePath(pattern), settings: wanted)
    }

    /// A line's pattern, which may be quoted, and what it says; nil for a line without either.
    private static func split(_ line: Substring) -> (pattern: String, rest: Substring)? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.first == "\"" else {
            let pattern = text.prefix { $0 != " " && $0 != "\t" }
            return pattern.isEmpty ? nil : (String(pattern), text[pattern.endIndex...])
        }
        var pattern = ""
        var index = text.index(after: text.startIndex)
        while index < text.endIndex, text[index] != "\"" {
            if text[index] == "\\" { index = text.index(after: index) }
            guard index < text.endIndex else { return nil }
            pattern.append(text[index])
            index = text.index(after: index)
        }
        return index < text.endIndex ? (pattern, text[text.index(after: index)...]) : nil
    }
}
