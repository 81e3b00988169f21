/// Finds a short edit between two line sequences by Myers' divide and conquer, in linear space.
///
/// From both ends at once, the furthest point reachable with a number of edits is kept for every diagonal; where the
/// two fronts meet, the problem splits in two. Rules of thumb end hopeless searches: past `costLimit` edits the best
/// point so far is taken, so that the time stays near-linear for any input and the answer is a correct, if not the
/// smallest, difference.
struct Bisection {
    private let old: [Int32]
    private let new: [Int32]
    private(set) var oldChanged: [Bool]
    private(set) var newChanged: [Bool]
    /// The furthest old position on each diagonal, forwards and backwards; diagonal d is at index d + origin.
    private var forward: [Int]
    private var backward: [Int]
    private let origin: Int
    private let costLimit: Int

    /// A run of equal lines this long is a hint of the right way.
    private static let snakeLength = 20
    /// From this many edits on, a good enough way is taken.
    private static let heuristicCost = 256
    /// How many times its cost a way must have progressed to be good enough.
    private static let progressFactor = 4

    init(old: [Int32], new: [Int32]) {
        self.old = old
        self.new = new
        oldChanged = [Bool](repeating: false, count: old.count)
        newChanged = [Bool](repeating: false, count: new.count)
        let diagonals = old.count + new.count + 3
        forward = [Int](repeating: 0, count: diagonals)
        backward = forward
        origin = new.count + 1
        costLimit = max(roughSquareRoot(diagonals), 256)
    }

    /// A part of the problem: these old lines against these new lines.
    private struct Box {
        var old: Range<Int>
        var new: Range<Int>
        /// Whether the rules of thumb are off, since this part is known to be cheap.
        var exact = false
    }

    /// Where to cut a box, and which of its halves were searched exactly.
    private struct Cut {
        var old: Int
        var new: Int
        var exactBefore = true
        var exactAfter = true
    }

    /// Marks the changed lines of both sides.
    mutating func run() {
        var boxes = [Box(old: 0..<old.count, new: 0..<new.count)]
        while let next = boxes.popLast() {
            let box = trimmed(next)
            if box.old.isEmpty {
                for line in box.new { newChanged[line] = true }
            } else if box.new.isEmpty {
                for line in box.old { oldChanged[line] = true }
            } else {
                let cut = cut(box)
                boxes.append(
                    Box(
                        old: cut.old..<box.old.upperBound, new: cut.new..<box.new.upperBound,
                        exact: cut.exactAfter))
                boxes.append(
                    Box(
                        old: box.old.lowerBound..<cut.old, new: box.new.lowerBound..<cut.new,
                        exact: cut.exactBefore))
            }
        }
    }

