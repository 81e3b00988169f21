/// What can't stand together in data of any kind: told by the names that keys have everywhere.
enum DataClashes {
    /// Each clash in words that tell it from others.
    /// - Parameter known: Other versions of the file: clashes within what one of them has at the same place are left out.
    static func all(in value: Value, beside known: [Value] = []) -> Set<String> {
        var found: Set<String> = []
        var path: [String] = []
        func add(_ clashes: some Sequence<String>) {
            for clash in clashes { found.insert("\(clash) in \(path.joined(separator: "."))") }
        }
        func look(_ value: Value, _ known: [Value]) {
            if value.isScalar || known.contains(value) { return }
            let name = path.last ?? ""
            switch value {
            case .map(let pairs):
                add(clashes(in: pairs) + unions(in: pairs, of: name))
                for (key, inner) in pairs {
                    path.append(key.name)
                    look(inner, known.compactMap { $0.pairs[key] })
                    path.removeLast()
                }
            case .list(let values):
                add(writtenTwice(values).map { "second \($0)" })
                add(twice(in: values, of: name).map { "second \($0)" })
                add(contestedFlags(in: values).map { "several values of \($0)" })
                for (index, inner) in values.enumerated() {
                    look(inner, known.flatMap { $0.elements(near: index, of: values) })
                }
            case .marked(_, let inner): look(inner, known.map(\.unmarked))
            case .empty, .string, .literal, .alias: break
            }
        }
        look(value, known)
        let names = InterfaceNames(value)
        let documents = value.elements.isEmpty ? [value] : value.elements
        for (index, document) in documents.enumerated()
        where !known.contains(where: { $0.elements(near: index, of: documents).contains(document) }) {
            found.formUnion(InterfaceClashes.all(in: document))
            if names.hasPointers { found.formUnion(OwnPointers.dangling(in: document)) }
            found.formUnion(ToolReferences.dangling(in: document))
        }
        found.formUnion(ComponentInputs.dangling(in: documents))
        found.formUnion(doubled(value.elements.compactMap(\.springProfile)).map { "second profile \($0)" })
        found.formUnion(Set(names.links).subtracting(names.operations).mapped { "link to \($0)" })
        return found.union(doubled(names.operations).map { "second operation \($0)" })
    }

    private static func clashes(in pairs: [Key: Value]) -> [String] {
        var found: [String] = []
        if pairs.count > 1, pairs[Key("$ref")] != nil { found.append("$ref and \(pairs.count)") }
        for (one, other) in exclusive where pairs[Key(one)] != nil && pairs[Key(other)] != nil {
            found.append("\(one) and \(other)")
        }
        for (one, other) in opposite {
            guard let first = pairs[Key(one)]?.elements, let second = pairs[Key(other)]?.elements else { continue }
            let both = Set(first.compactMap(\.text)).intersection(second.compactMap(\.text))
            found += both.map { "\($0), both \(one) and \(other)" }
        }
        found += contestedRules(in: pairs)
        // In the values of a chart the one makes the other void.
        if pairs[Key("existingSecret")]?.text?.isEmpty == false, pairs[Key("password")]?.text?.isEmpty == false {
            found.append("existingSecret and password")
        }
        // Cloudflare's bindings of one environment have one name, whatever they bind.
        let bindings = pairs.flatMap { key, value in
            let table = key.name.lastIndex(of: ".").map { " in " + key.name[..<$0] } ?? ""
            return value.elements.compactMap { $0["binding"]?.text.map { $0 + table } }
        }
        found += doubled(bindings).map { "second binding \($0)" }
        return found + SchemaClashes.all(in: pairs) + loops(pairs) + ResourceBounds.crossed(in: pairs)
            + NamedBounds.crossed(in: pairs) + respelled(pairs)
    }

    /// Ways to repeat a task of Ansible's, of which it has one.
    private static func loops(_ pairs: [Key: Value]) -> [String] {
        let names = pairs.keys.map(\.name).filter { $0 == "loop" || $0.hasPrefix("with_") }
        return names.count > 1 ? [names.sorted().joined(separator: " and ")] : []
    }

    private static let writing = ["copy", "template", "get_url"].flatMap { [$0, "ansible.builtin.\($0)"] }

    /// Files that two tasks of one list of Ansible's write.
    private static func writtenTwice(_ tasks: [Value]) -> Set<String> {
        let files = tasks.filter { $0["when"] == nil && $0["name"] != nil }.compactMap { task in
            writing.lazy.compactMap { task[$0]?["dest"]?.text }.first
        }
        return doubled(files.filter { !$0.hasSuffix("/") && !$0.contains("item") }).mapped { "file \($0)" }
    }

