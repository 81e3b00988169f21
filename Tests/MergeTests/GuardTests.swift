import Testing

@testable import Merge

/// The guards one by one, with candidates that no layer makes today: each must stand on its own.
@Suite("Guards")
struct GuardTests {
    private func objection(
        to candidate: String, path: String, base: String, local: String, incoming: String
    ) throws -> MergeGuard.Objection? {
        let format = try #require(FileFormat.of(path: path))
        let trees = try Sides(base: base, local: local, incoming: incoming).map {
            try #require(format.parse(Array($0.utf8)))
        }
        let guarded = MergeGuard(
            format: format, trees: trees, resolvers: ScalarResolvers(versions: format.profile.versions))
        return guarded.objection(to: Array(candidate.utf8))
    }

    @Test("a right candidate passes")
    func right() throws {
        let found = try objection(
            to: "A=2\nB=2\n", path: ".env", base: "A=1\nB=1\n", local: "A=2\nB=1\n", incoming: "A=1\nB=2\n")
        #expect(found == nil)
    }

    @Test("what a reader refuses, or reads otherwise than the parser, is refused")
    func unreadable() throws {
        let dotted = try objection(
            to: "z = 1\na.b = 1\n[a]\nc = 1\n", path: "x.toml", base: "z = 1\n", local: "z = 1\na.b = 1\n",
            incoming: "z = 1\n[a]\nc = 1\n")
        #expect(dotted == .unreadable)
        let broken = try objection(
            to: "{\"a\": 1,, \"b\": 2}\n", path: "x.json", base: "{}\n", local: "{\"a\": 1}\n",
            incoming: "{\"b\": 2}\n")
        #expect(broken == .unreadable)
    }

    @Test("a value that neither side asked for is refused")
    func wrongValue() throws {
        let sides = ("A=1\nB=1\n", "A=2\nB=1\n", "A=1\nB=2\n")
        for candidate in ["A=1\nB=2\n", "A=2\nB=1\n", "A=2\nB=2\nC=3\n", "A=2\n"] {
            let found = try objection(
                to: candidate, path: ".env", base: sides.0, local: sides.1, incoming: sides.2)
            #expect(found == .wrongValue, "\(candidate)")
        }
    }

    @Test("a name that is gone, and one that comes too late, are refused")
    func references() throws {
        let gone = try objection(
            to: "B=1\nC=${A}\n", path: ".env", base: "A=1\nB=1\n", local: "A=1\nB=1\nC=${A}\n", incoming: "B=1\n")
        #expect(gone == .dangling("A"))
        let late = try objection(
            to: "C=${A}\nB=1\nA=1\n", path: ".env", base: "A=1\nB=1\n", local: "B=1\nA=1\n",
            incoming: "A=1\nC=${A}\nB=1\n")
        #expect(late == .dangling("order of A and C"))
    }

    @Test("a comment of local that is gone is refused, one of the base is not")
    func comments() throws {
        let base = "# old\nA=1\nB=1\n"
        let local = "# old\n# mine\nA=1\nB=1\n"
        let incoming = "A=1\nB=2\n"
        let lost = try objection(to: "A=1\nB=2\n", path: ".env", base: base, local: local, incoming: incoming)
        #expect(lost == .lostComment("# mine"))
        let kept = try objection(to: "# mine\nA=1\nB=2\n", path: ".env", base: base, local: local, incoming: incoming)
        #expect(kept == nil)
    }

    @Test("a comment that stands there twice is refused where neither side made it so")
    func doubledComments() throws {
        let base = "A=1\n# why\nB=1\n"
        let local = "A=2\n# why\nB=1\n"
        let incoming = "A=1\nB=1\n# why\nC=1\n"
        let doubled = try objection(
            to: "A=2\n# why\nB=1\n# why\nC=1\n", path: ".env", base: base, local: local, incoming: incoming)
        #expect(doubled == .doubledComment("# why"))
        // Each side brought one of its own.
        let both = try objection(
            to: "# why\nA=1\n# why\nB=1\n# why\nC=1\n", path: ".env", base: base,
            local: "# why\nA=1\n# why\nB=1\n", incoming: "A=1\n# why\nB=1\n# why\nC=1\n")
        #expect(both == nil)
    }

