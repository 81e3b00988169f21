import Testing

@testable import Merge

/// What versions of a file say alike is one value in memory: that must change nothing of what each of them says.
@Suite("Shared values")
struct SharedValueTests {
    @Test("a side says the same, with another side's values or without")
    func sharing() {
        for example in MergeCase.all {
            guard let format = FileFormat.of(path: example.path) else { continue }
            let trees = ["base", "local", "incoming"].compactMap { format.parse(example.bytes($0)) }
            for tree in trees {
                for other in trees {
                    #expect(tree.valued(like: other.valued()).value == tree.root.value, "\(example.testDescription)")
                }
            }
        }
    }

    @Test("an entry in a mapping that has others and another order is found")
    func order() throws {
        let base = try #require(YAMLSyntaxParser.parse(Array("a: {x: 1}\nb: {x: 2}\nc: {x: 3}\nd: {x: 4}\n".utf8)))
        let other = try #require(YAMLSyntaxParser.parse(Array("d: {x: 4}\nb: {x: 2}\ne: {x: 5}\nc: {x: 0}\n".utf8)))
        #expect(other.valued(like: base.valued()).value == other.root.value)
    }

    @Test("equal values have equal hashes, whatever the order of their keys")
    func hashes() {
        let one = Value.map([Key("a"): .string("1"), Key("b"): .list([.empty, .literal("2")])])
        let two = Value.map([Key("b"): .list([.empty, .literal("2")]), Key("a"): .string("1")])
        #expect(one == two && one.hashValue == two.hashValue)
        let others: [Value] = [
            .empty, .string("1"), .literal("1"), .alias("1"), .list([]), .map([:]), .marked("1", .empty),
            .list([.string("12")]), .list([.string("1"), .string("2")]), .string("123456789"),
            .string("12345678\u{0}9"),
        ]
        #expect(Set(others.map(\.hashValue)).count == others.count)
    }
}
