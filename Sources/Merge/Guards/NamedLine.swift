/// Reads what a line of a file gives something under a name that one block says once: `sa.Column("state", String)`,
/// `os.environ["URL"] = "x"`, `--set image.tag=1`.
///
/// What may well be said twice is left out: messages, events, requests, and the like.
struct NamedLine {
    private let suffix: String
    private let kind: Kind

    private enum Kind {
        case code
        case words
        case shell
        case statements
        case elements
        case server
        case template
    }

    /// Nil for other files.
    init?(path: String) {
        suffix = path.fileSuffix.lowercased()
        switch suffix {
        case _ where scriptSuffixes.contains(suffix): kind = .code
        case "py", "go", "java", "kt", "kts", "cs", "swift", "scala", "groovy", "gradle", "rs", "php", "graphql":
            kind = .code
        case "rb": kind = .words
        case "bats": kind = .shell
        case _ where shellSuffixes.contains(suffix) || path.isMakefile: kind = .shell
        case "sql": kind = .statements
        case "xml", "config", "props", "targets": kind = .elements
        case "conf", "cfg": kind = .server
        case _ where path.fileName == "Caddyfile": kind = .server
        case "tpl", "html", "jinja", "jinja2", "j2": kind = .template
        default: return nil
        }
    }

    /// The names that a line gives, in words that differ from those of other kinds of lines.
    func names(in text: String) -> [String] {
        let patterns: [Pattern<(Substring, Substring)>] =
            switch kind {
            case .code, .words: []
            case .shell: Self.ofShell
            case .statements: Self.ofStatements
            case .elements: Self.ofElements
            case .server: Self.ofServers
            case .template: Self.ofTemplates
            }
        let found = patterns.compactMap { text.prefixMatch(of: $0)?.1 }.map { $0.lowercased() }
        guard kind == .code || kind == .words else { return found }
        let readers = [call, element, entry, answer, handler]
        return readers.compactMap { $0(text) }
    }

    /// Whether a line does what it says when it is reached, and not where what it is a part of ends.
    func isStatement(_ text: String) -> Bool {
        switch kind {
        case .code, .words: !text.hasSuffix(",") && !text.hasPrefix(".") && !text.hasPrefix("@") && !isColumn(text)
        case .statements, .template: true
        case .shell, .elements, .server: false
        }
    }

    /// Whether a line may look at what was done above it.
    func mayUse(_ text: String) -> Bool {
        switch kind {
        case .code, .words: !["#", "//", "/*", "*"].contains(where: text.hasPrefix) && text.contains(where: \.isLetter)
        case .statements: ["commit", "rollback", "begin"].contains(where: text.lowercased().hasPrefix)
        case .template: text.hasPrefix("{%")
        case .shell, .elements, .server: false
        }
    }

    private func isColumn(_ text: String) -> Bool {
        ["t.", "table.", "$table->"].contains(where: text.hasPrefix)
    }

    // MARK: Source code

