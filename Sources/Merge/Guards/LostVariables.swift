/// Finds new uses of a variable of a shell script that no line of the other side sets or reads any more.
///
/// Functions and loops set variables, too.
enum LostVariables {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard shellSuffixes.contains(path.fileSuffix) else { return [] }
        let known = names(sides.lines.base)
        if known.isEmpty { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !$0.isComment() }
            let left = names(sides.lines[side]).union(sides.lines[side].flatMap { ShellUses.names(in: $0.text) })
            let gone = known.subtracting(left).subtracting(names(added))
            if gone.isEmpty { return [] }
            return added.flatMap { line in
                gone.intersection(ShellUses.names(in: line.text)).sorted().map { name in
                    Contradiction("variable \(name) in \(line.text)", line, of: other)
                }
            }
        }
    }

    /// The variables that lines set.
    private static func names(_ lines: [OutlineLine]) -> Set<String> {
        Set(
            lines.filter { !$0.isComment() }.flatMap { line -> [String] in
                let words = line.words.drop { ["local", "export", "readonly", "declare", "while"].contains($0) }
                switch words.first {
                case "for", "select": return Array(words.dropFirst().prefix(1))
                case "read": return words.dropFirst().map { $0[...].identifier() }
                default:
                    return words.compactMap { word in
                        let name = word[...].identifier()
                        return word.dropFirst(name.count).hasPrefix("=") ? name : nil
                    }
                }
            })
    }
}
