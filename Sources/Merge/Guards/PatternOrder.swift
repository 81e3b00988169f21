/// Patterns of which the last that fits a path counts: CODEOWNERS, git attributes, EditorConfig.
///
/// Where one side adds a special pattern and the other puts a general one below it, a new one or one that stood above, the
/// general one takes back what the special one says.
struct PatternOrder {
    /// What only one side has.
    private let new: Set<String>
    /// Where each definition stands on both sides.
    private let places: [[String: Int]]

    /// Nil where no side brings patterns, and for files whose order is another.
    init?(path: String, base: Outline, local: Outline, incoming: Outline) {
        let name = path.fileName
        guard name == "CODEOWNERS" || name == ".gitattributes" else { return nil }
        places = [local, incoming].map { side in
            Dictionary(side.definitions.enumerated().map { ($1.name, $0) }) { _, last in last }
        }
        new = Set(places[0].keys).symmetricDifference(places[1].keys).subtracting(base.definitions.map(\.name))
        if new.isEmpty { return nil }
    }

    /// The names of two definitions, of which the lower one takes back what the upper one says, as on neither side.
    func overruled(in merged: Outline) -> Set<String> {
        let isNew = merged.definitions.map { new.contains($0.name) }
        let parts = merged.definitions.map(Self.parts)
        var found: Set<String> = []
        for (index, upper) in merged.definitions.enumerated() {
            for other in (index + 1)..<merged.definitions.count where isNew[index] || isNew[other] {
                let lower = merged.definitions[other]
                let (first, second) = (parts[index], parts[other])
                if first.attribute == second.attribute, first.value != second.value,
                    Self.covers(second.pattern, first.pattern), !hasOrder(upper.name, lower.name)
                {
                    found.insert(upper.name + Self.separator + lower.name)
                }
            }
        }
        return found
    }

    /// Whether a side has two definitions in this order.
    private func hasOrder(_ upper: String, _ lower: String) -> Bool {
        places.contains { places in
            guard let above = places[upper], let below = places[lower] else { return false }
            return above < below
        }
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
