import Git
import OrderedCollections
import Testing

@testable import Template

@Suite("Manifests of releases")
struct ManifestTests {
    @Test("everything a release can say")
    func complete() throws {
        var sample = Sample(
            """
            requires: 0.1.0
            questions:
              - name: service_name
                type: string
                prompt: Name
                format: service-name
                immutable: true
              - { name: port, type: int, prompt: Port, min: 1, max: 65535, default: 8000 }
              - name: target
                type: choice
                prompt: Target
                choices: [none, { value: kubernetes, label: Kubernetes, since: 1.1.0 }, 17]
                default: none
                since: 1.1.0
                upgraded: none
              - { name: extras, type: multichoice, prompt: Extras, choices: [a, b], default: [a] }
              - { name: token, type: string, prompt: Token, secret: true, default: "" }
              - { name: color, type: string, prompt: Colour, pattern: "[a-z]+", when: "port > 1", default: "<%= target %>" }
            computed:
              - { name: kebab, value: "<%= service_name %>" }
            files:
              - { path: "k8s/**", when: "target == 'kubernetes'" }
              - { path: README.md, class: create-once }
              - { path: "assets/**", verbatim: true }
            slots:
              deps:
                separator: blank-line
                fragments:
                  - { file: b.txt, order: 20, when: "port > 1" }
                  - { file: a.txt, order: 10 }
            renames:
              - { from: app/crud.py, to: README.md }
            deletions:
              - { path: old.sh, reason: "Not needed." }
            answers:
              - { rename: name, to: service_name }
              - { remove: orm, reason: "There is one." }
              - { set: port, value: 80, when: "port == 8000", reason: "Better." }
            notes: |
              Do this.
            """, version: "1.1.0", previous: "1.0.0")
        sample.fragments = Sample.list(["deps/a.txt": "a\n", "deps/b.txt": "b\n"])
        let release = try sample.release()
        #expect(release.scaffold == "sample")
        #expect(release.version == ReleaseVersion(1, 1, 0))
        #expect(release.previous == ReleaseVersion(1, 0, 0))
        #expect(release.questions.map(\.name) == ["service_name", "port", "target", "extras", "token", "color"])
        #expect(release.questions[0].isRequired)
        #expect(release.questions[0].isImmutable)
        #expect(release.questions[0].format == .serviceName)
        #expect(release.questions[1].defaultValue == .literal(8000))
        #expect(release.questions[2].choices.map(\.value) == ["none", "kubernetes", 17])
        #expect(release.questions[2].choices.map(\.label) == ["none", "Kubernetes", "17"])
        #expect(release.questions[2].upgraded == .literal("none"))
        #expect(release.questions[4].isSecret)
        #expect(release.slots["deps"]?.fragments.map(\.file) == ["a.txt", "b.txt"])
        #expect(release.slots["deps"]?.separator == .blankLine)
        #expect(release.rules.map(\.fileClass) == [nil, .createOnce, nil])
        #expect(release.renames.map(\.to.source) == ["README.md"])
        #expect(release.deletions.map(\.reason) == ["Not needed."])
        #expect(release.answerMigrations.count == 3)
        #expect(release.notes?.source == "Do this.")
        #expect(release.questions[2].location.description == "sample/release.yml:14:5")
    }

