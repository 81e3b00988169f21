import Git
import Merge
import Report

extension Plan.File {
    /// The record of each conflict, of which every format is made.
    var conflictRecords: [UpgradeReport.Conflict] {
        guard let merge, case .conflicted(let hunks) = merge.outcome, hunks.count == places.count else {
            return [
                UpgradeReport.Conflict(
                    path: path, format: "file", kind: conflict?.rawValue ?? "", reason: reason, base: side(base),
                    local: side(local), incoming: side(incoming))
            ]
        }
        return hunks.enumerated().map { index, hunk in
            UpgradeReport.Conflict(
                path: path, format: places[index].format, entity: places[index].entity,
                lines: .init(
                    base: counted(hunk.baseLines), local: counted(hunk.localLines),
                    incoming: counted(hunk.incomingLines)),
                kind: hunk.kind.rawValue, reason: hunk.kind.explanation, base: side(hunk.base),
                local: side(hunk.local), incoming: side(hunk.incoming),
                suggestion: hunk.suggestion.map { String(decoding: $0, as: UTF8.self) },
                suggestedBy: suggestedBy[index])
        }
    }

    private func side(_ version: FileVersion?) -> UpgradeReport.Conflict.Side {
        version.map { .object($0.id.hex) } ?? .absent
    }

    private func side(_ text: [UInt8]) -> UpgradeReport.Conflict.Side {
        text.isEmpty ? .absent : .text(String(decoding: text, as: UTF8.self))
    }

    private func counted(_ lines: Range<Int>) -> ClosedRange<Int>? {
        lines.isEmpty ? nil : lines.lowerBound + 1...lines.upperBound
    }
}
