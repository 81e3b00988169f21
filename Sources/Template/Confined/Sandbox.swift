import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs commands of a template, which somebody consented to, on a copy of files that is thrown away.
///
/// Namespaces of the Linux kernel confine them, set up by the tools of util-linux: there is no network, and of the file
/// system nothing but the system's programs and libraries (read-only), the copy, an empty home and an empty `/tmp`. They
/// have no capabilities, a short list of variables, limits of time, space and number of files, and all that they start
/// ends with them. What comes back are the files that they leave. Where the system does not allow this, nothing runs.
public struct Sandbox: Sendable {
    /// What a command may use up.
    public struct Limits: Sendable {
        /// How long it may take.
        public var seconds = 60
        /// What all files together may hold, in bytes.
        public var bytes = 256 << 20
        /// How many files and folders there may be.
        public var files = 20_000
        /// How many processes there may be at once.
        public var processes = 4_096

        /// The usual limits.
        public init() {}
    }

    /// What runs.
    public struct Command: Sendable {
        /// The program and its arguments.
        public var arguments: [String]
        /// What the folder of the files is called.
        public var folderName: String
        /// Where in it the command runs.
        public var folder: String
        /// `NAME=value`, beside those that every command gets.
        public var variables: [String]
        /// Files that are in `/tmp`, by name.
        public var support: [TemplateFile]
        /// Folders that it can read beside the system's own, at their own paths.
        public var readable: [String]

        /// Describes a command.
        public init(
            _ arguments: [String], folderName: String, folder: String = ".", variables: [String] = [],
            support: [TemplateFile] = [], readable: [String] = []
        ) {
            self.arguments = arguments
            self.folderName = folderName
            self.folder = folder
            self.variables = variables
            self.support = support
            self.readable = readable
        }
    }

    /// How it ended.
    public struct Outcome: Sendable {
        /// The exit status; 128 plus the number when a signal ended it.
        public var status: Int32
        /// Whether its time was over.
        public var isTimedOut: Bool
        /// The end of what it wrote.
        public var output: String
        /// The files that it left, without `.git` and, where it was given none of that name, without the folders `.venv`,
        /// `node_modules` and `__pycache__`.
        public var files: [TemplateFile]

        /// Why the command failed, as the end of a sentence; nil where it did not.
        /// - Parameter seconds: How long it was given.
        public func failure(after seconds: Int) -> String? {
            if isTimedOut { return "took longer than \(seconds) seconds" }
            return status == 0 ? nil : "ended with exit status \(status)"
        }

        /// The last lines of what a command wrote, on one line; "" where it wrote nothing.
        public static func lastWords(of output: String) -> String {
            output.split(whereSeparator: \.isNewline).suffix(5).joined(separator: " | ")
        }
    }

    /// Where files go in and out; nil for the folder of temporary files.
    var scratchPlace: String?
    private let program: String
    /// What commands may use up.
    public let limits: Limits

    /// Makes sure that commands can be confined here.
    /// - Throws: ``ScaffoldError`` `confinement` with the reason where they can't be.
    public init(limits: Limits = Limits()) throws(ScaffoldError) {
        self.limits = limits
        #if os(Linux)
            let places = ["/usr/bin/unshare", "/bin/unshare"]
            guard let program = places.first(where: { access($0, X_OK) == 0 }) else {
                throw Sandbox.impossible("the program unshare of util-linux is not there")
            }
            self.program = program
            let outcome = try run(Command(["true"], folderName: "probe"), on: [])
            guard outcome.status == 0 else { throw Sandbox.impossible(outcome.output) }
        #else
            throw Sandbox.impossible("it takes the namespaces of Linux")
        #endif
    }