    /// `viper.SetDefault("url", 1)`, `.option('--host <host>', …)`, `t.string :currency`: the call with what it names.
    private func call(in text: String) -> String? {
        let text = (text.hasPrefix("await ") ? String(text.dropFirst("await ".count)) : text)
            .replacing("().", with: ".")[...]
        let callee = text.prefix { $0.isLetter || $0.isNumber || "_.:$!-<>".contains($0) }
        let rest = text[callee.endIndex...]
        let words = callee.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() }
        if kind == .words, rest.hasPrefix(" :"), let word = words.last, !Self.often.contains(word) {
            // `add_index :orders, :state` names both.
            let symbols = rest.split(separator: ",").map { String($0).trimmed }.prefix { $0.hasPrefix(":") }
            if words == ["t", word], let name = symbols.first, !Self.keys.contains(word) { return "column \(name)" }
            return "\(callee) \(symbols.joined(separator: " "))"
        }
        guard rest.hasPrefix("(") || kind == .words && rest.hasPrefix(" "),
            let name = rest.dropFirst().quoted, let next = rest.dropFirst(name.count + 3).first,
            next == "," || next == ")"
        else { return nil }
        let behind = rest.dropFirst(name.count + 3)
        guard let word = words.last else {
            // A pair of a list of Django's.
            return behind.prefixMatch(of: Self.model) == nil ? nil : "(\(name)"
        }
        let isRead =
            word.hasPrefix("assert") || word.hasPrefix("wait")
            || word.hasPrefix("get") && (word != "get" || behind.hasPrefix(")."))
        if isRead || words.dropLast().contains(where: Self.loggers.contains), !behind.hasPrefix(").set") { return nil }
        if Self.often.contains(word) { return nil }
        if name.hasPrefix("/"), words.count > 1, Self.requests.contains(word) { return nil }
        // A column has one type; an index may have the name of one.
        if ["t", "table"].contains(words[0]), words.count == 2, !Self.keys.contains(word) { return "column \(name)" }
        if word == "route", let method = behind.prefixMatch(of: Self.method) { return "\(callee)(\(name) \(method.1)" }
        // The names of headers are the same in small letters.
        if word.hasSuffix("header") { return "\(callee)(\(name.lowercased())" }
        let flag = name.split { " ,=".contains($0) }.first { $0.hasPrefix("--") }
        return "\(callee)(\(flag.map(String.init) ?? name)"
    }

    private static let method = Pattern(/, (get|post|put|patch|delete|head|options)\(/)
    private static let keys: Set<String> = [
        "index", "unique", "uniqueindex", "foreign", "primary", "references", "spatialindex",
    ]
    private static let model = Pattern(/, \w+\.[A-Z]\w*\(/)

    /// `os.environ["URL"] = …`, `["URL"] = …`, `overrides[get_db] = …`.
    private func element(in text: String) -> String? {
        guard text.holds("["), let match = text.prefixMatch(of: Self.assignedElement) else { return nil }
        return match.1.replacing("'", with: "\"") + " ="
    }

    private static let assignedElement = Pattern(
        #/
        ( [\w.]* \[ (?: "[^"]+" | '[^']+' | :?[A-Za-z_][\w.]{2,} ) \] ) \x20* = (?! [=>~] )
        /#)

    /// `"url": 1,`, `"url" to 1,`, `url: 1,`, `url = 1,`: an entry of a literal, or an argument with its name.
    private func entry(in text: String) -> String? {
        if let name = text[...].quoted {
            let rest = text.dropFirst(name.count + 2).drop { $0 == " " }
            return [":", "=>", "to ", "-> "].contains(where: rest.hasPrefix) ? "entry \(name)" : nil
        }
        if suffix == "cs", text.hasPrefix("{ "), let name = text.dropFirst(2).quoted { return "entry \(name)" }
        if suffix == "swift", let match = text.prefixMatch(of: Self.enumeratedCase) { return "case \(match.1)" }
        if suffix == "java", let match = text.prefixMatch(of: Self.component) { return "entry \(match.1)" }
        if kind == .words || suffix == "groovy", let match = text.prefixMatch(of: Self.constant) {
            return String(match.1)
        }
        guard let match = text.prefixMatch(of: Self.namedEntry), match.1 != "default" else { return nil }
        let isClosed = text.hasSuffix(",") || match.2 == ":" && (text.hasSuffix(")") || text.hasSuffix(");"))
        return isClosed || suffix == "graphql" && match.2 == ":" ? "entry \(match.1)" : nil
    }

    private static let namedEntry = Pattern(/(\w+)(:| =)(?= )/)
    private static let enumeratedCase = Pattern(/case (\w+)(?=\(|$)/)
    private static let component = Pattern(/[\w<>\[\].]+ (\w+),$/)
    private static let constant = Pattern(/(def \w+|[A-Z]\w*) =\s/)

    /// `when(repository.count()).thenReturn(1)`: what a double answers.
    private func answer(in text: String) -> String? {
        guard text.holds("Return") || text.holds("Resolved"), let match = text.prefixMatch(of: Self.givenAnswer) else {
            return nil
        }
        return String(match.1)
    }

    private static let givenAnswer = Pattern(/(\w.*?\.(?:thenReturn|mockReturnValue|mockResolvedValue))\(/)

    /// `@app.exception_handler(KeyError)`: the one handler of an error.
    private func handler(in text: String) -> String? {
        guard text.hasPrefix("@"), let match = text.prefixMatch(of: Self.errorHandler) else { return nil }
        return String(match.1)
    }

    private static let errorHandler = Pattern(
        /(@(?:\w+\.)*(?:exception_handler|errorhandler|ExceptionHandler)\([\w.]+)/)

    /// Last words of calls that are made again with the same text.
    private static let often: Set<String> = [
        "add_header", "append", "appendleft", "check", "click", "contains", "context", "count", "debug", "delete",
        "describe", "echo", "emit",
        "error", "errorf", "exec", "execute", "expect", "fail", "fatal", "fatalf", "fetch", "fill", "filter", "find",
        "flash", "format", "goto", "having", "if", "include", "info", "input", "join", "like", "locator", "log", "logf",
        "mkdir", "mkdir_p", "notify", "on", "once", "open", "order", "orderby", "panic", "press", "prefer", "print",
        "printf", "println", "publish", "push", "puts", "query", "raise", "read", "remove", "replace", "require",
        "return",
        "rm", "run", "say", "scan", "select", "send", "sleep", "split", "startswith", "step", "sub", "subscribe",
        "system",
        "tap", "throw", "trace", "type", "unlink", "use", "validate", "validates", "visit", "wait", "warn", "warning",
        "where", "while", "write", "writestring", "addeventlistener", "addlistener", "removeeventlistener", "joins",
        "before_action", "after_action", "sh", "bat", "sql", "raw", "inc", "increment", "track", "trigger",
        "copy", "move", "observe", "update",
    ]
    private static let loggers: Set<String> = ["console", "fmt", "log", "logger", "logging"]
    private static let requests: Set<String> = ["get", "post", "put", "patch", "delete", "head", "options", "request"]

    // MARK: Other files

    private static let ofShell = [
        // What such an option sets has a name of its own.
        Pattern(/(?:-e|-l|--env|--set|--set-string|--build-arg|--label|--from-literal|-var)[ =]([\w.\[\]\/-]+=)/),
        Pattern(/(-D[\w.-]+)=/),
        // Most other options may come again.
        Pattern(
            #/
            ( -- (?: [a-z]+ - )* (?: cpus | fail-under | format | host | hostname | interval | level | maxfail | memory | name
            | namespace | output | platform | port | region | replicas | restart | retries | timeout | user | version
            | workdir | workers ) ) [\x20=] [^\-\s] \S* (?: \x20\\ )? $
            /#),
        Pattern(/(git config (?:--global |--system |--local )?[\w.-]+)\s/), Pattern(/(sysctl -w [\w.-]+)=/),
        Pattern(/(alias [\w.-]+)=/), Pattern(/(@test ["'].+["']) \{/),
    ]
    private static let ofStatements = [
        Pattern(/((?i:set (?:session |local |global )?[\w.]+)) ?(?:=|(?i:to) )/),
        Pattern(/((?i:alter (?:role|user|database|system) .*?set [\w.]+)) ?(?:=|(?i:to) )/),
        Pattern(/((?i:create (?:or replace )?trigger) \w+)/),
    ]
    private static let ofElements = [
        Pattern(/(<[\w:.-]+ (?:[^>]*? )?(?:key|name|id)="[^"]+")/),
        Pattern(/(<\w+><id>[^<]+<\/id>)/),
    ]
    private static let ofServers = [
        Pattern(/(Header (?:always )?set [\w-]+)\s/), Pattern(/(header [A-Z][\w-]*)\s/), Pattern(/(timeout [a-z-]+)\s/),
        Pattern(/(ServerName)\s/),
    ]
    private static let ofTemplates = [
        Pattern(/\{\{-? *(define "[^"]+")/), Pattern(/\{%-? *(set \w+) *=/),
    ]
}

extension Substring {
    /// The text between the quotes that this begins with.
    fileprivate var quoted: String? {
        guard let quote = first, quote == "\"" || quote == "'", let end = dropFirst().firstIndex(of: quote) else {
            return nil
        }
        let text = self[index(after: startIndex)..<end]
        return text.isEmpty ? nil : String(text)
    }
}
