extension FormattedOnly {
    /// Lines that say the same on both sides.
    private struct Piece {
        var base: Range<Int>
        var local: Range<Int>
    }

    /// So many lines a formatter may make of one.
    private static let furthest = 60

    /// Local's lines of a conflict in which local only formatted, with the template's in place of those that the template
    /// changed; nil where the lines of both can't be told apart.
    ///
    /// A statement is taken whole from one side. The result must say what the template's lines say.
    func formatted(_ hunk: ConflictHunk) -> [UInt8]? {
        guard let pieces = pieces(hunk) else { return nil }
        let (base, local, incoming) = (LineText(hunk.base), LineText(hunk.local), LineText(hunk.incoming))
        let changes = lineDiff(hunk.base, hunk.incoming)
        /// The template's line for one of the base: above what was put in there, or below.
        func above(_ base: Int) -> Int {
            changes.prefix { $0.old.upperBound < base || $0.old.upperBound == base && !$0.old.isEmpty }
                .reduce(base) { $0 + $1.new.count - $1.old.count }
        }
        func below(_ base: Int) -> Int {
            changes.prefix { $0.old.upperBound <= base }.reduce(base) { $0 + $1.new.count - $1.old.count }
        }
        var text: [UInt8] = []
        var start = (base: 0, local: 0)
        var copied = 0
        for piece in pieces {
            let end = (
                base: piece.base.upperBound - hunk.baseLines.lowerBound,
                local: piece.local.upperBound - hunk.localLines.lowerBound
            )
            if changes.contains(where: { $0.old.lowerBound < end.base && end.base < $0.old.upperBound }) { continue }
            let isChanged = changes.contains { change in
                change.old.isEmpty
                    ? start.base < change.old.lowerBound && change.old.lowerBound < end.base
                    : change.old.overlaps(start.base..<end.base)
            }
            // What was put in above stands there in either case.
            let first = below(start.base)
            text += incoming[copied..<first]
            copied = above(end.base)
            if isChanged {
                text += reindented(
                    incoming[first..<max(first, copied)], from: Self.indentation(of: base[start.base..<end.base]),
                    to: Self.indentation(of: local[start.local..<end.local]), startsLine: true)
            } else {
                text += local[start.local..<end.local]
            }
            start = end
        }
        text += incoming[copied..<incoming.count]
        return says(text, inPlaceOf: hunk) ? text : nil
    }

    /// The indentation of the first line that holds anything.
    private static func indentation(of lines: ArraySlice<UInt8>) -> [UInt8] {
        let first = lines.split(separator: lineFeed).first { !isBlank($0) } ?? []
        return Array(first.prefix { isBlank($0) })
    }

    /// The lines of the base and local's in as small pieces as say the same.
    private func pieces(_ hunk: ConflictHunk) -> [Piece]? {
        var pieces: [Piece] = []
        var start = (base: hunk.baseLines.lowerBound, local: hunk.localLines.lowerBound)
        var end = start.base
        while end < hunk.baseLines.upperBound {
            end += 1
            let isLast = end == hunk.baseLines.upperBound
            let most = min(hunk.localLines.upperBound, start.local + Self.furthest)
            let ends = isLast ? [hunk.localLines.upperBound] : Array(start.local...most)
            func fits(_ local: Int) -> Bool { areAlike(start.base..<end, start.local..<local) }
            guard let first = ends.first(where: fits) else { continue }
            // Blank lines are those of the base's, however many.
            let isBlank = sides.base.isBlank(start.base..<end)
            let last =
                isBlank ? ends.drop { $0 < first }.prefix { sides.local.isBlank(first..<$0) }.last ?? first : first
            pieces.append(Piece(base: start.base..<end, local: start.local..<last))
            start = (end, last)
        }
        return start == (hunk.baseLines.upperBound, hunk.localLines.upperBound) ? pieces : nil
    }

    private func areAlike(_ base: Range<Int>, _ local: Range<Int>) -> Bool {
        guard let around = sides.base.surroundings(base), around == sides.local.surroundings(local) else {
            return false
        }
        return sides.local.onlyFormats(sides.base, local, from: base)
    }
}
