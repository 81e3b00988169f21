/// Builds of Maven.
extension Outline {
    /// Dependencies and plugins by what they are called, properties, and profiles, each in the block around it.
    static let maven: Scanner = { lines in
        var outline = Outline()
        // The elements that are open, outermost first, with the line of each.
        var open: [(name: String, line: Int)] = []
        var parts: [String: String] = [:]
        var isComment = false
        for line in lines {
            if isComment || line.text.hasPrefix("<!--") {
                isComment = !line.text.holds("-->")
                continue
            }
            guard line.text.hasPrefix("<") else { continue }
            if line.text.hasPrefix("</") {
                let name = line.text.dropFirst(2).identifier(with: ".-")
                if let last = open.last, last.name == name {
                    open.removeLast()
                    if named.contains(name), let artifact = parts["artifactId"] ?? parts["id"] {
                        // A plugin is Maven's own where nobody says otherwise.
                        let group = parts["groupId"] ?? (name == "plugin" ? "org.apache.maven.plugins" : "")
                        let kind = [group, artifact, parts["classifier"] ?? "", parts["type"] ?? ""]
                        outline.add(
                            name + " " + kind.joined(separator: ":"), scope: open.last?.line ?? -1, line: last.line)
                    }
                    if named.contains(name) { parts = [:] }
                }
                continue
            }
            let name = line.text.dropFirst().identifier(with: ".-")
            if name.isEmpty || line.text.hasSuffix("/>") { continue }
            // What stands in no list stands there once.
            if !repeatable.contains(name), !open.isEmpty, open.allSatisfy({ !repeatable.contains($0.name) }) {
                let path = (open.map(\.name) + [name]).joined(separator: "/")
                outline.add(path, scope: open.last?.line ?? -1, line: line.number)
            }
            guard line.text.hasSuffix("</\(name)>") else {
                if named.contains(name) { parts = [:] }
                if !line.text.holds("</") { open.append((name, line.number)) }
                continue
            }
            let value = line.text.dropFirst(name.utf8.count + 2).dropLast(name.utf8.count + 3)
            guard let block = open.last else { continue }
            if named.contains(block.name) {
                parts[name] = String(value)
            } else if block.name == "properties" || name.contains(".") {
                outline.add("property " + name, scope: block.line, line: line.number)
            }
        }
        return outline
    }

    /// Elements of which a block has one of a name.
    private static let named: Set<String> = ["dependency", "plugin", "profile", "execution", "repository"]

    /// Elements that may stand beside others of their name, or hold what may.
    private static let repeatable = named.union([
        "configuration", "properties", "module", "exclusion", "resource", "testResource", "extension", "developer",
        "contributor", "license", "mailingList", "notifier", "role", "goal", "include", "exclude", "filter",
        "pluginRepository", "reportSet", "report",
    ])
}
