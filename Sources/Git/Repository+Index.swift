internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Repository {
    /// The index file of this work tree.
    private var indexPath: String { "\(gitDirectory)/index" }

    /// The entries of the index as they are on disk now; none when there is no index yet.
    public func indexEntries() throws(GitError) -> [IndexEntry] {
        try openIndex(at: indexPath).entries
    }

    /// Changes the index: all of it, or nothing.
    ///
    /// git's lock file `index.lock` is held from before the index is read until the new one is in place, so no change
    /// of another process is lost; if the body fails, the index stays as it was. (libgit2's own `git_index_write`
    /// locks while it writes only.)
    /// - Throws: `locked` when another process changes the index, and what the body throws.
    public func withIndex<Result>(_ body: (Index) throws(GitError) -> Result) throws(GitError) -> Result {
        let lock = indexPath + ".lock"
        let copy = "\(gitDirectory)/scaffold-index-\(getpid())"
        try lockIndex(lock)
        do throws(GitError) {
            let second = try copyIndex(to: copy)
            let index = try openIndex(at: copy)
            let result = try body(index)
            try index.forgetRacyTimes(since: second)
            try index.write()
            // The lock becomes the index, as in git: a crash at any point leaves the old index or the new one.
            try FileSystem.move(copy, to: lock)
            try FileSystem.move(lock, to: indexPath)
            return result
        } catch {
            unlink(copy)
            unlink(lock)
            throw error
        }
    }

    private func lockIndex(_ lock: String) throws(GitError) {
        do {
            try FileSystem.create(lock, [], mode: 0o666)
        } catch {
            var error = error
            if error.code == .exists {
                error.code = .locked
                error.explainLock("'\(lock)'")
            }
            throw error
        }
    }

    /// Copies the index file and returns the second it was written in.
    private func copyIndex(to copy: String) throws(GitError) -> Int {
        var status = stat()
        guard stat(indexPath, &status) == 0 else {
            if errno == ENOENT { return .max }
            throw GitError.system("stat", indexPath)
        }
        unlink(copy)
        try FileSystem.create(copy, FileSystem.read(indexPath), mode: status.st_mode & 0o777)
        #if canImport(Darwin)
            return status.st_mtimespec.tv_sec
        #else
            return status.st_mtim.tv_sec
        #endif
    }

    private func openIndex(at path: String) throws(GitError) -> Index {
        let handle = try make("git_index_open", subject: indexPath) { git_index_open(&$0, path) }
        let index = Index(owning: handle, of: self)
        if try configuration("core.ignorecase") == "true" {
            let ignoresCase = Int32(GIT_INDEX_CAPABILITY_IGNORE_CASE.rawValue)
            try check(git_index_set_caps(handle, ignoresCase), "git_index_set_caps", subject: indexPath)
        }
        return index
    }
}
