import Foundation
import Testing

@testable import Merge

/// What the fuzz tests feed: the readers of related formats, and the merge of such files.
struct FuzzTarget: CustomTestStringConvertible, Sendable {
    var name: String
    /// The paths that files get, each of another format; none for merges by lines, whose files keep the paths of their cases.
    var paths: [String] = []
    /// What the paths of files without a format end in; empty for whatever no other target has.
    var endings: [String] = []
    /// What means something in these formats, and is put where it does not belong.
    var tokens: [String]

    var testDescription: String { name }

    static let formats = all.filter(isWanted)
    static let mergers = (all + byLines).filter(isWanted)

    /// Those that SCAFFOLD_FUZZ_ONLY names, with commas between; all without it.
    private static func isWanted(_ target: FuzzTarget) -> Bool {
        let names = ProcessInfo.processInfo.environment["SCAFFOLD_FUZZ_ONLY"]?.split(separator: ",").map(String.init)
        return names?.contains(target.name) ?? true
    }

    private static let all = [
        FuzzTarget(
            name: "YAML",
            paths: ["config.yaml", "compose.yaml", ".github/workflows/ci.yml", ".pre-commit-config.yaml"],
            tokens: [
                "&a ", "*a", "<<: *a\n", "|\n", ">-\n", "---\n", "...\n", "? ", ": ", "- ", "!tag ", "%YAML 1.2\n", "[",
                "]", "{", "}", ", ", "\t", "\"", "'", "# note\n", " #x", "@", "`", "\"\\x41\"", "|2+\n", "~", "- - ",
            ]),
        FuzzTarget(
            name: "TOML", paths: ["config.toml", "pyproject.toml"],
            tokens: [
                "[a]\n", "[[a]]\n", "[a.b]\n", "a.b = 1\n", "\"\"\"", "'''", "\"", "'", "{", "}", "[", "]", ",",
                "# x\n",
                "= ", "\\u00e9", "\\", "1979-05-27T07:32:00Z", "0x1F", "1e9", "inf", "\"a.b\" = 1\n", "\"\" = 1\n",
                "\t",
            ]),
        FuzzTarget(
            name: "JSON", paths: ["settings.json", "package.json", "tsconfig.jsonc"],
            tokens: [
                "{", "}", "[", "]", ",", ":", "\"", "//x\n", "/* x */", "/*", "null", "true", "-0", "1e999", "\\u0000",
                "\\ud800", "\\", "\"a\": 1,", ",\n", "'", "\u{2028}", "NaN", "01",
            ]),
        FuzzTarget(
            name: "assignments", paths: [".env", "app.properties", "setup.cfg", ".editorconfig", ".tool-versions"],
            tokens: [
                "[a]\n", "[", "]", "=", ":", "# x\n", ";x\n", "!x\n", "export ", "\"", "'", "\\\n", "\\", " ", "\t",
                "A=1\n", "${A}", "$A", "A = 1\n  2\n", "=1\n", "[]\n",
            ]),
        FuzzTarget(
            name: "requirements", paths: ["requirements.txt"],
            tokens: [
                "==1.0", ">=1,<2", "; python_version < '3'", "[extra]", " # x\n", "# x\n", "-r other.txt\n", "\\\n",
                "--hash=sha256:ab ", "-e .\n", "a @ https://example.org/a.whl\n", "~=", "!=1.*", "$A", ",", "\\", " \\",
            ]),
        FuzzTarget(
            name: "ignore", paths: [".gitignore", ".dockerignore"],
            tokens: ["!", "!*.log\n", "# x\n", "/", "**/", "\\#", "\\ ", " ", "*", "[a-", "]", "?", "!!", "\t"]),
        FuzzTarget(
            name: "Dockerfile", paths: ["Dockerfile"],
            tokens: [
                "FROM a AS b\n", "FROM ", "RUN ", "COPY --from=b ", "<<EOF\n", "EOF\n", "<<-'E' ", "\\\n", "\\", " && ",
                "; ", "# x\n", "# escape=`\n", "# syntax=a\n", "`\n", "ARG A=1\n", "ENV A=1 B=2\n", "$A", "${A:-b}",
                "[\"",
                "\"]", "\"", "'", "ONBUILD ", "apt-get install -y a \\\n  b\n", "CMD [\"a\"]\n", "|", ">", "(", ")",
                "\t",
            ]),
    ]

