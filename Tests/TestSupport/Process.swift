public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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

/// A program that could not be started, or that ended as it should not have.
public struct ProcessFailure: Error, CustomStringConvertible {
    /// What happened.
    public var description: String
}

/// Runs a program to its end and returns what it wrote.
///
/// Standard input and outputs are files: no reader threads, and no deadlock whatever the program writes. It is
/// started with `posix_spawn`, since Foundation's `Process` costs tens of milliseconds each time.
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
    let input = try scratchFile()
    defer { close(input) }
    let output = try scratchFile()
    defer { close(output) }
    let errors = try scratchFile()
    defer { close(errors) }
    try FileHandle(fileDescriptor: input).write(contentsOf: Data(stdin))
    lseek(input, 0, SEEK_SET)

    let values = environment ?? ProcessInfo.processInfo.environment
    var command = [path] + arguments
    if let directory {
        // Not every C library lets posix_spawn change the folder, every shell does.
        let script = "cd \"$1\" && shift && exec \"$@\""
        command = ["/bin/sh", "-c", script, "sh", directory.path(percentEncoded: false)] + command
    }
    let pid = try spawn(command, values.map { "\($0.key)=\($0.value)" }, [input, output, errors])
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
        guard errno == EINTR else { throw ProcessFailure(description: "waiting for \(executable) failed") }
    }
    let signal = status & 0x7F
    return ProcessResult(
        status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, stdout: try content(of: output),
        stderr: String(decoding: try content(of: errors), as: UTF8.self))
}

private func locate(_ executable: String) -> String? {
    if executable.contains("/") { return executable }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(executable)" }.first { access($0, X_OK) == 0 }
}

/// An open file without a name, which other programs started meanwhile don't inherit.
private func scratchFile() throws -> Int32 {
    var name = Array("\(FileManager.default.temporaryDirectory.path)/scaffold-run-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw ProcessFailure(description: "no temporary file can be made") }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
}

private func content(of descriptor: Int32) throws -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    return [UInt8](try FileHandle(fileDescriptor: descriptor).readToEnd() ?? Data())
}

private func spawn(_ command: [String], _ environment: [String], _ descriptors: [Int32]) throws -> pid_t {
    #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
    #else
        var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in descriptors.enumerated() {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    let argumentCopies: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let environmentCopies: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for copy in argumentCopies + environmentCopies { free(copy) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, command[0], &actions, nil, argumentCopies, environmentCopies)
    guard error == 0 else {
        throw ProcessFailure(description: "\(command[0]) can't be started: \(String(cString: strerror(error)))")
    }
    return pid
}
