/// The documents within a shell script, `<<EOF` to `EOF`, whose lines are no commands.
enum ShellDocuments {
    /// The lines outside of them.
    static func code(_ lines: [OutlineLine]) -> [OutlineLine] {
        var end: String?
        return lines.filter { line in
            if let open = end {
                if line.text == open { end = nil }
                return false
            }
            if !line.isComment() { end = opened(by: line) }
            return true
        }
    }

    private static let heredocument = Pattern(/(?:^|[^<])<<-?\s*["'\\]?([A-Za-z_]+)/)

    /// The word that ends the document which a line begins; nil where it begins none, as with `<<<`.
    private static func opened(by line: OutlineLine) -> String? {
        guard line.text.holds("<<") else { return nil }
        return line.text.firstMatch(of: heredocument).map { String($0.1) }
    }
}
