import Git
import Template

extension TreeMerge {
    /// The owners' own files in directories that the template moved as a whole.
    ///
    /// Left behind, such a file silently stops applying (a manifest that `kubectl` no longer sees). It follows when every
    /// template file directly in its directory went to the same new one; else the outcome is only reported.
    func directoryFollowers(_ outcomes: [Outcome]) throws -> [DirectoryFollower] {
        let moved = movedDirectories(outcomes)
        guard !moved.isEmpty else { return [] }
        var known: Set<String> = []
        var taken: Set<String> = []
        var templateDirectories: Set<String> = []
        for outcome in outcomes {
            known.insert(outcome.unit.localPath)
            if let path = outcome.unit.incomingPath { known.insert(path) }
            if let path = outcome.resultPath { taken.insert(path) }
            if let path = outcome.unit.basePath { templateDirectories.insert(directory(of: path)) }
        }
        var followers: [DirectoryFollower] = []
        for (from, to) in moved.sorted(by: { $0.key < $1.key }) {
            for item in try local.files(under: from) where !known.contains(item.path) {
                guard nearest(of: item.path, among: templateDirectories) == from else { continue }
                let destination = to + item.path.dropFirst(from.count)
                let isFree = try !taken.contains(destination) && local.file(at: destination) == nil
                followers.append(
                    DirectoryFollower(
                        path: item.path, destination: isFree ? destination : nil, version: item.version,
                        directory: (from, to)))
                taken.insert(destination)
            }
        }
        return followers
    }

    /// Directories of the base whose files all went to one new directory (or were deleted), and that the target no longer uses.
    private func movedDirectories(_ outcomes: [Outcome]) -> [String: String] {
        var destinations: [String: Set<String>] = [:]
        var staying: Set<String> = []
        for outcome in outcomes {
            if let path = outcome.unit.incomingPath { staying.insert(directory(of: path)) }
            guard let path = outcome.unit.basePath else { continue }
            let from = directory(of: path)
            // A file that the merge left in the old directory (held there) keeps the directory in use.
            if let result = outcome.resultPath, directory(of: result) == from { staying.insert(from) }
            guard let target = outcome.unit.incomingPath else { continue }
            destinations[from, default: []].insert(directory(of: target))
        }
        var moved: [String: String] = [:]
        for (from, targets) in destinations where !from.isEmpty && !staying.contains(from) {
            if targets.count == 1, let to = targets.first, to != from, !to.isEmpty { moved[from] = to }
        }
        return moved
    }

    private func nearest(of path: String, among directories: Set<String>) -> String {
        var current = directory(of: path)
        while !current.isEmpty, !directories.contains(current) { current = directory(of: current) }
        return current
    }

    private func directory(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[..<$0]) } ?? ""
    }
}
