/// Finds what both sides put into one block of the base under one name, at places of their own: a column of a table, an
/// option of a command, a variable for a test.
///
/// The later one wins, the earlier one does, or the program fails. Blocks of which a side wrote the head anew are left
/// out: what is in them is another thing.
enum NamedTwice {
    /// - Parameter changes: Where each side differs from the base.
    static func find(in sides: SidedLines, _ changes: Sides<[DiffRange]>, path: String) -> [Contradiction] {
        guard let reader = NamedLine(path: path) else { return [] }
        let both = sides.addedByBoth(named: reader.names)
        if both.isEmpty { return [] }
        let blocks = sides.lines.map(IndentationScopes.blocks)
        let known = sides.lines.base.reduce(into: [String: Set<Int>]()) { known, line in
            for name in reader.names(in: line.text) { known[name, default: []].insert(blocks.base[line.number] ?? -1) }
        }
        return both.compactMap { name, first, second in
            guard let block = place(blocks.local[first.number], changes.local),
                block == place(blocks.incoming[second.number], changes.incoming), known[name]?.contains(block) != true,
                !isUsed(
                    first, between: [point(first.number, changes.local), point(second.number, changes.incoming)],
                    sides.lines.base.filter { blocks.base[$0.number] == block }, reader)
            else { return nil }
            var found = Contradiction("twice \(name)", first, of: .local, second, isOrdered: false)
            if first.text == second.text {
                // Once for both where they stand at one place.
                found.copies = 1 + max(sides.counts.local[first.text] ?? 0, sides.counts.incoming[first.text] ?? 0)
            }
            return found
        }
    }

    /// Whether what a line does may be looked at, or end, before the other line does it again: by a statement between them
    /// that gives nothing a name.
    private static func isUsed(
        _ line: OutlineLine, between points: [Int], _ block: [OutlineLine], _ reader: NamedLine
    ) -> Bool {
        guard reader.isStatement(line.text), let first = points.min(), let last = points.max() else { return false }
        return block.contains { other in
            (first..<last).contains(other.number) && reader.mayUse(other.text) && reader.names(in: other.text).isEmpty
        }
    }

    /// The line of the base above which a line that a side wrote stands.
    private static func point(_ line: Int, _ changes: [DiffRange]) -> Int {
        changes.first { $0.new.contains(line) }?.old.lowerBound ?? line
    }

    /// Where a line of a side stands in the base; nil for lines that the side wrote.
    private static func place(_ line: Int?, _ changes: [DiffRange]) -> Int? {
        guard let line else { return nil }
        let before = changes.prefix { $0.new.lowerBound <= line }
        guard let last = before.last else { return line }
        return last.new.contains(line) ? nil : line - last.new.upperBound + last.old.upperBound
    }
}
