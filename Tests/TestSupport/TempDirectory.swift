public import Foundation

/// A folder that exists as long as this object does.
public final class TempDirectory: Sendable {
    /// Where it is; symbolic links in the path are resolved.
    public let url: URL

    /// Makes an empty folder.
    public init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        url = base.appending(path: "scaffold-test-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The folder's path, without a slash at its end.
    public var path: String { url.path(percentEncoded: false).removingTrailingSlash }

    /// The path of something in the folder.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, and the folders above it.
    public func write(_ name: String, _ content: String) throws {
        try write(name, Array(content.utf8))
    }

    /// Writes a file of bytes, and the folders above it.
    public func write(_ name: String, _ content: [UInt8]) throws {
        let file = URL(filePath: path(name))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content).write(to: file)
    }

    /// Writes a shell script that can be run.
    ///
    /// Another process writes it: a program that a second thread starts just now would inherit this process's open
    /// file for a moment, and the system refuses to run a file that someone has open for writing.
    public func writeScript(_ name: String, _ script: String) throws {
        let command = "cat > \"$1\" && chmod +x \"$1\""
        try run("/bin/sh", ["-c", command, "sh", path(name)], stdin: Array("#!/bin/sh\n\(script)\n".utf8))
    }

    /// The bytes of a file.
    public func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }

    /// Whether there is something of that name.
    public func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }
}

extension String {
    var removingTrailingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
