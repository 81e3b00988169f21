import Drift
import Git

/// Finds repositories on this machine.
public enum FolderScan {
    /// How deep below a folder repositories are looked for.
    static let depth = 8

    /// The members that a folder stands for: the repository that it is, those below it, or its part of one above it.
    ///
    /// Links are not followed, folders whose names begin with a dot are not looked into, and nothing is looked for inside of a
    /// repository.
    /// - Parameter path: The folder as a person named it; names of members begin with it.
    /// - Throws: ``DriftError`` when there is no such folder, or no repository in sight.
    public static func members(at path: String) throws -> [FleetMember] {
        let real = try FileSystem.realPath(path)
        guard FileSystem.isDirectory(real) else {
            throw DriftError(
                .files, "\(path) is no folder", fix: "name a folder, or a list of repositories with --list")
        }
        if isRepository(real) { return [FleetMember(id: MemberName.of(folder: path), location: .folder(path))] }
        var found: [FleetMember] = []
        search(path, depth: depth, &found)
        if !found.isEmpty { return found }
        if let repository = try? Repository.discover(from: real), let root = repository.workTree,
            let top = try? FileSystem.realPath(root), real.hasPrefix(top + "/")
        {
            let directory = String(real.dropFirst(top.utf8.count + 1))
            return [FleetMember(id: MemberName.of(folder: top), location: .folder(top), directory: directory)]
        }
        throw DriftError(
            .notARepository, "\(path) is in no git repository, and none is below it",
            fix: "name a folder with repositories in it, or a list of them with --list")
    }

    private static func search(_ folder: String, depth: Int, _ found: inout [FleetMember]) {
        guard depth > 0 else { return }
        for name in FileSystem.names(in: folder) where !name.hasPrefix(".") {
            let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
            guard FileSystem.isDirectory(path) else { continue }
            if isRepository(path) {
                found.append(FleetMember(id: MemberName.of(folder: path), location: .folder(path)))
            } else {
                search(path, depth: depth - 1, &found)
            }
        }
    }

    private static func isRepository(_ path: String) -> Bool {
        if FileSystem.exists(path + "/.git") { return true }
        return FileSystem.exists(path + "/HEAD") && FileSystem.isDirectory(path + "/objects")
            && FileSystem.isDirectory(path + "/refs")
    }
}
