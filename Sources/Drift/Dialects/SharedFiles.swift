import Synchronization

/// The service's files for a closure that templates call: one at a time, since renders run beside one another.
final class SharedFiles: @unchecked Sendable {
    private let files: TreeFiles
    private let turn = Mutex(())

    init(_ files: TreeFiles) { self.files = files }

    func bytes(at path: String) -> [UInt8]? {
        turn.withLock { _ in
            guard let version = try? files.file(at: path), version.isRegular else { return nil }
            return try? files.bytes(of: version)
        }
    }
}
