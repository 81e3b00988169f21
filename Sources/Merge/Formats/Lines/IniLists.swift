/// Values of INI files that are lists of requirements, one a line: those of setuptools and tox.
enum IniLists {
    /// Whether a key holds requirements.
    static func isRequirements(_ name: String, in section: String?) -> Bool {
        guard let section else { return false }
        switch name {
        case "install_requires", "setup_requires", "tests_require": return section == "options"
        case "deps", "requires": return section == "tox" || section.hasPrefix("testenv")
        default: return section == "options.extras_require"
        }
    }

    /// The list of a value that begins on the line below its key; nil where the value stands behind the key.
    /// - Parameter span: What follows the separator, up to the end of the value's last line.
    static func node(_ span: Range<Int>, in bytes: [UInt8]) -> SyntaxNode? {
        var lines = lineSpans(bytes, in: span)[...]
        guard let first = lines.popFirst(), bytes[first].last == lineFeed, isBlank(bytes[first]), !lines.isEmpty else {
            return nil
        }
        var builder = LineTreeBuilder(bytes: bytes, start: first.upperBound)
        for line in lines {
            let text = content(of: line, in: bytes)
            guard let mark = bytes[text].first, mark != UInt8(ascii: "#"), mark != UInt8(ascii: ";") else { continue }
            RequirementsParser.add(text.lowerBound..<line.upperBound, to: &builder)
        }
        var container = builder.container(to: span.upperBound)
        container.opening = span.lowerBound..<first.upperBound
        return SyntaxNode(span: span, content: .list(container))
    }

    /// What the list of a value says, for the second reader; nil where the value stands behind the key.
    /// - Parameter value: The lines from the key's on, without the key.
    static func read(_ value: String) -> Value? {
        var lines = value.lines[...]
        guard let first = lines.popFirst(), first.trimmed.isEmpty, !lines.isEmpty else { return nil }
        let texts = lines.map(\.trimmed).filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix(";") }
        return .list(
            texts.map { text in
                let end = text.firstRange(of: " #") ?? text.firstRange(of: "\t#")
                return .string(end.map { String(text[..<$0.lowerBound]).trimmed } ?? text)
            })
    }
}

extension ListPolicy {
    private static let keyOfEntry = Pattern(/^[\w{},!.-]+:\s+/)

    /// Requirements of setuptools and tox, which may have factors of tox before them.
    static var iniRequirements: ListPolicy {
        .identified { value in
            let key = ListPolicy.requirementLines.identity(value)
            guard let text = value.text, key?.kind == "text", let factor = text.firstMatch(of: keyOfEntry),
                let requirement = RequirementText(String(text[factor.range.upperBound...]))
            else { return key }
            return Key(requirement.name, kind: "\(requirement.variant) of \(factor.output)")
        }
    }
}
