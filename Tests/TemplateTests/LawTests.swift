import Foundation
import Git
import OrderedCollections
import TestSupport
import Testing

@testable import Template

/// Law 7: a render depends on release and answers only.
@Suite("A render depends on release and answers only")
struct LawTests {
    /// The folder of the repository's built-in scaffolds.
    static var baselines: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../baselines").standardizedFileURL
            .path(percentEncoded: false)
    }

    static func trees(_ root: String) throws -> String {
        var ids: [String] = []
        for scaffold in try Catalog(root: root).scaffolds() {
            let source = try Catalog(root: root).source(named: scaffold.name)
            for summary in scaffold.releases {
                let release = try source.release(summary.version)
                let answers = try AnswerSets(release).defaults()
                ids.append(try release.render(answers).tree.hex)
            }
        }
        return ids.joined(separator: " ")
    }

    /// What the other renders are compared with.
    private static let expected = Result { try trees(baselines) }

    @Test("not on locale, time zone, umask, HOME, environment or folder")
    func environment() async throws {
        let root = LawTests.baselines
        let expected = try LawTests.expected.get()
        #expect(!expected.isEmpty)
        await #expect(processExitsWith: .success) { [root = root as String, expected = expected as String] in
            for (name, value) in [
                ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "de_DE.ISO-8859-1"), ("TZ", "Asia/Kathmandu"),
                ("HOME", "/nonexistent"),
                ("USER", "someone"), ("GIT_AUTHOR_NAME", "Someone"), ("SCAFFOLD_BASELINES", "/nonexistent"),
            ] {
                setenv(name, value, 1)
            }
            _ = setlocale(LC_ALL, "")
            _ = setlocale(LC_ALL, "C.UTF-8")
            tzset()
            umask(0o777)
            #expect(chdir("/") == 0)
            let actual = try? LawTests.trees(root)
            #expect(actual == expected)
        }
    }

    @Test("twice the same, from two loads; not on the scaffold's folder, nor on times and permissions of its files")
    func folder() throws {
        let directory = try TempDirectory()
        let copy = directory.path("elsewhere with spaces")
        try FileManager.default.copyItem(atPath: LawTests.baselines, toPath: copy)
        for case let path as String in FileManager.default.enumerator(atPath: copy) ?? .init() {
            let full = "\(copy)/\(path)"
            var attributes: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSince1970: 1)]
            let mode = try FileManager.default.attributesOfItem(atPath: full)[.posixPermissions] as? Int ?? 0
            attributes[.posixPermissions] = mode & 0o700 | 0o400
            try FileManager.default.setAttributes(attributes, ofItemAtPath: full)
        }
        #expect(try LawTests.trees(copy) == LawTests.expected.get())
    }
}
