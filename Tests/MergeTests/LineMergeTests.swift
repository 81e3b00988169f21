import Testing

@testable import Merge

/// What merges by lines and what does not.
@Suite struct LineMergeTests {
    struct Case: Sendable, CustomStringConvertible {
        var description: String
        var base: String
        var local: String
        var incoming: String
        var result: String

        init(_ description: String, _ base: String, _ local: String, _ incoming: String, _ result: String) {
            self.description = description
            self.base = base
            self.local = local
            self.incoming = incoming
            self.result = result
        }
    }

    static let clean = [
        Case("one line between two edits is enough", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        Case("the same change on both sides", "a\nb\n", "a\nB\n", "a\nB\n", "a\nB\n"),
        Case("the same line appended by both", "a\n", "a\nx\n", "a\nx\n", "a\nx\n"),
        Case("the same change and one more", "a\nb\nc\nd\n", "a\nB\nc\nd\n", "a\nB\nc\nD\n", "a\nB\nc\nD\n"),
        Case("both delete, one more", "a\nb\nc\nd\n", "a\nc\nd\n", "a\nc\n", "a\nc\n"),
        Case(
            "a pin and another two lines below", "f==1\ng==1\nh==1\n", "f==2\ng==1\nh==1\n", "f==1\ng==1\nh==2\n",
            "f==2\ng==1\nh==2\n"),
        Case(
            "replicas changed, a field added below the image",
            "spec:\n  replicas: 2\n  template:\n    image: x\n    port: 1\n",
            "spec:\n  replicas: 5\n  template:\n    image: x\n    port: 1\n",
            "spec:\n  replicas: 2\n  template:\n    image: x\n    user: 1\n    port: 1\n",
            "spec:\n  replicas: 5\n  template:\n    image: x\n    user: 1\n    port: 1\n"),
        Case("a file saved without its final newline, a line appended", "a\n", "a", "a\nb\n", "a\nb"),
        Case("appended, and only the final newline added", "a", "a\nb", "a\n", "a\nb\n"),
        Case("saved with CRLF, one line changed", "a\nb\n", "a\r\nb\r\n", "a\nB\n", "a\r\nB\r\n"),
        Case(
            "one key added by both at different places", "a\nb\nc\n", "k\na\nb\nc\n", "a\nb\nc\nk\n", "k\na\nb\nc\nk\n"),
        Case("local empties the file, nothing incoming", "a\n", "", "a\n", ""),
        Case(
            "invalid UTF-8 is bytes like any other", "a\n\u{FFFD}\nc\n", "A\n\u{FFFD}\nc\n", "a\n\u{FFFD}\nC\n",
            "A\n\u{FFFD}\nC\n"),
    ]

    @Test(arguments: clean)
    func merges(_ sample: Case) {
        let merged = FileSides(sample.base, sample.local, sample.incoming).merged()
        #expect(text(merged.cleanBytes) == sample.result)
        #expect(merged.conflictCount == 0)
        #expect(merged.decisions.isEmpty)
    }

    @Test(arguments: [
        ("two edits of one line", "a\n", "b\n", "c\n", ConflictKind.contentOverlap),
        ("a bumped pin next to a bumped pin", "f==1\ng==1\n", "f==2\ng==1\n", "f==1\ng==2\n", .contentAdjacentCode),
        ("two lines appended", "a\n", "a\nb\n", "a\nc\n", .contentInsertInsert),
        ("two lines inserted into nothing", "", "b\n", "c\n", .contentInsertInsert),
        ("a line appended, the last line edited", "a\nb\n", "a\nb\nc\n", "a\nB\n", .contentAdjacentCode),
        ("an image changed, a line inserted below", "i: 1\nx\n", "i: 2\nx\n", "i: 1\nu: 3\nx\n", .contentAdjacentCode),
        ("a line deleted and edited", "a\nb\nc\n", "a\nc\n", "a\nB\nc\n", .contentOverlap),
        (
            "reformatted, one line changed", "if x:\n  a\n  b\n  c\n", "if x:\n    a\n    b\n    c\n",
            "if x:\n  a\n  B\n  c\n", .contentOverlap
        ),
        (
            "a block moved, a line in it edited", "1\n2\n3\nx\ny\nz\n", "x\ny\nz\n1\n2\n3\n", "1\nTWO\n3\nx\ny\nz\n",
            .contentOverlap
        ),
        ("lines inserted into a deleted block", "a\nb\nc\nd\n", "a\nd\n", "a\nb\nx\nc\nd\n", .contentOverlap),
    ])
    func conflicts(_ name: String, base: String, local: String, incoming: String, kind: ConflictKind) {
        let merged = FileSides(base, local, incoming).merged()
        #expect(merged.cleanBytes == nil, "\(name)")
        #expect(merged.chunks.conflicts.map(\.kind) == [kind], "\(name)")
    }

    @Test func aReindentedFileIsNeverMergedByIgnoringSpace() {
        let merged = FileSides("a:\n  b: 1\n  c: 2\n", "a:\n  b: 1\n  c: 3\n", "a:\n    b: 1\n    c: 2\n").merged()
        #expect(merged.conflictCount == 1)
    }

    @Test func aConflictHoldsItsThreeSidesAndTheirLines() {
        let merged = FileSides("a\nb\nc\n", "x\na\nB1\nB2\nc\n", "a\nc\n").merged()
        #expect(
            merged.outcome
                == .conflicted([
                    ConflictHunk(
                        kind: .contentOverlap, base: Array("b\n".utf8), local: Array("B1\nB2\n".utf8), incoming: [],
                        baseLines: 1..<2, localLines: 2..<4, incomingLines: 1..<1)
                ]))
    }

