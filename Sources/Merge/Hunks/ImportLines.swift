/// How a kind of source file lists what it takes in, line by line.
enum ImportSyntax: Hashable, Sendable {
    case python
    case script
    case go
    case rust
    /// One name a line, in languages to which the order of imports means nothing.
    case plain(keyword: String, end: String)

    /// Nil for files in which nothing is known of imports.
    init?(path: String) {
        let suffix = path.fileSuffix
        switch suffix {
        case "py", "pyi": self = .python
        case _ where scriptSuffixes.contains(suffix): self = .script
        case "go": self = .go
        case "rs": self = .rust
        case "swift", "kt", "kts", "scala": self = .plain(keyword: "import ", end: "")
        case "java": self = .plain(keyword: "import ", end: ";")
        case "cs": self = .plain(keyword: "using ", end: ";")
        default: return nil
        }
    }

    /// What a list of imports consists of.
    enum Kind: Hashable {
        /// Whole statements, one a line.
        case statement
        /// Names between the brackets of one statement, one a line.
        case member
    }

    /// A line as an import of one kind; nil where it is anything else, such as one with a comment.
    func line(_ text: String, as kind: Kind) -> ImportLine? {
        let body = text.trimmed
        guard !body.contains("#"), !body.holds("//"), !body.holds("/*"), !body.contains("\\"), !body.contains("*")
        else {
            return nil
        }
        switch (self, kind) {
        case (.python, .statement): return pythonStatement(body, text)
        case (.script, .statement): return scriptStatement(body, text)
        case (.rust, .statement): return rustStatement(body, text)
        case (.plain(let keyword, let end), .statement): return plainStatement(body, text, keyword, end)
        case (.go, .statement), (.plain, .member): return nil
        case (.go, .member): return goMember(body, text)
        case (_, .member): return member(body, text)
        }
    }

    /// Whether a line opens a list of members that the lines below it hold.
    func opens(_ text: String) -> Bool {
        let body = text.trimmed
        switch self {
        case .python: return body.hasPrefix("from ") && body.hasSuffix(" import (")
        case .script: return ["import {", "import type {"].contains(body)
        case .go: return body == "import ("
        case .rust:
            return body.hasPrefix("use ") && body.hasSuffix("::{")
                || body.hasPrefix("pub use ") && body.hasSuffix("::{")
        case .plain: return false
        }
    }

    // MARK: Lines

    private func pythonStatement(_ body: String, _ text: String) -> ImportLine? {
        // What is to come first, and all names of a module, depend on more than their place among others.
        guard !body.hasPrefix("from __future__"), !body.contains("("), !body.contains(";") else { return nil }
        if body.hasPrefix("import ") {
            let names = Self.names(body.dropFirst("import ".count))
            guard names.count == 1, let name = names.first else { return nil }
            return ImportLine(
                text: text, key: "import \(name.name)", sortKey: (0, name.name), names: [name.alias ?? name.name])
        }
        guard body.hasPrefix("from "), let keyword = body.firstRange(of: " import ") else { return nil }
        let module = String(body[..<keyword.lowerBound].dropFirst("from ".count)).trimmed
        let members = Self.names(body[keyword.upperBound...])
        guard !members.isEmpty else { return nil }
        return ImportLine(
            text: text, key: "from \(module)", sortKey: (1, module), names: members.map { $0.alias ?? $0.name },
            members: members.map(\.text), head: text.firstRange(of: " import ").map { String(text[..<$0.upperBound]) })
    }

    private func scriptStatement(_ body: String, _ text: String) -> ImportLine? {
        guard body.hasPrefix("import "), let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"),
            let from = text.firstRange(of: "} from "), from.lowerBound == close
        else { return nil }
        let start = text[..<open].trimmedText
        guard start == "import" || start == "import type" else { return nil }
        let members = Self.names(text[text.index(after: open)..<close])
        let source = text[from.upperBound...].filter { !"'\"; ".contains($0) }
        // Spaces within the brackets are a matter of style that is kept.
        let space = text[text.index(after: open)...].hasPrefix(" ") ? " " : ""
        guard !members.isEmpty,
            text == text[...open] + space + members.map(\.text).joined(separator: ", ") + space + text[close...]
        else { return nil }
        return ImportLine(
            text: text, key: "\(start) \(source)", sortKey: (0, source), names: members.map { $0.alias ?? $0.name },
            members: members.map(\.text), head: text[...open] + space, tail: space + text[close...])
    }

