import Foundation
import Git
import TestSupport
import Testing

@Suite("HEAD, refs and revisions")
struct ReferenceTests {
    @Test("HEAD: unborn, on a branch, detached")
    func head() throws {
        let temporary = try TempRepository()
        let repository = try temporary.open()
        #expect(try repository.head() == .unborn(name: "refs/heads/main"))
        #expect(try repository.head().commit == nil)
        let commit = try id(temporary.commit(["a": "1"]))
        #expect(try repository.head() == .branch(name: "refs/heads/main", commit: commit))
        try temporary.git("checkout", "--quiet", "--detach")
        #expect(try repository.head() == .detached(commit))
        try temporary.git("checkout", "--quiet", "--orphan", "new/branch")
        #expect(try repository.head() == .unborn(name: "refs/heads/new/branch"))
    }

    @Test("refs below a folder, annotated tags followed to their commit, packed or not", arguments: [false, true])
    func listing(packed: Bool) throws {
        let temporary = try TempRepository()
        let first = try temporary.commit(["a": "1"])
        try temporary.git("tag", "v1.0.0")
        let second = try temporary.commit(["a": "2"])
        try temporary.git("tag", "--annotate", "--message", "release", "v1.1.0")
        try temporary.git("tag", "blob", "HEAD:a")
        try temporary.git("update-ref", "refs/tagsextra", first)
        if packed { try temporary.git("pack-refs", "--all") }
        let repository = try temporary.open()
        let tags = try repository.references(under: "refs/tags")
        #expect(tags.map(\.name) == ["refs/tags/v1.0.0", "refs/tags/v1.1.0"])
        #expect(tags.map(\.commit.hex) == [first, second])
        #expect(tags.map(\.target.hex) == [first, try temporary.git("rev-parse", "v1.1.0")])
        #expect(try repository.reference("refs/tags/v1.1.0")?.hex == temporary.git("rev-parse", "v1.1.0"))
        #expect(try repository.reference("refs/heads/none") == nil)
        #expect(try repository.references(under: "refs/none").isEmpty)
        #expect(code { _ = try repository.reference("refs/heads/a..b") } == .invalid)
    }

