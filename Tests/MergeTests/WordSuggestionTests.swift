import Testing

@testable import Merge

/// What is proposed where the sides changed different words of one line.
@Suite struct WordSuggestionTests {
    @Test(arguments: [
        (
            "arguments of a call", "f(alpha, beta, gamma)\n", "f(alpha2, beta, gamma)\n", "f(alpha, beta, gamma3)\n",
            "f(alpha2, beta, gamma3)\n"
        ),
        (
            "a name and a number", "\ts := Start(ctx, \"a\", 10, true)\n", "\ts := Begin(ctx, \"a\", 10, true)\n",
            "\ts := Start(ctx, \"a\", 20, true)\n", "\ts := Begin(ctx, \"a\", 20, true)\n"
        ),
        (
            "the same edit by both, others beside it", "let a = open(path, mode, one, last, 1)\n",
            "let b = open(path, mode, two, last, 1)\n", "let b = open(path, mode, one, last, 2)\n",
            "let b = open(path, mode, two, last, 2)\n"
        ),
    ])
    func differentWords(_ name: String, base: String, local: String, incoming: String, proposed: String) {
        let sides = FileSides(base, local, incoming)
        for sides in [sides, sides.swapped] {
            let merged = sides.merged(MergeOptions(path: "main.go"))
            #expect(merged.chunks.conflicts.map { text($0.suggestion) } == [proposed], "\(name)")
            #expect(merged.cleanBytes == nil, "never applied")
            #expect(merged.decisions.isEmpty)
        }
    }

    @Test(arguments: [
        ("one word by both", "x = f(alpha, beta)\n", "x = f(one, beta)\n", "x = f(two, beta)\n", "main.go"),
        (
            "no word between", "x = f(alpha, gamma) + rest\n", "x = f(one, gamma) + rest\n",
            "x = f(alpha, two) + rest\n", "main.go"
        ),
        (
            "much rewritten", "total = sum(price, tax) + shipping\n", "amount = add(cost, vat) + delivery\n",
            "total = sum(price, tax) + freight\n", "main.go"
        ),
        ("a line taken out", "f(alpha, beta, gamma)\n", "", "f(alpha, beta, gamma3)\n", "main.go"),
        (
            "a generated file", "f(alpha, beta, gamma)\n", "f(alpha2, beta, gamma)\n", "f(alpha, beta, gamma3)\n",
            "go.sum"
        ),
        ("added by both", "", "f(alpha2, beta, gamma)\n", "f(alpha, beta, gamma3)\n", "main.go"),
    ])
    func nothingToPropose(_ name: String, base: String, local: String, incoming: String, path: String) {
        let sides = FileSides(base, local, incoming)
        for sides in [sides, sides.swapped] {
            let merged = sides.merged(MergeOptions(path: path))
            #expect(merged.conflictCount == 1, "\(name)")
            #expect(merged.chunks.conflicts.allSatisfy { $0.suggestion == nil }, "\(name)")
        }
    }

    @Test func largeConflictsHaveNone() {
        let words = (0..<2000).map { "word\($0)" }
        func line(_ first: String, _ last: String) -> String {
            ([first] + words + [last]).joined(separator: " ") + "\n"
        }
        let merged = FileSides(line("a", "z"), line("b", "z"), line("a", "y")).merged(MergeOptions(path: "main.go"))
        #expect(merged.chunks.conflicts.map(\.suggestion) == [nil])
    }

    @Test func whatAnotherRuleProposesComesFirst() {
        let merged = FileSides("f 1 a\ng 1 b\n", "f 2 a\ng 1 b\n", "f 1 a\ng 2 b\n").merged()
        #expect(text(merged.chunks.conflicts.first?.suggestion) == "f 2 a\ng 2 b\n")
        #expect(text(merged.proposing([0: Array("mine\n".utf8)]).chunks.conflicts.first?.suggestion) == "mine\n")
    }
}
