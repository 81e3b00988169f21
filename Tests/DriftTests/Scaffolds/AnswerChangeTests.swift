import Git
import OrderedCollections
import Report
import Template
import Testing

@testable import Drift

/// An answer changed without a release is an upgrade like any other: whole files come and go, edits are kept.
@Suite("Another answer at the same release") struct AnswerChangeTests {
    @Test("edits survive", arguments: stories) func edits(story: OwnerCase) throws { try story.check() }

    static let stories: [OwnerCase] = [
        OwnerCase(
            "onto Kubernetes, with an edited deploy script", "1.4.2", "1.4.2", answers: ["deploy_target": "none"],
            set: ["deploy_target": "kubernetes"], [.append("scripts/deploy.sh", "# ours\n")],
            [
                .held("scripts/deploy.sh", .delete), .fresh("k8s/deployment.yaml"), .fresh("k8s/service.yaml"),
                .fresh(".github/workflows/ci-cd.yml"),
            ]),
        OwnerCase(
            "away from Kubernetes, with edited manifests and one of their own", "1.4.2", "1.4.2",
            set: ["deploy_target": "none"],
            [
                .replace("k8s/deployment.yaml", "replicas: 2", with: "replicas: 5"),
                .write("k8s/cronjob.yaml", "kind: CronJob\n"),
            ],
            [
                .held("k8s/deployment.yaml", .delete), .kept("k8s/cronjob.yaml"), .gone("k8s/service.yaml"),
                .fresh("scripts/deploy.sh"), .executable("scripts/deploy.sh"),
            ]),
        OwnerCase(
            "another CI, with an edited workflow", "2.0.0", "2.0.0", set: ["ci": "gitlab"],
            [.append(".github/workflows/main.yml", "# ours\n")],
            [
                .held(".github/workflows/main.yml", .delete), .fresh(".gitlab-ci.yml"), .gone(".github/dependabot.yml"),
            ]),
        OwnerCase(
            "another CI, with a pipeline of their own in its place", "2.0.0", "2.0.0", set: ["ci": "gitlab"],
            [.write(".gitlab-ci.yml", "stages: [test]\n")],
            [.held(".gitlab-ci.yml", .addAdd), .gone(".github/workflows/main.yml")]),
        OwnerCase(
            "another database, with settings of their own", "1.1.0", "1.1.0", set: ["database": "sqlite"],
            [.append(".env.example", "STRIPE_KEY=\n"), .append("requirements.txt", "stripe==7.8.0\n")],
            [
                .has(".env.example", ["STRIPE_KEY=", "sqlite"]), .has("requirements.txt", ["stripe==7.8.0"]),
                .lacks("requirements.txt", ["psycopg2"]), .fresh("docker-compose.yml"),
            ]),
        OwnerCase(
            "another name for what it stores, in files that its owners edited", "2.0.0", "2.0.0",
            set: ["entity": "order", "entity_plural": "orders"],
            [.append("app/crud/product.py", "\n\ndef count() -> int:\n    return 0\n")],
            [
                .has("app/crud/order.py", ["def count() -> int:", "def get_order"]), .gone("app/crud/product.py"),
                .fresh("app/schemas/order.py"),
            ]),
        OwnerCase(
            "another answer and another release at once", "1.1.0", "1.2.0", set: ["deploy_target": "kubernetes"],
            [.append("README.md", "\nAsk the shop team.\n")],
            [.has("README.md", ["Ask the shop team."]), .fresh("k8s/deployment.yaml"), .gone("scripts/deploy.sh")]),
    ]

    /// There and back again: nothing of the way is left.
    @Test(
        "there and back is where it was",
        arguments: [
            ("1.4.2", "deploy_target", "none"), ("2.4.1", "ci", "jenkins"), ("3.0.1", "auth", "jwt"),
            ("1.1.0", "database", "sqlite"),
        ])
    func thereAndBack(release: String, question: String, value: String) throws {
        let service = try OwnedService(release)
        let before = try service.files()
        let record = try service.text(Record.fileName)
        let old = try #require(try service.entry.answers[question])
        let plan = try service.upgrade(to: release, set: [question: .string(value)])
        #expect(!plan.isUpToDate && plan.held.isEmpty)
        #expect(plan.answerChanges.contains { $0.name == question && $0.new == .string(value) })
        #expect(try service.files() == service.fresh(release, service.entry.answers).asFiles)
        try service.upgrade(to: release, set: [question: old])
        #expect(try service.files() == before)
        #expect(try service.text(Record.fileName) == record)
    }

    @Test("answers that make no sense together are refused by name, and nothing is planned")
    func refusedTogether() throws {
        let service = try OwnedService("2.4.1", ["database": "sqlite"])
        let error = try #require(throws: ScaffoldError.self) {
            try service.plan(to: "2.4.1", set: ["deploy_target": "kubernetes"])
        }
        #expect("\(error)".contains("deploy_target") && "\(error)".contains("SQLite"))
        #expect(throws: ScaffoldError.self) { try service.plan(to: "2.4.1", set: ["name": "other"]) }
        #expect(throws: ScaffoldError.self) { try service.plan(to: "2.4.1", set: ["colour": "red"]) }
    }
}

/// Releases that a service can't go to, or should not be at.
@Suite("Releases that are in no order") struct ReleaseOrderTests {
    @Test("back is refused, by name") func downgrade() throws {
        let service = try OwnedService("2.0.0")
        let error = try #require(throws: DriftError.self) { try service.plan(to: "1.4.2") }
        #expect("\(error)".contains("2.0.0") && "\(error)".contains("1.4.2"))
    }

    @Test("a recorded release that the source does not have is refused, by name") func unpublished() throws {
        let service = try OwnedService("1.1.0")
        let record = try #require(try service.text(Record.fileName))
        try service.edit([.write(Record.fileName, record.replacing("release: 1.1.0", with: "release: 1.1.9"))])
        let error = try #require(throws: DriftError.self) { try service.plan() }
        #expect("\(error)".contains("1.1.9"))
        #expect(throws: DriftError.self) { try service.plan(tolerating: true) }
        #expect(throws: DriftError.self) { try OwnedService("1.1.0").plan(to: "1.1.9") }
    }

    @Test("a service of a withdrawn release is told, and gets to the next one") func withdrawn() throws {
        let service = try OwnedService("1.4.1")
        #expect(try service.status().findings.map(\.rule) == ["yanked-release"])
        let plan = try service.upgrade(to: "1.4.2")
        #expect(plan.findings.map(\.rule) == ["yanked-release"] && plan.held.isEmpty)
        #expect(try service.status().isInSync)
        #expect(throws: DriftError.self) { try OwnedService("1.4.0").plan(to: "1.4.1") }
    }
}

extension Baseline {
    /// The files as a service has them.
    fileprivate var asFiles: [String: TreeFile] {
        Dictionary(uniqueKeysWithValues: files.map { ($0.path, TreeFile(path: $0.path, mode: $0.mode, id: $0.id)) })
    }
}
