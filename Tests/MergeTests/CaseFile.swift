import Foundation

@testable import Merge

/// A hand-made three-way case, read from a file below Cases.
///
/// A file holds many cases. `=== NAME` starts one, `path: NAME` says what file it is, then come the sections `--- base`,
/// `--- local` and `--- incoming`, and what must come out: `--- result` with the merged text, byte for byte, or
/// `--- conflict KIND…` with the kinds of the conflicts, in order. `--- decisions NAME…` lists the resolvers that must
/// have been used, beside the name of the format. `--- mine` and `--- theirs` are the text with local's or the template's
/// side taken in all conflicts. `--- one-way` says that of the case and the same with the sides the
/// other way round one is a conflict and the other is none, since a rule is about what the owners did. A `\` at the end
/// of a section's last line takes its line end away, and a line that would look like a header starts with a `\`.
struct MergeCase: Sendable {
    var name: String
    var file: String
    var path = ""
    var sections: [String: String] = [:]
    var conflicts: [String]?
    var decisions: [String]?

    var testDescription: String { "\(file): \(name)" }

    /// The cases of a file below a folder.
    static func cases(of file: String, in folder: String) -> [MergeCase] {
        read((try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? "", file: file)
    }

    /// The names of the files with cases below a folder.
    static func files(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted()
    }

    /// The cases that a folder's `open.list` names.
    static func openCases(in folder: String) -> Set<String> {
        let text = (try? String(contentsOfFile: "\(folder)/open.list", encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").map(String.init))
    }

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

    private var options: MergeOptions { MergeOptions(path: path) }

    /// Merges the sides as they are.
    func merge() -> FileMerge {
        Merge.merge(base: bytes("base"), local: bytes("local"), incoming: bytes("incoming"), options: options)
    }

    /// Merges them the other way round.
    func mergeSwapped() -> FileMerge {
        Merge.merge(base: bytes("base"), local: bytes("incoming"), incoming: bytes("local"), options: options)
    }

    /// What the case says and a merge of it does not do; nil when it is as it should be.
    /// - Parameter merged: What ``merge()`` gave.
    func failure(_ merged: FileMerge) -> String? {
        for section in ["base", "local", "incoming"] where sections[section] == nil { return "no \(section)" }
        if let expected = conflicts {
            guard case .conflicted(let hunks) = merged.outcome else {
                let text = String(decoding: merged.cleanBytes ?? [], as: UTF8.self)
                return "merged although it is a conflict:\n\(text)"
            }
            let kinds = hunks.map(\.kind.rawValue)
            if kinds != expected { return "conflicts \(kinds), not \(expected)" }
            let choices: [(String, KeyPath<ConflictHunk, [UInt8]>)] = [("mine", \.local), ("theirs", \.incoming)]
            for (name, side) in choices {
                let text = String(decoding: merged.chunks.text(conflicts: side), as: UTF8.self)
                if let choice = sections[name], choice != text { return "\(name) is not as expected but\n\(text)" }
            }
        } else {
            let text = merged.cleanBytes.map { String(decoding: $0, as: UTF8.self) }
            if text != sections["result"] {
                return "not the expected result but \(text ?? "conflicts:\n\(merged.outcome.kinds)")"
            }
        }
        let resolvers = Set(merged.decisions.map(\.resolver))
        if let decisions, !resolvers.isSuperset(of: decisions) {
            return "decided by \(resolvers.sorted()), not \(decisions)"
        }
        let isAlike = (mergeSwapped().conflictCount == 0) == (merged.conflictCount == 0)
        return isAlike == (sections["one-way"] == nil) ? nil : "law 3: the sides are not alike"
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
