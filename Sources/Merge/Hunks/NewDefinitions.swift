/// Definitions that both sides added at one point of a source file: functions, types, targets and resources, whose order says
/// nothing.
///
/// Statements do not count, and neither does what is registered by its order, such as routes.
struct NewDefinitions {
    private let language: Language

    /// Nil where nothing is known of definitions.
    init?(path: String) {
        guard let language = Language(path: path) else { return nil }
        self.language = language
    }

    /// Definitions that one side put above a line which the other changed, and then that line; nil where there is anything
    /// else.
    func above(_ hunk: ConflictHunk) -> [UInt8]? {
        guard !hunk.base.isEmpty else { return nil }
        for (side, other) in [(hunk.local, hunk.incoming), (hunk.incoming, hunk.local)]
        where side.count > hunk.base.count {
            let added = Array(side.dropLast(hunk.base.count))
            let lines = LineText(added)
            if side.suffix(hunk.base.count) == hunk.base[...], isBlank(lines[lines.count - 1]), names(in: added) != nil,
                let old = opening(hunk.base), old == opening(other)
            {
                return added + other
            }
        }
        return nil
    }

    /// What stands before the name of what a text begins with: its keyword and modifiers, or a mark; nil where it begins with
    /// no definition.
    private func opening(_ text: [UInt8]) -> Substring? {
        guard let line = String(decoding: text, as: UTF8.self).lines.first else { return nil }
        let edge = line.prefix { $0 == " " || $0 == "\t" }
        let rest = line.trimmed
        if language.marks.contains(where: rest.hasPrefix) { return edge + rest.prefix { $0 != "(" } }
        guard language.name(rest, isInside: !edge.isEmpty) != nil else { return nil }
        let known = language.keywords.union(language.modifiers)
        let words = rest.split(separator: " ").prefix { known.contains(String($0)) }
        return edge + words.joined(separator: " ")
    }

    /// Local's definitions and then the template's; nil where a side brought anything else, or both one name.
    func joined(_ hunk: ConflictHunk) -> [UInt8]? {
        guard hunk.base.isEmpty else { return nil }
        // What is done when the file is run stands below all definitions.
        if isMain(hunk.local), names(in: hunk.incoming) != nil { return parted(hunk.incoming, hunk.local) }
        if isMain(hunk.incoming), names(in: hunk.local) != nil { return parted(hunk.local, hunk.incoming) }
        guard let mine = names(in: hunk.local), let theirs = names(in: hunk.incoming), mine.edge == theirs.edge,
            mine.names.isDisjoint(with: theirs.names)
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

    private static let nameSetting = Pattern(/\bname\s*=\s*"([^"]+)"/)

    /// What a text defines, all of it behind the same space; nil where a line there is no part of a definition.
    private func names(in text: [UInt8]) -> (names: Set<String>, edge: Substring)? {
        var names: Set<String> = []
        let lines = String(decoding: text, as: UTF8.self).lines.filter { !$0.trimmed.isEmpty }
        guard let edge = lines.first?.prefix(while: { $0 == " " || $0 == "\t" }) else { return nil }
        var isInComment = false
        for line in lines {
            if isInComment || line.trimmed.hasPrefix("/*") {
                isInComment = !line.contains("*/")
                continue
            }
            guard line.hasPrefix(edge) else { return nil }
            let text = line.dropFirst(edge.count)
            if text.hasPrefix(" ") || text.hasPrefix("\t") {
                if names.isEmpty { return nil }
                continue
            }
            if (language.marks + language.others).contains(where: text.hasPrefix) {
                // A mark may give what is below it another name.
                if let name = text.firstMatch(of: Self.nameSetting) { names.insert(String(name.1)) }
                continue
            }
            guard let name = language.name(String(text), isInside: !edge.isEmpty), names.insert(name).inserted else {
                return nil
            }
        }
        return names.isEmpty ? nil : (names, edge)
    }
}
