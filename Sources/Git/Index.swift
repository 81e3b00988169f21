internal import CLibgit2

/// One entry of the index.
public struct IndexEntry: Hashable, Sendable {
    /// The path from the work tree's root.
    public var path: String
    /// 0 for a normal entry; 1, 2, 3 for the ancestor's, our and their side of a conflict.
    public var stage: Int
    /// The mode.
    public var mode: FileMode
    /// The blob, or the commit of a submodule.
    public var id: ObjectID
    /// Whether a sparse checkout leaves the file out of the work tree.
    public var isOutsideSparseCheckout: Bool
}

/// The index while it is locked for a change; see ``Repository/withIndex(_:)``.
public final class Index {
    private let handle: OpaquePointer
    private let repository: Repository

    init(owning handle: OpaquePointer, of repository: Repository) {
        self.handle = handle
        self.repository = repository
    }

    deinit {
        git_index_free(handle)
    }

    /// The entries in the byte order of their paths, then by stage; names that aren't valid UTF-8 are left out.
    public var entries: [IndexEntry] {
        (0..<git_index_entrycount(handle)).compactMap { position in
            guard let raw = git_index_get_byindex(handle, position)?.pointee, let name = raw.path,
                let path = String(validatingCString: name), let mode = FileMode(stored: raw.mode)
            else { return nil }
            let flags = UInt32(raw.flags_extended)
            return IndexEntry(
                path: path, stage: Int((raw.flags & 0x3000) >> 12), mode: mode, id: ObjectID(raw.id),
                isOutsideSparseCheckout: flags & UInt32(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) != 0)
        }
    }

    /// Whether any path is in conflict.
    public var hasConflicts: Bool { git_index_has_conflicts(handle) == 1 }

    /// Puts a normal entry at a path and ends a conflict there.
    ///
    /// The entry holds no file times, so git looks at the file's content the next time it is asked for the status.
    public func add(_ path: String, mode: FileMode, id: ObjectID) throws(GitError) {
        try remove(path)
        try insert(path, stage: 0, TreeChange.Content(mode: mode, id: id))
    }

    /// Makes a path conflicted: whatever was there is replaced by these three sides.
    ///
    /// A side is nil where the path doesn't exist on it; at least one has to be there.
    public func setConflict(
        _ path: String, ancestor: TreeChange.Content?, ours: TreeChange.Content?, theirs: TreeChange.Content?
    ) throws(GitError) {
        let sides = [ancestor, ours, theirs]
        guard sides.contains(where: { $0 != nil }) else {
            throw GitError(
                code: .invalid, category: "index", message: "a conflict needs at least one side",
                operation: "git_index_add", subject: path)
        }
        try remove(path)
        for (position, side) in sides.enumerated() {
            if let side { try insert(path, stage: position + 1, side) }
        }
    }

    /// Removes every stage of a path; one that isn't there is fine.
    public func remove(_ path: String) throws(GitError) {
        for stage in Int32(0)...3 where git_index_get_bypath(handle, path, stage) != nil {
            try check(git_index_remove(handle, path, stage), "git_index_remove", subject: path)
        }
        git_error_clear()
    }

    private func insert(_ path: String, stage: Int, _ content: TreeChange.Content) throws(GitError) {
        if content.mode != .submodule && !repository.contains(content.id) {
            throw GitError(
                code: .missingObject, category: "index", message: "the object \(content.id) isn't stored here",
                operation: "git_index_add", subject: path)
        }
        var entry = git_index_entry()
        entry.mode = content.mode.rawValue
        entry.id = content.id.oid
        entry.flags = UInt16(stage) << 12
        let result = path.withCString { name in
            entry.path = name
            return git_index_add(handle, &entry)
        }
        try check(result, "git_index_add", subject: path)
    }

    /// Forgets the file times of entries that were written in the same second as the old index file.
    ///
    /// git compares such files by content because their times prove nothing. The new index file is younger, so it
    /// would trust them and miss an edit.
    func forgetRacyTimes(since seconds: Int) throws(GitError) {
        for position in 0..<git_index_entrycount(handle) {
            guard let raw = git_index_get_byindex(handle, position) else { continue }
            guard raw.pointee.mtime.seconds != 0, Int(raw.pointee.mtime.seconds) >= seconds,
                raw.pointee.flags & 0x3000 == 0
            else { continue }
            var entry = raw.pointee
            entry.mtime = git_index_time()
            entry.ctime = git_index_time()
            try check(git_index_add(handle, &entry), "git_index_add", subject: text(entry.path))
        }
    }

    func write() throws(GitError) {
        try check(git_index_write(handle), "git_index_write", subject: repository.location)
    }
}
