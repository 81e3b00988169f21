import Git
import Merge
import Template

/// What becomes of files whose incoming change can't be merged.
public enum ConflictMode: String, CaseIterable, Sendable {
    /// They keep their content and stay at their older base until someone resolves them.
    case hold
    /// Conflict markers are written into them, where they are text.
    case markers
    /// Nothing is written at all.
    case fail
}

extension Plan {
    /// The plan with its conflicts treated as asked.
    /// - Throws: ``DriftError`` with the code `conflicts` for `fail` when there are any.
    public func treating(conflicts mode: ConflictMode) throws(DriftError) -> Plan {
        switch mode {
        case .hold: return self
        case .fail:
            guard let first = held.first else { return self }
            let others = held.count == 1 ? "" : " and \(held.count - 1) more"
            throw DriftError(
                .conflicts, "\(first.path)\(others) can't be merged: \(first.reason)",
                fix: "run it without --conflicts fail: such files are held, and the rest lands")
        case .markers: return withMarkers()
        }
    }

    private func withMarkers() -> Plan {
        var plan = self
        var marked: Set<String> = []
        for index in plan.files.indices where plan.files[index].action == .hold {
            guard let bytes = plan.files[index].marked(labels: labels(for: plan.files[index])) else { continue }
            plan.files[index].result = FileVersion(mode: plan.files[index].result?.mode ?? .file, bytes: bytes)
            plan.files[index].action = .markers
            marked.insert(plan.files[index].path)
        }
        for index in plan.recordAfter.scaffolds.indices where plan.recordAfter.scaffolds[index].name == scaffold {
            plan.recordAfter.scaffolds[index].held.removeAll { marked.contains($0.path) }
        }
        return plan
    }

    /// The names of the three sides in conflict markers.
    func labels(for file: File) -> MarkerLabels {
        MarkerLabels(
            local: "yours", base: "\(scaffold) \(file.baseRelease) (base)", incoming: "\(scaffold) \(to)")
    }
}

extension Plan.File {
    /// The file's text with conflict markers; nil when it is no text that both sides have.
    func marked(labels: MarkerLabels) -> [UInt8]? {
        guard let merge, case .conflicted = merge.outcome else { return nil }
        return merge.marked(labels: labels, style: .zdiff3)
    }
}
