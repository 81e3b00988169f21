/// Finds rows of SQL that both sides put into one table under the same number or key.
enum SharedRows {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.hasSuffix(".sql") else { return [] }
        let (mine, theirs) = (rows(sides, .local), rows(sides, .incoming))
        return mine.flatMap { row in
            theirs.filter { $0.key == row.key && $0.line.text != row.line.text }.map {
                Contradiction("row \(row.key)", row.line, of: .local, $0.line, isOrdered: false)
            }
        }
    }

    private static let insertHead = Pattern(
        /insert into ["`]?([\w.]+)["`]?\s*\(\s*["`]?(\w*id|key|code|slug)["`]?\s*[,)]/)
    private static let rowKey = Pattern(/\(\s*(\d+|'[^']*')\s*,/)

    /// The rows that a side put in, by their table and the number that they have there.
    private static func rows(_ sides: SidedLines, _ side: SideName) -> [(key: String, line: OutlineLine)] {
        let added = Set(sides.added(by: side).map(\.number))
        if added.isEmpty { return [] }
        var table: String?
        var found: [(key: String, line: OutlineLine)] = []
        for line in sides.lines[side] where !line.text.hasPrefix("--") {
            var rest = line.text.lowercased()[...]
            if rest.hasPrefix("insert ") {
                guard let head = rest.prefixMatch(of: insertHead) else {
                    table = nil
                    continue
                }
                table = "\(head.1) \(head.2)"
                guard let values = rest.firstRange(of: "values") else { continue }
                rest = rest[values.upperBound...].drop { $0 == " " }
            }
            if let name = table, added.contains(line.number), let row = rest.prefixMatch(of: rowKey) {
                found.append(("\(name) \(row.1)", line))
            }
            if line.text.hasSuffix(";") { table = nil }
        }
        return found
    }
}
