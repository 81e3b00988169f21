/// Finds lines that one side put into a block whose condition the other side turned round: they would be done when they are
/// not to be, and the other way about.
struct NegatedConditions {
    private let keywords: [String]

    /// Nil for files that are no source code.
    init?(path: String) {
        switch path.fileSuffix {
        case "py", "pyi": keywords = ["if ", "elif ", "while "]
        case "go", "java", "kt", "kts", "cs", "swift", "scala", "rs", "php", "gradle", "groovy":
            keywords = ["if ", "if(", "} else if ", "else if ", "while ", "guard "]
        case let suffix where scriptSuffixes.contains(suffix):
            keywords = ["if ", "if(", "} else if ", "else if ", "while "]
        case "rb": keywords = ["if ", "elsif ", "unless ", "while ", "until "]
        case let suffix where shellSuffixes.contains(suffix): keywords = ["if ", "elif ", "while ", "until "]
        default: return nil
        }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = Set(sides.added(by: other).filter { !$0.isComment() }.map(\.number))
            if added.isEmpty { return [] }
            // Conditions that the side has no more, and the other one still has.
            let gone = Set(
                sides.lines.base.filter { sides.counts[side][$0.text] == nil && isCondition($0) }.map(\.text)
            )
            .filter { sides.counts.base[$0] == 1 && sides.counts[other][$0] == 1 }
            if gone.isEmpty { return [] }
            return sides.added(by: side).filter(isCondition).flatMap { line -> [Contradiction] in
                let opposites = gone.filter { isOpposite($0, line.text) }
                guard opposites.count == 1, let old = opposites.first else { return [] }
                return block(below: old, in: sides.lines[other]).filter { added.contains($0.number) }.map {
                    Contradiction("turned \(line.text) in \($0.text)", line, of: side, $0, isOrdered: true)
                }
            }
        }
    }

    private func isCondition(_ line: OutlineLine) -> Bool { keywords.contains(where: line.text.hasPrefix) }

    /// Whether one condition holds where the other does not, as far as their words tell.
    private func isOpposite(_ one: String, _ other: String) -> Bool {
        let (first, second) = (tokens(one), tokens(other))
        if first.count == second.count {
            // One of the words is the opposite.
            let pairs = zip(first, second).filter { $0 != $1 }
            return pairs.count == 1
                && Self.opposites.contains { $0 == (pairs[0].0, pairs[0].1) || $0 == (pairs[0].1, pairs[0].0) }
        }
        let (long, short) = first.count > second.count ? (first, second) : (second, first)
        // One has a word more that denies what follows, right behind the keyword: `if not x`, `if !x`, `if ! x`.
        let joiners: Set<String> = ["and", "or", "&&", "||"]
        guard long.count == short.count + 1, !short.contains(where: joiners.contains),
            let index = long.indices.first(where: { $0 == short.count || long[$0] != short[$0] })
        else { return false }
        return ["not", "!"].contains(long[index]) && Array(long[(index + 1)...]) == Array(short[index...])
    }

    private static let opposites: [(String, String)] = [
        ("==", "!="), ("===", "!=="), ("<", ">="), (">", "<="), ("-n", "-z"), ("if", "unless"), ("while", "until"),
        ("-eq", "-ne"), ("-lt", "-ge"), ("-gt", "-le"), ("=", "!="),
    ]

    /// The words and signs of a condition, without brackets.
    private func tokens(_ text: String) -> [String] {
        var found: [String] = []
        var kind = 0
        for character in text {
            let new =
                character.isWhitespace || "(){}[]:;".contains(character)
                ? 0
                : character.isLetter || character.isNumber || "_.$\"'-".contains(character) ? 1 : 2
            if new == 0 || new != kind || new == 2 && character == "!" { found.append("") }
            if new != 0 { found[found.count - 1].append(character) }
            kind = new
        }
        return found.filter { !$0.isEmpty }
    }

    /// The lines that a condition decides about: those below it, those of its other branches, and, where its branch ends in a
    /// jump, what follows.
    private func block(below condition: String, in lines: [OutlineLine]) -> ArraySlice<OutlineLine> {
        guard let start = lines.firstIndex(where: { $0.text == condition }) else { return [] }
        let indentation = lines[start].indentation
        var last = lines[start]
        var end = start + 1
        while end < lines.count {
            let line = lines[end]
            if line.indentation < indentation { break }
            if line.indentation == indentation, !Self.goesOn(line.text) {
                guard Self.jumps.contains(where: last.text.hasPrefix) else { break }
            }
            if line.indentation > indentation { last = line }
            end += 1
        }
        return lines[(start + 1)..<end]
    }

    private static func goesOn(_ text: String) -> Bool {
        text.hasPrefix("}") || text.hasPrefix("el") || text == "fi" || text == "end" || text == "done" || text == "{"
    }

    private static let jumps = ["return", "raise", "throw", "continue", "break", "exit"]
}
