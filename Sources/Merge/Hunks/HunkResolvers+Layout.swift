extension HunkResolvers {
    /// One side changed nothing but blank lines.
    func blankLines(_ hunk: ConflictHunk) -> Answer? {
        func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
            bytes.split(separator: lineFeed).filter { !isBlank($0) }
        }
        let base = lines(hunk.base)
        if lines(hunk.incoming) == base {
            return Answer(
                resolver: .blankLines, text: hunk.local, message: "the template changed only blank lines: kept local's")
        }
        if lines(hunk.local) == base {
            return Answer(
                resolver: .blankLines, text: hunk.incoming,
                message: "local changed only blank lines: took the template's")
        }
        return nil
    }

    /// One side changed nothing but the layout of the code.
    func formatted(_ hunk: ConflictHunk) -> Answer? {
        switch formatting?.changed(hunk) {
        case .local:
            return Answer(
                resolver: .formatting, text: hunk.local,
                message: "the template only formatted these lines: kept local's")
        case .incoming:
            if let text = formatting?.formatted(hunk) {
                return Answer(
                    resolver: .formatting, text: text,
                    message: "local only formatted these lines: put the template's change into them")
            }
            return Answer(
                resolver: .formatting, text: hunk.incoming,
                message: "local only formatted these lines: took the template's")
        case nil: return nil
        }
    }
}
