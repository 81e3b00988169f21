/// References within INI files and Java properties, and packages that a list of theirs names.
enum IniReferences {
    private static let interpolation = Pattern(/%\(([^)]+)\)s/)
    private static let sectionValue = Pattern(/\{\[([^\]]+)\]([^}]+)\}/)

    /// What is interpolated and has no value: `%(name)s` within its section, `{[section]name}` of tox; and the sections
    /// that lists of loggers, handlers, formatters and environments name.
    static func dangling(_ file: Value) -> Set<String> {
        var found: Set<String> = []
        let sections = file.pairs.filter { $0.key.kind == "section" }
        let shared = sections.first { $0.key.name == "DEFAULT" }?.value.pairs ?? [:]
        func section(_ name: Substring) -> [Key: Value]? { sections[Key(String(name), kind: "section")]?.pairs }
        for (key, value) in sections {
            let own = value.pairs
            // supervisor's groups of programs.
            if key.name.hasPrefix("group:"), let programs = own[Key("programs")]?.text {
                for part in programs.split(whereSeparator: { ", \n".contains($0) })
                where section("program:\(part)"[...]) == nil {
                    found.insert("program \(part)")
                }
            }
            for (name, text) in own.mapValues({ $0.allTexts.joined(separator: "\n") }) {
                if text.holds("%(") {
                    for match in text.matches(of: interpolation) {
                        let used = Key(match.1.lowercased())
                        if own[used] == nil, shared[used] == nil { found.insert("name \(match.1)") }
                    }
                }
                if text.holds("{[") {
                    for match in text.matches(of: sectionValue)
                    where section(match.1)?[Key(match.2.lowercased())] == nil {
                        found.insert("name \(match.2)")
                    }
                }
                let kind =
                    name.name == "keys"
                    ? key.name.hasSuffix("s") ? String(key.name.dropLast()) : nil
                    : name.name == "handlers" ? "handler" : name.name == "formatter" ? "formatter" : nil
                guard let kind, ["logger", "handler", "formatter"].contains(kind) else { continue }
                for part in text.split(whereSeparator: { ", \n".contains($0) })
                where section("\(kind)_\(part)"[...]) == nil {
                    found.insert("\(kind) \(part)")
                }
            }
        }
        // tox runs an environment without a section with what is for all.
        for name in ["envlist", "env_list"] {
            for list in section("tox")?[Key(name)]?.allTexts ?? [] {
                for part in list.split(whereSeparator: { ", \n".contains($0) })
                where section("testenv:\(part)"[...]) == nil {
                    found.insert("environment \(part)")
                }
            }
        }
        return found
    }

    /// The properties in `${name}` that are not there.
    static func danglingProperties(_ file: Value) -> Set<String> {
        let names = Set(file.pairs.keys.map(\.name))
        return file.pairs.values.reduce(into: []) { found, value in
            found.formUnion(usedProperties(value).subtracting(names).mapped { "name \($0)" })
        }
    }

    private static let property = Pattern(/\$\{([^}:]+)\}/)

    /// The properties that a value takes from where they are, without one of its own in their place.
    static func usedProperties(_ value: Value) -> Set<String> {
        guard let text = value.text, text.holds("${") else { return [] }
        return Set(text.matches(of: property).map { String($0.1) })
    }

    /// A package that a list over several lines names more often than on either side.
    static func secondPackage(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let counts = [merged, local, incoming].map(packages)
        return doubled(counts[0], counts[1], counts[2]).map { "second \($0)" }
    }

    private static func packages(in file: Value) -> [String: Int] {
        var counts: [String: Int] = [:]
        for (section, value) in file.pairs {
            for (key, value) in value.pairs {
                guard let lines = value.elements.isEmpty ? value.text?.lines : value.allTexts, lines.count > 1 else {
                    continue
                }
                // A marker of tests has what it is for behind it.
                let names = lines.map { key.name == "markers" ? String($0.prefix { $0 != ":" }) : $0 }
                for package in names.compactMap({ RequirementText($0.trimmed)?.name }) {
                    counts["\(section.name) \(key.name) \(package)", default: 0] += 1
                }
            }
        }
        return counts
    }
}
