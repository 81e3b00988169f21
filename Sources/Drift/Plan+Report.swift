import Merge
import OrderedCollections
public import Report
import Template

extension Plan {
    /// The plan as a report; the branch, the commit and the tree are added by whoever carries it out.
    public var report: UpgradeReport {
        let waiting = files.filter { $0.action == .hold || $0.action == .markers }
        return UpgradeReport(
            result: !waiting.isEmpty ? .held : isUpToDate ? .upToDate : .updated, scaffold: scaffold,
            from: from.description, to: to.description,
            files: files.filter { $0.action != .none }.map(\.report),
            held: waiting.map { file in
                UpgradeReport.Held(
                    path: file.path, kind: file.conflict?.rawValue ?? "", release: file.baseRelease.description,
                    conflicts: file.conflicts, places: file.conflictRecords)
            },
            answers: answerChanges.map { change in
                (change.name, change.old?.display, change.new?.display, change.reason)
            },
            findings: findings, notes: notes.map { ($0.release.description, $0.text) })
    }
}

extension Plan.File {
    fileprivate var report: UpgradeReport.File {
        UpgradeReport.File(
            path: path, previousPath: previousPath, action: action.rawValue, reason: reason,
            decisions: ((merge?.decisions ?? []) + deletedBy).map { "\($0.resolver): \($0.message)" })
    }
}
