/// Finds what one side took from, or gave to, other files as CommonJS does, while the other side made an ES module of the file:
/// no file may be both.
enum ModuleKinds {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard scriptSuffixes.contains(path.fileSuffix) else { return [] }
        let isTyped = path.fileSuffix.contains("t")
        // TypeScript writes imports for both kinds.
        func isOfModule(_ line: OutlineLine) -> Bool {
            line.text.holds("import.meta") || !isTyped && Self.isOfModule(line)
        }
        if sides.lines.base.contains(where: isOfModule) { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            guard let line = sides.added(by: side).first(where: isOfModule),
                !sides.lines[side].contains(where: isCommon)
            else { return [] }
            return sides.added(by: other).filter(isCommon).map {
                Contradiction("module of \($0.text)", line, of: side, $0, isOrdered: false)
            }
        }
    }

    private static func isOfModule(_ line: OutlineLine) -> Bool {
        guard line.indentation == 0 else { return false }
        return line.text.hasPrefix("export ")
            || line.text.hasPrefix("import ") && (line.text.holds(" from ") || line.text.hasPrefix("import '"))
    }

    private static func isCommon(_ line: OutlineLine) -> Bool {
        line.indentation == 0
            && (line.text.hasPrefix("module.exports") || line.text.hasPrefix("exports.")
                || line.text.holds("= require("))
            || line.text.holds("require.resolve(") || line.text.holds("__dirname") || line.text.holds("require.main")
    }
}
