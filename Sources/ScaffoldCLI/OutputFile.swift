#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that a command writes where a person named them.
enum OutputFile {
    /// Replaces a file's content in one step: with a full disk the old content stays.
    ///
    /// Mode and links stay too.
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let resolved = realpath(path, nil) else { throw failure(path) }
        defer { free(resolved) }
        let target = String(cString: resolved)
        var info = stat()
        guard stat(target, &info) == 0 else { throw failure(path) }
        guard access(target, W_OK) == 0 else { throw failure(path) }
        let temporary = target + ".scaffold-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        let isWhole = writeAll(bytes, to: descriptor) && fchmod(descriptor, info.st_mode & 0o7777) == 0
        var problem = isWhole ? 0 : errno
        if close(descriptor) != 0, problem == 0 { problem = errno }
        if problem == 0, rename(temporary, target) != 0 { problem = errno }
        guard problem == 0 else {
            unlink(temporary)
            errno = problem
            throw failure(path)
        }
    }

    /// Writes a file that may not be there yet; one that is there is replaced in one step.
    static func make(_ bytes: [UInt8], at path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        close(descriptor)
        try write(bytes, to: path)
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = writeSome(descriptor, bytes[offset...])
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            offset += count
        }
        return true
    }

    private static func failure(_ path: String) -> Failure {
        Failure(
            "can't write \(path): \(String(cString: strerror(errno)))",
            fix: "check the folder, its permissions and the disk")
    }
}

/// Outside of the type, whose own `write` hides the system's.
private func writeSome(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
