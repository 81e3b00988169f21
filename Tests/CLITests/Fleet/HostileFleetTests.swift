import Foundation
import TestSupport
import Testing

/// Repositories that are huge, odd or made to do harm, among good ones.
@Suite("scaffold audit of repositories that mean harm", .serialized)
struct HostileFleetTests {
    /// A fleet with a copy of the service `same`, to which a script does something.
    private static func fleet(_ name: String, _ script: String) throws -> Workbench {
        let bench = try AuditTests.fleet()
        let folder = bench.directory.path("fleet")
        let made = try bench.shell("set -e; cp -r same \(name); cd \(name); \(script)", at: folder)
        #expect(made.status == 0, "\(made.stderr)")
        return bench
    }

    /// The result of a repository, after an audit that must report the good ones as ever and print nothing that drives a
    /// terminal.
    private static func result(
        _ name: String, in bench: Workbench, status: Int32, formats: [String] = []
    ) throws -> [String: Any] {
        let report = try AuditTests.audit(bench, ["fleet", "--format", "json"], status: status)
        let states = try AuditTests.states(report.text)
        #expect(states["fleet/same"] == "in-sync")
        #expect(states["fleet/behind"] == "behind")
        for format in formats {
            let shown = try AuditTests.audit(bench, ["fleet", "--format", format], status: status)
            #expect(!shown.text.contains("\u{1B}"))
        }
        let repositories = try json(report.text)["repositories"] as? [[String: Any]] ?? []
        return try #require(repositories.first { $0["id"] as? String == "fleet/\(name)" })
    }

    private static func services(_ result: [String: Any]) -> [[String: Any]] {
        result["services"] as? [[String: Any]] ?? []
    }

