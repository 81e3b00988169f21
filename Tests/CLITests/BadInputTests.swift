import Foundation
import TestSupport
import Testing

/// Bad inputs: one clear error that names the fix, the documented exit code, and nothing written.
@Suite struct BadInputTests {
    /// One bad input: how the service is spoilt, the command, and what must be said.
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// A shell script in the service's folder.
        var script = ""
        var command = ["upgrade"]
        var status: Int32 = 2
        /// What standard error must have, beside a fix.
        var says: String

        init(
            _ description: String, _ script: String = "", _ command: [String] = ["upgrade"], status: Int32 = 2,
            says: String
        ) {
            testDescription = description
            (self.script, self.command, self.status, self.says) = (script, command, status, says)
        }
    }

    private static let commit = "git commit -qam spoil"

    static let rows = [
        Row("no repository", "rm -rf .git", says: "is in no git repository"),
        Row("status without a repository", "rm -rf .git", ["status"], says: "is in no git repository"),
        Row("undo without a repository", "rm -rf .git", ["undo"], says: "is in no git repository"),
        Row("no commit yet", "rm -rf .git && git init -q", says: "has no commit yet"),
        Row("no record", "git rm -q .scaffold.yml && git commit -qm spoil", says: "has no .scaffold.yml"),
        Row(
            "a record that isn't committed", "git rm -q --cached .scaffold.yml && git commit -qm spoil",
            says: "is not committed"),
        Row("a folder that is not there", "", ["status", "nowhere"], says: "can't open nowhere"),
        Row(
            "a record that is a folder",
            "rm .scaffold.yml && mkdir .scaffold.yml && touch .scaffold.yml/x && git add -A && \(commit)",
            says: "is not a regular file"),
        Row(
            "a record that is a link", "mv .scaffold.yml r && ln -s r .scaffold.yml && git add -A && \(commit)",
            says: "is not a regular file"),
        Row("an empty record", ": > .scaffold.yml && \(commit)", says: "is empty"),
        Row("a record that is no YAML", "echo '{' > .scaffold.yml && \(commit)", says: "is no valid YAML"),
        Row("a record of bytes", "printf '\\377\\376' > .scaffold.yml && \(commit)", says: "is not UTF-8"),
        Row("a record that is a list", "echo '- a' > .scaffold.yml && \(commit)", says: "the record must be a mapping"),
        Row(
            "a record of a newer schema", "sed -i 's/schema: 1/schema: 2/' .scaffold.yml && \(commit)",
            says: "has schema 2, and this scaffold reads schema 1"),
        Row("a record without schema", "sed -i '/schema/d' .scaffold.yml && \(commit)", says: "has no `schema` number"),
        Row("a record with an unknown key", "echo 'more: 1' >> .scaffold.yml && \(commit)", says: "unknown key `more`"),
        Row("a record with a key twice", "echo 'schema: 1' >> .scaffold.yml && \(commit)", says: "is no valid YAML"),
        Row(
            "a record in conflict", "printf '<<<<<<< a\\n=======\\n>>>>>>> b\\n' >> .scaffold.yml && \(commit)",
            says: "has conflict markers"),
        Row(
            "a committed record in conflict",
            "printf '<<<<<<< a\\n=======\\n>>>>>>> b\\n' >> .scaffold.yml && \(commit)", ["status"],
            says: "keep one side, without the markers, and commit it"),
        Row(
            "a record of 2 MiB", "head -c 2000000 /dev/zero | tr '\\0' '#' >> .scaffold.yml && \(commit)",
            says: "is larger than 1 MiB"),
        Row(
            "a record nested 100,000 deep",
            "(echo 'schema: 1'; printf 'scaffolds: '; head -c 100000 /dev/zero | tr '\\0' '[') > .scaffold.yml && \(commit)",
            says: "is no valid YAML"),
        Row(
            "a record with an alias bomb",
            """
            (echo 'schema: 1'; echo 'scaffolds:'; echo '- name: &a [x,x,x,x,x,x,x,x,x]'; p=a
            for n in b c d e f g h i j k l m; do echo "  $n: &$n [*$p,*$p,*$p,*$p,*$p,*$p,*$p,*$p,*$p]"; p=$n; done) > .scaffold.yml && \(commit)
            """, says: ".scaffold.yml"),
        Row(
            "a release that its source lacks", "sed -i 's/release: 1.0.0/release: 1.0.9/' .scaffold.yml && \(commit)",
            says: "which its source does not have"),
        Row(
            "a release that is none", "sed -i 's/release: 1.0.0/release: latest/' .scaffold.yml && \(commit)",
            says: "is no release"),
        Row(
            "a baseline that is none", "sed -i 's/baseline: .*/baseline: abc/' .scaffold.yml && \(commit)",
            says: "40 hexadecimal digits"),
        Row(
            "an answer edited by hand", "sed -i 's/name: shop/name: store/' .scaffold.yml && \(commit)",
            says: "edited by hand"),
        Row(
            "an answer of the wrong type", "sed -i 's/port: 8080/port: eighty/' .scaffold.yml && \(commit)",
            says: "port"),
        Row(
            "an answer out of its choices", "sed -i 's/size: small/size: huge/' .scaffold.yml && \(commit)",
            says: "size"),
        Row(
            "status with an answer out of its choices", "sed -i 's/size: small/size: huge/' .scaffold.yml && \(commit)",
            ["status"], says: "undo the edit of .scaffold.yml: `git log -p -- .scaffold.yml` shows the last good one"),
        Row(
            "status above the services",
            "mkdir -p s/a s/b && cp .scaffold.yml s/a && mv .scaffold.yml s/b && git add -A && \(commit)", ["status"],
            says: "name one of the services below it, from the repository's root: s/a, s/b"),
        Row("a diff of a path that is nothing", "", ["diff", "--path", "nope"], says: "has nope"),
        Row("status that fails on nothing by mistake", "", ["status", "--fail-on", ""], status: 64, says: "is empty"),
        Row("an undo of nothing", "", ["undo"], says: "only the last upgrade or resolve"),
        Row("an answer out of its range", "sed -i 's/port: 8080/port: 0/' .scaffold.yml && \(commit)", says: "port"),
        Row("a source that is gone", "mv ../template ../elsewhere", says: "template"),
        Row(
            "a held path out of the service",
            "sed -i 's|held: .*|held: [{ path: ../x, release: 1.0.0 }]|' .scaffold.yml && \(commit)",
            says: "has the segment .."),
        Row("an unknown target", "", ["upgrade", "--to", "9.9.9"], says: "mini has no release 9.9.9"),
        Row("a withdrawn target", "", ["upgrade", "--to", "2.0.0"], says: "was withdrawn: it deletes everything"),
        Row(
            "a downgrade", "$SCAFFOLD upgrade && git merge -q scaffold/mini", ["upgrade", "--to", "1.0.0"],
            says: "1.0.0 is older"),
        Row("--set of an unknown answer", "", ["upgrade", "--set", "colour=red"], says: "colour"),
        Row("--set of the wrong type", "", ["upgrade", "--set", "port=eighty"], says: "port"),
        Row("--set out of the choices", "", ["upgrade", "--set", "size=huge"], says: "size"),
        Row("--set without a value", "", ["upgrade", "--set", "size"], status: 64, says: "NAME=VALUE"),
        Row("--to of no version", "", ["upgrade", "--to", "new"], status: 64, says: "--to takes a release"),
        Row(
            "a usage error that the command finds", "", ["upgrade", "--to", "new"], status: 64,
            says: "See 'scaffold upgrade --help'"),
        Row("an unknown option", "", ["upgrade", "--force"], status: 64, says: "--force"),
        Row("an unknown command", "", ["upgarde"], status: 64, says: "upgarde"),
        Row("a branch that can't be", "", ["upgrade", "--branch", "a b"], says: "is no name for a branch"),
        Row("a branch that is an option", "", ["upgrade", "--branch=-x"], says: "is no name for a branch"),
        Row("a branch below another", "git branch a", ["upgrade", "--branch", "a/b"], says: "beside the branch a"),
        Row("a branch above another", "git branch a/b", ["upgrade", "--branch", "a"], says: "beside the branch a/b"),
        Row("the current branch", "", ["upgrade", "--branch", "main"], says: "is checked out"),
        Row(
            "an unknown scaffold", "", ["upgrade", "--scaffold", "other"],
            says: "does not follow a scaffold named other"),
        Row(
            "no name to commit with", "git config --global --unset user.name; git config --global --unset user.email",
            says: "user"),
        Row(
            "a ref's lock of a live process",
            "mkdir -p .git/refs/heads/scaffold && : > .git/refs/heads/scaffold/mini.lock", status: 75, says: "mini.lock"
        ),
        Row(
            "an index lock for resolve",
            """
            echo mine > Dockerfile && \(commit) && ($SCAFFOLD upgrade; git merge -q scaffold/mini) && : > .git/index.lock
            """, ["resolve"], status: 75, says: "index.lock"),
        Row(
            "another scaffold at work",
            "mkdir .git/scaffold && (flock .git/scaffold/lock sleep 30 & echo $! > ../pid) >/dev/null 2>&1 && sleep 0.3",
            status: 75, says: "another scaffold is at work"),
        Row("a damaged note", "mkdir .git/scaffold && echo rubbish > .git/scaffold/last", ["undo"], says: "is damaged"),
        Row("new over a service", "", ["new", "../template", "."], says: "already is a service made from mini"),
        Row("new over files", "rm .scaffold.yml", ["new", "../template@1.0.0", "."], says: "already has"),
        Row("new over a file", "echo > file", ["new", "../template", "file"], says: "is a file"),
        Row("new of a withdrawn release", "", ["new", "../template@2.0.0", "fresh"], says: "was withdrawn"),
        Row("new of an unknown release", "", ["new", "../template@3.0.0", "fresh"], says: "has no release 3.0.0"),
        Row("new from nowhere", "", ["new", "./nowhere", "fresh"], says: "nowhere"),
        Row("new of an unknown scaffold", "", ["new", "fastapi-servise", "fresh"], says: "fastapi-servise"),
        Row(
            "new with a broken answers file", "echo '{' > answers",
            ["new", "../template", "fresh", "--answers", "answers"], says: "is no valid YAML"),
        Row(
            "new with a big number beside an escape of JSON",
            #"echo '{"name": [123456789012345678901, "\ud83d\ude00"]}' > answers"#,
            ["new", "../template", "fresh", "--answers", "answers"], says: "must be text, but is a list"),
        Row(
            "new without the answers file", "", ["new", "../template", "fresh", "--answers", "nowhere"],
            says: "can't read nowhere"),
        Row(
            "new with an answer of 2 MB", "(printf 'name: '; head -c 2000000 /dev/zero | tr '\\0' x) > answers",
            ["new", "../template", "fresh", "--answers", "answers"], says: "name: "),
        Row("render into existing files", "", ["render", "../template", "--out", "."], says: "already has"),
        Row(
            "a missing object",
            """
            echo more >> app.txt && \(commit) && rm -f .git/objects/$(git rev-parse HEAD:app.txt | sed 's|^..|&/|')
            """, says: "missing"),
        Row("a damaged HEAD", "echo rubbish > .git/HEAD", says: "HEAD"),
    ]

    @Test(arguments: rows) func isRefused(row: Row) throws {
        let bench = try Workbench.withService()
        if !row.script.isEmpty {
            let spoilt = try bench.shell(row.script)
            #expect(spoilt.status == 0 || row.testDescription.contains("lock"), "\(spoilt.stderr)")
        }
        // What a lock is met with is computed already; its objects are nobody's.
        let countsObjects = row.status != 75
        let before = try Snapshot(of: bench.directory.path, objects: countsObjects)
        let result = try run(
            Tool.path, row.command, environment: bench.environment,
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        #expect(result.status == row.status, "\(result.text)\(result.stderr)")
        #expect(result.text == "")
        #expect(result.stderr.contains(row.says), "\(result.stderr)")
        if row.status != 64 {
            let lines = result.stderr.split(separator: "\n")
            #expect(lines.first?.hasPrefix("error: ") == true, "\(result.stderr)")
            #expect(lines.dropFirst().contains { $0.hasPrefix("fix: ") }, "\(result.stderr)")
            #expect(lines.count <= 2 && result.stderr.utf8.count < 5000, "\(result.stderr)")
        }
        let after = try Snapshot(of: bench.directory.path, objects: countsObjects)
        #expect(before.differences(to: after) == [])
        if bench.directory.exists("pid"),
            let pid = Int32(
                String(decoding: try bench.directory.read("pid"), as: UTF8.self).trimmingCharacters(in: .newlines))
        {
            kill(pid, SIGTERM)
        }
    }

    @Test func aSourceThatDoesNotAnswerMayAnswerLater() throws {
        let bench = try Workbench.withService()
        try bench.shell("sed -i 's|source: .*|source: https://127.0.0.1:1/x.git|' .scaffold.yml && \(Self.commit)")
        for command in ["status", "upgrade"] {
            let result = try bench.scaffold(command, status: 75)
            #expect(result.stderr.contains("fix: check the connection and try again"))
        }
    }

    @Test func aRecordThatLacksARequiredAnswerIsRefused() throws {
        let bench = try Workbench(
            SampleScaffold(
                questions: "questions:\n  - { name: name, type: string, prompt: Name }\n",
                releases: [
                    .init(version: "1.0.0", files: ["a": "<%= name %>\n"]),
                    .init(version: "1.1.0", files: ["a": "<%= name %>!\n"]),
                ]))
        try bench.scaffold("new", "./template@1.0.0", "service", "--set", "name=shop", at: bench.directory.path)
        let record = try #require(bench.text(".scaffold.yml"))
        try bench.commit([
            ".scaffold.yml": record.replacingOccurrences(
                of: "    answers:\n      name: shop\n", with: "    answers: {}\n")
        ])
        let before = try bench.snapshot(objects: true)
        let result = try bench.scaffold("upgrade", status: 2)
        #expect(result.stderr.hasPrefix("error: "))
        #expect(result.stderr.contains("name"))
        #expect(result.stderr.contains("fix: "))
        #expect(try bench.snapshot(objects: true) == before)
    }

    /// The error for a record cut after each of its lines.
    @Test func aRecordCutAtAnyLineIsRefused() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.remove("old.txt")
        try bench.remove("hello.txt")
        try bench.commit()
        try bench.scaffold("upgrade", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        let record = try #require(bench.text(".scaffold.yml"))
        let lines = record.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for count in 0..<lines.count {
            try bench.write(".scaffold.yml", lines.prefix(count).map { $0 + "\n" }.joined())
            try bench.git("commit", "--quiet", "--all", "--message", "Cut")
            let result = try bench.scaffold("status", status: 2)
            #expect(result.stderr.contains("fix: "), "cut after line \(count)")
        }
        try bench.commit([".scaffold.yml": record])
        try bench.scaffold("upgrade", status: 1)
    }
}
