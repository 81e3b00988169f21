import Git
import Template

@testable import Drift

/// One file of a tree in memory; a plain string is a regular file of managed class.
struct TestFile: Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    var bytes: [UInt8]
    var mode: FileMode = .file
    /// The template's path, where it differs from the file's.
    var source: String?
    var fileClass: FileClass = .managed

    init(bytes: [UInt8], mode: FileMode = .file) {
        self.bytes = bytes
        self.mode = mode
    }

    init(stringLiteral text: String) { self.init(bytes: Array(text.utf8)) }

    static func executable(_ text: String) -> TestFile { TestFile(bytes: Array(text.utf8), mode: .executable) }
    static func link(_ target: String) -> TestFile { TestFile(bytes: Array(target.utf8), mode: .symlink) }
    static func of(_ fileClass: FileClass, _ text: String) -> TestFile {
        var file = TestFile(stringLiteral: text)
        file.fileClass = fileClass
        return file
    }

    /// The same file, rendered from the template `source`.
    func from(_ source: String) -> TestFile {
        var file = self
        file.source = source
        return file
    }

    /// What a tree holds of it: no class, no source.
    var plain: TestFile { TestFile(bytes: bytes, mode: mode) }

    var version: FileVersion { FileVersion(mode: mode, bytes: bytes) }

    var description: String { "\(mode) \(String(decoding: bytes, as: UTF8.self).debugDescription)" }
}

/// A tree: path to file.
typealias TestTree = [String: TestFile]

extension TestTree {
    /// The tree as a release's output.
    var baseline: Baseline {
        Baseline(
            files: map { path, file in
                BaselineFile(
                    path: path, bytes: file.bytes, mode: file.mode, source: file.source ?? path,
                    fileClass: file.fileClass)
            })
    }

    /// The tree without classes and sources, as a service has it.
    var plain: TestTree { mapValues(\.plain) }

    /// The tree with some files changed, added, or (nil) removed.
    func changing(_ changes: [String: TestFile?]) -> TestTree {
        var tree = self
        for (path, file) in changes { tree[path] = file }
        return tree
    }

    /// The tree with a file at another path.
    func moving(_ from: String, _ to: String) -> TestTree {
        var tree = self
        tree[to] = tree.removeValue(forKey: from)
        return tree
    }

    /// Whether no path is a file and a directory at once.
    var isSound: Bool {
        keys.allSatisfy { path in
            directoriesAbove(path).allSatisfy { self[$0] == nil }
        }
    }

    /// The tree in the form that failures show.
    var shown: String { keys.sorted().map { "\($0): \(self[$0]?.description ?? "")" }.joined(separator: "\n") }
}

/// The directories above a path.
func directoriesAbove(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
}

/// A service's files in memory.
struct MemoryFiles: LocalFiles {
    let tree: TestTree
    private let directories: Set<String>

    init(_ tree: TestTree) {
        self.tree = tree
        directories = Set(tree.keys.flatMap(directoriesAbove))
    }

    func file(at path: String) -> FileVersion? { tree[path]?.version }
    func isDirectory(_ path: String) -> Bool { path.isEmpty || directories.contains(path) }
    func files(under directory: String) -> [(path: String, version: FileVersion)] {
        tree.filter { directory.isEmpty || $0.key.hasPrefix(directory + "/") }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value.version) }
    }
    func bytes(of version: FileVersion) throws -> [UInt8] {
        guard let bytes = version.bytes else { throw MissingContent() }
        return bytes
    }

    struct MissingContent: Error {}
}
