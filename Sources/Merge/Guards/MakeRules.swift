/// Finds what two sides of a Makefile can't both say: each another first target, which is made when none is asked for, and
/// recipes below another sign for recipes, or all in one shell.
enum MakeRules {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.isMakefile else { return [] }
        return goals(sides) + droppedGoals(sides) + prefixes(sides) + shells(sides)
    }

    private static func saysGoal(_ lines: [OutlineLine]) -> Bool {
        lines.contains { $0.text.hasPrefix(".DEFAULT_GOAL") }
    }

    /// A target that one side put first, where the other says no more which one is made.
    private static func droppedGoals(_ sides: SidedLines) -> [Contradiction] {
        guard saysGoal(sides.lines.base), let old = firstTarget(sides.lines.base) else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            guard !saysGoal(sides.lines[side]), let mine = firstTarget(sides.lines[side]), mine.name == old.name,
                let theirs = firstTarget(sides.lines[other]), theirs.name != old.name
            else { return [] }
            return [
                Contradiction(
                    "first target \(theirs.name) of none named", mine.line, of: side, theirs.line, isOrdered: false)
            ]
        }
    }

    /// A recipe that one side lets go to another folder, where the other has all its lines run in one shell.
    private static func shells(_ sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            guard let shell = sides.added(by: side).first(where: { $0.text.hasPrefix(".ONESHELL") }) else { return [] }
            let moves = sides.added(by: other).filter { line in
                line.indentation > 0 && line.text.drop { "@-+".contains($0) }.hasPrefix("cd ")
            }
            return moves.map { Contradiction("one shell for \($0.text)", shell, of: side, $0, isOrdered: false) }
        }
    }

    private static func goals(_ sides: SidedLines) -> [Contradiction] {
        guard ![sides.lines.local, sides.lines.incoming].contains(where: saysGoal),
            let old = firstTarget(sides.lines.base), let mine = firstTarget(sides.lines.local),
            let theirs = firstTarget(sides.lines.incoming), Set([old.name, mine.name, theirs.name]).count == 3
        else { return [] }
        return [
            Contradiction(
                "first target \(mine.name) and \(theirs.name)", mine.line, of: .local, theirs.line, isOrdered: false)
        ]
    }

    private static func firstTarget(_ lines: [OutlineLine]) -> (name: String, line: OutlineLine)? {
        for line in lines where line.indentation == 0 && !line.isComment() && !line.text.hasPrefix(".") {
            guard let colon = line.text.firstIndex(of: ":"), !line.text[colon...].hasPrefix(":="),
                !line.text[colon...].hasPrefix("::="), !line.text[..<colon].contains("="),
                !line.text[..<colon].contains("%"), let name = line.text[..<colon].split(separator: " ").first
            else { continue }
            return (String(name), line)
        }
        return nil
    }

    private static func prefixes(_ sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            guard let sign = sides.added(by: side).first(where: { $0.text.hasPrefix(".RECIPEPREFIX") }) else {
                return []
            }
            return sides.added(by: other).filter { $0.indentation > 0 && !$0.isComment() }.map {
                Contradiction("recipe sign of \($0.text)", sign, of: side, $0, isOrdered: true)
            }
        }
    }
}
