import Git
import Merge
import Template

/// The path-level three-way merge of base, local and incoming.
///
/// Own code, since libgit2 1.5's `git_merge_trees` pairs empty files by order and so writes into the wrong file without a
/// word. Nothing here writes: the result is a value that a plan is made of.
struct TreeMerge {
    /// The recorded release's output, by path.
    var base: Baseline
    /// The target release's output, by path.
    var incoming: Baseline
    /// The service.
    var local: any LocalFiles
    /// Where the template moved files between the two releases: old path to new path.
    var renames: [String: String]
    /// Paths that the template says it deleted: never taken for one half of a rename.
    var declaredDeletions: Set<String>
    /// The recorded release.
    var release: ReleaseName
    /// Files still at an older release, with that release's version of them.
    var held: [HeldBase]
    /// What people decided, by path.
    var decisions: [String: Record.Decision.Kind]
    /// The automatic resolvers that the owners switched off.
    var without: [Record.Without] = []
    /// What is remembered of conflicts that people resolved.
    var recollection: Recollection?
    /// The records of the service, which nothing is merged into and no file moved to.
    var records: Set<String> = []
    /// Finds files that are the template's own of another state; nil where every file's state is recorded.
    var olderStates: OlderStates?
    /// The repository that the service is a folder of, and which folder; nil where the service is all that there is.
    var surroundings: (files: any LocalFiles, directory: String)?
    /// Whether an answer does not fit its question, so that a file which the template leaves empty is no good one.
    var mistrustsEmptyFiles = false

    /// A held file's own base.
    struct HeldBase {
        /// The entry of the record.
        var entry: Record.Held
        /// The older release's version; nil when that release had no such file (both sides added it).
        var version: FileVersion?
        /// Where the recorded release has the file, so that it is not merged twice; nil when that release dropped it.
        var recordedPath: String?
        /// Where the target has the file; nil when the target has none.
        var incomingPath: String?
        /// The file's class.
        var fileClass: FileClass
    }

    /// What became of one unit.
    struct Outcome {
        /// The unit.
        var unit: MergeUnit
        /// What was decided.
        var resolution: Resolution
        /// Where the file is afterwards; nil when there is none.
        var resultPath: String?
        /// What it is afterwards.
        var result: FileVersion?
        /// The text merge behind a merged or held file, for diffs and markers.
        var merge: FileMerge?
        /// Where the conflicts of that merge are.
        var places: [ConflictPlace] = []
        /// Which remembered resolution proposes something for a conflict, by the conflict's index.
        var suggestedBy: [Int: String] = [:]
    }

    /// A file of the owners that follows its directory, or stays behind in one that the template emptied.
    struct DirectoryFollower {
        /// Where it is now.
        var path: String
        /// Its new path; nil when it stays behind.
        var destination: String?
        /// Why it stays behind; nil when it follows.
        var obstacle: String?
        /// The file itself.
        var version: FileVersion
        /// The directory that moved, and where to.
        var directory: (from: String, to: String)
    }

    /// The whole result.
    struct Result {
        /// One outcome for each unit, sorted by path.
        var outcomes: [Outcome]
        /// The owners' own files in directories that the template moved.
        var followers: [DirectoryFollower]
    }

    /// Runs the merge.
    func run() throws -> Result {
        try refuseTwoSpellings()
        var units = try pairedUnits()
        try findOwnerMoves(&units)
        var contests: [Contest] = []
        let decided = try units.map { try resolve($0, &contests) }
        var settled = try settle(marked(contests))[...]
        var outcomes = decided.map { $0 ?? settled.removeFirst() }
        try settleCollisions(&outcomes)
        let followers = try directoryFollowers(outcomes)
        outcomes.sort { $0.sortPath.utf8.lexicographicallyPrecedes($1.sortPath.utf8) }
        return Result(outcomes: outcomes, followers: followers)
    }
}

extension TreeMerge.Outcome {
    /// The path that a report names the file by.
    var sortPath: String { resultPath ?? unit.incomingPath ?? unit.localPath }
}
