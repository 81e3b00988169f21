internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a commit is called after the tags behind it.
extension Repository {
    /// What `git describe --tags --always` prints: the nearest tag of any kind, with the number of commits since and
    /// the abbreviated id where there are some; the abbreviated id alone where no tag leads to it.
    ///
    /// Calls `git_describe_commit`.
    public func describe(_ commit: ObjectID) throws(GitError) -> String {
        var oid = commit.oid
        let object = try make("git_object_lookup", subject: commit.hex, partialClone: isPartialClone) {
            git_object_lookup(&$0, handle, &oid, GIT_OBJECT_COMMIT)
        }
        defer { git_object_free(object) }
        var options = git_describe_options()
        try check(
            git_describe_options_init(&options, UInt32(GIT_DESCRIBE_OPTIONS_VERSION)), "git_describe_options_init")
        options.describe_strategy = GIT_DESCRIBE_TAGS.rawValue
        options.show_commit_oid_as_fallback = 1
        let result = try make("git_describe_commit", subject: commit.hex, partialClone: isPartialClone) {
            git_describe_commit(&$0, object, &options)
        }
        defer { git_describe_result_free(result) }
        var format = git_describe_format_options()
        try check(
            git_describe_format_options_init(&format, UInt32(GIT_DESCRIBE_FORMAT_OPTIONS_VERSION)),
            "git_describe_format_options_init")
        format.abbreviated_size = UInt32(abbreviationLength)
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try check(git_describe_format(&buffer, result, &format), "git_describe_format", subject: commit.hex)
        return text(buffer.ptr)
    }

    /// The first digits of an id, as many as git prints: unambiguous, and more in larger repositories.
    ///
    /// Calls `git_object_short_id`.
    public func abbreviation(of commit: ObjectID) throws(GitError) -> String {
        var oid = commit.oid
        let object = try make("git_object_lookup", subject: commit.hex, partialClone: isPartialClone) {
            git_object_lookup(&$0, handle, &oid, GIT_OBJECT_COMMIT)
        }
        defer { git_object_free(object) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try check(git_object_short_id(&buffer, object), "git_object_short_id", subject: commit.hex)
        let unambiguous = text(buffer.ptr).utf8.count
        return String(commit.hex.prefix(max(unambiguous, abbreviationLength)))
    }

    /// The commits that are reachable from one and not from another; all of its history where there is no other.
    ///
    /// Calls `git_revwalk_next`; what a shallow clone lacks isn't counted.
    public func countOfCommits(from tip: ObjectID, notFrom hidden: ObjectID? = nil) throws(GitError) -> Int {
        try walk(from: tip, notFrom: hidden, GIT_SORT_NONE).count
    }

    /// Who made an annotated tag, and when; nil for objects that are none, and for tags that don't say.
    ///
    /// Calls `git_tag_tagger`.
    public func tagger(of object: ObjectID) throws(GitError) -> Signature? {
        try annotatedTag(object) { tag in git_tag_tagger(tag).map { Signature($0.pointee) } }
    }

    /// What an annotated tag calls itself, which its reference need not; nil for objects that are none.
    ///
    /// Calls `git_tag_name`.
    public func tagName(of object: ObjectID) throws(GitError) -> String? {
        try annotatedTag(object) { tag in text(git_tag_name(tag)) }
    }

    private func annotatedTag<Value>(
        _ object: ObjectID, _ read: (OpaquePointer) -> Value?
    ) throws(GitError) -> Value? {
        var oid = object.oid
        let found = try make("git_object_lookup", subject: object.hex, partialClone: isPartialClone) {
            git_object_lookup(&$0, handle, &oid, GIT_OBJECT_ANY)
        }
        defer { git_object_free(found) }
        return git_object_type(found) == GIT_OBJECT_TAG ? read(found) : nil
    }

    /// A commit and everything that it comes from, children before their parents.
    ///
    /// Calls `git_revwalk_next`.
    public func history(of tip: ObjectID) throws(GitError) -> [ObjectID] {
        try walk(from: tip, GIT_SORT_TOPOLOGICAL)
    }

    /// A commit and those of its ancestors that come first in `git log`, the newest by their committers' clocks: `limit` in all.
    ///
    /// Reads no more of the history than that. Calls `git_revwalk_next`.
    public func recentHistory(of tip: ObjectID, limit: Int) throws(GitError) -> [ObjectID] {
        try walk(from: tip, GIT_SORT_NONE, limit: limit)
    }

    private func walk(
        from tip: ObjectID, notFrom hidden: ObjectID? = nil, _ order: git_sort_t, limit: Int = .max
    ) throws(GitError) -> [ObjectID] {
        let walk = try make("git_revwalk_new", subject: tip.hex) { git_revwalk_new(&$0, handle) }
        defer { git_revwalk_free(walk) }
        try check(git_revwalk_sorting(walk, order.rawValue), "git_revwalk_sorting", subject: tip.hex)
        var oid = tip.oid
        try check(git_revwalk_push(walk, &oid), "git_revwalk_push", subject: tip.hex)
        if let hidden {
            var other = hidden.oid
            try check(git_revwalk_hide(walk, &other), "git_revwalk_hide", subject: hidden.hex)
        }
        var commits: [ObjectID] = []
        var found = git_oid()
        while commits.count < limit {
            let result = git_revwalk_next(&found, walk)
            if result == GIT_ITEROVER.rawValue { break }
            try check(result, "git_revwalk_next", subject: tip.hex, partialClone: isPartialClone)
            commits.append(ObjectID(found))
        }
        return commits
    }

    /// How many digits git abbreviates ids to: at least 7, more as the packed objects double.
    private var abbreviationLength: Int {
        let digits = (Int.bitWidth - packedObjects.leadingZeroBitCount + 1) / 2
        return max(7, digits)
    }

    /// The number of objects in all packs, read from the ends of the first tables of their indexes.
    private var packedObjects: Int {
        let folder = commonDirectory + "/objects/pack"
        guard let directory = opendir(folder) else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
            let pointer = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
            guard let name = String(validatingCString: pointer), name.hasSuffix(".idx") else { continue }
            count += countOfObjects(inIndex: "\(folder)/\(name)")
        }
        return count
    }
}

/// The last entry of the first table of a pack's index of version 2, its count of objects; 0 for files that are none.
private func countOfObjects(inIndex path: String) -> Int {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var head: [UInt8] = Array(repeating: 0, count: 8 + 256 * 4)
    let got = read(descriptor, &head, head.count)
    guard got == head.count, head.starts(with: [0xFF, 0x74, 0x4F, 0x63]) else { return 0 }
    return head.suffix(4).reduce(0) { $0 << 8 | Int($1) }
}
