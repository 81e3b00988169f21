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

    /// Who takes one side in a conflict gets what that side did, all of it: no half of it stays outside.
    @Test(arguments: [
        (
            "Dockerfile", "FROM a\nCOPY src ./\n# Once.\nRUN useradd app\nUSER app\n",
            "FROM a\nCOPY src ./\n# Once.\nRUN adduser --system app\nUSER app\n",
            "FROM a\nCOPY src ./\n# Once, at build time.\nRUN useradd app\nUSER app\n"
        ),
        (
            "Dockerfile", "FROM a\nCMD [\"app\", \"serve\"]\n", "FROM a\nENTRYPOINT [\"app\", \"serve\"]\n",
            "FROM a\nCMD [\"app\", \"serve\", \"--port\", \"80\"]\n"
        ),
        (
            "Dockerfile", "FROM a\nWORKDIR /app\nCOPY src ./src\nRUN useradd app\nUSER app\n",
            "FROM a\nWORKDIR /app\nRUN useradd app\nCOPY src ./src\nUSER app\n",
            "FROM a\nWORKDIR /app\nCOPY src ./src\nRUN useradd --uid 1000 app\nUSER app\n"
        ),
        (
            "Dockerfile", "FROM a\nRUN make one\nCOPY b ./b\nRUN c\n", "FROM a\nCOPY b ./b\nRUN c\nRUN make one\n",
            "FROM a\nCOPY b ./b\nRUN c\n"
        ),
        (
            "Cargo.toml", "[[bin]]\nname = \"a\"\npath = \"a.rs\"\n\n[[bin]]\nname = \"b\"\npath = \"b.rs\"\n",
            "[[bin]]\nname = \"b\"\npath = \"a.rs\"\n\n[[bin]]\nname = \"a\"\npath = \"b.rs\"\n",
            "[[bin]]\nname = \"a\"\npath = \"a.rs\"\n\n[[bin]]\nname = \"b\"\npath = \"bb.rs\"\n"
        ),
    ])
    func aChoiceIsWhole(path: String, base: String, local: String, incoming: String) {
        let sides = FileSides(base, local, incoming)
        for sides in [sides, sides.swapped] {
            let chunks = sides.merged(MergeOptions(path: path)).chunks
            #expect(!chunks.conflicts.isEmpty)
            #expect(text(chunks.text(conflicts: \.local)) == text(sides.local))
            #expect(text(chunks.text(conflicts: \.incoming)) == text(sides.incoming))
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