    @Test(
        "revisions resolve to commits as with git rev-parse",
        arguments: ["main", "HEAD", "HEAD~1", "v1", "v1^0", "refs/heads/main", "main^{commit}", "HEAD^{/first}"])
    func revisions(revision: String) throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"], message: "first")
        try temporary.commit(["a": "2"], message: "second")
        try temporary.git("tag", "--annotate", "--message", "tag", "v1")
        let expected = try temporary.git("rev-parse", "\(revision)^{commit}")
        #expect(try temporary.open().resolve(revision).hex == expected)
        #expect(try temporary.open().resolve(String(expected.prefix(8))).hex == expected)
    }

    @Test("a revision that doesn't exist, or is no commit, is refused with advice")
    func badRevisions() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        let repository = try temporary.open()
        #expect(code { _ = try repository.resolve("nothing") } == .notFound)
        #expect(code { _ = try repository.resolve("HEAD:a") } == .invalid)
        #expect(code { _ = try repository.resolve("") } != nil)
    }

    @Test("a ref is created only when it is absent, moved only when it is where it should be")
    func compareAndSwap() throws {
        let temporary = try TempRepository()
        let one = try id(temporary.commit(["a": "1"]))
        let two = try id(temporary.commit(["a": "2"]))
        let repository = try temporary.open()
        let name = "refs/heads/scaffold/upgrade"
        try repository.setReference(name, to: one, expecting: nil, message: "create")
        #expect(code { try repository.setReference(name, to: two, expecting: nil, message: "x") } == .modified)
        #expect(code { try repository.setReference(name, to: two, expecting: two, message: "x") } == .modified)
        #expect(try temporary.git("rev-parse", name) == one.hex)
        try repository.setReference(name, to: two, expecting: one, message: "move")
        #expect(try temporary.git("rev-parse", name) == two.hex)
        #expect(try temporary.git("reflog", "show", "--format=%gs", name) == "move\ncreate")

        #expect(code { try repository.deleteReference(name, expecting: one) } == .modified)
        #expect(try temporary.git("reflog", "show", "--format=%gs", name) == "move\ncreate")
        try repository.deleteReference(name, expecting: two)
        #expect(try repository.reference(name) == nil)
        #expect(code { try repository.deleteReference(name, expecting: two) } == .modified)
        #expect(code { try repository.setReference(name, to: two, expecting: one, message: "x") } == .modified)
    }

    @Test("packed refs are compared and deleted too")
    func packedCompareAndSwap() throws {
        let temporary = try TempRepository()
        let one = try id(temporary.commit(["a": "1"]))
        let two = try id(temporary.commit(["a": "2"]))
        try temporary.git("branch", "topic", one.hex)
        try temporary.git("pack-refs", "--all")
        let repository = try temporary.open()
        let name = "refs/heads/topic"
        #expect(code { try repository.setReference(name, to: two, expecting: nil, message: "x") } == .modified)
        #expect(code { try repository.setReference(name, to: one, expecting: two, message: "x") } == .modified)
        try repository.deleteReference(name, expecting: one)
        #expect(try temporary.git("branch", "--list", "topic").isEmpty)
    }

    @Test("a change that another process made after the repository was opened is seen")
    func externalChange() throws {
        let temporary = try TempRepository()
        let one = try id(temporary.commit(["a": "1"]))
        let two = try id(temporary.commit(["a": "2"]))
        let repository = try temporary.open()
        let name = "refs/heads/topic"
        #expect(try repository.reference(name) == nil)
        try temporary.git("branch", "topic", two.hex)
        #expect(code { try repository.setReference(name, to: one, expecting: nil, message: "x") } == .modified)
        try temporary.git("pack-refs", "--all")
        #expect(code { try repository.setReference(name, to: one, expecting: one, message: "x") } == .modified)
        #expect(try temporary.git("rev-parse", "topic") == two.hex)
    }

    @Test("a lock file of another process is named, with what to do")
    func locked() throws {
        let temporary = try TempRepository()
        let one = try id(temporary.commit(["a": "1"]))
        try temporary.git("branch", "topic")
        try temporary.write(".git/refs/heads/topic.lock", "")
        let repository = try temporary.open()
        let error = try failure {
            try repository.setReference("refs/heads/topic", to: one, expecting: nil, message: "x")
        }
        #expect(error.code == .locked)
        #expect(error.message.contains(".git/refs/heads/topic.lock"))
        #expect(error.hint.contains("rm "))
    }

    @Test("of many writers that expect the same value exactly one wins")
    func race() async throws {
        let temporary = try TempRepository()
        let start = try id(temporary.commit(["a": "0"]))
        let targets = try (1...8).map { try id(temporary.commit(["a": "\($0)"])) }
        try temporary.git("update-ref", "refs/heads/topic", start.hex)
        let path = temporary.path
        let outcomes = await withTaskGroup(of: GitError.Code?.self) { group in
            for target in targets {
                group.addTask {
                    code {
                        let repository = try Repository.open(at: path)
                        try repository.setReference(
                            "refs/heads/topic", to: target, expecting: start, message: "race")
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == nil }.count == 1)
        #expect(outcomes.allSatisfy { $0 == nil || $0 == .modified || $0 == .locked })
        #expect(targets.map(\.hex).contains(try temporary.git("rev-parse", "topic")))
    }

    @Test("a ref to an object that isn't stored is refused, so is a name that collides with a folder of refs")
    func invalidTargets() throws {
        let temporary = try TempRepository()
        let one = try id(temporary.commit(["a": "1"]))
        let repository = try temporary.open()
        let absent = try id("0123456789012345678901234567890123456789")
        #expect(throws: GitError.self) {
            try repository.setReference("refs/heads/x", to: absent, expecting: nil, message: "x")
        }
        try temporary.git("branch", "folder/leaf")
        #expect(throws: GitError.self) {
            try repository.setReference("refs/heads/folder", to: one, expecting: nil, message: "x")
        }
        #expect(throws: GitError.self) {
            try repository.setReference("refs/heads/folder/leaf/deeper", to: one, expecting: nil, message: "x")
        }
    }

    @Test("a branch that a linked work tree has checked out is reported")
    func checkedOut() throws {
        let temporary = try TempRepository()
        try temporary.commit(["a": "1"])
        try temporary.git("branch", "free")
        try temporary.git("worktree", "add", "--quiet", "-b", "linked", temporary.directory.path("linked"))
        let repository = try temporary.open()
        #expect(try repository.isCheckedOut("refs/heads/main"))
        #expect(try repository.isCheckedOut("refs/heads/linked"))
        #expect(try !repository.isCheckedOut("refs/heads/free"))
        #expect(try !repository.isCheckedOut("refs/heads/none"))
    }

    @Test("ancestors and merge bases as in git")
    func history() throws {
        let temporary = try TempRepository()
        let base = try temporary.commit(["a": "1"])
        let left = try temporary.commit(["a": "2"])
        try temporary.git("checkout", "--quiet", "-b", "right", base)
        let right = try temporary.commit(["b": "1"])
        try temporary.git("checkout", "--quiet", "--orphan", "other")
        let other = try temporary.commit(["c": "1"])
        let repository = try temporary.open()
        for (one, two) in [(base, left), (left, base), (left, right), (base, base), (other, base)] {
            let expected = try temporary.git(["merge-base", "--is-ancestor", one, two], allowing: [0, 1]).status == 0
            #expect(try repository.isAncestor(id(one), of: id(two)) == expected)
            let mergeBase = try temporary.git(["merge-base", one, two], allowing: [0, 1]).trimmed
            #expect(try repository.mergeBase(id(one), id(two))?.hex ?? "" == mergeBase)
        }
    }
}
