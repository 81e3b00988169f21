import Git
import TestSupport
import Testing

@Suite("Trees")
struct TreeTests {
    @Test("files are listed as by git ls-tree -r, links and submodules included")
    func files() throws {
        let temporary = try TempRepository()
        try temporary.write("a/b/c", "1")
        try temporary.write("a.b", "2")
        try temporary.write("a0", "")
        try temporary.write("run.sh", "#!/bin/sh\n")
        try temporary.git("add", "--all")
        try temporary.git("update-index", "--chmod=+x", "run.sh")
        let link = try temporary.git(["hash-object", "-w", "--stdin"], stdin: Array("a.b".utf8)).trimmed
        try temporary.git("update-index", "--add", "--cacheinfo", "120000,\(link),a/link")
        try temporary.git("update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),sub")
        try temporary.git("commit", "--quiet", "--message", "all modes")
        let repository = try temporary.open()
        let tree = try temporary.tree()
        let files = try repository.files(in: tree)
        #expect(lines(files) == (try temporary.listing(tree)))
        #expect(files.map(\.path) == ["a.b", "a/b/c", "a/link", "a0", "run.sh", "sub"])
        #expect(files.map(\.mode) == [.file, .file, .symlink, .file, .executable, .submodule])
        #expect(try repository.files(in: tree, under: "a").map(\.path) == ["a/b/c", "a/link"])
        #expect(try repository.files(in: tree, under: "a/").map(\.path) == ["a/b/c", "a/link"])
        #expect(try repository.files(in: tree, under: "a.b").map(\.path) == ["a.b"])
        #expect(try repository.files(in: tree, under: "nothing").isEmpty)
        #expect(try repository.entry(at: "a/b", in: tree)?.mode == .directory)
        #expect(try repository.entry(at: "a/b/c", in: tree)?.id == ObjectID.of(blob: Array("1".utf8)))
        #expect(try repository.entry(at: "a/b/d", in: tree) == nil)
        #expect(try repository.entry(at: "a.b/x", in: tree) == nil)
        #expect(try repository.writeTree(files) == tree)
    }

    @Test("an old 0100664 mode reads as a plain file")
    func oldMode() throws {
        #expect(FileMode(stored: 0o100664) == .file)
        #expect(FileMode(stored: 0o100755) == .executable)
        #expect(FileMode(stored: 0o100600) == .file)
        #expect(FileMode(stored: 0o140000) == nil)
    }

