import Foundation
import Git
import OrderedCollections
import TestSupport
import Testing

@testable import Template

@Suite("The lint of a scaffold's folder")
struct LintFolderTests {
    private func write(_ content: String?, to directory: TempDirectory) throws {
        try Sample(version: "1.0.0").write(to: directory, "sample/1.0.0")
        let entry = content.map { ", content: \($0)" } ?? ""
        try directory.write(
            "sample/scaffold.yml",
            "schema: 1\nscaffold: sample\nsummary: S\nreleases:\n  - { release: 1.0.0\(entry) }\n")
    }

    private func findings(_ directory: TempDirectory, includesReleased: Bool = false) throws -> [LintFinding] {
        try Lint(FolderSource(directory.path("sample")), place: "sample").findings(includesReleased: includesReleased)
    }

    @Test("what was released must stay as it was, and is otherwise left alone")
    func released() throws {
        let directory = try TempDirectory()
        try write(nil, to: directory)
        let id = try FolderSource(directory.path("sample")).contentID(of: ReleaseVersion(1, 0, 0))
        try write(id.hex, to: directory)
        #expect(try findings(directory) == [])
        try directory.write("sample/1.0.0/files/README.md", "TODO\n")
        let changed = try findings(directory)
        #expect(changed.map(\.rule) == [.released] && changed[0].path == "sample/1.0.0")
        #expect(try findings(directory, includesReleased: true).map(\.rule) == [.released, .placeholder])
    }

    @Test("a folder that is not listed, and a manifest that can't be read, are findings")
    func unlisted() throws {
        let directory = try TempDirectory()
        try write(nil, to: directory)
        try Sample(version: "1.1.0", previous: "1.0.0").write(to: directory, "sample/1.1.0")
        #expect(try findings(directory).map { "\($0.rule.rawValue) \($0.path)" } == ["released sample/1.1.0"])
        try directory.write("sample/1.0.0/release.yml", Sample("files:\n  - { path: a, class: owned }").manifest)
        let broken = try #require(findings(directory).first { $0.rule == .manifest })
        #expect(broken.path == "sample/1.0.0/release.yml" && broken.line == 7)
        #expect(broken.message.contains("cannot be \"owned\""))
    }

    @Test("the sets of answers hold every two choices together that the release takes")
    func pairs() throws {
        let release = try Sample(
            """
            questions:
              - { name: a, type: choice, prompt: A, choices: [one, two, three], default: one }
              - { name: b, type: choice, prompt: B, choices: [x, { value: y, when: "a != 'three'" }], default: x }
              - { name: c, type: bool, prompt: C, default: false }
              - { name: d, type: multichoice, prompt: D, choices: [m, n], default: [] }
            """, files: ["a.txt": "x\n"]
        ).release()
        let sets = try AnswerSets(release).pairs()
        var seen: Set<[String]> = []
        for answers in sets.values {
            let pairs = answers.map { "\($0.key)=\($0.value.display)" }
            for one in pairs { for other in pairs where one < other { seen.insert([one, other]) } }
        }
        let values = [
            ["a=one", "a=two", "a=three"], ["b=x", "b=y"], ["c=true", "c=false"], ["d=", "d=m", "d=n", "d=m, n"],
        ]
        for (index, first) in values.enumerated() {
            for second in values[(index + 1)...] {
                for one in first {
                    for other in second where [one, other] != ["a=three", "b=y"] {
                        #expect(seen.contains([one, other]))
                    }
                }
            }
        }
        #expect(!seen.contains(["a=three", "b=y"]))
        #expect(sets.count < 20)
    }

    @Test("the newest release of every built-in scaffold is clean", arguments: ["express", "fastapi", "gin", "spring"])
    func builtIn(name: String) throws {
        let folder = "\(LawTests.baselines)/\(name)-service"
        let source = try FolderSource(folder, locator: .builtin("\(name)-service"))
        let newest = try #require(try source.newest())
        let findings = try Lint(source, place: "\(name)-service").findings(of: newest.version, includesReleased: true)
        #expect(findings == [])
    }
}