    @Test(
        "what breaks the format is refused with its place",
        arguments: [
            ("question: []", "no key \"question\"", 6),
            ("files:\n  - { path: a, wenn: x }", "no key \"wenn\"", 7),
            ("files:\n  - { path: a }", "says nothing", 7),
            ("files:\n  - { path: /a, verbatim: true }", "empty segment", 7),
            ("files:\n  - { path: a, class: manged }", "cannot be \"manged\"", 7),
            ("files:\n  - { path: a, without: [yamll] }", "the resolver \"yamll\"", 7),
            ("files:\n  - { path: a, without: { b: c } }", "must be a list", 7),
            ("files: {}", "must be a list", 6),
            ("questions:\n  - { name: a, type: text, prompt: A }", "cannot be \"text\"", 7),
            ("questions:\n  - { name: a, prompt: A }", "lacks the key type", 7),
            ("questions:\n  - { name: A b, type: string, prompt: A }", "lower-case letters", 7),
            ("questions:\n  - { name: a, type: string, prompt: '' }", "must not be empty", 7),
            (
                "questions:\n  - { name: a, type: string, prompt: A }\n  - { name: a, type: int, prompt: A }",
                "there twice", 8
            ),
            ("questions:\n  - { name: release, type: string, prompt: A }", "templates already have", 7),
            ("questions:\n  - { name: a, type: choice, prompt: A }", "without choices", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, choices: [x] }", "the type is string", 7),
            ("questions:\n  - { name: a, type: choice, prompt: A, choices: [3.10] }", "loses zeros", 7),
            ("questions:\n  - { name: a, type: choice, prompt: A, choices: [x, x] }", "offers x again", 7),
            ("questions:\n  - { name: a, type: choice, prompt: A, choices: [1, \"1\"] }", "offers 1 again", 7),
            (
                "questions:\n  - { name: a, type: choice, prompt: A, choices: [{ value: x, aliases: [y] }, y] }",
                "alias y, which already means y", 7
            ),
            (
                "questions:\n  - { name: a, type: choice, prompt: A, choices: [{ value: x, aliases: [z, x] }] }",
                "alias x, which already means x", 7
            ),
            (
                "questions:\n  - name: a\n    type: choice\n    prompt: A\n    choices:\n"
                    + "      - { value: x, aliases: [1] }\n      - { value: y, aliases: [\"1\"] }",
                "alias 1, which already means x", 12
            ),
            (
                "questions:\n  - { name: a, type: choice, prompt: A, choices: [x], default: y }", "none of the choices",
                7
            ),
            ("questions:\n  - { name: a, type: int, prompt: A, default: x }", "is text", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, default: 1 }", "whole number", 7),
            ("questions:\n  - { name: a, type: bool, prompt: A, min: 1, default: true }", "for whole numbers", 7),
            ("questions:\n  - { name: a, type: int, prompt: A, min: 2, max: 1 }", "above max", 7),
            ("questions:\n  - { name: a, type: int, prompt: A, pattern: x }", "for text", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, pattern: '(' }", "unfinished group", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, format: dns }", "cannot be \"dns\"", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, when: 'true' }", "no default", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, default: x, upgraded: y }", "needs since", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, since: one }", "must be a version", 7),
            ("questions:\n  - { name: a, type: string, prompt: A, secret: maybe }", "true or false", 7),
            ("computed:\n  - { name: a, value: 1 }", "must be text", 7),
            ("computed:\n  - { name: a, value: x }\n  - { name: a, value: y }", "already taken", 8),
            ("slots:\n  a: { fragments: [{ file: x.txt, order: 1 }] }", "no such file", nil),
            ("slots:\n  a: { fragments: [{ file: ../x, order: 1 }] }", "segment ..", 7),
            ("slots:\n  a: { fragments: [{ file: x, order: one }] }", "whole number", 7),
            ("slots:\n  a: { fragments: [], separator: blank }", "cannot be \"blank\"", 7),
            ("renames: [{ from: a, to: README.md }]", "first release", 6),
            ("summary: again", "there twice", nil),
            ("notes: [", "not valid YAML", nil),
            ("notes: 1", "must be text", 6),
            ("requires: x", "must be a version", 6),
        ] as [(String, String, Int?)])
    func broken(lines: String, reason: String, line: Int?) {
        let error = #expect(throws: ScaffoldError.self) { try Sample(lines).release() }
        #expect(error?.code == .manifest)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
        #expect(error?.location?.file == "sample/release.yml")
        if let line { #expect(error?.location?.line == line, "\(error?.description ?? "-")") }
    }

    @Test(
        "what a later release can break",
        arguments: [
            ("renames: [{ from: a, to: nowhere.md }]", "leads nowhere"),
            ("renames: [{ from: README.md, to: README.md }]", "where it is"),
            ("renames: [{ from: a, to: README.md }, { from: a, to: x }]", "second time"),
            ("renames: [{ from: a, to: README.md }, { from: b, to: README.md }]", "second file"),
            ("renames: [{ from: ../a, to: README.md }]", "segment .."),
            ("deletions: [{ path: a }]", "lacks the key reason"),
            ("deletions: [{ path: .git/x, reason: r }]", "git's own"),
            ("answers: [{ rename: a }]", "lacks the key to"),
            ("answers: [{ remove: a }]", "lacks the key reason"),
            ("answers: [{ set: a }]", "lacks the key value"),
            ("answers: [{ set: a, remove: b, value: 1, reason: r }]", "exactly one"),
            ("answers: [{ remove: a, reason: r, to: b }]", "does not take"),
            ("answers: [{ when: x }]", "exactly one"),
        ])
    func brokenStep(lines: String, reason: String) {
        let error = #expect(throws: ScaffoldError.self) {
            try Sample(lines, version: "1.1.0", previous: "1.0.0").release()
        }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
    }

    @Test(
        "heads that cannot be",
        arguments: [
            ("schema: 2", "schema 2 is not known", ScaffoldError.Code.schema),
            ("schema: 0", "schema 0 is not known", .schema),
            ("schema: one", "must be a whole number", .manifest),
            ("", "not a mapping", .manifest),
            ("schema: 1", "lacks the key", .manifest),
            ("schema: 1\nscaffold: X y\nrelease: 1.0.0", "only lower-case", .manifest),
            ("schema: 1\nscaffold: x\nrelease: 1.0", "must be a version", .manifest),
            ("schema: 1\nscaffold: x\nrelease: 1.0.0\nprevious: 1.0.0\nsummary: s", "must be older", .manifest),
            ("schema: 1\nscaffold: x\nrelease: 1.0.0\nsummary: s", "lacks the key previous", .manifest),
            (
                "schema: 1\nscaffold: x\nrelease: 1.0.0\nprevious: null\nsummary: s\nrequires: 99.0.0",
                "needs scaffold 99.0.0", .requires
            ),
            ("- a", "not a mapping", .manifest),
            ("a: &x 1\n? [*x]\n: 2", "lacks its schema", .schema),
        ])
    func heads(text: String, reason: String, code: ScaffoldError.Code) {
        let error = #expect(throws: ScaffoldError.self) { try Manifest(Array(text.utf8), file: "release.yml") }
        #expect(error?.code == code, "\(error?.description ?? "-")")
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
    }

    @Test("a misspelt key is answered with the right one")
    func suggestion() {
        let error = #expect(throws: ScaffoldError.self) { try Sample("qestions: []").release() }
        #expect(error?.fix == "did you mean questions?")
    }

    @Test("text that is not UTF-8, or is endless, is refused")
    func bytes() {
        #expect(throws: ScaffoldError.self) { try Manifest([0x61, 0xFF], file: "release.yml") }
        #expect(throws: ScaffoldError.self) {
            try Manifest(Array(repeating: 0x20, count: 2 << 20), file: "release.yml")
        }
        let nested = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: ScaffoldError.self) { try Manifest(nested, file: "release.yml") }
    }

    @Test(
        "the summary is found without reading the rest",
        arguments: [
            ("schema: 1\nsummary: One line.\nquestions: [", "One line."), ("summary: \"a: b\"\nx: 1\n", "a: b"),
            ("summary: >\n  folded\n  text\nx: 1\n", "folded text\n"), ("x: 1\n", ""), ("summary: last", "last"),
        ])
    func summary(text: String, summary: String) {
        #expect(Manifest.summary(in: Array(text.utf8)) == summary)
    }
}

