#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A failed step of a benchmark: what was run and what it said.
struct BenchmarkError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// A program with its arguments, its folder and its whole environment.
struct Command {
    /// Looked up in the PATH of this process unless it has a slash.
    var program: String
    var arguments: [String]
    var directory: String
    var environment: [String: String]
    /// Exit codes that are no failure.
    var accepted: Set<Int32> = [0]

    /// What a run gave.
    struct Result {
        var sample: Sample
        var status: Int32
        var output: [UInt8]

        /// The output as text without the last newline.
        var text: String {
            let trimmed = output.last == UInt8(ascii: "\n") ? output.dropLast() : output[...]
            return String(decoding: trimmed, as: UTF8.self)
        }
    }

    /// Runs it with its output going to nobody, and measures it.
    ///
    /// The clock runs from before the process is made until it has been waited for, so the cost of starting is in.
    func measure() throws -> Sample { try run(capturing: false).sample }

    /// Runs it and returns what it printed.
    func output() throws -> Result { try run(capturing: true) }

    private func run(capturing: Bool) throws -> Result {
        let file = "/tmp/scaffold-benchmark-output.\(getpid())"
        defer { if capturing { unlink(file) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, 1, capturing ? file : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if !capturing { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        // The child starts in this process's folder; nothing else runs here meanwhile.
        guard chdir(directory) == 0 else { throw BenchmarkError("can't enter \(directory)") }

        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + settings { free(pointer) } }

        var child = pid_t()
        let start = Clock.now
        let failure = posix_spawnp(&child, program, &actions, nil, &words, &settings)
        guard failure == 0 else { throw BenchmarkError("can't run \(program): \(String(cString: strerror(failure)))") }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchmarkError("lost \(program): \(String(cString: strerror(errno)))") }
        }
        let wall = Clock.now - start
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        let output = capturing ? try Files.read(file) : []
        guard accepted.contains(code) else {
            let line = ([program] + arguments).joined(separator: " ")
            throw BenchmarkError(
                "\(line) (in \(directory)) ended with \(code)\n" + String(decoding: output, as: UTF8.self))
        }
        // Linux counts in KiB, macOS in bytes.
        #if canImport(Darwin)
            let unit = 1_048_576.0
        #else
            let unit = 1_024.0
        #endif
        let sample = Sample(
            wall: wall, cpu: Clock.seconds(usage.ru_utime) + Clock.seconds(usage.ru_stime),
            memory: Double(usage.ru_maxrss) / unit)
        return Result(sample: sample, status: code, output: output)
    }
}

/// The monotonic clock in seconds.
enum Clock {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
