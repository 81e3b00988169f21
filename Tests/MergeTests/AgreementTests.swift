import Testing

@testable import Merge

/// Conflicts that are settled by texts which people chose before.
@Suite("Agreed texts")
struct AgreementTests {
    private static let base = "services:\n  web:\n    image: app\n    command: run\n    ports: []\n"

    private struct Merged {
        var sides: [[UInt8]]
        var merge: FileMerge
        var options: MergeOptions

        func settled(_ texts: String...) -> String? {
            let clean = merge.settled(
                by: texts.map { Array($0.utf8) }, notes: [Decision(resolver: "memory", line: 1, message: "x")],
                base: sides[0], local: sides[1], incoming: sides[2], options: options)
            return clean?.cleanBytes.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func merged(_ path: String, _ base: String, _ local: String, _ incoming: String) -> Merged {
        let sides = [base, local, incoming].map { Array($0.utf8) }
        let options = MergeOptions(path: path)
        return Merged(
            sides: sides, merge: merge(base: sides[0], local: sides[1], incoming: sides[2], options: options),
            options: options)
    }

    private func changed(_ mine: String, _ theirs: String, path: String = "compose.yaml") -> Merged {
        merged(
            path, Self.base, Self.base.replacing("run", with: mine),
            Self.base.replacing("run", with: theirs).replacing("[]", with: "[80]"))
    }

    @Test func theTextIsTakenAndTheRestMerges() {
        let merged = changed("mine", "theirs")
        let expected = Self.base.replacing("[]", with: "[80]")
        #expect(merged.settled("    command: mine\n") == expected.replacing("run", with: "mine"))
        #expect(merged.settled("    command: other\n") == expected.replacing("run", with: "other"))
        #expect(merged.settled("") == expected.replacing("    command: run\n", with: ""))
    }

    @Test(arguments: [
        "    command: mine\n    command: theirs\n", "    command: [\n", "  command: mine\n", "    image: twice\n",
        "    command: mine\nextra: [*gone]\n",
    ]) func whatTheGuardRefusesIsNotTaken(text: String) {
        #expect(changed("mine", "theirs").settled(text) == nil)
    }

    @Test func aReferenceToNothingIsNotTaken() {
        let base = "jobs:\n  test:\n    runs-on: a\n  deploy:\n    needs: test\n    runs-on: a\n"
        let merged = merged(
            ".github/workflows/ci.yml", base, base.replacing("needs: test", with: "needs: [test, test]"),
            base.replacing("needs: test", with: "if: always()"))
        #expect(merged.merge.conflictCount == 1)
        #expect(merged.settled("    needs: nowhere\n") == nil)
    }

    @Test func withoutAFormatThereIsNoGuard() {
        #expect(changed("mine", "theirs", path: "notes.txt").merge.conflictCount == 1)
        #expect(changed("mine", "theirs", path: "notes.txt").settled("    command: mine\n") == nil)
    }

    @Test func everyConflictNeedsAText() {
        #expect(changed("mine", "theirs").settled() == nil)
        #expect(changed("mine", "theirs").settled("    command: mine\n", "") == nil)
    }

    @Test func proposalsStandBesideTheConflict() {
        let proposed = changed("mine", "theirs").merge.proposing([0: Array("    command: x\n".utf8)])
        guard case .conflicted(let hunks) = proposed.outcome else {
            Issue.record("settled")
            return
        }
        #expect(hunks.map(\.suggestion) == [Array("    command: x\n".utf8)])
    }

    // MARK: What people made of conflicts

    private static let lines = (1...12).map { "line \($0)\n" }

    private func text(_ changes: [Int: String]) -> String {
        Self.lines.enumerated().map { changes[$0 + 1] ?? $1 }.joined()
    }

    private var twice: FileMerge {
        merged("notes.txt", text([:]), text([3: "mine\n", 9: "mine\n"]), text([3: "theirs\n", 9: "theirs\n"])).merge
    }

    @Test(arguments: [
        ([3: "mine\n", 9: "theirs\n"], [0: "mine\n", 1: "theirs\n"]),
        ([3: "", 9: "both\nof\n"], [0: "", 1: "both\nof\n"]),
        ([3: "mine\n", 9: "x\n", 10: "changed\n"], [0: "mine\n"]),
        ([3: "line 4\nline 5\nline 6\nline 7\nline 8\n", 9: "x\n"], [:]),
        ([1: "changed\n", 2: "changed\n", 3: "mine\n", 9: "x\n"], [1: "x\n"]),
        ([3: "line 4\nline 5\nline 6\n", 9: "x\n"], [0: "line 4\nline 5\nline 6\n", 1: "x\n"]),
    ]) func theTextBetweenSettledLines(changes: [Int: String], expected: [Int: String]) {
        let found = twice.resolutions(in: Array(text(changes).utf8))
        #expect(found.mapValues { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test func markersTellNothing() {
        #expect(twice.resolutions(in: twice.marked()).isEmpty)
    }

    @Test func markersAreWrittenAsTheyWereRead() throws {
        let marked = twice.marked(labels: MarkerLabels(local: "a", base: "b", incoming: "c"))
        var file = try parseMarkers(marked)
        #expect(file.marked(labels: MarkerLabels(local: "a", base: "b", incoming: "c")) == marked)
        file.chunks = file.chunks.map { chunk in
            guard case .conflict(let local, _, _) = chunk else { return chunk }
            return .resolved(local)
        }
        #expect(file.marked(labels: .init()) == Array(text([3: "mine\n", 9: "mine\n"]).utf8))
    }

    // MARK: Versions

    @Test(arguments: [
        ("image: a:1.2.0 b:2.10\n", "image: a:1.10.0 b:2.9\n", "image: a:1.10.0 b:2.10\n"),
        ("v1.2\n", "v1.3\n", "v1.3\n"), ("a 1.2.3\n", "a 1.2.03\n", "a 1.2.3\n"),
    ]) func theHigherOfEachTwoVersions(first: String, second: String, expected: String) {
        #expect(withHigherVersions(Array(first.utf8), Array(second.utf8)) == Array(expected.utf8))
    }

    @Test(arguments: [
        ("a 1.2\n", "a 1.2\n"), ("a 1.2\n", "a 1.2.3\n"), ("a 1.2\n", "b 1.3\n"), ("a 1\n", "a 2\n"),
        ("1.2-rc1\n", "1.3-rc2\n"),
    ]) func otherDifferencesAreNoVersions(first: String, second: String) {
        #expect(withHigherVersions(Array(first.utf8), Array(second.utf8)) == nil)
    }
}