@Suite("Indexes of scaffolds")
struct ScaffoldIndexTests {
    @Test("releases come in version order with what the index says")
    func read() throws {
        let text = """
            schema: 1
            scaffold: sample
            summary: A sample.
            releases:
              - { release: 1.0.0, date: 2023-10-26, content: 4b825dc642cb6eb9a060e54bf8d69288fbee4904 }
              - { release: 2.0.0, date: 2024-11-02, yanked: "broken; use 2.0.1" }
              - { release: 1.0.1 }
            """
        let index = try ScaffoldIndex(Array(text.utf8), file: "scaffold.yml")
        #expect(index.name == "sample")
        #expect(index.releases.map(\.version.description) == ["1.0.0", "1.0.1", "2.0.0"])
        #expect(index.releases[0].content == .emptyTree)
        #expect(index.releases[0].date == "2023-10-26")
        #expect(index.releases[2].yanked == "broken; use 2.0.1")
    }

    @Test(
        "what breaks it",
        arguments: [
            ("- { release: 1.0.0, date: 2023-13-01 }", "date"), ("- { release: 1.0.0, content: abc }", "tree id"),
            ("- { release: 1.0.0 }\n  - { release: 1.0.0 }", "again"), ("- { release: x }", "version"),
            ("- { release: 1.0.0, note: x }", "no key"), ("- { date: 2023-10-26 }", "lacks the key release"),
        ])
    func broken(entry: String, reason: String) {
        let text = "schema: 1\nscaffold: sample\nsummary: S.\nreleases:\n  \(entry)\n"
        let error = #expect(throws: ScaffoldError.self) { try ScaffoldIndex(Array(text.utf8), file: "scaffold.yml") }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "-")")
        #expect(error?.location?.line != nil)
    }
}
