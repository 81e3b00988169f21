/// Finds lines that come to nothing since the other side ends what they stand in: places of a server of nginx that answers
/// everything itself, and uses of a table that is dropped above them.
enum EndedBlocks {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        if path.hasSuffix(".sql") { return SidedLines.pairs.flatMap { dropped(sides, $0, $1) } }
        return path.hasSuffix(".conf") ? SidedLines.pairs.flatMap { answered(sides, $0, $1) } : []
    }

    private static let droppedName = Pattern(/([\w.]+)\s*(?:cascade)?;$/)

    private static func dropped(_ sides: SidedLines, _ side: SideName, _ other: SideName) -> [Contradiction] {
        sides.added(by: side).flatMap { line -> [Contradiction] in
            let text = line.text.lowercased()
            guard text.hasPrefix("drop table "), let match = text.firstMatch(of: droppedName) else {
                return []
            }
            let name = String(match.1)
            return sides.added(by: other).filter { use in
                if use.text.hasPrefix("--") { return false }
                let words = use.text.lowercased().split { " (;,\"`".contains($0) }.map(String.init)
                return words.contains(name) && !words.starts(with: ["drop"])
                    && !words.starts(with: ["create", "table"])
            }.map { Contradiction("table of \(line.text) in \($0.text)", line, of: side, $0, isOrdered: true) }
        }
    }

    private static func answered(_ sides: SidedLines, _ side: SideName, _ other: SideName) -> [Contradiction] {
        func servers(_ side: SideName) -> [Int: String] {
            var scopes = IndentationScopes()
            var names: [Int: String] = [:]
            var found: [Int: String] = [:]
            for line in sides.lines[side] {
                let scope = scopes.enter(line)
                if line.text == "server {" { names[line.number] = "" }
                // A server is told by its names: they may be many.
                if line.text.hasPrefix("server_name "), names[scope] != nil { names[scope] = line.text }
                if names[scope] != nil { found[line.number] = names[scope] }
            }
            return found
        }
        let returns = sides.added(by: side).filter { $0.text.hasPrefix("return ") }
        if returns.isEmpty { return [] }
        let (mine, theirs) = (servers(side), servers(other))
        return returns.flatMap { line -> [Contradiction] in
            guard let server = mine[line.number], !server.isEmpty else { return [] }
            return sides.added(by: other).filter { $0.text.hasPrefix("location ") && theirs[$0.number] == server }.map {
                Contradiction("answer of \(line.text) in \($0.text)", line, of: side, $0, isOrdered: false)
            }
        }
    }
}
