import Git
import TestSupport
import Testing

@testable import Drift

/// Files of the work tree change all together or not at all.
@Suite struct StagingTests {
    private func staging(_ directory: TempDirectory) -> Staging {
        Staging(root: directory.path("root"), folder: directory.path("staging"))
    }

    private func text(_ directory: TempDirectory, _ name: String) -> String? {
        (try? directory.read("root/\(name)")).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func nothingChangesBeforeTheSwap() throws {
        let directory = try TempDirectory()
        try directory.write("root/a", "old")
        let staging = staging(directory)
        try staging.put("a", Array("new".utf8), mode: .file)
        try staging.put("deep/b", Array("new".utf8), mode: .executable)
        #expect(text(directory, "a") == "old")
        #expect(!directory.exists("root/deep"))
        try staging.swap()
        staging.close()
        #expect(text(directory, "a") == "new")
        #expect(text(directory, "deep/b") == "new")
        #expect(!directory.exists("staging"))
    }

    @Test func aFailureInTheMiddleIsTakenBack() throws {
        let directory = try TempDirectory()
        try directory.write("root/a", "old")
        try directory.write("root/gone/file", "old")
        try directory.write("root/z/inside", "in the way")
        let staging = staging(directory)
        try staging.put("a", Array("new".utf8), mode: .file)
        try staging.put("new", Array("new".utf8), mode: .file)
        staging.remove("gone/file")
        try staging.put("z", Array("a file where a folder is".utf8), mode: .file)
        #expect(throws: DriftError.self) { try staging.swap() }
        staging.rollBack()
        #expect(text(directory, "a") == "old")
        #expect(text(directory, "gone/file") == "old")
        #expect(text(directory, "z/inside") == "in the way")
        #expect(!directory.exists("root/new"))
        #expect(!directory.exists("staging"))
    }

    @Test func filesAndFoldersTradePlaces() throws {
        let directory = try TempDirectory()
        try directory.write("root/a", "file")
        try directory.write("root/b/one", "1")
        let staging = staging(directory)
        try staging.put("a/one", Array("1".utf8), mode: .file)
        try staging.put("b", Array("file".utf8), mode: .file)
        staging.remove("a")
        staging.remove("b/one")
        try staging.swap()
        #expect(text(directory, "a/one") == "1")
        #expect(text(directory, "b") == "file")
        staging.rollBack()
        #expect(text(directory, "a") == "file")
        #expect(text(directory, "b/one") == "1")
    }

    @Test func nothingGoesThroughALink() throws {
        let directory = try TempDirectory()
        try directory.write("outside/file", "outside")
        try directory.write("root/x", "")
        try FileSystem.write(Array("../outside".utf8), mode: .symlink, to: directory.path("root/link"))
        let staging = staging(directory)
        try staging.put("link/file", Array("new".utf8), mode: .file)
        #expect(throws: DriftError.self) { try staging.swap() }
        staging.rollBack()
        #expect(try directory.read("outside/file") == Array("outside".utf8))
    }
}
