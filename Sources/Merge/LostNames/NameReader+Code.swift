/// What a line of source code defines.
extension NameReader {
    func names(in line: OutlineLine, _ blocks: CodeBlocks) -> [DefinedName] {
        let text = line.text
        let opener = blocks.opener(around: line.number)
        // What is defined in a function is seen there only.
        let isSeen = blocks.isTop(line.number) || opener != nil
        var owner: String?
        if case .type(let name)? = opener { owner = name }
        if case .enumeration(let name)? = opener { owner = name }
        switch language {
        case .batch, .cmake, .terraform, .styles, .nginx, .markup, .beans, .sql: return written(line, opener)
        case _ where !isSeen: return []
        case .python: return owner.map { member(line, of: $0) } ?? []
        case .script: return script(line, opener)
        case .rust: return rust(line, opener)
        case .java, .sharp, .c: return imported(line) + enumerated(text, opener) + plain(text, owner: owner)
        case .kotlin, .swift, .scala:
            return imported(line) + enumerated(text, opener) + declared(text, opener, owner: owner)
        case .groovy: return imported(line) + groovy(line, opener, owner: owner)
        case .php: return imported(line) + enumerated(text, opener) + php(line, owner: owner)
        case .ruby:
            if let name = text.hasPrefix("def ") ? text.dropFirst(4).identifier(with: "?!.") : nil {
                return name.contains(".") ? [] : [DefinedName(name, .alone(), owner: owner)]
            }
            let name = text[...].identifier()
            let behind = text.dropFirst(name.count).drop { $0 == " " }
            let isConstant = name.first?.isUppercase == true && behind.hasPrefix("=") && !behind.hasPrefix("==")
            return isConstant ? [DefinedName(name, .alone(), owner: owner)] : []
        case .lua:
            if let head = Self.head(text, ["function"]) {
                return head.rest.dropFirst(head.name.count).hasPrefix("(") ? [DefinedName(head.name, .called)] : []
            }
            return line.indentation == 0
                ? Self.head(text, ["local"]).map { [DefinedName($0.name, .alone())] } ?? [] : []
        case .powershell:
            if text.lowercased().hasPrefix("function ") {
                return [DefinedName(text.dropFirst("function ".count).identifier(with: "-"), .alone())]
            }
            let name = text[...].identifier(with: "$")
            let isAssigned = text.dropFirst(name.count).drop { $0 == " " }.hasPrefix("=")
            return line.indentation == 0 && isAssigned && name.hasPrefix("$") ? [DefinedName(name, .alone())] : []
        }
    }

    /// `import a.b.Name`, `using Name = …`, `use A\Name`, `import a.{B, C}`.
    private func imported(_ line: OutlineLine) -> [DefinedName] {
        guard line.indentation == 0 else { return [] }
        let text = line.text.filter { $0 != ";" }
        let words = text.split(separator: " ").map(String.init)
        guard words.count > 1 else { return [] }
        switch language {
        case .sharp:
            guard words[0] == "using", words.count > 3, words[2] == "=" else { return [] }
            return [DefinedName(words[1], .alone())]
        case .php:
            guard words[0] == "use" else { return [] }
            return parts(text.dropFirst("use ".count), separator: "\\").map { DefinedName($0.name, .alone()) }
        case .java, .kotlin, .scala, .groovy:
            guard words[0] == "import" else { return [] }
            let rest = text.dropFirst("import ".count)
            let path = rest.hasPrefix("static ") ? rest.dropFirst("static ".count) : rest
            return parts(path, separator: ".").compactMap { name, source in
                guard name != "*", name != "_" else { return nil }
                // A function may be one that is called as if it were an object's own.
                let isFree = [.kotlin, .scala].contains(language) && name.first?.isLowercase == true
                return DefinedName(name, isFree ? .anywhere : .alone(), source: source)
            }
        default: return []
        }
    }

    /// The names at the end of a path, and the path before each; several stand in braces.
    private func parts(_ path: Substring, separator: Character) -> [(name: String, source: String)] {
        if let open = path.firstIndex(of: "{"), let close = path.lastIndex(of: "}"), open < close {
            let source = String(path[..<open].dropLast())
            return path[path.index(after: open)..<close].split(separator: ",").compactMap { part in
                let words = part.split(separator: " ").filter { !["as", "=>"].contains($0) }
                return words.last.map { (String($0), source) }
            }
        }
        let words = path.split(separator: " ")
        guard let first = words.first else { return [] }
        let parts = first.split(separator: separator)
        let source = parts.dropLast().joined(separator: String(separator))
        if words.count > 2, words[1] == "as" { return [(String(words[2]), source)] }
        return words.count == 1 ? parts.last.map { [(String($0), source)] } ?? [] : []
    }

    /// Functions, constants and fields of languages in which a type stands before a name.
    private func plain(_ line: String, owner: String?) -> [DefinedName] {
        if language == .c, line.hasPrefix("#define ") {
            return [DefinedName(line.dropFirst("#define ".count).drop { $0 == " " }.identifier(), .alone())]
        }
        let text = line.hasPrefix("@") || line.hasPrefix("[") ? String(line.drop { $0 != " " }.dropFirst()) : line
        let head = text.prefix { !"=;{(".contains($0) }
        let words = head.split { $0 == " " || $0 == "*" || $0 == "&" }
        guard words.count > 1, let first = words.first, let last = words.last, first.first != "#",
            !words.contains(where: { Self.statements.contains(String($0)) }),
            Self.typeKeywords.isDisjoint(with: words.map(String.init))
        else { return [] }
        let name = last.identifier()
        guard !name.isEmpty, name.first?.isNumber == false, name == last.prefix(while: { $0 != "<" }) else { return [] }
        if text.dropFirst(head.count).hasPrefix("(") {
            let hasBody =
                text.hasSuffix("{") || text.hasSuffix("}") || text.contains("=>") || text.hasSuffix("(")
                || text.hasSuffix(",")
            return hasBody ? [DefinedName(name, .called, owner: owner)] : []
        }
        return text.count > head.count ? [DefinedName(name, .alone(), owner: owner)] : []
    }

