/// Finds lines that one side took out and the other put elsewhere: by lines the deletion is done where the line stood, and
/// the line is back where it was put.
enum MovedLines {
    /// - Parameter changes: Where each side differs from the base.
    static func find(in sides: SidedLines, _ changes: Sides<[DiffRange]>) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let left = sides.lines[side].filter { line in
                sides.counts.base[line.text] == 1 && sides.counts[side][line.text] == 1
                    && sides.counts[other][line.text] == nil && says(line.text)
            }
            if left.isEmpty { return [] }
            let places = Dictionary(sides.lines.base.map { ($0.text, $0.number) }) { first, _ in first }
            // One that is only indented otherwise, or among lines that were written anew, was not put elsewhere.
            return left.filter { line in
                changes[side].contains { $0.new.contains(line.number) && !$0.old.contains(places[line.text] ?? -1) }
            }.map { line in
                Contradiction(
                    name: "moved \(line.text)", texts: [line.text], isOfSettled: true,
                    places: JoinedLines(side, [line.number]))
            }
        }
    }

    /// Whether a line says so much that it is the same one wherever it stands.
    private static func says(_ text: String) -> Bool {
        text.utf8.count >= 8 && text.utf8.count { (0x61...0x7A).contains($0 | 0x20) } >= 5
    }
}
