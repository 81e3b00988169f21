import Git
import Merge
import OrderedCollections
import Template

extension Plan {
    /// The record files that change, by path relative to the service; nil removes one.
    func recordChanges() throws(DriftError) -> [(path: String, bytes: [UInt8]?)] {
        var changes: [(path: String, bytes: [UInt8]?)] = []
        for (before, after) in zip(recordBefore.scaffolds, recordAfter.scaffolds) {
            if let old = before.foreign, let new = after.foreign, old.bytes != new.bytes {
                changes.append((new.path, new.bytes))
            }
        }
        guard changesRecord else { return changes }
        let after = try recordAfter.storedBytes()
        if after != (try recordBefore.storedBytes()) { changes.append((Record.fileName, after)) }
        return changes
    }

    /// Sets the record that the upgrade will write.
    ///
    /// Where nothing that matters changes the record stays byte for byte as it was: twice is once.
    /// - Parameters:
    ///   - entry: The entry as it is.
    ///   - next: The entry with the release, the answers and the like that the upgrade goes to.
    mutating func settleRecord(_ entry: Record.Entry, to next: Record.Entry, outcomes: [TreeMerge.Outcome]) {
        var updated = next
        updated.held = outcomes.compactMap { outcome in
            guard case .hold = outcome.resolution else { return nil }
            return heldEntry(outcome.unit, resultPath: outcome.resultPath, entry: entry, answers: next.answers)
        }
        guard updated != entry || files.contains(where: \.writes) else { return }
        updated.decisions = decisions(after: entry, outcomes)
        if let index = recordAfter.scaffolds.firstIndex(of: entry) { recordAfter.scaffolds[index] = updated }
    }

    private func heldEntry(
        _ unit: MergeUnit, resultPath: String?, entry: Record.Entry, answers: Answers
    ) -> Record.Held {
        let path = resultPath ?? unit.incomingPath ?? unit.localPath
        let oldAnswers = entry.answers.merging(unit.held?.answers ?? [:]) { $1 }
        let old = unit.basePath ?? unit.held.map { $0.was ?? $0.path }
        return Record.Held(
            path: path, release: unit.baseRelease, was: old == path ? nil : old,
            answers: oldAnswers.filter { answers[$0.key] != $0.value })
    }

    /// Earlier decisions that still mean something, and the deletions of files that the template changed.
    ///
    /// A file that the template left alone is not noted: its owners may only have moved it, and a note would keep later
    /// changes from following it. A deletion outlives the file in the template, so that it stays deleted if it comes back.
    private func decisions(after entry: Record.Entry, _ outcomes: [TreeMerge.Outcome]) -> [Record.Decision] {
        var paths: [String: String] = [:]
        var present: Set<String> = []
        var deleted: Set<String> = []
        for outcome in outcomes {
            let unit = outcome.unit
            let path = outcome.resultPath ?? unit.incomingPath ?? unit.localPath
            if let old = unit.basePath { paths[old] = path }
            if unit.local != nil || outcome.resultPath != nil { present.insert(path) }
            guard unit.local == nil, outcome.resultPath == nil, unit.fileClass != .unmanaged, unit.wouldChange else {
                continue
            }
            if case .hold = outcome.resolution { continue }
            if unit.base != nil || entry.decisions.contains(where: { $0.path == unit.localPath }) {
                deleted.insert(path)
            }
        }
        var kept: Set<Record.Decision> = []
        for decision in entry.decisions {
            let path = paths[decision.path] ?? decision.path
            if decision.kind == .deleted, present.contains(path) { continue }
            kept.insert(Record.Decision(path: path, kind: decision.kind))
        }
        // A file of another tool's record would be made for nothing else: there, what is not in HEAD stays away anyway.
        if entry.foreign != nil { deleted = [] }
        for path in deleted { kept.insert(Record.Decision(path: path, kind: .deleted)) }
        return kept.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
