/// Rules of linters that one list switches on and another one off: ruff, flake8, mypy.
extension DataClashes {
    /// The rules that a mapping names in two opposite lists.
    static func contestedRules(in pairs: [Key: Value]) -> [String] {
        var found: [String] = []
        for (key, value) in pairs where ["select", "fixable", "code"].contains(where: key.name.hasSuffix) {
            // `lint.select` beside `lint.ignore`.
            let table = key.name.lastIndex(of: ".").map { key.name[...$0] } ?? ""
            guard let others = opposite[plain(key, in: table)] else { continue }
            let rules = names(in: value)
            for (other, value) in pairs where other.name.hasPrefix(table) && others.contains(plain(other, in: table)) {
                found += rules.intersection(names(in: value)).map { "\($0), both \(key.name) and \(other.name)" }
            }
        }
        return found
    }

    /// The name of a key behind its table's, in the spelling of most tools.
    private static func plain(_ key: Key, in table: Substring) -> String {
        String(key.name.dropFirst(table.count).map { $0 == "_" ? "-" : $0 })
    }

    /// What a list of rules has; in INI files it is one text with commas or lines.
    private static func names(in value: Value) -> Set<String> {
        guard let text = value.text else { return Set(value.elements.compactMap(\.text)) }
        return Set(text.split { $0 == "," || $0.isWhitespace }.map(String.init))
    }

    /// What switches rules on, with what switches them off.
    private static let opposite: [String: Set<String>] = [
        "select": ["ignore", "extend-ignore"], "extend-select": ["ignore", "extend-ignore"],
        "fixable": ["unfixable"], "extend-fixable": ["unfixable"], "enable-error-code": ["disable-error-code"],
    ]
}
