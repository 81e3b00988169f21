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
            conflicts: 0, merge: outcome.merge, baseRelease: unit.baseRelease,
            isMovedByOwners: unit.local != nil && unit.basePath != nil && unit.localPath != unit.basePath)
        describe(outcome.resolution, unit)
        guard action != .none || isEdited || isBehind else { return nil }
    }

    private mutating func describe(_ resolution: Resolution, _ unit: MergeUnit) {
        switch resolution {
        case .same:
            reason = isEdited ? (local == nil ? "deleted by its owners" : "edited by its owners") : ""
        case .add:
            (action, reason) = (.add, "new in the template")
        case .takeIncoming:
            action = .update
            reason = movedText ?? (local?.id == result?.id ? "file mode changed by the template" : "changed by the template")
            if local?.id != result?.id, let text = movedText { reason = "changed by the template, " + text }
        case .merged(_, let decisions):
            action = .merge
            reason = ["both sides changed it", movedText].compactMap { $0 }.joined(separator: ", ")
            if !decisions.isEmpty { reason += ", by " + Set(decisions.map(\.resolver)).sorted().joined(separator: " and ") }
        case .keepLocal(let why):
            describeKept(why)
        case .delete:
            (action, reason) = (.delete, "dropped by the template, unedited")
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

    private mutating func describeKept(_ why: String?) {
        if let movedText, writes {
            (action, reason) = (.move, movedText)
        } else if let why {
            (action, reason) = (.keep, why)
        } else if isEdited {
            reason = isMovedByOwners ? "moved by its owners" : isBehind ? "already as in the template" : "edited by its owners"
        }
    }

    private var movedText: String? {
        guard let previousPath, previousPath == basePath else { return nil }
        return "moved by the template from \(previousPath)"
    }
}
