/// Rust.
extension Outline {
    private static let deriveMark = Pattern(/#\[derive\(([^)]*)\)/)
    private static let implementation = Pattern(/impl (\w+) for (\w+) \{/)
    private static let localVariable = Pattern(/let\s+(?:mut\s+)?(\w+)/)

    /// Items, each under the condition that an attribute puts it under, what a file takes in, fields, variants and arms.
    static let rust: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var condition = ""
        var derived: [(line: Int, traits: [String])] = []
        var kinds: [Int: String] = [:]
        for line in CodeLines(lines, comment: "//", quotes: []) {
            let scope = scopes.enter(line)
            if line.text.hasPrefix("#[") {
                if line.text.hasPrefix("#[cfg") { condition = line.text }
                if let name = line.outsideName { outline.add(once: name, scope: scope, line: line.number) }
                if let list = line.text.prefixMatch(of: deriveMark) {
                    derived.append((line.number, list.1.split { ", ".contains($0) }.map(String.init)))
                }
                continue
            }
            defer { (condition, derived) = ("", []) }
            if condition.isEmpty, line.text.hasPrefix("impl "), let made = line.text.prefixMatch(of: implementation) {
                outline.add(once: "\(made.1) for \(made.2)", scope: scope, line: line.number)
            }
            if let call = line.chainedSetting {
                outline.add(once: call, scope: scope, line: line.number, text: line.text)
            }
            let (words, _) = line.unmodified([
                "pub", "pub(crate)", "pub(super)", "async", "unsafe", "extern", "default",
            ])
            if let kind = kinds[scope], let name = member(of: kind, line) {
                outline.add(once: name + condition, scope: scope, line: line.number)
            }
            if kinds[scope] == "enum", let number = line.number(of: "variant") {
                outline.add(once: number, scope: scope, line: line.number)
            }
            if line.text.hasSuffix("{") {
                if line.holds("m"), line.text.holds("match ") {
                    kinds[line.number] = "match"
                } else if let word = words.first, word == "struct" || word == "enum" {
                    kinds[line.number] = word
                }
            }
            if words.first == "use", scope < 0, condition.isEmpty {
                for (name, path) in imports(line.text) where name != "_" && name != "*" {
                    outline.add(name, line: line.number, text: path)
                }
                continue
            }
            if line.text.hasPrefix("let "), let name = line.text.prefixMatch(of: localVariable) {
                outline.add(once: "let \(name.1)", scope: scope, line: line.number, text: line.text)
            }
            if let keyword = words.first,
                ["fn", "struct", "enum", "trait", "mod", "static", "const", "type"]
                    .contains(keyword), words.count > 1
            {
                let name = words[words.startIndex + 1][...].identifier()
                if name != "_" { outline.add(name + condition, scope: scope, line: line.number) }
                for (number, traits) in derived where condition.isEmpty {
                    for one in traits { outline.add(once: "\(one) for \(name)", scope: scope, line: number) }
                }
            }
        }
        return outline
    }

    /// What a line of a type or a `match` may say once.
    private static func member(of kind: String, _ line: OutlineLine) -> String? {
        if kind == "match" {
            guard let arrow = line.text.firstRange(of: "=>") else { return nil }
            let pattern = String(line.text[..<arrow.lowerBound]).trimmed
            return pattern.contains(" if ") ? nil : "arm " + pattern
        }
        let text = line.text.hasPrefix("pub") ? line.text.drop { $0 != " " }.dropFirst() : line.text[...]
        let name = text.identifier()
        if name.isEmpty { return nil }
        let behind = text.dropFirst(name.count)
        return kind == "struct" ? (behind.hasPrefix(":") ? "field " + name : nil) : "variant " + name
    }

    /// The names that `use a::{b, c as d};` brings, and what each stands for.
    private static func imports(_ text: String) -> [(name: String, path: String)] {
        guard let start = text.firstRange(of: "use "), text.hasSuffix(";") else { return [] }
        let path = text[start.upperBound...].dropLast()
        // One level of braces; more are too deep for a look.
        guard let open = path.firstIndex(of: "{") else { return [named(String(path))] }
        let inner = path[path.index(after: open)...]
        guard inner.hasSuffix("}"), !inner.contains("{") else { return [] }
        let head = path[..<open]
        return inner.dropLast().split(separator: ",").map { named(head + String($0).trimmed) }
    }

    private static func named(_ path: String) -> (name: String, path: String) {
        let parts = path.split(separator: " ")
        if parts.count == 3, parts[1] == "as" { return (String(parts[2]), path) }
        let names = path.split(separator: ":").map(String.init)
        let last = names.last ?? path
        return (last == "self" && names.count > 1 ? names[names.count - 2] : last, path)
    }
}
