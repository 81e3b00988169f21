import Report
import Template

extension Plan {
    /// Adds the owners' own files in directories that the template moved: they follow, or a finding says they stayed behind.
    mutating func add(_ followers: [TreeMerge.DirectoryFollower]) {
        for follower in followers {
            guard let destination = follower.destination else {
                findings.append(
                    Finding(
                        rule: "directory-rename", severity: .warning, path: follower.path,
                        message:
                            "the template moved \(follower.directory.from)/ to \(follower.directory.to)/; this file stays "
                            + "behind, since \(follower.obstacle ?? "its place there is taken")"))
                continue
            }
            files.append(
                File(
                    path: destination, previousPath: follower.path, action: .move,
                    reason: "its owners' file; its directory moved from \(follower.directory.from)", base: nil,
                    basePath: nil,
                    local: follower.version, incoming: nil, incomingPath: nil, result: follower.version,
                    fileClass: .managed,
                    conflict: nil, conflicts: 0, merge: nil, baseRelease: from, isMovedByOwners: false))
            findings.append(
                Finding(
                    rule: "directory-rename", severity: .note, path: destination,
                    message: "moved with its directory from \(follower.path), where nothing of the template is left"))
        }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
