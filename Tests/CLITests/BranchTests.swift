import Foundation
import TestSupport
import Testing

/// Where the upgrade's branch goes, and whose commits it never touches.
@Suite struct BranchTests {
    /// What a person did to the branch, as a shell script.
    @Test(arguments: [
        "git switch -q scaffold/mini && echo x > x && git add x && git commit -qm person && git switch -q main",
        "git switch -q scaffold/mini && git commit -q --amend --no-edit --date=2020-01-01T00:00:00 && git switch -q main",
        "git switch -q scaffold/mini && git commit -q --amend -m 'Upgrade mini to 1.2.0' && git switch -q main",
        "git branch -f scaffold/mini $(git commit-tree -p HEAD -m mine HEAD^{tree})",
    ]) func aPersonsCommitIsRefused(script: String) throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade", "--to", "1.1.0")
        try bench.commit(["own.txt": "own\n"])
        #expect(try bench.shell(script).status == 0)
        let before = try bench.snapshot()
        let result = try bench.scaffold("upgrade", status: 2)
        #expect(result.stderr.contains("the branch scaffold/mini holds a commit of"))
        #expect(result.stderr.contains("fix: "))
        #expect(try bench.snapshot() == before)
        try bench.scaffold("upgrade", "--branch", "another")
        #expect(try bench.branch("another") != nil)
    }

    @Test func aBranchThatIsCheckedOutIsRefused() throws {
        let bench = try Workbench.withService()
        try bench.git("switch", "--quiet", "--create", "scaffold/mini")
        #expect(try bench.scaffold("upgrade", status: 2).stderr.contains("is checked out"))
        try bench.git("switch", "--quiet", "main")
        try bench.git("worktree", "add", "--quiet", "../linked", "scaffold/mini")
        #expect(try bench.scaffold("upgrade", status: 2).stderr.contains("is checked out"))
    }

    @Test func aMergedBranchIsReused() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade", "--to", "1.1.0")
        try bench.git("merge", "--quiet", "--no-ff", "scaffold/mini")
        try bench.scaffold("upgrade")
        #expect(try bench.git("rev-parse", "scaffold/mini^") == bench.git("rev-parse", "main"))
    }

    @Test func aBranchNamedLikeTheFolderOfOursIsExplained() throws {
        let bench = try Workbench.withService()
        try bench.git("branch", "scaffold")
        let before = try bench.snapshot()
        let result = try bench.scaffold("upgrade", status: 2)
        #expect(result.stderr.contains("scaffold"))
        #expect(result.stderr.contains("fix: "))
        #expect(try bench.snapshot() == before)
    }

    @Test func aDetachedHeadWorks() throws {
        let bench = try Workbench.withService()
        try bench.git("switch", "--quiet", "--detach")
        try bench.scaffold("upgrade")
        #expect(try bench.branch() != nil)
        #expect(try bench.git("rev-parse", "HEAD") == bench.git("rev-parse", "main"))
    }

    @Test func aBareRepositoryWorks() throws {
        let bench = try Workbench.withService()
        let bare = bench.directory.path("bare.git")
        try bench.git("clone", "--quiet", "--bare", "service", "bare.git", at: bench.directory.path)
        try bench.scaffold("upgrade", at: bare)
        #expect(try bench.git("rev-list", "--count", "main..scaffold/mini", at: bare) == "1")
        try bench.git("fsck", "--strict", at: bare)
    }

    @Test func aShallowCloneWorks() throws {
        let bench = try Workbench.withService(edits: ["own.txt": "own\n"])
        try bench.git(
            "clone", "--quiet", "--depth", "1", "file://\(bench.service)", "shallow", at: bench.directory.path)
        try bench.scaffold("upgrade", at: bench.directory.path("shallow"))
        #expect(try bench.git("rev-list", "--count", "HEAD..scaffold/mini", at: bench.directory.path("shallow")) == "1")
    }

    @Test func aLinkedWorkTreeWorks() throws {
        let bench = try Workbench.withService()
        let linked = bench.directory.path("linked")
        try bench.git("worktree", "add", "--quiet", "-b", "feature", "../linked")
        try bench.scaffold("upgrade", at: linked)
        #expect(try bench.git("rev-parse", "scaffold/mini^") == bench.git("rev-parse", "feature"))
        try bench.scaffold("upgrade", "--in-place", at: linked)
        #expect(try bench.git("diff", "--cached", "--name-only", at: linked).contains("new.txt"))
        #expect(try bench.git("status", "--short") == "")
        try bench.scaffold("undo", at: linked)
        #expect(try bench.git("status", "--short", at: linked) == "")
    }

    @Test func undoDeletesANewBranchAndMovesAnOldOneBack() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade", "--to", "1.1.0")
        let first = try bench.branch()
        try bench.scaffold("upgrade", "--to", "1.2.0")
        try bench.scaffold("undo")
        #expect(try bench.branch() == first)
        #expect(try bench.scaffold("undo", status: 2).stderr.contains("no upgrade to take back"))
        try bench.git("branch", "--delete", "--force", "scaffold/mini")
        try bench.scaffold("upgrade")
        try bench.scaffold("undo")
        #expect(try bench.branch() == nil)
    }

    @Test func undoRefusesABranchThatMoved() throws {
        let bench = try Workbench.withService()
        try bench.scaffold("upgrade")
        try bench.git("branch", "--force", "scaffold/mini", "main")
        let before = try bench.snapshot()
        #expect(try bench.scaffold("undo", status: 2).stderr.contains("has moved since"))
        #expect(try bench.snapshot() == before)
    }

    // MARK: Several services and scaffolds

    /// A repository with services in these folders.
    private func repository(_ folders: [String]) throws -> Workbench {
        let bench = try Workbench()
        try bench.git("init", "--quiet", "service", at: bench.directory.path)
        for folder in folders { try bench.scaffold("new", "../template@1.0.0", folder) }
        try bench.commit(message: "Services")
        return bench
    }

    @Test func aServiceInASubfolderChangesOnlyThere() throws {
        let bench = try repository(["services/shop", "services/cart"])
        try bench.scaffold("upgrade", "services/shop")
        let changed = try bench.git("diff", "--name-only", "main", "scaffold/services.shop.mini").split(separator: "\n")
        #expect(!changed.isEmpty && changed.allSatisfy { $0.hasPrefix("services/shop/") })
        try bench.scaffold("upgrade", at: "\(bench.service)/services/cart/docs")
        #expect(try bench.branch("scaffold/services.cart.mini") != nil)
        try bench.git("merge", "--quiet", "scaffold/services.shop.mini")
        try bench.git("merge", "--quiet", "--no-edit", "scaffold/services.cart.mini")
        try bench.scaffold("status", "services/shop")
        try bench.scaffold("status", "services/cart")
    }

    @Test func everyFolderHasABranchOfItsOwn() throws {
        let folders = ["a/b", "a.b", "a-b", "with space", "dot.", "ü", "x.lock", "-dash", "~tilde", "a..b"]
        let bench = try repository(folders.map { "./" + $0 })
        var branches: Set<String> = []
        for folder in folders {
            let report = try json(bench.scaffold("upgrade", "--json", "./" + folder).text)
            let branch = try #require(report["branch"] as? String)
            #expect(try bench.git("check-ref-format", "refs/heads/\(branch)") == "")
            branches.insert(branch)
        }
        #expect(branches.count == folders.count)
    }

    @Test func oneServiceCanFollowTwoScaffolds() throws {
        let bench = try Workbench.withService()
        var other = SampleScaffold(releases: [
            .init(version: "1.0.0", files: ["ci.yml": "steps: one\n"]),
            .init(version: "1.1.0", files: ["ci.yml": "steps: two\n"]),
        ])
        other.name = "pipeline"
        try other.write(to: "pipeline", in: bench.directory)
        try bench.scaffold("new", "../pipeline@1.0.0", ".")
        try bench.commit()
        #expect(try bench.scaffold("upgrade", status: 2).stderr.contains("follows several scaffolds: mini, pipeline"))
        try bench.scaffold("upgrade", "--scaffold", "pipeline")
        #expect(try bench.git("diff", "--name-only", "main", "scaffold/pipeline") == ".scaffold.yml\nci.yml")
        try bench.git("merge", "--quiet", "scaffold/pipeline")
        try bench.scaffold("upgrade", "--scaffold", "mini")
        #expect(try bench.text("ci.yml", at: "scaffold/mini") == "steps: two\n")
        try bench.git("merge", "--quiet", "scaffold/mini")
        try bench.scaffold("status", "--scaffold", "pipeline")
        try bench.scaffold("status", "--scaffold", "mini")
    }

    /// With `commit.gpgsign` the commit is signed as the user's own are, and is the tool's nevertheless: made once.
    @Test func aSignedCommitIsSigned() throws {
        let bench = try Workbench.withService()
        let key = bench.directory.path("key")
        try bench.shell("ssh-keygen -q -t ed25519 -N '' -C test -f \(key)")
        try bench.git("config", "gpg.format", "ssh")
        try bench.git("config", "user.signingkey", key)
        try bench.git("config", "commit.gpgsign", "true")
        try bench.scaffold("upgrade")
        let first = try #require(try bench.branch())
        #expect(try bench.git("cat-file", "commit", first).contains("-----BEGIN SSH SIGNATURE-----"))
        try bench.directory.write(
            "signers", "test@example.com \(String(decoding: bench.directory.read("key.pub"), as: UTF8.self))")
        try bench.git("-c", "gpg.ssh.allowedSignersFile=\(bench.directory.path("signers"))", "verify-commit", first)
        try bench.scaffold("upgrade")
        #expect(try bench.branch() == first)
    }

    @Test func aKeyThatIsGoneIsTold() throws {
        let bench = try Workbench.withService()
        try bench.git("config", "gpg.format", "ssh")
        try bench.git("config", "user.signingkey", bench.directory.path("gone"))
        try bench.git("config", "commit.gpgsign", "true")
        let result = try bench.scaffold("upgrade", status: 2)
        #expect(result.stderr.contains("can't be signed"), "\(result.stderr)")
        #expect(try bench.branch() == nil)
    }
}
