package import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few file operations of the work tree, as plain functions over POSIX; every error names the path and the reason.
///
/// This file asks, `FileSystem+Contents.swift` reads and writes files, `FileSystem+Folders.swift` makes and removes folders.
package enum FileSystem {
    /// The path without links, `.` and `..`.
    package static func realPath(_ path: String) throws(DriftError) -> String {
        guard let resolved = realpath(path.isEmpty ? "." : path, nil) else {
            throw failure("open", path)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether anything is at `path`, a dangling link too.
    package static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    /// The kind of file at `path`; nil when there is none, or one that git has no word for (a pipe, a device).
    package static func mode(of path: String) -> FileMode? {
        var info = stat()
        guard lstat(path, &info) == 0 else { return nil }
        return FileMode(stored: UInt32(info.st_mode))
    }

    /// When a file was last written, in seconds; nil when there is none.
    package static func modificationTime(_ path: String) -> Int? {
        var info = stat()
        return lstat(path, &info) == 0 ? info.st_mtim.tv_sec : nil
    }

    /// Whether `path` is a directory (not a link to one).
    package static func isDirectory(_ path: String) -> Bool { mode(of: path) == .directory }

    /// Whether a path below `root` runs through a symbolic link, which could lead out of the service.
    package static func passesThroughLink(_ path: String, below root: String) -> Bool {
        ancestors(of: path).contains { mode(of: root + "/" + $0) == .symlink }
    }

    /// The folders above a relative path, the outermost first.
    package static func ancestors(of path: String) -> [String] {
        path.utf8.indices.filter { path.utf8[$0] == 0x2F }.map { String(path[..<$0]) }
    }

    /// The names in a folder, sorted; none where it can't be read.
    package static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Everything below a folder that is no folder itself, as paths from `directory` on.
    package static func files(below directory: String) -> [String] {
        names(in: directory).flatMap { name in
            let path = directory + "/" + name
            return isDirectory(path) ? files(below: path).map { name + "/" + $0 } : [name]
        }
    }

    /// The error for the call that just failed.
    package static func failure(_ verb: String, _ path: String) -> DriftError {
        let reason = String(cString: strerror(errno))
        let fix =
            switch errno {
            case EACCES, EPERM: "check the permissions"
            case EROFS: "the file system is read-only: run it where you can write"
            case ENOSPC, EDQUOT, EFBIG: "free some disk space and run it again"
            default: "check the path"
            }
        return DriftError(.files, "can't \(verb) \(path): \(reason)", fix: fix)
    }
}
