import Drift

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads files line by line and piece by piece, so that their size doesn't matter.
enum JournalLines {
    /// Where a line is, without its line feed.
    struct Place: Sendable {
        var offset: Int
        var length: Int
    }

    /// How many bytes are read at once.
    private static let chunk = 1 << 18

    /// Opens a regular file; the caller closes it.
    static func open(_ path: String) throws(DriftError) -> Int32 {
        // Without O_NONBLOCK a pipe in a file's place would wait for a writer for ever.
        let descriptor = openFile(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileSystem.failure("read", path) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw DriftError(.files, "can't read \(path): it is no regular file", fix: "name a file")
        }
        return descriptor
    }

    /// Calls `body` with each line that is not empty, without its line feed, and where it begins.
    ///
    /// A last line without a line feed was cut off, and is left out.
    static func each(
        of descriptor: Int32, _ path: String, _ body: (ArraySlice<UInt8>, Int) throws(DriftError) -> Void
    ) throws(DriftError) {
        var begun: [UInt8] = []
        var start = 0
        var position = 0
        while true {
            let bytes = try bytes(of: descriptor, path, at: position, count: chunk, isWhole: false)
            if bytes.isEmpty { return }
            var rest = bytes[...]
            while let end = rest.firstIndex(of: 0x0A) {
                let piece = rest[..<end]
                if begun.isEmpty {
                    if !piece.isEmpty { try body(piece, start) }
                } else {
                    begun += piece
                    try body(begun[...], start)
                    begun = []
                }
                rest = bytes[(end + 1)...]
                start = position + end + 1
            }
            begun += rest
            position += bytes.count
        }
    }

    /// Bytes from somewhere in a file.
    /// - Parameter isWhole: Whether fewer bytes than asked for are an error.
    static func bytes(
        of descriptor: Int32, _ path: String, at offset: Int, count: Int, isWhole: Bool = true
    ) throws(DriftError) -> [UInt8] {
        var isShort = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let place = buffer.baseAddress.map { $0 + filled }
                let read = pread(descriptor, place, count - filled, off_t(offset + filled))
                if read < 0, errno == EINTR { continue }
                isShort = read < 0 || (read == 0 && isWhole)
                if read <= 0 { return }
                filled += read
            }
        }
        if isShort { throw FileSystem.failure("read", path) }
        return bytes
    }
}

// `JournalLines.open` hides the system's.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
