extension FileFormat {
    /// Requirement lists of pip: one requirement a line, told apart by name, extras and marker.
    static let requirements = FileFormat(
        name: "requirements", parse: RequirementsParser.parse, read: RequirementsReader.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { _ in .requirementLines }
            profile.versions = { _ in .requirement }
            profile.problems = unhashed
            // Options of one kind work in order: both sides' new ones have none.
            profile.contradiction = { merged, local, incoming in
                let options = [merged, local, incoming].map(optionsByKind)
                for (kind, all) in options[0] where all != options[1][kind] && all != options[2][kind] {
                    return "order of \(kind) options"
                }
                return secondPackage(merged, local, incoming)
            }
            return profile
        }())

    /// The options of a list; those that say where packages come from are of one kind.
    private static func optionsByKind(_ value: Value) -> [String: Set<String>] {
        value.texts.reduce(into: [:]) { options, text in
            guard text.hasPrefix("-") else { return }
            let name = String(text.prefix { $0 != " " && $0 != "=" })
            let isIndex = ["-i", "-f"].contains(name) || name.contains("index") || name == "--find-links"
            options[isIndex ? "index" : name, default: []].insert(text)
        }
    }

    /// The requirements without a hash where another has one: pip then asks for hashes of all of them.
    private static func unhashed(_ value: Value) -> Set<String> {
        let requirements = value.texts.filter { !$0.hasPrefix("-") }
        guard requirements.contains(where: { $0.holds("--hash") }) else { return [] }
        return Set(requirements.filter { !$0.holds("--hash") }.map { "hash of \(packageName($0) ?? $0)" })
    }

    private static let eggName = Pattern(/#(?:.*&)?egg=([\w.-]+)/)
    private static let wheelName = Pattern(/(?:^|\/)([^\/-]+)-[^\/]*\.whl/)

    /// What a line installs, by name, from an address or as a file; nil for an option.
    private static func packageName(_ text: String) -> String? {
        if text.holds("egg="), let name = text.firstMatch(of: eggName) {
            return RequirementText.normalized(String(name.1))
        }
        if text.hasPrefix("-") { return nil }
        if text.holds(".whl"), let name = text.firstMatch(of: wheelName) {
            return RequirementText.normalized(String(name.1))
        }
        return RequirementText(text)?.name
    }

    /// A package that the merge names more often than either side does, in another variant.
    private static func secondPackage(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let names = [merged, local, incoming].map { value in
            value.texts.compactMap(packageName)
                .reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        return doubled(names[0], names[1], names[2]).map { "second \($0)" }
    }
}

/// What stands more often in a merge than on either side, and more than once.
func doubled(_ merged: [String: Int], _ local: [String: Int], _ incoming: [String: Int]) -> String? {
    merged.filter { name, count in count > 1 && count > max(local[name] ?? 0, incoming[name] ?? 0) }.keys.min()
}

extension ListPolicy {
    /// Lines of requirements: a name with its extras and its marker; options, and what is neither, stand for themselves.
    static var requirementLines: ListPolicy {
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
        guard let text = String(validating: bytes, as: UTF8.self), !text.holds("\t#"), !text.holds("# via ")
        else {
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
            add(text.lowerBound..<end, to: &builder)
        }
        return builder.tree(isMap: false)
    }

    /// Adds a requirement, from its name to the end of its last line.
    static func add(_ lines: Range<Int>, to builder: inout LineTreeBuilder) {
        let span = requirement(lines, in: builder.bytes)
        let value = String(decoding: builder.bytes[span], as: UTF8.self)
        builder.add(
            Key(""), head: lines.lowerBound..<lines.lowerBound,
            node: SyntaxNode(span: span, content: .scalar(.string(value), .inline)), lineEnd: lines.upperBound)
    }

    /// The requirement without the comment behind it.
    private static func requirement(_ line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var end = line.upperBound
        for index in line where bytes[index] == UInt8(ascii: "#") && index > line.lowerBound {
            if isBlank(bytes[index - 1]) {
                end = index
                break
            }
        }
        while end > line.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
        return line.lowerBound..<end
    }
}

/// A second reader of requirement lists.
enum RequirementsReader {
    private static let trailingComment = Pattern(/[ \t]#.*$/)

    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var values: [Value] = []
        var pending = ""
        for line in text.lines {
            if pending.isEmpty, line.trimmed.isEmpty || line.trimmed.hasPrefix("#") { continue }
            pending += pending.isEmpty ? line : "\n" + line
            if line.hasSuffix("\\") { continue }
            var requirement = pending.trimmed
            if requirement.utf8.contains(UInt8(ascii: "#")), let comment = requirement.firstMatch(of: trailingComment) {
                requirement = String(requirement[..<comment.range.lowerBound]).trimmed
            }
            values.append(.string(requirement))
            pending = ""
        }
        return .list(values)
    }
}
