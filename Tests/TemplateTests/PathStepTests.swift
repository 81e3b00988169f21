import OrderedCollections
import Testing

@testable import Template

@Suite("Moves along a chain of releases")
struct PathStepTests {
    struct Chain: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var steps: [(moves: [(String, String)], deleted: [String])]
        var expected: [String: String]
    }

    static let chains: [Chain] = [
        Chain(testDescription: "nothing", steps: [], expected: [:]),
        Chain(testDescription: "one move", steps: [([("a", "b")], [])], expected: ["a": "b"]),
        Chain(
            testDescription: "two moves of one file", steps: [([("a", "b")], []), ([("b", "c")], [])],
            expected: ["a": "c"]),
        Chain(
            testDescription: "moves of two files", steps: [([("a", "b")], []), ([("x", "y")], [])],
            expected: ["a": "b", "x": "y"]),
        Chain(testDescription: "there and back", steps: [([("a", "b")], []), ([("b", "a")], [])], expected: [:]),
        Chain(testDescription: "a swap", steps: [([("a", "b"), ("b", "a")], [])], expected: ["a": "b", "b": "a"]),
        Chain(
            testDescription: "a cycle of three, twice",
            steps: [([("a", "b"), ("b", "c"), ("c", "a")], []), ([("a", "b"), ("b", "c"), ("c", "a")], [])],
            expected: ["a": "c", "b": "a", "c": "b"]),
        Chain(
            testDescription: "a new file under the old name moves on its own",
            steps: [([("a", "b")], []), ([("a", "c")], [])], expected: ["a": "b"]),
        Chain(
            testDescription: "a deleted file that comes back under its name is another file",
            steps: [([], ["a"]), ([("a", "b")], [])], expected: [:]),
        Chain(
            testDescription: "a moved file that is deleted goes nowhere", steps: [([("a", "b")], []), ([], ["b"])],
            expected: [:]),
        Chain(
            testDescription: "what takes a deleted file's place does not stand for it",
            steps: [([("a", "b")], []), ([], ["b"]), ([("b", "c")], [])], expected: [:]),
        Chain(
            testDescription: "a move onto a path another move left",
            steps: [([("a", "b")], []), ([("x", "a")], [])], expected: ["a": "b", "x": "a"]),
        Chain(
            testDescription: "and on from there",
            steps: [([("a", "b")], []), ([("x", "a")], []), ([("a", "z")], [])], expected: ["a": "b", "x": "z"]),
    ]

    @Test("compose", arguments: chains)
    func compose(chain: Chain) {
        let steps = chain.steps.enumerated().map { index, step in
            PathStep(
                release: ReleaseVersion(1, index, 0), moves: step.moves.map { PathMove(from: $0.0, to: $0.1) },
                deletions: .init(uniqueKeysWithValues: step.deleted.map { ($0, "gone") }))
        }
        #expect(PathStep.composed(steps) == chain.expected)
    }
}
