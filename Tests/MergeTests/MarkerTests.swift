import Testing

@testable import Merge

@Suite struct MarkerTests {
    private let sides = FileSides("0\na\nb\nc\n9\n", "0\nx\nb1\ny\n9\n", "0\nx\nb2\ny\n9\n")

    @Test(arguments: [
        (MarkerStyle.merge, "0\nx\n<<<<<<< mine\nb1\n=======\nb2\n>>>>>>> v2\ny\n9\n"),
        (.zdiff3, "0\nx\n<<<<<<< mine\nb1\n||||||| v1\na\nb\nc\n=======\nb2\n>>>>>>> v2\ny\n9\n"),
        (.diff3, "0\n<<<<<<< mine\nx\nb1\ny\n||||||| v1\na\nb\nc\n=======\nx\nb2\ny\n>>>>>>> v2\n9\n"),
    ])
    func stylesEncloseMoreOrLess(style: MarkerStyle, expected: String) {
        let labels = MarkerLabels(local: "mine", base: "v1", incoming: "v2")
        #expect(text(sides.merged().marked(labels: labels, style: style)) == expected)
    }

    @Test func aConflictInWhichBothSidesHaveTheSameKeepsItsMarkers() {
        var writer = MarkerWriter(length: 7, labels: MarkerLabels(), style: .merge)
        let sides = Array("a\n".utf8)
        writer.append(
            .conflict(
                ConflictHunk(
                    kind: .contentOverlap, base: [], local: sides, incoming: sides, baseLines: 0..<0, localLines: 0..<1,
                    incomingLines: 0..<1)))
        #expect(text(writer.body) == "a\n<<<<<<< local\n=======\n>>>>>>> incoming\n")
    }