    /// One name in two spellings: `max-size` and `maxSize`, `server.port` and `port` below `server`.
    private static func respelled(_ pairs: [Key: Value]) -> [String] {
        let names = pairs.keys.filter { $0.kind.isEmpty && $0.name.utf8.allSatisfy { $0 < 0x80 } }.map(\.name)
        let plain = names.map { String(decoding: $0.utf8.compactMap(Self.plain), as: UTF8.self) }
        let nested = names.filter { name in
            // .NET's settings have colons in place of dots.
            [".", ":"].contains { (sign: Character) in
                guard name.utf8.contains(sign.asciiValue ?? 0) else { return false }
                let parts = name.split(separator: sign).map(String.init)
                let sign = String(sign)
                return (1..<max(1, parts.count)).contains { count in
                    pairs[Key(parts.prefix(count).joined(separator: sign))]?.at(Array(parts.dropFirst(count))) != nil
                }
            }
        }
        return doubled(plain.filter { $0.utf8.count > 3 }).map { "two spellings of \($0)" }
            + nested.map { "twice \($0)" }
    }

    /// A byte of a name in small letters; nil for what only parts its words.
    private static func plain(_ byte: UInt8) -> UInt8? {
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { return nil }
        return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Entries of a list that have one name: the first of the keys that names are under counts.
    /// - Parameter list: The key that the list stands under.
    private static func twice(in values: [Value], of list: String) -> Set<String> {
        let identities = identities + (ofLists[list].map { [$0] } ?? [])
        // Of entries of which one is the default.
        let key = list.hasSuffix(".index") || list.hasSuffix(".source") ? "default" : "isDefault"
        let defaults = values.filter { $0[key]?.text == "true" }.map { _ in "default" }
        return doubled(
            defaults
                + values.compactMap { value in
                    // An entry may be one of several kinds, by the key of what it is: Jenkins' credentials.
                    let inner = value.pairs.count == 1 ? value.pairs.values.first?["id"]?.text.map { "id \($0)" } : nil
                    return inner ?? identities.lazy.compactMap { key in value[key]?.text.map { "\(key) \($0)" } }.first
                })
    }

    private static let identities = [
        "refId", "binding", "id", "uid", "job_name", "alert", "record", "job", "name", "key",
    ]

    /// Names that only entries of certain lists are under: where a redirect is from, what a patch of Crossplane sets.
    private static let ofLists = ["redirects": "from", "patches": "toFieldPath"]

    /// Keys of one mapping that say the opposite of one another, of which tools take one or none.
    private static let exclusive = [
        ("parallel", "piped"), ("enable-all", "disable-all"), ("enable_all", "disable_all"), ("value", "valueFrom"),
        ("cmd", "cmds"), ("command", "commands"), ("format", "formats"),
    ]

    /// Lists of one mapping in which one thing can't be both.
    private static let opposite = [
        ("enable", "disable"), ("enabled", "disabled"), ("opt_in_rules", "disabled_rules"),
        ("onlyBuiltDependencies", "ignoredBuiltDependencies"), ("allow", "deny"), ("allowed", "denied"),
        ("recommendations", "unwantedRecommendations"), ("include", "exclude"), ("cap_add", "cap_drop"),
        ("add", "drop"),
    ]
}

/// What an interface says anywhere in its description.
private struct InterfaceNames {
    /// The names of its operations.
    private(set) var operations: [String] = []
    /// The operations that links lead to.
    private(set) var links: [String] = []
    /// Whether some of it points to other parts.
    private(set) var hasPointers = false

    private static let operation = Key("operationId")
    private static let pointer = Key("$ref")

    init(_ value: Value) {
        look(value)
    }

    private mutating func look(_ value: Value) {
        switch value {
        case .map(let pairs):
            if let name = pairs[Self.operation]?.text { operations.append(name) }
            if pairs[Self.pointer] != nil { hasPointers = true }
            for (key, inner) in pairs where !inner.isScalar {
                let targets = key.name == "links" ? inner.pairs.values.compactMap { $0[Self.operation.name]?.text } : []
                if targets.isEmpty { look(inner) } else { links += targets }
            }
        case .list(let values): for inner in values where !inner.isScalar { look(inner) }
        case .marked(_, let inner): look(inner)
        case .empty, .string, .literal, .alias: break
        }
    }
}

extension Value {
    /// What stands at a path of names, of which some may be written as one with dots between.
    func at(_ path: [String]) -> Value? {
        for count in path.indices.map({ $0 + 1 }) {
            guard let inner = self[path.prefix(count).joined(separator: ".")] else { continue }
            if let found = count == path.count ? inner : inner.at(Array(path.dropFirst(count))) { return found }
        }
        return nil
    }
}
