/// Whether one side's change of a stretch is a part of the other's, so that the other side's text has both.
enum IncludedChange {
    /// The largest stretch that is compared by words, in bytes of all sides.
    private static let largest = 200_000

    /// Tells whether `large` is `small` with more changes, all of them away from what `small` changed.
    ///
    /// Nothing may be changed in what `small` brought, and nothing be brought where it took something out. A word that
    /// `small` has more or less often than the base must be so in `large` too: what `small` took out does not come back
    /// at another place, under another shape. Nor may a line that `small` changed still stand in `large`: the same words in
    /// another line beside it are another change. A version is one word: who puts `-rc1` behind it makes it another one.
    /// A line that `small` put in must be a line of `large`, since as a part of one, `# start` or `if first then start`, it says
    /// something else.
    static func holds(_ small: [UInt8], in large: [UInt8], since base: [UInt8]) -> Bool {
        // Of what one side took lines out of, the other took out more.
        if isPart(small, of: base), isPart(large, of: small) { return true }
        guard base.count + small.count + large.count <= largest else { return false }
        let lines = [base, small, large].map { LineText($0) }
        let known = LineNumbers(lines)
        guard !leavesChanged(lines, known), keepsLines(lines, known) else { return false }
        let texts = [base, small, large].map { LineText(words: $0) }
        let numbers = LineNumbers(texts)
        let (old, mine, theirs) = (numbers.texts[0], numbers.texts[1], numbers.texts[2])
        var rest = lineDiff(mine, theirs, distinct: numbers.distinct)[...]
        for change in lineDiff(old, mine, distinct: numbers.distinct) {
            rest = rest.drop { $0.old.upperBound < change.new.lowerBound }
            for other in rest.prefix(while: { $0.old.lowerBound <= change.new.upperBound }) {
                if isRemark(other, behind: change, texts) { continue }
                let ends = [change.new.lowerBound, change.new.upperBound]
                guard change.old.isEmpty, other.old.isEmpty, ends.contains(other.old.lowerBound) else { return false }
            }
        }
        return agree(texts, numbers)
    }

    /// Whether `large` has all lines that `small` put in, not below one that makes them depend on something, and none in a
    /// comment that `small` changed.
    private static func keepsLines(_ texts: [LineText], _ numbers: LineNumbers) -> Bool {
        var places: [Int32: Int] = [:]
        for (place, number) in numbers.texts[2].enumerated().reversed() { places[number] = place }
        let switchedOff = Set((0..<texts[2].count).compactMap { wordBehindMark(texts[2][$0]) })
        let new = Set(numbers.texts[2]).subtracting(numbers.texts[0]).subtracting(numbers.texts[1])
        for change in lineDiff(numbers.texts[0], numbers.texts[1], distinct: numbers.distinct) {
            for line in change.new where texts[1][line].contains(where: isLetter) {
                if let place = places[numbers.texts[1][line]] {
                    if place > 0, new.contains(numbers.texts[2][place - 1]), isOpener(texts[2][place - 1]) {
                        return false
                    }
                } else if change.old.isEmpty || switchedOff.contains(firstWord(texts[1][line])) {
                    return false
                }
            }
        }
        return true
    }

    /// The first word of a line.
    private static func firstWord(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.drop { !$0.isWordByte }.prefix { $0.isWordByte }
    }

    /// The first word of what a line has in a comment; nil where it does not begin with a comment's mark.
    private static func wordBehindMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let text = line.drop { isBlank($0) }
        let marks = ["#", "//", "--", ";", "/*", "<!--", "%"]
        return marks.contains { text.starts(with: $0.utf8) } ? firstWord(text) : nil
    }

    /// Whether a line begins something that the next one is a part of: a block, a condition, a comment.
    private static func isOpener(_ line: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: line, as: UTF8.self).trimmed
        return ["{", "(", "[", ":", "then", "do", "else", "\\"].contains(where: text.hasSuffix)
            || ["if", "#if", "{%", "{{", "<!--", "/*", "\"\"\"", "```"].contains(where: text.hasPrefix)
    }

    /// Whether words were put in behind a version that was changed, with space between: `v1.1.0 // indirect`.
    private static func isRemark(_ other: DiffRange, behind change: DiffRange, _ texts: [LineText]) -> Bool {
        let end = change.new.upperBound
        guard other.old.isEmpty, other.old.lowerBound == end, !change.new.isEmpty,
            VersionWord.end(in: texts[1].bytes, from: texts[1].starts[end - 1]) != nil
        else { return false }
        return [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(texts[2][other.new.lowerBound].first)
    }

    /// Whether `large` has a line of the base that `small` has no more, or less often.
    private static func leavesChanged(_ texts: [LineText], _ numbers: LineNumbers) -> Bool {
        let counts = numbers.texts.map { $0.counts(below: numbers.distinct) }
        return numbers.texts[0].enumerated().contains { index, number in
            let line = Int(number)
            return counts[1][line] < counts[0][line] && counts[2][line] > counts[1][line]
                && texts[0][index].contains(where: isLetter)
        }
    }

    /// Whether each word that one text has more or less often than the first is so in the last too.
    private static func agree(_ texts: [LineText], _ numbers: LineNumbers) -> Bool {
        var counts = [[Int]](repeating: [0, 0, 0], count: numbers.distinct)
        var isName = [Bool](repeating: false, count: numbers.distinct)
        for (side, text) in texts.enumerated() {
            for (piece, number) in numbers.texts[side].enumerated() {
                counts[Int(number)][side] += 1
                if let first = text[piece].first { isName[Int(number)] = isLetter(first) }
            }
        }
        return zip(counts, isName).allSatisfy { count, isName in
            let (mine, theirs) = (count[1] - count[0], count[2] - count[0])
            return !isName || (mine < 0 ? theirs <= mine : theirs >= mine || mine == 0)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
    }

    /// Whether a text has some of another one's lines, in the same order, and nothing else.
    private static func isPart(_ some: [UInt8], of all: [UInt8]) -> Bool {
        let (few, many) = (LineText(some), LineText(all))
        var next = 0
        for line in 0..<many.count where next < few.count && many[line] == few[next] { next += 1 }
        return next == few.count
    }

    /// Tells whether every line of a file stands in a longer one too, in the same order.
    static func hasAllLines(_ large: [UInt8], of small: [UInt8]) -> Bool {
        let (many, few) = (LineText(large), LineText(small))
        return many.count > few.count && few.words(in: 0..<few.count) > 0 && isPart(small, of: large)
    }
}
