import Git

extension Upgrade {
    /// The branch that upgrades of this service go to unless another is named.
    ///
    /// `scaffold/NAME` for a service at the root of its repository, else `scaffold/FOLDER.NAME` with dots for slashes.
    /// A folder that this can't tell apart from all others, or that git allows in no ref, gets a hash at the end.
    public var defaultBranch: String {
        let folder = service.directory
        guard !folder.isEmpty else { return "scaffold/" + Self.refName(plan.scaffold) }
        let name = Self.refName(folder.split(separator: "/").joined(separator: "."))
        let isPlain = !folder.utf8.contains(0x2E) && name.utf8.elementsEqual(folder.utf8.map { $0 == 0x2F ? 0x2E : $0 })
        let mark = isPlain ? "" : "-" + ObjectID.of(blob: Array(folder.utf8)).hex.prefix(8)
        return "scaffold/" + name + mark + "." + Self.refName(plan.scaffold)
    }

    /// A text with a dash for everything that may not be in a ref's name.
    private static func refName(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            let isBad = byte <= 0x20 || byte == 0x7F || "~^:?*[\\/{}@".utf8.contains(byte)
            // No dot at the start or after another.
            let isBadDot = byte == 0x2E && (out.isEmpty || out.last == 0x2E)
            out.append(isBad || isBadDot ? 0x2D : byte)
        }
        let name = String(decoding: out, as: UTF8.self)
        return name.hasSuffix(".lock") || name.hasSuffix(".") ? name + "-" : name
    }

    /// Writes the upgrade as one commit on top of HEAD and points a branch to it, last.
    ///
    /// The work tree, the index and HEAD stay as they are. Killed at any point, the branch is where it was or where it
    /// should be, and running it again finishes.
    /// - Parameter name: the branch without `refs/heads/`; nil for ``defaultBranch``.
    /// - Throws: ``DriftError`` when the branch is checked out or holds somebody's commits, `GitError` from the repository.
    public func toBranch(_ name: String? = nil) throws -> Outcome {
        let repository = service.repository
        let branch = name ?? defaultBranch
        let reference = "refs/heads/" + branch
        let workspace = try Workspace(repository)
        defer { workspace.close() }
        try Recovery(repository: repository, workspace: workspace).run(changesWorkTree: false)
        let before = try repository.reference(reference)
        try refuseIfTaken(branch, reference, before)
        let author = try repository.signature(.author)
        let committer = try repository.signature(.committer)
        let tree = try writeTree()
        if let before {
            let commit = try repository.commit(before)
            if commit.tree == tree, commit.parents == [service.commit.id], Seal.isIntact(commit) {
                return Outcome(branch: branch, commit: before, tree: tree, isUnchanged: true)
            }
        }
        let parents = [service.commit.id]
        let text = Seal.sealed(message, tree: tree, parents: parents, author: author, committer: committer)
        let commit = try repository.writeCommit(
            tree: tree, parents: parents, author: author, committer: committer, message: text)
        try workspace.write(.branch(name: branch, before: before, after: commit))
        try repository.setReference(reference, to: commit, expecting: before, message: "scaffold: upgrade to \(plan.to)")
        return Outcome(branch: branch, commit: commit, tree: tree, isUnchanged: false)
    }

    private func refuseIfTaken(_ branch: String, _ reference: String, _ before: ObjectID?) throws {
        let repository = service.repository
        if try repository.isCheckedOut(reference) || service.head.branch == reference {
            throw DriftError(
                .foreignBranch, "the branch \(branch) is checked out: moving it would make its work tree look edited",
                fix: "switch to another branch first, or use --in-place")
        }
        guard let before, before != service.commit.id else { return }
        let commit = try repository.commit(before)
        if Seal.isIntact(commit) { return }
        if try repository.isAncestor(before, of: service.commit.id) { return }
        throw DriftError(
            .foreignBranch,
            "the branch \(branch) holds a commit of \(commit.author.name) (\(before.hex.prefix(12)) \(commit.summary))",
            fix: "merge or delete that branch, or name another one with --branch")
    }
}