    /// Runs a command.
    /// - Returns: How it ended, whatever its exit status.
    /// - Throws: ``ScaffoldError`` where it could not be confined, and so did not run, or where its files can't be taken:
    ///   too many, too large, or neither files, folders nor symlinks.
    public func run(_ command: Command, on files: [TemplateFile]) throws(ScaffoldError) -> Outcome {
        let scratch = try SandboxFolder(in: scratchPlace)
        defer { scratch.remove() }
        let folderName = Sandbox.safeName(command.folderName)
        try scratch.write(files, below: "in/\(folderName)")
        try scratch.write(command.support, below: "support")
        let place = "/work/\(folderName)/\(command.folder)"
        let arguments =
            [
                scratch.path, "\(limits.seconds)", "\(limits.bytes)", "\(limits.files)",
                "\(limits.processes)", folderName, Sandbox.leftOut(files),
            ]
            + command.readable + ["--", "env", "-i"] + Sandbox.variables + command.variables
            + ["/bin/sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "sh", place] + command.arguments
        let process = ChildProcess(
            program: program,
            arguments: Sandbox.namespaces + ["--", "/bin/sh", "-c", Sandbox.script, "sh"] + arguments,
            environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"], timeoutSeconds: limits.seconds + 60)
        let started = ContinuousClock.now
        let result = try GitSource.git { () throws(GitError) in try process.run() }
        let elapsed = ContinuousClock.now - started
        let lines = result.stdout.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, lines[0].elementsEqual("confined".utf8),
            let status = Int32(String(decoding: lines[1], as: UTF8.self))
        else {
            throw Sandbox.impossible(String(decoding: result.stderr.suffix(2_000), as: UTF8.self))
        }
        guard result.ending == .exited(0) else {
            let why = String(decoding: result.stderr.suffix(500), as: UTF8.self)
            throw ScaffoldError(.limit, "the files that the command left can't be taken: \(why)")
        }
        // `timeout` says 124, or 137 where the command had to be ended the hard way; so could the command itself.
        let isTimedOut = [124, 137].contains(status) && elapsed >= .seconds(limits.seconds)
        return Outcome(
            status: status, isTimedOut: isTimedOut, output: String(decoding: lines[2], as: UTF8.self),
            files: try scratch.read("out", limits: FileTree.Limits(files: limits.files, bytes: limits.bytes)))
    }

    /// Kernel namespaces, and the end of all that is in them when the program outside ends.
    private static let namespaces = [
        "--user", "--map-root-user", "--net", "--ipc", "--uts", "--mount", "--pid", "--fork", "--kill-child",
    ]

    /// Where programs are looked for.
    static let path = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"

    /// The variables of every command.
    private static let variables = [
        "PATH=\(path)", "HOME=/home", "TMPDIR=/tmp", "USER=root",
        "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", "GIT_CONFIG_NOSYSTEM=1",
        "GIT_AUTHOR_NAME=scaffold", "GIT_AUTHOR_EMAIL=scaffold@localhost", "GIT_COMMITTER_NAME=scaffold",
        "GIT_COMMITTER_EMAIL=scaffold@localhost",
    ]

    /// The folders that commands make and nobody keeps, as `find` is told of them.
    private static func leftOut(_ files: [TemplateFile]) -> String {
        let names = ["node_modules", "__pycache__", ".venv"].filter { name in
            !files.contains { $0.path.utf8.split(separator: 0x2F).contains { $0.elementsEqual(name.utf8) } }
        }
        return (names + [".git"]).map { "-name \($0)" }.joined(separator: " -o ")
    }

    /// One name for a folder.
    private static func safeName(_ name: String) -> String {
        let isPlain = !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0x2F || $0 < 0x20 }
        return isPlain ? name : "project"
    }

    private static func impossible(_ why: String) -> ScaffoldError {
        let reason = why.split(whereSeparator: \.isNewline).last.map(String.init) ?? "the reason is not known"
        return ScaffoldError(
            .confinement, "commands of a template can't be confined on this machine, so none was run: \(reason)",
            fix: "it takes Linux, util-linux and user namespaces, which containers often forbid: run it outside of the "
                + "container, or leave the option away, and the template's commands are listed and not run")
    }
}