    @Test func severalConflictsCountSeparately() {
        let merged = FileSides("a\nb\nc\n", "1\nb\n3\n", "x\nb\nz\n").merged()
        #expect(merged.conflictCount == 2)
    }

    @Test func kindsHaveTheirPublishedNames() {
        #expect(
            ConflictKind.allCases.map(\.rawValue) == [
                "content/overlap", "content/adjacent-code", "content/insert-insert", "value/scalar",
                "value/delete-modify", "value/order", "list/identity-ambiguous", "version/downgrade",
                "version/incomparable", "reference/dangling", "parse/result", "add-add", "delete/modify-by-template",
                "rename/rename", "rename/add", "directory-rename", "type-change", "mode", "binary", "submodule",
                "encoding",
            ])
    }
}

@Suite struct BinaryMergeTests {
    @Test func aNulInTheFirst8000BytesMakesAFileBinary() {
        #expect(isBinary([0]))
        #expect(!isBinary([]))
        #expect(isBinary([UInt8](repeating: 65, count: 7999) + [0]))
        #expect(!isBinary([UInt8](repeating: 65, count: 8000) + [0]))
    }

    @Test func oneSidedChangesOfABinaryFileAreTaken() {
        #expect(FileSides("\0a", "\0a", "\0b").merged().cleanBytes == [0, 98])
        #expect(FileSides("\0a", "\0b", "\0a").merged().cleanBytes == [0, 98])
        #expect(FileSides("\0a", "\0b", "\0b").merged().cleanBytes == [0, 98])
    }

    @Test(arguments: [("\0a", "b", "c"), ("a", "\0b", "c"), ("a", "b", "\0c")])
    func twoSidedOnesAreOneConflictThatKeepsLocal(base: String, local: String, incoming: String) {
        let merged = FileSides(base, local, incoming).merged()
        #expect(merged.outcome == .binary)
        #expect(merged.conflictCount == 1)
        #expect(text(merged.marked()) == local)
    }

    @Test func filesPastTheLimitAreNotMergedByLines() {
        let sides = FileSides("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n")
        #expect(sides.merged(MergeOptions(maximumSize: 5)).outcome == .binary)
        #expect(sides.merged(MergeOptions(maximumSize: 6)).conflictCount == 0)
    }
}

/// Two files added under one path, without a common base.
@Suite struct AddAddTests {
    private func merged(_ local: String, _ incoming: String) -> FileMerge {
        mergeWithoutBase(local: Array(local.utf8), incoming: Array(incoming.utf8))
    }

    @Test(arguments: ["", "a\n", "a", "\0"])
    func sameBytesAreClean(file: String) {
        #expect(text(merged(file, file).cleanBytes) == file)
        #expect(merged(file, file).decisions.isEmpty)
    }

    @Test(arguments: [
        ("a\nb\n", "a\r\nb\r\n"), ("a\r\nb\n", "a\nb\n"), ("a\n", "a"), ("\u{FEFF}a\n", "a\n"), ("a\rb\r", "a\nb\n"),
    ])
    func sameLinesKeepLocalsAttributesAndSayso(local: String, incoming: String) {
        for (local, incoming) in [(local, incoming), (incoming, local)] {
            #expect(text(merged(local, incoming).cleanBytes) == local)
            #expect(merged(local, incoming).decisions.map(\.resolver) == ["attributes"])
        }
    }

    @Test func everyLineOfTheTemplatesInLocalKeepsLocal() {
        let merged = merged("# Tests\na\nb\nc\n", "a\nc\n")
        #expect(text(merged.cleanBytes) == "# Tests\na\nb\nc\n")
        #expect(merged.decisions.map(\.resolver) == ["included"])
    }

    @Test(arguments: [("a\nc\n", "a\nb\nc\n"), ("a\nb\n", "b\na\n"), ("\na\n", "\n"), ("a\nb\n", "")])
    func otherwiseNothingTellsWhatBelongsTogether(local: String, incoming: String) {
        #expect(merged(local, incoming).conflictCount == 1)
    }

    @Test func anythingElseIsOneConflictOverTheWholeFile() {
        let merged = merged("a\nb\nc\n", "a\nB\nc\n")
        #expect(merged.chunks.conflicts.map(\.kind) == [.addAdd])
        #expect(text(merged.chunks.conflicts.first?.local) == "a\nb\nc\n")
        #expect(merged.chunks.conflicts.first?.incomingLines == 0..<3)
        #expect(
            text(merged.marked(style: .merge)) == "a\n<<<<<<< local\nb\n=======\nB\n>>>>>>> incoming\nc\n")
        #expect(
            text(merged.marked())
                == "a\n<<<<<<< local\nb\n||||||| base\n=======\nB\n>>>>>>> incoming\nc\n")
    }

    @Test(arguments: [("a\r\nb\r\n", "x\n", "\r\n"), ("a\nb\n", "x\r\n", "\n"), ("", "x\r\n", "\r\n")])
    func aConflictIsWrittenWithLocalsLineEndings(local: String, incoming: String, ending: String) {
        let marked = merged(local, incoming).marked(style: .merge)
        #expect(text(marked)?.hasSuffix("=======\(ending)x\(ending)>>>>>>> incoming\(ending)") == true)
    }

    @Test func anEmptyFileAgainstAFullOneIsAConflict() {
        #expect(merged("", "a\n").conflictCount == 1)
        #expect(merged("a\n", "").conflictCount == 1)
    }

    @Test func binaryFilesConflict() {
        #expect(merged("\0", "a").outcome == .binary)
    }
}
