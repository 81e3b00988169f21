import Git
import Merge
import OrderedCollections
import Template

extension Plan {
    /// Sets the record that the upgrade will write.
    ///
    /// Where nothing that matters changes the record stays byte for byte as it was: twice is once.
    mutating func settleRecord(
        _ entry: Record.Entry, release: Release, baseline: ObjectID, answers: Answers, outcomes: [TreeMerge.Outcome],
        oldAnswers: Answers
    ) {
        var updated = entry
        updated.release = release.version
        updated.commit = release.commit
        updated.baseline = baseline
        updated.answers = answers
        updated.held = outcomes.compactMap { outcome in
            guard case .hold = outcome.resolution else { return nil }
            return heldEntry(outcome.unit, resultPath: outcome.resultPath, entry: entry, answers: answers)
        }
        let isQuiet =
            updated.release == entry.release && updated.commit == entry.commit && updated.baseline == entry.baseline
            && updated.answers == entry.answers && updated.held == entry.held && files.allSatisfy { !$0.writes }
        guard !isQuiet else { return }
        updated.decisions = decisions(after: entry, outcomes)
        if let index = recordAfter.scaffolds.firstIndex(of: entry) { recordAfter.scaffolds[index] = updated }
    }

    private func heldEntry(
        _ unit: MergeUnit, resultPath: String?, entry: Record.Entry, answers: Answers
    ) -> Record.Held {
        let path = resultPath ?? unit.incomingPath ?? unit.localPath
        let known = entry.held.first { $0.path == unit.localPath && $0.release == unit.baseRelease }
        let oldAnswers = entry.answers.merging(known?.answers ?? [:]) { $1 }
        let old = unit.basePath ?? known.map { $0.was ?? $0.path }
        return Record.Held(
            path: path, release: unit.baseRelease, was: old == path ? nil : old,
            answers: oldAnswers.filter { answers[$0.key] != $0.value })
    }

    /// Earlier decisions that still mean something, and the files that the owners deleted.
    private func decisions(after entry: Record.Entry, _ outcomes: [TreeMerge.Outcome]) -> [Record.Decision] {
        var deleted: Set<String> = []
        var moved: [String: String] = [:]
        for outcome in outcomes {
            let unit = outcome.unit
            if let old = unit.basePath, let result = outcome.resultPath { moved[old] = result }
            guard unit.local == nil, outcome.resultPath == nil, unit.fileClass != .unmanaged,
                let path = unit.incomingPath
            else {
                continue
            }
            if case .hold = outcome.resolution { continue }
            deleted.insert(path)
        }
        var decisions: [Record.Decision] = entry.decisions.compactMap { decision in
            guard decision.kind == .keepLocal else { return nil }
            return Record.Decision(path: moved[decision.path] ?? decision.path, kind: .keepLocal)
        }
        decisions += deleted.map { Record.Decision(path: $0, kind: .deleted) }
        return decisions.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
