import FakeForge
import Foundation
import TestSupport
import Testing

/// `scaffold fleet upgrade` and `status`: many services on one forge, a wave at a time.
@Suite(.serialized) struct FleetUpgradeTests {
    /// Some services on a forge, and the job for all of them.
    private struct Fleet {
        let bench: Workbench
        let forge: FakeForge
        let names: [String]

        static func start(
            _ count: Int, of scaffold: String = "./template@1.0.0", _ sample: SampleScaffold = .standard,
            edits: [String: String] = [:]
        ) async throws -> Fleet {
            let forge = try await FakeForge.start()
            return try await offPool {
                let bench = try Workbench(sample)
                let names = (0..<count).map { "acme/service-\($0)" }
                for name in names {
                    let folder = bench.directory.path(name.replacing("acme/", with: ""))
                    try bench.scaffold("new", scaffold, folder, "--defaults", at: bench.directory.path)
                    for (path, text) in edits {
                        try text.write(toFile: "\(folder)/\(path)", atomically: false, encoding: .utf8)
                    }
                    try bench.git("commit", "--quiet", "--all", "--allow-empty", "--message", "Edit", at: folder)
                    try forge.addRepository(name, files: [:])
                    try bench.git("push", "--quiet", forge.cloneURL(name), "main", at: folder)
                    try bench.git("remote", "add", "origin", forge.remote(name), at: folder)
                }
                forge.forgetRequests()
                return Fleet(bench: bench, forge: forge, names: names)
            }
        }

        /// What the job says of each service, by its name.
        @discardableResult
        func upgrade(_ more: String..., status: Int32 = 0) async throws -> [String: String] {
            let arguments =
                ["fleet", "upgrade", "--json", "--forge", "github", "--forge-url", forge.api("github")] + more
            let folders = more.contains("--fleet") ? [] : names.map { $0.replacing("acme/", with: "") }
            let text = try await run(arguments + folders, status: status)
            var found: [String: String] = [:]
            for line in text.split(separator: "\n") {
                let object = try json(String(line))
                found[object["service"] as? String ?? ""] = object["outcome"] as? String
            }
            return found
        }

        func run(_ arguments: [String], status: Int32) async throws -> String {
            try await offPool { [bench] in
                let result = try TestSupport.run(
                    Tool.path, arguments,
                    environment: bench.environment.merging(["SCAFFOLD_TOKEN": "fake-token"]) { $1 },
                    directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
                guard result.status == status else {
                    throw Unexpected(
                        description: "\(arguments) ended with \(result.status): \(result.text)\(result.stderr)")
                }
                return result.text
            }
        }

        /// How many have an open pull request.
        var open: Int {
            get throws { try names.count { try forge.pullRequests($0).contains { $0.state == "open" } } }
        }
    }

    @Test func allGoOnceAndThenNobodyIsTold() async throws {
        let fleet = try await Fleet.start(3)
        #expect(try await Set(fleet.upgrade().values) == ["created"])
        #expect(try fleet.open == 3)
        fleet.forge.forgetRequests()
        #expect(try await Set(fleet.upgrade().values) == ["unchanged"])
        #expect(fleet.forge.writes.isEmpty)
    }

    /// What people settled in one service and merged is settled in the others, from the next run on.
    @Test func mergedResolutionsAreSharedWithTheFleet() async throws {
        func compose(_ command: String, _ image: String) -> String {
            "services:\n  web:\n    image: \(image)\n    restart: always\n    command: \(command)\n"
        }
        let sample = SampleScaffold(releases: [
            .init(version: "1.0.0", files: ["compose.yaml": compose("serve", "shop:1")]),
            .init(version: "1.1.0", files: ["compose.yaml": compose("serve --safe", "shop:2")]),
        ])
        let fleet = try await Fleet.start(2, sample, edits: ["compose.yaml": compose("serve --fast", "shop:1")])
        let memory = fleet.bench.directory.path("resolutions.yml")
        #expect(try await Set(fleet.upgrade("--memory", memory, status: 1).values) == ["created"])
        #expect(!FileManager.default.fileExists(atPath: memory))
        let (first, second) = (fleet.names[0], fleet.names[1])
        try await offPool {
            let person = fleet.bench.directory.path("person")
            try fleet.bench.git(
                "clone", "--quiet", "-b", "scaffold/mini", fleet.forge.cloneURL(first), person,
                at: fleet.bench.directory.path)
            try fleet.bench.scaffold("resolve", "--mine", "compose.yaml", at: person)
            try fleet.bench.git("add", "--all", at: person)
            try fleet.bench.git("commit", "--quiet", "--message", "Keep ours", at: person)
            try fleet.bench.git("push", "--quiet", at: person)
        }
        // Not before it is merged.
        try await fleet.upgrade("--memory", memory, status: 1)
        #expect(!FileManager.default.fileExists(atPath: memory))
        try fleet.forge.merge(first, 1)
        try await fleet.upgrade("--memory", memory, "--plan", status: 1)
        #expect(!FileManager.default.fileExists(atPath: memory))
        try await fleet.upgrade("--memory", memory, status: 1)
        #expect(try String(contentsOfFile: memory, encoding: .utf8).contains("rule: keep-mine"))
        #expect(try fleet.forge.pullRequests(second)[0].isDraft)
        let outcomes = try await fleet.upgrade("--memory", memory)
        #expect(outcomes.values.sorted() == ["up-to-date", "updated"])
        #expect(try !fleet.forge.pullRequests(second)[0].isDraft)
        #expect(try fleet.forge.pullRequests(second)[0].labels.isEmpty)
    }