    @Test func onlyTheDifferingLinesOfALongConflictAreEnclosed() {
        let middle = (1...5).map { "m\($0)\n" }.joined()
        let merged = FileSides("a\n", "1\n\(middle)2\n", "x\n\(middle)y\n").merged()
        #expect(
            text(merged.marked(style: .merge))
                == "<<<<<<< local\n1\n=======\nx\n>>>>>>> incoming\n\(middle)"
                + "<<<<<<< local\n2\n=======\ny\n>>>>>>> incoming\n")
    }

    @Test func aMissingFinalNewlineGluesNothing() {
        let merged = FileSides("a", "b", "c").merged()
        #expect(
            text(merged.marked(style: .merge)) == "<<<<<<< local\nb\n=======\nc\n>>>>>>> incoming")
    }

    @Test func markersAreLongerThanAnythingLikeThemInTheFile() {
        let merged = FileSides("a\n", "<<<<<<<<< x\n", "Title\n==========\n").merged()
        #expect(merged.markerLength == 11)
        #expect(
            text(merged.marked(style: .merge))
                == "<<<<<<<<<<< local\n<<<<<<<<< x\n===========\nTitle\n==========\n>>>>>>>>>>> incoming\n")
    }

    @Test func labelsStayOnTheirLine() {
        let labels = MarkerLabels(local: "", base: "", incoming: "a\nb")
        #expect(
            text(FileSides("a\n", "b\n", "c\n").merged().marked(labels: labels))
                == "<<<<<<<\nb\n|||||||\na\n=======\nc\n>>>>>>> a b\n")
    }

    @Test func aCleanFileIsWrittenAsItIs() {
        #expect(text(FileSides("a\n", "a\n", "b\n").merged().marked()) == "b\n")
    }

    @Test func conflictingSidesCanBeReadBack() throws {
        let marked = try parseMarkers(sides.merged().marked(style: .diff3))
        #expect(marked.conflictCount == 1)
        #expect(marked.resolved(to: .local) == sides.local)
        #expect(marked.resolved(to: .base) == sides.base)
        #expect(marked.resolved(to: .incoming) == sides.incoming)
        #expect(try parseMarkers(sides.merged().marked(style: .merge)).resolved(to: .base) == nil)
    }

    @Test(arguments: [fewLines, markerLines], MarkerStyle.allCases)
    func everythingThatIsMarkedCanBeReadBack(vocabulary: [String], style: MarkerStyle) throws {
        var generator = MergeGenerator(seed: 31, vocabulary: vocabulary, largest: 8)
        var conflicts = 0
        for _ in 0..<500 {
            let sides = generator.sidesWithAttributes()
            let merged = sides.merged()
            guard case .conflicted(let hunks) = merged.outcome else { continue }
            conflicts += hunks.count
            let marked = try parseMarkers(merged.marked(style: style))
            #expect(style == .merge || marked.conflictCount == hunks.count, "\(sides)")
            #expect(marked.resolved(to: .local) == resolution(of: merged, by: \.local), "\(sides)")
            #expect(marked.resolved(to: .incoming) == resolution(of: merged, by: \.incoming), "\(sides)")
            if style == .diff3 {
                #expect(marked.resolved(to: .base) == resolution(of: merged, by: \.base), "\(sides)")
            }
            if style == .zdiff3 {
                #expect(marked.bases == hunks.map(\.base), "\(sides)")
            }
        }
        #expect(conflicts > 100)
    }

    @Test func conflictsWithinConflictsStayContent() throws {
        let inner = FileSides("a\n", "b\n", "c\n").merged().marked()
        let outer = merge(base: Array("a\n".utf8), local: inner, incoming: Array("d\n".utf8))
        let parsed = try parseMarkers(outer.marked())
        #expect(parsed.resolved(to: .local) == inner)
        #expect(try parseMarkers(inner).resolved(to: .incoming) == Array("c\n".utf8))
    }

    @Test func gitsOwnMarkersAreReadNextToUnderlines() throws {
        let file = "Title\n===========\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n"
        let marked = try parseMarkers(Array(file.utf8))
        #expect(text(marked.resolved(to: .incoming)) == "Title\n===========\nb\n")
        #expect(conflictMarkerLines(in: Array(file.utf8)) == [3, 5, 7])
    }

    @Test(arguments: [
        ("<<<<<<< a\nx\n=======\n", 1), ("x\n>>>>>>> b\n", 2), ("<<<<<<< a\n<<<<<<< a\n=======\n>>>>>>> b\n", 2),
        ("<<<<<<< a\n=======\n=======\n>>>>>>> b\n", 3), ("<<<<<<< a\n>>>>>>> b\n", 2),
        ("<<<<<<< a\n=======\n|||||||\n>>>>>>> b\n", 3),
    ])
    func brokenMarkersAreRefusedByLine(file: String, line: Int) throws {
        let error = #expect(throws: MarkerError.self) { try parseMarkers(Array(file.utf8)) }
        #expect(error?.line == line)
        #expect(error?.description.contains("restore the conflict markers") == true)
    }

    @Test(arguments: [
        ("", false), ("a\n", false), ("Title\n=======\n", false), ("<<<<<< a\n", false), (" <<<<<<< a\n", false),
        ("<<<<<<<a\n", false), ("<<<<<<< a\n", true), ("x\r\n>>>>>>>\r\n", true), ("\u{FEFF}<<<<<<< a\n", true),
    ])
    func filesWithMarkersAreRecognised(file: String, expected: Bool) {
        #expect(containsConflictMarkers(Array(file.utf8)) == expected)
    }

    @Test func aFileWithoutMarkersIsOneChunk() throws {
        let marked = try parseMarkers(Array("a\r\n=======\r\n".utf8))
        #expect(marked.conflictCount == 0)
        #expect(text(marked.resolved(to: .base)) == "a\r\n=======\r\n")
    }

    /// The merge with every conflict replaced by one of its sides, written with the merged attributes.
    private func resolution(of merged: FileMerge, by side: KeyPath<ConflictHunk, [UInt8]>) -> [UInt8] {
        let body = merged.chunks.flatMap { chunk in
            switch chunk {
            case .resolved(let text): text
            case .conflict(let hunk): hunk[keyPath: side]
            }
        }
        return merged.attributes.join(body)
    }
}

extension MarkedFile {
    var bases: [[UInt8]] {
        chunks.compactMap { chunk in
            if case .conflict(_, let base, _) = chunk { return base }
            return nil
        }
    }
}
