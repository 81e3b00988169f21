/// Finds lines of Markdown that a side put into a section and that stand in another one because the other side put a
/// heading between; and tables that have rows of different lengths only in the merge.
struct SectionPlaces {
    /// The headings above each new line of a side.
    private var lines: [String: (headings: [String], places: JoinedLines)] = [:]
    /// The rows that each side changed; nil where a side has a table that is not even.
    private var rows: JoinedLines?

    /// Nil for other files, and where there is nothing to find.
    /// - Parameter changes: Where each side differs from the base.
    init?(_ sides: SidedLines, _ changes: Sides<[DiffRange]>, path: String) {
        guard path.isMarkdown else { return nil }
        for (side, other) in SidedLines.pairs {
            let headings = sides.added(by: other).filter(Self.isHeading)
            if headings.isEmpty { continue }
            let above = Self.headings(above: sides.lines[side])
            // A line in another one's place goes where that stands now.
            let changes = changes[side].filter(\.old.isEmpty)
            for line in sides.added(by: side) where sides.counts[side][line.text] == 1 {
                guard changes.contains(where: { $0.new.contains(line.number) }), sides.counts[other][line.text] == nil,
                    let path = above[line.number], !path.isEmpty
                else {
                    continue
                }
                lines[line.text] = (path, JoinedLines(side, [line.number], other: Set(headings.map(\.number))))
            }
        }
        let new = (local: sides.added(by: .local).filter(\.isRow), incoming: sides.added(by: .incoming).filter(\.isRow))
        if !new.local.isEmpty, !new.incoming.isEmpty,
            ![sides.lines.base, sides.lines.local, sides.lines.incoming].contains(where: Self.hasRaggedTable)
        {
            rows = JoinedLines(local: Set(new.local.map(\.number)), incoming: Set(new.incoming.map(\.number)))
        }
        if lines.isEmpty, rows == nil { return nil }
    }

    func found(in text: [OutlineLine]) -> Set<String> {
        var found: Set<String> = []
        if rows != nil, Self.hasRaggedTable(text) { found.insert(Self.table) }
        if lines.isEmpty { return found }
        let headings = Set(text.filter(Self.isHeading).map(\.text))
        let above = Self.headings(above: text)
        for line in text {
            guard let known = lines[line.text], let now = above[line.number],
                // Below a heading that is another one now, nobody can tell.
                known.headings.allSatisfy(headings.contains), !Set(known.headings).isSubset(of: now)
            else { continue }
            found.insert(Self.prefix + line.text)
        }
        return found
    }

    func places(of name: String) -> JoinedLines? {
        if name == Self.table { return rows }
        return name.hasPrefix(Self.prefix) ? lines[String(name.dropFirst(Self.prefix.count))]?.places : nil
    }

    private static let prefix = "section of "
    private static let table = "rows of a table"

    private static func isHeading(_ line: OutlineLine) -> Bool {
        let level = line.text.prefix { $0 == "#" }.count
        return (1...6).contains(level) && line.text.dropFirst(level).hasPrefix(" ") && line.indentation < 4
    }

    /// The headings above each line, by its number, without those in blocks of code.
    private static func headings(above lines: [OutlineLine]) -> [Int: [String]] {
        var found: [Int: [String]] = [:]
        var open: [(level: Int, text: String)] = []
        var fence: Substring?
        for line in lines {
            if let mark = fence {
                if line.text.hasPrefix(mark) { fence = nil }
            } else if line.text.hasPrefix("```") || line.text.hasPrefix("~~~") {
                fence = line.text.prefix(3)
            } else if isHeading(line) {
                let level = line.text.prefix { $0 == "#" }.count
                while let last = open.last, last.level >= level { open.removeLast() }
                found[line.number] = open.map(\.text)
                open.append((level, line.text))
                continue
            }
            found[line.number] = open.map(\.text)
        }
        return found
    }

    /// Whether a row has another number of cells than the first one of its table.
    private static func hasRaggedTable(_ lines: [OutlineLine]) -> Bool {
        var table: (last: Int, cells: Int)?
        for line in lines where line.isRow {
            let cells = line.text.split(separator: "\\|").reduce(0) { $0 + $1.count { $0 == "|" } }
            if let open = table, open.last == line.number - 1 {
                if open.cells != cells { return true }
                table?.last = line.number
            } else {
                table = (line.number, cells)
            }
        }
        return false
    }
}

extension OutlineLine {
    /// Whether it is a row of a table of Markdown.
    var isRow: Bool { text.hasPrefix("|") && text.hasSuffix("|") && text.utf8.count > 2 }
}
