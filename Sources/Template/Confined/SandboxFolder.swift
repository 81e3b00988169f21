import Foundation
import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder outside of a sandbox through which files go in and out; nobody else can look into it.
struct SandboxFolder {
    let path: String

    /// Makes one.
    /// - Parameter place: The folder to make it in; nil for that of temporary files.
    init(in place: String?) throws(ScaffoldError) {
        let usual = ProcessEnvironment.value("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let place = place ?? usual
        var template = Array("\(place)/scaffold-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SandboxFolder.failure("make a folder in", place) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for name in ["in", "support", "root", "out", "log"] { try makeFolder(name) }
    }

    /// Writes files below a folder; symlinks come last, so that nothing is written through one.
    func write(_ files: [TemplateFile], below folder: String) throws(ScaffoldError) {
        try makeFolder(folder)
        for file in files {
            let parts = file.path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map(Substring.init)
            guard !parts.contains(where: { ["", ".", "..", ".git"].contains($0) }) else {
                throw ScaffoldError(.path, "a command can't be given the path \(YAMLScalar.quoted(file.path))")
            }
            try makeFolders(above: "\(folder)/\(file.path)")
        }
        for file in files where file.mode != .symlink {
            try create("\(path)/\(folder)/\(file.path)", file.bytes, mode: file.mode == .executable ? 0o755 : 0o644)
        }
        for file in files where file.mode == .symlink {
            let place = "\(path)/\(folder)/\(file.path)"
            guard symlink(String(decoding: file.bytes, as: UTF8.self), place) == 0 else {
                throw SandboxFolder.failure("make the symlink", place)
            }
        }
    }

    /// Reads the files below a folder; no symlink is followed.
    func read(_ folder: String, limits: FileTree.Limits) throws(ScaffoldError) -> [TemplateFile] {
        try FileTree.read("\(path)/\(folder)", limits: limits)
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private func makeFolder(_ name: String) throws(ScaffoldError) {
        let place = "\(path)/\(name)"
        guard mkdir(place, 0o755) == 0 || errno == EEXIST else { throw SandboxFolder.failure("make the folder", place) }
    }

    private func makeFolders(above name: String) throws(ScaffoldError) {
        let parent = Path.parent(of: name)
        if parent.isEmpty || FileTree.isFolder("\(path)/\(parent)") { return }
        try makeFolders(above: parent)
        try makeFolder(parent)
    }

    private func create(_ place: String, _ bytes: [UInt8], mode: mode_t) throws(ScaffoldError) {
        let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SandboxFolder.failure("write", place) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SandboxFolder.failure("write", place) }
            offset += count
        }
    }

    private static func failure(_ verb: String, _ path: String) -> ScaffoldError {
        ScaffoldError(.io, "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}

/// `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
