/// Link reference definitions of Markdown, `[label]: address "title"`: a set of which each line gives one label a target.
///
/// What each side did to other labels merges. Two new ones at one place both stay, local's first; what both did to one label
/// stays a conflict, as does a label that stands twice in the file, of which Markdown takes the first. Footnotes may go on
/// in the next line, and so may a title: neither is touched.
struct LinkDefinitions {
    private let file: HunkFile

    init?(_ file: HunkFile) {
        guard file.path.isMarkdown else { return nil }
        self.file = file
    }

    /// The conflict's lines with what both sides did; nil where a line is anything but a definition.
    func merged(_ hunk: ConflictHunk) -> [UInt8]? {
        var sides = HunkFile.lines(of: hunk)
        let above = Self.takeBlanks(of: &sides, at: \.first, remove: { $0.removeFirst() })
        let below: [String] = Self.takeBlanks(of: &sides, at: \.last, remove: { $0.removeLast() }).reversed()
        let all = [sides.base, sides.local, sides.incoming].map { $0.map(Self.label) }
        let labels = Set(all.joined().compactMap(\.self))
        guard !labels.isEmpty, !all.joined().contains(nil), !labels.contains(where: { $0.hasPrefix("^") }),
            standsInText(hunk), standOnce(labels)
        else { return nil }
        let inner = sides.map(Self.bytes)
        guard
            let lines = KeyedLines.merged(
                ConflictHunk(
                    kind: hunk.kind, base: inner.base, local: inner.local, incoming: inner.incoming, baseLines: 0..<0,
                    localLines: 0..<0, incomingLines: 0..<0), key: Self.label)
        else { return nil }
        return Self.bytes(above) + lines + Self.bytes(below)
    }

    private static func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

    private static let definition = Pattern(
        /\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*[^\s]+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*/)

    /// The label of a definition, as Markdown compares labels: whatever its case, and each run of space is one.
    static func label(_ line: String) -> String? {
        let text = line.drop { $0 == " " }
        guard line.utf8.count - text.utf8.count < 4, text.first == "[", text.holds("]:"),
            let match = text.wholeMatch(of: definition)
        else { return nil }
        return folded(match.1)
    }

    /// A label as Markdown compares it; nil where nothing but space is in it.
    static func folded(_ label: some StringProtocol) -> String? {
        let words = label.lowercased().split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Takes away the blank lines that both sides have at an end, and the base too where it has lines at all.
    private static func takeBlanks(
        of sides: inout Sides<[String]>, at end: KeyPath<[String], String?>, remove: (inout [String]) -> Void
    ) -> [String] {
        var taken: [String] = []
        func isBlank(_ lines: [String]) -> Bool { lines[keyPath: end]?.trimmed.isEmpty == true }
        while isBlank(sides.local), isBlank(sides.incoming), sides.base.isEmpty || isBlank(sides.base),
            let line = sides.local[keyPath: end]
        {
            taken.append(line)
            remove(&sides.local)
            remove(&sides.incoming)
            if !sides.base.isEmpty { remove(&sides.base) }
        }
        return taken
    }

    /// Whether the conflict stands among text on every side, and its last definition ends with its line.
    private func standsInText(_ hunk: ConflictHunk) -> Bool {
        let ranges = Sides(base: hunk.baseLines, local: hunk.localLines, incoming: hunk.incomingLines)
        return [SideName.base, .local, .incoming].allSatisfy { side in
            let (lines, range) = (file.lines[side], ranges[side])
            let places = MarkdownPlaces(lines)
            // Where a side has no line here, the next one tells what it is in.
            guard
                (range.lowerBound..<max(range.upperBound, range.lowerBound + 1)).allSatisfy({
                    !places.isCode($0) && !places.isComment($0)
                })
            else { return false }
            guard range.upperBound < lines.count, let next = lines[range.upperBound].trimmed.first else { return true }
            return !"\"'(".contains(next)
        }
    }

    /// Whether no side defines one of these labels at two places.
    private func standOnce(_ labels: Set<String>) -> Bool {
        [file.lines.base, file.lines.local, file.lines.incoming].allSatisfy { lines in
            let found = lines.lazy.filter { $0.contains("]:") }.compactMap(Self.label).filter(labels.contains)
            return Set(found).count == found.count
        }
    }
}
