import Foundation
import TestSupport
import Testing

/// Resolved once, replayed in another service of the scaffold.
@Suite struct MemoryTests {
    private static func compose(_ command: String, _ image: String = "<%= name %>:1") -> String {
        "services:\n  web:\n    image: \(image)\n    restart: always\n    command: \(command)\n"
    }

    private static let scaffold = SampleScaffold(releases: [
        .init(version: "1.0.0", files: ["compose.yaml": compose("serve"), "notes.txt": SampleScaffold.lines()]),
        .init(
            version: "1.1.0",
            files: [
                "compose.yaml": compose("serve --safe", "<%= name %>:2"),
                "notes.txt": SampleScaffold.lines([5: "theirs"]),
            ]),
    ])

    /// A scaffold and services of other names, each with a change of its owners.
    private func bench(_ services: [(name: String, edits: [String: String])]) throws -> Workbench {
        let bench = try Workbench(Self.scaffold)
        for service in services {
            try bench.scaffold(
                "new", "./template@1.0.0", service.name, "--set", "name=\(service.name)", at: bench.directory.path)
            for (path, text) in service.edits { try bench.directory.write("\(service.name)/\(path)", text) }
            try bench.git("add", "--all", at: folder(service.name, bench))
            try bench.git("commit", "--quiet", "--message", "Edit", at: folder(service.name, bench))
        }
        return bench
    }

    private func folder(_ name: String, _ bench: Workbench) -> String { bench.directory.path(name) }

    private func edit(_ name: String, _ command: String) -> (name: String, edits: [String: String]) {
        (name, ["compose.yaml": Self.compose(command, "\(name):1")])
    }

    private func text(_ name: String, _ bench: Workbench) throws -> String {
        String(decoding: try bench.directory.read(name), as: UTF8.self)
    }

    /// Upgrades a service, and settles its compose file with this command.
    private func resolve(_ name: String, _ command: String, _ bench: Workbench, _ options: String...) throws {
        let place = folder(name, bench)
        try bench.scaffold("upgrade", at: place, status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini", at: place)
        try bench.scaffold("resolve", at: place, status: 1)
        try bench.directory.write("\(name)/compose.yaml", Self.compose(command, "\(name):2"))
        let result = try run(
            Tool.path, ["resolve", "--done"] + options, environment: bench.environment,
            directory: URL(filePath: place, directoryHint: .isDirectory))
        #expect(result.status == 0, "\(result.stderr)")
        try bench.git("commit", "--quiet", "--message", "Resolve", at: place)
    }

    private func memory(_ bench: Workbench) -> String { bench.directory.path("fleet/memory.yml") }

    @Test func theSameConflictOfAnotherServiceIsReplayed() throws {
        let bench = try bench([edit("shop", "serve --fast"), edit("cart", "serve --fast")])
        try resolve("shop", "serve --fast --safe", bench, "--memory", memory(bench))
        let saved = try text("fleet/memory.yml", bench)
        #expect(saved.contains("rule: literal") && saved.contains("- \"    command: serve --fast --safe\""))

        let cart = folder("cart", bench)
        #expect(try bench.scaffold("upgrade", "--plan", at: cart, status: 1).text.contains("1 file would wait"))
        let plan = try bench.scaffold("upgrade", "--plan", "--memory", memory(bench), at: cart).text
        let key = try #require(saved.split(separator: "\n").first { $0.contains("key: ") }?.split(separator: " ").last)
            .replacing("\"", with: "")
        #expect(plan.contains("memory: \(key): literal, as resolved in shop by Test User on "))
        try bench.scaffold("upgrade", at: cart, environment: ["SCAFFOLD_MEMORY": memory(bench)])
        let merged = try bench.git("show", "scaffold/mini:compose.yaml", at: cart)
        #expect(merged + "\n" == Self.compose("serve --fast --safe", "cart:2"))
        #expect(try bench.git("show", "scaffold/mini:.scaffold.yml", at: cart).contains("held: []"))
    }

    @Test func whatIsForgottenIsHeldAgain() throws {
        let bench = try bench([edit("shop", "serve --fast"), edit("cart", "serve --fast")])
        try resolve("shop", "serve --fast", bench, "--memory", memory(bench))
        let cart = folder("cart", bench)
        let list = try bench.scaffold("resolve", "--list", "--memory", memory(bench), at: cart).text
        #expect(list.contains("keep-mine, as resolved in shop") && list.contains("services.web.command"))
        try bench.scaffold("upgrade", "--plan", "--memory", memory(bench), at: cart)
        let key = String(list.prefix(16))
        #expect(
            try bench.scaffold("resolve", "--forget", key, "--memory", memory(bench), at: cart).text.hasPrefix(
                "forgotten  \(key)"))
        try bench.scaffold("upgrade", "--plan", "--memory", memory(bench), at: cart, status: 1)
        try bench.scaffold("resolve", "--forget", key, "--memory", memory(bench), at: cart, status: 2)
    }

