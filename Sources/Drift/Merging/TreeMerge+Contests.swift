import Git
import Merge

extension TreeMerge {
    /// A file whose text both sides changed, read.
    struct Contest: Sendable {
        var unit: MergeUnit
        /// The service's version.
        var side: FileVersion
        /// The mode that the file gets.
        var mode: FileMode
        /// Where the file is afterwards.
        var path: String
        /// What it is when the target's text is taken.
        var replaced: FileVersion
        var base: [UInt8]
        var local: [UInt8]
        var incoming: [UInt8]
        var options: MergeOptions
    }

    /// Decides what `resolve` left over.
    ///
    /// The merges, the dear part of it, know nothing of one another: all cores make them.
    func settle(_ contests: [Contest]) throws -> [Outcome] {
        let merges = WorkerPool.map(contests, workers: WorkerPool.coreCount) { contest in
            merge(
                base: contest.base, local: contest.local, incoming: contest.incoming, options: contest.options)
        }
        return try zip(contests, merges).map { try settle($0, $1) }
    }

    private func settle(_ contest: Contest, _ merge: FileMerge) throws -> Outcome {
        let (unit, side, path) = (contest.unit, contest.side, contest.path)
        switch merge.outcome {
        case .clean(let bytes):
            return merged(unit, FileVersion(mode: contest.mode, bytes: bytes), merge, path: path)
        case .binary:
            return held(unit, side, HoldReason(kind: .binary, message: "a binary file that both sides changed"), merge)
        case .conflicted(let hunks):
            var recalled = Recollection.Recalled(
                merge: merge,
                places: ConflictPlace.all(
                    of: merge, base: contest.base, local: contest.local, incoming: contest.incoming, path: path))
            if let recollection, let template = unit.template {
                let texts = (base: contest.base, local: contest.local, incoming: contest.incoming)
                try recollection.recall(&recalled, template: template, texts, options: contest.options)
            }
            if case .clean(let bytes) = recalled.merge.outcome {
                return merged(unit, FileVersion(mode: contest.mode, bytes: bytes), recalled.merge, path: path)
            }
            if let decision = olderState(contest) {
                return merged(
                    unit, contest.replaced, .settled(contest.incoming, decisions: [decision]), path: path)
            }
            let kind = hunks.first?.kind ?? .contentOverlap
            let places = hunks.count == 1 ? "the same place" : "the same \(hunks.count) places"
            let reason = HoldReason(kind: kind, message: "both sides changed \(places)", conflicts: hunks.count)
            var outcome = held(unit, side, reason, recalled.merge)
            (outcome.places, outcome.suggestedBy) = (recalled.places, recalled.suggestedBy)
            return outcome
        }
    }

    /// The decision that a file is the template's of another state, so that nobody edited it; nil where somebody did.
    private func olderState(_ contest: Contest) -> Merge.Decision? {
        let resolver = AutomaticResolver.olderState.rawValue
        guard !contest.options.disabledResolvers.contains(resolver),
            !unreadable(contest.incoming, after: contest.local, path: contest.path),
            let commit = olderStates?.commit(of: contest.unit, local: contest.local)
        else { return nil }
        return Merge.Decision(
            resolver: resolver, line: 0,
            message: "the file is the template's of \(commit.hex.prefix(12)), which nobody edited")
    }
}