    private static let typeKeywords: Set<String> = [
        "class", "struct", "interface", "enum", "record", "namespace", "module", "union", "template", "typename",
        "@interface",
        "operator", "delegate", "event", "public:", "private:", "protected:",
    ]

    /// The member of an enumeration that a line names, asked of its type: `Name,`, `Name = 4,`, `case Name = 4;`.
    private func enumerated(_ text: String, _ opener: CodeBlocks.Opener?) -> [DefinedName] {
        guard case .enumeration(let owner)? = opener, language != .swift else { return [] }
        if language == .php, !text.hasPrefix("case ") { return [] }
        let rest = text.hasPrefix("case ") ? text.dropFirst("case ".count) : text[...]
        let name = rest.identifier()
        let behind = rest.dropFirst(name.count).drop { $0 == " " }
        guard !name.isEmpty, behind.isEmpty || ",;=(".contains(behind.first ?? " "), !text.hasSuffix("{") else {
            return []
        }
        switch language {
        // The members of one of C stand alone.
        case .c: return [DefinedName(name, .alone(), owner: nil)]
        case .php: return [DefinedName(name, .behind([owner + "::"]), owner: owner)]
        default: return [DefinedName(name, .behind([owner + "."]), owner: owner)]
        }
    }

    /// What keywords say of Kotlin, Swift and Scala.
    private func declared(_ text: String, _ opener: CodeBlocks.Opener?, owner: String?) -> [DefinedName] {
        if language == .swift, case .enumeration(let type)? = opener, text.hasPrefix("case ") {
            return text.dropFirst("case ".count).split(separator: ",").flatMap { part -> [DefinedName] in
                let name = String(part).trimmed[...].identifier()
                return [
                    DefinedName(name, .behind([type + "."]), owner: type),
                    DefinedName(name, .behind(["(.", " .", "[."])),
                ]
            }
        }
        if let head = Self.head(text, ["fun", "func", "def"]) {
            var rest = head.rest
            if rest.hasPrefix("<"), let end = rest.firstIndex(of: ">") {
                rest = rest[rest.index(after: end)...].drop { $0 == " " }
            }
            let whole = rest.identifier(with: ".")
            guard let name = whole.split(separator: ".").last.map(String.init) else { return [] }
            // A function of objects of another type, or one without brackets.
            if whole.contains(".") { return [DefinedName(name, .anywhere)] }
            return [DefinedName(name, language == .scala ? .alone() : .called, owner: owner)]
        }
        guard let head = Self.head(text, ["val", "var", "let"]), !head.name.isEmpty else { return [] }
        return [DefinedName(head.name, .alone(), owner: owner)]
    }

    private static let groovyName = Pattern(/\bname:\s*["'](\w+)["']/)

    /// Groovy: what `def` gives a name, and the settings of builds and pipelines.
    private func groovy(_ line: OutlineLine, _ opener: CodeBlocks.Opener?, owner: String?) -> [DefinedName] {
        let text = line.text
        let owners = ["ext.", "project.", "rootProject.", "env.", "params."]
        let written = DefinedName.Look.written(behind: ["${", "$", "env.", "params."])
        if case .section(let section)? = opener {
            if section == "parameters" {
                return text.firstMatch(of: Self.groovyName).map { [DefinedName(String($0.1), written)] } ?? []
            }
            return line.assigned.map { [DefinedName($0, .alone(owners: owners), written)] } ?? []
        }
        if text.hasPrefix("ext."), let name = text.dropFirst("ext.".count).assignedName {
            return [DefinedName(name, .alone(owners: owners), written)]
        }
        guard let head = Self.head(text, ["def", "final", "String", "int", "boolean", "void"]) else { return [] }
        if head.rest.dropFirst(head.name.count).hasPrefix("(") {
            return [DefinedName(head.name, .called, owner: owner)]
        }
        guard head.rest.assignedName == head.name else { return [] }
        return [DefinedName(head.name, .alone(), written, owner: owner)]
    }

    private func php(_ line: OutlineLine, owner: String?) -> [DefinedName] {
        let text = line.text
        if let head = Self.head(text, ["function"]) { return [DefinedName(head.name, .called, owner: owner)] }
        if let head = Self.head(text, ["const"]) { return [DefinedName(head.name, .alone(), owner: owner)] }
        guard line.indentation == 0, text.hasPrefix("$"), let name = text.dropFirst().assignedName else { return [] }
        return [DefinedName("$" + name, .alone())]
    }
}

extension Substring {
    /// The name that stands at the start and is given something.
    fileprivate var assignedName: String? {
        let name = identifier()
        let behind = dropFirst(name.utf8.count).drop { $0 == " " }
        return !name.isEmpty && behind.hasPrefix("=") && !behind.hasPrefix("==") ? name : nil
    }
}
