import OrderedCollections
import Testing

@testable import Template

@Suite("Aliases of choices")
struct AliasTests {
    static let questions = """
        questions:
          - name: registry
            type: choice
            prompt: Registry
            choices: [dockerhub, { value: artifact-registry, aliases: [gcr, 17], when: "cloud", reason: "No cloud." }]
            default: dockerhub
          - { name: cloud, type: bool, prompt: Cloud, default: true }
          - name: extras
            type: multichoice
            prompt: Extras
            choices: [{ value: redis, aliases: [cache] }, queue]
            default: []
        """

    static func release(version: String = "1.1.0", _ lines: String = questions) throws -> Release {
        try Sample(lines, version: version, previous: version == "1.0.0" ? "null" : "1.0.0").release()
    }

    @Test(
        "a given alias becomes the value",
        arguments: [
            ("registry", AnswerValue.string("gcr"), AnswerValue.string("artifact-registry")),
            ("registry", .string("17"), .string("artifact-registry")),
            ("registry", .int(17), .string("artifact-registry")),
            ("extras", .string("queue, cache"), .list(["redis", "queue"])),
            ("extras", .list(["cache"]), .list(["redis"])),
        ])
    func given(name: String, value: AnswerValue, expected: AnswerValue) throws {
        #expect(try AliasTests.release().answers(given: [name: value])[name] == expected)
    }

    @Test("an alias is no second vote, and the condition of its choice holds for it too")
    func refused() throws {
        let release = try AliasTests.release()
        let twice = #expect(throws: ScaffoldError.self) {
            try release.answers(given: ["extras": .list(["redis", "cache"])])
        }
        #expect(twice?.message.contains("has redis twice") == true)
        let condition = #expect(throws: ScaffoldError.self) {
            try release.answers(given: ["registry": "gcr", "cloud": false])
        }
        #expect(condition?.message.contains("cannot be artifact-registry here: No cloud.") == true)
    }

    @Test("a recorded value that became an alias is carried over, and the change is told")
    func migrated() throws {
        let before = """
            questions:
              - { name: registry, type: choice, prompt: Registry, choices: [dockerhub, gcr], default: dockerhub }
              - { name: extras, type: multichoice, prompt: Extras, choices: [cache, queue], default: [] }
            """
        let old = try AliasTests.release(version: "1.0.0", before)
        let recorded = try old.answers(given: ["registry": "gcr", "extras": .list(["cache", "queue"])])
        let release = try AliasTests.release()
        let migration = try release.migrate(recorded, through: [release])
        #expect(migration.answers["registry"] == "artifact-registry")
        #expect(migration.answers["extras"] == .list(["redis", "queue"]))
        let replaced = migration.changes.filter { $0.cause == .replaced }
        #expect(replaced.map(\.name) == ["registry", "extras"])
        #expect(replaced.first?.old == "gcr" && replaced.first?.new == "artifact-registry")
        #expect(try release.migrate(migration.answers, through: []).changes.isEmpty)
    }

    @Test("an alias in a record of the same release becomes the value")
    func sameRelease() throws {
        let release = try AliasTests.release()
        var recorded = try release.answers(given: [:])
        recorded["registry"] = "gcr"
        let migration = try release.migrate(recorded, through: [])
        #expect(migration.answers["registry"] == "artifact-registry")
        #expect(migration.changes.map(\.name) == ["registry"])
    }
}
