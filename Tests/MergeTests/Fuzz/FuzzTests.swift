import Foundation
import TestSupport
import Testing

@testable import Merge

/// Broken and strange files, made from the committed cases: no reader may crash, hang or lose a byte, and no merge may break
/// its promises.
@Suite("Fuzz", .serialized)
struct FuzzTests {
    @Test("what parses prints as it was read, and nothing crashes", arguments: FuzzTarget.formats)
    func readers(target: FuzzTarget) throws {
        let corpus = target.corpus.map(\.sides).flatMap { [$0.base, $0.local, $0.incoming] }
        try #require(!corpus.isEmpty)
        var run = FuzzRun("reader of \(target.name)", usual: 300)
        let failures = run.each { seed in
            var mutator = ByteMutator(seed: seed, tokens: target.tokens)
            var bytes = mutator.pick(corpus)
            mutator.mutate(&bytes, times: 1 + mutator.below(5), other: mutator.pick(corpus))
            return Self.read(bytes, path: mutator.pick(target.paths))
        }
        #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }

    @Test("merges keep their promises", arguments: FuzzTarget.mergers)
    func merges(target: FuzzTarget) throws {
        let corpus = target.corpus
        try #require(!corpus.isEmpty)
        var run = FuzzRun("merge of \(target.name)", usual: 300)
        let failures = run.each { seed in
            var mutator = ByteMutator(seed: seed, tokens: target.tokens)
            let example = mutator.pick(corpus)
            let sides = Self.sides(example.sides, mutator.pick(corpus).sides, &mutator)
            return MergePromises(sides, path: mutator.pick(target.paths.isEmpty ? [example.path] : target.paths))
                .finding
        }
        #expect(run.counts[MergePromises.isRarely, default: 0] * 50 <= run.counts["inputs", default: 0])
        #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }

    @Test("what was found once", arguments: found) func findings(example: Found) {
        #expect(Self.read(Array(example.text.utf8), path: example.path).failure == nil)
    }

    struct Found: Sendable {
        var path: String
        var text: String
    }

    /// Inputs that readers did not stand at some time.
    static let found = [
        Found(path: "config.toml", text: "when = 1979-05-27T\n"),
        Found(path: "config.toml", text: "when = [1979-05-27 x, 1979-05-27T-]\n"),
        Found(path: "config.toml", text: "a = 1979-05-27 # note\nb = 07:32:00.5\nc = 1979-05-27 07:32:00-07:00\n"),
        Found(path: "config.toml", text: "a = 12-\nb = 0x\nc = +0b1\nd = 1__0\ne = 1.e3\nf = -\n"),
    ]

    @Test("merges of which a promise was in doubt once", arguments: foundMerges)
    func foundMerge(example: FoundMerge) {
        #expect(MergePromises(example.sides.map { Array($0.utf8) }, path: example.path).finding.failure == nil)
    }

    struct FoundMerge: Sendable {
        var path: String
        var sides: Sides<String>
    }

    static let foundMerges = [
        // What takes the line end away in one side's kind of line does not in the other's.
        FoundMerge(
            path: "requirements.txt",
            sides: Sides(
                base: "a==1.0 \\\r\n    --hash=sha256:aaaa\r\nb==1.0\r\n",
                local: "b==1.0\r\n    --hash=sha256:aaaa\r\na==1.0 \\\r\n",
                incoming: "a==1.0 a @ https://example.org/a.whl\n\\\r\n  ")),
        FoundMerge(
            path: "package.json",
            sides: Sides(
                base: "{\n  \"a\": 1,\n  \"m\": 0,\n  \"b\": 2\n}\n",
                local: "{\n  \"k\\u0065y\": 1,\n  \"a\": 1,\n  \"m\": 0,\n  \"b\": 2\n}\n",
                incoming: "{\n  \"a\": 1,\n  \"m]\": 0,\n  \"b\": 2,\n  \"key\": 1\n}\n")),
        FoundMerge(
            path: "settings.json",
            sides: Sides(
                base: "{\n  \"port\": 8080,\n  \"debug\": false\n}\n",
                local: "{\n  \"port\": 9090//x\n,\n  \"debug\": false\n}\n",
                incoming: "{\n  \"port\": 8443,\n  \"debug\": false\n}\r\n")),
        // One version in two spellings, one number in two.
        FoundMerge(
            path: "config.yaml",
            sides: Sides(
                base: "dependencies:\n  - sphinx >=7.1.0\n", local: "dependencies:\n  - sphinx >=8.2.0\n",
                incoming: "dependencies:\n  - sphinx >=8.2\n")),
        FoundMerge(
            path: "config.toml",
            sides: Sides(
                base: "[a]\nhttpx = 1\n\n[[b]]\nkind = 1\n",
                local: "[a]\nhttpx = 2\n\n[[b]]\nport = 9_090\nkind = 1\n",
                incoming: "[a]\nhttpx = 3\n\n[[b]]\nkind = 1\nport = 9090\n")),
        // An instruction that Docker refuses, which only one of the sides is said to have.
        FoundMerge(
            path: "Dockerfile",
            sides: Sides(
                base: "FROM debian:12\nEXPOSE 80 443\nCMD x\n",
                local: "FROM debian:12\nEXPOSE 80\n\tEXPOSE 44'3\nCMD x\n",
                incoming: "FROM debian:12\nEXPOSE 80\nCMD x\n")),
        // Nothing before what gives a value.
        FoundMerge(path: "app.py", sides: Sides(base: "a = 1\n", local: "= 2\na = 1\n", incoming: "a = 1\n= 3\n")),
    ]

    /// Three sides that have much in common: a case, or one file and two edits of it.
    private static func sides(
        _ example: Sides<[UInt8]>, _ other: Sides<[UInt8]>, _ mutator: inout ByteMutator
    ) -> Sides<[UInt8]> {
        var sides = example
        if mutator.below(3) == 0 {
            if mutator.below(2) == 0 { mutator.mutate(&sides.base, times: 1, other: other.base) }
            sides.local = sides.base
            sides.incoming = sides.base
        }
        mutator.mutate(&sides.local, times: mutator.below(3), other: other.local)
        mutator.mutate(&sides.incoming, times: mutator.below(3), other: other.incoming)
        return sides
    }

    private static func read(_ bytes: [UInt8], path: String) -> FuzzFinding {
        guard let format = FileFormat.of(path: path) else { return FuzzFinding(failure: "\(path) has no format") }
        let body = TextAttributes.split(bytes).body
        let read = format.read(body)
        var events: [String] = read == nil ? [] : ["read"]
        guard let tree = format.parse(body) else { return FuzzFinding(events: events) }
        events.append("parsed")
        if let read, format.agree(tree, read) { events.append("agreed") }
        let isWhole = tree.firstGap() == nil && tree.printed == body
        return FuzzFinding(events: events, failure: isWhole ? nil : "\(path) is not printed as it was: \(shown(body))")
    }
}

extension MergeCase {
    fileprivate var sides: Sides<[UInt8]> {
        Sides(base: bytes("base"), local: bytes("local"), incoming: bytes("incoming"))
    }
}

extension SyntaxTree {
    /// The bytes of all parts, one behind the other.
    fileprivate var printed: [UInt8] {
        var text: [UInt8] = []
        func write(_ span: Range<Int>) { text += bytes[span] }
        func write(_ node: SyntaxNode) {
            guard let container = node.container else { return write(node.span) }
            write(container.opening)
            for entry in container.entries {
                write(entry.leading)
                write(entry.head)
                write(entry.node)
                write(entry.gap)
                write(entry.comma)
                write(entry.trailing)
            }
            write(container.closing)
        }
        write(root)
        return text
    }
}
