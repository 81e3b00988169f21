import Git

/// Brings the work tree and the index from one noted state to the other, in either direction, and again after a kill.
struct InPlaceWriter {
    private let repository: Repository
    private let workspace: Workspace
    private let root: String

    /// A writer for a repository's work tree.
    /// - Throws: ``DriftError`` when the repository is bare.
    init(_ repository: Repository, _ workspace: Workspace) throws(DriftError) {
        self.repository = repository
        self.workspace = workspace
        root = try repository.requiredWorkTree()
    }

    /// Notes the change, carries it out, and notes that it is done.
    ///
    /// A failure leaves everything as it was.
    func carryOut(_ files: [Note.File]) throws {
        try refuseLinks(files)
        let earlier = try workspace.note()
        try workspace.write(.inPlace(files: files, state: .writing))
        do {
            try change(files.map { (path: $0.path, to: $0.after) }) { (index) throws(GitError) in
                for file in files { try index.set(file) }
            }
        } catch {
            if let earlier { try workspace.write(earlier) } else { try workspace.forgetNote() }
            throw error
        }
        try workspace.write(.inPlace(files: files, state: .done))
    }

    /// Writes every file's `before` back, and the index as HEAD has it.
    func takeBack(_ files: [Note.File]) throws {
        try refuseLinks(files)
        try workspace.write(.inPlace(files: files, state: .undoing))
        try change(files.map { (path: $0.path, to: $0.before) }) { (index) throws(GitError) in
            for file in files { try index.set(file.path, file.before) }
        }
    }

    /// Refuses paths that a symbolic link leads out of the service.
    func refuseLinks(_ files: [Note.File]) throws(DriftError) {
        for file in files where FileSystem.passesThroughLink(file.path, below: root) {
            throw DriftError(
                .workTree, "\(file.path) lies behind a symbolic link, and nothing outside the service is ever written",
                fix: "replace the link by a folder, or upgrade on a branch (without --in-place)")
        }
    }

    /// Changes files and index together, under the index's lock, which is taken before the first file changes.
    private func change(
        _ files: [(path: String, to: Note.Content?)], _ edit: (Index) throws(GitError) -> Void
    ) throws {
        let workTree = try WorkTree(repository)
        let staging = Staging(root: root, folder: workspace.stagingFolder)
        do {
            for file in files where try !workTree.holds(file.to, at: file.path) {
                if let to = file.to {
                    try staging.put(file.path, repository.blob(to.id), mode: to.mode)
                } else {
                    staging.remove(file.path)
                }
            }
            var problem: DriftError?
            do {
                try repository.withIndex { (index) throws(GitError) in
                    try edit(index)
                    do throws(DriftError) {
                        try staging.swap()
                    } catch {
                        problem = error
                        throw GitError(code: .invalid, message: error.message, operation: "swap")
                    }
                }
            } catch {
                throw problem ?? error
            }
        } catch {
            staging.rollBack()
            throw error
        }
        staging.close()
    }
}

extension Index {
    fileprivate func set(_ file: Note.File) throws(GitError) {
        guard let stages = file.stages else { return try set(file.path, file.after) }
        let sides = stages.map { $0.map(\.treeContent) }
        try setConflict(file.path, ancestor: sides[0], ours: sides[1], theirs: sides[2])
    }

    fileprivate func set(_ path: String, _ content: Note.Content?) throws(GitError) {
        if let content { try add(path, mode: content.mode, id: content.id) } else { try remove(path) }
    }
}

extension Note.Content {
    var treeContent: TreeChange.Content { TreeChange.Content(mode: mode, id: id) }
}
