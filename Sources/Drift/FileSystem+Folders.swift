import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension FileSystem {
    /// Makes the directories above `path`.
    package static func makeDirectory(above path: String) throws(DriftError) {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return }
        let directory = String(path[..<slash])
        guard !directory.isEmpty else { return }
        if mkdir(directory, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw failure("make the folder", directory) }
        try makeDirectory(above: directory)
        guard mkdir(directory, 0o777) == 0 || errno == EEXIST else { throw failure("make the folder", directory) }
    }

    /// Makes an empty folder with a name of its own beside `path`.
    package static func makeTemporaryDirectory(beside path: String) throws(DriftError) -> String {
        try makeDirectory(above: path)
        let temporary = path + ".scaffold-\(getpid())"
        guard mkdir(temporary, 0o777) == 0 else { throw failure("make the folder", temporary) }
        return temporary
    }

    /// Renames a file, link or folder; across file systems files and links are copied.
    package static func move(_ path: String, to target: String) throws(DriftError) {
        if rename(path, target) == 0 { return }
        guard errno == EXDEV, let mode = mode(of: path), mode != .directory else { throw failure("write", target) }
        try write(read(path), mode: mode, to: target)
        unlink(path)
    }

    /// A second name for a file or link; a copy where the file system has no such thing.
    package static func link(_ path: String, to target: String) throws(DriftError) {
        if linkat(AT_FDCWD, path, AT_FDCWD, target, 0) == 0 { return }
        guard let mode = mode(of: path), mode != .directory else { throw failure("write", target) }
        try write(read(path), mode: mode, to: target)
    }

    /// Removes a file or link, and the directories above it that it leaves empty, up to `root`.
    package static func remove(_ path: String, upTo root: String) throws(DriftError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
        prune(above: path, upTo: root)
    }

    /// Removes the empty directories above a path, up to `root`.
    package static func prune(above path: String, upTo root: String) {
        var current = path
        while let slash = current.utf8.lastIndex(of: 0x2F) {
            current = String(current[..<slash])
            guard current.utf8.count > root.utf8.count, rmdir(current) == 0 else { return }
        }
    }

    /// Removes a folder with everything in it, as far as that goes; never follows a link.
    package static func removeTree(_ path: String) {
        guard isDirectory(path) else {
            unlink(path)
            return
        }
        for name in names(in: path) { removeTree(path + "/" + name) }
        rmdir(path)
    }

    /// Removes a folder that holds nothing but empty folders.
    package static func removeEmptyTree(_ path: String) throws(DriftError) {
        for name in names(in: path) where isDirectory(path + "/" + name) { try removeEmptyTree(path + "/" + name) }
        guard rmdir(path) == 0 else { throw failure("remove", path) }
    }
}
