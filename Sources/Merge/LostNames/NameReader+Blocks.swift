/// What the lines of a source file open, and what stands in it.
extension NameReader {
    /// What a line opens that names may be defined in.
    func opener(_ line: OutlineLine) -> CodeBlocks.Opener? {
        let text = line.text
        switch language {
        case .python:
            guard text.hasPrefix("class ") else { return nil }
            return .type(text.dropFirst("class ".count).identifier())
        case .terraform: return text.hasPrefix("locals") && text.hasSuffix("{") ? .section("locals") : nil
        case .ruby:
            guard text.hasPrefix("class ") || text.hasPrefix("module ") else { return nil }
            return .type(text.drop { $0 != " " }.dropFirst().identifier(with: ":"))
        case .batch, .cmake, .styles, .nginx, .markup, .beans, .sql, .lua, .powershell: return nil
        case .groovy:
            if let section = ["ext", "environment", "parameters"].first(where: { text == $0 + " {" || text == $0 + "{" }
            ) {
                return .section(section)
            }
        case .script:
            if text.hasSuffix("{"), line.indentation == 0, text.holds("const "), text.holds("="),
                let name = Self.head(text, ["const"])?.name, !name.isEmpty, !text.holds("("), !text.holds("class")
            {
                return .table(name)
            }
        default: break
        }
        guard let head = Self.head(text, Self.typeWords) else {
            return language == .rust && text.hasPrefix("impl") ? .section("impl") : nil
        }
        switch head.keyword {
        case "namespace", "mod", "package", "companion": return .section(head.keyword)
        case "enum": return .enumeration(head.name)
        default: return .type(head.name)
        }
    }

    private static let typeWords: Set<String> = [
        "class", "struct", "interface", "enum", "object", "trait", "extension", "record", "actor", "protocol", "module",
        "namespace", "mod", "companion",
    ]

    /// The first of some keywords on a line with nothing but modifiers before it, and the name behind it.
    static func head(_ text: String, _ keywords: Set<String>) -> (keyword: String, name: String, rest: Substring)? {
        var rest = text[...]
        while !rest.isEmpty {
            let word = rest.prefix { $0 != " " }
            let behind = rest.dropFirst(word.count).drop { $0 == " " }
            if keywords.contains(String(word)) {
                // `enum class Kind`, `const val NAME`.
                let next = behind.prefix { $0 != " " }
                if next == "class" || next == "val" || next == "enum" {
                    return (String(word), behind.dropFirst(next.count).drop { $0 == " " }.identifier(with: "$"), behind)
                }
                return (String(word), behind.identifier(with: "$"), behind)
            }
            let isModifier = word.hasPrefix("@") || word.allSatisfy { $0.isLetter || "()_:".contains($0) }
            guard isModifier, !statements.contains(String(word)) else { return nil }
            rest = behind
        }
        return nil
    }

    /// What begins a statement, and no declaration.
    static let statements: Set<String> = [
        "return", "throw", "new", "else", "await", "case", "yield", "in", "using", "goto", "delete", "typeof", "if",
        "for", "while", "switch", "catch", "do", "try", "assert", "import", "package", "typedef", "extern", "echo",
        "use",
        "lock", "foreach", "with", "elif", "unless", "guard", "defer", "when", "match", "sizeof",
    ]
}
