import Foundation
import TestSupport
import Testing

@Suite("Where an audit writes")
struct AuditOutputTests {
    private func shell(_ bench: Workbench, _ script: String) throws -> ProcessResult {
        try run(
            "bash", ["-c", script], environment: bench.environment.merging(["SCAFFOLD": Tool.path]) { $1 },
            directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
    }

    @Test(
        "What is no regular file is written to, and stays what it is",
        arguments: [
            "--out -", "--out /dev/stdout", "--out /dev/fd/1", "--out /proc/self/fd/1", "--out link",
            "--report csv=- --format badge --out badge", "--out >(cat)", "--report csv=pipe --format badge --out badge",
        ])
    func standing(options: String) throws {
        let bench = try AuditTests.fleet()
        let written = try shell(
            bench,
            """
            mkfifo pipe; ln -s /proc/self/fd/1 link; cat pipe > piped & reader=$!
            { echo first; "$SCAFFOLD" audit fleet --format csv --fail-on nothing \(options); echo $?; } > out
            sleep 0.2; kill $reader 2> /dev/null
            cat out piped; test -p pipe && test -L link && ls
            """)
        #expect(written.text.hasPrefix("first\n"))
        #expect(written.text.contains("repository,location,owner"))
        #expect(written.text.contains("fleet/same,fleet/same,"))
        #expect(written.text.contains("\n0\n"))
        #expect(written.text.contains("\npipe\n"))
        #expect(!written.text.contains("\n-\n"))
    }

    @Test("A journal may go to a pipe")
    func journalToPipe() throws {
        let bench = try AuditTests.fleet()
        let written = try shell(
            bench, "\"$SCAFFOLD\" audit fleet --out /dev/null --fail-on nothing --journal - | sort | cut -c 1-12")
        #expect(written.text.split(separator: "\n").count { $0.hasPrefix("{\"id\":\"fleet") } == 3)
        #expect(written.text.contains("{\"schema\":1"))
    }

    @Test("A full device is an error, and no other file takes its place")
    func full() throws {
        let bench = try AuditTests.fleet()
        let refused = try AuditTests.audit(bench, ["fleet", "--out", "/dev/full"], status: 2)
        #expect(refused.stderr.contains("can't write /dev/full: No space left on device"))
        #expect(try shell(bench, "test -c /dev/full && echo device").trimmed == "device")
    }

    @Test("Two reports to one file are refused")
    func twice() throws {
        let bench = try AuditTests.fleet()
        let refused = try AuditTests.audit(bench, ["fleet", "--report", "csv=x", "--report", "html=x"], status: 64)
        #expect(refused.stderr.contains("two reports would go to x"))
    }

    @Test("A file that is no journal is not replaced by one", arguments: ["my notes\n", "no line feed", "{}\n"])
    func notes(content: String) throws {
        let bench = try AuditTests.fleet()
        try bench.directory.write("notes", content)
        for more in [[], ["--resume"]] {
            let refused = try AuditTests.audit(bench, ["fleet", "--journal", "notes"] + more, status: 2)
            #expect(refused.stderr.contains("notes is no journal of an audit"))
            #expect(String(decoding: try bench.directory.read("notes"), as: UTF8.self) == content)
        }
    }

    @Test("An empty file and an older journal make room for a journal")
    func replaced() throws {
        let bench = try AuditTests.fleet()
        try bench.directory.write("j", "")
        for _ in 0..<2 {
            _ = try AuditTests.audit(bench, ["fleet", "--journal", "j", "--fail-on", "nothing"], status: 0)
            #expect(String(decoding: try bench.directory.read("j"), as: UTF8.self).hasPrefix("{\"schema\":1"))
        }
    }

    @Test("A fleet without a repository is no success")
    func empty() throws {
        let bench = try AuditTests.fleet()
        try bench.directory.write("empty.txt", "# nothing yet\n")
        let audited = try AuditTests.audit(bench, ["--list", "empty.txt"], status: 1)
        #expect(audited.stderr.contains("the list empty.txt names no repository"))
        #expect(audited.stderr.contains("the fleet has no repository"))
        _ = try AuditTests.audit(bench, ["--list", "empty.txt", "--fail-on", "nothing"], status: 0)
        _ = try AuditTests.audit(bench, ["--list", "empty.txt", "--fail-on", ""], status: 64)
        try bench.directory.write("policies.yml", "schema: 1\npolicies: { maximum-days-behind: 3650 }\n")
        let refused = try AuditTests.audit(bench, ["--fleet", "policies.yml"], status: 2)
        #expect(refused.stderr.contains("policies.yml: sources is missing or empty"))
        _ = try AuditTests.audit(bench, ["fleet", "--fleet", "policies.yml", "--fail-on", "nothing"], status: 0)
    }

    @Test("Of two names of one folder the one that fleet.yml counts is left")
    func names() throws {
        let bench = try AuditTests.fleet()
        try bench.shell("ln -s fleet/same link", at: bench.directory.path)
        try bench.directory.write("list.txt", "link\nfleet/same\n")
        try bench.directory.write(
            "fleet.yml", "schema: 1\nsources: [{ list: list.txt }, { folder: fleet }]\ninclude: [\"fleet/**\"]\n")
        let report = try AuditTests.audit(bench, ["--fleet", "fleet.yml", "--format", "json"], status: 1)
        #expect(try AuditTests.states(report.text).keys.sorted() == ["fleet/behind", "fleet/edited", "fleet/same"])
        let twice = try AuditTests.audit(bench, ["--list", "list.txt", "--format", "json"], status: 0)
        #expect(try AuditTests.states(twice.text) == ["link": "in-sync"])
    }

    @Test("A comparison reads a history only, and never compares an audit with itself")
    func compare() throws {
        let bench = try AuditTests.fleet()
        let missing = try AuditTests.audit(bench, ["compare", "--history", "h.db"], status: 2)
        #expect(missing.stderr.contains("there is no history at h.db"))
        #expect(!FileManager.default.fileExists(atPath: bench.directory.path("h.db")))
        let audit = ["fleet", "--history", "h.db", "--fail-on", "nothing"]
        _ = try AuditTests.audit(bench, audit, status: 0, day: 1)
        let since = ["compare", "--history", "h.db", "--since", "2025-11-30"]
        #expect(
            try AuditTests.audit(bench, since, status: 2).stderr.contains(
                "h.db has no audit before the latest one and up to 2025-11-30"))
        _ = try AuditTests.audit(bench, audit, status: 0, day: 2)
        #expect(
            try AuditTests.audit(bench, since, status: 0).text.hasPrefix("2025-11-29T09:00:00Z → 2025-11-30T09:00:00Z"))
    }
}
