package import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension FileSystem {
    /// The content of a file, or the target of a link.
    package static func read(_ path: String) throws(DriftError) -> [UInt8] {
        if mode(of: path) == .symlink { return try readLink(path) }
        // Without O_NONBLOCK a pipe in a file's place would wait for a writer for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("read", path) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw failure("read", path) }
        guard FileMode(stored: UInt32(info.st_mode)) != nil else {
            throw DriftError(.files, "can't read \(path): it is no regular file", fix: "move it away")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(info.st_size))
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = readSome(descriptor, &buffer)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", path)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    private static func readLink(_ path: String) throws(DriftError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { raw in
            raw.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), raw.count) } ?? -1
        }
        guard count >= 0 else { throw failure("read", path) }
        return Array(buffer[..<count])
    }

    /// Writes a file or link in one step: a temporary one beside it, renamed over it.
    package static func write(_ bytes: [UInt8], mode: FileMode, to path: String) throws(DriftError) {
        try makeDirectory(above: path)
        let temporary = temporaryName(beside: path)
        unlink(temporary)
        guard create(bytes, mode: mode, at: temporary), rename(temporary, path) == 0 else {
            let reason = errno
            unlink(temporary)
            errno = reason
            throw failure("write", path)
        }
    }

    /// Where a file is written before it gets its name, of which a long one loses its end: a name has 255 bytes at most.
    private static func temporaryName(beside path: String) -> String {
        let mark = ".scaffold-\(getpid())"
        let start = path.utf8.lastIndex(of: 0x2F).map { path.utf8.index(after: $0) } ?? path.startIndex
        var name = path[start...]
        while name.utf8.count + mark.utf8.count > 255 { name.removeLast() }
        return path[..<start] + name + mark
    }

    /// Makes a file or link that isn't there yet; false with `errno` set when that fails.
    private static func create(_ bytes: [UInt8], mode: FileMode, at path: String) -> Bool {
        if mode == .symlink { return symlink(String(decoding: bytes, as: UTF8.self), path) == 0 }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == .executable ? 0o777 : 0o666)
        guard descriptor >= 0 else { return false }
        let isWhole = writeAll(bytes, to: descriptor)
        let reason = errno
        guard close(descriptor) == 0 else { return false }
        errno = reason
        return isWhole
    }

    /// Writes everything to an open file; false with `errno` set when that fails.
    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = writeSome(descriptor, bytes[offset...])
            if count < 0 {
                if errno == EINTR { continue }
                // Standard output that somebody else made non-blocking.
                if errno == EAGAIN {
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&waiting, 1, -1)
                    continue
                }
                return false
            }
            offset += count
        }
        return true
    }
}

// Outside of the type, where its own `read` and `write` don't hide those of the system.

private func readSome(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int { read(descriptor, &buffer, buffer.count) }

private func writeSome(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
