/// The statements of a Python file whose blocks have no names of their own: `if`, `for`, `try` and the like.
struct PythonBlocks {
    /// For each line that begins such a block: the line of the module, class or function that the names in it belong to.
    private var holders: [Int: Int] = [:]

    /// Whose names a line gives, -1 for the module; its scope, but for those blocks.
    mutating func enter(_ line: OutlineLine, scope: Int) -> Int {
        let holder = holders[scope] ?? scope
        if Self.keywords.contains(line.keyword), line.holds(":") { holders[line.number] = holder }
        return holder
    }

    fileprivate static let keywords: Set<String> = [
        "if", "elif", "else", "try", "except", "finally", "for", "while", "with", "match", "case",
    ]
}

extension OutlineLine {
    /// The first word of a Python statement, without `async`.
    fileprivate var keyword: String {
        let rest = text.hasPrefix("async ") ? text.dropFirst(6).drop { $0 == " " } : text[...]
        return rest.identifier()
    }

    /// The names that a Python line gives beside definitions: the targets of `for`, `with` and `except`, of an assignment
    /// to several, and what stands behind a `;` or a header.
    ///
    /// - Parameter inBlock: whether a plain assignment is one of them, since it may not happen.
    func otherNames(inBlock: Bool) -> [ImportNames.Import] {
        // A look first: most lines give none.
        let isHeader = PythonBlocks.keywords.contains(keyword) && holds(":")
        guard isHeader || holds(";") || holds("=") && (inBlock || holds(",")) else { return [] }
        let statements = statements(isHeader: isHeader)
        return statements.enumerated().flatMap { index, statement -> [ImportNames.Import] in
            // The first one is the line, which is read as a definition.
            if index > 0 {
                var imports = ImportNames(.python)
                if let names = imports.read(statement.text) { return names }
            }
            let names = statement.targets
            return (index > 0 || inBlock || isHeader || names.count > 1 ? names : []).map {
                ImportNames.Import(name: $0, source: "\($0) = …")
            }
        }
    }

    /// The statements of a line: those that `;` parts, and one behind the colon of a header.
    private func statements(isHeader: Bool) -> [OutlineLine] {
        var texts = [text]
        if holds(";") {
            texts = []
            var open = ""
            for part in text.split(separator: ";", omittingEmptySubsequences: false) {
                open += open.isEmpty ? String(part) : ";" + part
                // Not within quotation marks.
                guard open.count(where: { $0 == "\"" }).isMultiple(of: 2),
                    open.count(where: { $0 == "'" }).isMultiple(of: 2)
                else { continue }
                texts.append(open)
                if open.contains(" #") { break }
                open = ""
            }
        }
        if isHeader, let head = texts.first, let colon = head.firstRange(of: ": ") {
            texts.append(String(head[colon.upperBound...]))
        }
        return texts.map { OutlineLine(number: number, text: $0.trimmed, indentation: indentation) }
    }

    private static let asTarget = Pattern(/\sas\s+(\w+|\([^()]*\))\s*[,:)]/)

    /// The names that a Python statement gives.
    private var targets: [String] {
        switch keyword {
        case "for":
            guard let start = text.firstRange(of: "for "), let end = text.firstRange(of: " in "),
                start.upperBound <= end.lowerBound
            else { return [] }
            return Self.names(text[start.upperBound..<end.lowerBound])
        case "with", "except":
            return text.matches(of: Self.asTarget).flatMap { Self.names($0.1) }
        default:
            // `a, b = …`, `(a, b) = …`, `a: int = …`; no comparison, and no argument of a call.
            guard let equals = text.firstIndex(of: "="), !text[equals...].hasPrefix("==") else { return [] }
            let head = text[..<equals].prefix { $0 != ":" }
            if text[head.endIndex...].hasPrefix(":=") { return [] }
            let names = Self.names(head)
            let plain = head.filter { $0 != " " && $0 != "(" && $0 != ")" && $0 != "*" }
            guard head.first != "(" ? !head.contains("(") : !head.dropFirst().contains("("),
                plain == names.joined(separator: ",") || plain == names.joined(separator: ",") + ","
            else { return [] }
            return names
        }
    }

    private static func names(_ text: Substring) -> [String] {
        text.split { " ,()[]*".contains($0) }.map(String.init).filter { name in
            name[...].identifier() == name && name.first?.isNumber == false && name != "_"
        }
    }
}
