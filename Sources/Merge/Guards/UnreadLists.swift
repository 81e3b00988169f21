/// Finds what one side changed in a variable that the other side left without a use: the change does nothing.
struct UnreadLists {
    private let isCMake: Bool

    /// Nil for files in which others may read a variable.
    init?(path: String) {
        isCMake = path.fileName == "CMakeLists.txt" || path.hasSuffix(".cmake")
        guard isCMake || path.isMakefile else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        let used = sides.lines.map(used)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let unread = used.base.subtracting(used[side])
            if unread.isEmpty { return [] }
            let numbers = Set(sides.added(by: other).map(\.number))
            return values(sides.lines[other]).filter {
                unread.contains($0.name) && numbers.contains($0.line.number)
            }.map { name, line in
                Contradiction("unread \(name) of \(line.text)", line, of: other)
            }
        }
    }

    private static let variableUse = Pattern(/\$[({](\w+)[)}]/)

    /// The variables that a file reads.
    private func used(_ lines: [OutlineLine]) -> Set<String> {
        Set(
            lines.filter { $0.holds("$") && !$0.isComment() }.flatMap { line in
                line.text.matches(of: Self.variableUse).map { String($0.1) }
            })
    }

    private static let cmakeVariable = Pattern(/set\s*\(\s*(\w+)/)
    private static let makeVariable = Pattern(/(\w+)\s*(?:[:?+]|::)?=/)

    /// The lines that give each variable its value.
    private func values(_ lines: [OutlineLine]) -> [(name: String, line: OutlineLine)] {
        var found: [(name: String, line: OutlineLine)] = []
        var open: String?
        for line in lines where !line.isComment() {
            if isCMake {
                if let match = line.text.prefixMatch(of: Self.cmakeVariable) { open = String(match.1) }
                if let name = open { found.append((name, line)) }
                if line.text.hasSuffix(")") { open = nil }
            } else {
                if let match = line.text.prefixMatch(of: Self.makeVariable), line.indentation == 0 {
                    open = String(match.1)
                }
                if let name = open { found.append((name, line)) }
                if !line.text.hasSuffix("\\") { open = nil }
            }
        }
        return found
    }
}
