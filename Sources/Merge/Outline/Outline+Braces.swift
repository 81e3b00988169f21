/// Languages with braces.
extension Outline {
    private static let packageAddress = Pattern(/url: "([^"]+)"/)

    /// Languages with braces in which two functions of one name may differ in their parameters.
    static let braces: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var types: Set<Int> = []
        var enumerations: Set<Int> = []
        var plugins: Set<Int> = []
        var choices: Set<Int> = []
        var choice = -1
        for line in CodeLines(OutlineLine.withBraces(lines), comment: "//", quotes: ["\"\"\""]) {
            let scope = scopes.enter(line)
            if line.text.hasSuffix("{"), line.text.holds("switch") || line.text.holds("when") {
                choices.insert(line.number)
                choice = line.number
            }
            if let label = line.choiceLabel(isInChoice: choices.contains(scope)), choice >= 0 {
                outline.add(once: label, scope: choices.contains(scope) ? scope : choice, line: line.number)
            }
            if let call = line.chainedSetting {
                outline.add(once: call, scope: scope, line: line.number, text: line.text)
            }
            if scope < 0, line.holds("="), let name = line.assigned {
                outline.add(once: name, scope: scope, line: line.number, text: line.text)
            }
            if line.text.hasPrefix(".package("), let url = line.text.firstMatch(of: packageAddress) {
                outline.add(once: "package \(url.1)", scope: scope, line: line.number, text: line.text)
            }
            if let route = line.route { outline.add(route, scope: scope, line: line.number) }
            if let name = line.outsideName { outline.add(once: name, scope: scope, line: line.number) }
            if scope < 0, line.text.hasPrefix("import "), line.text.hasSuffix(";"), !line.text.hasSuffix("*;"),
                let path = line.words.dropFirst().first, path != "static"
            {
                let name = path.split(separator: ".").last.map { $0.dropLast() } ?? ""
                outline.add("import \(name)", line: line.number, text: String(path))
                continue
            }
            if line.text == "plugins {" { plugins.insert(line.number) }
            if let name = gradleName(line.text, isPlugin: plugins.contains(scope)) {
                outline.add(name, scope: scope, line: line.number)
                continue
            }
            let (words, _) = line.unmodified(braceModifiers)
            guard let keyword = words.first else { continue }
            if typeKeywords.contains(keyword), words.count > 1 {
                types.insert(line.number)
                if keyword == "enum" { enumerations.insert(line.number) }
                outline.add(words[words.startIndex + 1][...].identifier(), scope: scope, line: line.number)
            } else if let method = line.signature(words, others: "$~:") {
                outline.add(method.name + method.parameters, scope: scope, line: line.number)
            } else if types.contains(scope), let name = line.property(words) {
                outline.add(once: name, scope: scope, line: line.number)
            } else if types.contains(scope), let field = field(words, isEnumeration: enumerations.contains(scope)) {
                outline.add(field, scope: scope, line: line.number)
            } else if enumerations.contains(scope) {
                for member in members(line.text) { outline.add(member, scope: scope, line: line.number) }
                if let number = line.number(of: "member") { outline.add(once: number, scope: scope, line: line.number) }
            } else if keyword.hasPrefix("stage(") {
                outline.add(line.text, scope: scope, line: line.number)
            } else if line.holds(":"), line.holds("'") || line.holds("\""), let package = gradlePackage(line.text) {
                outline.add(package, scope: scope, line: line.number)
            }
        }
        return outline
    }

    private static let braceModifiers: Set<String> = [
        "public", "private", "protected", "internal", "fileprivate", "open", "static", "final", "abstract", "sealed",
        "override", "virtual", "async", "suspend", "data", "inline", "mutating", "export", "partial", "synchronized",
        "default", "unsafe", "extern", "readonly", "indirect", "case",
    ]
    private static let typeKeywords: Set<String> = [
        "class", "interface", "enum", "record", "struct", "trait", "object", "protocol", "actor", "@interface",
    ]

    /// The name that a line of a type gives a value: `Type name;`, `Type name = …`, `val name: Type`, `NAME,`.
    private static func field(_ words: ArraySlice<String>, isEnumeration: Bool) -> String? {
        let first = words[words.startIndex]
        if isEnumeration, words.count == 1 {
            let name = first[...].identifier()
            let rest = first.dropFirst(name.count)
            let isConstant = !name.isEmpty && name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
            return isConstant && (rest.isEmpty || [",", ";", "("].contains(where: rest.hasPrefix))
                ? "field " + name : nil
        }
        guard words.count > 1 else { return nil }
        let second = words[words.startIndex + 1]
        let name = second[...].identifier()
        let rest = second.dropFirst(name.count)
        guard !name.isEmpty else { return nil }
        if ["val", "var", "let"].contains(first) { return "field " + name }
        let isType = first.allSatisfy { $0.isLetter || $0.isNumber || "_<>[]?.,".contains($0) } && first != "return"
        let isEnd = rest == ";" || rest.isEmpty && words.count > 2 && words[words.startIndex + 2] == "="
        return isType && isEnd && !["package", "import", "throw", "using"].contains(first) ? "field " + name : nil
    }

    /// The members of an enumeration that a line names: `Name,`, `Name = 4,`, `case name, other`.
    private static func members(_ text: String) -> [String] {
        if text.hasPrefix("case ") {
            return text.dropFirst("case ".count).split(separator: ",").compactMap { part in
                let name = String(part).trimmed[...].identifier()
                return name.isEmpty || text.holds("(") ? nil : "member " + name
            }
        }
        let name = text[...].identifier()
        let rest = text.dropFirst(name.count).drop { $0 == " " }
        let isMember = rest.isEmpty || rest == "," || rest.hasPrefix("=") && !rest.hasPrefix("==")
        return name.isEmpty || !isMember ? [] : ["member " + name]
    }

    private static let gradlePlugin = Pattern(/^(id|kotlin|alias)[ (]+["']?([\w.-]+)/)
    private static let gradleTask = Pattern(/^tasks\.(?:register|create)(?:<\w+>)?\(["']([\w-]+)["']/)

    /// A plug-in that a build applies, or a task that it registers: each of one name once.
    private static func gradleName(_ text: String, isPlugin: Bool) -> String? {
        if isPlugin {
            // One that Gradle brings may stand there with its name only, in the language of Kotlin.
            let plain = text.filter { $0 != "`" }
            if !plain.isEmpty, plain.allSatisfy({ $0.isLetter || $0 == "-" }) { return "plugin id \(plain)" }
            return text.firstMatch(of: gradlePlugin).map { "plugin \($0.1) \($0.2)" }
        }
        guard text.hasPrefix("tasks.") else { return nil }
        return text.firstMatch(of: gradleTask).map { "task \($0.1)" }
    }

    private static let gradleDependency = Pattern(/^(\w+)[ (]+["']([\w.-]+:[\w.-]+)(:|["'])/)

    /// `implementation 'group:name:version'` without the version.
    private static func gradlePackage(_ text: String) -> String? {
        guard let match = text.firstMatch(of: gradleDependency) else { return nil }
        return "\(match.1) \(match.2)"
    }
}

extension OutlineLine {
    /// What a line of a `switch` or a `when` stands for: `case 1:`, `case "a" -> …`, `1 -> …`.
    fileprivate func choiceLabel(isInChoice: Bool) -> String? {
        if text == "default:" || isInChoice && (text.hasPrefix("default ->") || text.hasPrefix("else ->")) {
            return "default"
        }
        if text.hasPrefix("case ") {
            let end = text.firstRange(of: "->")?.lowerBound ?? text.lastIndex(of: ":")
            guard let end, !text[..<end].contains(" when "), !text[..<end].contains(" where ") else { return nil }
            return String(text[..<end]).trimmed
        }
        guard isInChoice, let arrow = text.firstRange(of: "->") else { return nil }
        return "case " + String(text[..<arrow.lowerBound]).trimmed
    }

    /// The property that a line of a class of C# declares: `public int Size { get; set; }`.
    fileprivate func property(_ words: ArraySlice<String>) -> String? {
        guard words.count > 2, text.holds("{ get") || text.holds("=> ") else { return nil }
        let name = words[words.startIndex + 1]
        return name[...].identifier() == name && words[words.startIndex + 2] != "=" ? "property " + name : nil
    }

    private static let chainedCall = Pattern(/\.(\w+)\((?:\w+(?:\.|::)\w+\()?([\d_.]+[A-Za-z]?|true|false)\)/)

    /// A number, or yes or no, that one call of a chain sets: `.timeout(5)`, `.timeout(Duration.ofSeconds(5))`.
    var chainedSetting: String? {
        guard text.hasPrefix("."), let match = text.prefixMatch(of: Self.chainedCall) else {
            return nil
        }
        return "call \(match.1)"
    }
}
