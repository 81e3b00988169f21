import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("The git executable")
struct GitExecutableTests {
    private let git: GitExecutable

    init() throws {
        git = try GitExecutable.find(timeoutSeconds: 60)
    }

    /// A stand-in for git that runs a shell script.
    private func fake(_ script: String, in directory: TempDirectory, timeoutSeconds: Int = 60) throws -> GitExecutable {
        try directory.writeScript("git", script)
        return GitExecutable(path: directory.path("git"), timeoutSeconds: timeoutSeconds)
    }

    @Test("clone, list, fetch and push a repository")
    func roundTrip() throws {
        let origin = try TempRepository()
        let first = try origin.commit(["a": "1"])
        try origin.git("tag", "--annotate", "--message", "one", "v1")
        let tag = try origin.git("rev-parse", "v1")
        let url = "file://\(origin.path)"
        let work = origin.directory.path("work")
        try git.clone(url, to: work)
        let repository = try Repository.open(at: work)
        #expect(try repository.head() == .branch(name: "refs/heads/main", commit: id(first)))

        let remote = try git.references(of: url)
        #expect(remote.map(\.name) == ["HEAD", "refs/heads/main", "refs/tags/v1"])
        #expect(remote[0].symbolicTarget == "refs/heads/main")
        #expect(remote[2].id.hex == tag && remote[2].commit.hex == first)
        #expect(try git.references(of: url, matching: ["refs/tags/*"]).map(\.name) == ["refs/tags/v1"])

        let second = try id(origin.commit(["a": "2"]))
        try git.fetch(into: repository.gitDirectory, from: "origin", refspecs: ["+refs/heads/*:refs/remotes/origin/*"])
        #expect(try repository.reference("refs/remotes/origin/main") == second)

        let topic = "refs/heads/scaffold/upgrade"
        try git.push(
            from: repository.gitDirectory, to: "origin", [PushUpdate(name: topic, commit: second, expecting: nil)])
        #expect(try origin.git("rev-parse", topic) == second.hex)
        let stale = try failure {
            try git.push(
                from: repository.gitDirectory, to: "origin",
                [PushUpdate(name: topic, commit: id(first), expecting: id(first))])
        }
        #expect(stale.code == .modified)
        let existing = try failure {
            try git.push(
                from: repository.gitDirectory, to: "origin",
                [PushUpdate(name: topic, commit: id(first), expecting: nil)])
        }
        #expect(existing.code == .modified)
        try git.push(
            from: repository.gitDirectory, to: "origin", [PushUpdate(name: topic, commit: nil, expecting: second)])
        #expect(try origin.git("branch", "--list", "scaffold/*").isEmpty)
    }

    @Test("a depth gives a shallow clone, a branch name chooses what is checked out")
    func shallowClone() throws {
        let origin = try TempRepository()
        try origin.commit(["a": "1"])
        try origin.git("checkout", "--quiet", "-b", "topic")
        let tip = try origin.commit(["a": "2"])
        try origin.git("checkout", "--quiet", "main")
        let path = origin.directory.path("work")
        try git.clone("file://\(origin.path)", to: path, bare: true, depth: 1, branch: "topic")
        let repository = try Repository.open(at: path)
        #expect(repository.isShallow && repository.isBare)
        #expect(try repository.head().commit?.hex == tip)
    }

    @Test("hooks and remote helpers of a repository don't run")
    func noHooks() throws {
        let origin = try TempRepository()
        try origin.commit(["a": "1"])
        let work = origin.directory.path("work")
        try git.clone(origin.path, to: work)
        for hook in ["pre-push", "reference-transaction", "post-checkout"] {
            try origin.directory.writeScript("work/.git/hooks/\(hook)", "touch '\(work)/ran'\nexit 1")
        }
        let repository = try Repository.open(at: work)
        let tip = try #require(try repository.head().commit)
        try git.push(
            from: repository.gitDirectory, to: "origin",
            [PushUpdate(name: "refs/heads/x", commit: tip, expecting: nil)])
        try git.fetch(into: repository.gitDirectory, from: "origin", refspecs: ["+refs/heads/*:refs/remotes/origin/*"])
        #expect(!origin.directory.exists("work/ran"))

        try run("git", ["-C", work, "config", "url.ext::sh -c touch% \(work)/ran .insteadOf", "evil:"])
        #expect(throws: GitError.self) { try git.fetch(into: repository.gitDirectory, from: "evil:x") }
        #expect(!origin.directory.exists("work/ran"))
    }

    @Test("names that look like options are refused before git sees them")
    func options() throws {
        let directory = try TempDirectory()
        let mark = directory.path("ran")
        let fake = try fake("touch '\(mark)'", in: directory)
        #expect(code { try fake.clone("--upload-pack=x", to: directory.path("w")) } == .invalid)
        #expect(code { try fake.clone("https://example.com/a", to: directory.path("w"), branch: "-b") } == .invalid)
        #expect(code { try fake.fetch(into: directory.path, from: "ext::x") } == .invalid)
        #expect(code { try fake.fetch(into: directory.path, from: "o", refspecs: ["--prune"]) } == .invalid)
        #expect(code { _ = try fake.references(of: "-h") } == .invalid)
        #expect(!directory.exists("ran"))
    }

