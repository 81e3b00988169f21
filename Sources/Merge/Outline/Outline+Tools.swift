/// Files of build tools, servers and shells.
extension Outline {
    private static let casePatterns = Pattern(
        /^\(?((?:[^\s()"'$]+|"[^"]*"|'[^']*')(?:\s*\|\s*(?:[^\s()"'$]+|"[^"]*"|'[^']*'))*)\)/)
    private static let shellFunction = Pattern(/^(?:function\s+([\w:.-]+)|([\w:.-]+)\s*\(\s*\))/)

    /// Shell scripts: functions, what the script itself assigns, and the patterns of `case`.
    static let shell: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var cases: [Int] = []
        for line in ShellDocuments.code(lines) where !line.isComment() {
            let scope = scopes.enter(line)
            if line.text.hasPrefix("case ") { cases.append(line.number) }
            if line.text.hasPrefix("esac") { _ = cases.popLast() }
            if line.holds(")"), let open = cases.last, let label = line.text.firstMatch(of: casePatterns) {
                for part in label.1.split(separator: "|") {
                    outline.add("case " + String(part).trimmed, scope: open, line: line.number)
                }
            } else if line.text.hasPrefix("@test ") {
                outline.add(line.text, line: line.number)
            } else if line.text.hasPrefix("trap "), line.words[1] != "-" {
                // Of two for one signal the later one counts.
                outline.add("trap " + (line.words.last ?? ""), scope: scope, line: line.number)
            } else if line.holds("(") || line.text.hasPrefix("function"),
                let match = line.text.firstMatch(of: shellFunction)
            {
                outline.add("function " + (match.1 ?? match.2 ?? ""), scope: scope, line: line.number)
            } else if line.indentation == 0, let name = scriptVariable(line.text) {
                outline.add(name, line: line.number)
            } else if line.indentation > 0 {
                let text = line.text.hasPrefix("local ") ? String(line.text.dropFirst(6)) : line.text
                if let name = scriptVariable(text) {
                    outline.add(once: "variable " + name, scope: scope, line: line.number, text: text)
                } else if let flag = singleFlag(line.text) {
                    outline.add(once: flag, scope: scope, line: line.number, text: line.text)
                }
            }
        }
        return outline
    }

    /// The option that stands on a line of its own in a command over several, if a command takes one of its name.
    private static func singleFlag(_ text: String) -> String? {
        guard text.hasPrefix("--") else { return nil }
        let name = text.dropFirst(2).identifier(with: "-")
        return name.isEmpty || listFlags.contains(where: name.contains) ? nil : "flag " + name
    }

    /// What the names of options hold that a command takes as often as one likes.
    private static let listFlags = [
        "env", "volume", "publish", "build-arg", "build-context", "label", "mount", "set", "header", "data", "form",
        "exclude", "include", "cache", "tag", "secret", "ssh", "host", "cap-", "device", "dns", "network", "opt",
        "tmpfs", "ulimit", "sysctl", "expose", "link", "group-add", "import", "values", "from-", "filter", "ignore",
        "index", "find-links", "allow", "deny", "arg", "resolve", "platform", "rule", "param", "annotation", "file",
        "path", "module", "hidden", "collect", "target", "add", "with", "member", "role", "scope", "feature", "output",
    ]

    /// The variable that a line of a script sets, unless for the command behind it only.
    private static func scriptVariable(_ text: String) -> String? {
        let keywords: Set<Substring> = ["export", "readonly", "declare"]
        let words = text.split(separator: " ").drop { keywords.contains($0) || $0.hasPrefix("-") }
        guard let equals = words.first?.firstIndex(of: "="), let first = words.first else { return nil }
        let name = first[..<equals]
        let value = first[first.index(after: equals)...]
        let isSpaced = ["\"", "'", "$(", "("].contains(where: value.hasPrefix)
        guard isSpaced || words.count == 1 || words[words.startIndex + 1].hasPrefix("#"),
            !name.isEmpty, name[...].identifier() == name
        else { return nil }
        return String(name)
    }

    private static let makeVariable = Pattern(/^(?:export\s+|override\s+)*([\w.-]+)\s*(?:[:?!]|::)?=/)

    /// Makefiles: targets with a recipe, and variables; each under the conditions around it.
    static let make: Scanner = { lines in
        var outline = Outline()
        var conditions: [Int] = []
        for (index, line) in lines.enumerated() where line.indentation == 0 && !line.isComment() {
            let scope = conditions.last ?? -1
            let words = line.words
            switch words[0] {
            case "ifeq", "ifneq", "ifdef", "ifndef":
                conditions.append(line.number)
                continue
            case "else":
                if !conditions.isEmpty { conditions[conditions.count - 1] = line.number }
                continue
            case "endif":
                _ = conditions.popLast()
                continue
            case "define":
                if words.count > 1 { outline.add(words[1] + "=", scope: scope, line: line.number) }
                continue
            default: break
            }
            if line.holds("="), let match = line.text.firstMatch(of: makeVariable) {
                outline.add(match.1 + "=", scope: scope, line: line.number)
                continue
            }
            guard let colon = line.text.firstIndex(of: ":") else { continue }
            let behind = line.text[line.text.index(after: colon)...]
            // Without a recipe it only adds what the target needs; two colons allow for many recipes.
            let hasRecipe = behind.contains(";") || index + 1 < lines.count && lines[index + 1].indentation > 0
            guard hasRecipe, !behind.hasPrefix(":"), !behind.contains("=") else { continue }
            for target in line.text[..<colon].split(separator: " ") where !target.hasPrefix(".") {
                outline.add(String(target), scope: scope, line: line.number)
            }
        }
        return outline
    }

    private static let justVariable = Pattern(/^(?:export\s+|alias\s+)?([\w-]+)\s*:=/)
    private static let justRecipe = Pattern(/^@?([\w-]+)[^:]*:/)

    /// Justfiles: recipes, under the system they are for, and variables.
    static let just: Scanner = { lines in
        var outline = Outline()
        var system = ""
        for line in lines where line.indentation == 0 && !line.isComment() {
            if line.text.hasPrefix("[") {
                if ["[unix", "[windows", "[linux", "[macos"].contains(where: line.text.hasPrefix) {
                    system += line.text
                }
                continue
            }
            defer { system = "" }
            if line.text.hasPrefix("set ") {
                let name = line.text.dropFirst(4).identifier(with: "-")
                // Even the same twice is none that it reads.
                outline.add("set " + name, line: line.number)
            } else if line.holds("="), let match = line.text.firstMatch(of: justVariable) {
                outline.add(String(match.1), line: line.number)
            } else if let match = line.text.firstMatch(of: justRecipe) {
                outline.add(match.1 + system, line: line.number)
            }
        }
        return outline
    }

    /// Blocks without labels, of which Terraform takes one in the block around them.
    private static let singleBlocks: Set<String> = [
        "lifecycle", "backend", "cloud", "required_providers", "timeouts", "connection",
    ]

    /// Arguments of a resource, data source or module of which Terraform takes one.
    private static func alternative(_ name: Substring, in block: String?) -> String? {
        guard let block, !block.hasPrefix("variable"), !block.hasPrefix("locals") else { return nil }
        if name == "count" || name == "for_each" { return "alternatives count and for_each" }
        guard block.hasPrefix("resource ") else { return nil }
        let plain = name.hasSuffix("_prefix") ? name.dropLast("_prefix".count) : name
        return prefixed.contains(String(plain)) ? "alternatives \(plain) and \(plain)_prefix" : nil
    }

    /// Arguments beside which a resource takes none with `_prefix` behind.
    private static let prefixed: Set<String> = [
        "name", "bucket", "identifier", "cluster_identifier", "function_name", "node_group_name",
    ]

    private static let heredocumentStart = Pattern(/<<[-~]?([A-Za-z_]+)$/)
    private static let attribute = Pattern(/^("[^"]+"|[\w-]+)\s*=[^=]/)

    /// Terraform and its kin: blocks with labels at the top, and what each block assigns.
    static let blocks: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var locals: Set<Int> = []
        var providers: [Int: String] = [:]
        var blocks: [Int: String] = [:]
        var document: String?
        for line in lines {
            if let end = document {
                if line.text == end { document = nil }
                continue
            }
            if line.isComment() || line.text.hasPrefix("//") { continue }
            if line.holds("<"), let start = line.text.firstMatch(of: heredocumentStart) {
                document = String(start.1)
            }
            let scope = scopes.enter(line)
            if blocks[scope] == "moved {", line.text.hasPrefix("from"), let place = line.words.last {
                outline.add("moved " + place, line: line.number)
            }
            if line.holds("="), let match = line.text.firstMatch(of: attribute) {
                // All blocks of locals are one.
                outline.add(match.1 + "=", scope: locals.contains(scope) ? -2 : scope, line: line.number)
                if let name = alternative(match.1, in: blocks[scope]) {
                    outline.add(name, scope: scope, line: line.number)
                }
                if match.1 == "alias", let provider = providers[scope], let alias = line.words.last {
                    outline.add("provider \(provider).\(alias.filter { $0 != "\"" })", line: line.number)
                }
            } else if scope >= 0, line.text.hasSuffix("{"), singleBlocks.contains(line.words[0]) {
                // Terraform keeps its state at one place.
                let name = line.words[0] == "cloud" ? "backend" : line.words[0]
                outline.add(name + " block", scope: scope, line: line.number)
            } else if scope < 0, line.text.hasSuffix("{") {
                blocks[line.number] = line.text
                if line.text.hasPrefix("locals") { locals.insert(line.number) }
                if line.text.hasPrefix("provider ") {
                    providers[line.number] = line.words.dropFirst().first?.filter { $0 != "\"" }
                }
                // One provider may be set up many times.
                if line.text.contains("\""), !line.text.hasPrefix("provider") {
                    outline.add(line.words.joined(separator: " "), line: line.number)
                }
            }
        }
        return outline
    }
}
