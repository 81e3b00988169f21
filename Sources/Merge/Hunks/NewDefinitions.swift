/// Definitions that both sides added at one point of a source file: functions and types, whose order says nothing.
///
/// Statements do not count, and neither does what is registered by its order, such as routes.
struct NewDefinitions {
    private let language: Language

    private struct Language {
        /// How a definition starts, behind its modifiers.
        var keywords: Set<String>
        var modifiers: Set<String> = []
        /// How other lines at the left edge may start: comments, and ends of what began before.
        var others: [String]
        /// Marks above a definition that register nothing.
        var marks: [String] = []
    }

    /// Nil where nothing is known of definitions.
    init?(path: String) {
        let ends = ["}", ")", "//"]
        switch path.fileSuffix {
        case "py":
            language = Language(
                keywords: ["def", "class"], modifiers: ["async"], others: ["#", ")", "]"],
                marks: [
                    "@pytest.", "@dataclass", "@dataclasses.", "@functools.", "@cache", "@override", "@contextmanager",
                    "@nox.session", "@session", "@task", "@fixture", "@click.command", "@typing.",
                ])
        case "go": language = Language(keywords: ["func", "type"], others: ends)
        case "swift":
            language = Language(
                keywords: ["func", "struct", "enum", "class", "actor", "protocol", "extension"],
                modifiers: ["public", "internal", "private", "fileprivate", "package", "final", "indirect"],
                others: ends, marks: ["@Test", "@Suite", "@available"])
        case "ts", "tsx", "js", "jsx", "mjs":
            language = Language(
                keywords: ["function", "class", "interface", "enum"], modifiers: ["export", "async", "abstract"],
                others: ends + ["/*", " *"])
        case "rs":
            language = Language(
                keywords: ["fn", "struct", "enum", "trait", "impl"], modifiers: ["pub", "pub(crate)", "async"],
                others: ends, marks: ["#[test]", "#[derive", "#[tokio::test"])
        default: return nil
        }
    }

    /// Local's definitions and then the template's; nil where a side brought anything else, or both one name.
    func joined(_ hunk: ConflictHunk) -> [UInt8]? {
        guard hunk.base.isEmpty else { return nil }
        // What is done when the file is run stands below all definitions.
        if isMain(hunk.local), names(in: hunk.incoming) != nil { return parted(hunk.incoming, hunk.local) }
        if isMain(hunk.incoming), names(in: hunk.local) != nil { return parted(hunk.local, hunk.incoming) }
        guard let mine = names(in: hunk.local), let theirs = names(in: hunk.incoming), mine.isDisjoint(with: theirs)
        else {
            return nil
        }
        return parted(hunk.local, hunk.incoming)
    }

    /// One text and then the other; nil where nothing parts them.
    private func parted(_ first: [UInt8], _ second: [UInt8]) -> [UInt8]? {
        // What parts them from their neighbours parts them from each other.
        let sides = [LineText(first), LineText(second)]
        let areParted =
            sides.allSatisfy { isBlank($0[0]) } || sides.allSatisfy { isBlank($0[$0.count - 1]) }
        return areParted ? first + second : nil
    }

    /// Whether a text is what Python does where a file is run, and nothing else.
    private func isMain(_ text: [UInt8]) -> Bool {
        guard language.keywords.contains("def") else { return false }
        let lines = String(decoding: text, as: UTF8.self).lines.filter { !$0.trimmed.isEmpty }
        return lines.first?.hasPrefix("if __name__ ") == true && lines.dropFirst().allSatisfy { $0.hasPrefix(" ") }
    }

    /// What a text defines; nil where a line at the left edge is no part of a definition.
    private func names(in text: [UInt8]) -> Set<String>? {
        var names: Set<String> = []
        for line in String(decoding: text, as: UTF8.self).lines where !line.trimmed.isEmpty {
            if line.hasPrefix(" ") || line.hasPrefix("\t") {
                if names.isEmpty { return nil }
                continue
            }
            if language.marks.contains(where: line.hasPrefix) { continue }
            if language.others.contains(where: line.hasPrefix) { continue }
            var words = line.split(separator: " ")[...]
            while let word = words.first, language.modifiers.contains(String(word)) { words.removeFirst() }
            guard let keyword = words.popFirst(), language.keywords.contains(String(keyword)), let name = words.first,
                names.insert(String(name.prefix { !"(:<{".contains($0) }) + (name.hasPrefix("(") ? line : "")).inserted
            else { return nil }
        }
        return names.isEmpty ? nil : names
    }
}
