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
///
/// While results of an earlier run stand at its beginning that this run has not come to yet, its header counts them, see
/// ``Journal/Header/carried``.
public final class JournalFile: Sendable {
    private let path: String
    private let descriptor: Int32
    private let header: Journal.Header
    private let carried: Int
    private let content = Mutex(Content())

    /// What is in the file so far.
    private struct Content {
        var failure: DriftError?
        var end = 0
        var lines: [String: Line] = [:]
    }

    private struct Line {
        var place: JournalLines.Place
        /// Whether this run found it, or found that it still holds.
        var counts: Bool
    }

    /// Begins a file with what is known already; an older one is replaced in one step.
    ///
    /// What is no regular file (a device, a pipe, `-`) is written to and never replaced.
    public init(_ path: String, _ header: Journal.Header, beginningWith earlier: EarlierResults? = nil) throws {
        self.path = path
        self.header = header
        carried = earlier?.count ?? 0
        if FileSystem.isStanding(path) {
            descriptor = FileSystem.openStanding(path)
            guard descriptor >= 0 else { throw FileSystem.failure("write", path) }
            try content.withLock { try write(Self.line(of: header, carrying: carried), &$0) }
            return
        }
        try FileSystem.makeDirectory(above: path)
        let temporary = path + ".scaffold-\(getpid())"
        unlink(temporary)
        descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileSystem.failure("write", path) }
        do {
            try content.withLock { try write(Self.line(of: header, carrying: carried), &$0) }
            try earlier?.lines { name, line in try append(line + [0x0A], of: name, counts: false) }
            guard rename(temporary, path) == 0 else { throw FileSystem.failure("write", path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Adds a result: one whole line in one write, so that a kill leaves at most one line that is cut off.
    public func add(_ result: RepositoryAudit) {
        do throws(DriftError) {
            try append(Array((result.json.compact + "\n").utf8), of: result.id, counts: true)
        } catch {
            content.withLock { $0.failure = $0.failure ?? error }
        }
    }

    /// Says that the result still holds that the file began with.
    public func confirm(_ name: String) { content.withLock { $0.lines[name]?.counts = true } }

    /// Hands the results that this run found or confirmed to `put` as lines, sorted by name, many at a time.
    /// - Throws: ``DriftError`` when the file can't be read, and what `put` throws.
    public func lines(_ put: ([UInt8]) throws -> Void) throws {
        let lines = content.withLock { $0.lines.filter(\.value.counts) }
        var buffer: [UInt8] = []
        for name in lines.keys.sorted() {
            guard let place = lines[name]?.place else { continue }
            buffer += try JournalLines.bytes(of: descriptor, path, at: place.offset, count: place.length)
            buffer.append(0x0A)
            guard buffer.count > 1 << 18 else { continue }
            try put(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try put(buffer)
    }

    /// Makes sure that everything is on the disk.
    /// - Parameter isWhole: Whether the run came to all repositories, so that what the file began with counts as its own.
    /// - Throws: The first error of any write.
    public func finish(isWhole: Bool) throws {
        if let error = content.withLock({ $0.failure }) { throw error }
        if isWhole, carried > 0 {
            let line = Self.line(of: header, carrying: 0, filling: Self.line(of: header, carrying: carried).count)
            let written = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            guard written == line.count else { throw FileSystem.failure("write", path) }
        }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw FileSystem.failure("write", path)
        }
    }

    private func append(_ line: [UInt8], of name: String, counts: Bool) throws(DriftError) {
        try content.withLock { content throws(DriftError) in
            let place = JournalLines.Place(offset: content.end, length: line.count - 1)
            content.lines[name] = Line(place: place, counts: counts)
            try write(line, &content)
        }
    }

    private func write(_ bytes: [UInt8], _ content: inout Content) throws(DriftError) {
        guard FileSystem.writeAll(bytes, to: descriptor) else { throw FileSystem.failure("write", path) }
        content.end += bytes.count
    }

    /// The header's line, with spaces at its end where it has to take the place of a longer one.
    private static func line(of header: Journal.Header, carrying count: Int, filling length: Int = 0) -> [UInt8] {
        var header = header
        header.carried = count > 0 ? count : nil
        let text = Array(header.json.compact.utf8)
        return text + [UInt8](repeating: 0x20, count: max(0, length - text.count - 1)) + [0x0A]
    }
}
