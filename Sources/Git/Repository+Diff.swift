internal import CLibgit2

/// How renames are looked for.
public struct RenameOptions: Hashable, Sendable {
    /// The similarity from which a deleted and an added file count as one renamed file, 1…100.
    public var threshold: Int
    /// Whether unmodified files count as the origin of copies.
    public var copies: Bool

    /// Creates options; the default is git's: renames from 50 %, no copies.
    public init(threshold: Int = 50, copies: Bool = false) {
        self.threshold = threshold
        self.copies = copies
    }
}

/// A path that differs between two trees.
public struct DiffDelta: Hashable, Sendable {
    /// How it differs.
    public enum Kind: String, Hashable, Sendable {
        /// Only the new tree has it.
        case added
        /// Only the old tree has it.
        case deleted
        /// The content or the executable bit differs.
        case modified
        /// A file became a link, a link a submodule, and so on.
        case typeChanged
        /// The file has another path now.
        case renamed
        /// The file is a copy of another one.
        case copied
    }

    /// How the path differs.
    public var kind: Kind
    /// The path in the old tree; equal to ``newPath`` unless renamed or copied.
    public var oldPath: String
    /// The path in the new tree.
    public var newPath: String
    /// The old content; nil when added.
    public var old: TreeChange.Content?
    /// The new content; nil when deleted.
    public var new: TreeChange.Content?
    /// How alike the two sides of a rename or copy are, 0…100; 0 for other kinds.
    public var similarity: Int
}

extension Repository {
    /// What differs between two trees, in the byte order of the new paths; nil stands for the empty tree.
    ///
    /// Calls `git_diff_tree_to_tree` and, for renames, `git_diff_find_similar` with every option set explicitly: the
    /// user's `diff.renames` has no say, and no limit turns the search off silently. Empty files are never paired.
    /// Paths that aren't valid UTF-8 are left out.
    public func diff(
        _ old: ObjectID?, _ new: ObjectID?, renames: RenameOptions? = nil
    ) throws(GitError) -> [DiffDelta] {
        let oldTree = try old.map { id throws(GitError) in try lookupTree(id) }
        defer { git_tree_free(oldTree) }
        let newTree = try new.map { id throws(GitError) in try lookupTree(id) }
        defer { git_tree_free(newTree) }
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "git_diff_options_init")
        options.flags = UInt32(GIT_DIFF_INCLUDE_TYPECHANGE.rawValue)
        let diff = try make("git_diff_tree_to_tree", subject: location, partialClone: isPartialClone) {
            git_diff_tree_to_tree(&$0, handle, oldTree, newTree, &options)
        }
        defer { git_diff_free(diff) }
        if let renames { try findRenames(in: diff, renames) }

        var deltas: [DiffDelta] = []
        for position in 0..<git_diff_num_deltas(diff) {
            if let raw = git_diff_get_delta(diff, position)?.pointee { deltas += Self.deltas(from: raw) }
        }
        return deltas.sorted { $0.newPath.utf8.lexicographicallyPrecedes($1.newPath.utf8) }
    }

    private func findRenames(in diff: OpaquePointer, _ renames: RenameOptions) throws(GitError) {
        var options = git_diff_find_options()
        try check(
            git_diff_find_options_init(&options, UInt32(GIT_DIFF_FIND_OPTIONS_VERSION)), "git_diff_find_options_init")
        options.flags = UInt32(GIT_DIFF_FIND_RENAMES.rawValue)
        if renames.copies {
            options.flags |= UInt32(GIT_DIFF_FIND_COPIES.rawValue | GIT_DIFF_FIND_COPIES_FROM_UNMODIFIED.rawValue)
        }
        options.rename_threshold = UInt16(clamping: renames.threshold)
        options.copy_threshold = UInt16(clamping: renames.threshold)
        options.rename_limit = 1_000_000
        try check(git_diff_find_similar(diff, &options), "git_diff_find_similar", partialClone: isPartialClone)
    }

    private static func deltas(from raw: git_diff_delta) -> [DiffDelta] {
        guard let oldPath = raw.old_file.path.flatMap({ String(validatingCString: $0) }),
            let newPath = raw.new_file.path.flatMap({ String(validatingCString: $0) })
        else { return [] }
        let old = content(raw.old_file)
        let new = content(raw.new_file)
        let kind: DiffDelta.Kind
        switch raw.status {
        case GIT_DELTA_ADDED: kind = .added
        case GIT_DELTA_DELETED: kind = .deleted
        case GIT_DELTA_MODIFIED: kind = .modified
        case GIT_DELTA_TYPECHANGE: kind = .typeChanged
        case GIT_DELTA_RENAMED: kind = .renamed
        case GIT_DELTA_COPIED: kind = .copied
        default: return []
        }
        let added = DiffDelta(kind: .added, oldPath: newPath, newPath: newPath, old: nil, new: new, similarity: 0)
        let deleted = DiffDelta(kind: .deleted, oldPath: oldPath, newPath: oldPath, old: old, new: nil, similarity: 0)
        switch kind {
        case .added: return [added]
        case .deleted: return [deleted]
        case .renamed where new?.id == .emptyBlob: return [deleted, added]
        case .copied where new?.id == .emptyBlob: return [added]
        default:
            let similarity = kind == .renamed || kind == .copied ? Int(raw.similarity) : 0
            return [
                DiffDelta(
                    kind: kind, oldPath: oldPath, newPath: newPath, old: old, new: new, similarity: similarity)
            ]
        }
    }

    private static func content(_ file: git_diff_file) -> TreeChange.Content? {
        FileMode(stored: UInt32(file.mode)).map { TreeChange.Content(mode: $0, id: ObjectID(file.id)) }
    }
}
