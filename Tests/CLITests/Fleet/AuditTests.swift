import Foundation
import TestSupport
import Testing

@Suite("scaffold audit")
struct AuditTests {
    /// A folder `fleet` with services of the standard scaffold: in sync, behind, edited, and some that can't be looked at.
    static func fleet() throws -> Workbench {
        let bench = try Workbench()
        try bench.directory.write("fleet/readme.txt", "not a repository\n")
        for (name, release) in [("behind", "1.0.0"), ("edited", "1.2.0"), ("same", "1.2.0")] {
            try bench.scaffold("new", "./template@\(release)", "fleet/\(name)", at: bench.directory.path)
        }
        let edited = bench.directory.path("fleet/edited")
        let file = try bench.git("ls-files", at: edited).split(separator: "\n").first { $0 != ".scaffold.yml" }
        try bench.shell("echo 'edited by its owners' >> \(file ?? "")", at: edited)
        try bench.git("commit", "--quiet", "--all", "--message", "Edit", at: edited)
        return bench
    }

    static func audit(
        _ bench: Workbench, _ arguments: [String] = [], status: Int32, day: Int = 0
    ) throws -> ProcessResult {
        var environment = bench.environment
        if day > 0 { environment["SOURCE_DATE_EPOCH"] = "\(1_764_320_400 + day * 86_400)" }
        let result = try run(
            Tool.path, ["audit"] + arguments, environment: environment,
            directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
        #expect(result.status == status, "\(result.text)\n\(result.stderr)")
        return result
    }

    static func states(_ text: String) throws -> [String: String] {
        var states: [String: String] = [:]
        for case let repository as [String: Any] in try json(text)["repositories"] as? [Any] ?? [] {
            let services = repository["services"] as? [[String: Any]] ?? []
            let failure = (repository["failure"] as? [String: Any])?["kind"] as? String
            states[repository["id"] as? String ?? ""] = failure ?? services.first?["state"] as? String
        }
        return states
    }

    @Test("Law 8: it says of each service what status says of it")
    func law8() throws {
        let bench = try Self.fleet()
        let report = try Self.audit(bench, ["fleet", "--format", "json"], status: 1)
        #expect(
            try Self.states(report.text) == [
                "fleet/behind": "behind", "fleet/edited": "edited", "fleet/same": "in-sync",
            ])
        for case let repository as [String: Any] in try json(report.text)["repositories"] as? [Any] ?? [] {
            let name = try #require(repository["id"] as? String)
            let service = try #require((repository["services"] as? [[String: Any]])?.first)
            let status = try bench.scaffold("status", name, "--json", at: bench.directory.path, status: nil)
            let said = try json(status.text)
            for key in ["scaffold", "release", "newest"] { #expect(service[key] as? String == said[key] as? String) }
            let rows = try #require(service["files"] as? [[String: Any]])
            let saidRows = try #require(said["files"] as? [[String: Any]])
            #expect(rows.map { $0["path"] as? String } == saidRows.map { $0["path"] as? String })
            for key in ["edited", "behind", "forecast"] {
                #expect(rows.map { $0[key] as? String } == saidRows.map { $0[key] as? String })
            }
        }
    }

    @Test("What can't be looked at is named, and the others are reported: exit code 3")
    func failures() throws {
        let bench = try Self.fleet()
        try bench.shell("mkdir empty && git init -q empty", at: bench.directory.path("fleet"))
        try bench.shell(
            "git init -q plain && cd plain && git commit -q --allow-empty -m x", at: bench.directory.path("fleet"))
        try bench.shell(
            "cp -r same broken && echo 'schema: 9' > broken/.scaffold.yml && cd broken && git commit -qam x",
            at: bench.directory.path("fleet"))
        try bench.shell(
            "cp -r same corrupt && find corrupt/.git/objects -type f -exec sh -c ': > \"$1\"' - {} \\;",
            at: bench.directory.path("fleet"))
        try bench.directory.write("list", "fleet/moved-away\n/nowhere/at/all\n")
        let report = try Self.audit(bench, ["fleet", "--list", "list", "--format", "json"], status: 3)
        let states = try Self.states(report.text)
        #expect(states["fleet/same"] == "in-sync")
        #expect(states["fleet/empty"] == "empty")
        #expect(states["fleet/plain"] == "unrecorded")
        #expect(states["fleet/broken"] == "broken")
        #expect(states["fleet/corrupt"] != "in-sync")
        #expect(states["fleet/moved-away"] == "missing")
        #expect(states["/nowhere/at/all"] == "missing")
    }

    @Test("The parts of a fleet, merged in any order, are the whole")
    func shards() throws {
        let bench = try Self.fleet()
        let clock = ["SOURCE_DATE_EPOCH": "1764320400"]
        func shell(_ script: String) throws -> String {
            try run(
                "sh", ["-c", script],
                environment: bench.environment.merging(["SCAFFOLD": Tool.path]) { $1 }.merging(clock) { $1 },
                directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory)
            ).text
        }
        for index in 0..<3 {
            _ = try shell("\"$SCAFFOLD\" audit fleet --shard \(index)/3 --format ndjson > part-\(index).ndjson")
        }
        let whole = try shell("\"$SCAFFOLD\" audit fleet --format json")
        #expect(try shell("\"$SCAFFOLD\" audit merge part-0.ndjson part-1.ndjson part-2.ndjson --format json") == whole)
        #expect(
            try shell("\"$SCAFFOLD\" audit merge part-2.ndjson part-0.ndjson part-1.ndjson part-0.ndjson --format json")
                == whole)
        let missing = try Self.audit(bench, ["merge", "part-0.ndjson", "part-2.ndjson"], status: 3)
        #expect(missing.stderr.contains("1/3"))
    }

    @Test("Parts of other runs and of other days are not taken for parts of this one")
    func otherRuns() throws {
        let bench = try Self.fleet()
        func part(_ index: Int, _ name: String, day: Int, _ more: [String] = []) throws {
            let part = ["fleet", "--shard", "\(index)/2", "--format", "ndjson", "--out", name, "--fail-on", "nothing"]
            _ = try Self.audit(bench, part + more, status: 0, day: day)
        }
        try part(0, "named-0", day: 1, ["--run", "71"])
        try part(1, "named-1", day: 1, ["--run", "72"])
        let refused = try Self.audit(bench, ["merge", "named-0", "named-1"], status: 2)
        #expect(refused.stderr.contains("named-1 is of the run 72, and named-0 of the run 71"))
        try part(0, "old-0", day: 1)
        try part(0, "new-0", day: 3)
        try part(1, "new-1", day: 3)
        let merge = ["merge", "new-1", "--fail-on", "nothing"]
        #expect(try Self.audit(bench, merge + ["old-0"], status: 3).stderr.contains("a day before the others: 0/2"))
        #expect(try Self.audit(bench, merge + ["old-0", "new-0"], status: 0).stderr.isEmpty)
    }

    @Test("What an interrupted run took over from an earlier one is not its own yet")
    func interrupted() throws {
        let bench = try Self.fleet()
        let journal = ["fleet", "--journal", "j", "--resume", "--fail-on", "nothing"]
        _ = try Self.audit(bench, journal, status: 0)
        _ = try Self.audit(bench, journal + ["--time-budget", "0"], status: 75)
        let merge = ["merge", "j", "--fail-on", "nothing", "--format", "json"]
        let unfinished = try Self.audit(bench, merge, status: 3)
        #expect(unfinished.stderr.contains("3 results) is left out") && unfinished.stderr.contains("unfinished: 0/1"))
        #expect(try Self.states(unfinished.text).isEmpty)
        _ = try Self.audit(bench, journal, status: 0)
        #expect(try Self.states(Self.audit(bench, merge, status: 0).text).count == 3)
    }

    @Test("Only Prometheus is told how long it took")
    func duration() throws {
        let bench = try Self.fleet()
        let result = try Self.audit(bench, ["fleet", "--format", "prometheus"], status: 1)
        let line = result.text.split(separator: "\n").first { $0.hasPrefix("scaffold_audit_duration_seconds ") }
        #expect(try #require(line?.split(separator: " ").last.flatMap { Double($0) }) > 0)
        _ = try Self.audit(bench, ["fleet", "--journal", "j"], status: 1)
        let merged = try Self.audit(bench, ["merge", "j", "--format", "prometheus"], status: 1)
        #expect(!merged.text.contains("duration"))
    }

    @Test("With --resume only what changed is looked at again, and the report is the same")
    func resume() throws {
        let bench = try Self.fleet()
        let first = try Self.audit(bench, ["fleet", "--format", "csv"], status: 1)
        let journal = ["fleet", "--journal", "j.ndjson", "--resume", "--format", "csv"]
        #expect(try Self.audit(bench, journal, status: 1).text == first.text)
        #expect(try Self.audit(bench, journal, status: 1).text == first.text)
        // An edit in one service, and a new release of the scaffold, are both seen.
        let same = bench.directory.path("fleet/same")
        let file = try bench.git("ls-files", at: same).split(separator: "\n").first { $0 != ".scaffold.yml" }
        try bench.shell("echo edit >> \(file ?? "")", at: same)
        try bench.git("commit", "--quiet", "--all", "--message", "Edit", at: same)
        #expect(try Self.audit(bench, journal, status: 1).text != first.text)
    }

    @Test("A ratchet lets old drift through and fails on new drift")
    func ratchet() throws {
        let bench = try Self.fleet()
        _ = try Self.audit(bench, ["fleet", "--journal", "old.ndjson"], status: 1)
        let arguments = ["fleet", "--baseline", "old.ndjson"]
        _ = try Self.audit(bench, arguments, status: 0)
        try bench.shell(
            "git rm -q -- $(git ls-files | grep -v scaffold.yml | tail -1) && git commit -qm gone",
            at: bench.directory.path("fleet/same"))
        _ = try Self.audit(bench, arguments, status: 1)
        _ = try Self.audit(bench, arguments + ["--fail-on", "behind"], status: 0)
    }

    @Test("A remote repository is read without its history, and asked only for its head when nothing changed")
    func remote() throws {
        let bench = try Self.fleet()
        try bench.shell("git clone -q --bare fleet/behind remote.git", at: bench.directory.path)
        try bench.directory.write("list", "file://\(bench.directory.path("remote.git"))\n")
        let arguments = ["--list", "list", "--journal", "j", "--resume", "--format", "json"]
        let first = try Self.audit(bench, arguments, status: 1)
        #expect(try Self.states(first.text).count == 1)
        try bench.shell("rm -rf home/.cache/scaffold/fleet", at: bench.directory.path)
        let second = try Self.audit(bench, arguments, status: 1)
        #expect(try Self.states(second.text) == Self.states(first.text))
        #expect(!FileManager.default.fileExists(atPath: bench.directory.path("home/.cache/scaffold/fleet")))
    }

    @Test(
        "Every format is made, and names the services",
        arguments: [
            "text", "json", "ndjson", "markdown", "html", "sarif", "junit", "codequality", "csv", "github",
        ])
    func formats(format: String) throws {
        let bench = try Self.fleet()
        let result = try Self.audit(bench, ["fleet", "--format", format], status: 1)
        #expect(result.text.contains("edited"))
        let written = try Self.audit(bench, ["fleet", "--report", "\(format)=out"], status: 1)
        #expect(written.stderr.isEmpty)
        #expect(try bench.directory.read("out").count > 100)
    }

    @Test("A forecast says what a release would do before it is one")
    func forecast() throws {
        let bench = try Self.fleet()
        let result = try bench.scaffold(
            "fleet", "forecast", "--source", "./template", "fleet", "--json", at: bench.directory.path, status: nil)
        let counts = try #require(try json(result.text)["counts"] as? [String: Int])
        #expect(counts["unaffected"] == 2)
        #expect((counts["clean"] ?? 0) + (counts["held"] ?? 0) == 1)
    }
}
