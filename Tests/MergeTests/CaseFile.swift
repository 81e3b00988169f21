import Foundation
import Synchronization
import Testing

@testable import Merge

/// A hand-made three-way case, read from a file below Cases.
///
/// A file holds many cases. `=== NAME` starts one, `path: NAME` says what file it is, then come the sections `--- base`,
/// `--- local` and `--- incoming`, and what must come out: `--- result` with the merged text, byte for byte, or
/// `--- conflict KIND…` with the kinds of the conflicts, in order. `--- decisions NAME…` lists the resolvers that must
/// have been used, beside the name of the format. `--- one-way` says that of the case and the same with the sides the
/// other way round one is a conflict and the other is none, since a rule is about what the owners did. A `\` at the end
/// of a section's last line takes its line end away, and a line that would look like a header starts with a `\`.
struct MergeCase: CustomTestStringConvertible, Sendable {
    var name: String
    var file: String
    var path = ""
    var sections: [String: String] = [:]
    var conflicts: [String]?
    var decisions: [String]?

    var testDescription: String { "\(file): \(name)" }

    static let all: [MergeCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases").path
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".txt") } ?? []
        return files.sorted().flatMap { file in
            read((try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? "", file: file)
        }
    }()

    /// Cases that do not merge as they should yet, each a line `FILE: NAME`: conflicts that a careful person
    /// would not leave, and texts less tidy than they could be.
    ///
    /// None may come in that merges wrongly without a conflict.
    static let open: Set<String> = {
        let list = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/open.list").path
        let text = (try? String(contentsOfFile: list, encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").map(String.init))
    }()

    static func read(_ text: String, file: String) -> [MergeCase] {
        var cases: [MergeCase] = []
        var section = ""
        for line in text.lines.dropLast() {
            if line.hasPrefix("=== ") {
                cases.append(MergeCase(name: String(line.dropFirst(4)), file: file))
                section = ""
            } else if line.hasPrefix("--- ") {
                let words = line.dropFirst(4).split(separator: " ").map(String.init)
                section = words[0]
                if section == "conflict" { cases[cases.count - 1].conflicts = Array(words.dropFirst()) }
                if section == "decisions" { cases[cases.count - 1].decisions = Array(words.dropFirst()) }
                cases[cases.count - 1].sections[section] = ""
            } else if section.isEmpty {
                if line.hasPrefix("path: ") { cases[cases.count - 1].path = String(line.dropFirst(6)) }
            } else {
                let plain = line.hasPrefix("\\=== ") || line.hasPrefix("\\--- ") ? String(line.dropFirst()) : line
                cases[cases.count - 1].sections[section, default: ""] += plain + "\n"
            }
        }
        for index in cases.indices {
            for (key, text) in cases[index].sections where text.hasSuffix("\\\n") {
                cases[index].sections[key] = String(text.dropLast(2))
            }
        }
        return cases
    }

    func bytes(_ section: String) -> [UInt8] { Array((sections[section] ?? "").utf8) }

    /// What comes out when nothing is switched off: merged once for all tests that look at it.
    var merged: FileMerge {
        if let known = Self.results.withLock({ $0[testDescription] }) { return known }
        let made = merge(
            base: bytes("base"), local: bytes("local"), incoming: bytes("incoming"), options: MergeOptions(path: path))
        Self.results.withLock { $0[testDescription] = made }
        return made
    }

    private static let results = Mutex<[String: FileMerge]>([:])
}

@Suite("Hand-made cases")
struct CaseTests {
    @Test("each case merges as its author says, whichever side is which", arguments: MergeCase.all)
    func cases(_ example: MergeCase) throws {
        if MergeCase.open.contains(example.testDescription) {
            withKnownIssue("an open case, see Cases/open.list", isIntermittent: true) { try check(example) }
        } else {
            try check(example)
        }
    }

    private func check(_ example: MergeCase) throws {
        for section in ["base", "local", "incoming"] { try #require(example.sections[section] != nil, "no \(section)") }
        let options = MergeOptions(path: example.path)
        let merged = example.merged
        if let expected = example.conflicts {
            guard case .conflicted(let hunks) = merged.outcome else {
                Issue.record(
                    "merged although it is a conflict:\n\(String(decoding: merged.cleanBytes ?? [], as: UTF8.self))")
                return
            }
            #expect(hunks.map(\.kind.rawValue) == expected)
        } else {
            let text = merged.cleanBytes.map { String(decoding: $0, as: UTF8.self) }
            #expect(text == example.sections["result"], "\(merged.outcome.kinds)")
        }
        if let decisions = example.decisions {
            #expect(Set(merged.decisions.map(\.resolver)).isSuperset(of: decisions))
        }
        let swapped = merge(
            base: example.bytes("base"), local: example.bytes("incoming"), incoming: example.bytes("local"),
            options: options)
        #expect(
            ((swapped.conflictCount == 0) == (merged.conflictCount == 0)) == (example.sections["one-way"] == nil),
            "law 3: the sides are not alike")
    }

    @Test("there are many cases, and no two of a file share a name")
    func many() {
        #expect(MergeCase.all.count >= 600)
        #expect(MergeCase.open.isSubset(of: MergeCase.all.map(\.testDescription)))
        #expect(Set(MergeCase.all.map(\.testDescription)).count == MergeCase.all.count)
    }
}

extension FileMerge.Outcome {
    fileprivate var kinds: String {
        if case .conflicted(let hunks) = self {
            return hunks.map {
                "\($0.kind.rawValue):\n\(String(decoding: $0.local, as: UTF8.self))|\(String(decoding: $0.incoming, as: UTF8.self))"
            }
            .joined(separator: "\n")
        }
        return ""
    }
}
