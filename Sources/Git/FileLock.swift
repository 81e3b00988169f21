#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An exclusive lock that ends with the process, however that ends.
struct FileLock {
    private let descriptor: Int32

    /// Waits for the lock.
    /// - Parameter deadline: How long; nil for ever.
    /// - Throws: `locked` when another process keeps it.
    init(_ path: String, until deadline: ContinuousClock.Instant? = nil) throws(GitError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw GitError.system("open", path) }
        while flock(descriptor, deadline == nil ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            if errno == EWOULDBLOCK, let deadline, deadline > .now {
                usleep(50_000)
                continue
            }
            let error = errno == EWOULDBLOCK ? Self.busy(path) : GitError.system("flock", path)
            close(descriptor)
            throw error
        }
    }

    private static func busy(_ path: String) -> GitError {
        GitError(
            code: .locked, category: "os", message: "another process goes on using the copy", operation: "flock",
            subject: path, hint: "wait until it is done")
    }

    /// Gives the lock back; the file stays, since deleting it would let two processes in.
    func release() {
        close(descriptor)
    }
}
