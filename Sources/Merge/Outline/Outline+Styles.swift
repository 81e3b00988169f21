/// Styles and markup.
extension Outline {
    /// CSS and its kin: rules by their selectors, and the properties of each.
    static let styles: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in CodeLines(lines, comment: "//", quotes: []) {
            let scope = scopes.enter(line)
            if line.text.hasSuffix("{") {
                outline.add(once: "rule " + line.text, scope: scope, line: line.number)
            } else if line.holds(":"), line.text.hasSuffix(";"), let name = line.name(before: ":"),
                name[...].identifier(with: "-$@") == name
            {
                outline.add(once: name, scope: scope, line: line.number, text: line.text)
            }
        }
        return outline
    }

    static let htmlName = Pattern(/\sid=["']([\w-]+)["']/)
    private static let templateBlock = Pattern(/\{%-?\s*block\s+(\w+)/)

    /// HTML and templates of it: the names of elements and of blocks, and attributes on lines of their own.
    static let markup: Scanner = { lines in
        var outline = Outline()
        for line in lines {
            if line.holds("="), line.text.holds("id=") {
                for match in line.text.matches(of: htmlName) {
                    outline.add(once: "id \(match.1)", scope: -1, line: line.number)
                }
            }
            if line.holds("<"), let head = line.headEntry {
                outline.add(once: head, scope: -1, line: line.number)
            }
            if line.holds("%"), let block = line.text.firstMatch(of: templateBlock) {
                outline.add(once: "block \(block.1)", scope: -1, line: line.number)
            }
        }
        outline.addAttributes(of: lines)
        return outline
    }

    /// The attributes that stand on lines of their own below the element that they belong to.
    mutating func addAttributes(of lines: [OutlineLine]) {
        var scopes = IndentationScopes()
        var elements: Set<Int> = []
        for line in lines {
            let scope = scopes.enter(line)
            if line.text.hasPrefix("<"), !line.text.hasPrefix("</"), !line.text.hasPrefix("<!"),
                !line.text.contains(">")
            {
                elements.insert(line.number)
            } else if elements.contains(scope) {
                let name = line.text[...].identifier(with: "-:@.#")
                let behind = line.text.dropFirst(name.count)
                if !name.isEmpty, behind.isEmpty || behind.hasPrefix("=") {
                    add(once: "attribute " + name, scope: scope, line: line.number, text: line.text)
                }
            }
        }
    }
}

extension OutlineLine {
    private static let metaName = Pattern(/\b(name|http-equiv)=["']([\w:-]+)["']/)
    private static let mediaQuery = Pattern(/\bmedia=["']([^"']+)["']/)

    /// What the head of a page says once: its title, and what a `meta` or a `link` is about.
    fileprivate var headEntry: String? {
        if text.hasPrefix("<title>") { return "title" }
        if text.hasPrefix("<meta "), let match = text.firstMatch(of: Self.metaName) {
            // One of a name for each kind of screen.
            let media = text.firstMatch(of: Self.mediaQuery).map { " \($0.1)" } ?? ""
            return "meta \(match.1) \(match.2)\(media)"
        }
        if text.hasPrefix("<meta charset") { return "meta charset" }
        return text.hasPrefix("<link ") && text.holds("rel=\"canonical\"") ? "link canonical" : nil
    }
}
