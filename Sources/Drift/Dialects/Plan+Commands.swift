import Git
import Report
import Template

extension Plan {
    /// Takes what a command made of the merged files into the plan.
    /// - Parameters:
    ///   - isOutOfReach: Tells the files whose change is not taken.
    /// - Returns: The paths that changed, sorted.
    mutating func take(
        _ after: [TemplateFile], insteadOf before: [TemplateFile], after command: DialectCommand,
        leavingOut isOutOfReach: (String) -> Bool
    ) throws -> [String] {
        let old = Dictionary(before.map { ($0.path, FileVersion(mode: $0.mode, bytes: $0.bytes)) }) { first, _ in first
        }
        let new = Dictionary(after.map { ($0.path, FileVersion(mode: $0.mode, bytes: $0.bytes)) }) { first, _ in first }
        let left = Dictionary(after.map { ($0.path, $0) }) { first, _ in first }
        let ignored = IgnoredFiles(after)
        var changed: [String] = []
        for path in Set(old.keys).union(new.keys).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let (was, now) = (old[path], new[path])
            if let was, let now, was.isSame(as: now) { continue }
            // What git ignores would not have been committed either.
            if was == nil, ignored.contains(path) { continue }
            let complaint =
                isOutOfReach(path)
                ? "waits for a person or is a record"
                : left[path].flatMap { OutputPath.complaint(about: $0) }
            if let complaint {
                findings.append(
                    Finding(
                        rule: "command-change-left-out", severity: .warning, path: path,
                        message:
                            "a command changed the file, which is left as it was: it \(complaint): \(command.command)"))
                continue
            }
            set(path, to: now, before: was, because: "changed by a \(command.stage == "task" ? "task" : "migration")")
            changed.append(path)
        }
        return changed
    }

    /// Sets what a file is after the upgrade, whatever the merge made of it.
    private mutating func set(_ path: String, to version: FileVersion?, before: FileVersion?, because reason: String) {
        guard let index = files.firstIndex(where: { $0.path == path }) else {
            files.append(
                File(
                    path: path, action: before == nil ? .add : version == nil ? .delete : .update, reason: reason,
                    local: before, result: version, fileClass: .unmanaged, conflicts: 0, baseRelease: from,
                    isMovedByOwners: false))
            return
        }
        files[index].result = version
        files[index].reason = [files[index].reason, reason].filter { !$0.isEmpty }.joined(separator: ", ")
        if version == nil {
            files[index].action = .delete
        } else if files[index].action == .none || files[index].action == .keep || files[index].action == .delete {
            files[index].action = files[index].local == nil ? .add : .update
        }
    }
}