    @Test func anotherTextOfTheOwnersGetsAProposal() throws {
        let bench = try bench([edit("shop", "serve --fast"), edit("cart", "serve --slow")])
        try resolve("shop", "serve --safe", bench, "--memory", memory(bench))
        let cart = folder("cart", bench)
        let report = try json(
            try bench.scaffold("upgrade", "--plan", "--json", "--memory", memory(bench), at: cart, status: 1).text)
        let held = try #require((report["held"] as? [[String: Any]])?.first)
        let place = try #require((held["places"] as? [[String: Any]])?.first)
        #expect(place["entity"] as? String == "services.web.command")
        #expect(place["kind"] as? String == "value/scalar")
        #expect(place["suggestion"] as? String == "    command: serve --safe\n")
        #expect((place["suggestedBy"] as? String)?.count == 16)
    }

    @Test func itCanBeSwitchedOff() throws {
        let bench = try bench([edit("shop", "serve --fast"), edit("cart", "serve --fast")])
        try resolve("shop", "serve --safe", bench, "--memory", memory(bench))
        let cart = folder("cart", bench)
        try bench.scaffold("upgrade", "--plan", "--no-memory", at: cart, status: 1)
        let record = try text("cart/.scaffold.yml", bench)
        try bench.directory.write(
            "cart/.scaffold.yml",
            record.replacing("complete:", with: "    without:\n      - { path: \"*\", resolvers: [memory] }\ncomplete:")
        )
        try bench.git("commit", "--quiet", "--all", "--message", "Edit", at: cart)
        try bench.scaffold("upgrade", "--plan", "--memory", memory(bench), at: cart, status: 1)
    }

    @Test func byDefaultItIsBesideTheRecordAndCommitted() throws {
        let bench = try bench([edit("shop", "serve --fast")])
        try resolve("shop", "serve --safe", bench)
        let shop = folder("shop", bench)
        #expect(try text("shop/.scaffold-resolutions.yml", bench).contains("rule: take-template"))
        #expect(try bench.git("status", "--short", at: shop) == "")
        // Back to before the upgrade, with what was learned: it is not asked again.
        try bench.git("branch", "--delete", "--force", "scaffold/mini", at: shop)
        try bench.git("checkout", "--quiet", "HEAD~2", "--", ".scaffold.yml", "compose.yaml", at: shop)
        try bench.git("commit", "--quiet", "--message", "Back", at: shop)
        #expect(try bench.scaffold("upgrade", "--plan", at: shop).text.contains("memory: "))
    }

    /// A host name is nobody else's business.
    @Test func newWordsDoNotLeaveTheirRepository() throws {
        let bench = try bench([edit("shop", "serve --fast"), edit("cart", "serve --fast")])
        try resolve("shop", "serve --host db.internal", bench, "--memory", memory(bench))
        #expect(!FileManager.default.fileExists(atPath: memory(bench)))

        let other = try self.bench([edit("shop", "serve --fast"), edit("cart", "serve --fast")])
        try resolve("shop", "serve --host db.internal", other)
        let saved = try text("shop/.scaffold-resolutions.yml", other)
        #expect(saved.contains("db.internal"))
        try other.directory.write("fleet/memory.yml", saved)
        let plan = try other.scaffold(
            "upgrade", "--plan", "--json", "--memory", memory(other), at: folder("cart", other), status: 1)
        #expect(!plan.text.contains("db.internal"))
    }

    @Test func withoutAGuardThereIsAProposalOnly() throws {
        let notes = ["notes.txt": SampleScaffold.lines([5: "mine"])]
        let bench = try bench([("shop", notes), ("cart", notes)])
        let shop = folder("shop", bench)
        try bench.scaffold("upgrade", at: shop, status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini", at: shop)
        #expect(
            try bench.scaffold("resolve", "--mine", "--memory", memory(bench), at: shop).text.contains(
                "remembered "))
        let plan = try bench.scaffold(
            "upgrade", "--plan", "--json", "--memory", memory(bench), at: folder("cart", bench), status: 1
        ).text
        #expect(plan.contains("\"suggestion\": \"mine\\n\""))
    }

