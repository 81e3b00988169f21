import Git
import Merge
import Report
import Template

extension Plan.File {
    /// The plan's row for an outcome of the merge; nil where all sides agree.
    init?(_ outcome: TreeMerge.Outcome) {
        let unit = outcome.unit
        let path = outcome.resultPath ?? unit.local.map { _ in unit.localPath } ?? unit.incomingPath ?? unit.localPath
        self.init(
            path: path, previousPath: unit.local != nil && unit.localPath != path ? unit.localPath : nil, action: .none,
            reason: "", base: unit.base, basePath: unit.basePath, local: unit.local, incoming: unit.incoming,
            incomingPath: unit.incomingPath, result: outcome.result, fileClass: unit.fileClass, conflict: nil,
            conflicts: 0, merge: outcome.merge, places: outcome.places, suggestedBy: outcome.suggestedBy,
            baseRelease: unit.baseRelease,
            isMovedByOwners: unit.ownersMoved)
        describe(outcome.resolution, unit)
        guard action != .none || isEdited || isBehind else { return nil }
    }

    private mutating func describe(_ resolution: Resolution, _ unit: MergeUnit) {
        let moved = previousPath == unit.home ? "moved by the template from \(unit.home)" : nil
        switch resolution {
        case .same:
            reason = isEdited ? (local == nil ? "deleted by its owners" : "edited by its owners") : ""
        case .add:
            (action, reason) = (.add, "new in the template")
        case .takeIncoming:
            action = .update
            let change = local?.id == result?.id ? "file mode changed by the template" : "changed by the template"
            reason = [change, moved].compactMap { $0 }.joined(separator: ", ")
        case .merged(_, let decisions):
            action = .merge
            reason = ["both sides changed it", moved].compactMap { $0 }.joined(separator: ", ")
            if !decisions.isEmpty {
                reason += ", by " + Set(decisions.map(\.resolver)).sorted().joined(separator: " and ")
            }
        case .keepLocal(let why):
            describeKept(why, moved)
        case .delete(let decisions):
            let how = decisions.isEmpty ? "unedited" : "edited only in its layout"
            (action, reason) = (.delete, "dropped by the template, \(how)")
            if !decisions.isEmpty { reason += ", by " + decisions.map(\.resolver).joined(separator: " and ") }
            deletedBy = decisions
        case .staysDeleted(let why):
            (action, reason) = (.keep, why + "; it stays deleted")
        case .hold(let why):
            action = .hold
            reason = why.message
            conflict = why.kind
            conflicts = why.conflicts
        }
        if let percent = unit.ownerMoveLikeness, action != .none {
            reason += "; follows its owners' move from \(unit.basePath ?? "?") (\(percent) % alike)"
        }
    }

    private mutating func describeKept(_ why: String?, _ moved: String?) {
        if let moved, writes {
            (action, reason) = (.move, moved)
        } else if let why {
            (action, reason) = (.keep, why)
        } else if isEdited {
            reason =
                isMovedByOwners
                ? "moved by its owners" : isBehind ? "already as in the template" : "edited by its owners"
        }
    }
}
