#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Git

/// The few file operations of the work tree, as plain functions over POSIX; every error names the path and the reason.
enum FileSystem {
    /// The path without links, `.` and `..`.
    static func realPath(_ path: String) throws(DriftError) -> String {
        guard let resolved = realpath(path.isEmpty ? "." : path, nil) else {
            throw failure("open", path)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether anything is at `path`, a dangling link too.
    static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    /// The kind of file at `path`; nil when there is none.
    static func mode(of path: String) -> FileMode? {
        var info = stat()
        guard lstat(path, &info) == 0 else { return nil }
        return FileMode(stored: UInt32(info.st_mode))
    }

    /// When a file was last written, in seconds; nil when there is none.
    static func modificationTime(_ path: String) -> Int? {
        var info = stat()
        return lstat(path, &info) == 0 ? info.st_mtim.tv_sec : nil
    }

    /// The content of a file, or the target of a link.
    static func read(_ path: String) throws(DriftError) -> [UInt8] {
        if mode(of: path) == .symlink { return try readLink(path) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("read", path) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw failure("read", path) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(info.st_size))
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", path)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    private static func readLink(_ path: String) throws(DriftError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { raw in
            raw.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), raw.count) } ?? -1
        }
        guard count >= 0 else { throw failure("read", path) }
        return Array(buffer[..<count])
    }

    /// Writes a file or link in one step: a temporary one beside it, renamed over it.
    static func write(_ bytes: [UInt8], mode: FileMode, to path: String) throws(DriftError) {
        try makeDirectory(above: path)
        let temporary = path + ".scaffold-\(getpid())"
        unlink(temporary)
        if mode == .symlink {
            guard symlink(String(decoding: bytes, as: UTF8.self), temporary) == 0 else { throw failure("write", path) }
        } else {
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == .executable ? 0o777 : 0o666)
            guard descriptor >= 0 else { throw failure("write", path) }
            var isWhole = writeAll(bytes, to: descriptor)
            let reason = errno
            isWhole = close(descriptor) == 0 && isWhole
            guard isWhole else {
                unlink(temporary)
                errno = reason
                throw failure("write", path)
            }
        }
        guard rename(temporary, path) == 0 else {
            let reason = errno
            unlink(temporary)
            errno = reason
            throw failure("write", path)
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            offset += count
        }
        return true
    }

    /// Removes a file or link; and the directories above it that it leaves empty, up to `root`.
    static func remove(_ path: String, upTo root: String) throws(DriftError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
        var current = path
        while let slash = current.utf8.lastIndex(of: 0x2F) {
            current = String(current[..<slash])
            guard current.count > root.count, rmdir(current) == 0 else { return }
        }
    }

    /// Makes the directories above `path`.
    static func makeDirectory(above path: String) throws(DriftError) {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return }
        let directory = String(path[..<slash])
        guard !directory.isEmpty else { return }
        if mkdir(directory, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw failure("make the folder", directory) }
        try makeDirectory(above: directory)
        guard mkdir(directory, 0o777) == 0 || errno == EEXIST else { throw failure("make the folder", directory) }
    }

    /// Whether `path` is a directory (not a link to one).
    static func isDirectory(_ path: String) -> Bool { mode(of: path) == .directory }

    /// Whether a path below `root` runs through a symbolic link, which could lead out of the service.
    static func passesThroughLink(_ path: String, below root: String) -> Bool {
        var current = root
        for part in path.split(separator: "/").dropLast() {
            current += "/" + part
            if mode(of: current) == .symlink { return true }
        }
        return false
    }

    /// Makes an empty folder with a name of its own beside `path`.
    static func makeTemporaryDirectory(beside path: String) throws(DriftError) -> String {
        var trimmed = path
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        try makeDirectory(above: trimmed)
        let temporary = trimmed + ".scaffold-\(getpid())"
        guard mkdir(temporary, 0o777) == 0 else { throw failure("make the folder", temporary) }
        return temporary
    }

    /// Renames a file or folder.
    static func move(_ path: String, to target: String) throws(DriftError) {
        guard rename(path, target) == 0 else { throw failure("write", target) }
    }

    /// Removes a folder with everything in it, as far as that goes; never follows a link.
    static func removeTree(_ path: String) {
        guard isDirectory(path) else {
            unlink(path)
            return
        }
        for name in names(in: path) { removeTree(path + "/" + name) }
        rmdir(path)
    }

    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private static func failure(_ verb: String, _ path: String) -> DriftError {
        let reason = String(cString: strerror(errno))
        let fix: String? =
            switch errno {
            case EACCES, EPERM: "check the permissions"
            case EROFS: "the file system is read-only"
            case ENOSPC, EDQUOT: "free some disk space and run it again"
            default: nil
            }
        return DriftError(.files, "can't \(verb) \(path): \(reason)", fix: fix)
    }
}