    @Test func aLinkBesideTheRecordLeadsNowhere() throws {
        let bench = try bench([edit("shop", "serve --fast")])
        let shop = folder("shop", bench)
        try bench.directory.write("outside.yml", "schema: 1\nresolutions: []\ncomplete: true\n")
        try bench.scaffold("upgrade", at: shop, status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini", at: shop)
        try FileManager.default.createSymbolicLink(
            atPath: "\(shop)/.scaffold-resolutions.yml", withDestinationPath: bench.directory.path("outside.yml"))
        #expect(try bench.scaffold("resolve", "--mine", at: shop, status: 2).stderr.contains("is no file"))
        #expect(try bench.scaffold("resolve", "--forget", "a", at: shop, status: 2).stderr.contains("is no file"))
        #expect(try text("outside.yml", bench) == "schema: 1\nresolutions: []\ncomplete: true\n")
        try bench.scaffold("resolve", "--mine", "--no-memory", at: shop)
    }

    @Test func aBrokenMemoryIsAnError() throws {
        let bench = try bench([edit("shop", "serve --fast")])
        try bench.directory.write("fleet/memory.yml", "schema: 7\n")
        let result = try bench.scaffold(
            "upgrade", "--plan", "--memory", memory(bench), at: folder("shop", bench), status: 2)
        #expect(result.stderr.contains("memory.yml"))
    }

    // MARK: Single conflicts

    @Test func oneConflictOfAFileIsSettledAlone() throws {
        let bench = try bench([
            ("shop", ["compose.yaml": Self.compose("serve --fast", "shop:1").replacing("shop:1", with: "shop-x:1")])
        ])
        let shop = folder("shop", bench)
        try bench.scaffold("upgrade", at: shop, status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini", at: shop)
        let unknown = try bench.scaffold(
            "resolve", "--mine", "--entity", "services.db", "compose.yaml", at: shop, status: 2)
        #expect(unknown.stderr.contains("it has: services.web.image, services.web.command"))
        let first = try bench.scaffold(
            "resolve", "--mine", "--entity", "services.web.image", "compose.yaml", at: shop, status: 1)
        #expect(first.text.contains("1 conflict is left"))
        #expect(try bench.git("status", "--short", "compose.yaml", at: shop) == "UU compose.yaml")
        let half = try text("shop/compose.yaml", bench)
        #expect(half.contains("    image: shop-x:1\n") && half.components(separatedBy: "<<<<<<<").count == 2)
        let again = try bench.scaffold(
            "resolve", "--mine", "--entity", "services.web.image", "compose.yaml", at: shop, status: 2)
        #expect(again.stderr.contains("no longer as it was marked"))
        let second = try bench.scaffold(
            "resolve", "--template", "--entity", "services.web.command", "compose.yaml", at: shop)
        #expect(second.text.contains("remembered"))
        #expect(try text("shop/compose.yaml", bench) == Self.compose("serve --safe", "shop-x:1"))
        #expect(try bench.git("ls-files", "-u", at: shop) == "")
        #expect(try text("shop/.scaffold.yml", bench).contains("held: []"))
    }

    @Test func linesAreNamesWhereThereIsNoOther() throws {
        let bench = try bench([("shop", ["notes.txt": SampleScaffold.lines([5: "mine"])])])
        let shop = folder("shop", bench)
        try bench.scaffold("upgrade", at: shop, status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini", at: shop)
        try bench.scaffold("resolve", "--template", "--entity", "line 5", "notes.txt", at: shop)
        #expect(try text("shop/notes.txt", bench) == SampleScaffold.lines([5: "theirs"]))
    }

    @Test func thePullRequestTellsHow() throws {
        let bench = try bench([edit("shop", "serve --fast")])
        let text = try bench.scaffold("upgrade", "--markdown", at: folder("shop", bench), status: 1).text
        #expect(text.contains("git switch scaffold/mini\n"))
        #expect(text.contains("scaffold resolve --template -- compose.yaml\n"))
        #expect(text.contains("**`value/scalar`** at `services.web.command`"))
    }
}
