/// Finds new uses of a variable with what stood before it wherever it was used, until the other side put that into its value:
/// `v$VERSION`, where the variable begins with the `v` now.
struct ChangedValues {
    /// Nil for files that are neither shell scripts nor Makefiles.
    init?(path: String) {
        guard shellSuffixes.contains(path.fileSuffix) || path.isMakefile else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        let starts = sides.lines.map(starts)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let definitions = sides.added(by: side).compactMap { line in name(line).map { (name: $0, line: line) } }
            return definitions.flatMap { name, line -> [Contradiction] in
                let (old, new) = (starts.base[name] ?? [:], starts[side][name] ?? [:])
                let gone = old.keys.filter { new[$0] == nil }
                // Only where all of them, and more than one, lost the same or got it.
                guard gone.count == 1, let start = gone.first, let count = old[start], count > 1,
                    new.contains(where: { now, more in
                        (start.hasSuffix(now) || now.hasSuffix(start)) && more - (old[now] ?? 0) >= count
                    })
                else { return [] }
                return sides.added(by: other).filter { self.starts([$0])[name]?[start] != nil }.map { use in
                    Contradiction("value of \(line.text) in \(use.text)", line, of: side, use, isOrdered: false)
                }
            }
        }
    }

    private static let assignment = Pattern(/(?:export\s+|readonly\s+)?(\w+)\s*[:?]?=/)

    /// The variable that a line gives a value.
    private func name(_ line: OutlineLine) -> String? {
        line.text.prefixMatch(of: Self.assignment).map { String($0.1) }
    }

    private static let variableUse = Pattern(/\$(?:\{(\w+)[^}]*\}|\((\w+)\)|(\w+))/)

    /// What parts a variable's value from what stands before it.
    private static let borders: Set<Character> = [" ", "\t", "\"", "'", "=", "`", "(", ")", ",", ";"]

    /// What stands right before the uses of each variable, and how often.
    private func starts(_ lines: [OutlineLine]) -> [String: [String: Int]] {
        lines.filter { $0.holds("$") && !$0.isComment() }.reduce(into: [:]) { found, line in
            let own = name(line)
            var end = line.text.startIndex
            for match in line.text.matches(of: Self.variableUse) {
                let start = line.text[end..<match.range.lowerBound].reversed().prefix { !Self.borders.contains($0) }
                end = match.range.upperBound
                let variable = String(match.1 ?? match.2 ?? match.3 ?? "")
                if variable != own { found[variable, default: [:]][String(start.reversed()), default: 0] += 1 }
            }
        }
    }
}