    @Test func aDryRunSaysWhatARunDoes() async throws {
        let fleet = try await Fleet.start(3)
        let plan = try await fleet.upgrade("--dry-run", "--limit", "2")
        #expect(fleet.forge.writes.isEmpty)
        #expect(try fleet.open == 0)
        #expect(try await fleet.upgrade("--limit", "2") == plan)
        #expect(plan.values.sorted() == ["created", "created", "later"])
        #expect(try fleet.open == 2)
    }

    /// Pushes of the run before count: their times are on the branches.
    @Test func anHourHasItsLimit() async throws {
        let fleet = try await Fleet.start(3)
        _ = try await fleet.upgrade("--per-hour", "2")
        #expect(try await fleet.upgrade("--per-hour", "2").values.sorted() == ["later", "unchanged", "unchanged"])
        #expect(try fleet.open == 2)
    }

    @Test(arguments: [("success", "created"), ("failure", "stopped"), ("pending", "later")])
    func theOthersWaitForTheCanaries(check: String, expected: String) async throws {
        let fleet = try await Fleet.start(4)
        #expect(try await fleet.upgrade("--canary", "25").values.sorted() == ["created", "later", "later", "later"])
        let canary = try #require(try fleet.names.first { try !fleet.forge.pullRequests($0).isEmpty })
        let commit = try #require(fleet.forge.tip(canary, "scaffold/mini"))
        try fleet.forge.setCheck(canary, commit, check)
        let next = try await fleet.upgrade("--canary", "25", status: expected == "stopped" ? 1 : 0)
        #expect(next.values.sorted() == [expected, expected, expected, "unchanged"].sorted())
        #expect(try fleet.open == (expected == "created" ? 4 : 1))
    }

    /// One repository that can't be reached, or whose pull request can't be opened, keeps nobody else from theirs.
    @Test func oneThatFailsIsNamedAndTheOthersGo() async throws {
        let fleet = try await Fleet.start(3)
        fleet.forge.inject(.status(404), on: "GET */service-1/pulls", times: 9)
        let result = try await fleet.upgrade(status: 3)
        #expect(result.values.sorted() == ["created", "created", "failed"])
    }

    @Test func aForgeThatWantsToBeLeftAloneIs() async throws {
        let fleet = try await Fleet.start(3)
        fleet.forge.inject(.secondaryLimit(retryAfter: 3600), on: "POST */pulls", times: 9)
        let result = try await fleet.upgrade(status: 75)
        #expect(result.values.sorted() == ["failed", "later", "later"])
        #expect(try fleet.open == 0)
    }

    /// The members are what the organisation's API lists; they are read into the cache and pushed from there.
    @Test func anOrganisationIsAFleet() async throws {
        let fleet = try await Fleet.start(2, of: "express-service@1.0.0")
        try fleet.forge.addRepository("acme/attic") { $0.isArchived = true }
        let token = fleet.forge.cloneURL("x").split(separator: "@")[0]
        // What is cloned needs the token, too.
        try fleet.bench.git(
            "config", "--global", "url.\(token)@\(fleet.forge.url.dropFirst(7))/.insteadOf", "\(fleet.forge.url)/",
            at: fleet.bench.directory.path)
        try fleet.bench.directory.write(
            "fleet.yml",
            "schema: 1\nsources:\n  - organisation: \(fleet.forge.url)/acme\n    forge: github\n"
                + "    api: \(fleet.forge.api("github"))\n")
        let result = try await fleet.upgrade("--fleet", "fleet.yml")
        #expect(Set(result.values) == ["created"])
        #expect(result.count == 2)
    }

    @Test func statusListsTheOpenOnes() async throws {
        let fleet = try await Fleet.start(3)
        _ = try await fleet.upgrade("--limit", "2")
        let listed = try fleet.names.filter { try !fleet.forge.pullRequests($0).isEmpty }
        try fleet.forge.commit(to: listed[0], branch: "scaffold/mini", files: ["mine.txt": "mine\n"])
        let commit = try #require(fleet.forge.tip(listed[1], "scaffold/mini"))
        try fleet.forge.setCheck(listed[1], commit, "failure")
        let folders = fleet.names.map { $0.replacing("acme/", with: "") }
        let text = try await fleet.run(
            ["fleet", "status", "--json", "--forge", "github", "--forge-url", fleet.forge.api("github")] + folders,
            status: 0)
        let rows = try #require(json(text)["pullRequests"] as? [[String: Any]])
        #expect(rows.map { $0["state"] as? String } == ["failing", "edited"])
        #expect(rows.allSatisfy { $0["release"] as? String == "1.2.0" })
    }
}