    /// Files that are merged by lines, with rules for what the lines are.
    private static let byLines = [
        FuzzTarget(
            name: "Markdown", endings: [".md", ".markdown"],
            tokens: [
                "# a\n", "## a\n", "- a\n", "  - a\n", "1. a\n", "```\n", "~~~\n", "| a | b |\n", "|---|---|\n",
                "[a]: b\n",
                "[![a](b)](c)\n", "<!-- ", "-->", "---\n", "===\n", "> ", "<details>\n", "</details>\n", "    a\n",
                "\\",
            ]),
        FuzzTarget(
            name: "braces",
            endings: [
                ".go", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".java", ".kt", ".cs", ".rs", ".swift", ".scala",
                ".gradle",
                ".kts", ".tf", ".proto", ".graphql", ".css", ".conf", ".prisma", "Jenkinsfile", "Caddyfile", "justfile",
            ],
            tokens: [
                "{", "}", "{\n", "}\n", "(", ")", "[", "]", ",", ";", "\"", "'", "`", "/*", "*/", "// x\n", "# x\n",
                "\\\n",
                "import a\n", "const a = 1\n", "func f() {\n", "case 1:\n", "default:\n", "return\n", "${", "=>",
                "\"\"\"",
                "r#\"", "<<EOF\n", "EOF\n", "#if a\n", "#endif\n", "@a\n",
            ]),
        FuzzTarget(
            name: "scripts",
            endings: [".py", ".pyi", ".sh", ".bash", ".rb", ".exs", ".sql", "Makefile", "Gemfile", "crontab"],
            tokens: [
                "def f(a, b=1):\n", "class A:\n", "    pass\n", "\"\"\"", "'''", "\"", "'", "\\\n", "\\", "(", ")", "[",
                "]",
                "import a\n", "from a import b\n", "@a\n", "if a:\n", "else:\n", "return\n", "then\n", "fi\n", "do\n",
                "done\n",
                "esac\n", "end\n", "<<EOF\n", "EOF\n", "a: b\n", "\tcmd\n", ".PHONY: a\n", "$(", "ifdef a\n", "endif\n",
                "f\"{",
                "# x\n", "--", "/*", "*/",
            ]),
        FuzzTarget(
            name: "lines",
            tokens: [
                "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "|||||||\n", "\n", "\n\n", "<a>\n", "</a>\n", "<a/>", "<!--",
                "-->",
                "<![CDATA[", "[a]\n", "a = b\n", "a\n", "require a v1.0.0\n", "(\n", ")\n", "* @a\n",
            ]),
    ]

    /// The committed cases whose files are of these formats.
    var corpus: [MergeCase] {
        let names = Set(paths.map { FileFormat.of(path: $0)?.name })
        let others = Self.byLines.flatMap(\.endings)
        return MergeCase.all.filter { example in
            let format = FileFormat.of(path: example.path)?.name
            if !paths.isEmpty { return names.contains(format) }
            return format == nil
                && (endings.isEmpty
                    ? !others.contains(where: example.path.hasSuffix) : endings.contains(where: example.path.hasSuffix))
        }
    }
}

/// How long a fuzz test runs: a few hundred inputs, or SCAFFOLD_FUZZ_SECONDS.
///
/// Each input is made from its number alone, so that one that fails can be made again: SCAFFOLD_FUZZ_SEED is the number
/// of the first.
struct FuzzRun {
    let name: String
    private let seconds = Self.number("SCAFFOLD_FUZZ_SECONDS")
    private let first = Self.number("SCAFFOLD_FUZZ_SEED") ?? 0
    private let usual: Int
    private let watch: FuzzWatch
    private(set) var counts: [String: Int] = [:]
    private var slowest = (seconds: 0.0, seed: 0)

    /// The most processor time that one small input may take.
    private static let limit = 5.0

    init(_ name: String, usual: Int) {
        self.name = name
        self.usual = usual
        watch = FuzzWatch(name: name)
    }

    private static func number(_ variable: String) -> Int? {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
    }

    /// Runs a check on one input after the other; it returns what was wrong with one, and what it saw.
    mutating func each(_ check: (_ seed: Int) -> FuzzFinding) -> [String] {
        var failures: [String] = []
        let start = ContinuousClock.now
        var seed = first
        while failures.count < 10, isGoingOn(seed - first, since: start) {
            watch.begin(seed)
            let before = Self.processorTime
            let finding = check(seed)
            let time = Self.processorTime - before
            if time > slowest.seconds { slowest = (time, seed) }
            counts["inputs", default: 0] += 1
            for event in finding.events { counts[event, default: 0] += 1 }
            if let failure = finding.failure { failures.append("\(name), input \(seed): \(failure)") }
            if time > Self.limit { failures.append("\(name), input \(seed): took \(time) s") }
            seed += 1
        }
        watch.end()
        if seconds != nil {
            let totals = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            let time = "slowest input \(slowest.seed): \(Int(slowest.seconds * 1000)) ms"
            print("fuzz \(name): \(start.duration(to: .now).components.seconds) s, \(totals), \(time)")
        }
        return failures
    }

    private func isGoingOn(_ done: Int, since start: ContinuousClock.Instant) -> Bool {
        seconds.map { start.duration(to: .now) < .seconds($0) } ?? (done < usual)
    }

    /// The processor time of this thread, in seconds.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// What came of one input.
struct FuzzFinding {
    var events: [String] = []
    var failure: String?
}

/// Ends the tests with a word on the input that does not come to an end.
private final class FuzzWatch: @unchecked Sendable {
    private let lock = NSLock()
    private var seed: Int?
    private var start = ContinuousClock.now
    private var isDone = false

    private static let limit = Duration.seconds(300)

    init(name: String) {
        Thread.detachNewThread { [self] in
            while !isOver(name) { Thread.sleep(forTimeInterval: 1) }
        }
    }

    func begin(_ seed: Int) {
        lock.withLock {
            self.seed = seed
            start = .now
        }
    }

    func end() { lock.withLock { isDone = true } }

    private func isOver(_ name: String) -> Bool {
        lock.withLock {
            if let seed, !isDone, start.duration(to: .now) > Self.limit {
                fatalError("\(name), input \(seed) has not come to an end after \(Self.limit)")
            }
            return isDone
        }
    }
}
