import Drift

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that a command writes where a person named them; `-` is standard output.
///
/// What is no regular file (a device, a pipe, `/dev/stdout`, the shell's `>(command)`) is written to and never replaced.
enum OutputFile {
    /// Hands what a file gets to `put`, piece by piece.
    typealias Content = (_ put: ([UInt8]) throws -> Void) throws -> Void

    /// Replaces a file's content in one step: with a full disk the old content stays.
    ///
    /// Mode and links stay too.
    static func write(_ bytes: [UInt8], to path: String) throws { try write(to: path) { try $0(bytes) } }

    /// The same for content that comes in pieces.
    private static func write(to path: String, _ content: Content) throws {
        if FileSystem.isStanding(path) { return try pass(content, to: path) }
        guard let resolved = realpath(path, nil) else { throw failure(path) }
        defer { free(resolved) }
        let target = String(cString: resolved)
        var info = stat()
        guard stat(target, &info) == 0 else { throw failure(path) }
        guard access(target, W_OK) == 0 else { throw failure(path) }
        let temporary = target + ".scaffold-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        do {
            try content { bytes in
                guard FileSystem.writeAll(bytes, to: descriptor) else { throw failure(path) }
            }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        var problem = fchmod(descriptor, info.st_mode & 0o7777) == 0 ? 0 : errno
        if close(descriptor) != 0, problem == 0 { problem = errno }
        if problem == 0, rename(temporary, target) != 0 { problem = errno }
        guard problem == 0 else {
            unlink(temporary)
            errno = problem
            throw failure(path)
        }
    }

    /// Writes a file that may not be there yet; one that is there is replaced in one step.
    static func make(_ bytes: [UInt8], at path: String) throws { try make(at: path) { try $0(bytes) } }

    /// The same for content that comes in pieces.
    static func make(at path: String, _ content: Content) throws {
        if FileSystem.isStanding(path) { return try pass(content, to: path) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        close(descriptor)
        try write(to: path, content)
    }

    /// Writes to what is there and stays.
    ///
    /// A pipe without a reader makes it wait, so that signals that ask for an end are obeyed at once here, and none is waited
    /// for after one.
    private static func pass(_ content: Content, to path: String) throws {
        let handlers = [SIGTERM, SIGINT].map { ($0, signal($0, SIG_DFL)) }
        defer { for (number, handler) in handlers { signal(number, handler) } }
        let descriptor = FileSystem.openStanding(path, waits: !StopSignal.isSent)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try content { bytes in
            guard FileSystem.writeAll(bytes, to: descriptor) else { throw failure(path) }
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(
            "can't write \(path): \(String(cString: strerror(errno)))",
            fix: "check the folder, its permissions and the disk")
    }
}
