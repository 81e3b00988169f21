extension NewDefinitions {
    /// How definitions look in a language.
    struct Language {
        /// How a definition starts, behind its modifiers.
        var keywords: Set<String> = []
        var modifiers: Set<String> = []
        /// How other lines beside definitions may start: comments, and ends of what began before.
        var others: [String]
        /// Marks above a definition that register nothing.
        var marks: [String] = []
        var head = Head.keyword

        /// What a definition is known by besides its keyword.
        enum Head {
            case keyword
            /// The methods of a type, which have no keyword.
            case method
            /// `name() {`
            case shell
            /// `name: what it needs`
            case target
            /// A kind and labels between quotation marks, which together are the name.
            case block
            case statement
        }
    }
}

extension NewDefinitions.Language {
    init?(path: String) {
        let ends = ["}", ")", "//"]
        switch path.fileSuffix {
        case "py":
            self.init(
                keywords: ["def", "class"], modifiers: ["async"], others: ["#", ")", "]"],
                marks: [
                    "@pytest.", "@dataclass", "@dataclasses.", "@functools.", "@cache", "@override", "@contextmanager",
                    "@nox.session", "@session", "@task", "@fixture", "@click.command", "@typing.", "@property",
                    "@staticmethod", "@classmethod", "@abstractmethod",
                ])
        case "go": self.init(keywords: ["func", "type"], others: ends)
        case "swift":
            self.init(
                keywords: ["func", "struct", "enum", "class", "actor", "protocol", "extension"],
                modifiers: [
                    "public", "internal", "private", "fileprivate", "package", "final", "indirect", "static",
                    "mutating",
                    "override",
                ],
                others: ends, marks: ["@Test", "@Suite", "@available", "@discardableResult", "@MainActor"])
        case "ts", "tsx", "js", "jsx", "mjs":
            self.init(
                keywords: ["function", "class", "interface", "enum"],
                modifiers: ["export", "async", "abstract", "public", "private", "protected", "static", "override"],
                others: ends, head: .method)
        case "rs":
            self.init(
                keywords: ["fn", "struct", "enum", "trait", "impl"],
                modifiers: ["pub", "pub(crate)", "async", "unsafe", "const"],
                others: ends, marks: ["#[test]", "#[derive", "#[tokio::test", "#[must_use"])
        case "kt", "kts":
            self.init(
                keywords: ["fun", "class", "interface", "object"],
                modifiers: [
                    "public", "private", "internal", "protected", "open", "override", "abstract", "suspend", "inline",
                    "data", "sealed", "enum", "operator", "infix", "tailrec",
                ],
                others: ends, marks: ["@"])
        case "java", "cs", "php":
            self.init(
                keywords: ["class", "interface", "enum", "record", "function", "trait", "struct"],
                modifiers: [
                    "public", "private", "protected", "internal", "static", "final", "abstract", "override", "virtual",
                    "async", "sealed", "synchronized", "default", "partial", "readonly",
                ],
                others: ends + ["{"], marks: path.hasSuffix(".java") ? ["@"] : ["["], head: .method)
        case "rb", "rake":
            self.init(keywords: ["def", "class", "module"], others: ["end", "#"])
        case _ where path.hasSuffix("Rakefile"):
            self.init(keywords: ["task", "namespace"], others: ["end", "#"], marks: ["desc "])
        case let suffix where shellSuffixes.contains(suffix): self.init(others: ["}", "#"], head: .shell)
        case _ where path.isMakefile: self.init(others: ["#"], marks: [".PHONY:"], head: .target)
        case "tf", "hcl":
            self.init(
                keywords: [
                    "resource", "data", "variable", "output", "module", "provider", "check", "moved", "import",
                    "removed",
                    "target", "group", "function",
                ],
                others: ends + ["#"], head: .block)
        case "proto": self.init(keywords: ["message", "enum", "service"], others: ends)
        case "sql": self.init(others: [")", "--"], head: .statement)
        default: return nil
        }
    }

    private static let shellFunction = Pattern(/(?:function\s+)?([\w:.-]+)\s*\(\s*\)\s*\{/)
    private static let rustImplementation = Pattern(/impl(?:<[^>]*>)?\s+(?:[\w:]*?(\w+)(?:<.*>)?\s+for\s+)?(\w+)/)
    private static let scriptTest = Pattern(/(?:it|test|describe)\((["'`].+?["'`]),/)

    /// What a line defines; nil where it begins no definition.
    /// - Parameter isInside: whether it stands within something else.
    func name(_ text: String, isInside: Bool) -> String? {
        switch head {
        case .shell:
            return text.prefixMatch(of: Self.shellFunction).map { String($0.1) }
        case .target:
            // The first one may be what is made when none is asked for: a check of the whole file sees to that.
            guard !isInside, let colon = text.firstIndex(of: ":"), !text[colon...].hasPrefix(":="),
                !text.contains("="), !text.hasPrefix(".")
            else { return nil }
            return String(text[..<colon]).trimmed
        case .block:
            guard !isInside, text.hasSuffix("{"), keywords.contains(text[...].identifier()) else { return nil }
            return text
        case .statement:
            let words = text.lowercased().split(separator: " ")
            guard words.count > 2, words[0] == "create" else { return nil }
            let kinds: Set<Substring> = ["table", "index", "view", "type", "function", "sequence", "trigger"]
            guard let kind = words.firstIndex(where: kinds.contains) else { return nil }
            return words[kind...].drop { kinds.contains($0) || ["if", "not", "exists"].contains($0) }.first.map(
                String.init)
        case .keyword, .method: break
        }
        var words = text.split(separator: " ")[...]
        while let word = words.first, modifiers.contains(String(word)) { words.removeFirst() }
        if words.first?.hasPrefix("impl") == true, keywords.contains("impl"),
            let made = text.firstMatch(of: Self.rustImplementation)
        {
            return "impl \(made.1 ?? "") for \(made.2)"
        }
        if let keyword = words.first, keywords.contains(String(keyword)) {
            return words.dropFirst().first.map {
                String($0.prefix { !"(:<{".contains($0) }) + ($0.hasPrefix("(") ? text : "")
            }
        }
        guard head == .method else { return nil }
        // Of tests, the words.
        if let test = text.prefixMatch(of: Self.scriptTest) { return String(test.1) }
        guard isInside else { return nil }
        // The bracket may stand on the next line.
        let line = OutlineLine(number: 0, text: text.hasSuffix(")") ? text + " {" : text, indentation: 0)
        if text.hasSuffix(")") { words.append("{") }
        return line.signature(words.map(String.init)[...], others: "$#").map { $0.name + $0.parameters }
    }
}
