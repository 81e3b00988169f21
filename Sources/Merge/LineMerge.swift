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
    private var quotations = QuotationScanner()

    /// - Parameter joined: lines of both sides that must not come out apart; what lies between becomes one conflict.
    init(
        base: [UInt8], local: [UInt8], incoming: [UInt8], options: MergeOptions, joining joined: [JoinedLines] = []
    ) {
        self.base = LineText(base)
        self.local = LineText(local)
        self.incoming = LineText(incoming)
        let numbers = LineNumbers([self.base, self.local, self.incoming])
        let localChanges = lineDiff(numbers.texts[0], numbers.texts[1], distinct: numbers.distinct)
        let incomingChanges = lineDiff(numbers.texts[0], numbers.texts[2], distinct: numbers.distinct)
        settled.reserveCapacity(max(local.count, incoming.count))
        for region in MergeRegion.all(local: localChanges, incoming: incomingChanges).joining(joined) {
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
        if region.isJoined {
            appendConflict(region, lines: lines, suggestion: nil)
            position.move(past: lines)
            return
        }
        guard region.origin == .both else { return append([region]) }
        if local[lines.local] == incoming[lines.incoming] {
            settled += local[lines.local]
            position.move(past: lines)
            return
        }
        let pieces = pieces(of: region)
        if options.adjacency && pieces.contains(where: { $0.origin != .both }) {
            decisions.append(
                Decision(
                    resolver: "adjacent-lines", line: position.local + 1,
                    message: "local and the template changed neighbouring lines: kept both changes"))
            append(pieces)
        } else {
            appendConflict(region, lines: lines, suggestion: suggestion(for: pieces))
            position.move(past: lines)
        }
    }

    /// Appends parts that do not depend on each other; none of them is cut further.
    private mutating func append(_ pieces: [MergeRegion]) {
        for piece in pieces {
            let lines = position.lines(of: piece)
            switch piece.origin {
            case .local: settled += local[lines.local]
            case .incoming: settled += incoming[lines.incoming]
            case .both where local[lines.local] == incoming[lines.incoming]: settled += local[lines.local]
            case .both: appendConflict(piece, lines: lines, suggestion: nil)
            }
            position.move(past: lines)
        }
    }

    private mutating func appendConflict(_ region: MergeRegion, lines: SideLines, suggestion: [UInt8]?) {
        flush()
        chunks.append(
            .conflict(
                ConflictHunk(
                    kind: region.conflictKind, base: Array(base[lines.base]), local: Array(local[lines.local]),
                    incoming: Array(incoming[lines.incoming]), baseLines: lines.base, localLines: lines.local,
                    incomingLines: lines.incoming, suggestion: suggestion)))
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

    /// Cuts a region where one fact ends: not within a continued line or an open quotation.
    private mutating func pieces(of region: MergeRegion) -> [MergeRegion] {
        var quotations = quotations
        let pieces = region.pieces { line, change in
            if line > 0 && isContinued(base[line - 1]) { return false }
            let text = change.side == .local ? local : incoming
            if let last = change.range.new.last, isContinued(text[last]) { return false }
            var before = QuotationScanner(from: change.range.old.lowerBound)
            var after = QuotationScanner(from: change.range.new.lowerBound)
            if before.isOpen(before: change.range.old.upperBound, in: base)
                != after.isOpen(before: change.range.new.upperBound, in: text)
            {
                return false
            }
            return !quotations.isOpen(before: line, in: base)
        }
        self.quotations = quotations
        return pieces
    }

    private func isContinued(_ line: ArraySlice<UInt8>) -> Bool {
        let content = line.dropLast()
        return (content.last == carriageReturn ? content.dropLast() : content).last == UInt8(ascii: "\\")
    }
}

/// Follows quotation marks down a text, each line once.
private struct QuotationScanner {
    private var line: Int
    private var single = false
    private var double = false

    init(from line: Int = 0) {
        self.line = line
    }

    /// Tells whether the lines from the first up to this one, comments aside, hold an odd number of either quotation mark.
    ///
    /// - Parameter line: no smaller than in the call before.
    mutating func isOpen(before line: Int, in text: LineText) -> Bool {
        while self.line < line {
            let content = text[self.line]
            if content.first != UInt8(ascii: "#") {
                for byte in content {
                    if byte == UInt8(ascii: "'") { single.toggle() }
                    if byte == UInt8(ascii: "\"") { double.toggle() }
                }
            }
            self.line += 1
        }
        return single || double
    }
}