    private func rustStatement(_ body: String, _ text: String) -> ImportLine? {
        guard body.hasPrefix("use "), body.hasSuffix(";") else { return nil }
        let path = body.dropFirst("use ".count).dropLast()
        if path.hasSuffix("}"), let open = text.firstRange(of: "::{"), let close = text.lastIndex(of: "}") {
            let members = Self.rustMembers(text[open.upperBound..<close])
            guard !members.isEmpty, text[close...] == "};",
                text == text[..<open.upperBound] + members.map(\.text).joined(separator: ", ") + "};"
            else { return nil }
            let crate = String(path.prefix { $0 != "{" })
            return ImportLine(
                text: text, key: "use \(crate)", sortKey: (0, crate), names: members.flatMap(\.names),
                members: members.map(\.text), head: String(text[..<open.upperBound]), tail: "};")
        }
        guard !path.contains(" "), !path.contains("{"), let name = path.split(separator: ":").last else { return nil }
        return ImportLine(text: text, key: body, sortKey: (0, String(path)), names: [String(name)])
    }

    private static let rustMember = Pattern(/[\w:]+(?: as \w+)?|[\w:]+::\{\w+(?:, \w+)*\}/)

    /// `A, b::C, d::{E, F}`, each with the names that it gives; none where it is anything else.
    private static func rustMembers(_ list: Substring) -> [(text: String, names: [String])] {
        var parts = [""]
        var depth = 0
        for character in list {
            depth += character == "{" ? 1 : character == "}" ? -1 : 0
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        var found: [(text: String, names: [String])] = []
        for text in parts.map(\.trimmed) {
            guard text.wholeMatch(of: rustMember) != nil else { return [] }
            let names = text.split { "{}, ".contains($0) }.compactMap { $0.split(separator: ":").last.map(String.init) }
            // `self` gives the name of what it stands in.
            found.append((text, (text.hasSuffix("}") ? names.dropFirst() : names.suffix(1)).filter { $0 != "self" }))
        }
        return found
    }

    private static let dottedName = Pattern(/\w+(?:\.\w+)*/)

    /// `import a.b.C` and the like, without words between and without one name for another.
    private func plainStatement(_ body: String, _ text: String, _ keyword: String, _ end: String) -> ImportLine? {
        guard body.hasPrefix(keyword), body.hasSuffix(end), text.hasPrefix(keyword) else { return nil }
        let path = String(body.dropFirst(keyword.count).dropLast(end.count))
        guard path.wholeMatch(of: Self.dottedName) != nil else { return nil }
        // What C# takes in are whole spaces of names.
        let name = keyword == "using " ? path : path.split(separator: ".").last.map(String.init) ?? path
        return ImportLine(text: text, key: body, sortKey: (0, path), names: [name])
    }

    private func goMember(_ body: String, _ text: String) -> ImportLine? {
        let words = body.split(separator: " ")
        guard let path = words.last, path.count > 2, path.hasPrefix("\""), path.hasSuffix("\""), words.count <= 2,
            words.first != ".", words.first != "_"
        else { return nil }
        let name = words.count == 2 ? String(words[0]) : String(path)
        return ImportLine(text: text, key: String(path), sortKey: (0, String(path)), names: [name])
    }

    private func member(_ body: String, _ text: String) -> ImportLine? {
        guard body.hasSuffix(","), case let names = Self.names(body.dropLast()), names.count == 1,
            let name = names.first
        else {
            return nil
        }
        return ImportLine(text: text, key: name.name, sortKey: (0, name.name), names: [name.alias ?? name.name])
    }

    // MARK: Names

    /// `a, b as c`, each part with the name it takes and the one it gives; none where it is anything else.
    private static func names(_ list: some StringProtocol) -> [(text: String, name: String, alias: String?)] {
        var found: [(text: String, name: String, alias: String?)] = []
        for part in list.split(separator: ",", omittingEmptySubsequences: false) {
            let text = String(part).trimmed
            var words = text.split(separator: " ").map(String.init)
            if words.first == "type", words.count > 1 { words.removeFirst() }
            guard words.count == 1 || words.count == 3 && words[1] == "as",
                words.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || "_$.".contains($0) } })
            else { return [] }
            found.append((text, words[0], words.count == 3 ? words[2] : nil))
        }
        return found
    }
}

extension Substring {
    fileprivate var trimmedText: String { String(self).trimmed }
}

/// One line of a list of imports.
struct ImportLine {
    /// The line as it stands, without its line feed.
    var text: String
    /// What the line is about: two lines of one key are about one thing.
    var key: String
    /// What the line is sorted by: a group, and a text in it.
    var sortKey: (group: Int, text: String)
    /// The names that the line gives to the file.
    var names: [String]
    /// The members of a statement that has several on its line.
    var members: [String] = []
    /// What stands before the members; nil where they can't be changed.
    var head: String?
    var tail = ""
}
