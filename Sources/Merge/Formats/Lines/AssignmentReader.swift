/// A second reader of assignments: names and values only.
enum AssignmentReader {
    static func read(_ bytes: [UInt8], separators: String, allowsSections: Bool) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var root: [Key: Value] = [:]
        var section: Key?
        var pairs: [Key: Value] = [:]
        var open: (name: String, value: String)?
        // The indentation of the open name, and the blank lines below what it has so far.
        var depth = 0
        var blank: [String] = []
        let isDotenv = separators == "="

        func set(_ name: String, _ value: Value) -> Bool {
            let key = Key(allowsSections ? name.lowercased() : name)
            return section == nil
                ? root.updateValue(value, forKey: key) == nil : pairs.updateValue(value, forKey: key) == nil
        }
        func close() {
            if let section { root[section] = .map(pairs) }
            pairs = [:]
        }
        func finish() -> Bool {
            guard let (name, value) = open else { return true }
            open = nil
            if IniLists.isRequirements(name.lowercased(), in: section?.name), let list = IniLists.read(value) {
                return set(name, list)
            }
            return set(name, .string(trimmedEnd(value)))
        }
        for line in text.lines {
            if let (name, value) = open {
                if allowsSections, line.trimmed.isEmpty {
                    blank.append(line)
                    continue
                }
                let goesOn: Bool =
                    if allowsSections {
                        blank.isEmpty
                            ? indentation(of: line) > 0
                            : indentation(of: line) > depth && !"#;".contains(line.trimmed.prefix(1))
                    } else if isDotenv {
                        opensQuotation(value)
                    } else {
                        value.reversed().prefix { $0 == "\\" }.count % 2 == 1
                    }
                defer { blank = [] }
                if goesOn {
                    open = (name, ([value] + blank + [line]).joined(separator: "\n"))
                    continue
                }
                guard finish() else { return nil }
            }
            let content = line.trimmed
            if content.isEmpty || content.hasPrefix("#") || (allowsSections && content.hasPrefix(";"))
                || (!isDotenv && content.hasPrefix("!"))
            {
                continue
            }
            if allowsSections, content.hasPrefix("["), content.hasSuffix("]") {
                let key = Key(String(content.dropFirst().dropLast()), kind: "section")
                close()
                guard root.updateValue(.map([:]), forKey: key) == nil else { return nil }
                section = key
                continue
            }
            guard let index = separator(in: line, of: separators, isEscaped: !isDotenv && !allowsSections) else {
                guard allowsSections, set(content, .empty) else { return nil }
                continue
            }
            var name = String(line[..<index]).trimmed
            if isDotenv, name.hasPrefix("export ") { name = String(name.dropFirst(7)).trimmed }
            if !isDotenv, !allowsSections { name = unescapedName(name) }
            depth = indentation(of: line)
            open = (name, String(line[line.index(after: index)...].drop { $0 == " " || $0 == "\t" }))
        }
        guard finish() else { return nil }
        close()
        return .map(root)
    }

    private static func indentation(of line: String) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }

    /// Where the name ends, which may hold separators behind a backslash.
    private static func separator(in line: String, of separators: String, isEscaped: Bool) -> String.Index? {
        line.indices.first { index in
            separators.contains(line[index])
                && !(isEscaped && line[..<index].reversed().prefix { $0 == "\\" }.count % 2 == 1)
        }
    }

    private static func opensQuotation(_ value: String) -> Bool {
        guard let quote = value.first, quote == "\"" || quote == "'" else { return false }
        var escaped = false
        for character in value.dropFirst() {
            if character == quote, !escaped { return false }
            escaped = character == "\\" && !escaped
        }
        return true
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while let last = text.last, last == " " || last == "\t" || last == "\n" || last == "\r" { text.removeLast() }
        return text
    }
}

/// A key of Java properties without its escapes, so that one key in two spellings is one.
func unescapedName(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "\\")) else { return name }
    var result = String.UnicodeScalarView()
    var rest = name.unicodeScalars[...]
    while let scalar = rest.popFirst() {
        guard scalar == "\\", let escaped = rest.popFirst() else {
            result.append(scalar)
            continue
        }
        let digits = rest.prefix(4)
        if escaped == "u", digits.count == 4, let code = UInt32(String(digits), radix: 16),
            let plain = Unicode.Scalar(code)
        {
            rest = rest.dropFirst(4)
            result.append(plain)
        } else {
            result.append(escaped)
        }
    }
    return String(result)
}
