/// Pairs the entries of two lists, in order, so that what is alike belongs together.
enum ListPairing {
    /// The largest table that is filled; beyond it equal entries are found first, as lines are in a text, and likeness
    /// counts only between them.
    private static let largestTable = 10_000

    /// - Parameters:
    ///   - likeness: how much two entries, by index, have in common, 0 for nothing; an entry that is equal counts more
    ///     than all that is only alike.
    static func pairs(_ base: [Value], _ side: [Value], likeness: (Int, Int) -> Int) -> Pairs {
        var pairs: Pairs = [:]
        var start = 0
        while start < base.count, start < side.count, base[start] == side[start] {
            pairs[start] = start
            start += 1
        }
        var ends = (base: base.count, side: side.count)
        while ends.base > start, ends.side > start, base[ends.base - 1] == side[ends.side - 1] {
            ends = (ends.base - 1, ends.side - 1)
            pairs[ends.base] = ends.side
        }
        let middle = DiffRange(old: start..<ends.base, new: start..<ends.side)
        if middle.old.count * middle.new.count <= largestTable {
            fill(&pairs, middle, base, side, likeness)
            return pairs
        }
        let (values, distinct) = numbered(
            Sides(base: Array(base[middle.old]), local: Array(side[middle.new]), incoming: []))
        var next = (base: start, side: start)
        func pairEqual(upTo end: Int) {
            while next.base < end {
                pairs[next.base] = next.side
                next = (next.base + 1, next.side + 1)
            }
        }
        for change in lineDiff(values.base, values.local, distinct: distinct) {
            let change = DiffRange(
                old: change.old.lowerBound + start..<change.old.upperBound + start,
                new: change.new.lowerBound + start..<change.new.upperBound + start)
            pairEqual(upTo: change.old.lowerBound)
            if change.old.count * change.new.count <= largestTable { fill(&pairs, change, base, side, likeness) }
            next = (change.old.upperBound, change.new.upperBound)
        }
        pairEqual(upTo: ends.base)
        return pairs
    }

    /// Pairs a stretch of both lists so that as much as possible belongs together.
    private static func fill(
        _ pairs: inout Pairs, _ stretch: DiffRange, _ base: [Value], _ side: [Value], _ likeness: (Int, Int) -> Int
    ) {
        let (rows, columns) = (stretch.old.count, stretch.new.count)
        guard rows > 0, columns > 0 else { return }
        let start = (base: stretch.old.lowerBound, side: stretch.new.lowerBound)
        // At r * width + c: the most that the entries from r and c on have in common, and what these two have.
        let width = columns + 1
        var best = [Int](repeating: 0, count: (rows + 1) * width)
        var common = best
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                let (old, new) = (start.base + row, start.side + column)
                let here = base[old] == side[new] ? 1_000_000 : likeness(old, new)
                let place = row * width + column
                common[place] = here
                best[place] = max(here > 0 ? here + best[place + width + 1] : 0, best[place + width], best[place + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let place = row * width + column
            if common[place] > 0, best[place] == common[place] + best[place + width + 1] {
                pairs[start.base + row] = start.side + column
                (row, column) = (row + 1, column + 1)
            } else if best[place] == best[place + width] {
                row += 1
            } else {
                column += 1
            }
        }
    }
}
