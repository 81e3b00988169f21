/// Files that say how data looks.
extension Outline {
    private static let quotedName = Pattern(/"(\w+)"/)
    private static let numberRange = Pattern(/(\d+)(?:\s+to\s+(\d+))?/)
    private static let protoField = Pattern(/(\w+)\s*=\s*(\d+)\s*[;\[]/)

    /// Protocol buffers: messages and the like, and the names and numbers of fields.
    static let proto: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        // What stands in a `oneof` is a field of the message around it.
        var messages: [Int: Int] = [:]
        // The values of an enumeration are names of what is around it.
        var enumerations: [Int: Int] = [:]
        for line in CodeLines(lines, comment: "//", quotes: []) {
            var scope = scopes.enter(line)
            scope = messages[scope] ?? scope
            let words = line.words
            if words[0] == "oneof" { messages[line.number] = scope }
            if words[0] == "enum" { enumerations[line.number] = scope }
            if ["message", "enum", "service", "rpc"].contains(words[0]), words.count > 1 {
                outline.add(words[1][...].identifier(), scope: scope, line: line.number)
            } else if words[0] == "option", words.count > 1 {
                outline.add(once: "option \(words[1])", scope: scope, line: line.number)
            } else if words[0] == "reserved" {
                for name in line.text.matches(of: quotedName) {
                    outline.add(String(name.1), scope: scope, line: line.number)
                }
                for number in line.text.matches(of: numberRange) {
                    guard let first = Int(number.1), let last = number.2.map({ Int($0) }) ?? first, first <= last else {
                        continue
                    }
                    for number in first...min(last, first + 1_000) {
                        outline.add("number \(number)", scope: scope, line: line.number)
                    }
                }
            } else if line.holds("="), let match = line.text.firstMatch(of: protoField) {
                outline.add(String(match.1), scope: enumerations[scope] ?? scope, line: line.number)
                outline.add("number \(match.2)", scope: scope, line: line.number)
            }
        }
        return outline
    }

    private static let createHead = Pattern(
        /^create\s+(?:or\s+replace\s+|unique\s+|temporary\s+|materialized\s+)*(table|index|view|type|sequence|role|schema)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?([\w.]+)/
    )
    private static let addedPart = Pattern(
        /^alter\s+table\s+(?:if\s+exists\s+|only\s+)*([\w.]+)\s+add\s+((?:constraint|primary|index|key|unique)\s.*)/)
    private static let addedColumn = Pattern(
        /^alter\s+table\s+(?:if\s+exists\s+|only\s+)*([\w.]+)\s+add\s+column\s+(?:if\s+not\s+exists\s+)?(\w+)/)

    /// SQL: tables and what else is created, and the columns, keys and constraints of each table.
    static let sql: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        // What stands in a constraint over several lines is of the table around it.
        var (tables, constraints): ([Int: String], [Int: String]) = ([:], [:])
        for line in CodeLines(lines, comment: "--", quotes: ["$$"]) {
            let scope = scopes.enter(line)
            let text = line.text.lowercased().filter { !"\"`".contains($0) }
            if text.hasPrefix("create "), let match = text.firstMatch(of: createHead) {
                outline.add("\(match.1) \(match.2)", line: line.number)
                if match.1 == "table", text.hasSuffix("(") { tables[line.number] = String(match.2) }
            } else if let table = tables[scope] {
                let name = text[...].identifier()
                if !name.isEmpty, !tableWords.contains(name), text.count > name.count {
                    outline.add("column " + name, scope: scope, line: line.number)
                }
                if name == "constraint" { constraints[line.number] = table }
                outline.addParts(of: table, in: text, line: line.number)
            } else if let table = constraints[scope] {
                outline.addParts(of: table, in: text, line: line.number)
            } else if text.hasPrefix("alter "), let match = text.firstMatch(of: addedPart) {
                outline.addParts(of: String(match.1), in: String(match.2), line: line.number)
            } else if text.hasPrefix("alter "), let match = text.firstMatch(of: addedColumn) {
                outline.add("column \(match.1) \(match.2)", line: line.number)
            }
        }
        return outline
    }

    private static let primaryKey = Pattern(/\bprimary\s+key\b/)
    private static let namedConstraint = Pattern(/\bconstraint\s+(?:if\s+not\s+exists\s+)?(\w+)/)
    private static let namedIndex = Pattern(
        /^(?:(?:unique|fulltext|spatial)\s+(?:index\s+|key\s+)?|index\s+|key\s+)(?:if\s+not\s+exists\s+)?(\w+)\s*(?:using\s+\w+\s*)?\(/
    )

    /// What a table has once: its primary key, and each name of a constraint or an index.
    private mutating func addParts(of table: String, in line: String, line number: Int) {
        let text = line.firstRange(of: "--").map { String(line[..<$0.lowerBound]) } ?? line
        // A look first: patterns are slow.
        let first = text[...].identifier()
        if text.holds("primary"), text.contains(Self.primaryKey) {
            add("primary key of " + table, line: number)
        }
        if text.holds("constraint"), let match = text.firstMatch(of: Self.namedConstraint) {
            add("constraint \(table) \(match.1)", line: number)
        } else if Self.tableWords.contains(first), let match = text.firstMatch(of: Self.namedIndex) {
            // `UNIQUE INDEX (tone)` has no name.
            if !["index", "key"].contains(match.1) { add("index \(table) \(match.1)", line: number) }
        }
    }

    private static let tableWords: Set<String> = [
        "primary", "foreign", "unique", "constraint", "check", "key", "index", "exclude", "like", "references", "on",
        "fulltext", "spatial",
    ]

    /// GraphQL and Prisma: types, and the fields of each.
    static let types: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var blocks: [Int: Int] = [:]
        // `extend type Query` goes on with the fields of the type.
        var types: [String: Int] = [:]
        for line in CodeLines(lines, comment: line(comments: lines), quotes: ["\"\"\""]) {
            let scope = scopes.enter(line)
            let isMore = line.text.hasPrefix("extend ")
            let words = isMore ? Array(line.words.dropFirst()) : line.words
            if scope < 0, typeWords.contains(words[0]), words.count > 1 {
                let type = "\(words[0]) \(words[1][...].identifier())"
                if !isMore { outline.add(type, line: line.number) }
                let block = types[type] ?? line.number
                types[type] = block
                if line.text.hasSuffix("{") { blocks[line.number] = block }
            } else if let block = blocks[scope] {
                let name = line.text[...].identifier()
                if !name.isEmpty { outline.add(name, scope: block, line: line.number) }
            }
        }
        return outline
    }

    /// What comments start with: Prisma has `//`, GraphQL `#`.
    private static func line(comments lines: [OutlineLine]) -> String {
        lines.contains { $0.text.hasPrefix("//") } ? "//" : "#"
    }

    private static let typeWords: Set<String> = [
        "type", "input", "enum", "interface", "scalar", "union", "model", "datasource", "generator", "directive",
    ]
}
