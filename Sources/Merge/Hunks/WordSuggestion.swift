/// What a conflict may become where the sides changed different words of the same lines.
///
/// In code one such merge of six is wrong, so it is only ever proposed: all of a conflict or nothing, and people decide.
enum WordSuggestion {
    /// The longest side, in bytes, that is looked at: of more than about a hundred lines nobody sees whether it is right.
    private static let largest = 8 << 10

    /// Why lines of both sides can't stand together, where it is no more than that: other kinds are about what a merge would
    /// mean, and words say nothing of it.
    private static let kinds: Set<ConflictKind> = [.contentOverlap, .contentAdjacentCode, .valueScalar]

    /// Both sides' words; nil where their edits touch, or no word between them is as it was, and where much was changed.
    static func text(of hunk: ConflictHunk) -> [UInt8]? {
        let sides = Sides(base: hunk.base, local: hunk.local, incoming: hunk.incoming)
        guard kinds.contains(hunk.kind), ![sides.base, sides.local, sides.incoming].contains(where: \.isEmpty),
            [sides.base, sides.local, sides.incoming].allSatisfy({ $0.count <= largest }),
            // Lines that merge are a conflict for a reason that neither lines nor words tell.
            LineMerge(base: sides.base, local: sides.local, incoming: sides.incoming, options: MergeOptions())
                .settledBytes == nil
        else { return nil }
        let texts = sides.map { LineText(words: $0) }
        let numbers = LineNumbers([texts.base, texts.local, texts.incoming])
        let regions = MergeRegion.all(
            local: lineDiff(numbers.texts[0], numbers.texts[1], distinct: numbers.distinct),
            incoming: lineDiff(numbers.texts[0], numbers.texts[2], distinct: numbers.distinct))
        let changed = regions.reduce(0) { $0 + texts.base.words(in: $1.base) }
        guard changed * 3 <= texts.base.words(in: 0..<texts.base.count) * 2 else { return nil }
        var result: [UInt8] = []
        var position = SidePositions()
        var previous: MergeRegion.Origin?
        for region in regions {
            let gap = position.base..<region.base.lowerBound
            if let previous, previous != region.origin || region.origin == .both, !holdsWord(texts.base, gap) {
                return nil
            }
            previous = region.origin
            result += texts.base[gap]
            position.advance(by: gap.count)
            let pieces = position.lines(of: region)
            position.move(past: pieces)
            switch region.origin {
            case .local: result += texts.local[pieces.local]
            case .incoming: result += texts.incoming[pieces.incoming]
            case .both:
                guard texts.local[pieces.local] == texts.incoming[pieces.incoming] else { return nil }
                result += texts.local[pieces.local]
            }
        }
        result += texts.base[position.base..<texts.base.count]
        // Nothing is proposed that people see anyway.
        return result == hunk.local || result == hunk.incoming || result.last != lineFeed ? nil : result
    }

    /// Whether a word or a number is among some pieces, not only signs.
    private static func holdsWord(_ text: LineText, _ pieces: Range<Int>) -> Bool {
        pieces.contains { text[$0].first.map { $0.isWordByte || $0 >= 0x80 } == true }
    }
}

extension FileMerge {
    /// The same merge with both sides' words proposed where nothing is proposed yet, and where that breaks nothing.
    func proposingWords(_ bodies: @autoclosure () -> MergeBodies, options: MergeOptions) -> FileMerge {
        guard case .conflicted(let hunks) = outcome,
            !decisions.contains(where: { $0.resolver == AutomaticResolver.generatedFile.rawValue })
        else { return self }
        let found = hunks.enumerated().compactMap { index, hunk -> (Int, [UInt8])? in
            if hunk.suggestion != nil { return nil }
            return WordSuggestion.text(of: hunk).map { (index, $0) }
        }
        if found.isEmpty { return self }
        let bodies = bodies()
        let names = NameGuard(bodies, options: options)
        let format = FileFormat.of(path: options.path).flatMap { $0.parse(bodies.local) == nil ? nil : $0 }
        let fitting = found.prefix(Self.mostProposals).filter { index, text in
            let trial = chunks.replacingConflict(index, by: text)
            guard names?.doubled(in: trial).isEmpty != false else { return false }
            return format?.parse(trial.text(conflicts: \.local)).map { _ in true } ?? (format == nil)
        }
        return proposing(Dictionary(uniqueKeysWithValues: fitting))
    }

    /// How many conflicts of a file get a proposal: each is looked at with the whole file.
    private static let mostProposals = 20
}

extension [MergeChunk] {
    /// The same with one conflict, counted from 0, settled.
    fileprivate func replacingConflict(_ number: Int, by text: [UInt8]) -> [MergeChunk] {
        var conflict = -1
        return map { chunk in
            guard case .conflict = chunk else { return chunk }
            conflict += 1
            return conflict == number ? .resolved(text) : chunk
        }
    }
}
