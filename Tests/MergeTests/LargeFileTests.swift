import Testing

@testable import Merge

/// Files that are read on several threads.
@Suite("Large files")
struct LargeFileTests {
    /// A Compose file of many services: well above what is worth a thread.
    private static func compose(image: (Int) -> String, with extra: String = "") -> [UInt8] {
        let services = (0..<600).map { number in
            "  service-\(number):\n    image: \(image(number))\n    restart: unless-stopped\n    command: [serve, \(number)]\n"
        }
        return Array(("services:\n" + services.joined() + extra).utf8)
    }

    @Test("neighbouring services changed by both merge as in a small file")
    func merges() {
        let base = Self.compose { _ in "acme/a:1.0" }
        #expect(base.count > 32 << 10)
        let local = Self.compose { $0 % 100 == 1 ? "acme/a:1.1" : "acme/a:1.0" }
        let incoming = Self.compose { $0 % 100 == 2 ? "acme/a:1.2" : "acme/a:1.0" }
        let merged = merge(
            base: base, local: local, incoming: incoming, options: MergeOptions(path: "compose.yaml"))
        let expected = Self.compose {
            $0 % 100 == 1 ? "acme/a:1.1" : $0 % 100 == 2 ? "acme/a:1.2" : "acme/a:1.0"
        }
        #expect(merged.cleanBytes == expected)
    }

    @Test("what two changes make wrong together is a conflict as in a small file")
    func guards() {
        let base = Self.compose { _ in "acme/a:1.0" }
        let web = "  web:\n    image: acme/web:1\n    ports: [\"80:8080\"]\n"
        let local = Self.compose(image: { $0 == 5 ? "acme/b:1.0\n    ports: [\"80:80\"]" : "acme/a:1.0" })
        let incoming = Self.compose(image: { _ in "acme/a:1.0" }, with: web)
        let merged = merge(
            base: base, local: local, incoming: incoming, options: MergeOptions(path: "compose.yaml"))
        #expect(merged.conflictCount > 0)
    }

    @Test("a side that can't be read leaves the file to its lines")
    func unreadable() {
        let base = Self.compose { _ in "acme/a:1.0" }
        let local = Self.compose(image: { _ in "acme/a:1.0" }, with: "  broken: [\n")
        let incoming = Self.compose { $0 == 0 ? "acme/a:2.0" : "acme/a:1.0" }
        let merged = merge(
            base: base, local: local, incoming: incoming, options: MergeOptions(path: "compose.yaml"))
        #expect(
            merged.cleanBytes == Self.compose(image: { $0 == 0 ? "acme/a:2.0" : "acme/a:1.0" }, with: "  broken: [\n"))
    }
}
