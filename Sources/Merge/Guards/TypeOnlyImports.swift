/// Finds new uses of an import that the other side made one of types only: `import type { Order }`, or one below
/// `if TYPE_CHECKING:`.
struct TypeOnlyImports {
    private let isPython: Bool

    /// Nil for files of other languages.
    init?(path: String) {
        let suffix = path.fileSuffix
        isPython = suffix == "py"
        guard isPython || ["ts", "tsx", "mts", "cts"].contains(suffix) else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        lazy var before = imports(sides.lines.base)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let now = imports(sides.lines[side])
            let types = now.types.filter { before.values.contains($0.key) && !now.values.contains($0.key) }
            if types.isEmpty { return [] }
            return types.sorted { $0.key < $1.key }.flatMap { name, line in
                sides.added(by: other).filter { !$0.isComment() && uses(name, $0.text) }.map { use in
                    Contradiction("type \(name) in \(use.text)", line, of: side, use, isOrdered: false)
                }
            }
        }
    }

    /// What a file takes from others to run, and as types only.
    private func imports(_ lines: [OutlineLine]) -> (values: Set<String>, types: [String: OutlineLine]) {
        var values: Set<String> = []
        var types: [String: OutlineLine] = [:]
        var block: Int?
        for line in lines {
            if let indentation = block, line.indentation <= indentation { block = nil }
            if line.text.hasPrefix("if TYPE_CHECKING") || line.text.hasPrefix("if typing.TYPE_CHECKING") {
                block = line.indentation
            }
            guard line.text.holds("import ") else { continue }
            let isType = isPython ? block != nil : line.text.hasPrefix("import type ")
            for name in names(line.text) {
                if isType { types[name] = line } else { values.insert(name) }
            }
        }
        return (values, types)
    }

    /// The names that an import on one line brings.
    private func names(_ text: String) -> [String] {
        let part: Substring
        if isPython {
            guard text.hasPrefix("from "), let place = text.firstRange(of: " import ") else { return [] }
            part = text[place.upperBound...]
        } else {
            guard text.hasPrefix("import "), let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"),
                open < close
            else { return [] }
            part = text[text.index(after: open)..<close]
        }
        // `Order as Shipment` brings the last word.
        return part.split(separator: ",").compactMap { $0.split { " ()".contains($0) }.last.map(String.init) }
    }

    private static let word = Pattern(/\w+/)

    /// Whether a line needs a name as it runs: what stands behind a colon or an arrow may be a type.
    private func uses(_ name: String, _ text: String) -> Bool {
        guard text.contains(name) else { return false }
        if !isPython {
            return text.contains("new \(name)(") || text.contains("instanceof \(name)")
                || text.contains("extends \(name) {") || text.hasPrefix(name + ".") || text.contains(" \(name).")
        }
        guard !text.hasPrefix("def "), !text.hasPrefix("async def "),
            let place = text.matches(of: Self.word).first(where: { $0.0 == name[...] })?.range
        else { return false }
        let head = text[..<place.lowerBound]
        return !head.contains(":") && !head.contains("->") && !head.hasSuffix("\"") && !head.hasSuffix("'")
    }
}
