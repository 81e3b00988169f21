import Git

/// Changes files of the work tree all together: new contents are written aside first, then swapped in.
///
/// Swapping needs no disk space, and what it replaces is kept until the end, so that every failure is taken back.
final class Staging {
    private let root: String
    private let folder: String
    private var steps: [Step] = []
    private var done: [Step] = []

    private struct Step {
        var path: String
        var number: Int
        var isRemoval: Bool
        var hasBackup = false
    }

    /// Staging for the work tree at `root`, in a `folder` that only the holder of the workspace's lock uses.
    init(root: String, folder: String) {
        self.root = root
        self.folder = folder
        FileSystem.removeTree(folder)
    }

    /// Writes a content aside that is to be at `path`.
    func put(_ path: String, _ bytes: [UInt8], mode: FileMode) throws(DriftError) {
        let step = Step(path: path, number: steps.count, isRemoval: false)
        try FileSystem.write(bytes, mode: mode, to: new(step))
        steps.append(step)
    }

    /// Notes that nothing is to be at `path`.
    func remove(_ path: String) { steps.append(Step(path: path, number: steps.count, isRemoval: true)) }

    /// Carries the steps out.
    ///
    /// Removals come first, so that a file can make place for a directory of its name.
    /// - Throws: ``DriftError``; the caller rolls back then.
    func swap() throws(DriftError) {
        for step in steps.filter(\.isRemoval) + steps.filter({ !$0.isRemoval }) {
            let target = absolute(step)
            guard !FileSystem.passesThroughLink(step.path, below: root) else {
                throw DriftError(
                    .workTree, "\(step.path) lies behind a symbolic link", fix: "replace the link by a folder")
            }
            try FileSystem.makeDirectory(above: old(step))
            var step = step
            if step.isRemoval {
                guard FileSystem.exists(target) else { continue }
                try FileSystem.move(target, to: old(step))
                step.hasBackup = true
                done.append(step)
                FileSystem.prune(above: target, upTo: root)
            } else {
                try FileSystem.makeDirectory(above: target)
                if FileSystem.isDirectory(target) {
                    try FileSystem.removeEmptyTree(target)
                } else if FileSystem.exists(target) {
                    try FileSystem.link(target, to: old(step))
                    step.hasBackup = true
                }
                done.append(step)
                try FileSystem.move(new(step), to: target)
            }
        }
    }

    /// Puts back what was swapped out, as far as that goes, and clears up.
    func rollBack() {
        for step in done.reversed() {
            let target = absolute(step)
            if step.hasBackup {
                try? FileSystem.makeDirectory(above: target)
                try? FileSystem.move(old(step), to: target)
            } else {
                try? FileSystem.remove(target, upTo: root)
            }
        }
        close()
    }

    /// Clears up after a success.
    func close() { FileSystem.removeTree(folder) }

    private func absolute(_ step: Step) -> String { root + "/" + step.path }
    private func new(_ step: Step) -> String { folder + "/new-\(step.number)" }
    private func old(_ step: Step) -> String { folder + "/old-\(step.number)" }
}
