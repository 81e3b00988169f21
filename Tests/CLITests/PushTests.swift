import Foundation
import TestSupport
import Testing

/// `upgrade --push`: one branch at the remote, moved only where nobody's work is.
@Suite(.serialized) struct PushTests {
    /// A service with a remote beside it, and a clone of somebody else's.
    private struct Shared {
        let bench: Workbench
        var remote: String { bench.directory.path("remote.git") }
        var person: String { bench.directory.path("person") }

        init(edits: [String: String] = [:], scaffold: SampleScaffold = .standard) throws {
            bench = try Workbench.withService(scaffold, edits: edits)
            try bench.git("init", "--quiet", "--bare", remote)
            try bench.git("remote", "add", "origin", remote)
            try bench.git("push", "--quiet", "origin", "main")
            try bench.git("clone", "--quiet", remote, person)
        }

        func push(_ more: String..., status: Int32 = 0) throws -> [String: Any] {
            let result = try bench.upgrade(["--push", "--json"] + more, status: status)
            return try json(result.text)
        }

        /// The commit of a branch at the remote.
        func tip(_ branch: String = "scaffold/mini") throws -> String? {
            let line = try bench.git("ls-remote", remote, "refs/heads/\(branch)")
            return line.isEmpty ? nil : String(line.prefix(40))
        }

        /// A person's commit on a branch of the remote.
        @discardableResult
        func personCommits(_ files: [String: String], on branch: String, amend: Bool = false) throws -> String? {
            try bench.git("fetch", "--quiet", "origin", at: person)
            try bench.git("checkout", "--quiet", "-B", branch, "origin/\(branch)", at: person)
            for (name, text) in files { try bench.directory.write("person/\(name)", text) }
            try bench.git("add", "--all", at: person)
            if amend {
                try bench.git("commit", "--quiet", "--amend", "--message", "Mine now", at: person)
            } else {
                try bench.git("commit", "--quiet", "--message", "A person's", at: person)
            }
            try bench.git("push", "--quiet", "--force", "origin", branch, at: person)
            return try tip(branch)
        }
    }

    @Test func oneCommitOnTheBaseAndNothingOfTheUsers() throws {
        let shared = try Shared(edits: ["notes.txt": "mine\n"])
        try shared.bench.write("notes.txt", "dirty\n")
        func ours() throws -> [String] {
            let bench = shared.bench
            return try [bench.git("status", "--porcelain"), bench.git("branch", "--verbose"), bench.git("tag")]
        }
        let before = try ours()
        let report = try shared.push()
        #expect(report["outcome"] as? String == "pushed")
        let tip = try #require(try shared.tip())
        #expect(report["commit"] as? String == tip)
        #expect(try shared.bench.git("rev-parse", "\(tip)^") == shared.bench.git("rev-parse", "main"))
        #expect(try shared.bench.text("notes.txt", at: tip) == "mine\n")
        #expect(try ours() == before)
    }

    @Test func theSameAgainPushesNothing() throws {
        let shared = try Shared()
        _ = try shared.push()
        let tip = try shared.tip()
        #expect(try shared.push()["outcome"] as? String == "unchanged")
        #expect(try shared.tip() == tip)
    }

    @Test func aPlanPushesNothing() throws {
        let shared = try Shared()
        let report = try shared.push("--plan")
        #expect(report["outcome"] as? String == "pushed")
        #expect((report["steps"] as? [String])?.count == 1)
        #expect(try shared.tip() == nil)
    }

    /// What counts is the remote's branch, not how old the clone is.
    @Test func aStaleCloneUpgradesTheNewestBase() throws {
        let shared = try Shared()
        try shared.personCommits(["src/owners.txt": "new\n"], on: "main")
        _ = try shared.push()
        let tip = try #require(try shared.tip())
        #expect(try shared.bench.text("src/owners.txt", at: tip) == "new\n")
    }

    @Test func aBaseThatMovedElsewhereMakesNoNoise() throws {
        let shared = try Shared()
        _ = try shared.push()
        let tip = try shared.tip()
        try shared.personCommits(["src/owners.txt": "new\n"], on: "main")
        #expect(try shared.push()["outcome"] as? String == "unchanged")
        #expect(try shared.tip() == tip)
        #expect(try shared.push("--rebase", "always")["outcome"] as? String == "pushed")
        #expect(try shared.bench.git("rev-parse", "\(try #require(try shared.tip()))^") == shared.tip("main"))
    }

    @Test(arguments: [false, true]) func aPersonsCommitStays(isAmended: Bool) throws {
        let shared = try Shared()
        _ = try shared.push("--to", "1.1.0")
        let mine = try shared.personCommits(["extra.txt": "kept\n"], on: "scaffold/mini", amend: isAmended)
        #expect(try shared.push(status: 1)["outcome"] as? String == "edited")
        #expect(try shared.tip() == mine)
    }

    @Test func ontoAPersonGoesOnTop() throws {
        let shared = try Shared()
        _ = try shared.push("--to", "1.1.0")
        let mine = try shared.personCommits(["extra.txt": "kept\n"], on: "scaffold/mini")
        #expect(try shared.push("--onto-human")["outcome"] as? String == "updated")
        let tip = try #require(try shared.tip())
        #expect(try shared.bench.git("rev-parse", "\(tip)^") == mine)
        #expect(try shared.bench.text("extra.txt", at: tip) == "kept\n")
        // Once is enough, and it stays theirs.
        #expect(try shared.push("--onto-human")["outcome"] as? String == "resolved")
        #expect(try shared.push()["outcome"] as? String == "resolved")
        #expect(try shared.tip() == tip)
    }

