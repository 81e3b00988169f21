import Git
import Template

extension Upgrade {
    /// Writes the upgrade into the work tree and the index, and commits nothing.
    ///
    /// Only files that the upgrade changes are touched, and only where they are as in HEAD. Files with conflict markers
    /// get their three sides in the index, so that `git mergetool` and `git checkout --ours/--theirs/--merge` work.
    /// Killed at any point, running it again finishes, and `scaffold undo` takes it back.
    /// - Throws: ``DriftError`` `work-tree` when such a file has uncommitted changes or an unversioned file is in the way,
    ///   and while git is in the midst of a merge or rebase, which the upgrade would become a part of.
    public func inPlace() throws -> Outcome {
        if let operation = service.repository.operationUnderWay {
            throw DriftError(
                .workTree, "\(operation) is under way, and what is staged now would become part of it",
                fix: "finish or abort it first, or upgrade on a branch (without --in-place)")
        }
        return try inPlace("the upgrade", otherwise: ", or upgrade on a branch (without --in-place)")
    }

    /// The same for other changes of the work tree.
    /// - Parameters:
    ///   - what: What would overwrite uncommitted work, for messages.
    ///   - otherwise: What else can be done then, as the end of a sentence.
    func inPlace(_ what: String, otherwise: String) throws -> Outcome {
        let repository = service.repository
        _ = try repository.requiredWorkTree()
        let workspace = try Workspace(repository)
        defer { workspace.close() }
        try Recovery(repository: repository, workspace: workspace).run(changesWorkTree: true)
        let writer = try InPlaceWriter(repository, workspace)
        let files = try notes()
        try writer.refuseLinks(files)
        try refuseDirty(files, what, otherwise)
        let tree = try writeTree()
        try storeSides()
        try writer.carryOut(files)
        return Outcome(branch: nil, commit: nil, tree: tree, isUnchanged: false)
    }

    /// What happens to each file, by path from the repository's root; the record comes last.
    ///
    /// Stores nothing.
    private func notes() throws -> [Note.File] {
        let conflicts = Dictionary(
            plan.files.filter { $0.action == .markers }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var files: [Note.File] = []
        for (path, version) in plan.changes.sorted(by: { $0.key < $1.key }) {
            files.append(
                Note.File(
                    path: service.repositoryPath(path), before: try head(path), after: version.map(Note.Content.init),
                    stages: conflicts[path].map { [$0.base, $0.local, $0.incoming].map { $0.map(Note.Content.init) } }))
        }
        for (path, bytes) in try plan.recordChanges() {
            files.append(
                Note.File(
                    path: service.repositoryPath(path), before: try head(path),
                    after: bytes.map { Note.Content(mode: .file, id: .of(blob: $0)) }, stages: nil))
        }
        return files
    }

    private func head(_ path: String) throws -> Note.Content? {
        guard let entry = try service.repository.entry(at: path, in: service.tree), entry.mode != .directory else {
            return nil
        }
        return Note.Content(mode: entry.mode, id: entry.id)
    }

    /// Stores the three sides of conflicts: the old template output is in nobody's history.
    private func storeSides() throws {
        for file in plan.files where file.action == .markers {
            for side in [file.base, file.local, file.incoming] {
                if let bytes = side?.bytes { _ = try service.repository.writeBlob(bytes) }
            }
        }
    }

    /// Refuses when something would be overwritten that is neither as in HEAD nor as the upgrade leaves it.
    ///
    /// Contents are compared, not git's status: it says nothing of files that are ignored or marked as unchanged.
    private func refuseDirty(_ files: [Note.File], _ what: String, _ otherwise: String) throws {
        let workTree = try WorkTree(service.repository)
        let touched = Set(files.map(\.path))
        let entries = try service.repository.indexEntries().filter { touched.contains($0.path) }
        let index = Dictionary(grouping: entries, by: \.path)
        let removed = Set(files.filter { $0.after == nil }.map(\.path))
        let inTheWay = try files.filter { file in
            let entries = index[file.path] ?? []
            guard file.isStaged(as: entries) else { return true }
            if try workTree.holds(file.after, at: file.path) { return false }
            if file.before == nil { return !workTree.isFree(file.path, removing: removed) }
            if try workTree.isLike(file.before, at: file.path) { return false }
            let isLeftOut = entries.contains(where: \.isOutsideSparseCheckout)
            return !(isLeftOut && workTree.isFree(file.path, removing: removed))
        }
        guard let first = inTheWay.first else { return }
        let list = inTheWay.prefix(5).map(\.path).joined(separator: ", ")
        let rest = inTheWay.count > 5 ? " and \(inTheWay.count - 5) more" : ""
        throw DriftError(
            .workTree, "\(what) would overwrite uncommitted work in \(list)\(rest)",
            fix: (first.before == nil ? "move it away or commit it first" : "commit or stash it first") + otherwise)
    }
}

extension Note.Content {
    /// The noted form of a version.
    init(_ version: FileVersion) { self.init(mode: version.mode, id: version.id) }
}

extension Note.File {
    /// Whether the index has the file as HEAD has it, or as the upgrade leaves it.
    fileprivate func isStaged(as entries: [IndexEntry]) -> Bool {
        func content(_ stage: Int) -> Note.Content? {
            entries.first { $0.stage == stage }.map { Note.Content(mode: $0.mode, id: $0.id) }
        }
        if entries.contains(where: { $0.stage > 0 }) { return stages == [content(1), content(2), content(3)] }
        return content(0) == before || (stages == nil && content(0) == after)
    }
}
