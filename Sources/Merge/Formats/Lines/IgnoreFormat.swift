extension FileFormat {
    /// Ignore files: patterns without order, as long as none is taken back by a `!` after it.
    static let ignore = FileFormat(
        name: "ignore", parse: IgnoreParser.parse, read: IgnoreParser.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { _ in .ignorePatterns }
            profile.versions = { _ in nil }
            // A `!` takes back what stands above it: with one changed, no other change has a sure place.
            profile.contradiction = { merged, local, incoming in
                let negations = [local, incoming].map { $0.texts.filter { $0.hasPrefix("!") } }
                let isMixed = Set(merged.texts) != Set(local.texts) && Set(merged.texts) != Set(incoming.texts)
                return negations[0] != negations[1] && isMixed ? "order of negations" : nil
            }
            return profile
        }())
}

extension ListPolicy {
    /// A file without `!` is a set of patterns; one with `!` is a sequence, since the last match wins.
    fileprivate static var ignorePatterns: ListPolicy {
        .identified { value in value.text.flatMap { $0.hasPrefix("!") ? nil : Key($0) } }
    }
}

enum IgnoreParser {
    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var builder = LineTreeBuilder(bytes: bytes)
        for line in lineSpans(bytes) {
            guard let pattern = pattern(String(decoding: bytes[line], as: UTF8.self)) else { continue }
            let span = line.lowerBound..<line.lowerBound + pattern.utf8.count
            builder.add(
                Key(""), head: span.lowerBound..<span.lowerBound,
                node: SyntaxNode(span: span, content: .scalar(.string(pattern), .inline)), lineEnd: line.upperBound)
        }
        return builder.tree(isMap: false)
    }

    /// The pattern of a line; nil for blank lines and comments.
    ///
    /// Space at the end says nothing unless escaped.
    private static func pattern(_ line: String) -> String? {
        var text = line
        while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
        while text.hasSuffix(" "), !text.hasSuffix("\\ ") { text.removeLast() }
        return text.isEmpty || text.hasPrefix("#") ? nil : text
    }

    /// The second reader; a pattern that stands twice is one pattern more, not an error.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return .list(text.lines.compactMap { pattern($0).map(Value.string) })
    }
}

extension String {
    /// The text between line ends.
    fileprivate var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
