public import Git
import Template

/// One side's version of a file: its mode, its content's id, and the content where it is already in memory.
public struct FileVersion: Sendable {
    /// Regular file, executable, symbolic link or submodule.
    public var mode: FileMode
    /// The git blob id of the content (a commit id for submodules).
    public var id: ObjectID
    /// The content; nil where it is read from the repository when needed.
    public var bytes: [UInt8]?

    /// Makes a version; `bytes` is nil where the repository holds the content.
    public init(mode: FileMode, id: ObjectID, bytes: [UInt8]? = nil) {
        self.mode = mode
        self.id = id
        self.bytes = bytes
    }

    /// A version with its content, whose id is computed.
    public init(mode: FileMode, bytes: [UInt8]) {
        self.init(mode: mode, id: .of(blob: bytes), bytes: bytes)
    }

    /// Whether both have the same mode and content.
    public func isSame(as other: FileVersion) -> Bool { mode == other.mode && id == other.id }

    /// Whether it is a regular file, executable or not.
    public var isRegular: Bool { mode == .file || mode == .executable }
}

extension BaselineFile {
    /// The file as one side of a merge.
    var version: FileVersion { FileVersion(mode: mode, id: id, bytes: bytes) }
}
