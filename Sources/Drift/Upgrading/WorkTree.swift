import Git

/// Compares files of the work tree with contents that git knows.
struct WorkTree {
    private let root: String
    private let ignoresModes: Bool

    /// The work tree of a repository; paths are relative to its root.
    /// - Throws: ``DriftError`` when the repository is bare.
    init(_ repository: Repository) throws {
        root = try repository.requiredWorkTree()
        ignoresModes = try repository.configuration("core.filemode") == "false"
    }

    /// Whether exactly this content is at a path; nil stands for no file.
    func holds(_ content: Note.Content?, at path: String) throws(DriftError) -> Bool {
        guard let (mode, bytes) = try file(path) else { return content == nil && !isOdd(path) }
        guard let content, isSameMode(mode, content.mode) else { return false }
        return ObjectID.of(blob: bytes) == content.id
    }

    /// Whether git would call the file unchanged: line ends may differ, as `core.autocrlf` and `eol=crlf` make them.
    func isLike(_ content: Note.Content?, at path: String) throws(DriftError) -> Bool {
        if try holds(content, at: path) { return true }
        guard let content, let (mode, bytes) = try file(path), mode != .symlink, isSameMode(mode, content.mode) else {
            return false
        }
        var unix: [UInt8] = []
        unix.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == 0x0A, unix.last == 0x0D { unix.removeLast() }
            unix.append(byte)
        }
        return ObjectID.of(blob: unix) == content.id
    }

    /// Whether nothing at all is at a path, and nothing but folders above it.
    func isFree(_ path: String, removing removed: Set<String>) -> Bool {
        for ancestor in FileSystem.ancestors(of: path) where !removed.contains(ancestor) {
            let absolute = root + "/" + ancestor
            if FileSystem.exists(absolute), !FileSystem.isDirectory(absolute) { return false }
        }
        let absolute = root + "/" + path
        guard FileSystem.exists(absolute) else { return true }
        guard FileSystem.isDirectory(absolute) else { return removed.contains(path) }
        return FileSystem.files(below: absolute).allSatisfy { removed.contains(path + "/" + $0) }
    }

    private func file(_ path: String) throws(DriftError) -> (mode: FileMode, bytes: [UInt8])? {
        let absolute = root + "/" + path
        guard let mode = FileSystem.mode(of: absolute), mode != .directory else { return nil }
        return (mode, try FileSystem.read(absolute))
    }

    /// A pipe, socket or device.
    private func isOdd(_ path: String) -> Bool {
        let absolute = root + "/" + path
        return FileSystem.exists(absolute) && FileSystem.mode(of: absolute) == nil
    }

    private func isSameMode(_ left: FileMode, _ right: FileMode) -> Bool {
        if left == right { return true }
        let regular: [FileMode] = [.file, .executable]
        return ignoresModes && regular.contains(left) && regular.contains(right)
    }
}

extension Repository {
    /// The root of the work tree.
    /// - Throws: ``DriftError`` when the repository is bare.
    func requiredWorkTree() throws(DriftError) -> String {
        if let workTree { return workTree }
        throw DriftError(
            .repositoryState, "a bare repository has no work tree",
            fix: "use a clone with a work tree; upgrades on a branch need none")
    }
}
