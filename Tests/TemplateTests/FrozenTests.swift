import Foundation
import Git
import OrderedCollections
import Testing

@testable import Template

/// Released content never changes: a service that was generated from it must be reproducible for ever.
///
/// With SCAFFOLD_RECORD_GOLDEN in the environment, what a *new* release lacks is recorded (its `content:` in
/// scaffold.yml, its renders in Golden/frozen-renders.json) and the test fails once, so that it is looked at. What is
/// recorded is never overwritten.
@Suite("Released content is frozen", .serialized)
struct FrozenTests {
    static let isRecording = ProcessInfo.processInfo.environment["SCAFFOLD_RECORD_GOLDEN"] != nil

    static let releases: [String] = {
        guard let scaffolds = try? Catalog(root: LawTests.baselines).scaffolds() else { return [] }
        return scaffolds.flatMap { scaffold in scaffold.releases.map { "\(scaffold.name)@\($0.version)" } }
    }()

    private func open(_ name: String) throws -> (source: FolderSource, version: ReleaseVersion) {
        let parts = name.split(separator: "@").map(String.init)
        return (
            try FolderSource("\(LawTests.baselines)/\(parts[0])", locator: .builtin(parts[0])),
            try #require(ReleaseVersion(parts[1]))
        )
    }

    @Test("there are scaffolds, and every folder of a release is listed")
    func listed() throws {
        #expect(!FrozenTests.releases.isEmpty)
        for scaffold in try Catalog(root: LawTests.baselines).scaffolds() {
            let folders = try FileTree.folders(in: "\(LawTests.baselines)/\(scaffold.name)")
            #expect(Set(folders) == Set(scaffold.releases.map(\.version.description)), "\(scaffold.name)/scaffold.yml")
        }
    }

    @Test("a release's folder has the content it was released with", arguments: releases)
    func content(name: String) throws {
        let (source, version) = try open(name)
        let summary = try #require(try source.releases().first { $0.version == version })
        let actual = try source.contentID(of: version)
        guard let recorded = summary.content else {
            let file = "\(source.folder)/scaffold.yml"
            guard FrozenTests.isRecording else {
                Issue.record(
                    "\(file) lacks `content: \(actual)` for \(version): set SCAFFOLD_RECORD_GOLDEN to fill it in")
                return
            }
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let filled = try #require(
                IndexEdit.fill(content: actual.hex, of: version, in: text),
                "\(file): write `content: \(actual)` for \(version) by hand; its entry is not on one line")
            try filled.write(toFile: file, atomically: true, encoding: .utf8)
            Issue.record("recorded content \(actual) of \(name): look at it and run again")
            return
        }
        #expect(
            actual == recorded,
            """
            \(name) differs from what was released. Released content never changes: take the change back and make a \
            new release.
            """)
    }

    @Test("every release renders what it rendered before", arguments: releases)
    func renders(name: String) throws {
        let (source, version) = try open(name)
        let release = try source.release(version)
        var golden = try FrozenRenders.read()
        var recorded: [String] = []
        let renderer = Renderer(release)
        for (label, answers) in try AnswerSets(release).all() {
            let baseline = try renderer.render(answers)
            let key = "\(name) \(label)"
            if let expected = golden[key] {
                #expect(
                    baseline.tree.hex == expected,
                    "\(key) renders differently. Services recorded with it could not be reproduced: take the change back."
                )
            } else if FrozenTests.isRecording {
                golden[key] = baseline.tree.hex
                recorded.append(key)
            } else {
                Issue.record("no frozen render of \(key): set SCAFFOLD_RECORD_GOLDEN to record it")
            }
        }
        if recorded.isEmpty { return }
        try FrozenRenders.write(golden)
        Issue.record("recorded \(recorded.count) renders of \(name): look at them and run again")
    }

    @Test("a renderer that is used again gives what a new one gives", arguments: releases)
    func reuse(name: String) throws {
        let (source, version) = try open(name)
        let release = try source.release(version)
        let defaults = try AnswerSets(release).defaults()
        let renderer = Renderer(release)
        let first = try renderer.render(defaults)
        #expect(try renderer.render(defaults) == first)
        #expect(try release.render(defaults) == first)
    }

    @Test("nothing that was frozen has gone")
    func gone() throws {
        let known = Set(FrozenTests.releases)
        for key in try FrozenRenders.read().keys {
            let release = key.split(separator: " ").first.map(String.init) ?? ""
            #expect(known.contains(release), "\(release) was released and must stay")
        }
    }

    @Test("an index is filled in where a content is missing, and only there")
    func fill() {
        let text = """
            releases:
              - { release: 1.0.0, date: 2023-10-26, content: aaaa }
              - { release: 1.0.1, date: 2023-11-20 }
              - { release: 11.0.1 }
              - release: 1.2.0
            """
        let filled = IndexEdit.fill(content: "bbbb", of: ReleaseVersion(1, 0, 1), in: text)
        #expect(filled == text.replacing("2023-11-20 }", with: "2023-11-20, content: bbbb }"))
        #expect(IndexEdit.fill(content: "bbbb", of: ReleaseVersion(1, 0, 0), in: text) == nil)
        #expect(IndexEdit.fill(content: "bbbb", of: ReleaseVersion(1, 2, 0), in: text) == nil)
        #expect(IndexEdit.fill(content: "bbbb", of: ReleaseVersion(3, 0, 0), in: text) == nil)
    }
}

/// Edits of a `scaffold.yml` that keep every other byte.
enum IndexEdit {
    /// The text with a content id added to a release's entry; nil when the entry has one or is not on one line.
    static func fill(content: String, of version: ReleaseVersion, in text: String) -> String? {
        var lines = text.components(separatedBy: "\n")
        let starts = ["release: \(version),", "release: \(version) }", "release: \(version)}"]
        let index = lines.firstIndex { line in
            starts.contains { line.contains("{ \($0)") || line.contains("{\($0)") } && !line.contains("content:")
        }
        guard let index, let brace = lines[index].lastIndex(of: "}") else { return nil }
        let head = lines[index][..<brace].trimmingCharacters(in: CharacterSet(charactersIn: " "))
        let indent = lines[index].prefix { $0 == " " }
        lines[index] = "\(indent)\(head), content: \(content) \(lines[index][brace...])"
        return lines.joined(separator: "\n")
    }
}

/// The file of frozen renders: `name@release set` to git tree id.
enum FrozenRenders {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/frozen-renders.json")

    static func read() throws -> [String: String] {
        guard let data = try? Data(contentsOf: file) else { return [:] }
        return try JSONDecoder().decode([String: String].self, from: data)
    }

    static func write(_ renders: [String: String]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try (encoder.encode(renders) + Data("\n".utf8)).write(to: file)
    }
}
