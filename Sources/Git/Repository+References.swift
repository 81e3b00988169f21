internal import CLibgit2

/// HEAD, branches, tags and revisions.
extension Repository {
    /// Where HEAD points.
    public func head() throws(GitError) -> Head {
        let reference = try make("git_reference_lookup", subject: "HEAD") {
            git_reference_lookup(&$0, handle, "HEAD")
        }
        defer { git_reference_free(reference) }
        if git_reference_type(reference) == GIT_REFERENCE_DIRECT, let oid = git_reference_target(reference) {
            return .detached(ObjectID(oid.pointee))
        }
        let name = text(git_reference_symbolic_target(reference))
        guard let commit = try self.reference(name) else { return .unborn(name: name) }
        return .branch(name: name, commit: commit)
    }

    /// The object a ref holds; symbolic refs are followed, annotated tags are not.
    ///
    /// Nil when there is no such ref.
    ///
    /// The name is a full one (`refs/heads/main`, `HEAD`). Calls `git_reference_name_to_id`.
    public func reference(_ name: String) throws(GitError) -> ObjectID? {
        var oid = git_oid()
        let result = git_reference_name_to_id(&oid, handle, name)
        if result == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check(result, "git_reference_name_to_id", subject: name)
        return ObjectID(oid)
    }

    /// The refs below a folder such as `refs/tags`, in the byte order of their names.
    ///
    /// Refs that stand for no commit (tags of blobs or trees, symbolic refs to nothing) are left out.
    public func references(under prefix: String) throws(GitError) -> [Reference] {
        let folder = prefix.hasSuffix("/") ? prefix : prefix + "/"
        let iterator = try make("git_reference_iterator_glob_new", subject: prefix) {
            git_reference_iterator_glob_new(&$0, handle, folder + "*")
        }
        defer { git_reference_iterator_free(iterator) }
        var references: [Reference] = []
        while true {
            var next: OpaquePointer?
            let result = git_reference_next(&next, iterator)
            if result == GIT_ITEROVER.rawValue { break }
            try check(result, "git_reference_next", subject: prefix)
            guard let next else { break }
            defer { git_reference_free(next) }
            if let reference = peeled(next) { references.append(reference) }
        }
        return references.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Points a ref to an object, if it is where it is expected to be: compare and swap.
    ///
    /// Calls `git_reference_create_matching`, which compares while it holds the ref's lock file. "Must not exist yet"
    /// is passed as the zero id, since the `force` flag is looked at before the lock is taken.
    /// - Parameter expecting: the object it must hold now; nil when the ref must not exist yet.
    /// - Throws: `modified` when the ref holds something else, `locked` when another process changes it.
    public func setReference(
        _ name: String, to target: ObjectID, expecting: ObjectID?, message: String
    ) throws(GitError) {
        var oid = target.oid
        var old = expecting?.oid ?? git_oid()
        let result = git_reference_create_matching(nil, handle, name, &oid, 1, &old, message)
        do throws(GitError) {
            try check(result, "git_reference_create_matching", subject: name)
        } catch {
            throw explained(error, name: name, expecting: expecting)
        }
    }

    /// Deletes a ref, if it is where it is expected to be.
    ///
    /// Calls `git_reference_delete`, which compares under the lock.
    public func deleteReference(_ name: String, expecting: ObjectID) throws(GitError) {
        do throws(GitError) {
            let reference = try make("git_reference_lookup", subject: name) {
                git_reference_lookup(&$0, handle, name)
            }
            defer { git_reference_free(reference) }
            let current = git_reference_target(reference).map { ObjectID($0.pointee) }
            guard current == expecting else {
                throw GitError(code: .modified, message: "", operation: "git_reference_delete", subject: name)
            }
            try check(git_reference_delete(reference), "git_reference_delete", subject: name)
        } catch {
            throw explained(error, name: name, expecting: expecting)
        }
    }

    /// Whether a branch is checked out in this or a linked work tree.
    ///
    /// Calls `git_branch_is_checked_out`.
    ///
    /// Moving such a branch makes its work tree look edited.
    public func isCheckedOut(_ branch: String) throws(GitError) -> Bool {
        guard try reference(branch) != nil else { return false }
        let reference = try make("git_reference_lookup", subject: branch) {
            git_reference_lookup(&$0, handle, branch)
        }
        defer { git_reference_free(reference) }
        return try check(git_branch_is_checked_out(reference), "git_branch_is_checked_out", subject: branch) == 1
    }

    /// The commit that a revision (`main`, `v1.2`, `HEAD~2`, an abbreviated id, …) names.
    ///
    /// Calls `git_revparse_single`.
    public func resolve(_ revision: String) throws(GitError) -> ObjectID {
        let object: OpaquePointer
        do throws(GitError) {
            object = try make("git_revparse_single", subject: revision, partialClone: isPartialClone) {
                git_revparse_single(&$0, handle, revision)
            }
        } catch {
            var error = error
            if error.code == .notFound {
                error.message = "there is no such revision in \(location)"
                error.hint =
                    isShallow
                    ? "the clone is shallow; run: git fetch --unshallow --tags"
                    : "see what there is with: git branch --all, git tag"
            }
            throw error
        }
        defer { git_object_free(object) }
        let commit = try make("git_object_peel", subject: revision) { git_object_peel(&$0, object, GIT_OBJECT_COMMIT) }
        defer { git_object_free(commit) }
        guard let oid = git_object_id(commit) else {
            throw GitError(code: .corrupt, message: "no id", operation: "git_object_id", subject: revision)
        }
        return ObjectID(oid.pointee)
    }

    private func peeled(_ reference: OpaquePointer) -> Reference? {
        guard let name = git_reference_name(reference).flatMap({ String(validatingCString: $0) }) else { return nil }
        var commit: OpaquePointer?
        guard git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) == 0 else {
            git_error_clear()
            return nil
        }
        defer { git_object_free(commit) }
        guard let oid = git_object_id(commit) else { return nil }
        let id = ObjectID(oid.pointee)
        let target = git_reference_target(reference).map { ObjectID($0.pointee) }
        return Reference(name: name, commit: id, target: target ?? id)
    }

    /// A failed compare and swap, whatever libgit2 calls it, is `modified`.
    private func explained(_ error: GitError, name: String, expecting: ObjectID?) -> GitError {
        var error = error
        switch error.code {
        case .modified, .notFound, .exists:
            error.code = .modified
            let wanted = expecting.map { "at \($0.hex.prefix(12))" } ?? "absent"
            let found = (try? reference(name)).flatMap { $0 }.map { "at \($0.hex.prefix(12))" } ?? "absent"
            error.message = "the ref was expected to be \(wanted) but is \(found)"
            error.hint = "someone else changed it meanwhile: run the command again"
        case .locked:
            error.explainLock(error.message.utf8.contains("'") ? error.message : "'\(commonDirectory)/\(name).lock'")
        default: break
        }
        return error
    }
}
