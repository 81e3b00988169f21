import Foundation
import Git
import TestSupport
import Testing

@Suite("Diffs, patches and similarity")
struct DiffTests {
    @Test("added, deleted, modified, mode and type changes, as git diff-tree lists them")
    func kinds() throws {
        let temporary = try TempRepository()
        try temporary.commit(["gone": "1", "edited": "1", "mode": "1", "link": "target", "same": "1"])
        let old = try temporary.tree()
        try temporary.remove("gone")
        try temporary.remove("link")
        try FileManager.default.createSymbolicLink(atPath: temporary.path("link"), withDestinationPath: "target")
        try run("chmod", ["+x", temporary.path("mode")])
        try temporary.commit(["edited": "2", "new": "3"])
        let new = try temporary.tree()
        let deltas = try temporary.open().diff(old, new)
        #expect(deltas.map(\.newPath) == ["edited", "gone", "link", "mode", "new"])
        #expect(deltas.map(\.kind) == [.modified, .deleted, .typeChanged, .modified, .added])
        let raw = try temporary.git("diff-tree", "-r", "--no-abbrev", old.hex, new.hex).split(separator: "\n")
        for (line, delta) in zip(raw, deltas) {
            #expect(line.contains(" \((delta.old?.id.hex ?? String(repeating: "0", count: 40))) "))
            #expect(line.contains(" \((delta.new?.id.hex ?? String(repeating: "0", count: 40))) "))
        }
        #expect(try temporary.open().diff(nil, new).map(\.kind) == [DiffDelta.Kind](repeating: .added, count: 5))
        #expect(try temporary.open().diff(new, new).isEmpty)
    }

    @Test("renames are found when asked for, whatever diff.renames says; empty files are never paired")
    func renames() throws {
        let temporary = try TempRepository()
        let text = (1...40).map { "line \($0)\n" }.joined()
        try temporary.commit(["old": text, "empty": ""])
        let old = try temporary.tree()
        try temporary.git("mv", "old", "new")
        try temporary.git("mv", "empty", "void")
        try temporary.commit(["new": text.replacingOccurrences(of: "line 7\n", with: "line seven\n")])
        let new = try temporary.tree()
        try temporary.git("config", "diff.renames", "false")
        let repository = try temporary.open()
        #expect(try repository.diff(old, new).map(\.kind) == [.deleted, .added, .deleted, .added])
        let deltas = try repository.diff(old, new, renames: RenameOptions())
        #expect(deltas.map(\.kind) == [.deleted, .renamed, .added])
        #expect(deltas[1].oldPath == "old" && deltas[1].newPath == "new" && deltas[1].similarity > 80)
    }

