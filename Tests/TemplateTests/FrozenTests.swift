import Foundation
import Git
import OrderedCollections
import Testing

@testable import Template

/// Released content never changes: a service that was generated from it must be reproducible for ever.
///
/// `scaffold release check SCAFFOLD@RELEASE --record` freezes a release: its `content:` in scaffold.yml, its renders in
/// renders.json. What is recorded is never overwritten.
@Suite("Released content is frozen")
struct FrozenTests {
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

    @Test("every release has the content and renders what it had when it came out", arguments: releases)
    func frozen(name: String) throws {
        let (source, version) = try open(name)
        let summary = try #require(try source.releases().first { $0.version == version })
        // What is listed here is what people get: it comes out frozen, or not at all.
        #expect(summary.content != nil, "freeze it: scaffold release check \(name) --record")
        #expect(try ReleaseCheck(source, place: source.name).findings(of: version) == [])
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
        for scaffold in try Catalog(root: LawTests.baselines).scaffolds() {
            let source = try FolderSource("\(LawTests.baselines)/\(scaffold.name)", locator: .builtin(scaffold.name))
            let known = Set(scaffold.releases.map(\.version.description))
            for key in try RenderRecord(of: source).trees.keys {
                let release = key.split(separator: " ").first.map(String.init) ?? ""
                #expect(known.contains(release), "\(scaffold.name) \(release) was released and must stay")
            }
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
