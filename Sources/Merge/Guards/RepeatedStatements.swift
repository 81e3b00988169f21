/// Statements that a merge of source code has more often, in one block, than any side has them at all: each side put the
/// same call in at a place of its own, or moved it to one.
///
/// What may well be said twice is left out: messages, assertions, brackets, jumps, and conditions but those of a chain.
struct RepeatedStatements {
    private let language: Language
    private let sides: SidedLines
    /// What both sides put in as parts of something longer of their own.
    private let parts: Set<String>

    private enum Language {
        case code
        case shell
        /// Source code with markup between.
        case markup
        /// Lists of Markdown.
        case prose
        /// Calls without brackets.
        case words
        /// SQL.
        case statements
    }

    /// Nil for other files.
    init?(_ sides: SidedLines, path: String) {
        let suffix = path.fileSuffix
        switch suffix {
        case "jsx", "tsx", "vue", "svelte", "astro", "html", "htm": language = .markup
        case "py", "go", "java", "kt", "kts", "cs", "swift", "scala", "rs", "php", "gradle", "groovy", "lua":
            language = .code
        case _ where scriptSuffixes.contains(suffix): language = .code
        case _ where shellSuffixes.contains(suffix) || path.isMakefile: language = .shell
        case "sql": language = .statements
        case "md", "markdown": language = .prose
        case "rb", "ex", "exs": language = .words
        default: return nil
        }
        self.sides = sides
        let texts = [sides.added(by: .local), sides.added(by: .incoming)].map { Set($0.map(\.text)) }
        parts = Self.parts(sides.added(by: .local), texts[1]).intersection(
            Self.parts(sides.added(by: .incoming), texts[0]))
    }

    /// The lines that a side put in right beside others which the other side did not put in.
    private static func parts(_ added: [OutlineLine], _ others: Set<String>) -> Set<String> {
        var found: Set<String> = []
        var block: [OutlineLine] = []
        func close() {
            if block.contains(where: { !others.contains($0.text) }) { found.formUnion(block.map(\.text)) }
            block = []
        }
        for line in added {
            if let last = block.last, last.number + 1 != line.number || last.indentation != line.indentation { close() }
            block.append(line)
        }
        close()
        return found
    }

    /// The statements that a merge has too often.
    func found(in text: [OutlineLine]) -> Set<String> {
        let counts = text.reduce(into: [String: Int]()) { $0[$1.text, default: 0] += 1 }
        let doubled = Set(
            counts.filter { $0.value > 1 && isTelling($0.key) && (isChained($0.key) || !parts.contains($0.key)) }.keys)
        if doubled.isEmpty { return [] }
        let now = most(of: doubled, in: text)
        let known = [sides.lines.base, sides.lines.local, sides.lines.incoming].map { most(of: doubled, in: $0) }
        return Set(
            now.filter { line, count in count > 1 && known.allSatisfy { $0[line] ?? 0 < count } }.keys.map {
                Self.prefix + $0
            })
    }

    /// How often each of some lines stands in one block, the block that has it most often.
    private func most(of wanted: Set<String>, in text: [OutlineLine]) -> [String: Int] {
        var scopes = IndentationScopes()
        // Where the last chain of conditions began, by its indentation.
        var chains: [Int: Int] = [:]
        var heading = -1
        var counts: [String: [String: Int]] = [:]
        for (index, line) in text.enumerated() {
            var scope = scopes.enter(line)
            if line.text.hasPrefix("if") { chains[line.indentation] = line.number }
            if language == .prose, line.text.hasPrefix("#") { heading = line.number }
            if language == .prose, line.indentation == 0 { scope = heading }
            if isChained(line.text) { scope = chains[line.indentation] ?? scope }
            guard wanted.contains(line.text) else { continue }
            var place = "\(scope)"
            if line.text.hasPrefix("if ") {
                if scope < 0 { continue }
                // One condition may be asked twice, for two things.
                place += index + 1 < text.count ? text[index + 1].text : ""
            }
            counts[line.text, default: [:]][place, default: 0] += 1
        }
        return counts.mapValues { $0.values.max() ?? 0 }
    }

