/// Rows of a Markdown table, each about what its first cell names: what each side did to other rows merges.
///
/// Where a side gave the table another column, or wrote it with other spaces, its rows differ in more than what they say,
/// and both sides' changes of one row stay a conflict.
enum TableRows {
    /// The conflict's lines with what both sides did; nil where a line is no row, or both did it to one.
    static func merged(_ hunk: ConflictHunk, path: String) -> [UInt8]? {
        guard ["md", "markdown"].contains(path.fileSuffix) else { return nil }
        let lines = HunkFile.lines(of: hunk)
        let widths = Set([lines.base, lines.local, lines.incoming].joined().map(borders))
        return widths.count == 1 ? KeyedLines.merged(hunk, key: name) : nil
    }

    /// How many borders of cells a line has.
    private static func borders(_ line: String) -> Int {
        var count = 0
        var last: Character?
        for character in line {
            if character == "|", last != "\\" { count += 1 }
            last = character
        }
        return count
    }

    /// What the first cell says; nil for what is no row, or parts the head from the rest.
    private static func name(_ line: String) -> String? {
        let text = line.trimmed
        guard text.hasPrefix("|"), text.hasSuffix("|"), borders(text) > 2 else { return nil }
        let name = String(text.dropFirst().prefix { $0 != "|" }.filter { !"`*_".contains($0) }).trimmed
        return name.contains { $0.isLetter || $0.isNumber } ? name : nil
    }
}
