import Testing

@testable import Merge

/// The laws every merge must keep, on thousands of generated cases.
@Suite struct MergeLawTests {
    static let vocabularies = [fewLines, someLines, markerLines]
    static let options = [MergeOptions(), MergeOptions(adjacency: true)]

    private func cases(_ vocabulary: [String], seed: Int) -> [FileSides] {
        var generator = MergeGenerator(seed: seed, vocabulary: vocabulary, largest: 10)
        return (0..<caseCount(250)).map { index in
            index % 2 == 0 ? generator.sides() : generator.sidesWithAttributes()
        }
    }

    @Test(arguments: options)
    func aSideThatEqualsTheBaseGivesWayByteForByte(options: MergeOptions) {
        var generator = MergeGenerator(seed: 41, vocabulary: markerLines, largest: 5)
        for _ in 0..<caseCount(1000) {
            let dressed = generator.sidesWithAttributes()
            for (base, side) in [(generator.noise(), generator.noise()), (dressed.base, dressed.local)] {
                for (local, incoming) in [(base, side), (side, base), (side, side)] {
                    let merged = merge(base: base, local: local, incoming: incoming, options: options)
                    #expect(merged.outcome == .clean(side))
                    #expect(merged.decisions.isEmpty)
                }
            }
        }
    }

    @Test(arguments: vocabularies, options)
    func swappingTheSidesSwapsTheConflictsAndKeepsTheBytes(vocabulary: [String], options: MergeOptions) {
        for sides in cases(vocabulary, seed: 42) {
            let merged = sides.merged(options)
            let swapped = sides.swapped.merged(options)
            #expect(merged.chunks.conflicts == swapped.chunks.conflicts.map(\.swapped), "\(sides)")
            #expect(merged.conflictCount == swapped.conflictCount, "\(sides)")
            #expect(merged.decisions.map(\.resolver) == swapped.decisions.map(\.resolver), "\(sides)")
            // Where both sides chose new line endings local's are kept: there only the lines are the same.
            if merged.decisions.contains(where: { $0.resolver == "line-endings" }) {
                #expect(merged.chunks.settledText == swapped.chunks.settledText, "\(sides)")
            } else {
                #expect(merged.cleanBytes == swapped.cleanBytes, "\(sides)")
            }
        }
    }

    @Test(arguments: vocabularies, options)
    func noAddedLineIsLost(vocabulary: [String], options: MergeOptions) {
        for sides in cases(vocabulary, seed: 43) {
            let merged = sides.merged(options)
            for side in [sides.local, sides.incoming] {
                for (line, count) in added(in: side, over: sides.base) {
                    #expect(reported(by: merged)[line, default: 0] >= count, "\(shown(line)) of \(sides)")
                }
            }
        }
    }

    @Test(arguments: vocabularies, options)
    func nothingIsInvented(vocabulary: [String], options: MergeOptions) {
        for sides in cases(vocabulary, seed: 44) {
            let known = [sides.base, sides.local, sides.incoming].reduce(into: Set<[UInt8]>()) {
                $0.formUnion(plainLines($1))
            }
            let merged = sides.merged(options)
            #expect(known.isSuperset(of: plainLines(merged.cleanBytes ?? [])), "\(sides)")
        }
    }

    @Test(arguments: vocabularies, options)
    func twiceIsOnce(vocabulary: [String], options: MergeOptions) {
        for sides in cases(vocabulary, seed: 45) {
            guard let once = sides.merged(options).cleanBytes else { continue }
            let twice = merge(base: sides.incoming, local: once, incoming: sides.incoming, options: options)
            #expect(twice.outcome == .clean(once))
        }
    }

    @Test(arguments: vocabularies)
    func beyondGitOnlyANamedDecisionMerges(vocabulary: [String]) {
        for sides in cases(vocabulary, seed: 46) {
            let plain = sides.merged()
            let adjacent = sides.merged(MergeOptions(adjacency: true))
            if adjacent.decisions.contains(where: { $0.resolver == "adjacent-lines" }) {
                #expect(plain.conflictCount > 0, "\(sides)")
            } else {
                #expect(adjacent.outcome == plain.outcome, "\(sides)")
            }
        }
    }

    /// The lines of a text without attributes: a line ends at CRLF, CR, LF or the end of the file.
    private func plainLines(_ bytes: [UInt8]) -> [[UInt8]] {
        var text = bytes
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        var lines: [[UInt8]] = [[]]
        for (index, byte) in text.enumerated() {
            if byte == lineFeed && index > 0 && text[index - 1] == carriageReturn { continue }
            if byte == lineFeed || byte == carriageReturn {
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
            }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func counts(_ lines: [[UInt8]]) -> [[UInt8]: Int] {
        lines.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private func added(in side: [UInt8], over base: [UInt8]) -> [[UInt8]: Int] {
        let before = counts(plainLines(base))
        return counts(plainLines(side)).reduce(into: [:]) { added, line in
            let extra = line.value - before[line.key, default: 0]
            if extra > 0 { added[line.key] = extra }
        }
    }

    /// Every line that the result has, or that a conflict shows on either side.
    private func reported(by merged: FileMerge) -> [[UInt8]: Int] {
        var lines = plainLines(merged.cleanBytes ?? [])
        if merged.cleanBytes == nil {
            for chunk in merged.chunks {
                switch chunk {
                case .resolved(let text): lines += plainLines(text)
                case .conflict(let hunk): lines += plainLines(hunk.local) + plainLines(hunk.incoming)
                }
            }
        }
        return counts(lines)
    }
}

extension ConflictHunk {
    fileprivate var swapped: ConflictHunk {
        ConflictHunk(
            kind: kind, base: base, local: incoming, incoming: local, baseLines: baseLines,
            localLines: incomingLines, incomingLines: localLines, suggestion: suggestion)
    }
}

extension [MergeChunk] {
    fileprivate var settledText: [UInt8] {
        flatMap { chunk in
            if case .resolved(let text) = chunk { return text }
            return []
        }
    }
}