    func places(of name: String) -> JoinedLines? {
        guard name.hasPrefix(Self.prefix) else { return nil }
        let text = String(name.dropFirst(Self.prefix.count))
        func numbers(_ lines: [OutlineLine]) -> Set<Int> { Set(lines.filter { $0.text == text }.map(\.number)) }
        return JoinedLines(local: numbers(sides.lines.local), incoming: numbers(sides.lines.incoming))
    }

    private static let prefix = "again "

    /// Whether a line does something that is done once.
    private func isTelling(_ text: String) -> Bool {
        if language == .prose {
            return ["- ", "* ", "+ "].contains(where: text.hasPrefix) && text.utf8.count > 12
        }
        if text.hasPrefix("<") {
            return language == .markup && text.utf8.count > 5
                && (text.utf8.dropFirst().first.map { (0x41...0x5A).contains($0) } ?? false
                    || ["<script ", "<link ", "<meta "].contains(where: text.hasPrefix))
        }
        if language == .statements {
            return text.hasSuffix(";") && text.holds(" ")
                && ["insert ", "create ", "alter ", "update ", "delete ", "grant "].contains(
                    where: text.lowercased().hasPrefix)
        }
        let text = text.hasPrefix("await ") ? String(text.dropFirst("await ".count)) : text
        let first = text.drop { $0 == "$" }.prefix { $0.isLetter || $0.isNumber || "_.-/".contains($0) }
        if text.utf8.count < 6 || first.isEmpty { return isChained(text) }
        if language == .shell {
            return text.contains(" ") && !text.hasSuffix("then") && !text.hasSuffix("do")
                && !text.hasSuffix("\\") && !text.hasPrefix(".PHONY") && !text.hasPrefix("if")
                && !Self.shellWords.contains(String(first)) && !text.holds("() {")
        }
        if isChained(text) { return true }
        // What is asked once in a function; what a call gave may be asked behind every call.
        if text.hasPrefix("if ") { return !text.holds("err") && !text.holds("ok") }
        if language == .words, !text.hasSuffix(","), !text.hasSuffix("do"), !text.hasSuffix("|"),
            ["include ", "extend ", "use ", "import ", "alias "].contains(where: text.hasPrefix)
                || text.dropFirst(first.count).hasPrefix(" :") && !Self.manyTimes.contains(String(first))
        {
            return true
        }
        guard text.utf8.contains(UInt8(ascii: "(")), !text.hasSuffix("{"), !text.hasSuffix("("), !text.hasSuffix(",")
        else {
            return false
        }
        let words = first.lowercased().split(separator: ".").map(String.init)
        // `app.use(…)` is no `use …`.
        return !words.contains { Self.manyTimes.contains($0) && !($0 == "use" && words.count > 1) }
    }

    /// Whether a line is another condition of a chain, which would never be reached again.
    private func isChained(_ text: String) -> Bool {
        ["elif ", "elsif ", "else if ", "} else if "].contains(where: text.hasPrefix)
    }

    /// Commands that a script says as often as it likes.
    private static let shellWords: Set<String> = [
        "echo", "printf", "sleep", "wait", "cd", "pushd", "popd", "set", "shift", "return", "exit", "if", "fi", "done",
        "for",
        "while", "case", "esac", "log", "info", "warn", "error", "local", "elif", "else", "break", "continue", "kill",
        "sync",
        "true", "false", "trap", "read",
    ]

    /// Words of calls that are made as often as one likes, and of lines that only hold an expression.
    private static let manyTimes: Set<String> = [
        "return", "raise", "throw", "break", "continue", "yield", "await", "if", "for", "while", "switch", "case",
        "else", "try",
        "catch", "except", "finally", "with", "def", "func", "function", "fn", "class", "import", "from", "use",
        "require",
        "print", "println", "printf", "fprintf", "fprintln", "log", "logger", "logging", "console", "debug", "info",
        "warn",
        "warning", "error", "puts", "echo", "fmt", "sleep", "assert", "expect", "t", "super", "when", "match", "select",
        "append",
        "write", "writeline", "writestring", "newline", "reset", "flush", "tick", "advance", "next", "skip", "clear",
        "pop",
        "push", "add", "lambda", "async", "not", "and", "or",
    ]
}