    struct Pair: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var old: String?
        var new: String?
        var context = 3
    }

    static let numbers = (1...30).map { "\($0)\n" }.joined()

    @Test(
        "a patch is what git diff prints",
        arguments: [
            Pair(testDescription: "one line", old: "a\nb\nc\n", new: "a\nB\nc\n"),
            Pair(
                testDescription: "two hunks", old: numbers,
                new: numbers.replacingOccurrences(of: "\n3\n", with: "\nthree\n") + "31\n"),
            Pair(testDescription: "no context", old: numbers, new: "0\n" + numbers, context: 0),
            Pair(
                testDescription: "ten lines of context", old: numbers,
                new: numbers.replacingOccurrences(of: "\n15\n", with: "\n"), context: 10),
            Pair(testDescription: "no line feed at the end", old: "a\nb", new: "a\nc"),
            Pair(testDescription: "line feed added", old: "a", new: "a\n"),
            Pair(testDescription: "CRLF", old: "a\r\nb\r\n", new: "a\r\nc\r\n"),
            Pair(testDescription: "new file", old: nil, new: "a\nb\n"),
            Pair(testDescription: "new empty file", old: nil, new: ""),
            Pair(testDescription: "deleted file", old: "a\nb\n", new: nil),
            Pair(testDescription: "emptied file", old: "a\n", new: ""),
            Pair(testDescription: "binary", old: "a\u{0}b", new: "a\u{0}c"),
            Pair(
                testDescription: "function names", old: "def f():\n  a\n  b\n  c\n  d\n  e\n",
                new: "def f():\n  a\n  b\n  c\n  d\n  E\n"),
            Pair(
                testDescription: "moved block", old: "a {\n  1\n}\n\nb {\n  2\n}\n",
                new: "a {\n  1\n}\n\nc {\n  3\n}\n\nb {\n  2\n}\n"),
        ])
    func patch(pair: Pair) throws {
        let temporary = try TempRepository()
        let empty = try id(temporary.git("write-tree"))
        try temporary.git("commit", "--quiet", "--allow-empty", "--message", "empty")
        if let old = pair.old { try temporary.commit(["dir/a file": old]) }
        if let new = pair.new {
            try temporary.commit(["dir/a file": new])
        } else {
            try temporary.git("rm", "--quiet", "dir/a file")
            try temporary.commit()
        }
        #expect(empty == .emptyTree)
        let expected = try temporary.git(["diff", "--abbrev=7", "-U\(pair.context)", "HEAD~1", "HEAD"]).stdout
        let actual = try Repository.patch(
            old: pair.old.map { Repository.PatchSide(path: "dir/a file", bytes: Array($0.utf8)) },
            new: pair.new.map { Repository.PatchSide(path: "dir/a file", bytes: Array($0.utf8)) },
            context: pair.context)
        #expect(String(decoding: actual, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }

    @Test("mode changes, renames and odd names are written so that git apply takes them")
    func applicablePatch() throws {
        let temporary = try TempRepository()
        let before = (1...20).map { "line \($0)\n" }.joined()
        let after = before.replacingOccurrences(of: "line 9\n", with: "line nine\n")
        let oldPath = "a \"quoted\"\tname\u{E9}"
        try temporary.commit([oldPath: before])
        let patch = try Repository.patch(
            old: Repository.PatchSide(path: oldPath, bytes: Array(before.utf8)),
            new: Repository.PatchSide(path: "b/renamed", mode: .executable, bytes: Array(after.utf8)))
        try temporary.git(["apply", "--index", "-"], stdin: patch)
        let staged = try temporary.git("ls-files", "-s")
        #expect(staged == "100755 \(ObjectID.of(blob: Array(after.utf8))) 0\tb/renamed")
        let printed = try temporary.git(["-c", "core.quotePath=false", "diff", "--cached", "-M", "--abbrev=7"])
        #expect(String(decoding: patch, as: UTF8.self) == printed.text)
        #expect(try Repository.patch(old: nil, new: nil).isEmpty)
    }

    @Test("similarity is git's", arguments: [UInt64](1...8))
    func similarity(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let temporary = try TempRepository()
        let words = ["alpha", "beta", "gamma delta", "", "  epsilon", String(repeating: "long ", count: 30)]
        let old = (0..<60).map { "\($0 % 7) \(words.randomElement(using: &random) ?? "")\n" }
        var new = old
        for _ in 0..<Int.random(in: 1...25, using: &random) {
            let position = Int.random(in: 0..<new.count, using: &random)
            if Bool.random(using: &random) {
                new[position] = "changed \(position)\n"
            } else {
                new.remove(at: position)
            }
        }
        try temporary.commit(["old": old.joined()])
        try temporary.git("mv", "old", "new")
        try temporary.commit(["new": new.joined()])
        let raw = try temporary.git("diff-tree", "-r", "-M01%", "HEAD~1", "HEAD")
        let score = try #require(raw.split(separator: " ").dropFirst(4).first?.prefix(4).dropFirst().prefix(3))
        #expect(Repository.similarity(Array(old.joined().utf8), Array(new.joined().utf8)) == Int(score))
    }

    @Test("similarity at its ends")
    func similarityEnds() {
        let a = Array("a\nb\n".utf8)
        #expect(Repository.similarity(a, a) == 100)
        #expect(Repository.similarity([], []) == 100)
        #expect(Repository.similarity([], a) == 0)
        #expect(Repository.similarity(a, []) == 0)
        #expect(Repository.similarity(a, Array("x\ny\n".utf8)) == 0)
        #expect(Repository.similarity(Array("a\r\nb\r\n".utf8), a) == 66)
    }
}
