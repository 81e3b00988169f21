import Testing

@testable import Merge

@Suite("Versions by PEP 440")
struct PythonVersionTests {
    @Test(
        "Every spelling that PEP 440 allows is read, and written in one way",
        arguments: [
            ("v1.0", "1.0"), ("V2", "2"), ("1.0.0-rc.1", "1.0.0rc1"), ("1.0-1", "1.0.post1"), ("1!2.0", "1!2.0"),
            ("2024.01.02", "2024.1.2"), ("1.0ALPHA", "1.0a0"), ("1.0-beta2", "1.0b2"), ("1.0.c3", "1.0rc3"),
            ("1.0preview4", "1.0rc4"), ("1.0.rev5", "1.0.post5"), ("1.0r6", "1.0.post6"), ("1.0dev", "1.0.dev0"),
            ("1.0a1.post2.dev3+Ubuntu-1", "1.0a1.post2.dev3+ubuntu.1"), (" 1.0 ", "1.0"), ("1.0a.", "1.0a0"),
        ])
    func reading(_ text: String, _ written: String) {
        #expect(PythonVersion(text)?.description == written)
    }

    @Test(
        "Everything else is no version",
        arguments: [
            "", "v", "release-5", "1.", "1.0x", "1.0+", "1.0+a..b", "v1-3-gabc1234", "1.0 beta", "latest", "-1",
        ])
    func notVersions(_ text: String) { #expect(PythonVersion(text) == nil) }

    @Test("Development, pre-, final and post-releases come in this order")
    func order() throws {
        let texts = [
            "1.0.dev1", "1.0a1.dev1", "1.0a1", "1.0a1.post1", "1.0a2", "1.0b1", "1.0rc1", "1.0", "1.0+abc", "1.0+abc.1",
            "1.0+1", "1.0.post1.dev1", "1.0.post1", "1.0.1", "1.1", "1.10", "2.0", "1!0.1",
        ]
        let versions = try texts.map { try #require(PythonVersion($0)) }
        #expect(versions.shuffled().sorted().map(\.description) == texts)
        #expect(PythonVersion("1.0") == PythonVersion("1.0.0"))
        #expect(versions.filter(\.isPrerelease).map(\.description).contains("1.0.post1.dev1"))
    }
}
