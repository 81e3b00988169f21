/// Finds lines that one side put in and that stand in a comment, a text or a block of code only because of the other side,
/// or no longer do.
struct SwallowedLines {
    private let marks: [Marks]
    /// Whether documents of a shell are blocks, which end in a word of their own.
    private let isShell: Bool
    /// The new lines of each side, and whether they stand within such a block there.
    private var lines: [String: (isInner: Bool, places: JoinedLines)] = [:]

    /// What begins and ends a block.
    private struct Marks {
        var start: String
        var end: String
        /// Whether it may begin and end anywhere in a line.
        var isAnywhere = false
    }

    /// Nil where no side puts a block in or takes one out, or the file has none.
    init?(_ sides: SidedLines, path: String) {
        isShell = shellSuffixes.contains { path.hasSuffix("." + $0) }
        marks = isShell ? [Marks(start: "<<", end: "<<")] : Self.marks(path)
        if marks.isEmpty { return nil }
        for (side, other) in SidedLines.pairs {
            // Lines of the other side that begin or end a block, and that not all have.
            let all = sides.lines[other] + sides.lines.base
            let changed = all.filter { line in
                sides.counts.base[line.text] != sides.counts[other][line.text]
                    && marks.contains { line.text.contains($0.start) || line.text.contains($0.end) }
            }
            if changed.isEmpty { continue }
            let added = sides.added(by: side)
            if added.isEmpty { continue }
            let inner = inner(sides.lines[side])
            let mine = Set(sides.added(by: other).map(\.number)).intersection(changed.map(\.number))
            for line in added where sides.counts[side][line.text] == 1 && sides.counts[other][line.text] == nil {
                lines[line.text] = (inner.contains(line.number), JoinedLines(side, [line.number], other: mine))
            }
        }
        if lines.isEmpty { return nil }
    }

    /// The lines of a merge that are swallowed, or laid open.
    func found(in text: [OutlineLine]) -> Set<String> {
        let inner = inner(text)
        let wrong = text.filter { line in lines[line.text].map { $0.isInner != inner.contains(line.number) } ?? false }
        return Set(wrong.map { Self.prefix + $0.text })
    }

    func places(of name: String) -> JoinedLines? {
        name.hasPrefix(Self.prefix) ? lines[String(name.dropFirst(Self.prefix.count))]?.places : nil
    }

    private static let prefix = "block around "

    private static let heredocument = Pattern(/(?:^|[^<])<<-?\s*["'\\]?([A-Za-z_]\w*)/)

    /// The lines that begin within a block.
    private func inner(_ lines: [OutlineLine]) -> Set<Int> {
        var found: Set<Int> = []
        var open: Marks?
        var document: String?
        for line in lines {
            if let end = document {
                found.insert(line.number)
                if line.text == end { document = nil }
                continue
            }
            if isShell {
                let start = line.holds("<") ? line.text.firstMatch(of: Self.heredocument) : nil
                document = start.map { String($0.1) }
                continue
            }
            if let mark = open {
                found.insert(line.number)
                let isEnd =
                    mark.isAnywhere ? line.text.occurrences(of: mark.end) % 2 == 1 : line.text.contains(mark.end)
                if isEnd { open = nil }
                continue
            }
            open = marks.first { mark in
                if mark.isAnywhere { return line.text.occurrences(of: mark.start) % 2 == 1 }
                guard line.text.hasPrefix(mark.start) else { return false }
                return !line.text.dropFirst(mark.start.count).contains(mark.end)
            }
        }
        return found
    }

    private static func marks(_ path: String) -> [Marks] {
        let name = path.fileName
        let suffix = path.fileSuffix
        if slashed.contains(suffix) || scriptSuffixes.contains(suffix) || name.hasPrefix("Jenkinsfile") {
            let isPreprocessed = ["cs", "swift", "c", "cc", "cpp", "h", "hpp"].contains(suffix)
            return [Marks(start: "/*", end: "*/")]
                + (isPreprocessed ? ["#if false", "#if 0"].map { Marks(start: $0, end: "#endif") } : [])
        }
        switch suffix {
        case "md", "markdown":
            return [Marks(start: "```", end: "```"), Marks(start: "~~~", end: "~~~"), Marks(start: "<!--", end: "-->")]
        case "html", "htm", "xml", "vue", "svelte", "jinja", "jinja2", "j2", "csproj", "props", "targets":
            return [Marks(start: "<!--", end: "-->"), Marks(start: "{#", end: "#}")]
        case "py", "pyi":
            return [
                Marks(start: "\"\"\"", end: "\"\"\"", isAnywhere: true),
                Marks(start: "'''", end: "'''", isAnywhere: true),
            ]
        case "rb": return [Marks(start: "=begin", end: "=end")]
        default: return []
        }
    }

    /// Suffixes of files whose comments over several lines stand between `/*` and `*/`.
    private static let slashed: Set<String> = [
        "java", "kt", "kts", "cs", "go", "rs", "css", "scss", "less", "c", "cc", "cpp", "h", "hpp", "swift", "scala",
        "php",
        "gradle", "groovy", "proto", "tf", "sql",
    ]
}
