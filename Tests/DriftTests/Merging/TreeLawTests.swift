import Git
import Merge
import Template
import Testing

@testable import Drift

/// The laws of the merge on generated trees; a failure names its seed.
@Suite("Laws of the tree merge") struct TreeLawTests {
    static let batches: [UInt64] = [1, 2, 3, 4]

    private func forEachSeed(_ batch: UInt64, _ count: Int = 60, _ body: (UInt64) throws -> Void) rethrows {
        for index in 0..<UInt64(fuzzCount(count)) { try body(batch << 32 | index) }
    }

    @Test("an upgrade of an untouched service is a fresh render of the target", arguments: batches)
    func untouched(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed)
            let base = generator.tree()
            let target = generator.edited(base)
            let upgrade = try Story(base).upgrade(to: target.tree, renames: target.renames)
            #expect(upgrade.tree.shown == target.tree.shown, "seed \(seed) from \(base.shown) by \(target.renames)")
            #expect(upgrade.isClean && upgrade.deleted.isEmpty, "seed \(seed)")
        }
    }

    @Test("a side that did nothing, or the same, changes nothing", arguments: batches)
    func oneSided(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed)
            let base = generator.tree()
            let owned = generator.owned(base)
            let same = try Story(base, local: owned).upgrade(to: base)
            #expect(same.tree.shown == owned.shown && same.isClean, "seed \(seed)")
            let target = generator.edited(base)
            let done = try Story(base, local: target.tree).upgrade(to: target.tree, renames: target.renames)
            #expect(
                done.tree.shown == target.tree.shown && done.isClean,
                "seed \(seed) from \(base.shown) by \(target.renames) held \(done.held)")
        }
    }

    @Test("no line of the owners is lost, and no other file of theirs", arguments: batches)
    func ownersLines(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed)
            let base = generator.tree()
            let owned = generator.owned(base)
            let target = generator.edited(base)
            let upgrade = try Story(base, local: owned).upgrade(to: target.tree, renames: target.renames)
            let lost = LineCount(owned).lacking(LineCount(base), in: LineCount(upgrade.tree))
            #expect(lost.isEmpty, "seed \(seed) lost \(lost)")
            #expect(upgrade.tree.isSound, "seed \(seed): a path is both file and folder")
        }
    }

    @Test("nothing of the template is dropped without a word", arguments: batches)
    func templateLines(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed, coincidences: false)
            let base = generator.tree()
            let owned = generator.owned(base)
            let target = generator.edited(base)
            let upgrade = try Story(base, local: owned).upgrade(to: target.tree, renames: target.renames)
            var waiting: Set<String> = upgrade.deleted
            for outcome in upgrade.result.outcomes {
                if case .hold = outcome.resolution, let path = outcome.unit.incomingPath { waiting.insert(path) }
            }
            let landed = target.tree.filter { !waiting.contains($0.key) }
            let lost = LineCount(landed).lacking(LineCount(base), in: LineCount(upgrade.tree))
            #expect(lost.isEmpty, "seed \(seed) lost \(lost)")
        }
    }

    @Test("twice is once", arguments: batches)
    func twice(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed)
            let base = generator.tree()
            var story = Story(base, local: generator.owned(base))
            let target = generator.edited(base)
            let first = try story.advance(to: target.tree, renames: target.renames)
            let second = try story.advance(to: target.tree)
            #expect(second.plan.changes.isEmpty, "seed \(seed): \(second.plan.changes.keys.sorted())")
            #expect(second.tree.shown == first.tree.shown, "seed \(seed)")
            #expect(second.held.keys.sorted() == first.held.keys.sorted(), "seed \(seed)")
        }
    }

    @Test("skipping a release is stepping through it, where both are clean", arguments: batches)
    func skipping(batch: UInt64) throws {
        var clean = 0
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed, coincidences: false)
            // What a release doesn't declare is found by likeness, which several steps can wear away.
            generator.declares = 100
            let base = generator.tree()
            let owned = generator.owned(base, edits: 3)
            let middle = generator.edited(base, edits: 3)
            let last = generator.edited(middle.tree, edits: 3)
            var stepping = Story(base, local: owned)
            let first = try stepping.advance(to: middle.tree, renames: middle.renames)
            let second = try stepping.advance(to: last.tree, renames: last.renames)
            let steps = [middle, last].enumerated().map { index, edit in
                PathStep(release: ReleaseVersion(1, index, 0), moves: edit.renames.map { PathMove(from: $0, to: $1) })
            }
            let renames = PathStep.composed(steps).filter { base[$0.key] != nil && last.tree[$0.value] != nil }
            let skipping = try Story(base, local: owned).upgrade(to: last.tree, renames: renames)
            guard first.isClean, second.isClean, skipping.isClean else { return }
            // Which directories moved depends on the way, as one may go and come back; what follows them is in the report.
            guard first.followers.isEmpty, second.followers.isEmpty, skipping.followers.isEmpty else { return }
            clean += 1
            #expect(second.tree.shown == skipping.tree.shown, "seed \(seed)")
        }
        #expect(clean > fuzzCount(60) / 10)
    }

    @Test("swapping the sides gives the same files and the same conflicts", arguments: batches)
    func swapping(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed, moves: false)
            let base = generator.tree()
            let (one, other) = (generator.edited(base).tree, generator.edited(base).tree)
            // Files that all three have; what one side lacks is the owners' to decide, on purpose.
            let common = base.keys.filter { one[$0] != nil && other[$0] != nil }
            let pick = { (tree: TestTree) in tree.filter { common.contains($0.key) } }
            let there = try Story(pick(base), local: pick(one)).upgrade(to: pick(other))
            let back = try Story(pick(base), local: pick(other)).upgrade(to: pick(one))
            #expect(there.held == back.held, "seed \(seed)")
            for path in common where there.held[path] == nil {
                // Where both sides brought line ends of their own, the owners' stay.
                let bodies = [there, back].map { $0.tree[path].map { TextAttributes.split($0.bytes).body } }
                if path.hasSuffix("requirements.txt") {
                    // The same requirements: what both added stays where the owners have it.
                    let sets = bodies.map {
                        Set(String(decoding: $0 ?? [], as: UTF8.self).split(whereSeparator: \.isNewline))
                    }
                    #expect(sets[0] == sets[1], "seed \(seed) \(path)")
                    continue
                }
                // What one side only formatted is laid out as the owners have it.
                let (first, second) = (bodies[0] ?? [], bodies[1] ?? [])
                #expect(first == second || isOnlyFormatted(first, second, path: path), "seed \(seed) \(path)")
                #expect(there.tree[path]?.mode == back.tree[path]?.mode, "seed \(seed) \(path)")
            }
        }
    }

    @Test("only the template's paths and what follows them are written", arguments: batches)
    func writtenPaths(batch: UInt64) throws {
        try forEachSeed(batch) { seed in
            var generator = TreeGenerator(seed: seed)
            let base = generator.tree()
            let owned = generator.owned(base)
            let target = generator.edited(base)
            let upgrade = try Story(base, local: owned).upgrade(to: target.tree, renames: target.renames)
            var allowed = Set(base.keys).union(target.tree.keys)
            for (path, destination) in upgrade.followers { allowed.formUnion([path, destination ?? path]) }
            for outcome in upgrade.result.outcomes where outcome.unit.ownersMoved {
                allowed.insert(outcome.unit.localPath)
            }
            for path in upgrade.plan.changes.keys {
                #expect(allowed.contains(path), "seed \(seed) \(path)")
                #expect(!path.hasSuffix(".scaffold.yml") && !path.hasPrefix("app/svc/"), "seed \(seed) \(path)")
                #expect(!path.split(separator: "/").contains(".git"), "seed \(seed) \(path)")
            }
        }
    }
}

/// How often each line is in a tree, apart from line ends; links and binary files count as one line.
struct LineCount {
    private var counts: [[UInt8]: Int] = [:]

    init(_ tree: TestTree) {
        for file in tree.values {
            if file.mode == .symlink || file.bytes.contains(0) {
                counts[file.bytes + [0], default: 0] += 1
                continue
            }
            for line in file.bytes.filter({ $0 != 13 }).split(separator: 10) where !line.isEmpty {
                counts[Array(line), default: 0] += 1
            }
        }
    }

    /// The lines of this tree that `base` lacks, and that are fewer in `result`.
    func lacking(_ base: LineCount, in result: LineCount) -> [String] {
        counts.compactMap { line, count in
            let added = count - (base.counts[line] ?? 0)
            guard added > (result.counts[line] ?? 0) else { return nil }
            return String(decoding: line, as: UTF8.self)
        }
    }
}
