/// How often a line of one text occurs in the other, as far as the search for a common sequence cares.
private enum Occurrence {
    /// Not at all: the line is changed, whatever else is found.
    case never
    /// Sometimes: a landmark.
    case sometimes
    /// So often (blank lines, braces) that it says little about where a text belongs.
    case often
}

/// Chooses the lines that the bisection has to look at and marks all others between head and tail as changed.
///
/// A line that the other text lacks is changed for certain. A line that occurs very often there is set aside where the
/// lines around it are mostly without a match too: aligning it would only tear a change apart.
///
/// - Returns: the positions of the kept lines in both texts.
func keepRelevantLines(
    _ old: inout DiffSide, _ new: inout DiffSide, head: Int, tail: Int, distinct: Int
) -> (old: [Int], new: [Int]) {
    var oldCounts = [Int32](repeating: 0, count: distinct)
    var newCounts = [Int32](repeating: 0, count: distinct)
    for line in old.lines { oldCounts[Int(line)] += 1 }
    for line in new.lines { newCounts[Int(line)] += 1 }
    return (
        keepRelevantLines(&old, within: head..<old.lines.count - tail, counts: newCounts),
        keepRelevantLines(&new, within: head..<new.lines.count - tail, counts: oldCounts)
    )
}

private func keepRelevantLines(_ side: inout DiffSide, within range: Range<Int>, counts: [Int32]) -> [Int] {
    let limit = min(roughSquareRoot(side.lines.count), 1024)
    let occurrences = range.map { position -> Occurrence in
        let count = Int(counts[Int(side.lines[position])])
        return count == 0 ? .never : count >= limit ? .often : .sometimes
    }
    var kept: [Int] = []
    kept.reserveCapacity(range.count)
    for (index, occurrence) in occurrences.enumerated() {
        switch occurrence {
        case .sometimes:
            kept.append(range.lowerBound + index)
        case .often where !isLostAmongUnmatched(index, in: occurrences):
            kept.append(range.lowerBound + index)
        case .often, .never:
            side.changed[range.lowerBound + index] = true
        }
    }
    return kept
}

/// Tells whether a frequent line stands in a run of lines that hardly match, in both directions.
private func isLostAmongUnmatched(_ index: Int, in occurrences: [Occurrence]) -> Bool {
    // A window bounds the work in a file that consists of frequent lines.
    let window = 100
    var unmatched = 0
    var frequent = 0

    func scan(_ positions: some Sequence<Int>) -> Bool {
        var found = 0
        frequent += 1
        scanning: for position in positions {
            switch occurrences[position] {
            case .never: found += 1
            case .often: frequent += 1
            case .sometimes: break scanning
            }
        }
        unmatched += found
        return found > 0
    }

    let first = max(0, index - window)
    let last = min(occurrences.count - 1, index + window)
    guard scan(stride(from: index - 1, through: first, by: -1)) else { return false }
    guard scan(stride(from: index + 1, through: last, by: 1)) else { return false }
    return frequent * 4 < frequent + unmatched
}

/// The power of two next to the square root of a count, without floating point.
func roughSquareRoot(_ count: Int) -> Int {
    var root = 1
    var rest = count
    while rest > 0 {
        root <<= 1
        rest >>= 2
    }
    return root
}
