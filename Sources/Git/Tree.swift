/// The modes that git stores for an entry of a tree.
public enum FileMode: UInt32, Hashable, Sendable, CaseIterable {
    /// A subtree.
    case directory = 0o040000
    /// A file that isn't executable.
    case file = 0o100644
    /// An executable file.
    case executable = 0o100755
    /// A symbolic link; its blob holds the target.
    case symlink = 0o120000
    /// A commit of another repository.
    case submodule = 0o160000

    /// Reads a stored mode: old and odd permission bits (`0o100664`) count as what git checks out for them.
    public init?(stored mode: UInt32) {
        switch mode & 0o170000 {
        case 0o040000: self = .directory
        case 0o100000: self = mode & 0o100 != 0 ? .executable : .file
        case 0o120000: self = .symlink
        case 0o160000: self = .submodule
        default: return nil
        }
    }

    /// Whether the entry's content is a blob: a file, an executable or a symbolic link.
    public var isBlob: Bool { self == .file || self == .executable || self == .symlink }
}

/// One entry of a tree object.
public struct TreeEntry: Hashable, Sendable {
    /// The name inside the directory, without slashes.
    public var name: String
    /// What the entry is.
    public var mode: FileMode
    /// The blob, tree or commit.
    public var id: ObjectID

    /// Creates an entry.
    public init(name: String, mode: FileMode, id: ObjectID) {
        self.name = name
        self.mode = mode
        self.id = id
    }

    /// The order of entries in a tree object: bytes, a directory's name as if it ended in a slash.
    static func precedes(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
        var rest = right.name.utf8.makeIterator()
        for byte in left.name.utf8 {
            guard let other = rest.next() else { return byte < right.end }
            if byte != other { return byte < other }
        }
        return left.end < rest.next() ?? right.end
    }

    /// What the order takes to stand behind the name.
    private var end: UInt8 { mode == .directory ? UInt8(ascii: "/") : 0 }
}

/// A file, symbolic link or submodule somewhere below a tree.
public struct TreeFile: Hashable, Sendable {
    /// The path from the tree's root, with `/` between its components.
    public var path: String
    /// What the file is; never ``FileMode/directory`` in results.
    public var mode: FileMode
    /// The blob, or the commit of a submodule.
    public var id: ObjectID

    /// Creates a file.
    public init(path: String, mode: FileMode, id: ObjectID) {
        self.path = path
        self.mode = mode
        self.id = id
    }
}

/// What is below a tree.
public struct TreeListing: Hashable, Sendable {
    /// All files, links and submodules, in the byte order of their paths.
    public var files: [TreeFile]
    /// The paths of entries whose names aren't valid UTF-8, with those bytes written as `\xE9`; one may be a directory.
    public var unreadable: [String]

    /// Creates a listing.
    public init(files: [TreeFile], unreadable: [String]) {
        self.files = files
        self.unreadable = unreadable
    }
}

/// One change to apply to a tree.
public struct TreeChange: Hashable, Sendable {
    /// What is put at a path.
    public struct Content: Hashable, Sendable {
        /// The mode; ``FileMode/directory`` grafts a whole tree.
        public var mode: FileMode
        /// The blob, tree or commit; it must be stored already.
        public var id: ObjectID

        /// Creates a content.
        public init(mode: FileMode, id: ObjectID) {
            self.mode = mode
            self.id = id
        }
    }

    /// The path from the tree's root.
    public var path: String
    /// What is put there; nil removes the file.
    public var content: Content?

    /// Creates a change.
    public init(path: String, content: Content?) {
        self.path = path
        self.content = content
    }

    /// Puts a file, link or submodule at a path.
    public static func put(_ path: String, _ mode: FileMode, _ id: ObjectID) -> TreeChange {
        TreeChange(path: path, content: Content(mode: mode, id: id))
    }

    /// Removes the file at a path.
    public static func remove(_ path: String) -> TreeChange {
        TreeChange(path: path, content: nil)
    }
}
