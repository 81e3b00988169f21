/// Finds targets of links and pieces of code that one side of a Markdown file replaced wherever they stood, and that the other
/// side has come to use: a page that is elsewhere now, a command that is called otherwise.
enum ProseNames {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.isMarkdown else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).map { (line: $0, names: names(in: $0.text)) }.filter {
                !$0.names.isEmpty
            }
            if added.isEmpty { return [] }
            let wanted = Set(added.flatMap(\.names))
            let old = sides.lines.base.filter { sides.counts[side][$0.text] == nil }
            let gone = wanted.intersection(old.flatMap { names(in: $0.text) })
            if gone.isEmpty { return [] }
            let left = Set(sides.lines[side].flatMap { names(in: $0.text) })
            let frames = Dictionary(
                sides.added(by: side).flatMap { line in names(in: line.text).map { (frame(line.text, $0), line) } }
            ) { first, _ in first }
            return gone.subtracting(left).sorted().flatMap { name -> [Contradiction] in
                let replaced = old.lazy.filter { names(in: $0.text).contains(name) }.compactMap {
                    frames[frame($0.text, name)]
                }
                guard let line = replaced.first else { return [] }
                return added.filter { $0.names.contains(name) }.map {
                    Contradiction("\(name) in \($0.line.text)", line, of: side, $0.line, isOrdered: false)
                }
            }
        }
    }

    private static let linkTarget = Pattern(/\]\(([^)#\s:]{3,})(?=[)#])/)

    /// What stands in a line as code, and where its links lead within the project.
    private static func names(in text: String) -> Set<String> {
        var found: Set<String> = []
        if text.utf8.contains(UInt8(ascii: "`")), !text.hasPrefix("```") {
            let parts = text.split(separator: "`", omittingEmptySubsequences: false)
            for index in stride(from: 1, to: parts.count - 1, by: 2) where parts[index].utf8.count > 2 {
                found.insert("`\(parts[index])`")
            }
        }
        guard text.holds("](") else { return found }
        for match in text.matches(of: linkTarget) { found.insert("](\(match.1)") }
        return found
    }

    /// The line without a name.
    private static func frame(_ text: String, _ name: String) -> String {
        text.split(separator: name, omittingEmptySubsequences: false).joined(separator: "\u{0}")
    }
}
