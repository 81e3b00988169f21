import OrderedCollections
import Testing

@testable import Template

@Suite("Recorded answers on their way into a release")
struct MigrationTests {
    /// Four releases: 1.1.0 adds a question, 1.2.0 renames one and replaces a value, 2.0.0 removes one and a choice.
    static func history() throws -> [Release] {
        let base = """
              - { name: port, type: int, prompt: Port, default: 8000 }
            """
        let first = """
            questions:
              - { name: service_name, type: string, prompt: Name, immutable: true }
              - { name: database, type: choice, prompt: DB, choices: [postgresql, mysql], default: postgresql }
              - { name: orm, type: string, prompt: ORM, default: sqlmodel }
            \(base)
            """
        let target = """
              - name: target
                type: choice
                prompt: Target
                choices: [none, kubernetes]
                default: kubernetes
                since: 1.1.0
                upgraded: none
              - { name: namespace, type: string, prompt: NS, default: "<%= name %>-ns", when: "target == 'kubernetes'" }
            """
        let second = first + "\n" + target.replacing("name %>-ns", with: "service_name %>-ns")
        let third =
            second.replacing("service_name", with: "name") + """

                answers:
                  - { rename: service_name, to: name }
                  - { set: port, value: "<%= port + 1 %>", when: "port == 8000", reason: "8000 is taken." }
                """
        let fourth = """
            questions:
              - { name: name, type: string, prompt: Name, immutable: true }
              - { name: database, type: choice, prompt: DB, choices: [postgresql, sqlite], default: postgresql }
            \(base)
            \(target)
            answers:
              - { remove: orm, reason: "There is one ORM." }
            """
        return [
            try Sample(first, version: "1.0.0").release(),
            try Sample(second, version: "1.1.0", previous: "1.0.0").release(),
            try Sample(third, version: "1.2.0", previous: "1.1.0").release(),
            try Sample(fourth, version: "2.0.0", previous: "1.2.0").release(),
        ]
    }

    static let recorded: Answers = [
        "service_name": "shop", "database": "postgresql", "orm": "sqlmodel", "port": 8000,
    ]

    @Test("old services keep what they have: a new question takes `upgraded`, not its default")
    func upgraded() throws {
        let history = try MigrationTests.history()
        let result = try history[1].migrate(MigrationTests.recorded, through: [history[1]])
        #expect(result.answers["target"] == "none")
        #expect(result.answers["namespace"] == "shop-ns")
        #expect(result.changes.map(\.name) == ["target", "namespace"])
        #expect(result.changes.allSatisfy { $0.cause == .added })
        #expect(try history[1].answers(given: ["service_name": "shop"])["target"] == "kubernetes")
    }

