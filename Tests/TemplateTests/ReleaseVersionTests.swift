import Testing

@testable import Template

@Suite("Versions of releases")
struct ReleaseVersionTests {
    @Test(
        "read and written the same",
        arguments: [
            "0.0.0", "1.2.3", "10.20.30", "1.0.0-rc.1", "1.0.0-0.3.7", "1.0.0-x-y-z.--", "1.0.0+20130313144700",
            "1.0.0-beta+exp.sha.5114f85", "1.0.0+001",
        ])
    func roundTrip(text: String) throws {
        let version = try #require(ReleaseVersion(text))
        #expect(version.description == text)
    }

    @Test("a leading v is taken off")
    func leadingV() {
        #expect(ReleaseVersion("v1.2.3") == ReleaseVersion(1, 2, 3))
    }

    @Test(
        "refused",
        arguments: [
            "", "v", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "1.2.03", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+",
            "1.2.3+a+b", "-1.2.3", "1.2.x", " 1.2.3", "1.2.3 ", "vv1.2.3", "V1.2.3", "1..3", "1.2.", "１.2.3",
            "99999999999999999999.0.0",
        ])
    func refused(text: String) {
        #expect(ReleaseVersion(text) == nil)
    }

    @Test("the order of semantic versioning, §11")
    func order() throws {
        let texts = [
            "0.9.9", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0+build", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ]
        let versions = try texts.map { try #require(ReleaseVersion($0)) }
        for (low, a) in versions.enumerated() {
            for (high, b) in versions.enumerated() {
                #expect((a < b) == (low < high), "\(a) and \(b)")
                #expect((a == b) == (low == high), "\(a) and \(b)")
            }
        }
    }
}
