/// Edits of a block that the other side moved as it was: they are made where the block stands now.
///
/// A block is one where it has three lines that say something, stands once, and begins at the margin, so that it belongs
/// to nothing but the file. The edit must be within it.
struct MovedBlocks {
    private let file: HunkFile

    /// Nil for files that are merged by more than their lines.
    init?(_ file: HunkFile) {
        guard FileFormat.of(path: file.path) == nil else { return nil }
        self.file = file
    }

    /// The chunks with all such edits made; nil where there is none, and where that doubles a name.
    func followed(
        _ chunks: [MergeChunk], names: NameGuard?
    ) -> (chunks: [MergeChunk], decisions: [Decision])? {
        var result = chunks
        var decisions: [Decision] = []
        for index in chunks.indices {
            guard let hunk = chunks[index].conflict, let move = Move(hunk), isOnlyMoved(move),
                let place = place(of: move.old, in: result)
            else { continue }
            result[place.chunk] = .resolved(place.above + move.new + place.below)
            result[index] = .resolved([])
            let (editor, mover) = move.isByLocal ? ("the template", "local") : ("local", "the template")
            decisions.append(
                Decision(
                    resolver: AutomaticResolver.movedBlocks.rawValue, line: hunk.localLines.lowerBound + 1,
                    message: "\(editor) changed a block that \(mover) moved: changed it where it stands now"))
        }
        guard !decisions.isEmpty, names?.doubled(in: result).isEmpty ?? true else { return nil }
        return (result, decisions)
    }

    /// Whether the block stands once in the base and where it was moved, and not as it was where it was changed.
    private func isOnlyMoved(_ move: Move) -> Bool {
        let block = move.oldLines
        func count(_ side: SideName) -> Int {
            let lines = file.lines[side]
            guard lines.count >= block.count else { return 0 }
            return (0...lines.count - block.count).count { lines[$0] == block[0] && lines[$0...].starts(with: block) }
        }
        let (mover, editor): (SideName, SideName) = move.isByLocal ? (.local, .incoming) : (.incoming, .local)
        return count(.base) == 1 && count(mover) == 1 && count(editor) == 0
    }

    /// The only settled text that holds the block.
    private func place(of block: [UInt8], in chunks: [MergeChunk]) -> (chunk: Int, above: [UInt8], below: [UInt8])? {
        for (index, chunk) in chunks.enumerated() {
            guard case .resolved(let bytes) = chunk else { continue }
            let text = LineText(bytes)
            guard let start = text.starts.first(where: { bytes[$0...].starts(with: block) }) else { continue }
            return (index, Array(bytes[..<start]), Array(bytes[(start + block.count)...]))
        }
        return nil
    }

    /// A block that one side took from its place while the other changed it.
    private struct Move {
        let isByLocal: Bool
        let old: [UInt8]
        let new: [UInt8]
        let oldLines: [String]

        init?(_ hunk: ConflictHunk) {
            guard hunk.local.isEmpty != hunk.incoming.isEmpty else { return nil }
            isByLocal = hunk.local.isEmpty
            let lines = HunkFile.lines(of: hunk)
            let before = Self.trimmed(lines.base)
            let after = Self.trimmed(isByLocal ? lines.incoming : lines.local)
            guard let first = before.first, first == after.first, first.first?.isWhitespace == false,
                before.count(where: { !$0.trimmed.isEmpty }) > 2
            else { return nil }
            // What came at the margin, unless in the middle of the block, may be no part of it.
            let known = Set(before)
            let isWithin = after.allSatisfy { known.contains($0) || $0.first?.isWhitespace ?? true }
            guard isWithin || before.last == after.last else { return nil }
            // A block that was written anew is another one.
            let kept = before.count { after.contains($0) }
            guard kept * 2 > before.count else { return nil }
            oldLines = before
            old = Self.bytes(before)
            new = Self.bytes(after)
        }

        private static func trimmed(_ lines: [String]) -> [String] {
            Array(lines.drop { $0.trimmed.isEmpty }.reversed().drop { $0.trimmed.isEmpty }.reversed())
        }

        private static func bytes(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [lineFeed] } }
    }
}
