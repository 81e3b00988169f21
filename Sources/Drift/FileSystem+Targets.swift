import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension FileSystem {
    /// Whether a path that a person named for output stands for something that is written to as it is, and must never be
    /// replaced: `-` and other names of open files, devices and pipes.
    package static func isStanding(_ path: String) -> Bool {
        if descriptor(namedBy: path) != nil { return true }
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT != S_IFREG
    }

    /// Opens such a path for writing; negative with `errno` set when that fails.
    ///
    /// - Parameter waits: Whether a pipe is waited for until somebody reads from it.
    package static func openStanding(_ path: String, waits: Bool = true) -> Int32 {
        if let open = descriptor(namedBy: path) { return fcntl(open, F_DUPFD_CLOEXEC, 3) }
        let descriptor = openFile(path, O_WRONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
        if descriptor >= 0, !waits { _ = fcntl(descriptor, F_SETFL, 0) }
        return descriptor
    }

    /// The open file that a name stands for: `-`, `/dev/stdout`, `/dev/fd/63`, or a link to one of these.
    ///
    /// Its number is used rather than its name: on Linux the name can't be opened again where it is a socket or was deleted,
    /// and where it is a regular file, whoever opened it would go on writing to the one that was replaced.
    private static func descriptor(namedBy path: String) -> Int32? {
        if path == "-" { return STDOUT_FILENO }
        var path = path
        // More links than that in a row are no honest name.
        for _ in 0..<8 {
            switch path {
            case "/dev/stdout": return STDOUT_FILENO
            case "/dev/stderr": return STDERR_FILENO
            default: break
            }
            for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
                return Int32(path.dropFirst(folder.utf8.count))
            }
            guard mode(of: path) == .symlink, let target = try? read(path) else { return nil }
            let written = String(decoding: target, as: UTF8.self)
            let slash = written.hasPrefix("/") ? nil : path.lastIndex(of: "/")
            path = (slash.map { String(path[...$0]) } ?? "") + written
        }
        return nil
    }
}

// Outside of the extension, where other functions of this name don't hide the system's.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
