#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few file operations that locks and the source cache need, without Foundation.
enum FileSystem {
    /// Whether something is at a path, a dangling link included.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether a folder is at a path; links are followed.
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes a folder and those above it; existing ones are fine.
    static func makeDirectories(_ path: String, mode: mode_t = 0o777) throws(GitError) {
        if isDirectory(path) { return }
        if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex {
            try makeDirectories(String(path[..<slash]), mode: mode)
        }
        if mkdir(path, mode) != 0 && errno != EEXIST { throw GitError.system("mkdir", path) }
    }

    /// Deletes a file, or a folder with all it holds; links are not followed.
    ///
    /// What isn't there is fine.
    static func remove(_ path: String) throws(GitError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in try names(in: path) { try remove("\(path)/\(name)") }
            if rmdir(path) != 0 && errno != ENOENT { throw GitError.system("rmdir", path) }
        } else if unlink(path) != 0 && errno != ENOENT {
            throw GitError.system("unlink", path)
        }
    }

    /// The names in a folder, in no particular order.
    static func names(in path: String) throws(GitError) -> [String] {
        guard let directory = opendir(path) else { throw GitError.system("opendir", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Moves a file or folder within one file system, replacing what is there.
    static func move(_ source: String, to target: String) throws(GitError) {
        if rename(source, target) != 0 { throw GitError.system("rename", target) }
    }

    /// The bytes of a file.
    static func read(_ path: String) throws(GitError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw GitError.system("open", path) }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw GitError.system("read", path) }
            if count == 0 { return content }
            content += buffer[..<count]
        }
    }

    /// Writes a new file; fails when something of that name exists.
    static func create(_ path: String, _ content: [UInt8], mode: mode_t) throws(GitError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw GitError.system("open", path) }
        defer { close(descriptor) }
        var offset = 0
        while offset < content.count {
            let count = content[offset...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw GitError.system("write", path) }
            offset += count
        }
    }

    /// The absolute path without links; nil when nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

// `FileSystem.read` hides the system's `read`, so both get a name of their own.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}

extension GitError {
    /// The error of a system call that has just failed, from `errno`.
    static func system(_ operation: String, _ path: String, number: Int32 = errno) -> GitError {
        let reason = String(cString: strerror(number))
        let code: Code =
            switch number {
            case ENOENT, ENOTDIR: .notFound
            case EEXIST, ENOTEMPTY: .exists
            case EACCES, EPERM, EROFS: .permission
            case ENOSPC, EDQUOT: .diskFull
            default: .generic
            }
        var error = GitError(
            code: code, category: "os", message: "\(operation) failed: \(reason)", operation: operation, subject: path)
        error.explainFileSystem(reason)
        return error
    }
}
