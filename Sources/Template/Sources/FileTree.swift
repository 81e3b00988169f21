import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads folders through the operating system's own calls: no symlink is followed, no order but the bytes' is used.
package enum FileTree {
    /// What one tree may hold at most.
    struct Limits: Sendable {
        var files = 10_000
        var bytes = 64 << 20
        var depth = 64
    }

    /// Every file and symlink below a folder with its path relative to it, sorted by path bytes.
    /// - Returns: An empty list when the folder is not there.
    static func read(_ folder: String, limits: Limits = Limits()) throws(ScaffoldError) -> [TemplateFile] {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw failure("cannot open the folder", folder)
        }
        var reader = Reader(root: folder, limits: limits)
        try reader.walk(descriptor, prefix: "", depth: 0)
        return reader.files.sorted { Path.precedes($0.path, $1.path) }
    }

    /// The content of a file, or nil when there is none.
    static func file(_ path: String, limit: Int = 64 << 20) throws(ScaffoldError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure("cannot open", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ScaffoldError(.io, "not a file", at: .init(file: path))
        }
        return try content(descriptor, size: Int(status.st_size), limit: limit, path: path)
    }

    /// The names of the folders in a folder, sorted by bytes; symlinks to folders count.
    static func folders(in folder: String) throws(ScaffoldError) -> [String] {
        guard let directory = opendir(folder) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw failure("cannot open the folder", folder)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let name = try nextName(directory, in: folder) {
            if isFolder(Path.join(folder, name)) { names.append(name) }
        }
        return names.sorted(by: Path.precedes)
    }

    /// Whether a path names a folder, symlinks followed.
    package static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// Whether a path names a file, symlinks followed.
    package static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// The user's home folder, from HOME.
    static var home: String? {
        getenv("HOME").flatMap { String(validatingCString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// The path with every symlink resolved, or nil when it is not there.
    static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(validatingCString: pointer)
    }

    fileprivate static func failure(_ what: String, _ path: String) -> ScaffoldError {
        let reason = String(cString: strerror(errno))
        return ScaffoldError(.io, "\(what): \(reason)", at: .init(file: path))
    }

    fileprivate static func content(
        _ descriptor: Int32, size: Int, limit: Int, path: String
    ) throws(ScaffoldError) -> [UInt8] {
        guard size <= limit else {
            throw ScaffoldError(.limit, "the file has \(size) bytes; \(limit) is the most", at: .init(file: path))
        }
        var failed = false
        // A file that grows while it is read is cut at the size it had; one that shrinks is just shorter.
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = readBytes(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failed = true }
                if got <= 0 { break }
                count += got
            }
        }
        if failed { throw failure("cannot read", path) }
        return bytes
    }

    fileprivate static func nextName(
        _ directory: OpaquePointer, in folder: String
    ) throws(ScaffoldError) -> String? {
        while true {
            errno = 0
            guard let entry = readdir(directory) else {
                if errno != 0 { throw failure("cannot read the folder", folder) }
                return nil
            }
            let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
            let pointer = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
            guard let name = String(validatingCString: pointer) else {
                throw ScaffoldError(
                    .path, "the folder holds a name that is not UTF-8", at: .init(file: folder), fix: "rename it")
            }
            if name != ".", name != ".." { return name }
        }
    }

    private struct Reader {
        let root: String
        let limits: Limits
        var files: [TemplateFile] = []
        var bytes = 0

        /// Reads a folder whose descriptor this call closes.
        mutating func walk(_ descriptor: Int32, prefix: String, depth: Int) throws(ScaffoldError) {
            let folder = Path.join(root, prefix)
            guard let directory = fdopendir(descriptor) else {
                close(descriptor)
                throw failure("cannot open the folder", folder)
            }
            defer { closedir(directory) }
            if depth > limits.depth {
                throw ScaffoldError(.limit, "folders are nested deeper than \(limits.depth)", at: .init(file: folder))
            }
            while let name = try nextName(directory, in: folder) {
                try add(name, in: descriptor, path: prefix.isEmpty ? name : "\(prefix)/\(name)", depth: depth)
            }
        }

        private mutating func add(_ name: String, in folder: Int32, path: String, depth: Int) throws(ScaffoldError) {
            let place = Path.join(root, path)
            let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else {
                // Linux says ELOOP, BSD EMLINK: a symlink.
                guard errno == ELOOP || errno == EMLINK else { throw failure("cannot open", place) }
                let file = TemplateFile(path: path, bytes: try target(name, in: folder, place: place), mode: .symlink)
                return try append(file)
            }
            var status = stat()
            guard fstat(descriptor, &status) == 0 else {
                close(descriptor)
                throw failure("cannot read", place)
            }
            if status.st_mode & S_IFMT == S_IFDIR { return try walk(descriptor, prefix: path, depth: depth + 1) }
            defer { close(descriptor) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw ScaffoldError(
                    .io, "neither a file, a folder nor a symlink", at: .init(file: place), fix: "remove it")
            }
            let content = try FileTree.content(
                descriptor, size: Int(status.st_size), limit: limits.bytes - bytes, path: place)
            try append(
                TemplateFile(path: path, bytes: content, mode: status.st_mode & 0o100 != 0 ? .executable : .file))
        }

        private mutating func append(_ file: TemplateFile) throws(ScaffoldError) {
            bytes += file.bytes.count
            files.append(file)
            guard files.count <= limits.files, bytes <= limits.bytes else {
                throw ScaffoldError(
                    .limit, "more than \(limits.files) files or \(limits.bytes) bytes", at: .init(file: root))
            }
        }

        private func target(_ name: String, in folder: Int32, place: String) throws(ScaffoldError) -> [UInt8] {
            var length = -1
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
                length = buffer.withMemoryRebound(to: CChar.self) { buffer in
                    buffer.baseAddress.map { readlinkat(folder, name, $0, buffer.count) } ?? -1
                }
                count = max(0, length)
            }
            if length < 0 { throw failure("cannot read the symlink", place) }
            return bytes
        }
    }
}

/// `read`, which a method of the same name would hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
