/// Finds values that one side sets once more below, where the other side changed the first one: its change does nothing.
enum OverriddenValues {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.fileSuffix == "py" || shellSuffixes.contains(path.fileSuffix) else { return [] }
        let counts = sides.lines.map { lines in
            lines.reduce(into: [String: Int]()) { counts, line in name(line).map { counts[$0, default: 0] += 1 } }
        }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let second = sides.added(by: other).compactMap { line in name(line).map { (name: $0, line: line) } }
            let changed = Dictionary(grouping: sides.added(by: side), by: name)
            return second.flatMap { name, line -> [Contradiction] in
                // A value that goes on from the one above is no other one.
                let behind = line.text.drop { $0 != "=" }
                guard !behind.contains(name), counts.base[name] == 1, counts[other][name] == 2 else { return [] }
                return changed[name, default: []].map {
                    Contradiction("value of \($0.text) in \(line.text)", $0, of: side, line, isOrdered: true)
                }
            }
        }
    }

    private static let assignment = Pattern(/(?:export )?(\w+)(?:: \w+)? ?=(?!=)/)

    /// What a line sets for the whole file.
    private static func name(_ line: OutlineLine) -> String? {
        guard line.indentation == 0 else { return nil }
        return line.text.prefixMatch(of: assignment).map { String($0.1) }
    }
}
