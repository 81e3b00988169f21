#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An exclusive lock that ends with the process, however that ends.
struct FileLock {
    private let descriptor: Int32

    /// Waits for the lock.
    init(_ path: String) throws(GitError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw GitError.system("open", path) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let error = GitError.system("flock", path)
                close(descriptor)
                throw error
            }
        }
    }

    /// Gives the lock back; the file stays, since deleting it would let two processes in.
    func release() {
        close(descriptor)
    }
}
