extension Outline {
    private static let shortVariable = Pattern(/^(\w+)(?:, \w+)* :=/)
    private static let fieldTag = Pattern(/\b(?:json|yaml|toml|db|env):"([\w.-]+)/)

    /// Go: what a file declares and imports, and the fields of its types.
    static let go: Scanner = { lines in
        var outline = Outline()
        var block: GoBlock?
        var scopes = IndentationScopes()
        // Literals of maps and structures, and the last `switch` or `select`.
        var literals: Set<Int> = []
        var choice = -1
        var function = ""
        for line in CodeLines(lines, comment: "//", quotes: ["`"]) {
            let scope = scopes.enter(line)
            if line.text.hasSuffix("{"), line.text.holds("map[") || !line.text.hasSuffix(" {") {
                literals.insert(line.number)
            }
            if line.text.hasPrefix("switch") || line.text.hasPrefix("select") { choice = line.number }
            if line.text.hasPrefix("case ") || line.text == "default:", line.text.hasSuffix(":"), choice >= 0 {
                outline.add(line.text, scope: choice, line: line.number)
            }
            if let row = line.rowName { outline.add(once: row, scope: scope, line: line.number, text: line.text) }
            if literals.contains(scope), line.text.hasSuffix(","), let key = line.quotedKey ?? line.plainKey {
                outline.add("key " + key, scope: scope, line: line.number)
            }
            if line.indentation > 0, line.text.holds(" :="), let name = line.text.firstMatch(of: shortVariable),
                name.1 != "_"
            {
                outline.add("\(function) \(name.1) :=", scope: scope, line: line.number)
            }
            for name in line.registered { outline.add(name, line: line.number) }
            if line.indentation == 0 {
                if line.text.hasPrefix("func") { function = String(line.text.prefix { $0 != "{" }) }
                block = GoBlock(opening: line)
            } else if let name = block?.name(in: line) {
                outline.add(name, scope: block?.scope ?? -1, line: line.number)
                // Of two fields that are written under one name neither is.
                if line.holds("`"), line.text.holds(":\""),
                    let tag = line.text.firstMatch(of: fieldTag),
                    tag.1 != "-"
                {
                    outline.add("tag \(tag.1)", scope: block?.scope ?? -1, line: line.number)
                }
            }
            guard line.indentation == 0 || line.route != nil else { continue }
            if let route = line.route { outline.add(route, line: line.number) }
            let words = line.words
            guard words.count > 1, ["func", "type", "var", "const"].contains(words[0]), line.indentation == 0 else {
                continue
            }
            var rest = line.text.dropFirst(words[0].count).drop { $0 == " " }
            var receiver = ""
            if words[0] == "func", rest.hasPrefix("(") {
                // The method of a type: `func (r *Type) name`.
                let names = rest.prefix { $0 != ")" }.split { " *[(".contains($0) }
                receiver = (names.dropFirst().first ?? names.first).map { $0 + "." } ?? ""
                rest = rest.drop { $0 != ")" }.dropFirst().drop { $0 == " " }
            }
            let name = rest.identifier()
            // A file may have many of these.
            guard !name.isEmpty, name != "_", receiver + name != "init" else { continue }
            outline.add(receiver + name, line: line.number)
        }
        return outline
    }
}

/// A block of a Go file in which each line gives something a name: imports, constants, variables, the fields of a type or
/// the methods of an interface.
private struct GoBlock {
    /// The block that the names stand in: the file's own for what the whole file sees.
    let scope: Int
    private let kind: Kind
    private var indentation: Int?

    private enum Kind {
        case imports
        case values
        case fields
        case methods
    }

    /// Nil for lines that open no such block.
    init?(opening line: OutlineLine) {
        if line.text.hasPrefix("import (") {
            kind = .imports
        } else if line.text == "const (" || line.text == "var (" {
            kind = .values
        } else if line.text.hasPrefix("type "), line.text.hasSuffix("struct {") {
            kind = .fields
        } else if line.text.hasPrefix("type "), line.text.hasSuffix("interface {") {
            kind = .methods
        } else {
            return nil
        }
        scope = kind == .imports || kind == .values ? -1 : line.number
    }

    /// The name on a line of the block; nil for what is nested deeper, and for an import without one.
    mutating func name(in line: OutlineLine) -> String? {
        if indentation == nil { indentation = line.indentation }
        guard line.indentation == indentation else { return nil }
        let name = line.text[...].identifier()
        switch kind {
        case .imports: return importName(line.words)
        case .values: return name.isEmpty || name == "_" ? nil : name
        case .fields: return name.isEmpty || name == "_" ? nil : "field " + name
        case .methods: return line.text.dropFirst(name.count).hasPrefix("(") && !name.isEmpty ? "method " + name : nil
        }
    }

    private func importName(_ words: [String]) -> String? {
        guard words[0].hasPrefix("\"") else { return words[0] == "_" || words[0] == "." ? nil : words[0] }
        let parts = words[0].split { "\"/".contains($0) }
        guard let last = parts.last else { return nil }
        // The last part of a path may be its version only.
        let isVersion = last.hasPrefix("v") && last.dropFirst().allSatisfy(\.isNumber)
        return String(isVersion && parts.count > 1 ? parts[parts.count - 2] : last)
    }
}
