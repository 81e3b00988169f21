/// Settings of which one of two ways stood there as a comment, where one side took that way and the other side changed it.
///
/// What is switched on is no longer what the other side means by it, and what it says would be lost. Where nothing stood
/// there but the comment, the setting is the side's own that switched it on, unless the other side has another name for it.
enum SwitchedComments {
    /// The name of such a setting.
    /// - Parameters:
    ///   - texts: the bytes of each side.
    ///   - comments: how often each comment stands in them.
    static func changed(_ texts: Sides<[UInt8]>, comments: Sides<[String: Int]>) -> String? {
        let gone = comments.base.filter { text, count in
            count > comments.local[text] ?? 0 && count > comments.incoming[text] ?? 0
        }
        let names = Set(gone.keys.compactMap(commented))
        if names.isEmpty { return nil }
        let settings = texts.map { Self.settings(names, in: $0) }
        func isNew(_ comment: String, to own: [String: Int]) -> Bool {
            comments.base[comment] == nil && own[comment] == nil
        }
        let found = [
            (settings.local, comments.local, comments.incoming, SideName.incoming),
            (settings.incoming, comments.incoming, comments.local, .local),
        ].flatMap { mine, own, theirs, other in
            let left = Set(theirs.keys.compactMap(commented)).union(settings[other].keys)
            let changed = Set(theirs.keys.filter { isNew($0, to: own) }.compactMap(commented))
            return names.filter { name in
                guard let new = mine[name] else { return false }
                // What the other side offers under another name.
                guard let old = settings.base[name] else { return !left.contains(name) && !changed.isEmpty }
                return changed.contains(name) && !new.isSubset(of: old)
            }
        }
        return found.min()
    }

    /// The name of the setting that a comment would be without its sign; nil for one of words.
    private static func commented(_ comment: String) -> String? {
        let text = comment.drop { "#/;".contains($0) }
        return text.count < comment.count ? name(String(text).trimmed) : nil
    }

    /// The name in `name: value` and `name = value`.
    private static func name(_ line: String) -> String? {
        guard let end = line.firstIndex(where: { ":=".contains($0) }) else { return nil }
        let name = String(line[..<end]).trimmed
        return name.isEmpty || name.utf8.contains(UInt8(ascii: " ")) ? nil : name
    }

    /// The lines of a text that set some names, by these.
    private static func settings(_ names: Set<String>, in bytes: [UInt8]) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for line in String(decoding: bytes, as: UTF8.self).lines {
            let text = line.trimmed
            if let name = name(text), names.contains(name) { found[name, default: []].insert(text) }
        }
        return found
    }
}