    private func trimmed(_ box: Box) -> Box {
        var box = box
        var (oldStart, oldEnd) = (box.old.lowerBound, box.old.upperBound)
        var (newStart, newEnd) = (box.new.lowerBound, box.new.upperBound)
        while oldStart < oldEnd && newStart < newEnd && old[oldStart] == new[newStart] {
            oldStart += 1
            newStart += 1
        }
        while oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] == new[newEnd - 1] {
            oldEnd -= 1
            newEnd -= 1
        }
        box.old = oldStart..<oldEnd
        box.new = newStart..<newEnd
        return box
    }

    private mutating func cut(_ box: Box) -> Cut {
        let lowest = box.old.lowerBound - box.new.upperBound
        let highest = box.old.upperBound - box.new.lowerBound
        let firstDiagonal = box.old.lowerBound - box.new.lowerBound
        let lastDiagonal = box.old.upperBound - box.new.upperBound
        let meetsForwards = (firstDiagonal - lastDiagonal) & 1 != 0
        var ahead = firstDiagonal...firstDiagonal
        var behind = lastDiagonal...lastDiagonal
        forward[origin + firstDiagonal] = box.old.lowerBound
        backward[origin + lastDiagonal] = box.old.upperBound

        var cost = 1
        while true {
            var sawSnake = false
            ahead = Self.widened(
                ahead, within: lowest...highest, reached: &forward, origin: origin, unreached: -1)
            for diagonal in stride(from: ahead.upperBound, through: ahead.lowerBound, by: -2) {
                let below = forward[origin + diagonal - 1]
                let above = forward[origin + diagonal + 1]
                let start = below >= above ? below + 1 : above
                var line = start
                while line < box.old.upperBound && line - diagonal < box.new.upperBound
                    && old[line] == new[line - diagonal]
                {
                    line += 1
                }
                if line - start > Self.snakeLength { sawSnake = true }
                forward[origin + diagonal] = line
                if meetsForwards && behind.contains(diagonal) && backward[origin + diagonal] <= line {
                    return Cut(old: line, new: line - diagonal)
                }
            }
            behind = Self.widened(
                behind, within: lowest...highest, reached: &backward, origin: origin, unreached: Int.max)
            for diagonal in stride(from: behind.upperBound, through: behind.lowerBound, by: -2) {
                let below = backward[origin + diagonal - 1]
                let above = backward[origin + diagonal + 1]
                let start = below < above ? below : above - 1
                var line = start
                while line > box.old.lowerBound && line - diagonal > box.new.lowerBound
                    && old[line - 1] == new[line - diagonal - 1]
                {
                    line -= 1
                }
                if start - line > Self.snakeLength { sawSnake = true }
                backward[origin + diagonal] = line
                if !meetsForwards && ahead.contains(diagonal) && line <= forward[origin + diagonal] {
                    return Cut(old: line, new: line - diagonal)
                }
            }
            if !box.exact {
                if sawSnake && cost > Self.heuristicCost {
                    if let cut = promising(box, ahead: ahead, from: firstDiagonal, cost: cost) { return cut }
                    if let cut = promising(box, behind: behind, from: lastDiagonal, cost: cost) { return cut }
                }
                if cost >= costLimit { return furthest(box, ahead: ahead, behind: behind) }
            }
            cost += 1
        }
    }

    /// Widens a front by one diagonal on each side; at a border of the box it shrinks instead, to keep its parity.
    private static func widened(
        _ front: ClosedRange<Int>, within box: ClosedRange<Int>, reached: inout [Int], origin: Int, unreached: Int
    ) -> ClosedRange<Int> {
        var (low, high) = (front.lowerBound, front.upperBound)
        if low > box.lowerBound {
            low -= 1
            reached[origin + low - 1] = unreached
        } else {
            low += 1
        }
        if high < box.upperBound {
            high += 1
            reached[origin + high + 1] = unreached
        } else {
            high -= 1
        }
        return low...high
    }

    /// Looks for a forward way that progressed far for its cost and ends in a long run of equal lines.
    private func promising(_ box: Box, ahead: ClosedRange<Int>, from middle: Int, cost: Int) -> Cut? {
        var best = 0
        var cut: Cut?
        for diagonal in stride(from: ahead.upperBound, through: ahead.lowerBound, by: -2) {
            let line = forward[origin + diagonal]
            let other = line - diagonal
            let progress = line - box.old.lowerBound + other - box.new.lowerBound - abs(diagonal - middle)
            guard progress > Self.progressFactor * cost, progress > best,
                line >= box.old.lowerBound + Self.snakeLength, line < box.old.upperBound,
                other >= box.new.lowerBound + Self.snakeLength, other < box.new.upperBound,
                (1...Self.snakeLength).allSatisfy({ old[line - $0] == new[other - $0] })
            else { continue }
            best = progress
            cut = Cut(old: line, new: other, exactAfter: false)
        }
        return cut
    }

    /// The same, backwards.
    private func promising(_ box: Box, behind: ClosedRange<Int>, from middle: Int, cost: Int) -> Cut? {
        var best = 0
        var cut: Cut?
        for diagonal in stride(from: behind.upperBound, through: behind.lowerBound, by: -2) {
            let line = backward[origin + diagonal]
            let other = line - diagonal
            let progress = box.old.upperBound - line + box.new.upperBound - other - abs(diagonal - middle)
            guard progress > Self.progressFactor * cost, progress > best,
                line > box.old.lowerBound, line <= box.old.upperBound - Self.snakeLength,
                other > box.new.lowerBound, other <= box.new.upperBound - Self.snakeLength,
                (0..<Self.snakeLength).allSatisfy({ old[line + $0] == new[other + $0] })
            else { continue }
            best = progress
            cut = Cut(old: line, new: other, exactBefore: false)
        }
        return cut
    }

    /// Gives up: cuts at the point that either front brought furthest.
    private func furthest(_ box: Box, ahead: ClosedRange<Int>, behind: ClosedRange<Int>) -> Cut {
        var aheadSum = -1
        var aheadLine = -1
        for diagonal in stride(from: ahead.upperBound, through: ahead.lowerBound, by: -2) {
            var line = min(forward[origin + diagonal], box.old.upperBound)
            if line - diagonal > box.new.upperBound { line = box.new.upperBound + diagonal }
            if aheadSum < 2 * line - diagonal {
                aheadSum = 2 * line - diagonal
                aheadLine = line
            }
        }
        var behindSum = Int.max
        var behindLine = Int.max
        for diagonal in stride(from: behind.upperBound, through: behind.lowerBound, by: -2) {
            var line = max(box.old.lowerBound, backward[origin + diagonal])
            if line - diagonal < box.new.lowerBound { line = box.new.lowerBound + diagonal }
            if 2 * line - diagonal < behindSum {
                behindSum = 2 * line - diagonal
                behindLine = line
            }
        }
        let total = box.old.upperBound + box.new.upperBound
        if total - behindSum < aheadSum - (box.old.lowerBound + box.new.lowerBound) {
            return Cut(old: aheadLine, new: aheadSum - aheadLine, exactAfter: false)
        }
        return Cut(old: behindLine, new: behindSum - behindLine, exactBefore: false)
    }
}