    @Test func aMergedBranchIsUsedAgain() throws {
        let shared = try Shared()
        _ = try shared.push("--to", "1.1.0")
        let first = try #require(try shared.tip())
        try shared.bench.git("fetch", "--quiet", "origin", at: shared.person)
        try shared.bench.git("merge", "--quiet", "--no-ff", "-m", "Merge", first, at: shared.person)
        try shared.bench.git("push", "--quiet", "origin", "main", at: shared.person)
        #expect(try shared.push()["outcome"] as? String == "pushed")
        #expect(try shared.tip() != first)
        #expect(try shared.bench.git("rev-parse", "\(try #require(try shared.tip()))^") == shared.tip("main"))
    }

    @Test func aShallowCloneStaysShallow() throws {
        let shared = try Shared(edits: ["a.txt": "a\n"])
        let shallow = shared.bench.directory.path("shallow")
        try shared.bench.git("clone", "--quiet", "--depth", "1", "file://\(shared.remote)", shallow)
        try shared.bench.scaffold("upgrade", "--push", at: shallow)
        let tip = try #require(try shared.tip())
        try shared.personCommits(["b.txt": "b\n"], on: "main")
        try shared.bench.scaffold("upgrade", "--push", "--rebase", "always", at: shallow)
        #expect(try shared.tip() != tip)
        #expect(try shared.bench.git("rev-list", "--count", "HEAD", at: shallow) == "1")
    }

    // MARK: What servers say

    private func refuse(_ shared: Shared, hook: String, saying text: String) throws {
        let path = "\(shared.remote)/hooks/\(hook)"
        try FileManager.default.createDirectory(
            atPath: "\(shared.remote)/hooks", withIntermediateDirectories: true)
        try Data("#!/bin/sh\ncat >&2 <<'END'\n\(text)\nEND\nexit 1\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    @Test(arguments: [
        (
            "refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission",
            "--split-workflows"
        ),
        ("error: GH006: Protected branch update failed for refs/heads/scaffold/mini.", "is protected"),
        ("error: GH013: Repository rule violations found for refs/heads/scaffold/mini.", "ruleset"),
        ("GitLab: Branch name does not follow the pattern 'feature/.*'", "push rules"),
        ("no pushes on Fridays", "a hook of the server declined it"),
    ]) func refusalsSayWhatToDo(text: String, fix: String) throws {
        let shared = try Shared()
        try refuse(shared, hook: "pre-receive", saying: text)
        let result = try shared.bench.scaffold("upgrade", "--push", status: 2)
        #expect(result.stderr.contains(text), "\(result.stderr)")
        #expect(result.stderr.split(separator: "\n").last?.contains(fix) == true, "\(result.stderr)")
        #expect(try shared.tip() == nil)
    }

    /// Somebody pushes between the look and the push: the lease holds, and the second look sees a person's branch.
    @Test func aPersonWhoPushesMeanwhileKeepsTheBranch() throws {
        let shared = try Shared()
        _ = try shared.push("--to", "1.1.0")
        let tip = try #require(try shared.tip())
        try shared.bench.git("fetch", "--quiet", "origin", at: shared.person)
        try shared.bench.git("checkout", "--quiet", "-b", "theirs", tip, at: shared.person)
        try shared.bench.directory.write("person/extra.txt", "kept\n")
        try shared.bench.git("add", "--all", at: shared.person)
        try shared.bench.git("commit", "--quiet", "--message", "A person's", at: shared.person)
        try shared.bench.git("push", "--quiet", "origin", "theirs", at: shared.person)
        let mine = try shared.tip("theirs")
        // The wrapper stands for the person: right before the tool's push, the branch moves.
        let folder = try shared.bench.wrapperOfGit(
            """
            case " $* " in
              *" push "*) $GIT -C \(shared.remote) update-ref refs/heads/scaffold/mini refs/heads/theirs ;;
            esac
            exec $GIT "$@"
            """)
        let path = folder + ":" + (shared.bench.environment["PATH"] ?? "")
        let result = try shared.bench.scaffold("upgrade", "--push", "--json", status: 1, environment: ["PATH": path])
        #expect(try json(result.text)["outcome"] as? String == "edited")
        #expect(try shared.tip() == mine)
    }

    // MARK: Its check

    @Test(arguments: [("test -f new.txt", "passed"), ("echo broken; exit 3", "failed"), ("sleep 60", "timed-out")])
    func itsCheckRunsOnTheUpgradedFiles(command: String, expected: String) throws {
        let shared = try Shared()
        let report = try shared.push("--verify", command, "--verify-timeout", expected == "timed-out" ? "1" : "60")
        #expect(report["verification"] as? String == expected)
        #expect(report["outcome"] as? String == "pushed")
        #expect(try shared.bench.git("worktree", "list").split(separator: "\n").count == 1)
    }

    @Test func itsCheckSeesNoToken() throws {
        let shared = try Shared()
        let result = try shared.bench.scaffold(
            "upgrade", "--push", "--json", "--verify", "test -z \"$GITHUB_TOKEN$SCAFFOLD_TOKEN\"",
            environment: ["GITHUB_TOKEN": "ghp_secret", "SCAFFOLD_TOKEN": "secret"])
        #expect(try json(result.text)["verification"] as? String == "passed")
    }

    // MARK: Words

    @Test(arguments: [
        (["--push", "--in-place"], "--in-place excludes"), (["--pr", "--markdown"], "--markdown excludes"),
        (["--push", "--remote", "nowhere"], "has no remote nowhere"),
        (["--push", "--base", "gone"], "has no branch gone"),
    ]) func mistakesAreNamed(arguments: [String], words: String) throws {
        let shared = try Shared()
        let result = try shared.bench.upgrade(arguments, status: nil)
        #expect(result.status == 64 || result.status == 2)
        #expect(result.stderr.contains(words), "\(result.stderr)")
    }
}
