/// Finds assignments that one side brought to a variable which the other side made a constant.
struct FrozenNames {
    private let language: Language

    private enum Language {
        /// A keyword stands before the name: what a variable has, and what a constant has.
        case keywords(variable: [String], constant: [String])
        /// A modifier among others makes a constant of a variable.
        case modifier(String)
        case shell
    }

    /// Nil for other files.
    init?(path: String) {
        switch path.fileSuffix {
        case let suffix where scriptSuffixes.contains(suffix):
            language = .keywords(variable: ["let ", "var "], constant: ["const "])
        case "kt", "kts", "scala": language = .keywords(variable: ["var "], constant: ["val "])
        case "swift": language = .keywords(variable: ["var "], constant: ["let "])
        case "rs": language = .keywords(variable: ["let mut "], constant: ["let "])
        case "java": language = .modifier("final")
        case "cs": language = .modifier("readonly")
        case let suffix where shellSuffixes.contains(suffix): language = .shell
        default: return nil
        }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let constants = sides.added(by: side).compactMap { line in
                declared(line.text).flatMap { $0.isConstant ? (name: $0.name, line: line) : nil }
            }
            if constants.isEmpty { return [] }
            let theirs = sides.added(by: other).filter { !$0.isComment() && $0.text.utf8.contains(where: Self.assigns) }
            if theirs.isEmpty { return [] }
            let (old, new) = (variables(sides.lines.base), variables(sides.lines[side]))
            return constants.flatMap { name, line -> [Contradiction] in
                guard old.contains(name), !new.contains(name) else { return [] }
                // In a shell every assignment reads like a declaration.
                return theirs.filter { (isShell || declared($0.text)?.name != name) && assigns(name, $0.text) }.map {
                    Contradiction("constant \(line.text) in \($0.text)", line, of: side, $0, isOrdered: true)
                }
            }
        }
    }

    private var isShell: Bool {
        if case .shell = language { return true }
        return false
    }

    private static func assigns(_ byte: UInt8) -> Bool { "=+-".utf8.contains(byte) }

    private func variables(_ lines: [OutlineLine]) -> Set<String> {
        Set(lines.compactMap { declared($0.text).flatMap { $0.isConstant ? nil : $0.name } })
    }

    /// The name that a line declares.
    private func declared(_ text: String) -> (name: String, isConstant: Bool)? {
        switch language {
        case .keywords(let variable, let constant):
            let words = text.split(separator: " ").drop { Self.modifiers.contains($0) }.joined(separator: " ")
            func name(_ keywords: [String]) -> String? {
                keywords.first(where: words.hasPrefix).map { words.dropFirst($0.count).identifier(with: "$") }
            }
            if let name = name(variable), !name.isEmpty { return (name, false) }
            if let name = name(constant), !name.isEmpty { return (name, true) }
            return nil
        case .modifier(let word):
            // `private final Type name = …;`
            let words = text.prefix { $0 != "=" && $0 != ";" }.split(separator: " ")
            guard text.hasSuffix(";"), words.count > 1, !text.prefix(while: { $0 != "=" }).contains("("),
                let last = words.last,
                last[...].identifier() == last, !["return", "import", "package", "throw", "using"].contains(words[0]),
                words.dropLast().contains(where: { $0.first?.isLetter == true })
            else { return nil }
            return (String(last), words.contains(word[...]))
        case .shell:
            let words = text.split(separator: " ")
            let isConstant = words.first == "readonly" || words.starts(with: ["declare", "-r"])
            let rest = isConstant ? words.drop { !$0.contains("=") } : words.drop { $0 == "export" || $0 == "local" }
            guard let word = rest.first, let end = word.firstIndex(of: "="), end > word.startIndex else { return nil }
            let name = word[..<end].identifier()
            // Every assignment is one: only the first at the beginning of a line declares.
            return name.utf8.count == word[..<end].utf8.count ? (name, isConstant) : nil
        }
    }

    private static let modifiers: Set<Substring> = [
        "export", "private", "public", "protected", "internal", "static", "lateinit", "override", "open", "fileprivate",
        "pub",
    ]

    /// Whether a line gives a name a new value: `name = …`, `this.name += …`, `name++`.
    private func assigns(_ name: String, _ text: String) -> Bool {
        var rest = text[...]
        while let place = rest.firstRange(of: name) {
            let before = rest[..<place.lowerBound]
            let behind = rest[place.upperBound...]
            rest = behind
            if let last = before.last
                ?? (before.startIndex > text.startIndex ? text[text.index(before: before.startIndex)] : nil),
                last.isLetter || last.isNumber || last == "_" || last == "$" || last == "-" || last == "\""
                    || last == "." && !["this.", "self."].contains(where: before.hasSuffix)
            {
                continue
            }
            if isShell {
                if behind.hasPrefix("=") || behind.hasPrefix("+=") { return true }
                continue
            }
            let next = behind.drop { $0 == " " }
            if next.hasPrefix("++") || next.hasPrefix("--") { return true }
            let operation = next.prefix { "+-*/%|&^?<>=".contains($0) }
            if operation.hasSuffix("="), !["==", "===", "<=", ">=", "=>"].contains(String(operation)) { return true }
        }
        return false
    }
}
