/// Finds what both sides set up, at places of their own and with other details: `app.use(helmet())` by one, and
/// `app.use(helmet({ hsts: false }))` further below by the other.
///
/// Only calls whose name says that they are made once, or that register what their first argument names.
enum SetupCalls {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        let suffix = path.fileSuffix
        guard scriptSuffixes.contains(suffix) || suffixes.contains(suffix) else { return [] }
        let both = sides.addedByBoth { [call(in: $0)].compactMap(\.self) }
        if both.isEmpty { return [] }
        let known = Set(sides.lines.base.compactMap { call(in: $0.text) })
        let parents = sides.lines.map(parents)
        return both.compactMap { call, first, second in
            guard !known.contains(call), first.text != second.text,
                parents.local[first.number] == parents.incoming[second.number]
            else { return nil }
            return Contradiction("setup \(call)", first, of: .local, second, isOrdered: false)
        }
    }

    private static let suffixes: Set<String> = [
        "py", "go", "java", "kt", "kts", "cs", "swift", "scala", "rs", "rb", "php",
    ]

    /// The line that each line stands under, without its number.
    private static func parents(of lines: [OutlineLine]) -> [Int: String] {
        let texts = Dictionary(lines.map { ($0.number, $0.text) }) { first, _ in first }
        return IndentationScopes.blocks(of: lines).mapValues { texts[$0] ?? "" }
    }

    /// What a line sets up; nil for lines that are anything else than such a call.
    private static func call(in text: String) -> String? {
        guard let open = text.firstIndex(of: "(") else { return nil }
        let callee = text[..<open]
        guard callee.allSatisfy({ $0.isLetter || $0.isNumber || "_.:<>, !".contains($0) }), !callee.hasPrefix("def "),
            let name = callee.prefix(while: { $0 != "<" }).split(whereSeparator: { ".: !".contains($0) }).last,
            !callee.prefix(while: { $0 != "<" }).contains(" ")
        else { return nil }
        if once.contains(where: { name.lowercased().hasPrefix($0) }) { return String(callee) }
        guard registering.contains(where: { name == $0 || $0.last == "*" && isPrefix($0.dropLast(), of: name) }) else {
            return nil
        }
        // `helmet(` of `helmet({ hsts: false })`, and all of `express.static('a')`.
        let argument = text[text.index(after: open)...].prefix { !",{)".contains($0) }
        let behind = text[argument.endIndex...]
        // What is used below one path adds up: each is known by what it is.
        if name == "use", argument.hasPrefix("'") || argument.hasPrefix("\""), behind.hasPrefix(", ") {
            return "\(callee)(\(argument)\(behind.prefix { !"{()".contains($0) })"
        }
        let isEmpty = argument.isEmpty && text[text.index(after: open)...].hasPrefix(")")
        guard isEmpty || argument.contains(where: \.isLetter) || argument.hasPrefix("\"") else { return nil }
        return "\(callee)(\(argument)"
    }

    /// `AddHealthChecks` begins with `Add`; `Address` does not.
    private static func isPrefix(_ start: Substring, of name: Substring) -> Bool {
        name.hasPrefix(start) && name.dropFirst(start.count).first?.isUppercase == true
    }

    private static let once = ["init_", "setup_", "configure_", "install_", "basicconfig", "initialize", "bootstrap"]
    private static let registering = [
        "use", "add_middleware", "register", "include_router", "init", "setup", "configure", "Add*", "Use*",
    ]
}
