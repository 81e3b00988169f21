internal import CLibgit2

/// A path whose content differs between HEAD, the index and the work tree.
public struct StatusEntry: Hashable, Sendable {
    /// The path from the work tree's root; ends in a slash for an ignored folder.
    public var path: String
    /// The index differs from HEAD.
    public var staged: Bool
    /// The work tree differs from the index.
    public var unstaged: Bool
    /// The file is in the index but not in the work tree.
    public var missing: Bool
    /// The file is in the work tree only.
    public var untracked: Bool
    /// The file is in the work tree only, and `.gitignore` names it.
    public var ignored: Bool
    /// The index holds a merge conflict for it.
    public var conflicted: Bool

    /// Creates an entry; what isn't named is false.
    public init(
        path: String, staged: Bool = false, unstaged: Bool = false, missing: Bool = false, untracked: Bool = false,
        ignored: Bool = false, conflicted: Bool = false
    ) {
        self.path = path
        self.staged = staged
        self.unstaged = unstaged
        self.missing = missing
        self.untracked = untracked
        self.ignored = ignored
        self.conflicted = conflicted
    }
}

extension Repository {
    /// The paths that differ between HEAD, the index and the work tree, in byte order.
    ///
    /// Calls `git_status_list_new`. The index file is not refreshed: nothing is written. Files that a sparse checkout
    /// leaves out are not reported.
    /// - Parameters:
    ///   - prefix: a folder or file; only what is at or below it is looked at. Empty for everything.
    ///   - includeIgnored: whether ignored files are listed too (an ignored folder as one entry).
    public func status(under prefix: String = "", includeIgnored: Bool = false) throws(GitError) -> [StatusEntry] {
        guard workTree != nil else {
            throw GitError(
                code: .bare, category: "repository", message: "a bare repository has no files to look at",
                operation: "git_status_list_new", subject: gitDirectory)
        }
        var options = git_status_options()
        try check(
            git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION)), "git_status_options_init")
        options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
        options.flags =
            GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
            | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
        if includeIgnored { options.flags |= GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue }

        let list = try make("git_status_list_new", subject: location) { list in
            withPathspec(prefix.withoutTrailingSlashes) { pathspec in
                options.pathspec = pathspec
                return git_status_list_new(&list, handle, &options)
            }
        }
        defer { git_status_list_free(list) }
        var entries: [StatusEntry] = []
        for position in 0..<git_status_list_entrycount(list) {
            guard let raw = git_status_byindex(list, position)?.pointee, let path = path(of: raw) else { continue }
            entries.append(StatusEntry(path: path, flags: raw.status.rawValue))
        }
        if entries.contains(where: \.missing) { try dropSparse(from: &entries) }
        return entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Files that a sparse checkout leaves out aren't missing; libgit2 takes them for deleted.
    private func dropSparse(from entries: inout [StatusEntry]) throws(GitError) {
        let outside = Set(try indexEntries().filter(\.isOutsideSparseCheckout).map { Array($0.path.utf8) })
        for position in entries.indices where entries[position].missing {
            guard outside.contains(Array(entries[position].path.utf8)) else { continue }
            entries[position].missing = false
            entries[position].unstaged = false
        }
        entries.removeAll { !$0.staged && !$0.unstaged && !$0.untracked && !$0.ignored && !$0.conflicted }
    }

    private func path(of entry: git_status_entry) -> String? {
        let delta = entry.index_to_workdir ?? entry.head_to_index
        guard let file = delta?.pointee.new_file.path ?? delta?.pointee.old_file.path else { return nil }
        return String(validatingCString: file)
    }

    private func withPathspec(_ prefix: String, _ body: (git_strarray) -> Int32) -> Int32 {
        if prefix.isEmpty { return body(git_strarray()) }
        var bytes = prefix.utf8CString
        return bytes.withUnsafeMutableBufferPointer { characters in
            var strings: [UnsafeMutablePointer<CChar>?] = [characters.baseAddress]
            return strings.withUnsafeMutableBufferPointer { list in
                body(git_strarray(strings: list.baseAddress, count: 1))
            }
        }
    }
}

extension StatusEntry {
    init(path: String, flags: UInt32) {
        self.init(path: path)
        let staging: [git_status_t] = [
            GIT_STATUS_INDEX_NEW, GIT_STATUS_INDEX_MODIFIED, GIT_STATUS_INDEX_DELETED, GIT_STATUS_INDEX_RENAMED,
            GIT_STATUS_INDEX_TYPECHANGE,
        ]
        let working: [git_status_t] = [
            GIT_STATUS_WT_MODIFIED, GIT_STATUS_WT_DELETED, GIT_STATUS_WT_TYPECHANGE, GIT_STATUS_WT_RENAMED,
            GIT_STATUS_WT_UNREADABLE,
        ]
        staged = staging.contains { flags & $0.rawValue != 0 }
        unstaged = working.contains { flags & $0.rawValue != 0 }
        missing = flags & GIT_STATUS_WT_DELETED.rawValue != 0
        untracked = flags & GIT_STATUS_WT_NEW.rawValue != 0
        ignored = flags & GIT_STATUS_IGNORED.rawValue != 0
        conflicted = flags & GIT_STATUS_CONFLICTED.rawValue != 0
    }
}
