/// Finds rows that one side inserts into a table of SQL without naming columns, while the other side gave the table another
/// column.
enum AddedColumns {
    private static let insertWithoutColumns = Pattern(/insert into ["`]?([\w.]+)["`]?\s*(?:values|select|$)/)

    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.hasSuffix(".sql") else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            // A look first: patterns are slow.
            let rows = sides.added(by: other).filter { $0.text.lowercased().hasPrefix("insert ") }.compactMap { line in
                line.text.lowercased().prefixMatch(of: insertWithoutColumns).map {
                    (table: String($0.1), line: line)
                }
            }
            if rows.isEmpty { return [] }
            let columns = columns(sides, side)
            return rows.flatMap { row in
                columns.filter { $0.table == row.table }.map {
                    Contradiction(
                        "column \($0.line.text) in \(row.line.text)", $0.line, of: side, row.line, isOrdered: false)
                }
            }
        }
    }

    private static let tableHead = Pattern(/create table (?:if not exists )?["`]?([\w.]+)["`]?\s*\($/)
    private static let newColumn = Pattern(/alter table ["`]?([\w.]+)["`]? add (?:column )?/)

    /// The columns that a side put into tables that the base has.
    private static func columns(_ sides: SidedLines, _ side: SideName) -> [(table: String, line: OutlineLine)] {
        let added = Set(sides.added(by: side).map(\.number))
        var scopes = IndentationScopes()
        var tables: [Int: String] = [:]
        return sides.lines[side].compactMap { line in
            let scope = scopes.enter(line)
            if line.text.hasPrefix("--") { return nil }
            let text = line.text.lowercased()
            if text.hasPrefix("create "), let match = text.prefixMatch(of: tableHead) {
                tables[line.number] = String(match.1)
                return nil
            }
            guard added.contains(line.number) else { return nil }
            if text.hasPrefix("alter "), let match = text.prefixMatch(of: newColumn) {
                return (String(match.1), line)
            }
            let word = text.prefix { $0.isLetter }
            guard let table = tables[scope], !constraints.contains(String(word)), text.contains(" ") else { return nil }
            // A column that is only written otherwise, as with a comma behind it, is none that was added.
            let name = text.prefix { $0 != " " } + " "
            let isKnown = sides.lines.base.contains { $0.text.lowercased().hasPrefix(name) }
            return isKnown ? nil : (table, line)
        }
    }

    private static let constraints: Set<String> = [
        "constraint", "primary", "foreign", "unique", "check", "index", "key", "exclude",
    ]
}
