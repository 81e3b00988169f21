public import Git

/// The pristine output of one release with one set of answers.
public struct Baseline: Hashable, Sendable {
    /// The files, sorted by path bytes.
    public let files: [BaselineFile]
    /// The git tree id of the output; no repository is needed for it.
    public let tree: ObjectID

    /// Makes a baseline of files in any order.
    public init(files: [BaselineFile]) {
        self.files = files.sorted { Path.precedes($0.path, $1.path) }
        tree = TreeBuilder.id(of: self.files.map { ($0.path, $0.mode, $0.id) })
    }

    /// The file at a path, or nil.
    public subscript(path: String) -> BaselineFile? {
        var low = 0
        var high = files.count
        while low < high {
            let middle = (low + high) / 2
            if Path.precedes(files[middle].path, path) { low = middle + 1 } else { high = middle }
        }
        guard low < files.count, files[low].path.utf8.elementsEqual(path.utf8) else { return nil }
        return files[low]
    }

    /// Paths that moved because names in them are rendered from other answers: the same template, another path.
    /// - Returns: Old and new path, sorted by old path.
    public func moves(to other: Baseline) -> [(from: String, to: String)] {
        var bySource: [String: String] = [:]
        for file in other.files { bySource[file.source] = file.path }
        return files.compactMap { file in
            guard let path = bySource[file.source], path != file.path, other[file.path] == nil else { return nil }
            return (file.path, path)
        }
    }
}

/// One file of a baseline.
public struct BaselineFile: Hashable, Sendable {
    /// The path in the service.
    public let path: String
    /// The content, or a symlink's target.
    public let bytes: [UInt8]
    /// File, executable or symlink.
    public let mode: FileMode
    /// The template's path below `files/`.
    public let source: String
    /// What the release owes the file.
    public let fileClass: FileClass
    /// The slots that contributed to it, in order of their lines.
    public let slots: [String]
    /// The automatic resolvers that must not settle anything in it, by name.
    public let disabledResolvers: [String]
    /// The git blob id of the content.
    public let id: ObjectID

    /// Makes a file.
    public init(
        path: String, bytes: [UInt8], mode: FileMode, source: String, fileClass: FileClass = .managed,
        slots: [String] = [], disabledResolvers: [String] = []
    ) {
        self.init(
            path: path, bytes: bytes, mode: mode, source: source, fileClass: fileClass, slots: slots,
            disabledResolvers: disabledResolvers, id: ObjectID.of(blob: bytes))
    }

    /// Makes a file of a template's: one that is copied as it is keeps the id that it has there.
    init(
        path: String, bytes: [UInt8], mode: FileMode, source: String, fileClass: FileClass = .managed,
        from file: TemplateFile
    ) {
        let known = file.bytes == bytes ? file.id : nil
        self.init(
            path: path, bytes: bytes, mode: mode, source: source, fileClass: fileClass, slots: [],
            disabledResolvers: [], id: known ?? ObjectID.of(blob: bytes))
    }

    private init(
        path: String, bytes: [UInt8], mode: FileMode, source: String, fileClass: FileClass, slots: [String],
        disabledResolvers: [String], id: ObjectID
    ) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
        self.source = source
        self.fileClass = fileClass
        self.slots = slots
        self.disabledResolvers = disabledResolvers
        self.id = id
    }
}

/// Computes git tree ids of file lists.
enum TreeBuilder {
    /// The id of the tree that holds these files; paths must be sorted by bytes and free of clashes.
    static func id(of files: [(path: String, mode: FileMode, id: ObjectID)]) -> ObjectID {
        id(of: files.map { (Array($0.path.utf8)[...], $0.mode, $0.id) }[...])
    }

    private static func id(of files: ArraySlice<(path: ArraySlice<UInt8>, mode: FileMode, id: ObjectID)>) -> ObjectID {
        var entries: [TreeEntry] = []
        var index = files.startIndex
        while index < files.endIndex {
            let file = files[index]
            guard let slash = file.path.firstIndex(of: UInt8(ascii: "/")) else {
                entries.append(
                    TreeEntry(name: String(decoding: file.path, as: UTF8.self), mode: file.mode, id: file.id))
                index += 1
                continue
            }
            // Sorted by bytes, everything below one folder stands together.
            let prefix = file.path[...slash]
            var end = index
            var inner: [(path: ArraySlice<UInt8>, mode: FileMode, id: ObjectID)] = []
            while end < files.endIndex, files[end].path.starts(with: prefix) {
                inner.append((files[end].path.dropFirst(prefix.count), files[end].mode, files[end].id))
                end += 1
            }
            let name = String(decoding: prefix.dropLast(), as: UTF8.self)
            entries.append(TreeEntry(name: name, mode: .directory, id: id(of: inner[...])))
            index = end
        }
        return ObjectID.of(tree: entries)
    }
}
