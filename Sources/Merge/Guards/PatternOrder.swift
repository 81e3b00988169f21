/// Patterns of which the last that fits a path counts: CODEOWNERS, git attributes, EditorConfig.
///
/// Where one side adds a special pattern and the other a general one, the general one below takes back what the special
/// one says.
struct PatternOrder {
    private let mine: Set<String>
    private let theirs: Set<String>

    /// Nil where not both sides bring patterns, and for files whose order is another.
    init?(path: String, base: Outline, local: Outline, incoming: Outline) {
        let name = path.fileName
        guard name == "CODEOWNERS" || name == ".gitattributes" else { return nil }
        let sides = [base, local, incoming].map { Set($0.definitions.map(\.name)) }
        mine = sides[1].subtracting(sides[0]).subtracting(sides[2])
        theirs = sides[2].subtracting(sides[0]).subtracting(sides[1])
        if mine.isEmpty || theirs.isEmpty { return nil }
    }

    /// The names of two definitions, one of each side, of which the lower one takes back what the upper one says.
    func overruled(in merged: Outline) -> Set<String> {
        let new = merged.definitions.filter { mine.contains($0.name) || theirs.contains($0.name) }
        var found: Set<String> = []
        for (index, upper) in new.enumerated() {
            for lower in new[(index + 1)...] where mine.contains(upper.name) != mine.contains(lower.name) {
                let (first, second) = (Self.parts(of: upper), Self.parts(of: lower))
                if first.attribute == second.attribute, first.value != second.value,
                    Self.covers(second.pattern, first.pattern)
                {
                    found.insert(upper.name + Self.separator + lower.name)
                }
            }
        }
        return found
    }

    /// What stands between two names of one finding.
    static let separator = "\u{1F}"

    private static func parts(of definition: Outline.Definition) -> (pattern: String, attribute: String, value: String)
    {
        let words = definition.name.split(separator: " ").map(String.init)
        let pattern = words.first ?? ""
        let text = definition.text ?? ""
        return (
            pattern, words.dropFirst().joined(), text.hasPrefix(pattern) ? String(text.dropFirst(pattern.count)) : text
        )
    }

    /// Whether a pattern fits all that another fits, as far as plain looks tell.
    static func covers(_ general: String, _ special: String) -> Bool {
        if general == special || general == "*" || general == "**" { return true }
        if general.hasPrefix("*."), !general.dropFirst(2).contains("*") {
            return special.hasSuffix(general.dropFirst())
        }
        // A folder may be said without the slash at its end.
        if general.hasPrefix("/"), !general.contains("*"), special.hasPrefix(general + "/") { return true }
        var folder = general[...]
        while let last = folder.last, last == "*" { folder = folder.dropLast() }
        guard folder.hasSuffix("/"), folder.count > 1 else { return false }
        let start = folder.hasPrefix("/") ? folder.dropFirst() : folder
        return (special.hasPrefix("/") ? special.dropFirst() : special[...]).hasPrefix(start)
    }

    /// The patterns that `*.{ts,js}` stands for.
    static func alternatives(_ pattern: String) -> [String] {
        guard let open = pattern.firstIndex(of: "{"), let close = pattern[open...].firstIndex(of: "}") else {
            return [pattern]
        }
        let (head, tail) = (pattern[..<open], pattern[pattern.index(after: close)...])
        return pattern[pattern.index(after: open)..<close].split(separator: ",").map { String(head + $0 + tail) }
    }
}
