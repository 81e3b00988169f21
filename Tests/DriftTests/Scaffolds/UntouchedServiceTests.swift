import Git
import OrderedCollections
import Template
import Testing

@testable import Drift

/// Law 1: the upgrade of an untouched service is a fresh render of the target.
@Suite("An untouched service becomes a fresh render") struct UntouchedServiceTests {
    /// What services are generated with; each set is used at the releases that know all of its questions.
    static let answerSets: [(label: String, answers: Answers)] = [
        ("defaults", [:]),
        ("sqlite", ["database": "sqlite"]),
        ("kubernetes, gitlab", ["deploy_target": "kubernetes", "ci": "gitlab"]),
        ("a Docker host, jenkins", ["deploy_target": "none", "ci": "jenkins", "registry": "ecr"]),
        ("tokens, tracing", ["auth": "jwt", "telemetry": "opentelemetry", "entity": "order"]),
    ]

    /// One after the other, as most owners do it.
    @Test(arguments: BuiltinScaffolds.steps)
    func overOneRelease(step: ReleaseStep) throws {
        var count = 0
        for (label, answers) in Self.answerSets {
            guard let service = try? OwnedService(step.scaffold, step.from.description, answers) else { continue }
            count += 1
            if step.isWithdrawn {
                #expect(throws: DriftError.self, "\(label)") { try service.plan(to: step.to.description) }
            } else {
                try check(service, [step.to.description], label)
            }
        }
        #expect(count > 0)
    }

    /// From the first release to the last: in one leap, and by way of the last release of the line before.
    @Test(arguments: [["2.4.1", "3.0.1"], ["3.0.1"], ["1.4.0", "1.4.2", "3.0.1"]])
    func overManyReleases(way: [String]) throws {
        for (label, answers) in Self.answerSets {
            guard let service = try? OwnedService("fastapi-service", "1.0.0", answers) else { continue }
            try check(service, way, label)
        }
    }

    private func check(_ service: OwnedService, _ way: [String], _ label: String) throws {
        for release in way {
            let plan = try service.upgrade(to: release)
            #expect(plan.held.isEmpty, "\(label): \(plan.held.map(\.path))")
            let entry = try service.entry
            let fresh = try service.fresh(release, entry.answers)
            let files = try service.files()
            for file in fresh.files {
                #expect(files[file.path]?.id == file.id, "\(label): \(file.path) has other content")
                #expect(files[file.path]?.mode == file.mode, "\(label): \(file.path) has another mode")
            }
            #expect(Set(files.keys) == Set(fresh.files.map(\.path)), "\(label)")
            #expect(entry.release.description == release && entry.baseline == fresh.tree, "\(label)")
            #expect(entry.held.isEmpty && entry.decisions.isEmpty, "\(label)")
            // The same for every set of answers, and slow.
            guard label == Self.answerSets[0].label else { continue }
            #expect(try service.plan(to: release).isUpToDate, "a second upgrade changes something")
        }
    }
}
