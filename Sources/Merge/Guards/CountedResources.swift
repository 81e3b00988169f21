/// Finds new uses of a resource of Terraform of which the other side made several, or one again.
enum CountedResources {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.hasSuffix(".tf") else { return [] }
        let counted = sides.lines.map(counted)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let new = counted[side].filter { counted.base[$0.key] == nil && counted[other][$0.key] == nil }
            return new.keys.sorted().flatMap { name -> [Contradiction] in
                guard let line = new[name] else { return [] }
                return sides.added(by: other).filter { !$0.isComment() && uses(name, in: $0.text) }.map { use in
                    Contradiction("count of \(name) in \(use.text)", line, of: side, use, isOrdered: false)
                }
            } + uncounted(sides, counted, side, other)
        }
    }

    /// What says which of several this one is, in a resource of which the other side made them otherwise.
    private static func uncounted(
        _ sides: SidedLines, _ counted: Sides<[String: OutlineLine]>, _ side: SideName, _ other: SideName
    ) -> [Contradiction] {
        let changed = counted.base.filter { name, line in
            counted[other][name]?.words[0] == line.words[0] && counted[side][name]?.words[0] != line.words[0]
        }
        if changed.isEmpty { return [] }
        let added = Set(sides.added(by: other).map(\.number))
        var name = ""
        return sides.lines[other].compactMap { line in
            if line.indentation == 0 { name = resource(line) ?? "" }
            guard added.contains(line.number), !line.isComment() else { return nil }
            let isIndexed = changed.keys.contains { line.text.contains($0 + "[") }
            let isCounting = (changed[name]?.words[0]).map { uses($0 == "count" ? "count" : "each", in: line.text) }
            return isIndexed || isCounting == true ? Contradiction("several of \(line.text)", line, of: other) : nil
        }
    }

    /// The name of the resource or module that a line begins.
    private static func resource(_ line: OutlineLine) -> String? {
        let words = line.words.map { $0.filter { $0 != "\"" } }
        switch words[0] {
        case "resource" where words.count > 3: return "\(words[1]).\(words[2])"
        case "data" where words.count > 3: return "data.\(words[1]).\(words[2])"
        case "module" where words.count > 2: return "module.\(words[1])"
        default: return nil
        }
    }

    /// The line that says how many of each resource there are.
    private static func counted(_ lines: [OutlineLine]) -> [String: OutlineLine] {
        var scopes = IndentationScopes()
        var names: [Int: String] = [:]
        var found: [String: OutlineLine] = [:]
        for line in lines {
            let scope = scopes.enter(line)
            if let name = resource(line) {
                names[line.number] = name
            } else if line.words[0] == "count" || line.words[0] == "for_each", let name = names[scope] {
                found[name] = line
            }
        }
        return found
    }

    /// Whether a line names a resource as one.
    private static func uses(_ name: String, in text: String) -> Bool {
        guard let place = text.firstRange(of: name + ".") else { return false }
        guard place.lowerBound > text.startIndex else { return true }
        let before = text[text.index(before: place.lowerBound)]
        return !(before == "." || before == "_" || before == "-" || before.isLetter || before.isNumber)
    }
}
