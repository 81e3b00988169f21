/// Moves every change of a side to the place where people expect it, without changing what is changed.
///
/// A run of changed lines can slide up or down while the line it takes in equals the line it lets go. Runs that meet
/// become one; a run that can stand opposite a change of the other side does; any other goes down as far as it can.
func slideChanges(of side: inout DiffSide, against other: DiffSide) {
    var run = ChangedRun(in: side, from: 0)
    var opposite = ChangedRun(in: other, from: 0)
    // Two texts of a few repeated lines could make the runs travel back and forth for minutes; past this many steps the
    // remaining runs stay where they are, which is a correct difference all the same.
    var steps = 1 << 20 + 32 * (side.lines.count + other.lines.count)
    while true {
        if !run.isEmpty && steps > 0 {
            settle(&run, in: &side, opposite: &opposite, of: other, steps: &steps)
        }
        guard let next = run.next(in: side), let nextOpposite = opposite.next(in: other) else { return }
        run = next
        opposite = nextOpposite
    }
}

private func settle(
    _ run: inout ChangedRun, in side: inout DiffSide, opposite: inout ChangedRun, of other: DiffSide,
    steps: inout Int
) {
    var highestEnd = run.end
    var alignsWithOther = false
    var size = 0
    repeat {
        size = run.end - run.start
        while run.slideUp(in: &side) {
            steps -= 1
            if let previous = opposite.previous(in: other) { opposite = previous }
        }
        highestEnd = run.end
        alignsWithOther = !opposite.isEmpty
        while run.slideDown(in: &side) {
            steps -= 1
            if let next = opposite.next(in: other) { opposite = next }
            if !opposite.isEmpty { alignsWithOther = true }
        }
    } while size != run.end - run.start && steps > 0
    guard run.end != highestEnd, alignsWithOther else { return }
    while opposite.isEmpty, run.slideUp(in: &side) {
        guard let previous = opposite.previous(in: other) else { return }
        opposite = previous
    }
}

/// A maximal run of changed lines, possibly empty, in front of one unchanged line or the end of the text.
///
/// Both sides of a diff have equally many unchanged lines and so equally many runs: the n-th ones stand opposite.
private struct ChangedRun {
    private(set) var start: Int
    private(set) var end: Int

    init(in side: DiffSide, from start: Int) {
        self.start = start
        end = start
        while end < side.changed.count && side.changed[end] { end += 1 }
    }

    private init(in side: DiffSide, to end: Int) {
        self.end = end
        start = end
        while start > 0 && side.changed[start - 1] { start -= 1 }
    }

    var isEmpty: Bool { start == end }

    func next(in side: DiffSide) -> ChangedRun? {
        end == side.changed.count ? nil : ChangedRun(in: side, from: end + 1)
    }

    func previous(in side: DiffSide) -> ChangedRun? {
        start == 0 ? nil : ChangedRun(in: side, to: start - 1)
    }

    /// Takes in the line above and lets go of the last one, if they are equal; joins a run it meets.
    mutating func slideUp(in side: inout DiffSide) -> Bool {
        guard start > 0, side.lines[start - 1] == side.lines[end - 1] else { return false }
        start -= 1
        end -= 1
        side.changed[start] = true
        side.changed[end] = false
        while start > 0 && side.changed[start - 1] { start -= 1 }
        return true
    }

    /// Takes in the line below and lets go of the first one, if they are equal; joins a run it meets.
    mutating func slideDown(in side: inout DiffSide) -> Bool {
        guard end < side.lines.count, side.lines[start] == side.lines[end] else { return false }
        side.changed[start] = false
        side.changed[end] = true
        start += 1
        end += 1
        while end < side.changed.count && side.changed[end] { end += 1 }
        return true
    }
}
