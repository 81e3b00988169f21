/// The three-way line merge (diff3) of bodies whose lines all end in a line feed.
///
/// Both sides are compared with the base. Changes that overlap or touch fall into one region; a region that one side
/// alone changed takes that side, a region that both changed to the same text takes that text, any other is a conflict.
/// With ``MergeOptions/adjacency`` a region is first cut where the sides merely touch, see `MergeRegion.pieces`.
struct LineMerge {
    private(set) var chunks: [MergeChunk] = []
    private(set) var decisions: [Decision] = []

    private let base: LineText
    private let local: LineText
    private let incoming: LineText
    /// The next line of each side that no chunk covers yet.
    private var position = SidePositions()
    private var settled: [UInt8] = []

    init(base: [UInt8], local: [UInt8], incoming: [UInt8], options: MergeOptions) {
        self.base = LineText(base)
        self.local = LineText(local)
        self.incoming = LineText(incoming)
        let numbers = LineNumbers([self.base, self.local, self.incoming])
        let localChanges = lineDiff(numbers.texts[0], numbers.texts[1], distinct: numbers.distinct)
        let incomingChanges = lineDiff(numbers.texts[0], numbers.texts[2], distinct: numbers.distinct)
        settled.reserveCapacity(max(local.count, incoming.count))
        for region in MergeRegion.all(local: localChanges, incoming: incomingChanges) {
            copyUnchanged(upTo: region.base.lowerBound)
            append(region, options: options)
        }
        copyUnchanged(upTo: self.base.count)
        flush()
    }

    private mutating func copyUnchanged(upTo line: Int) {
        settled += base[position.base..<line]
        position.advance(by: line - position.base)
    }

    private mutating func flush() {
        if !settled.isEmpty { chunks.append(.resolved(settled)) }
        settled = []
    }

    private mutating func append(_ region: MergeRegion, options: MergeOptions) {
        let lines = position.lines(of: region)
        switch region.origin {
        case .local:
            settled += local[lines.local]
        case .incoming:
            settled += incoming[lines.incoming]
        case .both where local[lines.local] == incoming[lines.incoming]:
            settled += local[lines.local]
        case .both:
            let pieces = region.pieces { self.canCut(at: $0, after: $1) }
            if options.adjacency && pieces.contains(where: { $0.origin != .both }) {
                appendSeparately(pieces)
                return
            }
            appendConflict(region, lines: lines, pieces: pieces)
        }
        position.move(past: lines)
    }

    /// Merges the pieces of a region one by one; the caller found that they do not depend on each other.
    private mutating func appendSeparately(_ pieces: [MergeRegion]) {
        decisions.append(
            Decision(
                resolver: "adjacent-lines", line: position.local + 1,
                message: "local and the template changed neighbouring lines: kept both changes"))
        for piece in pieces { append(piece, options: MergeOptions(adjacency: false)) }
    }

    private mutating func appendConflict(_ region: MergeRegion, lines: SideLines, pieces: [MergeRegion]) {
        flush()
        chunks.append(
            .conflict(
                ConflictHunk(
                    kind: region.conflictKind, base: Array(base[lines.base]), local: Array(local[lines.local]),
                    incoming: Array(incoming[lines.incoming]), baseLines: lines.base, localLines: lines.local,
                    incomingLines: lines.incoming, suggestion: suggestion(for: pieces))))
    }

    /// Both changes one after the other, where every piece of a region comes from one side alone.
    private func suggestion(for pieces: [MergeRegion]) -> [UInt8]? {
        guard pieces.allSatisfy({ $0.origin != .both }) else { return nil }
        var position = position
        var text: [UInt8] = []
        for piece in pieces {
            let lines = position.lines(of: piece)
            text += piece.origin == .local ? local[lines.local] : incoming[lines.incoming]
            position.move(past: lines)
        }
        return text
    }

    /// Tells whether one fact ends where the sides touch: not within a continued line or an open quotation.
    private func canCut(at line: Int, after change: SidedChange) -> Bool {
        if line > 0 && isContinued(base[line - 1]) { return false }
        let text = change.side == .local ? local : incoming
        if let last = change.range.new.last, isContinued(text[last]) { return false }
        return !base.leavesQuotationOpen(before: line)
    }

    private func isContinued(_ line: ArraySlice<UInt8>) -> Bool {
        line.dropLast().last == UInt8(ascii: "\\")
    }
}

extension LineText {
    /// Tells whether the lines before one, comments aside, hold an odd number of either quotation mark.
    func leavesQuotationOpen(before line: Int) -> Bool {
        var single = false
        var double = false
        for index in 0..<line where self[index].first != UInt8(ascii: "#") {
            for byte in self[index] {
                if byte == UInt8(ascii: "'") { single.toggle() }
                if byte == UInt8(ascii: "\"") { double.toggle() }
            }
        }
        return single || double
    }
}
