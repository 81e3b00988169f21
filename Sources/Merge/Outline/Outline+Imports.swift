/// The names that a line of source code takes in from elsewhere.
struct ImportNames {
    /// A name, and what it stands for.
    struct Import: Hashable {
        var name: String
        var source: String
    }

    /// The statement that is open over several lines, up to what closes it.
    private var open: String?
    private let language: Language

    enum Language {
        case python
        case script
    }

    init(_ language: Language) { self.language = language }

    /// The names of a line; nil where it is no part of an import.
    mutating func read(_ text: String) -> [Import]? {
        if let start = open {
            let statement = start + " " + text
            open = text.contains(language == .python ? ")" : "}") ? nil : statement
            return open == nil ? names(in: statement) : []
        }
        switch language {
        case .python: guard text.hasPrefix("import ") || text.hasPrefix("from ") else { return nil }
        case .script: guard text.hasPrefix("import ") || text.hasPrefix("import{") else { return nil }
        }
        let (start, end): (Character, Character) = language == .python ? ("(", ")") : ("{", "}")
        if text.contains(start), !text.contains(end) {
            open = text
            return []
        }
        return names(in: text)
    }

    private func names(in statement: String) -> [Import] {
        language == .python ? Self.python(statement) : Self.script(statement)
    }

    private static func python(_ statement: String) -> [Import] {
        let statement = statement.prefix { $0 != "#" && $0 != ";" }
        guard let keyword = statement.firstRange(of: "import ") else { return [] }
        let module = statement[..<keyword.lowerBound].dropFirst(4).filter { $0 != " " }
        return statement[keyword.upperBound...].filter { !"()\\".contains($0) }.split(separator: ",").flatMap {
            part -> [Import] in
            let words = part.split(separator: " ")
            guard let first = words.first else { return [] }
            // `import a.b` brings `a`, as other modules of `a` may.
            let whole = module.isEmpty ? String(first) : module + "." + first
            let isPlain = words.count < 3 && module.isEmpty
            let name = words.count == 3 ? String(words[2]) : String(isPlain ? first.prefix { $0 != "." } : first)
            let found = Import(name: name, source: isPlain ? name : whole)
            // A module and what it holds under its own name are used in different ways: `datetime`.
            if words.count == 1, isPlain { return [found, Import(name: "module " + name, source: name)] }
            guard words.count == 1, module.split(separator: ".").last.map(String.init) == name else { return [found] }
            return [found, Import(name: "member " + name, source: whole)]
        }
    }

    private static func script(_ statement: String) -> [Import] {
        guard let from = statement.ranges(of: " from ").last ?? statement.ranges(of: "}from ").last else { return [] }
        let source = statement[from.upperBound...].filter { !"'\"; ".contains($0) }
        var rest = statement[..<from.lowerBound].dropFirst("import".count)
        var isType = false
        if rest.hasPrefix(" type ") {
            isType = true
            rest = rest.dropFirst(5)
        }
        return rest.split(whereSeparator: { "{},".contains($0) }).compactMap { part in
            var words = part.split(separator: " ")
            if words.first == "type", words.count > 1 { words.removeFirst() }
            guard let name = words.last, let first = words.first else { return nil }
            return Import(name: String(name), source: "\(isType ? "type " : "")\(source) \(first)")
        }
    }
}
