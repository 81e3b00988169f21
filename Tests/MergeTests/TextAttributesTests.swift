import Testing

@testable import Merge

@Suite struct TextAttributesTests {
    @Test(
        arguments: [
            ("", .none, false, true, ""),
            ("a", .none, false, false, "a\n"),
            ("a\n", .lf, false, true, "a\n"),
            ("\n", .lf, false, true, "\n"),
            ("a\r\nb\r\n", .crlf, false, true, "a\nb\n"),
            ("a\r\nb", .crlf, false, false, "a\nb\n"),
            ("a\rb\r", .cr, false, true, "a\nb\n"),
            ("a\r\nb\n", .mixed, false, true, "a\r\nb\n"),
            ("a\rb\n", .lf, false, true, "a\rb\n"),
            ("a\r\r\n", .crlf, false, true, "a\r\n"),
            ("\u{FEFF}", .none, true, true, ""),
            ("\u{FEFF}a\n", .lf, true, true, "a\n"),
        ] as [(String, TextAttributes.LineEnding, Bool, Bool, String)])
    func splits(file: String, ending: TextAttributes.LineEnding, mark: Bool, newline: Bool, body: String) {
        let (attributes, split) = TextAttributes.split(Array(file.utf8))
        #expect(attributes == TextAttributes(lineEnding: ending, byteOrderMark: mark, finalNewline: newline))
        #expect(text(split) == body)
    }

    @Test func joinIsTheExactInverse() {
        var generator = MergeGenerator(seed: 11, vocabulary: markerLines, largest: 5)
        for _ in 0..<2000 {
            for bytes in [generator.noise(), generator.sidesWithAttributes().local] {
                let (attributes, body) = TextAttributes.split(bytes)
                #expect(attributes.join(body) == bytes, "\(shown(bytes))")
                #expect(body.isEmpty || body.last == lineFeed)
            }
        }
    }

    @Test func anEmptyLastLineKeepsItsNewline() {
        let attributes = TextAttributes(finalNewline: false)
        #expect(text(attributes.join(Array("a\n\n".utf8))) == "a\n\n")
        #expect(text(attributes.join(Array("\n".utf8))) == "\n")
        #expect(text(attributes.join(Array("a\n".utf8))) == "a")
    }
}

/// Each attribute merges on its own: the side that changed it wins, whatever the other did to the lines.
@Suite struct AttributeMergeTests {
    /// A file of these lines with every attribute spelled out.
    private static func file(_ lines: [String], _ attributes: TextAttributes) -> [UInt8] {
        attributes.join(MergeGenerator.joined(lines))
    }

    private static let kinds: [TextAttributes] = [.lf, .crlf, .cr].flatMap { ending in
        [false, true].flatMap { mark in
            [false, true].map { TextAttributes(lineEnding: ending, byteOrderMark: mark, finalNewline: $0) }
        }
    }

    @Test(arguments: kinds, kinds)
    func oneSideChangesAttributesAndTheOtherAppends(old: TextAttributes, new: TextAttributes) {
        // Lone carriage returns and line feeds do not mix: covered by their own case below.
        guard (old.lineEnding == .cr) == (new.lineEnding == .cr) else { return }
        let before = ["one", "two", "three"]
        let after = ["one", "two", "three", "four"]
        let base = Self.file(before, old)
        let result = Self.file(after, new)
        #expect(
            FileSides(base: base, local: Self.file(before, new), incoming: Self.file(after, old)).merged().cleanBytes
                == result)
        #expect(
            FileSides(base: base, local: Self.file(after, old), incoming: Self.file(before, new)).merged().cleanBytes
                == result)
    }

    @Test(arguments: [
        // base, local, incoming, result
        ("a\nb\nc\n", "a\r\nb\r\nc\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
        ("a\nb\nc\n", "a\nB\nc\n", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"),
        ("a\n", "a", "a\nb\n", "a\nb"),
        ("a", "a\nb", "a\n", "a\nb\n"),
        ("a", "a\n", "a\nb", "a\nb\n"),
        ("a\nb\n", "\u{FEFF}a\nb\n", "a\nb\nc\n", "\u{FEFF}a\nb\nc\n"),
        // A side that is left without lines has no opinion about how lines end.
        ("a\r\nb\r\n", "a\r\nb\r\nc\r\n", "\u{FEFF}a\r\nb\r\n", "\u{FEFF}a\r\nb\r\nc\r\n"),
        ("a", "a\r\nb\r\n", "\u{FEFF}a", "\u{FEFF}a\r\nb\r\n"),
        // Mixed endings: untouched lines keep their own; a side that tidied them up wins.
        ("a\r\nb\nc\n", "a\r\nb\nc\nd\n", "A\r\nb\nc\n", "A\r\nb\nc\nd\n"),
        ("a\r\nb\nc\n", "a\nb\nc\n", "a\r\nb\nC\n", "a\nb\nC\n"),
        ("a\nb\nc\n", "a\nb\r\nc\n", "a\nb\nc\nd\n", "a\nb\r\nc\nd\n"),
    ])
    func mergesCleanly(base: String, local: String, incoming: String, result: String) {
        let merged = FileSides(base, local, incoming).merged()
        #expect(text(merged.cleanBytes) == result)
        #expect(merged.decisions.isEmpty)
    }

    @Test func differentNewEndingsKeepLocalsAndSayso() {
        let merged = FileSides("a", "a\r\nb\r\n", "a\n").merged()
        #expect(text(merged.cleanBytes) == "a\r\nb\r\n")
        #expect(merged.decisions.map(\.resolver) == ["line-endings"])
        #expect(merged.decisions.first?.line == 0)
    }

    @Test func mixedEndingsNeverWinOverAKind() {
        let sides = FileSides("a\nb\nc\nd\n", "a\nb\r\nc\nD\n", "a\r\nB\r\nc\r\nd\r\n")
        for sides in [sides, sides.swapped] {
            let merged = sides.merged()
            #expect(text(merged.cleanBytes) == "a\r\nB\r\nc\r\nD\r\n")
            #expect(merged.decisions.map(\.resolver) == ["line-endings"])
        }
    }

    @Test func loneCarriageReturnsAreContentNextToLineFeeds() {
        #expect(FileSides("a\nb\n", "a\rb\r", "a\nB\n").merged().conflictCount == 1)
    }

    @Test func aConflictKeepsMergedAttributes() {
        let merged = FileSides("a\n", "b", "\u{FEFF}c\r\n").merged()
        #expect(
            text(merged.marked(style: .diff3))
                == "\u{FEFF}<<<<<<< local\r\nb\r\n||||||| base\r\na\r\n=======\r\nc\r\n>>>>>>> incoming")
    }
}
