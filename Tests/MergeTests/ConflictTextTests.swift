import Testing

@testable import Merge

/// What a conflict shows of the base is what the base has there.
@Suite struct ConflictTextTests {
    @Test(arguments: [
        ("a.yaml", "n: 1\nx: [a]\n", "n: 1\nx: [a, b]\n", "n: 1\nx: [a, c]\n", "x: [a]\n"),
        (
            "a.toml", "x = [\"a\"]\ny = 1\n", "x = [\"a\", \"b\"]\ny = 1\n", "x = [\"a\", \"c\"]\ny = 1\n",
            "x = [\"a\"]\n"
        ),
        (
            "a.json", "{\n  \"extends\": [\"a\"],\n  \"z\": 1\n}\n",
            "{\n  \"extends\": [\"a\", \"b\"],\n  \"z\": 1\n}\n",
            "{\n  \"extends\": [\"a\", \"c\"],\n  \"z\": 1\n}\n", "  \"extends\": [\"a\"],\n"
        ),
    ])
    func inlineLists(path: String, base: String, local: String, incoming: String, shown: String) {
        let sides = FileSides(base, local, incoming)
        for sides in [sides, sides.swapped] {
            #expect(sides.merged(MergeOptions(path: path)).chunks.conflicts.map { text($0.base) } == [shown])
        }
    }

    @Test func everyCase() {
        for example in MergeCase.all {
            let lines = LineText(MergeBodies(base: example.bytes("base"), local: [], incoming: []).base)
            for hunk in example.merged.chunks.conflicts {
                #expect(hunk.base[...] == lines[hunk.baseLines], "\(example)")
            }
        }
    }
}
