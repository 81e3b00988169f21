import Testing

@testable import Merge

@Suite("Structure merge of JSON")
struct StructureMergeTests {
    private func merge(_ base: String, _ local: String, _ incoming: String) throws -> String {
        let trees = Sides(base: base, local: local, incoming: incoming).map { JSONSyntaxParser.parse(Array($0.utf8)) }
        let parsed = try Sides(
            base: #require(trees.base), local: #require(trees.local), incoming: #require(trees.incoming))
        for tree in [parsed.base, parsed.local, parsed.incoming] { #expect(tree.firstGap() == nil) }
        var merge = StructureMerge(parsed, profile: MergeProfile(), resolvers: ScalarResolvers())
        let bodies = MergeBodies(base: Array(base.utf8), local: Array(local.utf8), incoming: Array(incoming.utf8))
        let chunks = merge.run().chunks(of: bodies)
        return String(
            decoding: FileMerge(chunks: chunks, attributes: bodies.attributes, decisions: []).marked(style: .diff3),
            as: UTF8.self)
    }

    @Test func insertions() throws {
        let base = "{\n  \"a\": 1,\n  \"b\": 2\n}\n"
        let local = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"mine\": 3\n}\n"
        let incoming = "{\n  \"a\": 1,\n  \"b\": 3,\n  \"new\": [1, 2]\n}\n"
        #expect(
            try merge(base, local, incoming) == "{\n  \"a\": 1,\n  \"b\": 3,\n  \"mine\": 3,\n  \"new\": [1, 2]\n}\n")
    }

    @Test func deletionAtTheEnd() throws {
        let base = "{\n    \"a\": 1,\n    \"b\": 2\n}\n"
        let local = "{\n\t\"a\": 10,\n\t\"b\": 2\n}\n"
        let incoming = "{\n    \"a\": 1,\n    \"c\": {\n        \"x\": 1\n    }\n}\n"
        #expect(try merge(base, local, incoming) == "{\n\t\"a\": 10,\n\t\"c\": {\n\t\t\"x\": 1\n\t}\n}\n")
    }

    @Test func scalarConflict() throws {
        let base = "{\"a\": 1, \"b\": [1, 2]}\n"
        #expect(
            try merge(base, "{\"a\": 2, \"b\": [1, 2]}\n", "{\"a\": 3, \"b\": [1, 2, 3]}\n") == """
                <<<<<<< local
                {"a": 2, "b": [1, 2, 3]}
                ||||||| base
                {"a": 1, "b": [1, 2]}
                =======
                {"a": 3, "b": [1, 2, 3]}
                >>>>>>> incoming

                """)
    }
}
