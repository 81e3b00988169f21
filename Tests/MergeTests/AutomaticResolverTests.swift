import Foundation
import Testing

@testable import Merge

/// Every automatic decision has a name, and every name can be switched off.
@Suite("Automatic resolvers")
struct AutomaticResolverTests {
    private func merged(_ example: MergeCase, without names: Set<String>) -> FileMerge {
        merge(
            base: example.bytes("base"), local: example.bytes("local"), incoming: example.bytes("incoming"),
            options: MergeOptions(path: example.path, disabledResolvers: names))
    }

    @Test("each decision of each hand-made case has a known name, and none is taken by what is switched off")
    func everyDecisionCanBeSwitchedOff() {
        var used: Set<String> = []
        for example in MergeCase.all {
            for name in Set(example.merged.decisions.map(\.resolver)) {
                used.insert(name)
                #expect(AutomaticResolver(rawValue: name) != nil, "\(example.testDescription): \(name)")
                let rest = merged(example, without: [name]).decisions.map(\.resolver)
                #expect(!rest.contains(name), "\(example.testDescription): \(name) decides though switched off")
            }
        }
        let elsewhere: Set<AutomaticResolver> = [
            .attributes, .lineEndings, .memory, .olderState, .editorconfig, .toolVersions,
        ]
        #expect(Set(AutomaticResolver.allCases.filter { !used.contains($0.rawValue) }).isSubset(of: elsewhere))
    }

    @Test("with all of them off only the line merge is left")
    func withoutAll() {
        let names = AutomaticResolver.disabled(by: ["all"])
        for example in MergeCase.all {
            let result = merged(example, without: names)
            let deciders = Set(result.decisions.map(\.resolver))
            #expect(deciders.isSubset(of: ["generated-file"]), "\(example.testDescription)")
            guard let bytes = result.cleanBytes else { continue }
            let bodies = MergeBodies(
                base: example.bytes("base"), local: example.bytes("local"), incoming: example.bytes("incoming"))
            let lines = LineMerge(base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: .init())
            let isOneSided =
                [example.bytes("base"), example.bytes("incoming")].contains(example.bytes("local"))
                || example.bytes("base") == example.bytes("incoming")
            #expect(isOneSided || lines.settledBytes.map(bodies.attributes.join) == bytes, "\(example.testDescription)")
        }
    }

    @Test("the names of formats are names of resolvers")
    func formats() {
        let paths = [
            "Dockerfile", ".gitignore", ".env", "requirements.txt", ".editorconfig", ".tool-versions", "a.json",
            "a.yaml", "a.toml", "a.properties", "a.ini",
        ]
        for path in paths {
            #expect(FileFormat.of(path: path).flatMap { AutomaticResolver(rawValue: $0.name) } != nil, "\(path)")
        }
    }

    @Test func changedLineEndingsAreAConflictWhenNothingMayChoose() {
        let base = Array("one\ntwo\n".utf8)
        let local = Array("one\r\ntwo\r\nthree\r\n".utf8)
        let incoming = Array("zero\none\r\ntwo\n".utf8)
        #expect(merge(base: base, local: local, incoming: incoming).decisions.map(\.resolver) == ["line-endings"])
        let options = MergeOptions(disabledResolvers: ["line-endings"])
        let left = merge(base: base, local: local, incoming: incoming, options: options)
        guard case .conflicted(let hunks) = left.outcome else {
            Issue.record("merged")
            return
        }
        #expect(hunks.map(\.kind) == [.encoding])
    }

    @Test func addedFilesOfOtherAttributesAreAConflictWhenNothingMayChoose() {
        let sides = (Array("one\n".utf8), Array("one\r\n".utf8))
        #expect(mergeWithoutBase(local: sides.0, incoming: sides.1).conflictCount == 0)
        let options = MergeOptions(disabledResolvers: ["attributes"])
        #expect(mergeWithoutBase(local: sides.0, incoming: sides.1, options: options).conflictCount == 1)
    }

    @Test func generatedFilesMergeWhenAskedTo() {
        func lock(_ first: String, _ last: String) -> [UInt8] { Array("\(first)\na\nb\nc\nd\ne\n\(last)\n".utf8) }
        func outcome(_ names: [String]) -> FileMerge {
            merge(
                base: lock("1", "1"), local: lock("2", "1"), incoming: lock("1", "2"),
                options: MergeOptions(path: "yarn.lock", disabledResolvers: AutomaticResolver.disabled(by: names)))
        }
        #expect(outcome([]).conflictCount == 1)
        #expect(outcome(["all"]).conflictCount == 1, "all stands for what merges")
        #expect(outcome(["all", "generated-file"]).cleanBytes == lock("2", "2"))
    }

    @Test func theDocumentationListsThem() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let text = try String(contentsOf: root.appending(path: "docs/upgrading.md"), encoding: .utf8)
        for resolver in AutomaticResolver.allCases {
            #expect(text.contains("| `\(resolver.rawValue)` | \(resolver.summary)"), "\(resolver.rawValue)")
        }
    }

    @Test func unknownNamesAreFound() {
        #expect(AutomaticResolver.unknownName(in: ["all", "yaml", "version-mux"]) == "version-mux")
        #expect(AutomaticResolver.unknownName(in: AutomaticResolver.allCases.map(\.rawValue)) == nil)
    }
}
