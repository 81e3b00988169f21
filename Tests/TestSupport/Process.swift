public import Foundation

/// What a finished program left behind.
public struct ProcessResult: Sendable {
    /// The exit status; 128 plus the number when a signal ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var stdout: [UInt8]
    /// What it wrote to standard error, as text.
    public var stderr: String

    /// Standard output as text.
    public var text: String { String(decoding: stdout, as: UTF8.self) }

    /// Standard output as text without spaces and line ends at both ends.
    public var trimmed: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}

/// A program that could not be started.
public struct ProcessFailure: Error, CustomStringConvertible {
    /// What happened.
    public var description: String
}

/// Runs a program to its end and returns what it wrote.
///
/// - Parameters:
///   - executable: a path, or a name that is looked for on PATH.
///   - environment: the whole environment, or nil for this process's own.
@discardableResult
public func run(
    _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil, stdin: [UInt8] = [],
    directory: URL? = nil
) throws -> ProcessResult {
    guard let path = locate(executable) else {
        throw ProcessFailure(description: "\(executable) isn't on PATH")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files instead of pipes: no reader threads, and no deadlock whatever the program writes.
    let input = folder.appending(path: "in")
    let output = folder.appending(path: "out")
    let errors = folder.appending(path: "err")
    try Data(stdin).write(to: input)
    try Data().write(to: output)
    try Data().write(to: errors)

    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let environment { process.environment = environment }
    if let directory { process.currentDirectoryURL = directory }
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return ProcessResult(
        status: status, stdout: try [UInt8](Data(contentsOf: output)),
        stderr: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}

private func locate(_ executable: String) -> String? {
    if executable.contains("/") { return executable }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(executable)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
