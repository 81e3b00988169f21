/// Merges text that is written for people by words: a sentence on one line is no more one fact than one that is wrapped.
struct Prose {
    private let kind: Kind

    private enum Kind {
        case markdown
        case plain
    }

    /// Between edits of two sides so many words must be as they were.
    private static let leastDistance = 2

    /// Nil for files that hold anything but prose.
    init?(path: String) {
        let name = path.fileName.lowercased()
        let parts = name.split(separator: ".")
        if parts.count > 1, ["md", "markdown"].contains(parts.last) {
            kind = .markdown
        } else if parts.count <= 2, let stem = parts.first, Self.names.contains(String(stem)),
            parts.count == 1 || parts.last == "txt"
        {
            kind = .plain
        } else {
            return nil
        }
    }

    private static let names: Set<String> = [
        "license", "licence", "copying", "notice", "copyright", "readme", "authors",
    ]

    /// Both sides' changes of words; nil where they touch or nearly do, where much of the text changed or is denied, and for code.
    func merged(_ hunk: ConflictHunk, in base: LineText) -> [UInt8]? {
        guard [hunk.base, hunk.local, hunk.incoming].allSatisfy(isProse), !isCode(hunk.baseLines.lowerBound, in: base)
        else { return nil }
        let texts = Sides(base: hunk.base, local: hunk.local, incoming: hunk.incoming).map { LineText(phrases: $0) }
        let numbers = LineNumbers([texts.base, texts.local, texts.incoming])
        let regions = MergeRegion.all(
            local: lineDiff(numbers.texts[0], numbers.texts[1], distinct: numbers.distinct),
            incoming: lineDiff(numbers.texts[0], numbers.texts[2], distinct: numbers.distinct))
        let changed = regions.reduce(0) { $0 + texts.base.words(in: $1.base) }
        guard changed * 2 <= texts.base.words(in: 0..<texts.base.count) else { return nil }
        var result: [UInt8] = []
        var position = SidePositions()
        var previous: MergeRegion.Origin?
        for region in regions {
            let gap = position.base..<region.base.lowerBound
            if let previous, previous != region.origin, texts.base.words(in: gap) < Self.leastDistance { return nil }
            previous = region.origin
            result += texts.base[gap]
            position.advance(by: gap.count)
            let pieces = position.lines(of: region)
            position.move(past: pieces)
            let own = region.origin == .incoming ? texts.incoming[pieces.incoming] : texts.local[pieces.local]
            if Self.negates(texts.base[region.base]) != Self.negates(own) { return nil }
            switch region.origin {
            case .local: result += texts.local[pieces.local]
            case .incoming: result += texts.incoming[pieces.incoming]
            case .both:
                guard texts.local[pieces.local] == texts.incoming[pieces.incoming] else { return nil }
                result += texts.local[pieces.local]
            }
        }
        result += texts.base[position.base..<texts.base.count]
        // A list that one side numbered, and an entry of the other's with a dash.
        let kinds = max(Self.listMarks(in: hunk.local).count, Self.listMarks(in: hunk.incoming).count)
        if Self.listMarks(in: result).count > kinds { return nil }
        let most = max(Self.repeatedNumbers(in: hunk.local), Self.repeatedNumbers(in: hunk.incoming))
        return Self.repeatedNumbers(in: result) > most ? nil : result
    }

    /// What entries of lists begin with; `1` for a number.
    private static func listMarks(in text: [UInt8]) -> Set<UInt8> {
        Set(
            text.split(separator: lineFeed).compactMap { line in
                let entry = line.drop { isBlank($0) }
                let digits = entry.prefix(while: \.isASCIIDigit)
                let mark = entry.dropFirst(digits.count).prefix(2)
                guard mark.count == 2, isBlank(mark[mark.startIndex + 1]) else { return nil }
                if !digits.isEmpty { return ".)".utf8.contains(mark[mark.startIndex]) ? UInt8(ascii: "1") : nil }
                return "-*+".utf8.contains(mark[mark.startIndex]) ? mark[mark.startIndex] : nil
            })
    }

    /// Whether words turn round what the words beside them say, which the other side wrote about.
    private static func negates(_ text: ArraySlice<UInt8>) -> Bool {
        String(decoding: text, as: UTF8.self).lowercased().split { !$0.isLetter && $0 != "'" }.contains { word in
            negations.contains(String(word)) || word.hasSuffix("n't")
        }
    }

    private static let negations: Set<String> = [
        "not", "no", "never", "cannot", "without", "neither", "nor", "except", "unless", "only",
    ]

    /// How many items of numbered lists have the number of the line above.
    private static func repeatedNumbers(in text: [UInt8]) -> Int {
        let numbers = text.split(separator: lineFeed).map { line in
            let number = line.drop(while: isBlank).prefix { (0x30...0x39).contains($0) }
            return line[number.endIndex...].starts(with: ". ".utf8) ? number : []
        }
        // Lists in which all have one number are numbered by the reader.
        return zip(numbers, numbers.dropFirst()).count { !$0.isEmpty && $0 == $1 }
    }

    /// Whether no line is indented like code, quotes code, or is markup.
    private func isProse(_ text: [UInt8]) -> Bool {
        text.split(separator: lineFeed).allSatisfy { line in
            let starts = ["    ", "\t", "<", "```", "~~~", "|"]
            return !starts.contains { line.starts(with: $0.utf8) }
        }
    }

    /// Whether a line stands in a block of code, or in what is written for machines above the text.
    private func isCode(_ line: Int, in base: LineText) -> Bool {
        guard kind == .markdown else { return false }
        var fence: ArraySlice<UInt8>?
        var isHeader = false
        for index in 0..<line {
            let text = base[index].drop { $0 == UInt8(ascii: " ") }
            if index == 0, text.starts(with: "---\n".utf8) {
                isHeader = true
            } else if isHeader {
                isHeader = !text.starts(with: "---\n".utf8)
            } else if let open = fence {
                if text.starts(with: open) { fence = nil }
            } else if text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) {
                fence = text.prefix(3)
            }
        }
        return fence != nil || isHeader
    }
}
