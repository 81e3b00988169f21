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
        outline.addAttributes(of: lines)
        for line in CodeLines(lines, comment: "//", quotes: ["`"]) {
            let scope = scopes.enter(line)
            if let call = line.chainedSetting {
                outline.add(once: call, scope: scope, line: line.number, text: line.text)
            }
            if let type = enumerations[scope], let number = line.number(of: type) {
                outline.add(number, scope: scope, line: line.number)
            }
            if enumerations[scope] != nil, let name = line.memberName {
                outline.add("member " + name, scope: scope, line: line.number)
            }
            if let names = imports.read(line.text) {
                for name in names { outline.add(name.name, scope: scope, line: line.number) }
                continue
            }
            if line.text.hasPrefix("switch") { choice = line.number }
            if line.text.hasPrefix("case "), line.text.hasSuffix(":") {
                outline.add(line.text, scope: choice, line: line.number)
            }
            if line.text == "default:" { outline.add(once: line.text, scope: choice, line: line.number) }
            if let row = line.rowName { outline.add(once: row, scope: scope, line: line.number, text: line.text) }
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

    private static let rubyRoute = Pattern(/\w+[ (]["'](\/?[^"']*)["']/)

    /// Ruby: methods, classes, and the packages of a Gemfile or Brewfile.
    static let ruby: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var choice = -1
        for line in CodeLines(lines, comment: "#", quotes: []) {
            let scope = scopes.enter(line)
            let words = line.words
            guard words.count > 1 else { continue }
            if line.holds("=") || line.holds("\""), let name = line.rubySetting {
                outline.add(once: name, scope: scope, line: line.number, text: line.text)
            }
            switch words[0] {
            case "get", "post", "put", "patch", "delete", "match":
                if let path = line.text.prefixMatch(of: rubyRoute) {
                    outline.add(once: "route \(words[0]) \(path.1)", scope: scope, line: line.number)
                }
            case "resources", "resource", "root", "ruby", "source":
                outline.add(
                    once: words[0] == "resources" || words[0] == "resource" ? line.text : words[0], scope: scope,
                    line: line.number, text: line.text)
            case "case": choice = line.number
            case "when": outline.add(once: line.text, scope: choice, line: line.number)
            case "task":
                let name = words[1].drop { $0 == ":" || $0 == "\"" }.identifier()
                outline.add(once: "task \(name)", scope: scope, line: line.number)
            case "def": outline.add(words[1][...].identifier(with: ".?!="), scope: scope, line: line.number)
            case "class", "module": outline.add(words[1], scope: scope, line: line.number)
            case "gem", "brew", "cask", "tap":
                let name = words[1].filter { !"\"',".contains($0) }
                outline.add(words[0] + " " + name, scope: scope, line: line.number)
                // A package that two groups have in two versions is refused.
                outline.add(once: "\(words[0]) \(name)", scope: -1, line: line.number, text: line.text)
            default: break
            }
        }
        return outline
    }
}

extension OutlineLine {
    private static let nameInMark = Pattern(
        /(?:@|\[|#\[)(Column|JoinColumn|JsonProperty|JsonPropertyName|SerializedName|Json|serde)\((?:name\s*=\s*|rename\s*=\s*|value\s*=\s*)?"([^"]+)"/
    )

    /// The name of a column or a key that a mark above a member of a type gives it: `@Column(name = "region")`.
    var outsideName: String? {
        guard holds("\""), text.hasPrefix("@") || text.hasPrefix("[") || text.hasPrefix("#[") else { return nil }
        return text.prefixMatch(of: Self.nameInMark).map { "\($0.1) \($0.2)" }
    }

    private static let rowHead = Pattern(/\{\s*["']?(name|id|key|path|Name|ID|value)["']?\s*:\s*["']([^"']+)["']/)

    /// The name of a row of a table: `{name: "one", in: 1},`.
    var rowName: String? {
        guard text.hasPrefix("{"), text.utf8.count > 8,
            let match = text.prefixMatch(of: Self.rowHead)
        else { return nil }
        return "row \(match.1) \(match.2)"
    }

    private static let forwardedPort = Pattern(/forwarded_port.*\bhost(?:: |["']? ?=> )(\d+)/)

    /// What a line of Ruby sets: `config.vm.box = …`, and the port of the host that it forwards.
    fileprivate var rubySetting: String? {
        if text.holds("forwarded_port"), let port = text.firstMatch(of: Self.forwardedPort) {
            return "port \(port.1)"
        }
        let name = text[...].identifier(with: ".")
        let behind = text.dropFirst(name.count).drop { $0 == " " }
        guard name.contains("."), behind.hasPrefix("="), !behind.hasPrefix("=="), !behind.hasPrefix("=>") else {
            return nil
        }
        return name
    }

    /// The member of an enumeration that a line names: `Name,`, `Name = 7,`.
    fileprivate var memberName: String? {
        let name = text[...].identifier(with: "$")
        let rest = text.dropFirst(name.count).drop { $0 == " " }
        return !name.isEmpty && (rest.isEmpty || rest == "," || rest.hasPrefix("=")) ? name : nil
    }

    private static let enumNumber = Pattern(/^(?:case\s+)?\w+\s*=\s*(\d+)\s*,?\s*(?:#.*|\/\/.*)?$/)

    /// The number that a line gives to a member of an enumeration, in words that no other type uses: two members of one number
    /// are one to Python, and to whoever sends them.
    func number(of type: String) -> String? {
        guard holds("=") else { return nil }
        return text.firstMatch(of: Self.enumNumber).map {
            "\(type) number \($0.1)"
        }
    }
}
