/// One changed place between two texts: these old lines became these new lines; lines are counted from 0.
///
/// One of the ranges may be empty (an insertion or a deletion), never both. Between two changes there is always at least
/// one unchanged line.
public struct DiffRange: Hashable, Sendable {
    /// The lines of the old text.
    public var old: Range<Int>
    /// The lines of the new text.
    public var new: Range<Int>

    /// Creates a change from its two line ranges.
    public init(old: Range<Int>, new: Range<Int>) {
        self.old = old
        self.new = new
    }
}

/// Finds the lines that changed between two texts, as `git diff` does by default (Myers, without indent heuristic).
///
/// Deterministic, and bounded in time: texts with nothing in common give up on the smallest difference early. A last
/// line without a line feed differs from the same line with one.
///
/// - Parameters:
///   - old: the text before.
///   - new: the text after.
/// - Returns: the changes in order; empty when the texts are equal.
public func lineDiff(_ old: [UInt8], _ new: [UInt8]) -> [DiffRange] {
    let numbers = LineNumbers([LineText(old), LineText(new)])
    return lineDiff(numbers.texts[0], numbers.texts[1], distinct: numbers.distinct)
}

/// Finds the changes between two texts given as line numbers below `distinct`.
///
/// The steps, and the numbers in them, are those of git's own diff, since which of several equal lines is taken for
/// the unchanged one decides what merges: trim both ends, set aside lines that cannot or hardly matter, bisect what is
/// left, slide the changes into place.
func lineDiff(_ old: [Int32], _ new: [Int32], distinct: Int) -> [DiffRange] {
    let shorter = min(old.count, new.count)
    var head = 0
    while head < shorter && old[head] == new[head] { head += 1 }
    if head == old.count && head == new.count { return [] }
    var tail = 0
    while tail < shorter - head && old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }

    var oldSide = DiffSide(old)
    var newSide = DiffSide(new)
    let kept = keepRelevantLines(
        &oldSide, &newSide, head: head, tail: tail, distinct: distinct)
    var bisection = Bisection(old: kept.old.map { old[$0] }, new: kept.new.map { new[$0] })
    bisection.run()
    for (index, line) in kept.old.enumerated() where bisection.oldChanged[index] { oldSide.changed[line] = true }
    for (index, line) in kept.new.enumerated() where bisection.newChanged[index] { newSide.changed[line] = true }
    slideChanges(of: &oldSide, against: newSide)
    slideChanges(of: &newSide, against: oldSide)
    return changedRanges(oldSide.changed, newSide.changed)
}

/// One text of a diff: its line numbers and which of its lines are changed.
struct DiffSide {
    let lines: [Int32]
    var changed: [Bool]

    init(_ lines: [Int32]) {
        self.lines = lines
        changed = [Bool](repeating: false, count: lines.count)
    }
}

private func changedRanges(_ oldChanged: [Bool], _ newChanged: [Bool]) -> [DiffRange] {
    var ranges: [DiffRange] = []
    var old = 0
    var new = 0
    while old < oldChanged.count || new < newChanged.count {
        let oldStart = old
        let newStart = new
        while old < oldChanged.count && oldChanged[old] { old += 1 }
        while new < newChanged.count && newChanged[new] { new += 1 }
        if old > oldStart || new > newStart {
            ranges.append(DiffRange(old: oldStart..<old, new: newStart..<new))
        }
        old += 1
        new += 1
    }
    return ranges
}
