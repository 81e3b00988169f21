/// Finds names that one side defines no more while the other has come to use them: each side is right alone, and the
/// merge of both leads nowhere.
///
/// A name is defined by a key of a mapping, or by what an entry says under `name`, `id` and the like. It is used by a text
/// that says nothing else, by an expression such as `${{ steps.name.outputs.x }}`, `$(name)`, `{{ name }}` or `#/a/name`,
/// and by a host in an address; a name that is no plain word (`web-data`, `app_port`) by any text that holds it.
struct ForgottenNames {
    /// The names that a side defines no more, and how often it still uses them.
    private let forgotten: [String: Int]

    /// Nil where there is none that the other side uses more often than the base did.
    init?(_ values: Sides<Value>) {
        let gone = (
            local: Self.definitions(of: values.base, without: values.local),
            incoming: Self.definitions(of: values.base, without: values.incoming)
        )
        let all = gone.local.union(gone.incoming)
        if all.isEmpty { return nil }
        let uses = values.map { NameCounter(all, in: $0).counts }
        var forgotten: [String: Int] = [:]
        for (names, own, other) in [
            (gone.local, uses.local, uses.incoming), (gone.incoming, uses.incoming, uses.local),
        ] {
            for name in names where other[name] ?? 0 > uses.base[name] ?? 0 { forgotten[name] = own[name] ?? 0 }
        }
        if forgotten.isEmpty { return nil }
        self.forgotten = forgotten
    }

    /// A name that a merged value uses, and does not define.
    func used(in value: Value) -> String? {
        let names = Set(forgotten.keys).subtracting(Self.definitions(in: value))
        if names.isEmpty { return nil }
        let uses = NameCounter(names, in: value).counts
        return names.filter { uses[$0] ?? 0 > forgotten[$0] ?? 0 }.min()
    }

    /// What a value defines and another one does not.
    private static func definitions(of value: Value, without other: Value) -> Set<String> {
        let found = definitions(in: value, beside: other)
        return found.isEmpty ? [] : found.subtracting(definitions(in: other))
    }

    /// - Parameter known: Another version of the value: what it has at the same place may be left out.
    private static func definitions(in value: Value, beside known: Value? = nil) -> Set<String> {
        var found: Set<String> = []
        func look(_ value: Value, _ known: Value?) {
            if value.isScalar || value == known { return }
            switch value {
            case .map(let pairs):
                let others = known?.pairs ?? [:]
                for (key, inner) in pairs {
                    let other = others[key]
                    if other == nil, isName(key.name) { found.insert(key.name) }
                    // Files that a job hands on.
                    if key.name == "artifacts" { found.formUnion(inner["paths"]?.texts.filter(isName) ?? []) }
                    if isNaming(key.name), let text = inner.text, text.utf8.count > 2, text.utf8.count < 100 {
                        found.insert(text)
                    }
                    // Schemes are asked for there, and defined elsewhere.
                    if key.name != "security" { look(inner, other) }
                }
            case .list(let values):
                for (index, inner) in values.enumerated() { look(inner, known?.counterpart(of: index, in: values)) }
            case .marked(_, let inner): look(inner, known?.unmarked)
            case .empty, .string, .literal, .alias: break
            }
        }
        look(value, known)
        return found
    }

    /// Keys whose value is the name of what they stand in.
    private static let names: Set<String> = [
        "name", "id", "key", "uid", "operationId", "record", "alert", "job_name", "register", "stage", "job", "group",
        "hostname", "container_name",
    ]

    /// Whether what stands under a key names what the key is in; in properties it is the last part of a key that says so.
    static func isNaming(_ key: String) -> Bool {
        names.contains(key)
            || key.utf8.lastIndex(of: UInt8(ascii: ".")).map { names.contains(String(key[$0...].dropFirst())) } ?? false
    }

    /// Whether a text can be a name: no space in it, and long enough to say something.
    private static func isName(_ text: String) -> Bool {
        text.utf8.count > 1 && text.utf8.count < 100 && !text.utf8.contains { $0 <= 0x20 }
    }
}

