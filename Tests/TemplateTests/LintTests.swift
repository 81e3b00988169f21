import Git
import OrderedCollections
import TestSupport
import Testing

@testable import Template

/// Each rule finds what breaks it, and nothing in the same scaffold put right.
@Suite("The lint of releases")
struct LintTests {
    /// A scaffold that breaks one rule, and the same put right.
    struct Case: CustomTestStringConvertible, Sendable {
        var rule: LintRule
        var testDescription: String
        var broken: Scaffold
        var right: Scaffold
        /// What the finding says.
        var says: String
        /// Where it says it is.
        var at: String

        init(
            _ rule: LintRule, _ description: String, broken: Scaffold, right: Scaffold, says: String,
            at: String = "sample/release.yml"
        ) {
            (self.rule, testDescription, self.broken, self.right) = (rule, description, broken, right)
            (self.says, self.at) = (says, at)
        }
    }

    /// A tiny scaffold: a release, and perhaps the one before it.
    struct Scaffold: Sendable {
        var lines = ""
        var files: [String: String] = ["README.md": "# Sample\n"]
        var fragments: [String: String] = [:]
        var previous: [String: String]?
        var previousLines = ""

        func subject() throws -> LintSubject {
            var sample = Sample(
                lines, version: "1.1.0", previous: previous == nil ? "null" : "1.0.0", files: files)
            sample.fragments = Sample.list(fragments)
            let before = try previous.map { try Sample(previousLines, files: $0).release() }
            return try LintSubject(sample.release(), previous: before, place: "sample")
        }
    }

    @Test("finds it, and only it", arguments: cases) func finds(example: Case) throws {
        let findings = Lint.findings(in: try example.broken.subject())
        #expect(findings.map(\.rule) == [example.rule], "\(findings)")
        let finding = try #require(findings.first)
        #expect(finding.message.contains(example.says), "\(finding.message)")
        #expect(finding.line.map { "\(finding.path):\($0)" } ?? finding.path == example.at)
        #expect(!finding.fix.isEmpty)
        #expect(Lint.findings(in: try example.right.subject()) == [])
    }

    @Test("there is a case for every rule about releases") func everyRule() {
        // These are found before there is a release to look at.
        let others: Set<LintRule> = [.manifest, .released, .render, .changedRender, .unrecorded]
        #expect(Set(LintTests.cases.map(\.rule)) == Set(LintRule.allCases).subtracting(others))
    }

    static let cases: [Case] = textCases + nameCases + pathCases + crossNameCases

    private static let question =
        "questions:\n  - { name: colour, type: choice, prompt: C, choices: [red, blue], default: red }\n"

    private static let textCases = [
        Case(
            .delimiter, "a tag that is not closed", broken: Scaffold(files: ["a.txt": "100 %>\n<%= scaffold %>\n"]),
            right: Scaffold(files: ["a.txt": "100 %\n<%= scaffold %>\n"]), says: "line 1 of the output",
            at: "sample/files/a.txt"),
        Case(
            .delimiter, "a copied file with tags",
            broken: Scaffold(
                lines: "files:\n  - { path: a.txt, verbatim: true }", files: ["a.txt": "x\n<%= scaffold %>\n"]),
            right: Scaffold(lines: "files:\n  - { path: a.txt, verbatim: true }", files: ["a.txt": "x\n"]),
            says: "copied as it is", at: "sample/files/a.txt:2"),
        Case(
            .conditions, "six conditions in a file",
            broken: Scaffold(files: ["a.txt": String(repeating: "<% if scaffold %>x<% endif %>\n", count: 6)]),
            right: Scaffold(
                files: [
                    "a.txt": String(repeating: "<% if scaffold %>x<% elif release %>y<% endif %>\n", count: 4)
                        + "<%= 'if' if scaffold else 'no' %>\n<%# if if if %>\n<%= \"if\" %>\n"
                ]), says: "6 inline conditions", at: "sample/files/a.txt:6"),
        Case(
            .placeholder, "a note to oneself", broken: Scaffold(files: ["a.txt": "x\n# TODO: write it\n"]),
            right: Scaffold(files: ["a.txt": "x\n# TODOs are listed, METHODOLOGY and mastodon too\n"]), says: "TODO",
            at: "sample/files/a.txt:2"),
        Case(
            .placeholder, "a sentence that was to be written",
            broken: Scaffold(files: ["a.md": "[Briefly describe the service]\n"]),
            right: Scaffold(files: ["a.md": "[Briefs](briefs.md)\n"]), says: "[Briefly", at: "sample/files/a.md:1"),
        Case(
            .placeholder, "a password outside of the example settings",
            broken: Scaffold(files: ["app.py": "PASSWORD = 'changeme'\n"]),
            right: Scaffold(files: [".env.example": "PASSWORD=changeme\n"]), says: "changeme",
            at: "sample/files/app.py:1"),
    ]

