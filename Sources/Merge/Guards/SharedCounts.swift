/// Finds a count that both sides raised alike, each for what it put in: `wg.Add(3)` for a third goroutine, of which there
/// are four then.
struct SharedCounts {
    /// Nil for files that are no source code.
    init?(path: String) {
        let suffix = path.fileSuffix
        guard Self.suffixes.contains(suffix) || scriptSuffixes.contains(suffix) else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        let theirs = Set(sides.added(by: .incoming).map(\.text))
        let shared = sides.added(by: .local).filter { theirs.contains($0.text) && sides.counts.base[$0.text] == nil }
        // What both have is no count of their own where one took it from the other with what it counts.
        guard !shared.isEmpty, shared.allSatisfy({ isRaised($0.text, sides) }) else { return [] }
        let known = Set(shared.map(\.text))
        let isOwn = SidedLines.pairs.allSatisfy { side, _ in
            sides.added(by: side).contains {
                !known.contains($0.text) && !$0.isComment() && $0.text.contains(where: \.isLetter)
            }
        }
        guard isOwn else { return [] }
        return shared.map { line in
            Contradiction(
                name: "count of \(line.text)", texts: [line.text],
                places: JoinedLines(
                    local: [line.number],
                    incoming: Set(sides.lines.incoming.filter { $0.text == line.text }.map(\.number))))
        }
    }

    /// Whether a line says how many there are, and the base said less.
    private func isRaised(_ text: String, _ sides: SidedLines) -> Bool {
        guard text.contains(where: \.isNumber), Self.counting.contains(where: text.contains) else { return false }
        let words = Self.parts(text)
        return sides.lines.base.contains { line in
            guard sides.counts.local[line.text] == nil else { return false }
            let old = Self.parts(line.text)
            guard old.count == words.count else { return false }
            let changed = zip(old, words).filter { $0 != $1 }
            guard changed.count == 1, let before = Int(changed[0].0), let now = Int(changed[0].1) else { return false }
            return before < now
        }
    }

    /// The numbers of a line, and what stands between them.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var isDigit = false
        for character in text {
            let isNext = character.isASCII && character.isNumber
            if parts.isEmpty || isNext != isDigit { parts.append("") }
            parts[parts.count - 1].append(character)
            isDigit = isNext
        }
        return parts
    }

    /// How calls and comparisons name a count; what is only set is a setting that both may have raised.
    private static let counting = [
        "len(", "Len(", "ength", ".size", "Size(", ".count", "Count(", "wg.Add(", "times(", "CountDownLatch(",
        "CyclicBarrier(",
    ]

    private static let suffixes: Set<String> = [
        "py", "go", "java", "kt", "kts", "cs", "swift", "scala", "rs", "php", "rb", "groovy",
    ]
}
