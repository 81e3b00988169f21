public import Git

/// The service's files as they are now, looked up by path relative to the service.
///
/// A protocol, so that the laws of the merge are tested on thousands of trees in memory.
public protocol LocalFiles {
    /// The file, link or submodule at `path`; nil when there is none or when it is a directory.
    func file(at path: String) throws -> FileVersion?
    /// Whether `path` is a directory.
    func isDirectory(_ path: String) throws -> Bool
    /// Every file below `directory` (the whole service for ""), sorted by path.
    func files(under directory: String) throws -> [(path: String, version: FileVersion)]
    /// The content of a version that carries none itself.
    func bytes(of version: FileVersion) throws -> [UInt8]
    /// How many bytes a version has, where that can be told without reading them.
    func size(of version: FileVersion) throws -> Int
}

extension LocalFiles {
    /// See ``LocalFiles/size(of:)``.
    public func size(of version: FileVersion) throws -> Int { try bytes(of: version).count }

    /// The content of the regular file at a path; nil when there is none.
    func content(at path: String) throws -> [UInt8]? {
        guard let version = try file(at: path), version.isRegular else { return nil }
        return try bytes(of: version)
    }
}

/// The files of a git tree; each directory is read once.
public final class TreeFiles: LocalFiles {
    private let repository: Repository
    private let tree: ObjectID
    private var directories: [String: [String: TreeEntry]] = [:]

    /// The files of `tree`, which is the service's own tree, not the repository's root.
    public init(repository: Repository, tree: ObjectID) {
        self.repository = repository
        self.tree = tree
    }

    /// See ``LocalFiles/file(at:)``.
    public func file(at path: String) throws -> FileVersion? {
        guard let entry = try entry(at: path), entry.mode != .directory else { return nil }
        return FileVersion(mode: entry.mode, id: entry.id)
    }

    /// See ``LocalFiles/isDirectory(_:)``.
    public func isDirectory(_ path: String) throws -> Bool { try entry(at: path)?.mode == .directory }

    /// See ``LocalFiles/files(under:)``.
    public func files(under directory: String) throws -> [(path: String, version: FileVersion)] {
        let prefix = directory.isEmpty ? "" : directory + "/"
        let id: ObjectID
        if directory.isEmpty {
            id = tree
        } else {
            guard let entry = try entry(at: directory), entry.mode == .directory else { return [] }
            id = entry.id
        }
        return try repository.files(in: id).map { (prefix + $0.path, FileVersion(mode: $0.mode, id: $0.id)) }
    }

    /// See ``LocalFiles/bytes(of:)``.
    public func bytes(of version: FileVersion) throws -> [UInt8] {
        if let bytes = version.bytes { return bytes }
        return try repository.blob(version.id)
    }

    /// See ``LocalFiles/size(of:)``.
    public func size(of version: FileVersion) throws -> Int {
        try version.bytes?.count ?? repository.blobSize(version.id)
    }

    private func entry(at path: String) throws -> TreeEntry? {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return try children(of: "")[path] }
        return try children(of: String(path[..<slash]))[String(path[path.utf8.index(after: slash)...])]
    }

    private func children(of directory: String) throws -> [String: TreeEntry] {
        if let known = directories[directory] { return known }
        let id: ObjectID? =
            directory.isEmpty ? tree : try entry(at: directory).flatMap { $0.mode == .directory ? $0.id : nil }
        var children: [String: TreeEntry] = [:]
        if let id {
            for entry in try repository.entries(of: id) { children[entry.name] = entry }
        }
        directories[directory] = children
        return children
    }
}
