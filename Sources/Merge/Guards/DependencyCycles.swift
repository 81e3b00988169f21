/// Finds targets that a merge makes need themselves, through what one side and what the other side put behind them.
struct DependencyCycles {
    private let isMake: Bool
    private let known: Set<String>
    private let sides: SidedLines

    /// Nil for other files.
    init?(_ sides: SidedLines, path: String) {
        isMake = path.isMakefile
        let file = path.fileName.lowercased()
        guard isMake || file == "justfile" || file == ".justfile" || file.hasSuffix(".just") else { return nil }
        self.sides = sides
        let graphs = [sides.lines.local, sides.lines.incoming].map { [isMake] in Self.needs($0, isMake: isMake) }
        known = graphs.reduce(into: []) { $0.formUnion(NameGraph.cyclic($1)) }
    }

    /// The targets of a merge that need themselves, and did on neither side.
    func found(in text: [OutlineLine]) -> Set<String> {
        Set(NameGraph.cyclic(Self.needs(text, isMake: isMake)).subtracting(known).map { Self.mark + $0 })
    }

    private static let mark = "cycle of "

    /// Where each side says what a target needs.
    func places(of name: String) -> JoinedLines? {
        guard name.hasPrefix(Self.mark) else { return nil }
        let target = String(name.dropFirst(Self.mark.count))
        func numbers(_ lines: [OutlineLine]) -> Set<Int> {
            Set(lines.filter { Self.need($0, isMake: isMake)?.targets.contains(target) == true }.map(\.number))
        }
        return JoinedLines(local: numbers(sides.lines.local), incoming: numbers(sides.lines.incoming))
    }

    /// What each target needs.
    private static func needs(_ lines: [OutlineLine], isMake: Bool) -> [String: [String]] {
        lines.compactMap { need($0, isMake: isMake) }.reduce(into: [:]) { needs, line in
            for target in line.targets { needs[target, default: []] += line.needs }
        }
    }

    private static func need(_ line: OutlineLine, isMake: Bool) -> (targets: [String], needs: [String])? {
        guard line.indentation == 0, !line.isComment(), let colon = line.text.firstIndex(of: ":"),
            // A variable, also one of a target; behind the name of a recipe stand parameters with values.
            !(isMake ? line.holds("=") : line.text[colon...].hasPrefix(":="))
        else { return nil }
        func words(_ text: Substring) -> [String] { text.split { " ()@|&".contains($0) }.map(String.init) }
        let targets = words(line.text[..<colon])
        let needs = line.text[line.text.index(after: colon)...].prefix { $0 != ";" && $0 != "#" }
        return (isMake ? targets : Array(targets.prefix(1)), words(needs))
    }
}
