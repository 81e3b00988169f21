import OrderedCollections
import Testing

@testable import Template

@Suite("Answers")
struct AnswerTests {
    static let questions = """
        questions:
          - { name: name, type: string, prompt: Name, format: service-name }
          - { name: port, type: int, prompt: Port, min: 1024, max: 65535, default: 8000 }
          - { name: tls, type: bool, prompt: TLS, default: false }
          - { name: database, type: choice, prompt: Database, choices: [postgresql, sqlite, none], default: postgresql }
          - name: version
            type: choice
            prompt: Version
            choices: ["3.9", "3.10", { value: "3.12", when: "not tls", reason: "TLS needs an older one." }, 17]
            default: "3.10"
          - { name: extras, type: multichoice, prompt: Extras, choices: [cache, queue, mail], default: [] }
          - { name: owner, type: string, prompt: Owner, pattern: "[a-z]+(-[a-z]+)*", default: "<%= name | kebab %>" }
          - name: admin
            type: int
            prompt: Admin port
            default: "<%= port + 1 %>"
            validator: "admin != port or 'must differ from the port'"
          - { name: file, type: string, prompt: File, default: data.db, when: "database == 'sqlite'" }
        """

    static func release() throws -> Release { try Sample(questions).release() }

    @Test("defaults fill in what is not given, derived ones too, in the order of the questions")
    func defaults() throws {
        let answers = try AnswerTests.release().answers(given: ["name": "Product Service"])
        #expect(
            answers == [
                "name": "Product Service", "port": 8000, "tls": false, "database": "postgresql", "version": "3.10",
                "extras": [], "owner": "product-service", "admin": 8001, "file": "data.db",
            ])
        #expect(
            Array(answers.keys) == ["name", "port", "tls", "database", "version", "extras", "owner", "admin", "file"])
    }

    @Test(
        "text from a command line becomes what the question wants",
        arguments: [
            ("port", AnswerValue.string("9000"), AnswerValue.int(9000)), ("port", .int(9000), .int(9000)),
            ("tls", .string("true"), .bool(true)), ("tls", .string("Yes"), .bool(true)),
            ("tls", .string("off"), .bool(false)),
            ("extras", .string("mail,cache"), .list(["cache", "mail"])),
            ("extras", .string(" mail , queue "), .list(["queue", "mail"])),
            ("extras", .list(["mail", "cache"]), .list(["cache", "mail"])), ("extras", .string(""), .list([])),
            ("version", .string("3.9"), .string("3.9")), ("version", .string("17"), .int(17)),
            ("version", .int(17), .int(17)),
            ("owner", .string("team-a"), .string("team-a")),
        ])
    func coercion(name: String, given: AnswerValue, value: AnswerValue) throws {
        let answers = try AnswerTests.release().answers(given: ["name": "a", name: given])
        #expect(answers[name] == value)
    }

    @Test(
        "what a rule refuses is answered with question, value, rule and way out",
        arguments: [
            ("port", AnswerValue.string("x"), "must be a whole number"), ("port", .string("8_0"), "whole number"),
            ("port", .int(80), "at least 1024"), ("port", .int(70_000), "at most 65535"),
            ("port", .double(1.5), "whole number"),
            ("port", .bool(true), "whole number"), ("tls", .string("maybe"), "true or false"),
            ("tls", .int(1), "true or false"),
            ("database", .string("mysql"), "one of postgresql, sqlite, none"),
            ("database", .string("sqlit"), "did you mean sqlite?"),
            ("version", .double(3.1), "decimal numbers in quotes"),
            ("version", .string("3.1"), "must be one of"), ("extras", .string("cache,cache"), "twice"),
            ("extras", .list(["nothing"]), "none of cache"), ("owner", .string("Team"), "match the pattern"),
            ("owner", .int(3), "must be text"), ("owner", .null, "has no value"),
            ("name", .string("a/b"), "ASCII letters"),
            ("name", .string("x\u{1B}[2J"), "control characters"), ("name", .string("a\u{202E}b"), "invisible marks"),
            ("admin", .int(8000), "must differ from the port"),
            ("file", .string("x.db"), "is not asked with these answers"),
        ])
    func refused(name: String, given: AnswerValue, reason: String) throws {
        let release = try AnswerTests.release()
        var answers: Answers = ["name": "a"]
        answers[name] = given
        let error = #expect(throws: ScaffoldError.self) { try release.answers(given: answers) }
        #expect(error?.code == .answers)
        #expect(error?.message.contains(name) == true)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
        #expect(error?.fix != nil)
    }

    @Test("a choice that other answers rule out says why")
    func choiceCondition() throws {
        let release = try AnswerTests.release()
        #expect(try release.answers(given: ["name": "a", "version": "3.12"])["version"] == "3.12")
        let error = #expect(throws: ScaffoldError.self) {
            try release.answers(given: ["name": "a", "tls": true, "version": "3.12"])
        }
        #expect(error?.message.contains("TLS needs an older one.") == true)
    }

    @Test("everything wrong is listed at once")
    func allProblems() throws {
        let release = try AnswerTests.release()
        let error = #expect(throws: ScaffoldError.self) {
            try release.answers(given: ["prot": 9000, "tls": "maybe", "database": "mysql"])
        }
        #expect(error?.details.count == 4)
        #expect(
            error?.details.contains { $0.contains("no question prot") && $0.contains("did you mean port?") } == true)
        #expect(error?.details.contains { $0.contains("name is missing") && $0.contains("--set name=") } == true)
    }

    @Test("a question that is not asked takes its default, and giving just that is fine")
    func unasked() throws {
        let release = try AnswerTests.release()
        #expect(try release.answers(given: ["name": "a", "file": "data.db"])["file"] == "data.db")
        #expect(try release.answers(given: ["name": "a", "database": "sqlite", "file": "x.db"])["file"] == "x.db")
    }

    @Test("effective answers given again give themselves")
    func idempotent() throws {
        let release = try AnswerTests.release()
        let once = try release.answers(given: [
            "name": "a", "port": "9000", "extras": "mail,cache", "database": "sqlite",
        ])
        #expect(try release.answers(given: once) == once)
    }

    @Test("a default that needs a later answer waits for it")
    func forward() throws {
        let release = try Sample(
            """
            questions:
              - { name: b, type: string, prompt: B, default: "<%= a %>!" }
              - { name: a, type: string, prompt: A, default: x }
            """
        ).release()
        let answers = try release.answers(given: ["a": "y"])
        #expect(answers == ["b": "y!", "a": "y"])
        #expect(Array(answers.keys) == ["b", "a"])
    }

    @Test("questions that wait for one another are an error")
    func circular() throws {
        let release = try Sample(
            """
            questions:
              - { name: b, type: string, prompt: B, default: "<%= a %>" }
              - { name: a, type: string, prompt: A, default: "<%= b %>" }
            """
        ).release()
        let error = #expect(throws: ScaffoldError.self) { try release.answers(given: [:]) }
        #expect(error?.message.contains("b, a wait for one another") == true)
        #expect(error?.location?.line == 7)
    }

    @Test("asking goes in order, skips what is given and what is not asked, and asks again after a wrong answer")
    func asking() throws {
        let release = try AnswerTests.release()
        var asked: [String] = []
        let answers = try release.answers(given: ["port": 9000]) { question, standard, complaint in
            asked.append(complaint == nil ? question.name : "\(question.name) again")
            if question.name == "name" { return complaint == nil ? "2fast" : "Order Desk" }
            return try #require(standard)
        }
        #expect(asked == ["name", "name again", "tls", "database", "version", "extras", "owner", "admin"])
        #expect(answers["owner"] == "order-desk")
        #expect(answers["admin"] == 9001)
    }

    @Test("an error of the asker comes through")
    func askerStops() throws {
        struct Stop: Error {}
        let release = try AnswerTests.release()
        #expect(throws: Stop.self) { try release.answers(given: [:]) { _, _, _ in throw Stop() } }
    }

    @Test("secrets are settled apart and never among the answers")
    func secrets() throws {
        let release = try Sample(
            """
            questions:
              - { name: a, type: string, prompt: A, default: x }
              - { name: token, type: string, prompt: Token, secret: true }
            """
        ).release()
        let resolved = try release.resolve(given: ["token": "s3cret"])
        #expect(resolved.answers == ["a": "x"])
        #expect(resolved.secrets == ["token": "s3cret"])
        #expect(throws: ScaffoldError.self) { try release.answers(given: [:]) }
    }

    @Test("a secret's value is not shown when it is refused")
    func hiddenSecret() throws {
        let release = try Sample(
            "questions: [{ name: token, type: string, prompt: T, secret: true, pattern: '[0-9]+' }]"
        ).release()
        let error = #expect(throws: ScaffoldError.self) { try release.answers(given: ["token": "hunter2"]) }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test(
        "expressions and templates of a manifest are checked when it is read",
        arguments: [
            ("questions: [{ name: a, type: string, prompt: A, default: x, when: 'b ==' }]", "sample/release.yml:6:"),
            ("questions: [{ name: a, type: string, prompt: A, default: x, when: 'bb' }]", "'bb' is no question"),
            ("questions: [{ name: a, type: string, prompt: A, default: '<%= x' }]", "sample/release.yml:6:"),
            ("files: [{ path: README.md, when: 'databse' }]", "'databse' is no question"),
            ("computed: [{ name: a, value: '<%= b %>' }, { name: b, value: x }]", "'b' is no question"),
            ("notes: '<% if %>'", "sample/release.yml:6:"),
            (
                "questions: [{ name: t, type: string, prompt: T, secret: true }, { name: a, type: string, prompt: A, default: '<%= t %>' }]",
                "the secret 't'"
            ),
        ])
    func expressions(lines: String, reason: String) {
        let error = #expect(throws: ScaffoldError.self) { try Sample(lines).release() }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
        #expect(error?.location?.line == 6)
    }

    @Test("a condition that names an unknown variable suggests the right one")
    func unknownVariable() {
        let error = #expect(throws: ScaffoldError.self) {
            try Sample(AnswerTests.questions + "\nfiles: [{ path: README.md, when: databse }]").release()
        }
        #expect(error?.fix == "did you mean database?")
    }
}
