/// Finds values that one side sets once more below, where the other side changed the first one: its change does nothing.
enum OverriddenValues {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.fileSuffix == "py" || shellSuffixes.contains(path.fileSuffix) else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let second = sides.added(by: other).compactMap { line in name(line).map { (name: $0, line: line) } }
            if second.isEmpty { return [] }
            let changed = sides.added(by: side)
            return second.flatMap { name, line -> [Contradiction] in
                // A value that goes on from the one above is no other one.
                let behind = line.text.drop { $0 != "=" }
                guard !behind.contains(name), count(of: name, sides.lines.base) == 1,
                    count(of: name, sides.lines[other]) == 2
                else { return [] }
                return changed.filter { self.name($0) == name }.map {
                    Contradiction("value of \($0.text) in \(line.text)", $0, of: side, line, isOrdered: true)
                }
            }
        }
    }

    /// What a line sets for the whole file.
    private static func name(_ line: OutlineLine) -> String? {
        guard line.indentation == 0 else { return nil }
        return line.text.prefixMatch(of: /(?:export )?(\w+)(?:: \w+)? ?=(?!=)/).map { String($0.1) }
    }

    private static func count(of name: String, _ lines: [OutlineLine]) -> Int {
        lines.count { self.name($0) == name }
    }
}
