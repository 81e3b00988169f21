/// Whether people who choose a side in every conflict get what that side did there, and no half of a change that a line merge
/// has put outside of the conflicts, as where one side moved lines that the other changed.
enum ConflictLines {
    static func areWhole(_ chunks: [MergeChunk], of bodies: MergeBodies) -> Bool {
        let choices = [chunks.text(conflicts: \.local), chunks.text(conflicts: \.incoming)]
        let texts = ([bodies.base, bodies.local, bodies.incoming] + choices).map { LineText($0) }
        let numbers = LineNumbers(texts)
        let counts = numbers.texts.map { $0.counts(below: numbers.distinct) }
        let (local, incoming) = (counts[1], counts[2])
        return (0..<texts[0].count).allSatisfy { index in
            let line = Int(numbers.texts[0][index])
            // What all have stays.
            if local[line] == 1, incoming[line] == 1 { return counts[3][line] == 1 && counts[4][line] == 1 }
            // What a side took out does not come back with its choice.
            return (local[line] > 0 || counts[3][line] == 0) && (incoming[line] > 0 || counts[4][line] == 0)
        }
    }
}