    @Test("the whole way: added, renamed, replaced, removed, each with its release and reason")
    func wholeWay() throws {
        let history = try MigrationTests.history()
        let result = try history[3].migrate(MigrationTests.recorded, through: Array(history[1...]))
        #expect(
            result.answers == [
                "name": "shop", "database": "postgresql", "port": 8001, "target": "none", "namespace": "shop-ns",
            ])
        let changes = result.changes.map {
            "\($0.release?.description ?? "-") \($0.cause.rawValue) \($0.name): \($0.reason)"
        }
        #expect(
            changes == [
                "1.1.0 added target: new in sample 1.1.0", "1.1.0 added namespace: new in sample 1.1.0",
                "1.2.0 renamed name: was service_name", "1.2.0 replaced port: 8000 is taken.",
                "2.0.0 removed orm: There is one ORM.",
            ])
    }

    @Test("skipping releases gives what stepping through them gives", arguments: [8000, 9000])
    func stepping(port: Int) throws {
        let history = try MigrationTests.history()
        var recorded = MigrationTests.recorded
        recorded["port"] = .int(port)
        let skipped = try history[3].migrate(recorded, through: Array(history[1...]))
        var stepped = recorded
        var changes: [AnswerChange] = []
        for release in history[1...] {
            let step = try release.migrate(stepped, through: [release])
            stepped = step.answers
            changes += step.changes
        }
        #expect(skipped.answers == stepped)
        #expect(skipped.changes == changes)
    }

    @Test("recorded values win over defaults that changed")
    func defaultsMove() throws {
        let old = try Sample("questions: [{ name: a, type: int, prompt: A, default: 1 }]").release()
        let new = try Sample(
            "questions: [{ name: a, type: int, prompt: A, default: 2 }]", version: "1.1.0", previous: "1.0.0"
        ).release()
        let result = try new.migrate(try old.answers(given: [:]), through: [new])
        #expect(result.answers == ["a": 1])
        #expect(result.changes.isEmpty)
    }

    @Test("settings change answers, and what is derived from them follows when it is new")
    func settings() throws {
        let history = try MigrationTests.history()
        let result = try history[3].migrate(
            MigrationTests.recorded, through: Array(history[1...]), setting: ["target": "kubernetes", "port": "9999"])
        #expect(result.answers["target"] == "kubernetes")
        #expect(result.answers["namespace"] == "shop-ns")
        #expect(result.answers["port"] == 9999)
        let set = result.changes.filter { $0.cause == .set }
        #expect(set.map(\.name) == ["port", "target"])
        #expect(set.map(\.new) == [9999, "kubernetes"])
    }

    @Test("an answer can change without a new release")
    func sameRelease() throws {
        let history = try MigrationTests.history()
        let recorded = try history[1].answers(given: [
            "service_name": "shop", "target": "kubernetes", "namespace": "prod",
        ])
        let result = try history[1].migrate(recorded, through: [], setting: ["target": "none"])
        #expect(result.answers["namespace"] == "shop-ns")
        #expect(
            result.changes.map { "\($0.cause.rawValue) \($0.name) \($0.old?.display ?? "-") \($0.new?.display ?? "-")" }
                == [
                    "set target kubernetes none", "unasked namespace prod shop-ns",
                ])
    }

    @Test("nothing to do changes nothing")
    func nothing() throws {
        let history = try MigrationTests.history()
        let recorded = try history[1].answers(given: ["service_name": "shop"])
        let result = try history[1].migrate(recorded, through: [])
        #expect(result.answers == recorded)
        #expect(result.changes.isEmpty)
    }

    @Test("names that no question knows are reported, not dropped in silence")
    func unknown() throws {
        let history = try MigrationTests.history()
        var recorded = MigrationTests.recorded
        recorded["colour"] = "red"
        let result = try history[1].migrate(recorded, through: [history[1]])
        let change = try #require(result.changes.first { $0.name == "colour" })
        #expect(change.cause == .unknown)
        #expect(change.old == "red")
        #expect(result.answers["colour"] == nil)
    }

    @Test("a choice that is no longer offered is an error that names --set")
    func choiceGone() throws {
        let history = try MigrationTests.history()
        var recorded = MigrationTests.recorded
        recorded["database"] = "mysql"
        let error = #expect(throws: ScaffoldError.self) {
            try history[3].migrate(recorded, through: Array(history[1...]))
        }
        #expect(error?.description.contains("database is recorded as \"mysql\"") == true)
        #expect(error?.fix == "--set database=postgresql")
        let result = try history[3].migrate(
            recorded, through: Array(history[1...]), setting: ["database": "sqlite"])
        #expect(result.answers["database"] == "sqlite")
    }

    @Test("immutable answers stay", arguments: [("name", "shop", true), ("name", "store", false)])
    func immutable(name: String, value: String, isFine: Bool) throws {
        let history = try MigrationTests.history()
        let setting: Answers = [name: .string(value)]
        if isFine {
            #expect(
                try history[3].migrate(MigrationTests.recorded, through: Array(history[1...]), setting: setting)
                    .answers["name"] == "shop")
        } else {
            let error = #expect(throws: ScaffoldError.self) {
                try history[3].migrate(MigrationTests.recorded, through: Array(history[1...]), setting: setting)
            }
            #expect(error?.message.contains("fixed for the life of a service") == true)
        }
    }

    @Test("settings that no question knows, and required answers nobody gave, are listed together")
    func problems() throws {
        let new = try Sample(
            """
            questions:
              - { name: a, type: string, prompt: A }
              - { name: b, type: string, prompt: B, since: 1.1.0 }
            """, version: "1.1.0", previous: "1.0.0"
        ).release()
        let error = #expect(throws: ScaffoldError.self) {
            try new.migrate(["a": "x"], through: [new], setting: ["bb": "y"])
        }
        #expect(error?.details.count == 2)
        #expect(try new.migrate(["a": "x"], through: [new], setting: ["b": "y"]).answers == ["a": "x", "b": "y"])
    }

    @Test("a rename onto a name that the record has with another value is an error")
    func renameClash() throws {
        let history = try MigrationTests.history()
        var recorded = try history[1].answers(given: ["service_name": "shop"])
        recorded["name"] = "other"
        let release = try Sample(
            "questions: [{ name: name, type: string, prompt: N }]\nanswers: [{ rename: service_name, to: name }]",
            version: "1.2.0", previous: "1.1.0"
        ).release()
        #expect(throws: ScaffoldError.self) { try release.migrate(recorded, through: [release]) }
    }

    @Test("the releases on the way must end here")
    func wrongChain() throws {
        let history = try MigrationTests.history()
        #expect(throws: ScaffoldError.self) { try history[3].migrate(MigrationTests.recorded, through: [history[1]]) }
    }
}
