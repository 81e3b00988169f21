/// Source code, by its lines and their indentation: what a line that looks like a definition defines, in the block that
/// its indentation puts it in.
extension Outline {
    /// JavaScript and TypeScript: declarations, methods, the keys of object literals, and routes.
    static let script: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var imports = ImportNames(.script)
        var choice = -1
        var enumerations: [Int: String] = [:]
        for line in CodeLines(lines, comment: "//", quotes: ["`"]) {
            let scope = scopes.enter(line)
            if let type = enumerations[scope], let number = line.number(of: type) {
                outline.add(number, scope: scope, line: line.number)
            }
            if let names = imports.read(line.text) {
                for name in names { outline.add(name.name, scope: scope, line: line.number) }
                continue
            }
            if line.text.hasPrefix("switch") { choice = line.number }
            if line.text.hasPrefix("case "), line.text.hasSuffix(":") {
                outline.add(line.text, scope: choice, line: line.number)
            }
            if let route = line.route { outline.add(route, scope: scope, line: line.number) }
            var (words, accessor) = line.unmodified(scriptModifiers)
            if words.first == "function*" { words[words.startIndex] = "function" }
            if let keyword = words.first, scriptKeywords.contains(keyword), words.count > 1 {
                let name = words[words.startIndex + 1][...].identifier(with: "$")
                if keyword == "enum" { enumerations[line.number] = name }
                // The signatures of an overloaded function have no body.
                let isSignature = keyword == "function" && line.text.hasSuffix(";")
                if !name.isEmpty, !isSignature { outline.add(name, scope: scope, line: line.number) }
            } else if let method = line.signature(words, others: "$#") {
                outline.add(accessor + method.name, scope: scope, line: line.number)
            } else if let key = line.quotedKey ?? line.plainKey {
                outline.add(key, scope: scope, line: line.number)
            } else if scope < 0, let name = line.assigned {
                outline.add(name, line: line.number)
            }
            if line.text.hasPrefix("export default ") { outline.add("export default", line: line.number) }
        }
        return outline
    }

    /// Components whose markup holds a script: what the script imports.
    static let components: Scanner = { lines in
        var outline = Outline()
        var imports = ImportNames(.script)
        for line in CodeLines(lines, comment: "//", quotes: ["`"]) {
            for name in imports.read(line.text) ?? [] { outline.add(name.name, line: line.number) }
        }
        return outline
    }

    private static let scriptModifiers: Set<String> = [
        "export", "default", "async", "declare", "public", "private", "protected", "static", "readonly", "abstract",
        "override", "get", "set",
    ]
    private static let scriptKeywords: Set<String> = [
        "function", "class", "type", "enum", "interface", "const", "let", "var",
    ]

    /// Rust: items, each under the condition that an attribute puts it under.
    static let rust: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var condition = ""
        for line in CodeLines(lines, comment: "//", quotes: []) {
            let scope = scopes.enter(line)
            if line.text.hasPrefix("#[") {
                if line.text.hasPrefix("#[cfg") { condition = line.text }
                continue
            }
            let (words, _) = line.unmodified([
                "pub", "pub(crate)", "pub(super)", "async", "unsafe", "extern", "default",
            ])
            if let keyword = words.first,
                ["fn", "struct", "enum", "trait", "mod", "static", "const", "type"]
                    .contains(keyword), words.count > 1
            {
                let name = words[words.startIndex + 1][...].identifier()
                if name != "_" { outline.add(name + condition, scope: scope, line: line.number) }
            }
            condition = ""
        }
        return outline
    }

    /// Ruby: methods, classes, and the packages of a Gemfile or Brewfile.
    static let ruby: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in CodeLines(lines, comment: "#", quotes: []) {
            let scope = scopes.enter(line)
            let words = line.words
            guard words.count > 1 else { continue }
            switch words[0] {
            case "def": outline.add(words[1][...].identifier(with: ".?!="), scope: scope, line: line.number)
            case "class", "module": outline.add(words[1], scope: scope, line: line.number)
            case "gem", "brew", "cask", "tap":
                let name = words[1].filter { !"\"',".contains($0) }
                outline.add(words[0] + " " + name, scope: scope, line: line.number)
            default: break
            }
        }
        return outline
    }
}

extension OutlineLine {
    /// The number that a line gives to a member of an enumeration, in words that no other type uses: two members of one number
    /// are one to Python, and to whoever sends them.
    func number(of type: String) -> String? {
        guard holds("=") else { return nil }
        return text.firstMatch(of: /^\w+\s*=\s*(\d+)\s*,?\s*(?:#.*|\/\/.*)?$/).map { "\(type) number \($0.1)" }
    }
}