    private static func rules(_ service: [String: Any]?) -> [String] {
        (service?["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
    }

    /// A stream for `git fast-import` that commits what a shell script prints on top of HEAD.
    private static func commit(_ changes: String) -> String {
        "{ echo 'commit refs/heads/main'; echo 'committer A <a@example.com> 1700000000 +0000'; echo 'data 1'; echo x; "
            + "echo 'from refs/heads/main^0'; \(changes)\n} | git fast-import --quiet"
    }

    // MARK: Huge

    @Test("100,000 files in one folder, and a managed file gone that could be among them")
    func files() throws {
        let many = "seq 100000 | sed 's|.*|M 100644 inline many/&\\ndata 2\\na\\n|'; echo 'D app.txt'"
        let bench = try Self.fleet("many", Self.commit(many))
        let service = try Self.services(Self.result("many", in: bench, status: 1)).first
        #expect((service?["fidelity"] as? [String: Int])?["missing"] == 1)
    }

    @Test("Folders 3,000 deep, with a record at the bottom")
    func depth() throws {
        let path = String(repeating: "d/", count: 3_000)
        let bench = try Self.fleet(
            "deep",
            Self.commit(
                "echo 'M 100644 inline \(path).scaffold.yml'; echo 'data 10'; echo 'schema: 9'; echo 'D app.txt'"))
        let services = try Self.services(Self.result("deep", in: bench, status: 1))
        #expect(services.count == 2)
        #expect(services.last?["state"] as? String == "broken")
    }

    @Test("A managed file of 20 MB")
    func blob() throws {
        let bench = try Self.fleet(
            "big",
            Self.commit(
                "echo 'M 100644 inline app.txt'; echo 'data 20000000'; yes 'line of text' | head -c 20000000; echo"))
        let service = try Self.services(Self.result("big", in: bench, status: 1)).first
        #expect((service?["fidelity"] as? [String: Int])?["edited"] == 1)
    }

    // MARK: Hostile

    @Test("A tree in which one folder stands at ten billion places")
    func bomb() throws {
        let script = """
            tree=$(printf '100644 blob %s\\tf\\n' "$(echo x | git hash-object -w --stdin)" | git mktree)
            for level in 1 2 3 4 5 6 7 8 9 10; do
                tree=$(for name in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\t%s\\n' "$tree" "$name"; done | git mktree)
            done
            root=$({ git ls-tree HEAD; printf '040000 tree %s\\tbomb\\n' "$tree"; } | git mktree)
            git update-ref HEAD "$(git commit-tree -m x -p HEAD "$root")"
            """
        let bench = try Self.fleet("bomb", script)
        let service = try Self.services(Self.result("bomb", in: bench, status: 1)).first
        #expect(service?["state"] as? String == "in-sync")
    }

    @Test("A tree that holds itself: its name is not that of its content")
    func cycle() throws {
        let script = """
            tree=$(git rev-parse 'HEAD^{tree}')
            python3 - "$tree" <<'END'
            import os, sys, zlib
            tree = sys.argv[1]
            body = b"40000 d\\0" + bytes.fromhex(tree)
            path = f".git/objects/{tree[:2]}/{tree[2:]}"
            os.chmod(path, 0o644)
            open(path, "wb").write(zlib.compress(b"tree %d\\0" % len(body) + body))
            END
            """
        let bench = try Self.fleet("cycle", script)
        let result = try Self.result("cycle", in: bench, status: 3)
        #expect((result["failure"] as? [String: Any])?["kind"] as? String == "corrupt")
    }

    @Test("Names that no file system takes, or that drive a terminal")
    func names() throws {
        let script = """
            blob=$(printf 'schema: 9\\n' | git hash-object -w --stdin)
            sub=$(printf '100644 blob %s\\t.scaffold.yml\\0' "$blob" | git mktree -z)
            python3 - "$sub" > tree.bin <<'END'
            import sys
            names = [b"..", b".", b".git", b"a\\nb", b"\\x1b[31mred\\x1b]0;t\\x07", b"twice", b"twice", b"\\xff\\xfe", b"::error::x"]
            tree = bytes.fromhex(sys.argv[1])
            sys.stdout.buffer.write(b"".join(b"40000 " + name + b"\\0" + tree for name in names))
            END
            odd=$(git hash-object -w -t tree --literally tree.bin)
            root=$({ git ls-tree HEAD; printf '040000 tree %s\\todd\\n' "$odd"; } | git mktree)
            git update-ref HEAD "$(git commit-tree -m x -p HEAD "$root")"
            """
        let bench = try Self.fleet("names", script)
        let result = try Self.result("names", in: bench, status: 1, formats: ["text", "csv", "markdown", "junit"])
        #expect(Self.services(result).contains { $0["state"] as? String == "in-sync" })
        #expect(Self.services(result).filter { Self.rules($0) == ["broken-record"] }.count >= 5)
    }

    @Test("A tree that git itself can't read")
    func unreadable() throws {
        let script = """
            { git cat-file tree HEAD^{tree}; printf '40000 \\0'; head -c 20 /dev/zero; } > tree.bin
            root=$(git hash-object -w -t tree --literally tree.bin)
            git update-ref HEAD "$(git commit-tree -m x -p HEAD "$root")"
            """
        let bench = try Self.fleet("unreadable", script)
        let result = try Self.result("unreadable", in: bench, status: 3)
        #expect((result["failure"] as? [String: Any])?["kind"] as? String == "corrupt")
    }

    @Test(
        "Records that are no records",
        arguments: [
            "printf 'a0: &a0 [x,x,x,x,x,x,x,x,x]\\n' > .scaffold.yml; for n in 1 2 3 4 5 6 7 8 9 10 11 12; do "
                + "p=$((n-1)); printf 'a%s: &a%s [*a%s,*a%s,*a%s,*a%s,*a%s,*a%s,*a%s,*a%s,*a%s]\\n' $n $n $p $p $p $p $p $p $p $p $p "
                + ">> .scaffold.yml; done; printf 'schema: 1\\nscaffolds: *a12\\ncomplete: true\\n' >> .scaffold.yml",
            "rm .scaffold.yml && ln -s /etc/passwd .scaffold.yml",
            "rm .scaffold.yml && ln -s .scaffold.yml .scaffold.yml",
            "yes 'x: 1' | head -c 20000000 > .scaffold.yml",
            "yes '[' | head -c 500000 | tr -d '\\n' > .scaffold.yml", "head -c 300000 /dev/zero > .scaffold.yml",
        ])
    func records(script: String) throws {
        let bench = try Self.fleet("record", script + "; git commit -qam x")
        let services = try Self.services(Self.result("record", in: bench, status: 1))
        #expect(services.count == 1)
        #expect(Self.rules(services.first) == ["broken-record"])
    }

    @Test("Hundreds of records in one repository are all looked at, or the time is up")
    func manyRecords() throws {
        let many = "seq 400 | sed 's|.*|M 100644 inline s/&/.scaffold.yml\\ndata 10\\nschema: 9\\n|'"
        let bench = try Self.fleet("records", Self.commit(many))
        #expect(try Self.services(Self.result("records", in: bench, status: 1)).count == 401)
    }

    // MARK: Time

    @Test("A remote that never answers is named, and the others are reported")
    func hanging() throws {
        let bench = try AuditTests.fleet()
        try bench.directory.write("list", "ssh://git@git.example.org/acme/hangs\n")
        let result = try run(
            Tool.path,
            ["audit", "fleet", "--list", "list", "--repository-timeout", "1", "--jobs", "1", "--format", "json"],
            environment: bench.environment.merging(["GIT_SSH_COMMAND": "sleep 15; :", "GIT_SSH_VARIANT": "simple"]) {
                $1
            },
            directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
        #expect(result.status == 3)
        let states = try AuditTests.states(result.text)
        #expect(states["git.example.org/acme/hangs"] == "timed-out")
        #expect(states["fleet/same"] == "in-sync")
        #expect(states.count == 4)
        #expect(result.text.contains("took longer than 1 seconds"))
    }

    @Test("One line tells a terminal how far it is; nothing does where nobody watches")
    func progress() throws {
        let bench = try AuditTests.fleet()
        let piped = try AuditTests.audit(bench, ["fleet"], status: 1)
        #expect(piped.stderr.isEmpty && !piped.text.contains("repositories, "))
        try bench.shell(
            "script -qec '\(Tool.path) audit fleet --out report --fail-on nothing' typescript > /dev/null",
            at: bench.directory.path)
        let shown = String(decoding: try bench.directory.read("typescript"), as: UTF8.self)
        #expect(shown.contains(#/3\/3 repositories, \d+\.\d\/s, \d+ s left/#))
    }
}
