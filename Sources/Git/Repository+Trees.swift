internal import CLibgit2

/// Reading trees.
///
/// git keeps names as bytes. An entry whose name isn't valid UTF-8 is left out of the results here, is named by
/// ``listing(of:)``, and survives ``updateTree(_:applying:)`` untouched.
extension Repository {
    /// The entries of one tree object, in its own order.
    ///
    /// Calls `git_tree_lookup`.
    public func entries(of tree: ObjectID) throws(GitError) -> [TreeEntry] {
        let handle = try lookupTree(tree)
        defer { git_tree_free(handle) }
        var entries: [TreeEntry] = []
        let count = git_tree_entrycount(handle)
        entries.reserveCapacity(count)
        for position in 0..<count {
            if let entry = treeEntry(handle, position) { entries.append(entry) }
        }
        return entries
    }

    /// The file, directory, link or submodule at a path; nil when there is none.
    ///
    /// Calls `git_tree_entry_bypath`.
    ///
    /// The empty path is the tree itself.
    public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        if path.isEmpty { return TreeEntry(name: "", mode: .directory, id: tree) }
        let root = try lookupTree(tree)
        defer { git_tree_free(root) }
        var found: OpaquePointer?
        let result = git_tree_entry_bypath(&found, root, path)
        if result == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check(result, "git_tree_entry_bypath", subject: path, partialClone: isPartialClone)
        defer { git_tree_entry_free(found) }
        guard let found, let id = git_tree_entry_id(found), let name = git_tree_entry_name(found),
            let mode = FileMode(stored: UInt32(git_tree_entry_filemode_raw(found).rawValue))
        else { return nil }
        return TreeEntry(name: String(cString: name), mode: mode, id: ObjectID(id.pointee))
    }

    /// All files, links and submodules below a tree, in the byte order of their paths.
    ///
    /// - Parameter under: a folder; only what is below it is listed, with paths still from the root of the tree.
    ///   The path of a file lists that file; one that doesn't exist lists nothing.
    /// - Throws: `unsupported` for trees that are deeper or larger than any that can be checked out: one object can stand in a
    ///   tree a billion times.
    public func files(in tree: ObjectID, under: String = "") throws(GitError) -> [TreeFile] {
        var walk = TreeWalk()
        guard let start = try entry(at: under, in: tree) else { return [] }
        guard start.mode == .directory else { return [TreeFile(path: under, mode: start.mode, id: start.id)] }
        try collect(start.id, prefix: under.isEmpty ? "" : under.withoutTrailingSlashes + "/", &walk)
        return walk.files
    }

    /// The deepest tree that is looked through: longer paths than `PATH_MAX` can't be checked out.
    public static let maximumDepth = 4_096
    /// How many files and directories one tree may have.
    public static let maximumEntries = 1_000_000

    /// All files below a tree, and with them the entries whose names aren't valid UTF-8.
    /// - Throws: What ``files(in:under:)`` throws.
    public func listing(of tree: ObjectID) throws(GitError) -> TreeListing {
        var walk = TreeWalk()
        try collect(tree, prefix: "", &walk)
        return TreeListing(files: walk.files, unreadable: walk.unreadable)
    }

    /// What a walk through a tree has come to.
    private struct TreeWalk {
        var files: [TreeFile] = []
        var unreadable: [String] = []
        var directories = 0
        var depth = 0
    }

    private func collect(_ tree: ObjectID, prefix: String, _ walk: inout TreeWalk) throws(GitError) {
        walk.directories += 1
        guard walk.depth < Self.maximumDepth, walk.files.count + walk.directories <= Self.maximumEntries else {
            throw Self.tooLarge(tree)
        }
        walk.depth += 1
        defer { walk.depth -= 1 }
        let handle = try lookupTree(tree)
        defer { git_tree_free(handle) }
        for position in 0..<git_tree_entrycount(handle) {
            guard let entry = treeEntry(handle, position) else {
                if let name = unreadableName(handle, position) { walk.unreadable.append(prefix + name) }
                continue
            }
            if entry.mode == .directory {
                try collect(entry.id, prefix: prefix + entry.name + "/", &walk)
            } else {
                walk.files.append(TreeFile(path: prefix + entry.name, mode: entry.mode, id: entry.id))
            }
        }
    }

    /// The error for a tree that nobody can have checked out.
    public static func tooLarge(_ tree: ObjectID) -> GitError {
        GitError(
            code: .unsupported, category: "tree",
            message: "the tree has more than \(maximumEntries) files and directories, or is more than "
                + "\(maximumDepth) directories deep", operation: "git_tree_lookup", subject: tree.hex)
    }

    private func treeEntry(_ tree: OpaquePointer, _ position: Int) -> TreeEntry? {
        guard let entry = git_tree_entry_byindex(tree, position), let name = git_tree_entry_name(entry),
            let id = git_tree_entry_id(entry), let valid = String(validatingCString: name),
            let mode = FileMode(stored: UInt32(git_tree_entry_filemode_raw(entry).rawValue))
        else { return nil }
        return TreeEntry(name: valid, mode: mode, id: ObjectID(id.pointee))
    }

    /// The name of an entry that isn't valid UTF-8, its bytes beyond ASCII written as `\xE9`; nil for any other entry.
    private func unreadableName(_ tree: OpaquePointer, _ position: Int) -> String? {
        guard let entry = git_tree_entry_byindex(tree, position), let name = git_tree_entry_name(entry),
            String(validatingCString: name) == nil
        else { return nil }
        var text = ""
        var place = name
        while place.pointee != 0 {
            let byte = UInt8(bitPattern: place.pointee)
            if (0x20..<0x7F).contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            place += 1
        }
        return text
    }

    /// libgit2's handle of a tree; the caller frees it with `git_tree_free`.
    func lookupTree(_ id: ObjectID) throws(GitError) -> OpaquePointer {
        var oid = id.oid
        return try make("git_tree_lookup", subject: id.hex, partialClone: isPartialClone) {
            git_tree_lookup(&$0, handle, &oid)
        }
    }
}
