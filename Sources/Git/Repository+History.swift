internal import CLibgit2

/// Relations between commits.
extension Repository {
    /// Whether one commit is another one or an ancestor of it.
    ///
    /// Calls `git_graph_descendant_of`.
    public func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
        if ancestor == descendant { return true }
        if isShallow { return try shallowAncestors(of: descendant).contains(ancestor) }
        var upper = descendant.oid
        var lower = ancestor.oid
        let result = git_graph_descendant_of(handle, &upper, &lower)
        return try check(result, "git_graph_descendant_of", subject: descendant.hex) == 1
    }

    /// The best common ancestor of two commits; nil when they share none.
    ///
    /// Calls `git_merge_base`.
    ///
    /// In a shallow clone, whose history ends early, nil can also mean that it isn't known here.
    public func mergeBase(_ one: ObjectID, _ two: ObjectID) throws(GitError) -> ObjectID? {
        if isShallow { return try shallowMergeBase(one, two) }
        var base = git_oid()
        var left = one.oid
        var right = two.oid
        let result = git_merge_base(&base, handle, &left, &right)
        if result == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check(result, "git_merge_base", subject: "\(one.hex) \(two.hex)")
        return ObjectID(base)
    }

    /// A commit and its ancestors, as far as this shallow clone holds them.
    ///
    /// libgit2 before 1.7 doesn't know where a shallow history ends and fails on the missing parents. Shallow
    /// histories are short, so all of it is walked.
    private func shallowAncestors(of tip: ObjectID) throws(GitError) -> Set<ObjectID> {
        var seen: Set<ObjectID> = [tip]
        var pending = [tip]
        while let next = pending.popLast() {
            for parent in try commit(next).parents where contains(parent) && seen.insert(parent).inserted {
                pending.append(parent)
            }
        }
        return seen
    }

    private func shallowMergeBase(_ one: ObjectID, _ two: ObjectID) throws(GitError) -> ObjectID? {
        let common = try shallowAncestors(of: one).intersection(shallowAncestors(of: two))
        var covered: Set<ObjectID> = []
        for id in common where !covered.contains(id) {
            var ancestors = try shallowAncestors(of: id)
            ancestors.remove(id)
            covered.formUnion(ancestors)
        }
        var best: Commit?
        for id in common.subtracting(covered) {
            let candidate = try commit(id)
            guard let found = best else {
                best = candidate
                continue
            }
            let isNewer = (candidate.committer.seconds, candidate.id) > (found.committer.seconds, found.id)
            if isNewer { best = candidate }
        }
        return best?.id
    }
}