    private static let nameCases = [
        Case(
            .unusedQuestion, "a question that changes nothing", broken: Scaffold(lines: question),
            right: Scaffold(lines: question, files: ["<%= colour %>.txt": "x\n"]), says: "the answer to colour",
            at: "sample/release.yml:7"),
        Case(
            .unusedName, "a computed name",
            broken: Scaffold(lines: "computed:\n  - { name: twice, value: \"<%= scaffold %>\" }"),
            right: Scaffold(
                lines: "computed:\n  - { name: twice, value: \"<%= scaffold %>\" }", files: ["a.txt": "<%= twice %>\n"]),
            says: "computed name twice", at: "sample/release.yml:7"),
        Case(
            .unusedName, "a slot that no file asks for",
            broken: Scaffold(
                lines: "slots:\n  deps:\n    fragments:\n      - { file: a.txt, order: 1 }",
                fragments: ["deps/a.txt": "x\n"]),
            right: Scaffold(
                lines: "slots:\n  deps:\n    fragments:\n      - { file: a.txt, order: 1 }",
                files: ["all.txt": "<%= slot(\"deps\") %>\n"], fragments: ["deps/a.txt": "x\n"]),
            says: "the slot deps"),
        Case(
            .unusedName, "a fragment that no slot names",
            broken: Scaffold(
                lines: "slots:\n  deps:\n    fragments:\n      - { file: a.txt, order: 1 }",
                files: ["all.txt": "<%= slot(\"deps\") %>\n"], fragments: ["deps/a.txt": "x\n", "deps/b.txt": "y\n"]),
            right: Scaffold(
                lines:
                    "slots:\n  deps:\n    fragments:\n      - { file: a.txt, order: 1 }\n      - { file: b.txt, order: 2 }",
                files: ["all.txt": "<%= slot(\"deps\") %>\n"], fragments: ["deps/a.txt": "x\n", "deps/b.txt": "y\n"]),
            says: "names the fragment", at: "sample/slots/deps/b.txt"),
        Case(
            .unknownSlot, "a slot that is not there, in a branch that is never taken",
            broken: Scaffold(files: ["a.txt": "<% if scaffold == 'x' %>\n<%= slot('depz') %>\n<% endif %>\n"]),
            right: Scaffold(files: ["a.txt": "<% if scaffold == 'x' %>\nslot\n<% endif %>\n"]), says: "no slot depz",
            at: "sample/files/a.txt"),
        Case(
            .unusedFile, "a rule over nothing",
            broken: Scaffold(lines: "files:\n  - { path: \"k8s/**\", class: exact }"),
            right: Scaffold(lines: "files:\n  - { path: \"*.md\", class: exact }"), says: "matches no file",
            at: "sample/release.yml:7"),
        Case(
            .unusedFile, "a file that no answers render",
            broken: Scaffold(
                lines: question + "files:\n  - { path: a.txt, when: \"colour == 'green'\" }",
                files: ["a.txt": "x\n", "b.txt": "x\n"]),
            right: Scaffold(
                lines: question + "files:\n  - { path: a.txt, when: \"colour == 'blue'\" }",
                files: ["a.txt": "x\n", "b.txt": "x\n"]), says: "no answers render", at: "sample/files/a.txt"),
        Case(
            .purpose, "a file to edit, without a purpose",
            broken: Scaffold(lines: "files:\n  - { path: README.md, edit: true }"),
            right: Scaffold(
                lines: "files:\n  - { path: \"*.md\", purpose: to read }\n  - { path: README.md, edit: true }"),
            says: "edit README.md", at: "sample/release.yml:7"),
    ]