/// Counts how often a value uses names.
private struct NameCounter {
    private(set) var counts: [String: Int] = [:]
    private let names: Set<String>

    init(_ names: Set<String>, in value: Value) {
        self.names = names
        look(value)
    }

    private mutating func look(_ value: Value) {
        switch value {
        case .map(let pairs):
            for (key, inner) in pairs where !(ForgottenNames.isNaming(key.name) && inner.isScalar) {
                if Self.conditions.contains(key.name) {
                    for text in inner.texts { count(text, isExpression: true) }
                } else {
                    // What a security scheme asks for stands under its name.
                    if key.name == "security" {
                        for name in inner.elements.flatMap(\.pairs.keys) { count(name.name) }
                    }
                    look(inner)
                }
            }
        case .list(let values): for value in values { look(value) }
        case .marked(let mark, let inner):
            // What a tag such as `!Ref` stands before is no text of its own.
            if mark.hasPrefix("!"), let text = inner.text { count(text, isExpression: true) } else { look(inner) }
        case .string(let text): count(text)
        case .literal, .empty, .alias: break
        }
    }

    /// Keys whose text is an expression as a whole.
    private static let conditions: Set<String> = [
        "when", "if", "condition", "expr", "that", "until", "failed_when", "changed_when", "var",
    ]

    private mutating func count(_ text: String, isExpression: Bool = false) {
        // `^build`: of what a project depends on.
        let name = text.hasPrefix("^") ? String(text.dropFirst()) : text
        if names.contains(name) {
            counts[name, default: 0] += 1
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count > 2 else { return }
        countWords(of: bytes, isExpression: isExpression)
        // Names of metrics and paths have more than letters in them.
        for part in bytes.split(whereSeparator: { !Self.isPart($0) && !":./".utf8.contains($0) }) {
            guard part.contains(where: { !Self.isPart($0) }), part.count < bytes.count else { continue }
            let word = String(decoding: part, as: UTF8.self)
            if names.contains(word) { counts[word, default: 0] += 1 }
        }
    }

    private mutating func countWords(of bytes: [UInt8], isExpression: Bool) {
        var start = 0
        // How an expression that is open ends.
        var end: [UInt8] = []
        while start < bytes.count {
            if !end.isEmpty, bytes[start...].starts(with: end) {
                end = []
            } else if end.isEmpty {
                end = Self.opened(bytes[start...])
            }
            guard Self.isPart(bytes[start]) else {
                start += 1
                continue
            }
            let stop = bytes[start...].firstIndex { !Self.isPart($0) } ?? bytes.count
            let word = String(decoding: bytes[start..<stop], as: UTF8.self)
            // Shorter ones are names only where nothing else is said.
            if word.utf8.count > 2, names.contains(word),
                isExpression || !end.isEmpty || Self.stands(behind: bytes[..<start]) || Self.isTelling(word)
            {
                counts[word, default: 0] += 1
            }
            start = stop
        }
    }

    /// The end of the expression that begins here; empty for none.
    private static func opened(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        for (opening, end) in brackets where bytes.starts(with: opening.utf8) { return Array(end.utf8) }
        return []
    }

    private static let brackets = [("{{", "}}"), ("${", "}"), ("$(", ")"), ("#/", " ")]

    /// Whether a word behind this text is a name without brackets: `$word`, `//word`, `user@word`.
    private static func stands(behind text: ArraySlice<UInt8>) -> Bool {
        guard let last = text.last else { return false }
        return last == UInt8(ascii: "$") || last == UInt8(ascii: "@")
            || last == UInt8(ascii: "/") && text.dropLast().last == UInt8(ascii: "/")
    }

    /// Whether a word is more than one of the language, so that it is no accident where it stands.
    private static func isTelling(_ word: String) -> Bool {
        word.utf8.dropFirst().dropLast().contains { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
            || word.utf8.dropFirst().contains { (0x41...0x5A).contains($0) }
                && word.utf8.contains { (0x61...0x7A).contains($0) }
    }

    private static func isPart(_ byte: UInt8) -> Bool { byte.isWordByte || byte == UInt8(ascii: "-") || byte >= 0x80 }
}
