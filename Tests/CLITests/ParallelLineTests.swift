import Foundation
import TestSupport
import Testing

/// Lines of releases that go on side by side, withdrawn and unknown releases, and going back: on a built-in scaffold.
///
/// `fastapi-service` 2.4.1 and 3.0.1 have the same fix and came out on one day; 3.0.0 is older than both.
@Suite struct ParallelLineTests {
    private func service(at release: String) throws -> Workbench {
        let bench = try Workbench()
        let name = release < "2" ? "service_name=shop" : "name=shop"
        try bench.scaffold(
            "new", "fastapi-service@\(release)", "service", "--set", name, "--defaults", at: bench.directory.path)
        return bench
    }

    private func findings(_ text: String) throws -> [(rule: String, severity: String, message: String)] {
        let list = try json(text)["findings"] as? [[String: Any]] ?? []
        return list.map { item in
            let text = { (key: String) in item[key] as? String ?? "" }
            return (text("rule"), text("severity"), text("message"))
        }
    }

    @Test func goingToAnOlderReleaseOfANewerLineWarns() throws {
        let bench = try service(at: "2.4.1")
        let text = try bench.scaffold("upgrade", "--to", "3.0.0", "--plan", "--json", status: nil).text
        #expect(try json(text)["to"] as? String == "3.0.0")
        let finding = try #require(findings(text).first { $0.rule == "parallel-line" })
        #expect(finding.severity == "warning")
        #expect(finding.message.contains("what 2.4.1 fixed would be lost; use --to 3.0.1"))
    }

    @Test func theNewestReleaseOfTheNewerLineHasTheFix() throws {
        let bench = try service(at: "2.4.1")
        let text = try bench.scaffold("upgrade", "--plan", "--json", status: nil).text
        #expect(try json(text)["to"] as? String == "3.0.1")
        #expect(try !findings(text).contains { $0.rule == "parallel-line" })
    }

    @Test func aReleaseThatIsBuiltOnIsNoOtherLine() throws {
        let bench = try service(at: "2.4.0")
        let text = try bench.scaffold("upgrade", "--to", "3.0.0", "--plan", "--json", status: nil).text
        #expect(try !findings(text).contains { $0.rule == "parallel-line" })
    }

    @Test func aServiceStaysOnItsLineWhileTheNewerOneIsOlder() throws {
        let bench = try Workbench()
        try bench.shell(
            "cp -R \"$CATALOG\" fork && sed -i '/release: 3.0.1/d' fork/scaffold.yml && rm -r fork/3.0.1",
            catalogAt: bench.directory.path)
        try bench.scaffold(
            "new", "./fork@2.4.1", "service", "--set", "name=shop", "--defaults", at: bench.directory.path)
        let text = try bench.scaffold("upgrade", "--plan", "--json").text
        #expect(try json(text)["to"] as? String == "2.4.1")
        let finding = try #require(findings(text).first { $0.rule == "parallel-line" })
        #expect(finding.severity == "note")
        #expect(finding.message.contains("3.0.0 is out, but 2.4.1 came out after it"))
        let warned = try findings(bench.scaffold("upgrade", "--to", "3.0.0", "--plan", "--json", status: nil).text)
        #expect(warned.contains { $0.rule == "parallel-line" && $0.message.contains("3.x has no release yet") })
    }

    @Test func aWithdrawnReleaseIsLeftAndNotEntered() throws {
        let bench = try service(at: "1.4.0")
        let newest = try bench.scaffold("upgrade", "--to", "1.4.1", status: 2)
        #expect(newest.stderr.contains("release 1.4.1 of fastapi-service was withdrawn"))
        let refused = try bench.scaffold(
            "new", "fastapi-service@1.4.1", "other", "--set", "service_name=shop", at: bench.directory.path, status: 2)
        #expect(refused.stderr.contains("release 1.4.1 of fastapi-service was withdrawn"))
        #expect(!FileManager.default.fileExists(atPath: bench.directory.path("other")))
    }

    @Test func aServiceAtAWithdrawnReleaseUpgrades() throws {
        let bench = try Workbench()
        // It was generated before the release was withdrawn.
        try bench.shell(
            "cp -R \"$CATALOG\" fork && sed -i '/release: 1.4.1/s/, yanked: .*}/ }/' fork/scaffold.yml",
            catalogAt: bench.directory.path)
        try bench.scaffold(
            "new", "./fork@1.4.1", "service", "--set", "service_name=shop", "--defaults", at: bench.directory.path)
        try bench.shell("cp \"$CATALOG/scaffold.yml\" fork/scaffold.yml", catalogAt: bench.directory.path)
        let text = try bench.scaffold("upgrade", "--to", "1.4.2", "--json").text
        #expect(try json(text)["to"] as? String == "1.4.2")
        let list = try findings(text)
        #expect(list.contains { $0.rule == "yanked-release" && $0.message.contains("1.4.1 was withdrawn") })
        #expect(!list.contains { $0.rule == "parallel-line" })
    }

    @Test func aRecordOfAnUnknownReleaseIsAFindingByName() throws {
        let bench = try service(at: "2.4.0")
        try bench.shell("sed -i 's/release: 2.4.0/release: 2.9.9/' .scaffold.yml && git commit -qam x")
        let status = try bench.scaffold("status", "--json", status: 1)
        let finding = try #require(findings(status.text).first)
        #expect(finding.rule == "unknown-release" && finding.severity == "error")
        #expect(finding.message.contains("release 2.9.9 of fastapi-service"))
        #expect(try bench.scaffold("status", status: 1).text.contains("can't be compared"))
        let refused = try bench.scaffold("upgrade", status: 2)
        #expect(refused.stderr.contains("release 2.9.9 of fastapi-service, which its source does not have"))
    }

    @Test(arguments: ["2.4.0", "2.4.1", "1.4.2"]) func goingBackIsRefused(target: String) throws {
        let bench = try service(at: "3.0.0")
        let before = try bench.snapshot()
        let refused = try bench.scaffold("upgrade", "--to", target, status: 2)
        #expect(refused.stderr.contains("the service is at 3.0.0, and \(target) is older"))
        #expect(try bench.snapshot() == before)
    }
}

extension Workbench {
    /// Runs a script that can copy a built-in scaffold from `$CATALOG`.
    fileprivate func shell(_ script: String, catalogAt folder: String) throws {
        let catalog = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../baselines/fastapi-service").standardizedFileURL.path(percentEncoded: false)
        let result = try run(
            "sh", ["-c", script], environment: environment.merging(["CATALOG": catalog]) { $1 },
            directory: URL(filePath: folder, directoryHint: .isDirectory))
        if result.status != 0 { throw Unexpected(description: result.stderr) }
    }
}
