import Testing

@testable import Merge

/// What the conflicts of a file are called.
@Suite("Conflict places")
struct ConflictPlaceTests {
    private func places(_ path: String, _ base: String, _ local: String, _ incoming: String) -> [ConflictPlace] {
        let sides = [base, local, incoming].map { Array($0.utf8) }
        let merged = merge(base: sides[0], local: sides[1], incoming: sides[2], options: MergeOptions(path: path))
        return ConflictPlace.all(of: merged, base: sides[0], local: sides[1], incoming: sides[2], path: path)
    }

    @Test(arguments: [
        ("compose.yaml", "services:\n  db:\n    image: a\n  web:\n    command: one\n", "services.web.command"),
        ("a.toml", "[tool.x]\nline = \"one\"\n", "tool.x.line"),
        ("a.json", "{\n  \"a b\": {\n    \"c\": \"one\"\n  },\n  \"d\": 1\n}\n", "\"a b\".c"),
        (".env", "A=1\nB=one\nC=3\n", "B"),
        (
            "w.yml",
            "jobs:\n  test:\n    steps:\n      - name: Run\n        run: one\n      - name: End\n        run: x\n",
            "jobs.test.steps[Run].run"
        ),
    ]) func theSmallestNamedThing(path: String, base: String, name: String) {
        let places = places(
            path, base, base.replacing("one", with: "two"), base.replacing("one", with: "three"))
        #expect(places.map(\.entity) == [name])
        #expect(places.map(\.isNamed) == [true])
    }

    @Test func linesHaveNoName() {
        let base = "one\ntwo\nthree\nfour\nfive\n"
        let places = places(
            "notes.txt", base, base.replacing("three", with: "mine"), base.replacing("three", with: "theirs"))
        let anchor = "one\ntwo\n…\nfour\nfive\n"
        #expect(places == [ConflictPlace(format: "text", entity: nil, isNamed: false, anchor: anchor)])
    }

    @Test func anElementWithoutANameIsNotFoundByIt() {
        let base = "on:\n  - one\n  - two\n"
        let places = places(
            "a.yaml", base, base.replacing("one", with: "mine"), base.replacing("one", with: "theirs"))
        #expect(places.count == 1)
        #expect(places.allSatisfy { !$0.isNamed || $0.entity == "on" })
    }

    @Test func everyHandMadeConflictHasAPlace() {
        for example in MergeCase.all where example.conflicts != nil {
            let sides = ["base", "local", "incoming"].map { example.bytes($0) }
            let merged = example.merged
            guard case .conflicted(let hunks) = merged.outcome else { continue }
            let places = ConflictPlace.all(
                of: merged, base: sides[0], local: sides[1], incoming: sides[2], path: example.path)
            #expect(places.count == hunks.count, "\(example.testDescription)")
            #expect(places.allSatisfy { $0.entity != "" && !($0.entity ?? "").contains("\n") })
        }
    }
}
