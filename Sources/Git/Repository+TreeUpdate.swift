internal import CLibgit2

/// Writing trees.
extension Repository {
    /// Stores a tree with exactly these files; directories come from their paths.
    public func writeTree(_ files: [TreeFile]) throws(GitError) -> ObjectID {
        let changes = files.map { TreeChange.put($0.path, $0.mode, $0.id) }
        if let tree = try write(ChangeNode(changes), over: nil, path: "") { return tree }
        return try writeEmptyTree()
    }

    /// Stores a tree that differs from another one by these changes; only touched directories are read and written.
    ///
    /// A directory that becomes empty disappears. Removing what isn't there changes nothing. Nothing is lost by
    /// implication: a file may take the place of a directory, or the other way round, only when the same changes
    /// remove every file that stands there (names that aren't valid UTF-8 included), otherwise the call fails with
    /// ``GitError/Code/conflict``.
    public func updateTree(_ tree: ObjectID, applying changes: [TreeChange]) throws(GitError) -> ObjectID {
        if changes.isEmpty { return tree }
        if let updated = try write(ChangeNode(changes), over: tree, path: "") { return updated }
        return try writeEmptyTree()
    }

    private func writeEmptyTree() throws(GitError) -> ObjectID {
        var oid = git_oid()
        try check(git_odb_write(&oid, objects, nil, 0, GIT_OBJECT_TREE), "git_odb_write", subject: location)
        return ObjectID(oid)
    }

    /// The new tree of one directory; nil when nothing is left in it.
    ///
    /// A `git_treebuilder` starts with the old entries as bytes, so names that Swift can't read are kept.
    /// (`git_tree_create_updated` refuses every change between file and directory.)
    private func write(_ node: ChangeNode, over old: ObjectID?, path: String) throws(GitError) -> ObjectID? {
        var source: OpaquePointer?
        if let old { source = try lookupTree(old) }
        defer { git_tree_free(source) }
        let builder = try make("git_treebuilder_new", subject: path) { git_treebuilder_new(&$0, handle, source) }
        defer { git_treebuilder_free(builder) }

        var changed = false
        for (bytes, child) in node.children.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let name = String(decoding: bytes, as: UTF8.self)
            let place = path.isEmpty ? name : "\(path)/\(name)"
            let existing = git_treebuilder_get(builder, name)
            let before = existing.flatMap { content(of: $0) }
            let after = try apply(child, to: before, path: place)
            if after == before { continue }
            changed = true
            if let after {
                var oid = after.id.oid
                let mode = git_filemode_t(after.mode.rawValue)
                let result = git_treebuilder_insert(nil, builder, name, &oid, mode)
                try check(result, "git_treebuilder_insert", subject: place)
            } else {
                try check(git_treebuilder_remove(builder, name), "git_treebuilder_remove", subject: place)
            }
        }
        if !changed, let old { return old }
        if git_treebuilder_entrycount(builder) == 0 { return nil }
        var oid = git_oid()
        try check(git_treebuilder_write(&oid, builder), "git_treebuilder_write", subject: location)
        return ObjectID(oid)
    }

    /// What stands at one path after the changes at and below it.
    private func apply(
        _ node: ChangeNode, to before: TreeChange.Content?, path: String
    ) throws(GitError) -> TreeChange.Content? {
        var remaining = before
        if let own = node.change {
            guard let content = own.content else {
                if before?.mode == .directory && node.children.isEmpty {
                    throw replaced(path, "a directory stands where a file was to be removed")
                }
                if before?.mode != .directory { remaining = nil }
                return try applyChildren(of: node, to: remaining, path: path)
            }
            if content.mode != .directory && before?.mode == .directory {
                remaining = try applyChildren(of: node, to: before, path: path)
                if remaining != nil { throw replaced(path, "a file would replace a directory that isn't empty") }
            } else if !node.children.isEmpty, node.putsBelow {
                throw replaced(path, "the same changes put something at this path and below it")
            }
            return content
        }
        return try applyChildren(of: node, to: remaining, path: path)
    }

    private func applyChildren(
        of node: ChangeNode, to before: TreeChange.Content?, path: String
    ) throws(GitError) -> TreeChange.Content? {
        if node.children.isEmpty { return before }
        if let before, before.mode != .directory {
            if node.putsBelow { throw replaced(path, "a directory would replace a file") }
            return before
        }
        guard let written = try write(node, over: before?.id, path: path) else { return nil }
        return TreeChange.Content(mode: .directory, id: written)
    }

    private func content(of entry: OpaquePointer) -> TreeChange.Content? {
        guard let id = git_tree_entry_id(entry),
            let mode = FileMode(stored: UInt32(git_tree_entry_filemode_raw(entry).rawValue))
        else { return nil }
        return TreeChange.Content(mode: mode, id: ObjectID(id.pointee))
    }

    private func replaced(_ path: String, _ reason: String) -> GitError {
        GitError(
            code: .conflict, category: "tree", message: reason, operation: "updateTree", subject: path,
            hint: "remove the files that stand in the way in the same update")
    }
}
