/// The cases where libgit2's words mislead, or say what is wrong but not what to do.
extension GitError {
    /// A repository of another user.
    ///
    /// libgit2 1.5 says only that `safe.directory` was not found when no configuration file sets it.
    mutating func explainOwnership(_ raw: String) {
        let unset = raw.utf8.contains("'safe.directory' was not found")
        guard code == .ownership || unset || raw.utf8.contains("is not owned by current user") else { return }
        code = .ownership
        let path = unset ? subject : quotedPath(in: raw) ?? subject
        var trimmed = path.withoutTrailingSlashes
        // The git directory may be the stranger's, but safe.directory names the work tree.
        if trimmed.hasSuffix("/.git") { trimmed = String(trimmed.dropLast(5)) }
        subject = trimmed
        message = "the repository belongs to another user, so its configuration is not trusted"
        hint = "if you trust it, run: git config --global --add safe.directory \(shellQuoted(trimmed))"
    }

    /// Repository formats that libgit2 does not know.
    mutating func explainFormat(_ raw: String) {
        // libgit2 1.8 and newer know the extension, but not its value.
        let isSHA256 = raw.utf8.contains("unknown object format")
        let extensionName = isSHA256 ? "extensions.objectformat" : raw.text(after: "unsupported extension name ")
        guard let name = extensionName else {
            if raw.utf8.contains("unsupported repository version") {
                code = .unsupported
                hint = "the repository was made by a newer git; clone it again with the default format"
            } else if raw.utf8.contains("unsupported mandatory extension") {
                code = .unsupported
                message = "the index uses a format extension (split or sparse index) that libgit2 can't read"
                hint = "run: git update-index --no-split-index, or: git sparse-checkout reapply --no-sparse-index"
            }
            return
        }
        code = .unsupported
        switch name.trimmingSpaces().lowercased() {
        case "extensions.objectformat":
            message = "the repository uses SHA-256 object ids, which libgit2 can't read (extensions.objectFormat)"
            hint = "use a clone with SHA-1 ids: git init --object-format=sha1"
        case "extensions.partialclone":
            message = "the repository is a partial clone, whose objects may be missing (extensions.partialClone)"
            hint = partialCloneAdvice
        case "extensions.refstorage":
            message = "the repository keeps its refs in another format than files (extensions.refStorage)"
            hint = "run: git refs migrate --ref-format=files"
        default:
            message = "the repository needs a format extension that is not known here (\(name.trimmingSpaces()))"
            hint = "clone it again with the default format"
        }
    }

    /// A lock file of another process, or one that a killed process left behind.
    mutating func explainLock(_ raw: String) {
        guard code == .locked || raw.utf8.contains("the index is locked") else { return }
        code = .locked
        var file = quotedPath(in: raw) ?? subject
        if !file.hasSuffix(".lock") { file += ".lock" }
        message = "another process holds the lock file \(file)"
        hint =
            "wait for the running git command or editor and try again; if none is running, a killed one left the "
            + "file behind: rm \(shellQuoted(file))"
    }

    /// An object that a commit or tree names, but that isn't stored here.
    mutating func explainMissingObject(category: Int32, _ raw: String, partialClone: Bool) {
        let missing = raw.utf8.contains("object not found - no match for id")
        guard missing, code == .notFound || code == .generic else { return }
        code = .missingObject
        if partialClone {
            message = "an object is missing because this is a partial clone (\(raw))"
            hint = partialCloneAdvice
        } else {
            message = "an object is missing (\(raw))"
            hint = "run git fsck; in a shallow clone, run: git fetch --unshallow"
        }
    }

    /// A full disk, a read-only file system, missing permissions.
    mutating func explainFileSystem(_ raw: String) {
        if raw.hasSuffix("No space left on device") || raw.hasSuffix("Disk quota exceeded") {
            code = .diskFull
            hint = "free some space and run the command again: nothing was left half done"
        } else if raw.hasSuffix("Read-only file system") || raw.hasSuffix("Permission denied")
            || raw.hasSuffix("Operation not permitted")
        {
            code = .permission
            hint = "check the owner and the mode of the files in the git directory"
        }
    }

    private var partialCloneAdvice: String {
        "fetch everything with: git fetch --refetch --no-filter origin, or clone again without --filter"
    }

    private func quotedPath(in raw: String) -> String? {
        guard let start = raw.utf8.firstIndex(of: UInt8(ascii: "'")) else { return nil }
        let rest = raw.utf8[raw.utf8.index(after: start)...]
        guard let end = rest.lastIndex(of: UInt8(ascii: "'")) else { return nil }
        return String(raw[rest.startIndex..<end])
    }
}