    @Test("what is lost or wrong around a conflict is found")
    func aroundConflicts() throws {
        let bodies = MergeBodies(
            base: Array("A=1\nB=1\n".utf8), local: Array("A=2\n# mine\nB=1\n".utf8),
            incoming: Array("A=3\nB=1\n".utf8))
        let format = FileFormat.dotenv
        let trees = try Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming).map {
            try #require(format.parse($0))
        }
        let guarded = MergeGuard(format: format, trees: trees, resolvers: ScalarResolvers())
        let conflict = ConflictHunk(
            kind: .valueScalar, base: Array("A=1\n".utf8), local: Array("A=2\n".utf8), incoming: Array("A=3\n".utf8),
            baseLines: 0..<1, localLines: 0..<1, incomingLines: 0..<1)
        func chunks(_ rest: String) -> [MergeChunk] { [.conflict(conflict), .resolved(Array(rest.utf8))] }
        #expect(guarded.accepts(chunks("# mine\nB=1\n"), of: bodies))
        #expect(!guarded.accepts(chunks("B=1\n"), of: bodies))
        #expect(!guarded.accepts(chunks("# mine\nB=2\n"), of: bodies))
        #expect(guarded.objection(around: chunks("# mine\nB=1\n"), of: bodies) == nil)
        #expect(guarded.objection(around: chunks("B=1\n"), of: bodies) == .lostComment("# mine"))
        #expect(guarded.objection(around: chunks("# mine\nB=2\n"), of: bodies) == .wrongValue)
    }

    @Test(
        "a Dockerfile is looked at by itself, however its instructions were put side by side",
        arguments: [
            ("FROM alpine\nCMD [\"a\"]\nRUN true\nCMD [\"b\"]\n", ["second CMD"]),
            ("FROM alpine\nENV A=1\nRUN true\nENV A=2\n", ["second ENV A"]),
            ("FROM alpine AS one\nCMD [\"a\"]\nFROM alpine\nCMD [\"b\"]\n", []),
            ("FROM alpine AS one\nFROM alpine AS one\n", ["second stage one"]),
            ("FROM python:$VERSION\n", ["argument $VERSION"]),
            ("FROM python\nENV A=1 B=$A C=$VERSION\n", ["variable $VERSION"]),
            ("ARG VERSION=3.13\nFROM python:$VERSION\n", []),
            ("FROM alpine\nCOPY --from=one /a /a\n", ["stage one"]),
            ("FROM alpine AS one\nFROM alpine\nCOPY --from=one /a /a\n", []),
            ("FROM alpine\nCOPY --from=acme/tools:1.0 /a /a\n", []),
        ])
    func dockerfiles(_ text: String, _ problems: [String]) throws {
        let tree = try #require(FileFormat.dockerfile.parse(Array(text.utf8)))
        #expect(DockerfileReferences.dangling(tree.root.value).sorted() == problems)
    }
}

/// The oracle by itself: what it must not take for settled, whatever the merge of the text makes of it.
@Suite("Merge of values")
struct ValueMergeTests {
    private func merged(
        _ base: String, _ local: String, _ incoming: String, _ profile: MergeProfile = MergeProfile()
    ) throws -> ValueMerge.Expectation {
        let values = try Sides(base: base, local: local, incoming: incoming).map {
            try #require(JSONReader.read(Array($0.utf8)))
        }
        return ValueMerge(profile: profile, resolvers: ScalarResolvers(versions: profile.versions)).merge(values)
    }

    private func lists(_ policy: ListPolicy) -> MergeProfile {
        var profile = MergeProfile()
        profile.list = { _ in policy }
        return profile
    }

