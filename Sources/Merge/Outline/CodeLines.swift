/// The lines of source code without comments and without the inside of texts over several lines.
struct CodeLines: Sequence, IteratorProtocol {
    private var lines: ArraySlice<OutlineLine>
    private let comment: String
    private let quotes: [String]
    /// What ends the text or comment that is open.
    private var end: String?

    init(_ lines: [OutlineLine], comment: String, quotes: [String]) {
        self.lines = lines[...]
        self.comment = comment
        self.quotes = quotes
    }

    mutating func next() -> OutlineLine? {
        while let line = lines.popFirst() {
            if let open = end {
                if line.text.occurrences(of: open) > 0 { end = nil }
                continue
            }
            if line.text.hasPrefix(comment), !line.text.hasPrefix("#[") { continue }
            if comment == "//", line.text.hasPrefix("/*") || line.text.hasPrefix("#") && !line.text.hasPrefix("#[") {
                if line.text.hasPrefix("/*"), !line.text.holds("*/") { end = "*/" }
                continue
            }
            for quote in quotes where line.text.occurrences(of: quote) % 2 == 1 { end = quote }
            return line
        }
        return nil
    }
}

extension OutlineLine {
    /// The words behind these modifiers, and which of `get` and `set` was among them.
    func unmodified(_ modifiers: Set<String>) -> (words: ArraySlice<String>, accessor: String) {
        var words = words[...]
        var accessor = ""
        while let word = words.first, modifiers.contains(word), words.count > 1 {
            if word == "get" || word == "set" { accessor = word + " " }
            words = words.dropFirst()
        }
        return (words, accessor)
    }

    /// The name of a function whose body this line opens, and the types of its parameters: `type name(parameters) {`.
    ///
    /// Nil for statements such as `if (…) {`, and for calls with a block.
    func signature(_ words: ArraySlice<String>, others: String) -> (name: String, parameters: String)? {
        guard text.hasSuffix("{") else { return nil }
        let declaration = words.joined(separator: " ")
        guard let open = declaration.firstIndex(of: "("), let close = declaration.closing(open) else { return nil }
        let head = declaration[..<open]
        guard !head.contains("="), !head.contains("."), !head.contains("\"") else { return nil }
        let name = String(head.reversed().drop { $0 == " " }.prefix { !" *&".contains($0) }.reversed())
        let first = head[...].identifier()
        guard !name.isEmpty, !Self.statements.contains(name), first == "function" || !Self.statements.contains(first),
            name[...].identifier(with: others + "<>,?") == name
        else { return nil }
        let parameters = ParameterTypes.read(
            String(declaration[open...close]), hasLabels: ["func", "init"].contains(first) || name == "init")
        let between = declaration[declaration.index(after: close)...].drop { $0 == " " }
        // Behind the parameters: the body, a type, or what it throws.
        guard
            between.hasPrefix("{") || between.hasPrefix(":") || between.hasPrefix("->")
                || between.first?.isLetter == true
        else { return nil }
        return (name, parameters)
    }

    private static let statements: Set<String> = [
        "if", "for", "while", "switch", "catch", "return", "with", "else", "do", "function", "new", "throw", "guard",
        "try", "await", "foreach", "using", "lock", "synchronized", "when", "elif", "unless", "match", "}",
    ]

    /// The key in `"key": value`, with its quotation marks.
    var quotedKey: String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return nil }
        let rest = text.dropFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        let behind = rest[rest.index(after: end)...].drop { $0 == " " }
        return behind.hasPrefix(":") ? String(rest[..<end]) + ":" : nil
    }

    /// The key in `key: value`.
    var plainKey: String? {
        let name = text[...].identifier(with: "$")
        guard !name.isEmpty, name != "default", name != "case",
            text.dropFirst(name.count).drop(while: { $0 == " " || $0 == "?" }).hasPrefix(":")
        else { return nil }
        return name + ":"
    }

    /// The name that a Python line assigns: `name = …`, `name: type`.
    var assigned: String? {
        let name = text[...].identifier(with: ".")
        guard !name.isEmpty, name != "_", !["else", "try", "finally", "lambda"].contains(name) else { return nil }
        let behind = text.dropFirst(name.count).drop { $0 == " " }
        if behind.hasPrefix(":") { return behind.count > 1 ? name : nil }
        return behind.hasPrefix("=") && !behind.hasPrefix("==") ? name : nil
    }

    private static let metric = Pattern(/\b(?:Counter|Gauge|Histogram|Summary)\("(\w+)",/)
    private static let flag = Pattern(/\bflag\.\w+\((?:&\w+, )?"([\w-]+)",/)
    private static let argumentCall = Pattern(/(\w+)\.(?:add_parser|add_argument)\(/)
    private static let quotedName = Pattern(/"(\w[\w-]*|--?[\w-]+)"/)

    /// What a line registers under a name that is taken once: a metric, a flag, a command or an option of one.
    var registered: [String] {
        // A look first: patterns are slow.
        guard text.holds("(\"") || text.holds("flag.") else { return [] }
        if ["Counter(", "Gauge(", "Histogram(", "Summary("].contains(where: text.contains),
            let metric = text.firstMatch(of: Self.metric)
        {
            return ["metric \(metric.1)"]
        }
        if text.holds("flag."), let flag = text.firstMatch(of: Self.flag) {
            return ["flag \(flag.1)"]
        }
        guard text.holds(".add_"), let call = text.firstMatch(of: Self.argumentCall) else {
            return []
        }
        let isParser = text.holds("add_parser")
        return text[call.range.upperBound...].matches(of: Self.quotedName).map(\.1).filter {
            isParser || $0.hasPrefix("-")
        }.prefix(isParser ? 1 : 3).map { "option \(call.1) \($0)" }
    }

    /// The path that a line binds a function to: `@app.get("/health")`, `router.post('/orders', …)`.
    var route: String? {
        let callee = text[...].identifier(with: "@.")
        let rest = text.dropFirst(callee.count)
        guard rest.hasPrefix("(\"") || rest.hasPrefix("('") else { return nil }
        // What is used below one path adds up.
        let isRoute = callee.contains(".") && !callee.hasSuffix(".use") || callee.hasPrefix("@")
        guard isRoute && rest.dropFirst(2).hasPrefix("/") || ["path", "re_path"].contains(callee) else { return nil }
        // Go takes one of both for a path.
        let name = callee.hasSuffix(".HandleFunc") ? String(callee.dropLast("Func".count)) : callee
        return name + rest.dropFirst(2).prefix { $0 != "\"" && $0 != "'" }
    }
}

extension String {
    /// The bracket that closes the one at an index; nil where it stays open.
    func closing(_ open: Index) -> Index? {
        var depth = 0
        for index in self[open...].indices {
            if self[index] == "(" { depth += 1 }
            if self[index] == ")" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}