    @Test("a file that three answers together want is found where one of them is the default")
    func threeAnswers() throws {
        let questions = ["a", "b", "c"].map { name in
            "  - { name: \(name), type: choice, prompt: P, choices: [x, y, z], default: x }\n"
        }
        let manifest =
            "questions:\n\(questions.joined())files:\n"
            + "  - { path: a.txt, when: \"a == 'x' and b == 'y' and c == 'z'\" }"
        let release = try Sample(manifest, files: ["a.txt": "x\n", "b.txt": "x\n"]).release()
        #expect(Lint.findings(in: try LintSubject(release, previous: nil, place: "sample")) == [])
    }

    private static let pathCases = [
        Case(
            .danglingRename, "a rename from a path that never was",
            broken: Scaffold(
                lines: "renames:\n  - { from: z.txt, to: b.txt }", files: ["a.txt": "x\n", "b.txt": "x\n"],
                previous: ["a.txt": "x\n"]),
            right: Scaffold(
                lines: "renames:\n  - { from: a.txt, to: b.txt }", files: ["b.txt": "x\n"], previous: ["a.txt": "x\n"]),
            says: "never renders", at: "sample/release.yml:7"),
        Case(
            .danglingRename, "a rename that no answers take",
            broken: Scaffold(
                lines: question
                    + "renames:\n  - { from: a.txt, to: \"<%= colour %>.txt\", when: \"colour == 'green'\" }",
                files: ["<%= colour %>.txt": "x\n", "a.txt": "x\n"], previous: ["a.txt": "x\n"], previousLines: question
            ),
            right: Scaffold(
                lines: question + "renames:\n  - { from: a.txt, to: \"<%= colour %>.txt\" }",
                files: ["<%= colour %>.txt": "x\n"], previous: ["a.txt": "x\n"], previousLines: question),
            says: "applies with no answers", at: "sample/release.yml:9"),
        Case(
            .danglingDeletion, "a deletion of what stays",
            broken: Scaffold(
                lines: "deletions:\n  - { path: a.txt, reason: Gone. }", files: ["a.txt": "x\n"],
                previous: ["a.txt": "x\n"]),
            right: Scaffold(
                lines: "deletions:\n  - { path: b.txt, reason: Gone. }", files: ["a.txt": "x\n"],
                previous: ["a.txt": "x\n", "b.txt": "x\n"]), says: "with no answers does the path go away",
            at: "sample/release.yml:7"),
        Case(
            .vanished, "a path that only some services have goes away",
            broken: Scaffold(
                lines: question, files: ["<%= colour %>.md": "x\n"],
                previous: ["<%= colour %>.md": "x\n", "b.txt": "x\n"],
                previousLines: question + "files:\n  - { path: b.txt, when: \"colour == 'blue'\" }"),
            right: Scaffold(
                lines: question + "deletions:\n  - { path: b.txt, reason: Gone. }", files: ["<%= colour %>.md": "x\n"],
                previous: ["<%= colour %>.md": "x\n", "b.txt": "x\n"],
                previousLines: question + "files:\n  - { path: b.txt, when: \"colour == 'blue'\" }"),
            says: "b.txt of 1.0.0 goes away (with colour=blue)"),
        Case(
            .lostAnswer, "a choice that services have goes away",
            broken: Scaffold(
                lines: question.replacing("blue", with: "green"), files: ["<%= colour %>.md": "x\n"],
                previous: ["<%= colour %>.md": "x\n"], previousLines: question),
            right: Scaffold(
                lines: question.replacing("blue", with: "{ value: green, aliases: [blue] }"),
                files: ["<%= colour %>.md": "x\n"], previous: ["<%= colour %>.md": "x\n"], previousLines: question),
            says: "colour is recorded as \"blue\"", at: "sample/release.yml"),
    ]

    @Test("a release that does not render is a finding with its place")
    func render() throws {
        let release = try Sample(
            LintTests.question, files: ["a.txt": "x\n<% if colour == 'blue' %>\n<%= colour.x.y %>\n<% endif %>\n"]
        ).release()
        let findings = Lint.findings(in: try LintSubject(release, previous: nil, place: "sample"))
        #expect(findings.map(\.rule).contains(.render))
        #expect(findings.first?.path == "sample/files/a.txt" && findings.first?.line == 3)
        #expect(findings.first?.message.contains("with colour=blue") == true)
        let broken = try Sample(files: ["a.txt": "<% if %>\n"]).release()
        #expect(Lint.findings(in: try LintSubject(broken, previous: nil, place: "sample")).first?.rule == .render)
    }
}
