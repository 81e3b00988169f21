/// Finds blocks of lines that one side moved and that a merge has where no side has them: the other side moved them, too,
/// to another place, so that they stand there twice, or took them out, so that they are back.
///
/// A block was moved where a side took out lines at one place and put the same ones, and nothing else, in at another.
enum BlocksMovedApart {
    /// - Parameter changes: Where each side differs from the base.
    static func find(
        in sides: SidedLines, of bodies: Sides<[UInt8]>, _ changes: Sides<[DiffRange]>
    ) -> [Contradiction] {
        if changes.local.isEmpty || changes.incoming.isEmpty { return [] }
        let base = LineText(bodies.base)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let moved = moves(changes[side], base, LineText(bodies[side]))
            if moved.isEmpty { return [] }
            let others = moves(changes[other], base, LineText(bodies[other]))
            return moved.flatMap { block, lines -> [Contradiction] in
                let isMovedElsewhere = others.keys.contains(block)
                let isRemoved = block.allSatisfy { sides.counts[other][$0] ?? 0 < sides.counts.base[$0] ?? 0 }
                guard isMovedElsewhere && side == .local || isRemoved else { return [] }
                return contradictions(block, lines, sides, side, other, copies: isRemoved ? 1 : 2)
            }
        }
    }

    private static func contradictions(
        _ block: [String], _ lines: Range<Int>, _ sides: SidedLines, _ side: SideName, _ other: SideName, copies: Int
    ) -> [Contradiction] {
        // Of lines that stand there more often, one could be another.
        let telling = block.filter { sides.counts.base[$0] == 1 && sides.counts[side][$0] == 1 }
        guard let first = telling.first, block.count > 1 || first.holds(" ") else { return [] }
        let elsewhere = sides.lines[other].filter { $0.text == first }.map(\.number)
        return [
            Contradiction(
                name: "moved block \(first)", texts: telling, copies: copies, isOfSettled: true,
                places: JoinedLines(side, Set(lines), other: Set(elsewhere)))
        ]
    }

    /// The blocks that were taken out at one place and put in at another, and where they are now.
    private static func moves(_ changes: [DiffRange], _ base: LineText, _ text: LineText) -> [[String]: Range<Int>] {
        let removed = Set(changes.filter { $0.new.isEmpty }.map { block(base, $0.old) })
        var found: [[String]: Range<Int>] = [:]
        for change in changes where change.old.isEmpty {
            let block = block(text, change.new)
            if !block.isEmpty, removed.contains(block) { found[block] = change.new }
        }
        return found
    }

    /// The lines of a block that hold more than space, in an order that says nothing of where the block begins.
    private static func block(_ text: LineText, _ lines: Range<Int>) -> [String] {
        OutlineLine.all(Array(text[lines])).map(\.text).sorted()
    }
}
