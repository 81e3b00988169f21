/// Whole blocks that one side put beside a block of Markdown which the other side changed.
///
/// Blank lines part both, so that neither touches the other. Not within lists, tables, quotations, code and markup,
/// where a block belongs to what stands around it; and not where a block would come under another heading than the side
/// that wrote it put it.
struct MarkdownBlocks {
    private let file: HunkFile

    init?(_ file: HunkFile) {
        guard file.path.isMarkdown else { return nil }
        self.file = file
    }

    /// Both changes, one below the other; nil where they can't be told apart.
    func merged(_ hunk: ConflictHunk) -> [UInt8]? {
        let lines = HunkFile.lines(of: hunk)
        let result =
            ended(hunk, lines, by: .local, .incoming) ?? ended(hunk, lines, by: .incoming, .local)
            ?? joined(hunk, lines.base, changed: .local, lines.local, added: lines.incoming)
            ?? joined(hunk, lines.base, changed: .incoming, lines.incoming, added: lines.local)
        return result.map { Array($0.map { $0 + "\n" }.joined().utf8) }
    }

    /// Text that one side put at the end of a section, and then the section that the other put below it.
    private func ended(
        _ hunk: ConflictHunk, _ lines: Sides<[String]>, by side: SideName, _ other: SideName
    ) -> [String]? {
        let (text, section) = (lines[side], lines[other])
        guard lines.base.isEmpty, headings(text).isEmpty, let first = text.first(where: { !$0.trimmed.isEmpty }),
            BlockKind(first) == .text, let head = section.first(where: { !$0.trimmed.isEmpty }), isHeading(head),
            fits(text, hunk, changed: other, section), fits(section, hunk, changed: side, text),
            isParted(lineAbove(hunk, side), text.first), isParted(text.last, section.first),
            isParted(section.last, lineBelow(hunk, other))
        else { return nil }
        return text + section
    }

    private func joined(
        _ hunk: ConflictHunk, _ base: [String], changed: SideName, _ mine: [String], added theirs: [String]
    ) -> [String]? {
        let count = theirs.count - base.count
        guard count > 0, let first = base.first(where: { !$0.trimmed.isEmpty }) else { return nil }
        if Array(theirs.suffix(base.count)) == base {
            let new = Array(theirs.prefix(count))
            guard let now = mine.first(where: { !$0.trimmed.isEmpty }),
                // Only before a section do blocks end what stands above them, and speak of nothing below.
                isHeading(first), isHeading(now), fits(new, hunk, changed: changed, mine),
                headings(new).isEmpty || levels([first]) == levels([now]),
                isParted(lineAbove(hunk, changed), new.first), isParted(new.last, mine.first)
            else { return nil }
            return new + mine
        }
        if Array(theirs.prefix(base.count)) == base {
            let new = Array(theirs.suffix(count))
            guard mine.contains(where: { !$0.trimmed.isEmpty }), let start = new.first(where: { !$0.trimmed.isEmpty }),
                fits(new, hunk, changed: changed, mine),
                // A heading ends whatever stands above it; a text would go on from what is there no more.
                isHeading(start), headings(mine).count == headings(base).count || levels(mine) >= levels([start]),
                isParted(mine.last, new.first), isParted(new.last, lineBelow(hunk, changed))
            else { return nil }
            return mine + new
        }
        return nil
    }

    /// Whether new lines are whole blocks, new in the file, and stand among text.
    private func fits(
        _ new: [String], _ hunk: ConflictHunk, changed: SideName, _ mine: [String]
    ) -> Bool {
        let start = hunk.baseLines.lowerBound
        guard !file.places.isCode(start), !file.places.isComment(start), isBalanced(new),
            isBalanced(mine),
            above(hunk, changed).flatMap({ BlockKind($0) })?.isAlone != false,
            let first = new.first(where: { !$0.trimmed.isEmpty }), BlockKind(first)?.isIndented == false
        else { return false }
        let other = Set(file.lines[changed].map(\.trimmed))
        let known = Set(file.lines.base.map(\.trimmed))
        return !repeats(new, other.subtracting(known))
            && Set(headings(new).map(\.name)).isDisjoint(with: headings(file.lines[changed]).map(\.name))
    }

