import Git

/// Brings the work tree and the index from one noted state to the other, in either direction, and again after a kill.
struct InPlaceWriter {
    let repository: Repository

    /// Writes every file's `after`, then the index, then marks the note as done.
    func finish(_ files: [Note.File], _ workspace: Workspace) throws {
        try writeFiles(files.map { (path: $0.path, from: $0.before, to: $0.after) })
        try repository.withIndex { (index) throws(GitError) in
            for file in files {
                if let stages = file.stages {
                    let sides = stages.map { $0.map(\.treeContent) }
                    try index.setConflict(file.path, ancestor: sides[0], ours: sides[1], theirs: sides[2])
                } else if let after = file.after {
                    try index.add(file.path, mode: after.mode, id: after.id)
                } else {
                    try index.remove(file.path)
                }
            }
        }
        try workspace.write(.inPlace(files: files, isDone: true))
    }

    /// Writes every file's `before` back, and the index as HEAD has it.
    func undo(_ files: [Note.File]) throws {
        try writeFiles(files.reversed().map { (path: $0.path, from: $0.after, to: $0.before) })
        try repository.withIndex { (index) throws(GitError) in
            for file in files {
                if let before = file.before {
                    try index.add(file.path, mode: before.mode, id: before.id)
                } else {
                    try index.remove(file.path)
                }
            }
        }
    }

    /// Whether the work tree has this content at a path.
    func holds(_ content: Note.Content?, at path: String) throws -> Bool {
        let absolute = try absolutePath(path)
        guard let mode = FileSystem.mode(of: absolute), mode != .directory else { return content == nil }
        guard let content else { return false }
        return try mode == content.mode && ObjectID.of(blob: FileSystem.read(absolute)) == content.id
    }

    /// Removals first, so that a file can make place for a directory of its name.
    private func writeFiles(_ steps: [(path: String, from: Note.Content?, to: Note.Content?)]) throws {
        let root = try absolutePath("")
        for step in steps where step.to == nil { try FileSystem.remove(try absolutePath(step.path), upTo: root) }
        for step in steps {
            guard let to = step.to, try !holds(to, at: step.path) else { continue }
            try FileSystem.write(try repository.blob(to.id), mode: to.mode, to: try absolutePath(step.path))
        }
    }

    private func absolutePath(_ path: String) throws -> String {
        guard let root = repository.workTree else {
            throw DriftError(.repositoryState, "a bare repository has no work tree", fix: "use a clone with a work tree")
        }
        return path.isEmpty ? root : root + "/" + path
    }
}

extension Note.Content {
    var treeContent: TreeChange.Content { TreeChange.Content(mode: mode, id: id) }
}
