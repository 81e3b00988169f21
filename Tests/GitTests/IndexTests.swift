import Foundation
import Git
import TestSupport
import Testing

@Suite("Status and index")
struct IndexTests {
    @Test("every kind of change is told apart")
    func status() throws {
        let temporary = try TempRepository()
        try temporary.commit([
            "same": "1", "edited": "1", "staged": "1", "both": "1", "gone": "1", "sub/x": "1", ".gitignore": "*.log\n",
        ])
        try temporary.write("staged", "2")
        try temporary.write("both", "2")
        try temporary.git("add", "staged", "both")
        try temporary.write("both", "3")
        try temporary.write("edited", "22")
        try temporary.remove("gone")
        try temporary.write("new/file", "1")
        try temporary.write("a.log", "1")
        let repository = try temporary.open()
        #expect(
            try repository.status() == [
                StatusEntry(path: "both", staged: true, unstaged: true),
                StatusEntry(path: "edited", unstaged: true),
                StatusEntry(path: "gone", unstaged: true, missing: true),
                StatusEntry(path: "new/file", untracked: true),
                StatusEntry(path: "staged", staged: true),
            ])
        #expect(try repository.status(includeIgnored: true).first == StatusEntry(path: "a.log", ignored: true))
        #expect(try repository.status(under: "new") == [StatusEntry(path: "new/file", untracked: true)])
        #expect(try repository.status(under: "sub").isEmpty)
        #expect(try repository.status(under: "*").isEmpty)
    }

    @Test("looking at the status leaves the index file alone")
    func statusIsReadOnly() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        try temporary.write("a", "1")
        let before = try temporary.read(".git/index")
        _ = try temporary.open().status()
        #expect(try temporary.read(".git/index") == before)
    }

    @Test("a conflict shows as three stages in git, with sides left out where a path doesn't exist")
    func conflicts() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1", "b": "1", "c": "1"])
        let repository = try temporary.open()
        let sides = try ["base", "ours", "theirs"].map { text in
            TreeChange.Content(mode: .file, id: try repository.writeBlob(Array(text.utf8)))
        }
        try repository.withIndex { index throws(GitError) in
            try index.setConflict("a", ancestor: sides[0], ours: sides[1], theirs: sides[2])
            try index.setConflict("b", ancestor: sides[0], ours: sides[1], theirs: nil)
            try index.setConflict("new", ancestor: nil, ours: sides[1], theirs: sides[2])
            #expect(index.hasConflicts)
        }
        let ids = sides.map(\.id.hex)
        #expect(
            try temporary.git("ls-files", "-u") == """
                100644 \(ids[0]) 1\ta
                100644 \(ids[1]) 2\ta
                100644 \(ids[2]) 3\ta
                100644 \(ids[0]) 1\tb
                100644 \(ids[1]) 2\tb
                100644 \(ids[1]) 2\tnew
                100644 \(ids[2]) 3\tnew
                """)
        #expect(try repository.status().filter(\.conflicted).map(\.path) == ["a", "b", "new"])
        #expect(try repository.indexEntries().map(\.stage) == [1, 2, 3, 1, 2, 0, 2, 3])

        try repository.withIndex { index throws(GitError) in
            try index.add("a", mode: .executable, id: sides[1].id)
            try index.remove("b")
            try index.remove("new")
            try index.remove("absent")
        }
        #expect(try temporary.git("ls-files", "-u").isEmpty)
        #expect(try temporary.git("ls-files", "-s", "a").hasPrefix("100755 \(ids[1]) 0"))
        #expect(try temporary.git("ls-files") == "a\nc")
    }

    @Test("an index that doesn't exist yet is made")
    func newIndex() throws {
        let temporary = try TempRepository()
        let repository = try temporary.open()
        #expect(try repository.indexEntries().isEmpty)
        let blob = try repository.writeBlob(Array("x".utf8))
        try repository.withIndex { index throws(GitError) in try index.add("d/x", mode: .file, id: blob) }
        #expect(try temporary.git("ls-files", "-s") == "100644 \(blob) 0\td/x")
    }

    @Test("when the body fails, the index stays and the lock goes")
    func failedBody() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        let before = try temporary.read(".git/index")
        let repository = try temporary.open()
        let absent = try id("0123456789012345678901234567890123456789")
        #expect(
            code {
                try repository.withIndex { index throws(GitError) in
                    try index.remove("a")
                    try index.add("b", mode: .file, id: absent)
                }
            } == .missingObject)
        #expect(try temporary.read(".git/index") == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: temporary.path(".git")).allSatisfy {
                !$0.contains("lock") && !$0.contains("scaffold")
            })
    }

    @Test("while another process holds the lock, nothing is changed, and the lock is named")
    func locked() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        try temporary.write(".git/index.lock", "")
        let repository = try temporary.open()
        let error = try failure {
            try repository.withIndex { index throws(GitError) in try index.remove("a") }
        }
        #expect(error.code == .locked)
        #expect(error.hint.hasSuffix("rm \(temporary.path(".git/index.lock"))"))
        #expect(temporary.directory.exists("repository/.git/index.lock"))
    }

    @Test("an edit in the same second as the old index is still noticed after a change")
    func racyEdit() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "old", "b": "1"])
        // Same size, same file, and the times that git recorded put back: only the content tells.
        try temporary.git("config", "core.trustctime", "false")
        let file = temporary.path("a")
        try run("touch", ["-r", file, temporary.path(".git/index")])
        try run("touch", ["-r", file, temporary.path(".git/times")])
        try temporary.write("a", "new")
        try run("touch", ["-r", temporary.path(".git/times"), file])
        #expect(try temporary.git("diff", "--name-only") == "a")
        try temporary.open().withIndex { index throws(GitError) in try index.remove("b") }
        try run("touch", ["-t", "203001010000", temporary.path(".git/index")])
        #expect(try temporary.git("diff", "--name-only") == "a")
    }

    @Test("index formats that libgit2 can't read are refused in plain words")
    func splitIndex() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        try temporary.git("update-index", "--split-index")
        let error = try failure { _ = try temporary.open().indexEntries() }
        #expect(error.code == .unsupported)
        #expect(error.hint.contains("--no-split-index"))
    }

    @Test("flags of other entries survive a change")
    func flags() throws {
        let temporary = try TempRepository()
        try temporary.commit(["kept": "1", "assumed": "1", "a": "1"])
        try temporary.git("update-index", "--skip-worktree", "kept")
        try temporary.git("update-index", "--assume-unchanged", "assumed")
        try temporary.open().withIndex { index throws(GitError) in try index.remove("a") }
        #expect(try temporary.git("ls-files", "-v") == "h assumed\nS kept")
    }
}
