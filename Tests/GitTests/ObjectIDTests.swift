import Git
import TestSupport
import Testing

@Suite("Object ids")
struct ObjectIDTests {
    @Test(
        "hexadecimal text of exactly 40 digits is an id",
        arguments: [
            ("4b825dc642cb6eb9a060e54bf8d69288fbee4904", true),
            ("4B825DC642CB6EB9A060E54BF8D69288FBEE4904", true),
            ("4b825dc642cb6eb9a060e54bf8d69288fbee490", false),
            ("4b825dc642cb6eb9a060e54bf8d69288fbee49044", false),
            ("4b825dc642cb6eb9a060e54bf8d69288fbee490x", false),
            ("", false),
        ])
    func parsing(hex: String, valid: Bool) {
        #expect((ObjectID(hex: hex) != nil) == valid)
        #expect(ObjectID(hex: hex)?.hex == (valid ? hex.lowercased() : nil))
    }

    @Test("the well-known ids of the empty tree and the empty blob")
    func empty() {
        #expect(ObjectID.emptyTree.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        #expect(ObjectID.emptyBlob.hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    }

    @Test("order is the order of the text, and raw bytes round trip")
    func order() throws {
        var random = SeededRandom(seed: 1)
        let ids = try (0..<200).map { _ in
            try #require(ObjectID(raw: (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }))
        }
        #expect(ids.sorted().map(\.hex) == ids.map(\.hex).sorted())
        #expect(ids.map { ObjectID(raw: $0.raw) } == ids)
    }

    @Test("blobs hash as in git")
    func blobs() throws {
        for bytes in [[], [0], Array("hello\n".utf8), [UInt8](repeating: 0xFF, count: 70_000)] as [[UInt8]] {
            let git = try run("git", ["hash-object", "--stdin"], stdin: bytes)
            #expect(ObjectID.of(blob: bytes).hex == git.trimmed)
        }
    }

    @Test("trees hash as in git, whatever the order of the entries")
    func trees() throws {
        let repository = try TempRepository()
        try repository.commit(["a.b": "1", "a/x": "2", "a0": "3", "Z": "4", "é": "5", "run": "6"])
        try repository.git("update-index", "--chmod=+x", "run")
        try repository.git("commit", "--quiet", "--message", "mode")
        let tree = try repository.tree()
        let entries = try repository.open().entries(of: tree)
        #expect(entries.map(\.name) == ["Z", "a.b", "a", "a0", "run", "é"])
        #expect(ObjectID.of(tree: entries) == tree)
        #expect(ObjectID.of(tree: entries.reversed()) == tree)
    }
}
