import Foundation
import Report
import Template
import Testing

@testable import Fleet

@Suite("What a fleet file says")
struct FleetFileTests {
    static let text = """
        schema: 1
        sources:
          - folder: services
          - list: repos.txt
          - repository: gh:acme/shop
        include: ["github.com/acme/*", "services/**"]
        exclude: ["**/archive-*"]
        owners: { "**": platform, "github.com/acme/pay-*": payments }
        groups: { critical: ["github.com/acme/pay-*"] }
        policies:
          minimum-release: { fastapi-service: 2.4.0 }
          maximum-days-behind: 180
          required-files: [Dockerfile]
          exact: ["k8s/**"]
          severity: { exact-edited: warning }
        exemptions:
          - { repository: "github.com/acme/old", reason: retired soon, owner: ann, until: 2026-12-31 }
          - { repository: "github.com/acme/pay-*", rules: [too-old], reason: freeze, owner: bob, until: 2026-01-31 }
        """

    @Test("Sources, owners and groups")
    func members() throws {
        let file = try FleetFile(Array(Self.text.utf8), file: "fleet.yml")
        #expect(file.sources == [.folder("services"), .list("repos.txt"), .repository("gh:acme/shop")])
        let ids = ["github.com/acme/pay-api", "github.com/other/x", "github.com/acme/archive-1", "services/a/b"]
        let members = file.members(of: ids.map { FleetMember(id: $0, location: .remote("https://\($0)")) })
        #expect(members.map(\.id) == ["github.com/acme/pay-api", "services/a/b"])
        #expect(members.map(\.owner) == ["payments", "platform"])
        #expect(members.map(\.groups) == [["critical"], []])
    }

    @Test("Policies become findings, exemptions take them back until they end")
    func findings() throws {
        let policy = try FleetFile(Array(Self.text.utf8), file: "fleet.yml").policy
        var service = ServiceAudit(
            directory: "", scaffold: "fastapi-service", release: "2.3.1", newest: "3.0.1",
            currency: .init(releases: 3, days: 200), fidelity: .init(managed: 2, identical: 1, edited: 1),
            effort: .init(),
            files: [.init(path: "k8s/base/a.yaml", fileClass: "managed", edited: "edited", forecast: "none")])
        policy.apply(to: &service, of: "github.com/acme/pay-api", today: "2026-11-28") { _ in false }
        #expect(
            service.findings.map { "\($0.rule) \($0.severity.rawValue)" } == [
                "below-minimum error", "too-old error", "required-missing error", "exact-edited warning",
                "exemption-ended warning",
            ])
        service.findings = []
        policy.apply(to: &service, of: "github.com/acme/pay-api", today: "2026-01-31") { _ in true }
        #expect(service.findings.map(\.rule) == ["below-minimum", "exact-edited"])
        #expect(policy.leavesOut("github.com/acme/old", on: "2026-12-31") != nil)
        #expect(policy.leavesOut("github.com/acme/old", on: "2027-01-01") == nil)
    }

    @Test(
        "What it can't say is refused with its place",
        arguments: [
            ("schema: 2\n", "schema 2"), ("schema: 1\nsource: []\n", "did you mean sources"),
            ("schema: 1\npolicies: { severity: { x: fatal } }\n", "severity"),
            ("schema: 1\nexemptions: [{ repository: a, reason: b, owner: c, until: soon }]\n", "2027-01-31"),
            ("schema: 1\npolicies: { required-files: [../x] }\n", "required-files"),
            ("schema: 1\nsources: [{ folder: a, list: b }]\n", "has folder and list"),
            ("schema: 1\nsources: [{ }]\n", "one of folder, list, repository and organisation"),
            ("schema: 1\nsources: [{ folder: a, topic: x }]\n", "topic goes with organisation"),
            ("schema: 1\npolicies: { severity: { too-hold: warning } }\n", "did you mean too-old"),
            (
                "schema: 1\nexemptions: [{ repository: a, rules: [x], reason: b, owner: c, until: 2027-01-31 }]\n",
                "names the rule \"x\", which no finding has"
            ),
            ("schema: 1\npolicies: { maximum-days-behind: -1 }\n", "must be 0 or more"),
            ("schema: 1\npolicies: { maximum-releases-behind: -1 }\n", "must be 0 or more"),
        ])
    func refused(text: String, words: String) {
        let error = #expect(throws: ScaffoldError.self) { try FleetFile(Array(text.utf8), file: "fleet.yml") }
        let said = "\(error?.message ?? "") \(error?.fix ?? "")"
        #expect(said.contains(words))
        #expect(error?.location?.file == "fleet.yml")
        if !text.hasPrefix("schema: 2") { #expect(error?.location?.line == 2) }
    }

    @Test("Every rule that the sources give a service's finding is known")
    func rules() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        var found: Set<String> = []
        for module in ["Template", "Drift", "Fleet"] {
            let folder = sources.appending(path: module)
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            for case let file as URL in files where file.pathExtension == "swift" {
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: #/rule: "([a-z-]+)"/#) { found.insert(String(match.1)) }
            }
        }
        #expect(found.count > 50)
        #expect(found.subtracting(FleetPolicy.rules).isEmpty)
        #expect(FleetPolicy.rules == Set(FleetPolicy.rules).sorted())
    }
}

@Suite("What an audit says of an error")
struct AuditFailureTests {
    @Test(
        "Answers that don't fit are the record's fault, not the source's",
        arguments: [
            (ScaffoldError.Code.answers, "broken-record"), (.notFound, "source-unavailable"),
            (.temporary, "source-unavailable"), (.io, "source-unavailable"),
        ])
    func rule(code: ScaffoldError.Code, rule: String) {
        #expect(AuditFailure(ScaffoldError(code, "x")).rule == rule)
    }
}

@Suite("Edits that only raise versions")
struct VersionRaiseTests {
    @Test(
        "A bot's edit is told from a person's",
        arguments: [
            ("FROM python:3.11.4-slim\n", "FROM python:3.11.9-slim\n", true),
            ("FROM python:3.11.9-slim\n", "FROM python:3.11.4-slim\n", false),
            ("FROM python:3.11-slim\n", "FROM python:3.11-alpine\n", false),
            ("a==1.2.3\nb==2.0\n", "a==1.10.0\nb==2.0\n", true),
            ("a==1.2.3\nb==2.0\n", "a==1.10.0\nb==1.9\n", false),
            ("a==1.2.3\n", "a==1.2.3\nb==1\n", false),
            ("uses: actions/checkout@v3\n", "uses: actions/checkout@v4\n", true),
            (
                "uses: a/b@0123456789012345678901234567890123456789 # v4.1.0\n",
                "uses: a/b@abcdef6789012345678901234567890123456789 # v4.2.0\n", true
            ),
            ("x\n", "x\n", false), ("replicas: 2\n", "replicas: 3\n", false),
        ])
    func raises(old: String, new: String, isRaise: Bool) {
        #expect(VersionRaise.leads(from: Array(old.utf8), to: Array(new.utf8)) == isRaise)
    }
}
