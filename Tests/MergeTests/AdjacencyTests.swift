import Testing

@testable import Merge

/// Edits of neighbouring lines, for files in which one line is one fact.
@Suite struct AdjacencyTests {
    @Test(arguments: [
        ("two pins", "f==1\ng==1\n", "f==2\ng==1\n", "f==1\ng==2\n", "f==2\ng==2\n"),
        ("every second line", "a\nb\nc\nd\n", "A\nb\nC\nd\n", "a\nB\nc\nD\n", "A\nB\nC\nD\n"),
        ("last line edited, one appended", "a\nb\n", "a\nB\n", "a\nb\nc\n", "a\nB\nc\n"),
        ("a line inserted above an edited one", "a\nb\n", "a\nx\nb\n", "a\nB\n", "a\nx\nB\n"),
        ("a line deleted next to an edited one", "a\nb\nc\n", "b\nc\n", "a\nB\nc\n", "B\nc\n"),
        ("an apostrophe in a comment", "# don't\nb\nc\n", "# don't\nB\nc\n", "# don't\nb\nC\n", "# don't\nB\nC\n"),
    ])
    func mergeOnRequest(_ name: String, base: String, local: String, incoming: String, result: String) {
        let sides = FileSides(base, local, incoming)
        for sides in [sides, sides.swapped] {
            let merged = sides.merged(MergeOptions(adjacency: true))
            #expect(text(merged.cleanBytes) == result, "\(name)")
            #expect(merged.decisions.map(\.resolver) == ["adjacent-lines"])
            #expect((merged.decisions.first?.line ?? 0) > 0)
        }
    }

    @Test(arguments: [
        ("two lines inserted at one point", "a\nb\n", "a\nx\nb\n", "a\ny\nb\n", ConflictKind.contentInsertInsert),
        ("two lines appended", "a\n", "a\nx\n", "a\ny\n", .contentInsertInsert),
        ("one line edited twice", "a\nb\n", "A\nb\n", "1\nb\n", .contentOverlap),
        ("edited and appended, appended", "a\nb\n", "a\nB\nx\n", "a\nb\ny\n", .contentAdjacentCode),
        ("a continued line", "a \\\n b\nc\n", "A \\\n b\nc\n", "a \\\n B\nc\n", .contentAdjacentCode),
        ("a line that local continues", "a\nb\n", "a \\\nb\n", "a\nB\n", .contentAdjacentCode),
        ("a line that local leaves quoted", "a=1\nb=1\n", "a=\"\nb=1\n", "a=1\nb=2\n", .contentAdjacentCode),
        ("a continued line with CRLF", "a \\\r\n b\nc\n", "A \\\r\n b\nc\n", "a \\\r\n B\nc\n", .contentAdjacentCode),
        ("within a quotation", "K=\"1\n2\n3\"\n", "K=\"1\nx\n3\"\n", "K=\"1\n2\ny\"\n", .contentAdjacentCode),
    ])
    func stillConflict(_ name: String, base: String, local: String, incoming: String, kind: ConflictKind) {
        let sides = FileSides(base, local, incoming)
        for sides in [sides, sides.swapped] {
            let merged = sides.merged(MergeOptions(adjacency: true))
            #expect(merged.chunks.conflicts.map(\.kind) == [kind], "\(name)")
            #expect(merged.decisions.isEmpty)
        }
    }

    @Test func onlyTheOverlappingPartOfARegionConflicts() {
        let merged = FileSides("a\nb\nc\n", "1\nb\n3\n", "x\nB\nc\n").merged(MergeOptions(adjacency: true))
        let hunks = merged.chunks.conflicts
        #expect(hunks.map(\.kind) == [.contentOverlap])
        #expect(text(hunks.first?.base) == "a\nb\n")
        #expect(merged.chunks.last == .resolved(Array("3\n".utf8)))
        #expect(merged.decisions.map(\.resolver) == ["adjacent-lines"])
    }

    @Test func withoutTheOptionTheResolutionIsOnlySuggested() {
        let merged = FileSides("f==1\ng==1\n", "f==2\ng==1\n", "f==1\ng==2\n").merged()
        #expect(text(merged.chunks.conflicts.first?.suggestion) == "f==2\ng==2\n")
        #expect(merged.decisions.isEmpty)
        #expect(FileSides("a\n", "b\n", "c\n").merged().chunks.conflicts.first?.suggestion == nil)
    }

    @Test(arguments: [
        "requirements.txt", "requirements-dev.txt", "requirements/base.txt", "app/requirements/dev.in",
        "test-requirements.txt", "constraints.txt", ".env", "deploy/.env.example", ".gitignore", "app/.dockerignore",
        ".gitattributes", ".github/CODEOWNERS", "MANIFEST.in", ".tool-versions",
    ])
    func oneFactALine(path: String) {
        #expect(MergeOptions.adjacencyIsSafe(path: path))
    }

    @Test(arguments: [
        "", "main.py", "requirements.py", "app/requirements", "notes.txt", "docker-compose.yml", "pyproject.toml",
        "Dockerfile", "environment", "ignore", "docs/requirements/readme.md",
    ])
    func linesThatBelongTogether(path: String) {
        #expect(!MergeOptions.adjacencyIsSafe(path: path))
    }
}