    /// Whether the other side brought much the same text.
    private func repeats(_ new: [String], _ brought: Set<String>) -> Bool {
        func words(_ line: String) -> Set<Substring> {
            Set(line.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 1 })
        }
        let known = brought.map { words($0.lowercased()) }.filter { $0.count >= 4 }
        return new.map { words($0.lowercased()) }.contains { line in
            line.count >= 4 && known.contains { $0.intersection(line).count * 10 >= min($0.count, line.count) * 6 }
        }
    }

    // MARK: Lines

    private func isParted(_ above: String?, _ below: String?) -> Bool {
        guard let above, let below else { return true }
        return above.trimmed.isEmpty || below.trimmed.isEmpty
    }

    private func start(_ hunk: ConflictHunk, _ side: SideName) -> Range<Int> {
        side == .local ? hunk.localLines : hunk.incomingLines
    }

    private func lineAbove(_ hunk: ConflictHunk, _ side: SideName) -> String? {
        let index = start(hunk, side).lowerBound - 1
        return index >= 0 ? file.lines[side][index] : nil
    }

    private func lineBelow(_ hunk: ConflictHunk, _ side: SideName) -> String? {
        let index = start(hunk, side).upperBound
        return index < file.lines[side].count ? file.lines[side][index] : nil
    }

    /// The last line with a text above a conflict.
    private func above(_ hunk: ConflictHunk, _ side: SideName) -> String? {
        file.lines[side][..<start(hunk, side).lowerBound].last { !$0.trimmed.isEmpty }
    }

    private func isHeading(_ line: String) -> Bool { BlockKind(line) == .heading }

    private func headings(_ lines: [String]) -> [(name: String, level: Int)] {
        let places = MarkdownPlaces(lines)
        return lines.enumerated().filter { !places.isCode($0.offset) && isHeading($0.element) }.map {
            let level = $0.element.prefix { $0 == "#" }.count
            return ($0.element.dropFirst(level).lowercased().filter { $0.isLetter || $0.isNumber }, level)
        }
    }

    /// The level of the first heading.
    private func levels(_ lines: [String]) -> Int { headings(lines).map(\.level).min() ?? 7 }

    /// Whether lines close the code, comments and elements that they open.
    private func isBalanced(_ lines: [String]) -> Bool {
        let text = lines.joined(separator: "\n").lowercased()
        func count(_ part: String) -> Int { text.ranges(of: part).count }
        let fences = lines.count {
            $0.drop { $0 == " " }.hasPrefix("```") || $0.drop { $0 == " " }.hasPrefix("~~~")
        }
        let formulas = lines.count { $0.trimmed == "$$" }
        return fences.isMultiple(of: 2) && formulas.isMultiple(of: 2) && file.containers.isBalanced(lines)
            && count("<!--") == count("-->")
            && ["details", "div", "p", "table", "ul", "ol", "section", "center"].allSatisfy { name in
                count("<\(name)>") + count("<\(name) ") == count("</\(name)>")
            }
    }
}

/// What a block of Markdown is, by a line of it.
private enum BlockKind: Equatable {
    case heading, text, fence, list, table, quotation, markup, indented

    /// Nil for a blank line.
    init?(_ line: String) {
        let text = line.trimmed
        guard let first = text.first else { return nil }
        let number = text.prefix { $0.isNumber }
        if line.hasPrefix("    ") || line.hasPrefix("\t") || line.hasPrefix("  ") {
            self = .indented
        } else if text.hasPrefix("#") {
            self = .heading
        } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
            self = .fence
        } else if ["- ", "* ", "+ "].contains(where: text.hasPrefix)
            || !number.isEmpty && [".", ")"].contains(text.dropFirst(number.count).prefix(1))
        {
            self = .list
        } else {
            switch first {
            case "|": self = .table
            case ">": self = .quotation
            case "<", "!", "[", ":": self = .markup
            default: self = .text
            }
        }
    }

    /// Whether blocks before and behind have nothing to do with it.
    var isAlone: Bool { self == .heading || self == .text || self == .fence }
    var isIndented: Bool { self == .indented || self == .list || self == .table || self == .markup }
}