    @Test("the environment is clean: no prompt, English, no repository of the caller's")
    func environment() throws {
        let directory = try TempDirectory()
        let output = try fake("env; echo \"$@\"", in: directory).run(["status"], gitDirectory: "/r")
        let text = String(decoding: output.stdout, as: UTF8.self)
        #expect(text.contains("GIT_TERMINAL_PROMPT=0\n") && text.contains("LC_ALL=C\n"))
        #expect(!text.contains("GIT_DIR="))
        #expect(text.contains("protocol.ext.allow=never") && text.contains("core.hooksPath=/dev/null"))
        #expect(text.hasSuffix("--git-dir=/r status\n"))
    }

    @Test("much output on both channels is taken whole, and an exit status is a result")
    func output() throws {
        let directory = try TempDirectory()
        let script =
            "i=0; while [ $i -lt 3000 ]; do echo 'out 0123456789012345678901234567890123456789'; "
            + "echo 'err 0123456789012345678901234567890123456789' >&2; i=$((i+1)); done; exit 7"
        let output = try fake(script, in: directory).run(["x"])
        #expect(output.status == 7)
        #expect(output.stdout.count == 3000 * 45)
        #expect(output.stderr.utf8.count == 3000 * 45)
        #expect(try fake("kill -9 $$", in: directory).run(["x"]).status == 137)
    }

    @Test("a command that hangs is ended, one that leaves a process behind is not waited for")
    func hanging() throws {
        let directory = try TempDirectory()
        let start = ContinuousClock.now
        let hanging = try fake("exec sleep 60", in: directory, timeoutSeconds: 1)
        let error = try failure { _ = try hanging.run(["fetch"]) }
        #expect(error.code == .network)
        #expect(error.message == "git fetch took longer than 1 seconds")
        let leaving = try fake("sleep 30 & echo done", in: directory)
        #expect(try leaving.run(["fetch"]).stdout == Array("done\n".utf8))
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("no error text holds a password")
    func secrets() throws {
        let directory = try TempDirectory()
        let script = "echo \"fatal: Authentication failed for 'https://me:hunter2@example.com/a.git/'\" >&2; exit 128"
        let error = try failure {
            try fake(script, in: directory).clone("https://me:hunter2@example.com/a.git", to: directory.path("w"))
        }
        #expect(error.code == .authentication)
        #expect(error.subject == "https://example.com/a.git")
        #expect(!"\(error)".contains("hunter2"))
    }

    @Test("what ssh said is told, although git adds three lines of its own")
    func sshSays() throws {
        let directory = try TempDirectory()
        let script =
            "printf 'me@x: Permission denied (publickey).\\r\\nfatal: Could not read from remote repository.\\n\\nPlease make sure"
            + " you have the correct access rights\\nand the repository exists.\\n' >&2; exit 128"
        let error = try failure { try fake(script, in: directory).clone("ssh://me@x/a.git", to: directory.path("w")) }
        #expect(error.code == .authentication)
        #expect(error.message == "git clone failed: me@x: Permission denied (publickey).")
    }

    @Test("a remote that isn't there, and one that can't be reached")
    func unreachable() throws {
        let directory = try TempDirectory()
        let missing = try failure { _ = try git.references(of: "file://\(directory.path("none"))") }
        #expect(missing.code == .notFound)
        let refused = try failure { _ = try git.references(of: "git://127.0.0.1:1/x") }
        #expect(refused.code == .network)
        let gone = GitExecutable(path: directory.path("no-git"))
        #expect(code { _ = try gone.run(["version"]) } == .notFound)
    }

    @Test(
        "git's words are understood",
        arguments: [
            ("remote: Repository not found.\nfatal: repository 'https://x/' not found", GitError.Code.notFound),
            ("fatal: could not read Username for 'https://x': terminal prompts disabled", .authentication),
            ("git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.", .authentication),
            ("fatal: unable to access 'https://x/': The requested URL returned error: 403", .authentication),
            ("fatal: unable to access 'https://x/': server certificate verification failed.", .authentication),
            ("fatal: unable to access 'https://x/': Could not resolve host: x", .network),
            ("ssh: connect to host x port 22: Connection refused", .network),
            ("fatal: unable to access 'https://x/': The requested URL returned error: 503", .network),
            ("fatal: Remote branch nope not found in upstream origin", .notFound),
            ("fatal: couldn't find remote ref nope", .notFound),
            (" ! [rejected] a -> b (stale info)\nerror: failed to push some refs to 'x'", .rejected),
            (" ! [remote rejected] a -> b (pre-receive hook declined)", .rejected),
            ("fatal: write error: No space left on device", .diskFull),
            ("fatal: Unable to create '/r/shallow.lock': File exists.", .locked),
            ("fatal: detected dubious ownership in repository at '/r'", .ownership),
            ("fatal: something new", .generic),
        ])
    func phrases(text: String, expected: GitError.Code) {
        #expect(GitError.classify(text).0 == expected)
    }
}
