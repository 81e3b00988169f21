import Testing

@testable import Merge

@Suite struct LineDiffTests {
    private func diff(_ old: String, _ new: String) -> [DiffRange] {
        lineDiff(Array(old.utf8), Array(new.utf8))
    }

    @Test(arguments: [
        ("", "", []),
        ("a\n", "a\n", []),
        ("", "a\n", [DiffRange(old: 0..<0, new: 0..<1)]),
        ("a\n", "", [DiffRange(old: 0..<1, new: 0..<0)]),
        ("a\n", "a", [DiffRange(old: 0..<1, new: 0..<1)]),
        ("a\nb\nc\n", "a\nx\nc\n", [DiffRange(old: 1..<2, new: 1..<2)]),
        ("a\nb\nc\nd\n", "b\nc\nx\nd\n", [DiffRange(old: 0..<1, new: 0..<0), DiffRange(old: 3..<3, new: 2..<3)]),
        // A change that may slide goes down as far as it can.
        ("a\nb\n", "a\na\nb\n", [DiffRange(old: 1..<1, new: 1..<2)]),
        ("a\n}\n", "a\n}\nb\n}\n", [DiffRange(old: 2..<2, new: 2..<4)]),
    ])
    func finds(old: String, new: String, changes: [DiffRange]) {
        #expect(diff(old, new) == changes)
    }

    @Test(arguments: [fewLines, someLines, (0..<200).map { "line \($0)" }])
    func changesTurnOldIntoNew(vocabulary: [String]) {
        var generator = MergeGenerator(seed: 21, vocabulary: vocabulary, largest: 40)
        for _ in 0..<400 {
            let sides = generator.sides()
            expectChanges(from: sides.base, to: sides.local)
            // Two texts with nothing to do with each other.
            expectChanges(from: sides.base, to: generator.sides().base)
        }
    }

    @Test func longUnrelatedTextsEndWithACorrectAnswer() {
        var random = SeededGenerator(seed: 22)
        for words in [3, 40, 1000] {
            let old = MergeGenerator.joined((0..<3000).map { _ in "w\(random.below(words))" })
            let new = MergeGenerator.joined((0..<3000).map { _ in "w\(random.below(words))" })
            expectChanges(from: old, to: new)
        }
    }

    /// The lines outside the changes are equal and in step, and every two changes have such a line between them.
    private func expectChanges(from old: [UInt8], to new: [UInt8]) {
        let oldText = LineText(old)
        let newText = LineText(new)
        var oldLine = 0
        var newLine = 0
        for change in lineDiff(old, new) + [
            DiffRange(old: oldText.count..<oldText.count, new: newText.count..<newText.count)
        ] {
            let unchanged = oldLine..<change.old.lowerBound
            #expect(oldText[unchanged] == newText[newLine..<change.new.lowerBound])
            #expect(oldLine == 0 || !unchanged.isEmpty || change.old.lowerBound == oldText.count)
            oldLine = change.old.upperBound
            newLine = change.new.upperBound
        }
    }
}
