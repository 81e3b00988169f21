import Git
import TestSupport
import Testing

@Suite("Blobs and commits")
struct ObjectTests {
    @Test("every byte of a blob survives")
    func binaryBlobs() throws {
        let temporary = try TempRepository()
        let repository = try temporary.open()
        for bytes in [[], [0], Array(0...255), Array("a\r\n\u{FEFF}b".utf8)] as [[UInt8]] {
            let id = try repository.writeBlob(bytes)
            #expect(try repository.blob(id) == bytes)
            #expect(try repository.blobSize(id) == bytes.count)
            #expect(try temporary.git(["cat-file", "blob", id.hex]).stdout == bytes)
            #expect(repository.contains(id))
        }
    }

    @Test("a blob that is stored in a pack is not written again")
    func presentBlob() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "packed\n"])
        try temporary.git("gc", "--quiet")
        let before = try temporary.git("count-objects")
        _ = try temporary.open().writeBlob(Array("packed\n".utf8))
        #expect(try temporary.git("count-objects") == before)
    }

    @Test("objects that another process packs meanwhile are found")
    func packedMeanwhile() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "one\n"])
        let repository = try temporary.open()
        _ = try repository.files(in: temporary.tree())
        try temporary.commit(["a": "two\n"])
        try temporary.git("gc", "--quiet")
        #expect(try repository.blob(id(temporary.git("rev-parse", "HEAD:a"))) == Array("two\n".utf8))
    }

    @Test("asking for an object of another type, or for none, says so")
    func wrongObject() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        let repository = try temporary.open()
        let tree = try temporary.tree()
        #expect(code { _ = try repository.blob(tree) } == .invalid)
        #expect(code { _ = try repository.blobSize(tree) } == .invalid)
        let absent = try id("0123456789012345678901234567890123456789")
        #expect(!repository.contains(absent))
        #expect(code { _ = try repository.blob(absent) } == .missingObject)
        #expect(code { _ = try repository.files(in: absent) } == .missingObject)
        #expect(code { _ = try repository.commit(absent) } == .missingObject)
    }

    @Test("histories are git's: all of it from children to parents, or the newest")
    func histories() throws {
        let temporary = try TempRepository()
        for day in ["01", "04", "03"] {
            let date = "2026-01-\(day)T00:00:00Z"
            try temporary.git(
                ["commit", "--quiet", "--allow-empty", "-m", day],
                environment: ["GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date])
        }
        try temporary.git("checkout", "--quiet", "-b", "side", "HEAD~1")
        let date = "2026-01-02T00:00:00Z"
        try temporary.git(
            ["commit", "--quiet", "--allow-empty", "-m", "side"],
            environment: ["GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date])
        try temporary.git("merge", "--quiet", "--no-ff", "-m", "both", "-")
        let repository = try temporary.open()
        let head = try id(temporary.git("rev-parse", "HEAD"))
        func listed(_ arguments: String...) throws -> Set<String> {
            Set(try temporary.git(["rev-list"] + arguments + ["HEAD"]).trimmed.split(separator: "\n").map(String.init))
        }
        #expect(Set(try repository.history(of: head).map(\.hex)) == (try listed()))
        for limit in 0...6 {
            let recent = try repository.recentHistory(of: head, limit: limit)
            #expect(Set(recent.map(\.hex)) == (try listed("-n", "\(limit)")))
        }
    }

    @Test("a commit reads as git wrote it and writes as git would")
    func commits() throws {
        let temporary = try TempRepository()
        let parent = try temporary.commit(["a": "1"], message: "first")
        let repository = try temporary.open()
        let tree = try temporary.tree()
        let message = "Sübject\n\nBody \u{1F600}\n"
        let written = try repository.writeCommit(
            tree: tree, parents: [id(parent)], author: author, committer: committer, message: message)
        let expected = try temporary.git(
            ["commit-tree", tree.hex, "-p", parent, "-F", "-"], stdin: Array(message.utf8),
            environment: [
                "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email,
                "GIT_AUTHOR_DATE": "1700000000 +0530", "GIT_COMMITTER_NAME": committer.name,
                "GIT_COMMITTER_EMAIL": committer.email, "GIT_COMMITTER_DATE": "1700000060 -0130",
            ]
        ).trimmed
        #expect(written.hex == expected)
        let commit = try repository.commit(written)
        #expect(commit.tree == tree)
        #expect(commit.parents.map(\.hex) == [parent])
        #expect(commit.author == author)
        #expect(commit.committer == committer)
        #expect(commit.message == message)
        #expect(commit.summary == "Sübject")
        #expect(try temporary.git("rev-parse", "HEAD") == parent)
    }

    @Test("a commit of a tree or parent that isn't stored is refused")
    func danglingCommit() throws {
        let temporary = try TempRepository()
        let parent = try id(temporary.commit(["a": "1"]))
        let repository = try temporary.open()
        let absent = try id("0123456789012345678901234567890123456789")
        #expect(throws: GitError.self) {
            _ = try repository.writeCommit(
                tree: absent, parents: [], author: author, committer: author, message: "x\n")
        }
        #expect(throws: GitError.self) {
            _ = try repository.writeCommit(
                tree: temporary.tree(), parents: [parent, absent], author: author, committer: author, message: "x\n")
        }
    }

    @Test("merge commits keep the order of their parents")
    func parents() throws {
        let temporary = try TempRepository()
        let ids = try ["1", "2", "3"].map { try id(temporary.commit(["a": $0])) }
        let repository = try temporary.open()
        let order = [ids[2], ids[0], ids[1]]
        let merge = try repository.writeCommit(
            tree: temporary.tree(), parents: order, author: author, committer: author, message: "m\n")
        #expect(try repository.commit(merge).parents == order)
    }
}
