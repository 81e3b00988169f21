import Template

extension TreeMerge {
    /// Refuses paths that differ only in how Unicode spells them: é as one character, or as e with an accent behind it.
    ///
    /// They are two files to git and Linux and one to macOS, and one text to Swift: what the merge keeps by path would lose
    /// one of the two without a word.
    /// - Throws: ``DriftError`` `path` that names both, where at least one of them is the template's.
    func refuseTwoSpellings() throws {
        var seen: [String: String] = [:]
        func note(_ path: String) throws {
            guard path.utf8.contains(where: { $0 >= 0x80 }) else { return }
            guard let other = seen.updateValue(path, forKey: path), !other.utf8.elementsEqual(path.utf8) else { return }
            throw DriftError(
                .path,
                "two paths differ only in how Unicode spells them: \(Self.spelled(other)) and \(Self.spelled(path))",
                fix: "rename one of them")
        }
        for file in base.files + incoming.files { try note(file.path) }
        if seen.isEmpty { return }
        for (path, _) in try local.files(under: "") where seen[path] != nil { try note(path) }
    }

    /// A path with the numbers of what is beyond ASCII in it.
    private static func spelled(_ path: String) -> String {
        path.unicodeScalars.map { $0.isASCII ? String($0) : "\\u{\(String($0.value, radix: 16))}" }.joined()
    }
}
