import Synchronization
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

    /// A clock that strikes after some looks at it.
    private final class Budget: Sendable {
        private let left: Atomic<Int>

        init(_ looks: Int) { left = Atomic(looks) }

        var deadline: Deadline {
            Deadline { [self] in left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 }
        }
    }

    private func merged(_ bodies: MergeBodies, path: String, looks: Int) -> FileMerge {
        layered(
            base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: MergeOptions(path: path),
            deadline: Budget(looks).deadline)
    }

    @Test("wherever time runs out, the lines are what comes out, or what a look to the end gives", arguments: 0..<40)
    func halfWay(looks: Int) {
        let bodies = MergeBodies(base: base, local: local, incoming: incoming)
        let options = MergeOptions(path: "config.yaml")
        let merged = merged(bodies, path: "config.yaml", looks: looks)
        if merged.decisions.contains(Deadline.note) {
            let lines = LineMerge(bodies, options: options, names: NameGuard(bodies, options: options))
            #expect(merged.chunks == lines.chunks)
            #expect(merged.decisions == [Deadline.note])
        } else {
            #expect(looks > 3)
            #expect(text(merged.cleanBytes) == "a: 1\nb: 5\nc: 6\n")
        }
    }

    @Test("lines that were found wrong in time are no result", arguments: [5, 6, 8, 10, 13])
    func knownToBeWrong(looks: Int) {
        // By lines the volume is gone, and mounted anew.
        let text = { (volume: String, mount: String) in
            let pad = (0..<9).map { "  x\($0):\n    image: x:\($0)\n" }.joined()
            return Array("services:\n  web:\n    image: web:1\n\(mount)\(pad)volumes:\n  kept:\n\(volume)".utf8)
        }
        let bodies = MergeBodies(
            base: text("  files:\n", ""), local: text("  files:\n", "    volumes: [\"files:/srv\"]\n"),
            incoming: text("", ""))
        let merged = merged(bodies, path: "compose.yaml", looks: looks)
        #expect(merged.conflictCount > 0)
    }

    @Test("time runs out in no case so that something else comes out", arguments: [1, 2, 4, 8, 16])
    func everyCase(looks: Int) {
        for (index, example) in MergeCase.all.enumerated()
        where index % 10 == looks % 10 && FileFormat.of(path: example.path) != nil {
            let (base, local, incoming) = (example.bytes("base"), example.bytes("local"), example.bytes("incoming"))
            let options = MergeOptions(path: example.path)
            let merged = layered(
                base: base, local: local, incoming: incoming, options: options, deadline: Budget(looks).deadline)
            guard merged.decisions.contains(Deadline.note) else {
                let full = layered(base: base, local: local, incoming: incoming, options: options, deadline: .never)
                #expect(merged == full, "\(example)")
                continue
            }
            let lines = layered(
                base: base, local: local, incoming: incoming, options: options, deadline: Deadline(after: .zero))
            // Lines that are known to be wrong are one conflict.
            #expect(
                merged.chunks == lines.chunks || merged.chunks.count == 1 && merged.conflictCount == 1, "\(example)")
        }
    }
}
