import OrderedCollections
import Testing

@testable import Template

@Suite("What a release says about itself")
struct OverviewTests {
    static func release() throws -> Release {
        try Sample(
            """
            stack:
              - { name: language, value: "Python <%= version %>" }
              - { name: database, value: "<%= labels.database %>" }
              - { name: extras, value: "<%= labels.extras %>" }
              - { name: tracing, value: "<% if traced %>OpenTelemetry<% endif %>" }
              - { name: service, value: "<%= kebab %>" }
            questions:
              - { name: version, type: choice, prompt: V, choices: ["3.12", "3.13"], default: "3.13" }
              - name: database
                type: choice
                prompt: DB
                choices: [{ value: postgresql, label: PostgreSQL }, none]
                default: postgresql
              - name: extras
                type: multichoice
                prompt: E
                choices: [{ value: redis, label: Redis }, queue]
                default: []
              - { name: traced, type: bool, prompt: T, default: false }
            computed:
              - { name: kebab, value: "<%= scaffold | kebab %>" }
            files:
              - { path: "**", purpose: part of the sample }
              - { path: "app/**", purpose: the code, edit: true }
              - { path: app/generated.py, class: exact, edit: false }
              - { path: "k8s/**", when: "traced" }
            """, files: ["README.md": "x\n", "app/main.py": "x\n", "app/generated.py": "x\n", "k8s/a.yaml": "x\n"]
        ).release()
    }

    @Test("the stack follows the answers, shows labels, and leaves out what is not there")
    func stack() throws {
        let release = try OverviewTests.release()
        func lines(_ given: Answers) throws -> [String] {
            try release.renderedStack(release.answers(given: given)).map { "\($0.name)=\($0.value)" }
        }
        #expect(try lines([:]) == ["language=Python 3.13", "database=PostgreSQL", "service=sample"])
        #expect(
            try lines(["extras": "queue,redis", "database": "none", "traced": true, "version": "3.12"]) == [
                "language=Python 3.12", "database=none", "extras=Redis, queue", "tracing=OpenTelemetry",
                "service=sample",
            ])
    }

    @Test("what a file is for and whose it is: for each key the last rule counts")
    func ownership() throws {
        let release = try OverviewTests.release()
        #expect(release.ownership(of: "README.md") == FileOwnership(purpose: "part of the sample", isEdited: false))
        #expect(release.ownership(of: "app/main.py") == FileOwnership(purpose: "the code", isEdited: true))
        #expect(release.ownership(of: "app/generated.py") == FileOwnership(purpose: "the code", isEdited: false))
        #expect(release.fileClass(of: "app/generated.py") == .exact)
        #expect(release.condition(of: "k8s/a.yaml") == "traced" && release.condition(of: "README.md") == nil)
    }

    @Test(
        "a stack that cannot be is refused",
        arguments: [
            ("stack:\n  - { name: a, value: x }\n  - { name: a, value: y }", "names a again"),
            ("stack:\n  - { name: a, value: \"<%= colour %>\" }", "'colour' is no question"),
            ("stack:\n  - { name: a }", "lacks the key value"),
            (
                "stack:\n  - { name: a, value: \"<%= key %>\" }\nquestions:\n"
                    + "  - { name: key, type: string, prompt: K, secret: true, default: x }", "the secret 'key'"
            ),
            ("questions:\n  - { name: labels, type: string, prompt: L, default: x }", "a name that templates already"),
        ])
    func refused(lines: String, reason: String) throws {
        let error = #expect(throws: ScaffoldError.self) { try Sample(lines).release() }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
        #expect(error?.location?.line != nil)
    }
}
