#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a finished git command left behind.
public struct GitOutput: Hashable, Sendable {
    /// The exit status; 128 plus the number when a signal ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var stdout: [UInt8]
    /// What it wrote to standard error, with credentials removed.
    public var stderr: String
}

/// A program that runs with its outputs captured, a short or empty input and a time limit.
public struct ChildProcess {
    /// How a program ended.
    public enum Ending: Hashable, Sendable {
        /// With an exit status; 128 plus the number when a signal ended it.
        case exited(Int32)
        /// It was stopped when its time was over.
        case timedOut
    }

    var path: String
    var arguments: [String]
    var environment: [String]
    var timeoutSeconds: Int
    /// What it reads: no more than fits in a pipe, since all of it is written before the program starts.
    var input: [UInt8] = []
    /// Whether it leads a process group, so that all that it started ends with it.
    var leadsGroup = false

    init(path: String, arguments: [String], environment: [String], timeoutSeconds: Int, input: [UInt8] = []) {
        self.input = input
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.timeoutSeconds = timeoutSeconds
    }

    /// A command of the shell, which ends with all that it started when its time is over.
    /// - Parameters:
    ///   - environment: `NAME=value`, all that it gets.
    ///   - directory: the folder it runs in.
    public init(shell command: String, environment: [String], directory: String, timeoutSeconds: Int) {
        // glibc shows the function that would set the folder to GNU's own dialect of C only.
        self.init(
            path: "/bin/sh", arguments: ["-c", "cd -- \"$1\" && exec /bin/sh -c \"$2\"", "sh", directory, command],
            environment: environment, timeoutSeconds: timeoutSeconds)
        leadsGroup = true
    }

    /// A program that ends with all that it started when its time is over.
    /// - Parameter environment: `NAME=value`, all that it gets.
    public init(program: String, arguments: [String], environment: [String], timeoutSeconds: Int) {
        self.init(path: program, arguments: arguments, environment: environment, timeoutSeconds: timeoutSeconds)
        leadsGroup = true
    }

    /// Runs it to its end.
    ///
    /// The end is the program's own: a process that it leaves in the background (a shared ssh connection, say) may
    /// keep the pipes open, and is not waited for.
    /// - Throws: ``GitError`` when it can't be started.
    public func run() throws(GitError) -> (ending: Ending, stdout: [UInt8], stderr: [UInt8]) {
        var output = try Pipe()
        defer { output.close() }
        var errors = try Pipe()
        defer { errors.close() }
        let inputEnd = try Self.pipe(holding: input)
        defer { if inputEnd >= 0 { close(inputEnd) } }
        let pid = try spawn(input: inputEnd, output: output.writeEnd, errors: errors.writeEnd)
        output.closeWriteEnd()
        errors.closeWriteEnd()

        let deadline = Self.clock() + Int64(timeoutSeconds) * 1000
        var status: Int32 = 0
        while true {
            let isOpen = output.isOpen || errors.isOpen
            Self.wait(for: [output, errors], milliseconds: isOpen ? 50 : 5)
            output.drain()
            errors.drain()
            let ended = waitpid(pid, &status, WNOHANG)
            if ended == pid || (ended < 0 && errno != EINTR) { break }
            if Self.clock() > deadline {
                stop(pid)
                return (.timedOut, output.bytes, errors.bytes)
            }
        }
        output.drain()
        errors.drain()
        let signal = status & 0x7F
        return (.exited(signal == 0 ? (status >> 8) & 0xFF : 128 + signal), output.bytes, errors.bytes)
    }

    /// Asks the program to end, so that git removes its lock files, and ends it after two seconds.
    private func stop(_ pid: pid_t) {
        var status: Int32 = 0
        let target = leadsGroup ? -pid : pid
        // What the leader left behind must not live on.
        defer { if leadsGroup { kill(target, SIGKILL) } }
        kill(target, SIGTERM)
        for _ in 0..<40 {
            if waitpid(pid, &status, WNOHANG) != 0 { return }
            usleep(50_000)
        }
        kill(target, SIGKILL)
        waitpid(pid, &status, 0)
    }

    /// The reading end of a pipe that holds some bytes and nothing after them; -1 for none.
    private static func pipe(holding bytes: [UInt8]) throws(GitError) -> Int32 {
        guard !bytes.isEmpty else { return -1 }
        var ends: [Int32] = [-1, -1]
        guard systemPipe(&ends) == 0 else { throw GitError.system("pipe", "") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        let count = bytes.count <= 4096 ? bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) } : -1
        guard count == bytes.count else {
            let error = GitError.system("write", "")
            close(ends[0])
            throw error
        }
        return ends[0]
    }

    private func spawn(input: Int32, output: Int32, errors: Int32) throws(GitError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if input >= 0 {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)

        // Signals that this process ignores or blocks would stay so in the child.
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        if leadsGroup {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= Int16(POSIX_SPAWN_SETPGROUP)
        }
        posix_spawnattr_setflags(&attributes, flags)

        let argumentCopies: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        let environmentCopies: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for copy in argumentCopies + environmentCopies { free(copy) } }
        var pid: pid_t = 0
        let error = posix_spawn(&pid, path, &actions, &attributes, argumentCopies, environmentCopies)
        guard error == 0 else { throw GitError.system("posix_spawn", path, number: error) }
        return pid
    }

    private static func wait(for pipes: [Pipe], milliseconds: Int32) {
        var descriptors = pipes.filter(\.isOpen).map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
        poll(&descriptors, nfds_t(descriptors.count), milliseconds)
    }

    /// Milliseconds on a clock that nobody sets.
    private static func clock() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}

/// A pipe whose reading end never blocks and which other programs don't inherit.
private struct Pipe {
    private(set) var readEnd: Int32
    private(set) var writeEnd: Int32
    private(set) var isOpen = true
    private(set) var bytes: [UInt8] = []

    init() throws(GitError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw GitError.system("pipe", "") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    /// Takes what has been written so far.
    mutating func drain() {
        guard isOpen else { return }
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(readEnd, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 {
                isOpen = false
                return
            } else if errno != EINTR {
                return
            }
        }
    }

    mutating func closeWriteEnd() {
        if writeEnd >= 0 { systemClose(writeEnd) }
        writeEnd = -1
    }

    mutating func close() {
        closeWriteEnd()
        if readEnd >= 0 { systemClose(readEnd) }
        readEnd = -1
        isOpen = false
    }
}

// The members of the same names hide the system's.
private func systemPipe(_ ends: inout [Int32]) -> Int32 {
    pipe(&ends)
}

private func systemClose(_ descriptor: Int32) {
    close(descriptor)
}
