import Testing

@testable import Merge

@Suite("Deadline")
struct DeadlineTests {
    /// Neighbouring entries: the structure merges them, the lines do not.
    private let base = Array("a: 1\nb: 2\nc: 3\n".utf8)
    private let local = Array("a: 1\nb: 5\nc: 3\n".utf8)
    private let incoming = Array("a: 1\nb: 2\nc: 6\n".utf8)

    @Test("without time the lines are merged, and the result says so")
    func none() {
        let options = MergeOptions(path: "config.yaml", deadline: .zero)
        let merged = merge(base: base, local: local, incoming: incoming, options: options)
        #expect(merged.conflictCount == 1)
        #expect(merged.decisions.map(\.resolver) == ["deadline"])
    }

    @Test("with time enough nothing is said of it")
    func enough() {
        let options = MergeOptions(path: "config.yaml", deadline: .seconds(600))
        let merged = merge(base: base, local: local, incoming: incoming, options: options)
        #expect(text(merged.cleanBytes) == "a: 1\nb: 5\nc: 6\n")
        #expect(!merged.decisions.contains { $0.resolver == "deadline" })
    }

    @Test("files without a structure have no deadline")
    func plainText() {
        let options = MergeOptions(path: "notes.txt", deadline: .zero)
        #expect(merge(base: base, local: local, incoming: incoming, options: options).decisions.isEmpty)
    }
}
