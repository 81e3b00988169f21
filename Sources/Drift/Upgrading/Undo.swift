public import Git

/// Takes back what the last run did.
public struct Undo {
    /// The repository.
    public let repository: Repository

    /// Makes an undo for a repository.
    public init(repository: Repository) { self.repository = repository }

    /// An undo for the repository that a folder is in.
    public static func inRepository(of path: String) throws -> Undo {
        Undo(repository: try Service.discover(FileSystem.realPath(path)))
    }

    /// What was taken back.
    public enum Outcome: Hashable, Sendable {
        /// A branch was deleted.
        case deletedBranch(String)
        /// A branch was moved back to the commit it had.
        case movedBranch(String, to: ObjectID)
        /// Files of the work tree have their old content again.
        case restoredFiles([String])
    }

    /// Takes the last run back.
    /// - Throws: ``DriftError`` `undo` when there is nothing to take back, or somebody worked on it since.
    public func run() throws -> Outcome {
        let workspace = try Workspace(repository)
        defer { workspace.close() }
        guard let note = try workspace.note() else {
            throw DriftError(
                .undo, "there is no upgrade to take back in \(repository.displayPath)",
                fix: "only the last upgrade or resolve of a repository can be, and only once; `git status` shows what "
                    + "is not committed")
        }
        let recovery = Recovery(repository: repository, workspace: workspace)
        recovery.clearLocks(note)
        let outcome: Outcome
        switch note {
        case .branch(let name, let before, let after, _): outcome = try undoBranch(name, before, after, workspace, note)
        case .inPlace(let files, let state):
            if state == .done { try refuseChanged(files) }
            try recovery.takeBack(files)
            outcome = .restoredFiles(files.map(\.path))
        }
        try workspace.forgetNote()
        return outcome
    }

    private func undoBranch(
        _ name: String, _ before: ObjectID?, _ after: ObjectID, _ workspace: Workspace, _ note: Note
    ) throws -> Outcome {
        let reference = "refs/heads/" + name
        let current = try repository.reference(reference)
        // An undo that was killed after it moved the branch.
        if current == before { return before.map { .movedBranch(name, to: $0) } ?? .deletedBranch(name) }
        guard current == after else {
            throw DriftError(
                .undo, "the branch \(name) has moved since the upgrade",
                fix: "look at it with `git log \(name)` and move it yourself")
        }
        guard try !repository.isCheckedOut(reference) else {
            throw DriftError(.undo, "the branch \(name) is checked out", fix: "switch to another branch first")
        }
        try workspace.write(.branch(name: name, before: before, after: after, state: .undoing))
        do {
            guard let before else {
                try repository.deleteReference(reference, expecting: after)
                return .deletedBranch(name)
            }
            try repository.setReference(reference, to: before, expecting: after, message: "scaffold: undo")
            return .movedBranch(name, to: before)
        } catch {
            try workspace.write(note)
            throw error
        }
    }

    private func refuseChanged(_ files: [Note.File]) throws {
        let workTree = try WorkTree(repository)
        let changed = try files.filter { try !workTree.isLike($0.after, at: $0.path) }.map(\.path)
        guard changed.isEmpty else {
            throw DriftError(
                .undo, "changed since the upgrade: \(changed.prefix(5).joined(separator: ", "))",
                fix: "commit or stash those changes, or restore files one by one with `git checkout HEAD -- PATH`")
        }
    }
}
