import Template
import Yams

extension ResolutionMemory {
    /// Reads a memory.
    ///
    /// What could replay something that nobody reviewed is refused: an entry whose key is not that of its conflict, a
    /// key twice, unknown rules and keys, conflict markers, paths that leave the service, and files beyond all measure.
    /// - Parameters:
    ///   - bytes: the content of the file.
    ///   - file: its name for messages.
    public init(parsing bytes: [UInt8], file: String = ResolutionMemory.fileName) throws(DriftError) {
        var reader = MemoryReader(file: file)
        self.init(entries: try reader.entries(bytes))
    }
}

private struct MemoryReader {
    let file: String
    private var lineCount = 0

    init(file: String) { self.file = file }

    mutating func entries(_ bytes: [UInt8]) throws(DriftError) -> [ResolutionMemory.Entry] {
        guard bytes.count <= ResolutionMemory.sizeLimit else { throw broken("is larger than 8 MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw broken("is not UTF-8") }
        let markers = text.utf8.split(separator: 0x0A).contains { line in
            line.starts(with: "<<<<<<< ".utf8) || line.starts(with: ">>>>>>> ".utf8)
                || line.elementsEqual("=======".utf8)
        }
        guard !markers else { throw broken("has conflict markers") }
        let root = try fields(try compose(text), ["schema", "resolutions", "complete"], "the file")
        guard try string(root, "schema") == String(ResolutionMemory.schema) else {
            throw broken("has another schema than \(ResolutionMemory.schema), which this scaffold reads")
        }
        guard root["complete"]?.scalar?.string == "true" else { throw broken("was cut off: it lacks `complete: true`") }
        guard let list = root["resolutions"]?.sequence else { throw broken("`resolutions` must be a list") }
        var entries: [ResolutionMemory.Entry] = []
        var keys: Set<String> = []
        for node in list {
            let entry = try entry(node)
            guard keys.insert(entry.pattern.key).inserted else {
                throw broken("has the key \(entry.pattern.key) twice", node)
            }
            entries.append(entry)
        }
        return entries
    }

    private mutating func entry(_ node: Node) throws(DriftError) -> ResolutionMemory.Entry {
        let known = [
            "key", "scaffold", "template", "format", "place", "base", "local", "incoming", "rule", "text", "origin",
        ]
        let map = try fields(node, known, "a resolution")
        let template = try string(map, "template")
        if let complaint = OutputPath.complaint(about: template) {
            throw broken("the template path \(complaint)", node)
        }
        let pattern = ConflictPattern(
            scaffold: try string(map, "scaffold"), template: template, format: try string(map, "format"),
            place: try string(map, "place"), base: try lines(map, "base"), local: try lines(map, "local"),
            incoming: try lines(map, "incoming"))
        guard try string(map, "key") == pattern.key else {
            throw broken("a resolution's key is not that of its conflict: it was edited by hand", node)
        }
        return ResolutionMemory.Entry(pattern: pattern, rule: try rule(map, node), origin: try origin(map))
    }

    private mutating func rule(_ map: [String: Node], _ node: Node) throws(DriftError) -> ResolutionRule {
        let name = try string(map, "rule")
        if name == ResolutionRule.literal([]).name { return .literal(try lines(map, "text")) }
        guard let rule = ResolutionRule.named.first(where: { $0.name == name }), map["text"] == nil else {
            throw broken("`\(name)` is no rule, or one that has no text", node)
        }
        return rule
    }

    private func origin(_ map: [String: Node]) throws(DriftError) -> ResolutionMemory.Origin {
        guard let node = map["origin"] else { throw broken("lacks `origin`") }
        let map = try fields(node, ["repository", "service", "from", "to", "date", "person"], "an origin")
        return ResolutionMemory.Origin(
            repository: map["repository"] == nil ? nil : try string(map, "repository"),
            service: try string(map, "service"), from: try string(map, "from"), to: try string(map, "to"),
            date: try string(map, "date"), person: map["person"] == nil ? nil : try string(map, "person"))
    }

    // MARK: Small readers

    private func compose(_ text: String) throws(DriftError) -> Node {
        do {
            // No types are told apart here; Yams' own rules would compile regular expressions first.
            if let node = try Parser(yaml: text, resolver: .basic).singleRoot() { return node }
        } catch {
            throw broken("is no valid YAML")
        }
        throw broken("is empty")
    }

    private func fields(_ node: Node, _ known: [String], _ what: String) throws(DriftError) -> [String: Node] {
        guard let mapping = node.mapping else { throw broken("\(what) must be a mapping", node) }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, known.contains(name) else {
                throw broken("has an unknown key in \(what)", key)
            }
            fields[name] = value
        }
        return fields
    }

    private func string(_ map: [String: Node], _ key: String) throws(DriftError) -> String {
        guard let text = map[key]?.scalar?.string else { throw broken("lacks `\(key)`, or it is no text", map[key]) }
        return text
    }

    private mutating func lines(_ map: [String: Node], _ key: String) throws(DriftError) -> [String] {
        guard let sequence = map[key]?.sequence else { throw broken("`\(key)` must be a list of lines", map[key]) }
        // An alias can make a short file long.
        lineCount += sequence.count
        guard lineCount <= ResolutionMemory.lineLimit else { throw broken("has too many lines") }
        var lines: [String] = []
        for node in sequence {
            guard let line = node.scalar?.string, !line.utf8.contains(0x0A) else {
                throw broken("`\(key)` must be a list of lines", node)
            }
            lines.append(line)
        }
        return lines
    }

    private func broken(_ what: String, _ node: Node? = nil) -> DriftError {
        let place = node?.mark.map { " (line \($0.line))" } ?? ""
        return DriftError(
            .memory, "\(file) \(what)\(place)", fix: "restore it from history, or delete the entry and resolve again")
    }
}
