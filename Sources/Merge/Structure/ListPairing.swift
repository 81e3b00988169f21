/// Pairs the entries of two lists, in order, so that what is alike belongs together.
enum ListPairing {
    /// The largest table that is filled; beyond it only equal ends are paired.
    private static let largestTable = 250_000

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
        let rows = ends.base - start
        let columns = ends.side - start
        guard rows > 0, columns > 0, rows * columns <= largestTable else { return pairs }
        // best[r][c]: the most that the entries from r and c on have in common.
        var best = [[Int]](repeating: [Int](repeating: 0, count: columns + 1), count: rows + 1)
        var common = [[Int]](repeating: [Int](repeating: 0, count: columns), count: rows)
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                let (old, new) = (base[start + row], side[start + column])
                common[row][column] = old == new ? 1_000_000 : likeness(start + row, start + column)
                let here = common[row][column]
                let paired = here > 0 ? here + best[row + 1][column + 1] : 0
                best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let here = common[row][column]
            if here > 0, best[row][column] == here + best[row + 1][column + 1] {
                pairs[start + row] = start + column
                (row, column) = (row + 1, column + 1)
            } else if best[row][column] == best[row + 1][column] {
                row += 1
            } else {
                column += 1
            }
        }
        return pairs
    }
}
