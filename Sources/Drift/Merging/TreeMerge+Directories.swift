import Git
import Template

extension TreeMerge {
    /// The owners' own files in directories that the template moved.
    ///
    /// Left behind, such a file silently stops applying (a manifest that `kubectl` no longer sees). It follows when the
    /// template's files directly in its directory went to one new directory and none is left; else it is only reported.
    func directoryFollowers(_ outcomes: [Outcome]) throws -> [DirectoryFollower] {
        let moves = directoryMoves(outcomes)
        guard !moves.isEmpty else { return [] }
        var known: Set<String> = []
        var templateDirectories: Set<String> = []
        var tree = Occupied(local: local)
        for outcome in outcomes {
            known.insert(outcome.unit.localPath)
            if let path = outcome.unit.incomingPath {
                known.insert(path)
                templateDirectories.formUnion(ancestors(of: path))
            }
            if let path = outcome.resultPath { tree.add(path, ancestors(of: path)) }
            if let path = outcome.unit.basePath { templateDirectories.insert(parent(of: path)) }
        }
        var followers: [DirectoryFollower] = []
        for (from, move) in moves.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            for item in try ownFiles(under: from) where !known.contains(item.path) {
                guard ancestors(of: item.path).first(where: templateDirectories.contains) == from else { continue }
                let destination = move.to + item.path.dropFirst(from.count)
                var obstacle = move.obstacle
                if templateDirectories.contains(item.path) { obstacle = "the template has a directory of that name" }
                if obstacle == nil { obstacle = try movability(item.version) }
                if obstacle == nil, try tree.isTaken(destination, ancestors(of: destination)) {
                    obstacle = "its place there is taken"
                }
                if obstacle == nil { tree.add(destination, ancestors(of: destination)) }
                followers.append(
                    DirectoryFollower(
                        path: item.path, destination: obstacle == nil ? destination : nil, obstacle: obstacle,
                        version: item.version, directory: (from, move.to)))
            }
        }
        return followers
    }

    /// Why a file of this kind can't simply move; nil when it can.
    private func movability(_ version: FileVersion) throws -> String? {
        switch version.mode {
        case .submodule:
            return ".gitmodules names its path"
        case .symlink:
            let target = String(decoding: try local.bytes(of: version), as: UTF8.self)
            return target.utf8.split(separator: 0x2F).contains { $0.elementsEqual("..".utf8) }
                ? "it links to \(target), seen from where it is" : nil
        default:
            return nil
        }
    }

    private struct DirectoryMove {
        var to: String
        /// Why the owners' files stay where they are; nil when they follow.
        var obstacle: String?
    }

    /// Directories that the template moved from the recorded release to the target, with all files directly in them.
    private func directoryMoves(_ outcomes: [Outcome]) -> [String: DirectoryMove] {
        var destinations: [String: Set<String>] = [:]
        var moved: [String: Int] = [:]
        var dropped: [String: Int] = [:]
        var left: [String: String] = [:]
        for outcome in outcomes {
            if let result = outcome.resultPath { left[parent(of: result)] = result }
            // What moved before an earlier upgrade held it moves no directory now.
            guard let path = outcome.unit.basePath, !outcome.unit.wasHeld else { continue }
            let from = parent(of: path)
            guard let target = outcome.unit.incomingPath else {
                dropped[from, default: 0] += 1
                continue
            }
            destinations[from, default: []].insert(parent(of: target))
            if outcome.resultPath != nil { moved[from, default: 0] += 1 }
        }
        let before = Set(base.files.lazy.map { parent(of: $0.path) })
        let after = Set(incoming.files.lazy.map { parent(of: $0.path) })
        let afterAbove = Set(incoming.files.lazy.flatMap { ancestors(of: $0.path) })
        var moves: [String: DirectoryMove] = [:]
        for (from, targets) in destinations where !from.isEmpty && !after.contains(from) {
            guard let count = moved[from] else { continue }
            let to = targets.sorted().joined(separator: "/ and ")
            // Files that went from a directory that still holds others to one that was there before are no directory move.
            guard !before.contains(to) || !afterAbove.contains(from) else { continue }
            var move = DirectoryMove(to: to.isEmpty ? "." : to)
            if targets.count > 1 {
                move.obstacle = "there is no one place to follow to"
            } else if to.isEmpty || before.contains(to) {
                move.obstacle = "that directory has been there before"
            } else if let path = left[from] {
                move.obstacle = "\(path) is still there"
            } else if count <= dropped[from, default: 0] {
                move.obstacle = "most of the template's files there were dropped"
            }
            moves[from] = move
        }
        return moves
    }
}

/// The paths that are taken after the merge, as files and as directories.
private struct Occupied {
    let local: any LocalFiles
    private var files: Set<String> = []
    private var directories: Set<String> = []

    init(local: any LocalFiles) { self.local = local }

    mutating func add(_ path: String, _ ancestors: [String]) {
        files.insert(path)
        directories.formUnion(ancestors)
    }

    /// Whether no file can be put at `path`.
    ///
    /// What leaves its place in the same upgrade still counts: that is rare and safe.
    func isTaken(_ path: String, _ ancestors: [String]) throws -> Bool {
        if files.contains(path) || directories.contains(path) { return true }
        if try local.file(at: path) != nil || local.isDirectory(path) { return true }
        return try ancestors.contains { try files.contains($0) || local.file(at: $0) != nil }
    }
}