    @Test("keys that both sides replace, revive or rename in two ways")
    func keys() throws {
        #expect(try merged(#"{"a": 1}"#, #"{"b": 1}"#, #"{"c": 1}"#) == .contested)
        let old = #"{"v": 1, "w": 2, "x": 3, "y": 4, "a": {"p": 1, "q": 2}}"#
        let without = #"{"v": 1, "w": 2, "x": 3, "y": 4}"#
        let renamed = #"{"v": 1, "w": 2, "x": 3, "y": 4, "b": {"p": 1, "q": 2}}"#
        #expect(try merged(old, without, renamed) == .contested)
        #expect(try merged(old, renamed, without) == .contested)
        #expect(try merged(old, renamed, renamed.replacing("\"b\"", with: "\"c\"")) == .contested)
        #expect(try merged(#"{"a": 1}"#, "{}", #"{"a": 2}"#) == .contested)
        #expect(try merged(#"{"a": 1}"#, #"{"a": 3}"#, #"{"a": 2}"#) == .contested)
        #expect(try merged(#"{"a": "1\n2"}"#, #"{"a": "1\n3"}"#, #"{"a": "1\n4"}"#) == .contested)
    }

    @Test("lists by their policies")
    func lists() throws {
        let set = lists(.set)
        #expect(try merged(#"["a", "b"]"#, #"["a", "c"]"#, #"["a", "d"]"#, set) == .contested)
        #expect(try merged(#"["a"]"#, "[]", #"["a", "b"]"#, set) == .contested)
        #expect(try merged(#"["a"]"#, #"["c", "a"]"#, #"["a", "b"]"#, lists(.atomic)) == .contested)
        #expect(try merged(#"["a"]"#, "[]", #"["a", "b"]"#, lists(.sequence)) == .contested)
        #expect(try merged(#"["a", "b"]"#, #"["x", "a", "b"]"#, #"["a", "b", "x"]"#, lists(.sequence)) == .contested)
        let base = #"[{"n": 1}]"#
        let (local, incoming) = (#"[{"n": 1}, {"n": 2}]"#, #"[{"n": 1}, {"n": 3}]"#)
        #expect(try merged(base, local, incoming, lists(.keyed("n", order: .strict))) == .contested)
        #expect(try merged(base, local, incoming, lists(.keyed("n", order: .kept))) != .contested)
    }

    @Test("order counts where it says something, and marks always do")
    func comparison() throws {
        let base = Value.list([.string("a"), .string("b"), .string("c")])
        let turned = Value.list([.string("b"), .string("a"), .string("c")])
        let sides = Sides(base: base, local: base, incoming: base)
        let ordered = ListPolicy.identified(order: .strict) { $0.text.map { Key($0) } }
        func accepts(_ value: Value, _ policy: ListPolicy, _ sides: Sides<Value>) -> Bool {
            ValueMerge(profile: lists(policy), resolvers: ScalarResolvers()).accepts(value, for: sides)
        }
        #expect(accepts(turned, .set, sides))
        #expect(!accepts(turned, ordered, sides))
        #expect(!accepts(turned, .sequence, sides))
        let marked = Sides(base: Value.marked("!a", base), local: .marked("!a", base), incoming: .marked("!a", base))
        #expect(!accepts(.marked("!b", base), .sequence, marked))
    }

    @Test("one requirement in two spellings is one, another version is not")
    func spelling() throws {
        var profile = lists(.requirements)
        profile.versions = { _ in .requirement }
        let base = #"["z"]"#
        let alike = try merged(base, #"["A_b>=1", "z"]"#, #"["z", "a-b >= 1"]"#, profile)
        #expect(alike == .value(.list([.string("A_b>=1"), .string("z")])))
        #expect(try merged(base, #"["a-b==1", "z"]"#, #"["z", "a-b==2"]"#, profile) == .contested)
    }
}
