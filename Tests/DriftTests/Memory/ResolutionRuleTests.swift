import Merge
import OrderedCollections
import Template
import Testing

@testable import Drift

@Suite struct ResolutionRuleTests {
    private let answers = AnswerAbstraction(["name": .string("shop")])

    private func hunk(_ base: String, _ local: String, _ incoming: String) -> ConflictHunk {
        ConflictHunk(
            kind: .contentOverlap, base: Array(base.utf8), local: Array(local.utf8), incoming: Array(incoming.utf8),
            baseLines: 0..<1, localLines: 0..<1, incomingLines: 0..<1)
    }

    static let cases: [(String, ResolutionRule)] = [
        ("image: shop:1.2 x:2.0\n", .keepMine), ("image: shop:1.3 x:1.9\n", .takeTemplate), ("", .delete),
        ("image: shop:1.2 x:2.0\nimage: shop:1.3 x:1.9\n", .mineFirst),
        ("image: shop:1.3 x:1.9\nimage: shop:1.2 x:2.0\n", .templateFirst),
        ("image: shop:1.3 x:2.0\n", .versionMax), ("other: shop\n", .literal(["other: <%= name %>"])),
        ("a\n\nb\n", .literal(["a", "", "b"])),
    ]

    @Test(arguments: cases.indices) func theMostGeneralRuleThatGivesTheResult(index: Int) {
        let (result, rule) = Self.cases[index]
        let hunk = hunk("image: shop:1.1 x:1.8\n", "image: shop:1.2 x:2.0\n", "image: shop:1.3 x:1.9\n")
        #expect(ResolutionRule.inferred(from: hunk, result: Array(result.utf8), answers) == rule)
        #expect(rule.apply(to: hunk, answers) == Array(result.utf8))
    }

    @Test(arguments: ["<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n", "no line end", "a <%= b %>\n", "\u{FFFD}\u{0}"])
    func whatCanNotBeSaidIsNotLearned(text: String) {
        #expect(ResolutionRule.inferred(from: hunk("a\n", "b\n", "c\n"), result: Array(text.utf8), answers) == nil)
    }

    @Test func bytesThatAreNoTextAreNotLearned() {
        #expect(ResolutionRule.inferred(from: hunk("a\n", "b\n", "c\n"), result: [0xFF, 0x0A], answers) == nil)
        #expect(
            ConflictPattern.lines([0xFF, 0x0A], answers) == nil)
    }

    @Test func wordsOfNoSideAreNoticed() {
        let hunk = hunk("host: a\n", "host: b\n", "host: c\n")
        #expect(ResolutionRule.literal(["host: db.internal"]).bringsWords(into: hunk, answers))
        #expect(!ResolutionRule.literal(["host: a-b"]).bringsWords(into: hunk, answers))
        #expect(ResolutionRule.literal(["host: <%= name %>"]).bringsWords(into: hunk, answers), "shop is on no side")
        #expect(!ResolutionRule.keepMine.bringsWords(into: hunk, answers))
    }
}
