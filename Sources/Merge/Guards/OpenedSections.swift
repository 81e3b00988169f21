/// Finds methods that a side put in and that are hidden because the other side put `private` above them.
enum OpenedSections {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.hasSuffix(".rb") else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let limits = sides.added(by: side).filter { $0.text == "private" || $0.text == "protected" }
            guard limits.count == 1, let limit = limits.first, sides.counts.base[limit.text] == nil,
                sides.counts[other][limit.text] == nil
            else { return [] }
            let end = sides.lines[side].first { $0.number > limit.number && $0.indentation < limit.indentation }
            // Methods below it in its class are the last ones.
            let methods = sides.added(by: other).filter {
                $0.indentation == limit.indentation && $0.text.hasPrefix("def ") && !$0.text.hasPrefix("def self.")
            }
            return end == nil
                ? []
                : methods.map { method in
                    Contradiction("\(limit.text) of \(method.text)", limit, of: side, method, isOrdered: true)
                }
        }
    }
}

/// Finds recipes of a justfile that a side came to ask for as they were, while the other side gave them parameters.
enum Recipes {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        let file = path.fileName.lowercased()
        guard file == "justfile" || file == ".justfile" || file.hasSuffix(".just") else { return [] }
        let needs = sides.lines.map(needs)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            needs[side].keys.sorted().flatMap { name -> [Contradiction] in
                guard let recipe = needs[side][name], let old = needs.base[name],
                    old.count == needs[other][name]?.count,
                    recipe.count > old.count
                else { return [] }
                return sides.added(by: other).filter { asks(for: name, $0) }.map { line in
                    Contradiction("recipe \(name) in \(line.text)", recipe.line, of: side, line, isOrdered: false)
                }
            }
        }
    }

    /// How many arguments each recipe must be given.
    private static func needs(_ lines: [OutlineLine]) -> [String: (count: Int, line: OutlineLine)] {
        var found: [String: (count: Int, line: OutlineLine)] = [:]
        for line in lines where line.indentation == 0 && !line.isComment() && !line.text.hasPrefix("[") {
            guard let colon = line.text.firstIndex(of: ":"), !line.text[colon...].hasPrefix(":=") else { continue }
            let words = line.text[..<colon].split(separator: " ").map { $0.drop { $0 == "@" } }
            guard let name = words.first else { continue }
            found[String(name)] = (words.dropFirst().count { !$0.contains("=") && !$0.hasPrefix("*") }, line)
        }
        return found
    }

    /// Whether a recipe needs another one, with no arguments.
    private static func asks(for name: String, _ line: OutlineLine) -> Bool {
        if line.indentation > 0 { return line.text == "just \(name)" || line.text == "@just \(name)" }
        guard let colon = line.text.firstIndex(of: ":"), !line.text[colon...].hasPrefix(":=") else { return false }
        return line.text[colon...].split { " :".contains($0) }.contains(name[...])
    }
}
