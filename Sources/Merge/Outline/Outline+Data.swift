/// Nested data, as far as lines tell: for files that a parser refuses, such as those with a name that stands twice already.
extension Outline {
    /// JSON: the keys of each object.
    static let json: Scanner = { lines in
        var outline = Outline()
        // The objects and arrays that are open, each by a number of its own.
        var open: [Int] = []
        var opened = 0
        var isComment = false
        for line in lines {
            var rest = line.text[...]
            while let character = rest.popFirst() {
                if isComment {
                    if character == "*", rest.first == "/" { isComment = false }
                    continue
                }
                switch character {
                case "{", "[":
                    opened += 1
                    open.append(opened)
                case "}", "]": _ = open.popLast()
                case "/" where rest.first == "/": rest = ""
                case "/" where rest.first == "*": isComment = true
                case "\"":
                    let key = string(&rest)
                    if rest.drop(while: { $0 == " " || $0 == "\t" }).first == ":" {
                        outline.add(key, scope: open.last ?? 0, line: line.number)
                    }
                default: break
                }
            }
        }
        return outline
    }

    private static func string(_ rest: inout Substring) -> String {
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            text.append(character)
            if character == "\\", let escaped = rest.popFirst() { text.append(escaped) }
        }
        return text
    }

    /// TOML: tables, and the keys of each; a table below an array of tables belongs to the array's last table.
    static let toml: Scanner = { lines in
        var outline = Outline()
        var table = -1
        var elements: [(prefix: String, line: Int)] = []
        var quote: String?
        for line in lines {
            if let open = quote {
                if line.text.contains(open) { quote = nil }
                continue
            }
            if line.isComment() { continue }
            if line.text.hasPrefix("["), line.indentation == 0 || line.text.hasSuffix("]"), !line.text.hasSuffix(",") {
                let name = line.text.drop { $0 == "[" }.prefix { $0 != "]" }.filter { $0 != " " }
                let scope = elements.last { name.hasPrefix($0.prefix) }?.line ?? -1
                table = line.number
                if line.text.hasPrefix("[[") {
                    elements.removeAll { $0.prefix.hasPrefix(name + ".") }
                    elements.append((name + ".", line.number))
                } else {
                    outline.add("[\(name)]", scope: scope, line: line.number)
                }
                continue
            }
            if let key = line.name(before: "="), !key.hasPrefix("\"") || key.hasSuffix("\"") {
                outline.add(key, scope: table, line: line.number)
            }
            for mark in ["\"\"\"", "'''"] where line.text.occurrences(of: mark) % 2 == 1 { quote = mark }
        }
        return outline
    }

    private static let templateVariable = Pattern(/^\{\{-?\s*(\$\w+)\s*:=/)

    /// YAML with templates in it: the keys of each mapping; an `else` is a place of its own.
    static let yaml: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var branches: [Int] = []
        for line in lines where !line.isComment() {
            if line.text.hasPrefix("{{") {
                let word = line.text.drop { "{-% ".contains($0) }.identifier()
                switch word {
                case "if", "range", "with", "define", "block":
                    branches.append(branches.last ?? 0)
                    // A template of one name is defined once in a chart.
                    if word == "define" { outline.add(line.text, line: line.number) }
                case "else" where !branches.isEmpty: branches[branches.count - 1] = line.number + 1
                case "end": _ = branches.popLast()
                default: break
                }
                if line.text.holds(":="), let name = line.text.firstMatch(of: templateVariable) {
                    outline.add(String(name.1), scope: branches.last ?? -1, line: line.number)
                }
                continue
            }
            var line = line
            var scope = scopes.enter(line)
            if line.text.hasPrefix("- name: ") || line.text.hasPrefix("- id: ") {
                outline.add(line.text, scope: scope << 20 | (branches.last ?? 0), line: line.number)
            }
            while line.text.hasPrefix("- ") {
                let rest = line.text.dropFirst(2).drop { $0 == " " }
                line = OutlineLine(
                    number: line.number, text: String(rest),
                    indentation: line.indentation + line.text.count - rest.count)
                scope = line.number
            }
            guard let colon = line.text.firstIndex(of: ":") else { continue }
            var key = line.text[..<colon]
            if let quote = key.first, quote == "\"" || quote == "'", key.count > 2, key.last == quote {
                key = key.dropFirst().dropLast()
            }
            let behind = line.text[line.text.index(after: colon)...]
            guard behind.isEmpty || behind.hasPrefix(" "), !key.contains(" "), !key.contains("{") else { continue }
            outline.add(String(key), scope: scope << 20 | (branches.last ?? 0), line: line.number)
        }
        return outline
    }

    /// XML of builds: packages that are referred to, by name.
    static let elements: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var groups: Set<Int> = []
        for line in lines where line.text.hasPrefix("<") {
            let scope = scopes.enter(line)
            let element = line.text.dropFirst().identifier(with: ".-")
            if element == "PropertyGroup" { groups.insert(line.number) }
            if groups.contains(scope), line.text.hasSuffix("</\(element)>"), !line.text.holds("Condition=") {
                outline.add(once: "property " + element, scope: scope, line: line.number, text: line.text)
            }
            if let include = line.text.firstRange(of: " Include=\"") {
                // NuGet reads `Serilog` and `serilog` as one package.
                outline.add(
                    element + " " + line.text[include.upperBound...].prefix { $0 != "\"" }.lowercased(),
                    line: line.number)
            } else if let id = line.text.firstRange(of: " id=\"") {
                outline.add(
                    once: "id " + line.text[id.upperBound...].prefix { $0 != "\"" }, scope: scope, line: line.number)
            } else if line.text.hasSuffix("</\(element)>"), element.contains(".") || element.contains("Version") {
                // A property with a value on one line.
                outline.add(element, scope: scope, line: line.number)
            }
        }
        return outline
    }
}
