extension FileFormat {
    /// Requirement lists of pip: one requirement a line, told apart by name, extras and marker.
    static let requirements = FileFormat(
        name: "requirements", parse: RequirementsParser.parse, read: RequirementsReader.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { _ in .requirementLines }
            profile.versions = { _ in .requirement }
            // Options work in order: both sides' new ones have none.
            profile.contradiction = { merged, local, incoming in
                let options = [local, incoming].map { Set($0.texts.filter { $0.hasPrefix("-") }) }
                let all = Set(merged.texts.filter { $0.hasPrefix("-") })
                return all != options[0] && all != options[1] ? "order of options" : nil
            }
            return profile
        }())
}

extension ListPolicy {
    fileprivate static var requirementLines: ListPolicy {
        .identified { value in
            guard let text = value.text else { return nil }
            // Options work in order, above all `-r` and `--index-url`: they stand for themselves.
            if text.hasPrefix("-") { return Key(text, kind: "option") }
            return RequirementText(text)?.key ?? Key(text, kind: "text")
        }
    }
}

/// Reads a requirement list into a lossless tree.
enum RequirementsParser {
    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\t#"), !text.contains(" via ") else {
            return nil
        }
        var builder = LineTreeBuilder(bytes: bytes)
        var lines = lineSpans(bytes)[...]
        while let line = lines.popFirst() {
            let text = content(of: line, in: bytes)
            guard let first = bytes[text].first, first != UInt8(ascii: "#") else { continue }
            var end = line.upperBound
            // Hashes stand on continued lines and belong to their requirement.
            while bytes[..<end].dropLast().last == UInt8(ascii: "\\"), let next = lines.popFirst() {
                end = next.upperBound
            }
            let span = requirement(text.lowerBound..<end, in: bytes)
            let value = String(decoding: bytes[span], as: UTF8.self)
            builder.add(
                Key(""), head: text.lowerBound..<text.lowerBound,
                node: SyntaxNode(span: span, content: .scalar(.string(value), .inline)), lineEnd: end)
        }
        return builder.tree(isMap: false)
    }

    /// The requirement without the comment behind it.
    private static func requirement(_ line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var end = line.upperBound
        for index in line where bytes[index] == UInt8(ascii: "#") && index > line.lowerBound {
            if isBlank(CollectionOfOne(bytes[index - 1])) {
                end = index
                break
            }
        }
        while end > line.lowerBound, isBlank(CollectionOfOne(bytes[end - 1])) { end -= 1 }
        return line.lowerBound..<end
    }
}

/// A second reader of requirement lists; a name that stands twice with one marker is refused, as pip refuses it.
enum RequirementsReader {
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var values: [Value] = []
        var pending = ""
        var seen: Set<Key> = []
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = String(raw)
            if pending.isEmpty, line.trimmed.isEmpty || line.trimmed.hasPrefix("#") { continue }
            pending += pending.isEmpty ? line : "\n" + line
            if line.hasSuffix("\\") { continue }
            var requirement = pending.trimmed
            if requirement.utf8.contains(UInt8(ascii: "#")), let comment = requirement.firstMatch(of: /[ \t]#.*$/) {
                requirement = String(requirement[..<comment.range.lowerBound]).trimmed
            }
            if !requirement.hasPrefix("-"), let parsed = RequirementText(requirement) {
                guard seen.insert(parsed.key).inserted else { return nil }
            }
            values.append(.string(requirement))
            pending = ""
        }
        return .list(values)
    }
}
