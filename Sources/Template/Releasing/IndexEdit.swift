/// Edits of a `scaffold.yml` that keep every other byte.
enum IndexEdit {
    /// The text with a content id added to a release's entry; nil when the entry has one or is not on one line.
    static func fill(content: String, of version: ReleaseVersion, in text: String) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let starts = ["release: \(version),", "release: \(version) }", "release: \(version)}"]
        let index = lines.firstIndex { line in
            starts.contains { line.contains("{ \($0)") || line.contains("{\($0)") } && !line.contains("content:")
        }
        guard let index, let brace = lines[index].lastIndex(of: "}") else { return nil }
        var head = lines[index][..<brace]
        while head.last == " " { head = head.dropLast() }
        lines[index] = "\(head), content: \(content) \(lines[index][brace...])"
        return lines.joined(separator: "\n")
    }

    /// The text with an entry at the end of `releases:`; nil when that is no block of lines.
    static func append(release version: ReleaseVersion, date: String, to text: String) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("releases:") }) else { return nil }
        let rest = lines[(start + 1)...]
        let end = rest.firstIndex { !$0.isEmpty && !$0.hasPrefix(" ") && !$0.hasPrefix("-") } ?? lines.endIndex
        guard let last = rest[..<end].lastIndex(where: { !$0.isEmpty }) else { return nil }
        let first = rest.first { $0.drop { $0 == " " }.hasPrefix("- ") }
        guard let indent = first?.prefix(while: { $0 == " " }) else { return nil }
        lines.insert("\(indent)- { release: \(version), date: \(date) }", at: last + 1)
        return lines.joined(separator: "\n")
    }
}
