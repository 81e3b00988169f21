/// Where the time of one command goes, as far as the tools of this machine tell.
struct Profile {
    var settings: Settings

    func run() throws {
        for files in [40, 1_000] {
            let workload = try Workload(files: files, settings: settings)
            for (name, command) in [("upgrade", workload.upgrade), ("status", workload.status)] {
                print("== \(name), \(files) files")
                workload.reset()
                try strace(command)
                workload.reset()
                try perf(command)
                workload.reset()
                try callgrind(command)
            }
        }
    }

    /// System calls by count and time.
    private func strace(_ command: Command) throws {
        guard let strace = Files.program("strace") else { return print("strace is not installed") }
        let log = settings.work + "/strace"
        _ = try wrapped(command, strace, ["-c", "-f", "-S", "calls", "-o", log]).output()
        print(
            String(decoding: try Files.read(log), as: UTF8.self).split(separator: "\n").prefix(16).joined(
                separator: "\n"))
    }

    /// Instructions, page faults and time of the process.
    private func perf(_ command: Command) throws {
        guard let perf = Files.program("perf") else { return print("perf is not installed") }
        let log = settings.work + "/perf"
        let events = "task-clock,page-faults,instructions:u,instructions:k"
        var wrapped = wrapped(command, perf, ["stat", "-r", "5", "-e", events, "-o", log, "--"])
        wrapped.accepted = Set(0...255)
        _ = try wrapped.output()
        print(String(decoding: try Files.read(log), as: UTF8.self))
    }

    /// The functions with the most instructions of their own.
    private func callgrind(_ command: Command) throws {
        guard let valgrind = Files.program("valgrind"), let annotate = Files.program("callgrind_annotate") else {
            return print("valgrind is not installed")
        }
        // valgrind can't read the debug information of every Swift release; the names of functions are elsewhere.
        var command = command
        if let objcopy = Files.program("objcopy") {
            let plain = settings.work + "/scaffold"
            _ = try settings.command(objcopy, ["--strip-debug", command.program, plain], in: settings.work).output()
            command.program = plain
        }
        let log = settings.work + "/callgrind"
        _ = try wrapped(command, valgrind, ["-q", "--tool=callgrind", "--callgrind-out-file=\(log)"]).output()
        let text = try settings.command(annotate, [log], in: settings.work).output().text
        print(text.split(separator: "\n").prefix(45).map { String($0.prefix(160)) }.joined(separator: "\n"))
    }

    private func wrapped(_ command: Command, _ tool: String, _ arguments: [String]) -> Command {
        var wrapped = command
        wrapped.program = tool
        wrapped.arguments = arguments + [command.program] + command.arguments
        return wrapped
    }
}
