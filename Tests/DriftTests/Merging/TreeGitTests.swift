import Git
import Merge
import Template
import Testing

@testable import Drift

/// git is the oracle: where `git merge-tree` merges cleanly and nothing was renamed, the result is git's, tree by tree.
///
/// Where it doesn't, every path that differs is of a kind that this table lists.
@Suite("Differential against git merge-tree") struct TreeGitTests {
    /// Why a path ends otherwise than in git, on purpose.
    enum Kind: String, CaseIterable {
        /// git asks about a file that its owners deleted and the template changed; it stays deleted and is listed.
        case staysDeleted = "stays deleted"
        /// git conflicts on neighbouring lines; in files of one fact a line both changes stand.
        case adjacentLines = "adjacent lines in a file of one fact a line"
        /// git merges line ends, byte order mark and final newline with the lines; here on their own.
        case attributes = "line ends or final newline"
        /// git asks about added files that differ in their mode or line ends alone; the owners' stay.
        case sameContent = "both added the same lines or one of them none, with another mode or other line ends"
        /// git renames one of a file and a directory of one name; here the owners' stays and the other is held.
        case fileAndDirectory = "file against directory"
        /// git asks about one link or kind and another; it is held under its own path, not renamed.
        case kinds = "different kinds of file"
    }

    @Test func mergesAsGitWhereNothingIsRenamed() throws {
        var counts: [Kind: Int] = [:]
        var clean = 0
        var conflicted = 0
        var seed: UInt64 = 7 << 32
        var rest = fuzzCount(400)
        while rest > 0 {
            var cases: [Merge3] = []
            while cases.count < min(rest, 1000) {
                seed += 1
                var generator = TreeGenerator(seed: seed, moves: false)
                let base = generator.tree()
                var item = Merge3(
                    seed: seed, base: base, local: generator.edited(base, edits: 5).tree.plain,
                    incoming: generator.edited(base, edits: 5).tree)
                if generator.chance(10) {
                    let added: [TestFile] = ["all:\n", "all:\r\n", .executable("all:\n")]
                    item.local["Makefile"] = generator.pick(added)
                    item.incoming["Makefile"] = generator.pick(added)
                }
                if !item.holdsRename { cases.append(item) }
            }
            rest -= cases.count
            let git = GitMergeBatch(cases, try GitMerges())
            for (item, theirs) in try git.results() {
                let ours = try merged(base: item.base, local: item.local, incoming: item.incoming)
                if theirs.merge.isClean {
                    clean += 1
                    #expect(ours.isClean, "seed \(item.seed) held \(ours.held)")
                    #expect(ours.tree.baseline.tree.hex == theirs.merge.tree, "seed \(item.seed)")
                } else {
                    conflicted += 1
                    for path in Set(ours.tree.keys).union(theirs.files.keys).union(theirs.merge.conflicted).sorted() {
                        if agrees(path, ours, theirs) { continue }
                        guard let kind = kind(of: path, item, ours) else {
                            Issue.record(
                                "seed \(item.seed): \(path) is \(ours.tree[path]?.description ?? "none"), held \(ours.held)"
                            )
                            continue
                        }
                        counts[kind, default: 0] += 1
                    }
                }
            }
        }
        let table = Kind.allCases.map { "\($0.rawValue): \(counts[$0] ?? 0)" }.joined(separator: ", ")
        print("\(clean) clean and \(conflicted) conflicted merges of git; differing paths: \(table)")
        // A generator that makes only one sort of case would prove nothing; fewer cases are for looking at one failure.
        guard fuzzCount(400) >= 400 else { return }
        #expect(clean * 5 > conflicted && conflicted * 20 > clean, "\(clean) clean, \(conflicted) conflicted")
        for kind in Kind.allCases { #expect(counts[kind] != nil, "no case is of the kind: \(kind.rawValue)") }
    }

    /// Whether both left the path as a conflict, or made the same of it.
    private func agrees(_ path: String, _ ours: Story.Upgrade, _ theirs: GitMergeBatch.Outcome) -> Bool {
        if ours.held[path] != nil, theirs.merge.conflicted.contains(path) { return true }
        guard ours.held[path] == nil, !theirs.merge.conflicted.contains(path) else { return false }
        let file = ours.tree[path]?.version
        return file.map { "\(String($0.mode.rawValue, radix: 8, uppercase: false).leftPadded) \($0.id.hex)" }
            == theirs.files[path]
    }

    private func kind(of path: String, _ item: Merge3, _ ours: Story.Upgrade) -> Kind? {
        // git puts the loser of a clash beside it, as `path~side`.
        let name = path.split(separator: "~", maxSplits: 1).first.map(String.init) ?? path
        let sides = [item.base[name], item.local[name], item.incoming[name]]
        if clashes(name, item), isReportedNear(name, ours) { return .fileAndDirectory }
        if ours.deleted.contains(name) { return .staysDeleted }
        let modes = Set(sides.compactMap { $0 }.map { $0.mode == .symlink })
        if modes.count > 1 { return ours.held[name] == .typeChange ? .kinds : nil }
        guard let outcome = ours.result.outcomes.first(where: { $0.sortPath == path }) else { return nil }
        if item.base[path] == nil, let local = item.local[path], let incoming = item.incoming[path] {
            return agreeApartFromAttributes(local, incoming) ? .sameContent : nil
        }
        guard case .merged(_, let decisions) = outcome.resolution else { return nil }
        if decisions.contains(where: { ["adjacent-lines", "requirements", "dotenv", "ignore"].contains($0.resolver) }) {
            return MergeOptions.adjacencyIsSafe(path: path) ? .adjacentLines : nil
        }
        let attributes = Set(sides.compactMap { $0 }.map { TextAttributes.split($0.bytes).attributes })
        // To git a line is another one as soon as something comes after it that had no newline.
        return attributes.count > 1 || attributes.contains { !$0.finalNewline } ? .attributes : nil
    }

    private func agreeApartFromAttributes(_ one: TestFile, _ other: TestFile) -> Bool {
        one.bytes.isEmpty || other.bytes.isEmpty
            || TextAttributes.split(one.bytes).body == TextAttributes.split(other.bytes).body
    }

    /// Whether the upgrade tells of the path, of one above it or of one below it.
    private func isReportedNear(_ path: String, _ ours: Story.Upgrade) -> Bool {
        ours.deleted.union(ours.held.keys).contains { other in
            other == path || other.hasPrefix(path + "/") || path.hasPrefix(other + "/")
        }
    }

    /// Whether the path is a file on one side, and on another side a directory or below a file.
    private func clashes(_ path: String, _ item: Merge3) -> Bool {
        let sides = [item.base, item.local, item.incoming]
        let above = Set(directoriesAbove(path))
        return sides.contains { tree in
            tree.keys.contains { $0.hasPrefix(path + "/") || above.contains($0) }
        }
    }
}

extension Merge3 {
    /// Whether a side has a new file that is like one it dropped.
    ///
    /// git 2.39 pairs them whatever it is told.
    var holdsRename: Bool {
        [local, incoming].contains { side in
            let dropped = base.filter { side[$0.key] == nil && !$0.value.bytes.isEmpty }
            let added = side.filter { base[$0.key] == nil && !$0.value.bytes.isEmpty }
            return dropped.values.contains { old in
                added.values.contains { Repository.similarity(old.bytes, $0.bytes) >= 40 }
            }
        }
    }
}

/// Cases with what git made of them, and git's files where it found conflicts.
struct GitMergeBatch {
    private let cases: [Merge3]
    private let git: GitMerges

    struct Outcome {
        var merge: GitTreeMerge
        /// By path: mode and id; empty for clean merges, whose tree id says it all.
        var files: [String: String]
    }

    init(_ cases: [Merge3], _ git: GitMerges) {
        self.cases = cases
        self.git = git
    }

    func results() throws -> [(Merge3, Outcome)] {
        let merges = try git.merge(cases)
        let conflicted = merges.indices.filter { !merges[$0].isClean }
        let files = Dictionary(
            uniqueKeysWithValues: zip(conflicted, try git.files(of: conflicted.map { merges[$0].tree })))
        return merges.indices.map { (cases[$0], Outcome(merge: merges[$0], files: files[$0] ?? [:])) }
    }
}

extension String {
    /// A mode as git writes it, six digits.
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 6 - count)) + self }
}
