import Drift
import Git
public import Report
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A journal on the disk that grows by a line for each result.
public final class JournalFile: Sendable {
    private let path: String
    private let descriptor: Int32
    private let failure = Mutex<DriftError?>(nil)

    /// Begins a file with what is known already; an older one is replaced in one step.
    public init(_ path: String, beginningWith journal: Journal) throws {
        self.path = path
        try FileSystem.write(Array(journal.lines.map { $0 + "\n" }.joined().utf8), mode: .file, to: path)
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystem.failure("write", path) }
    }

    deinit { close(descriptor) }

    /// Adds a result: one whole line in one write, so that a kill leaves at most one line that is cut off.
    public func add(_ result: RepositoryAudit) {
        if FileSystem.writeAll(Array((result.json.compact + "\n").utf8), to: descriptor) { return }
        failure.withLock { $0 = $0 ?? FileSystem.failure("write", path) }
    }

    /// Makes sure that everything is on the disk.
    /// - Throws: The first error of any write.
    public func finish() throws {
        if let error = failure.withLock({ $0 }) { throw error }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw FileSystem.failure("write", path)
        }
    }
}
