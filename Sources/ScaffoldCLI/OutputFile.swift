#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Files that a command writes where a person named them.
enum OutputFile {
    /// Rewrites a file in place, so that its mode, owner and links stay.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure("can't write \(path): \(String(cString: strerror(errno)))") }
        var offset = 0
        var problem: Int32 = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                problem = errno
                break
            }
            offset += count
        }
        if close(descriptor) != 0, problem == 0 { problem = errno }
        guard problem == 0 else { throw Failure("can't write \(path): \(String(cString: strerror(problem)))") }
    }
}
