import Git
import Template

extension Upgrade {
    /// Writes the upgrade into the work tree and the index, and commits nothing.
    ///
    /// Only files that the upgrade changes are touched, and only where they are as in HEAD. Files with conflict markers
    /// get their three sides in the index, so that `git mergetool` and `git checkout --ours/--theirs/--merge` work.
    /// - Throws: ``DriftError`` `work-tree` when such a file has uncommitted changes or an unversioned file is in the way.
    public func inPlace() throws -> Outcome {
        let repository = service.repository
        guard let folder = service.folder else {
            throw DriftError(.repositoryState, "a bare repository has no work tree", fix: "leave --in-place out")
        }
        let workspace = try Workspace(repository)
        defer { workspace.close() }
        try Recovery(repository: repository, workspace: workspace).run()
        try refuseLinks(folder)
        let tree = try writeTree()
        let files = try notes()
        try refuseDirty(files, folder)
        try workspace.write(.inPlace(files: files, isDone: false))
        try InPlaceWriter(repository: repository).finish(files, workspace)
        return Outcome(branch: nil, commit: nil, tree: tree, isUnchanged: false)
    }

    /// What happens to each file, by path from the repository's root; the record comes last.
    private func notes() throws -> [Note.File] {
        let repository = service.repository
        let conflicts = Dictionary(
            plan.files.filter { $0.action == .markers }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var files: [Note.File] = []
        for (path, version) in plan.changes.sorted(by: { $0.key < $1.key }) {
            files.append(
                Note.File(
                    path: service.repositoryPath(path), before: try head(path),
                    after: version.map { Note.Content(mode: $0.mode, id: $0.id) },
                    stages: try conflicts[path].map { try stages(of: $0) }))
        }
        if plan.changesRecord {
            let id = try repository.writeBlob(Array(plan.recordAfter.text.utf8))
            files.append(
                Note.File(
                    path: service.repositoryPath(Record.fileName), before: try head(Record.fileName),
                    after: Note.Content(mode: .file, id: id), stages: nil))
        }
        return files
    }

    private func head(_ path: String) throws -> Note.Content? {
        try service.repository.entry(at: path, in: service.tree).map { Note.Content(mode: $0.mode, id: $0.id) }
    }

    /// The three sides, stored, so that stage 1 exists although the old template output is in nobody's history.
    private func stages(of file: Plan.File) throws -> [Note.Content?] {
        try [file.base, file.local, file.incoming].map { side in
            guard let side else { return nil }
            if let bytes = side.bytes { _ = try service.repository.writeBlob(bytes) }
            return Note.Content(mode: side.mode, id: side.id)
        }
    }

    private func refuseLinks(_ folder: String) throws {
        for path in plan.changes.keys.sorted() where FileSystem.passesThroughLink(path, below: folder) {
            throw DriftError(
                .workTree, "\(path) lies behind a symbolic link, and nothing outside the service is ever written",
                fix: "replace the link by a folder, or upgrade on a branch (without --in-place)")
        }
    }

    private func refuseDirty(_ files: [Note.File], _ folder: String) throws {
        let repository = service.repository
        guard let root = repository.workTree else { return }
        let touched = Set(files.map(\.path))
        let dirty = Set(try repository.status(under: service.directory).filter { !$0.untracked }.map(\.path))
        var inTheWay = touched.intersection(dirty)
        for file in files where file.before == nil && FileSystem.exists(root + "/" + file.path) {
            // An unversioned file is unrecoverable once overwritten, also when it is ignored; a directory left by
            // something else is no file.
            if !FileSystem.isDirectory(root + "/" + file.path) { inTheWay.insert(file.path) }
        }
        guard !inTheWay.isEmpty else { return }
        let list = inTheWay.sorted().prefix(5).joined(separator: ", ")
        let rest = inTheWay.count > 5 ? " and \(inTheWay.count - 5) more" : ""
        throw DriftError(
            .workTree, "the upgrade would overwrite uncommitted work in \(list)\(rest)",
            fix: "commit or stash it first, or upgrade on a branch (without --in-place)")
    }
}