    struct Update: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var puts: [String] = []
        var removes: [String] = []
        var result: [String]
    }

    static let before = ["a", "d/x", "d/y", "e/f/g", "z"]

    @Test(
        "an update gives the tree that git gives",
        arguments: [
            Update(testDescription: "a new file", puts: ["b"], result: ["a", "b", "d/x", "d/y", "e/f/g", "z"]),
            Update(testDescription: "deep", puts: ["e/f/h/i"], result: ["a", "d/x", "d/y", "e/f/g", "e/f/h/i", "z"]),
            Update(testDescription: "a changed file", puts: ["d/x"], result: before),
            Update(testDescription: "a removed file", removes: ["d/x"], result: ["a", "d/y", "e/f/g", "z"]),
            Update(testDescription: "an emptied folder", removes: ["e/f/g"], result: ["a", "d/x", "d/y", "z"]),
            Update(
                testDescription: "file to folder", puts: ["a/b"], removes: ["a"],
                result: ["a/b", "d/x", "d/y", "e/f/g", "z"]),
            Update(
                testDescription: "folder to file", puts: ["d"], removes: ["d/x", "d/y"],
                result: ["a", "d", "e/f/g", "z"]),
            Update(
                testDescription: "deep folder to file", puts: ["e"], removes: ["e/f/g"],
                result: ["a", "d/x", "d/y", "e", "z"]),
            Update(testDescription: "nothing there", removes: ["q", "q/r", "a/b"], result: before),
            Update(testDescription: "everything", removes: before, result: []),
        ])
    func update(update: Update) throws {
        let temporary = try TempRepository()
        try temporary.commit(Dictionary(uniqueKeysWithValues: Self.before.map { ($0, "old \($0)") }))
        let repository = try temporary.open()
        let tree = try temporary.tree()
        let blob = try repository.writeBlob(Array("new".utf8))
        let changes = update.removes.map { TreeChange.remove($0) } + update.puts.map { .put($0, .file, blob) }
        let updated = try repository.updateTree(tree, applying: changes)

        for path in update.removes { try temporary.git("rm", "--quiet", "--cached", "--ignore-unmatch", path) }
        for path in update.puts {
            try temporary.git("update-index", "--add", "--cacheinfo", "100644,\(blob.hex),\(path)")
        }
        #expect(updated.hex == (try temporary.git("write-tree")))
        #expect(try repository.files(in: updated).map(\.path) == update.result)
        try temporary.git("fsck", "--strict")
    }

    @Test(
        "nothing is lost by implication",
        arguments: [
            [TreeChange.put("d", .file, .emptyBlob)],
            [.put("d", .file, .emptyBlob), .remove("d/x")],
            [.put("a/b", .file, .emptyBlob)],
            [.put("a/b/c", .file, .emptyBlob)],
            [.remove("d")],
            [.put("n", .file, .emptyBlob), .put("n/m", .file, .emptyBlob)],
        ])
    func refusals(changes: [TreeChange]) throws {
        let temporary = try TempRepository()
        try temporary.commit(Dictionary(uniqueKeysWithValues: Self.before.map { ($0, "old") }))
        let repository = try temporary.open()
        try repository.writeBlob([])
        let tree = try temporary.tree()
        #expect(code { _ = try repository.updateTree(tree, applying: changes) } == .conflict)
    }

    @Test(
        "paths that git can't hold are refused",
        arguments: ["", "/a", "a/", "a//b", ".", "a/../b", ".git/config", "x/.GIT", "a\u{0}b"])
    func invalidPaths(path: String) throws {
        let temporary = try TempRepository()
        let repository = try temporary.open()
        let blob = try repository.writeBlob([])
        #expect(code { _ = try repository.writeTree([TreeFile(path: path, mode: .file, id: blob)]) } == .invalid)
    }

    @Test("a path that is changed twice is refused, two normal forms of one name are two paths")
    func duplicates() throws {
        let temporary = try TempRepository()
        let repository = try temporary.open()
        let blob = try repository.writeBlob([])
        #expect(
            code {
                _ = try repository.updateTree(.emptyTree, applying: [.put("a", .file, blob), .remove("a")])
            } == .invalid)
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        let tree = try repository.writeTree([
            TreeFile(path: composed, mode: .file, id: blob), TreeFile(path: decomposed, mode: .file, id: blob),
        ])
        #expect(
            try repository.files(in: tree).map { Array($0.path.utf8) } == [
                Array(decomposed.utf8), Array(composed.utf8),
            ])
    }

    @Test("an entry whose object isn't stored is refused")
    func missingObject() throws {
        let temporary = try TempRepository()
        let repository = try temporary.open()
        let absent = try id("0123456789012345678901234567890123456789")
        #expect(throws: GitError.self) {
            _ = try repository.writeTree([TreeFile(path: "a", mode: .file, id: absent)])
        }
    }

    @Test("a whole tree can be grafted")
    func graft() throws {
        let temporary = try TempRepository()
        try temporary.commit(["service/a": "1", "service/b/c": "2"])
        let repository = try temporary.open()
        let tree = try temporary.tree()
        let service = try #require(try repository.entry(at: "service", in: tree))
        let grafted = try repository.updateTree(tree, applying: [.put("copy/of", .directory, service.id)])
        #expect(try repository.files(in: grafted, under: "copy").map(\.path) == ["copy/of/a", "copy/of/b/c"])
    }

    @Test("names that aren't UTF-8 are left out of listings, reported, and kept by updates")
    func unreadableNames() throws {
        let temporary = try TempRepository()
        try temporary.commit(["d/readable": "1", "d/other": "2"])
        let blob = ObjectID.of(blob: Array("1".utf8))
        let latin1: [UInt8] = Array("100644 \(blob.hex) 0\td/caf".utf8) + [0xE9, 0]
        try temporary.git(["update-index", "-z", "--index-info"], stdin: latin1)
        let tree = try id(temporary.git("write-tree"))
        let repository = try temporary.open()
        #expect(try repository.files(in: tree).map(\.path) == ["d/other", "d/readable"])
        let listing = try repository.listing(of: tree)
        #expect(listing.files == (try repository.files(in: tree)))
        #expect(listing.unreadable == ["d/caf\\xE9"])
        #expect(try repository.listing(of: temporary.tree()).unreadable.isEmpty)

        let updated = try repository.updateTree(tree, applying: [.remove("d/other"), .remove("d/readable")])
        try temporary.git("rm", "--quiet", "--cached", "d/other", "d/readable")
        #expect(updated.hex == (try temporary.git("write-tree")))
        #expect(
            code {
                _ = try repository.updateTree(
                    tree, applying: [.remove("d/other"), .remove("d/readable"), .put("d", .file, blob)])
            } == .conflict)
    }

    @Test("random updates agree with git's index", arguments: [UInt64](1...6))
    func randomUpdates(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let temporary = try TempRepository()
        let repository = try temporary.open()
        let names = ["a", "b", "c.d"]
        func path() -> String {
            (0...Int.random(in: 0...2, using: &random)).map { _ in names.randomElement(using: &random) ?? "a" }
                .joined(separator: "/")
        }
        var tree = ObjectID.emptyTree
        var files: [String: ObjectID] = [:]
        for step in 0..<30 {
            var changes: [String: TreeChange] = [:]
            let blob = try repository.writeBlob(Array("\(seed) \(step)".utf8))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let target = path()
                if Bool.random(using: &random) {
                    for other in files.keys where other.hasPrefix(target + "/") || target.hasPrefix(other + "/") {
                        changes[other] = .remove(other)
                    }
                    let clash = changes.values.contains { change in
                        change.content != nil
                            && (change.path.hasPrefix(target + "/") || target.hasPrefix(change.path + "/"))
                    }
                    if !clash { changes[target] = .put(target, .file, blob) }
                } else if files[target] != nil {
                    changes[target] = .remove(target)
                }
            }
            for (path, change) in changes { files[path] = change.content?.id }
            tree = try repository.updateTree(tree, applying: Array(changes.values))
        }
        let input = files.sorted { $0.key < $1.key }.map { "100644 \($0.value.hex) 0\t\($0.key)\n" }.joined()
        try temporary.git(["update-index", "--index-info"], stdin: Array(input.utf8))
        #expect(tree.hex == (try temporary.git("write-tree")))
    }

    private func lines(_ files: [TreeFile]) -> String {
        files.map { file in
            let mode = String(file.mode.rawValue, radix: 8)
            return "\(mode) \(file.mode == .submodule ? "commit" : "blob") \(file.id)\t\(file.path)"
        }.joined(separator: "\n")
    }
}
