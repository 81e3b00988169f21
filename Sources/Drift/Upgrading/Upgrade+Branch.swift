import Git

extension Upgrade {
    /// The branch that upgrades of this service go to unless another is named.
    public var defaultBranch: String { Self.branch(of: plan.scaffold, in: service.directory) }

    /// The branch for upgrades of a scaffold in a folder of a repository: the same for each release.
    public static func branch(of scaffold: String, in directory: String) -> String {
        BranchName.forUpgrades(of: scaffold, in: directory)
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
        try refuseUnusable(branch)
        let workspace = try Workspace(repository)
        defer { workspace.close() }
        try Recovery(repository: repository, workspace: workspace).run(changesWorkTree: false)
        let before = try repository.reference(reference)
        try refuseIfTaken(branch, reference, before)
        let made = try makeCommit(unlessAt: before)
        if made.isUnchanged { return Outcome(branch: branch, commit: made.id, tree: made.tree, isUnchanged: true) }
        let commit = made.id
        let earlier = try workspace.note()
        try workspace.write(.branch(name: branch, before: before, after: commit, state: .writing))
        do {
            try repository.setReference(
                reference, to: commit, expecting: before, message: "scaffold: upgrade to \(plan.to)")
        } catch {
            if let earlier { try workspace.write(earlier) } else { try workspace.forgetNote() }
            throw error
        }
        return Outcome(branch: branch, commit: commit, tree: made.tree, isUnchanged: false)
    }

    /// Refuses names that git takes for no branch, and those that another branch blocks: `a` and `a/b` can't both be.
    private func refuseUnusable(_ branch: String) throws {
        guard BranchName.isValid(branch) else {
            throw DriftError(
                .foreignBranch, "'\(branch)' is no name for a branch",
                fix: "name one without spaces, colons, '..' and the like")
        }
        let repository = service.repository
        let above = try FileSystem.ancestors(of: branch).first { try repository.reference("refs/heads/" + $0) != nil }
        let below = try repository.references(under: "refs/heads/" + branch).first?.name
        guard let other = above ?? below.map({ String($0.dropFirst("refs/heads/".count)) }) else { return }
        throw DriftError(
            .foreignBranch, "there can't be a branch \(branch) beside the branch \(other)",
            fix: "name another one with --branch, or rename \(other)")
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
