extension FileFormat {
    /// `.tool-versions`: a tool and its versions a line.
    static let toolVersions = FileFormat(
        name: "tool-versions", parse: ToolVersionsParser.parse, read: ToolVersionsParser.read,
        profile: {
            var profile = MergeProfile()
            profile.versions = { _ in .plain }
            return profile
        }())
}

enum ToolVersionsParser {
    /// The lossless tree; nil for a line without a version, and for a tool that stands twice.
    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var builder = LineTreeBuilder(bytes: bytes)
        for line in lineSpans(bytes) {
            let words = content(of: line, in: bytes)
            guard let first = bytes[words].first, first != UInt8(ascii: "#") else { continue }
            let text = bytes[words].prefix { $0 != UInt8(ascii: "#") }
            guard let space = text.firstIndex(where: { isBlank($0) }),
                let start = text[space...].firstIndex(where: { !isBlank($0) }),
                let last = text.lastIndex(where: { !isBlank($0) })
            else { return nil }
            let value = Value.string(String(decoding: bytes[start...last], as: UTF8.self))
            builder.add(
                Key(String(decoding: bytes[words.lowerBound..<space], as: UTF8.self)), head: words.lowerBound..<start,
                node: SyntaxNode(span: start..<last + 1, content: .scalar(value, .inline)), lineEnd: line.upperBound)
        }
        return builder.entries.contains { $0.key.kind.hasPrefix("#") } ? nil : builder.tree(isMap: true)
    }

    /// The second reader.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var pairs: [Key: Value] = [:]
        for line in text.lines {
            let words = line.trimmed.prefix { $0 != "#" }.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
            guard let name = words.first else { continue }
            let versions = words.count > 1 ? String(words[1]).trimmed : ""
            guard !versions.isEmpty, pairs.updateValue(.string(versions), forKey: Key(String(name))) == nil else {
                return nil
            }
        }
        return .map(pairs)
    }
}
