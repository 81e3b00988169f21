import Git
import Merge
import OrderedCollections
import Template

@testable import Drift

/// A service that is generated, edited and upgraded in memory, with the parts of its record that the merge reads.
struct Story {
    /// The recorded release's output.
    var base: TestTree
    /// The service's files.
    var local: TestTree
    /// Files held at older releases.
    var held: [HeldFile] = []
    /// What was decided.
    var decisions: [String: Record.Decision.Kind] = [:]
    private var step = 0

    struct HeldFile {
        var entry: Record.Held
        var version: FileVersion?
        /// Where the recorded release has it, or would; nil when it dropped it and put another file there.
        var templatePath: String?
        var fileClass: FileClass
    }

    /// What an upgrade made.
    struct Upgrade {
        var result: TreeMerge.Result
        var plan: Plan
        /// The service's files afterwards.
        var tree: TestTree
        /// The kinds of conflict of the held files, by the path that the report names.
        var held: [String: ConflictKind]
        /// The files that stay deleted though the template changed them.
        var deleted: Set<String>
        /// The owners' files that moved with a directory or stayed behind: old path to new path.
        var followers: [String: String?]

        var isClean: Bool { held.isEmpty }
    }

    init(_ base: TestTree, local: TestTree? = nil) {
        self.base = base
        self.local = (local ?? base).plain
    }

    /// What an upgrade would do.
    func upgrade(
        to incoming: TestTree, renames: [String: String] = [:], deletions: Set<String> = []
    ) throws -> Upgrade {
        let (base, target) = (base.baseline, incoming.baseline)
        let merge = TreeMerge(
            base: base, incoming: target, local: MemoryFiles(local), renames: renames, declaredDeletions: deletions,
            release: version(step),
            held: held.map { file in
                let recorded = file.templatePath.flatMap { base[$0] == nil ? nil : $0 }
                let next = file.templatePath.flatMap { renames[$0] ?? (renames.values.contains($0) ? nil : $0) }
                return TreeMerge.HeldBase(
                    entry: file.entry, version: file.version, recordedPath: recorded,
                    incomingPath: next.flatMap { target[$0] == nil ? nil : $0 }, fileClass: file.fileClass)
            }, decisions: decisions)
        let result = try merge.run()
        var plan = Plan(
            scaffold: "test", from: version(step), to: version(step + 1),
            files: result.outcomes.compactMap { Plan.File($0) },
            answerChanges: [], findings: [], notes: [], recordBefore: Record(scaffolds: []),
            recordAfter: Record(scaffolds: []))
        plan.add(result.followers)
        var tree = local
        for (path, change) in plan.changes {
            tree[path] = change.map { TestFile(bytes: $0.bytes ?? [], mode: $0.mode) }
        }
        var held: [String: ConflictKind] = [:]
        var deleted: Set<String> = []
        for file in plan.files where file.action == .hold { held[file.path] = file.conflict }
        for outcome in result.outcomes {
            if case .staysDeleted = outcome.resolution { deleted.insert(outcome.sortPath) }
        }
        let followers = Dictionary(uniqueKeysWithValues: result.followers.map { ($0.path, $0.destination) })
        return Upgrade(result: result, plan: plan, tree: tree, held: held, deleted: deleted, followers: followers)
    }

    /// Carries an upgrade out, and keeps of the record what the next one needs.
    @discardableResult
    mutating func advance(
        to incoming: TestTree, renames: [String: String] = [:], deletions: Set<String> = []
    ) throws -> Upgrade {
        let upgrade = try upgrade(to: incoming, renames: renames, deletions: deletions)
        var next: [HeldFile] = []
        for outcome in upgrade.result.outcomes {
            let unit = outcome.unit
            if case .hold = outcome.resolution {
                let path = outcome.resultPath ?? unit.incomingPath ?? unit.localPath
                let was = unit.basePath
                let old = was ?? path
                let isTaken =
                    unit.incomingPath == nil && upgrade.result.outcomes.contains { $0.unit.incomingPath == old }
                next.append(
                    HeldFile(
                        entry: Record.Held(path: path, release: unit.baseRelease, was: was == path ? nil : was),
                        version: unit.base, templatePath: unit.incomingPath ?? (isTaken ? nil : old),
                        fileClass: unit.fileClass))
            } else if unit.local == nil, outcome.resultPath == nil, unit.wouldChange {
                decisions[unit.incomingPath ?? unit.localPath] = .deleted
            }
        }
        held = next
        base = incoming
        local = upgrade.tree
        step += 1
        return upgrade
    }

    private func version(_ step: Int) -> ReleaseName {
        .version(ReleaseVersion(1, step, 0))
    }
}

/// Merges once.
func merged(
    base: TestTree, local: TestTree, incoming: TestTree, renames: [String: String] = [:], deletions: Set<String> = [],
    decisions: [String: Record.Decision.Kind] = [:]
) throws -> Story.Upgrade {
    var story = Story(base, local: local)
    story.decisions = decisions
    return try story.upgrade(to: incoming, renames: renames, deletions: deletions)
}
