/// What a run of the benchmarks is told.
struct Settings {
    /// The release binary of `scaffold`.
    var scaffold = ""
    /// The folder of the benchmarks' package, with its templates.
    var package = "."
    /// Where everything is made; removed at the end.
    var work = ""
    /// Measured runs of each side.
    var runs = 21
    /// The groups to run; empty for all.
    var only: Set<String> = []
    /// Whether to show where the time of one upgrade goes instead of measuring.
    var profiles = false
    /// Whether to leave the work folder for a closer look.
    var keeps = false

    /// The names that `--only` takes.
    static let groups = ["start", "upgrade", "status", "formats", "merge", "structure", "code", "jinja", "fleet"]

    static let usage = """
        Usage: benchmarks --scaffold PATH [--package DIR] [--runs N] [--only GROUP[,GROUP…]] [--profile] [--keep]

          --scaffold PATH  the release binary to measure
          --package DIR    the folder of the benchmarks, for their templates; the current one by default
          --runs N         measured runs of each side, at least 3; 21 by default
          --only GROUPS    some of: \(groups.joined(separator: ", "))
          --profile        where the time of one upgrade and one status goes, with strace, perf and valgrind if present
          --keep           leave the made repositories and print where they are

        """

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--profile": profiles = true
            case "--keep": keeps = true
            case "--scaffold", "--package", "--runs", "--only":
                guard let value = rest.popFirst() else {
                    throw BenchmarkError("\(option) needs a value\n" + Self.usage)
                }
                try set(option, value)
            default: throw BenchmarkError("unknown argument: \(option)\n" + Self.usage)
            }
        }
        guard let binary = Files.absolute(scaffold), let folder = Files.absolute(package) else {
            throw BenchmarkError("--scaffold and --package must name what exists\n" + Self.usage)
        }
        scaffold = binary
        package = folder
    }

    private mutating func set(_ option: String, _ value: String) throws {
        switch option {
        case "--scaffold": scaffold = value
        case "--package": package = value
        case "--runs":
            guard let count = Int(value), count >= 3 else { throw BenchmarkError("--runs takes a number from 3 on") }
            runs = count
        default:
            only = Set(value.split(separator: ",").map(String.init))
            if let unknown = only.subtracting(Self.groups).min() {
                throw BenchmarkError("--only does not know \(unknown)\n" + Self.usage)
            }
        }
    }

    /// Whether a group is wanted.
    func wants(_ group: String) -> Bool { only.isEmpty || only.contains(group) }

    /// A program with nothing of the user's configuration in its environment.
    func command(
        _ program: String, _ arguments: [String], in directory: String, accepting accepted: Set<Int32> = [0]
    ) -> Command {
        let path = Files.program("git").flatMap { git in git.utf8.lastIndex(of: 0x2F).map { String(git[..<$0]) } }
        let environment = [
            "HOME": work + "/home",
            "PATH": [path ?? "/usr/bin", "/usr/local/bin", "/usr/bin", "/bin"].joined(separator: ":"),
            "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": work + "/home/.gitconfig",
            // No built-in scaffold is used: a binary without its baselines beside it can be measured too.
            "SCAFFOLD_BASELINES": work,
            "GIT_AUTHOR_DATE": "2025-01-02T03:04:05Z", "GIT_COMMITTER_DATE": "2025-01-02T03:04:05Z",
        ]
        return Command(
            program: program, arguments: arguments, directory: directory, environment: environment, accepted: accepted)
    }

    /// The binary that is measured.
    func tool(_ arguments: [String], in directory: String, accepting accepted: Set<Int32> = [0]) -> Command {
        command(scaffold, arguments, in: directory, accepting: accepted)
    }

    /// git.
    @discardableResult
    func git(_ arguments: [String], in directory: String) throws -> String {
        try command("git", arguments, in: directory).output().text
    }
}
